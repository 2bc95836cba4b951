#error "cmocka belongs to suite/tests alone"
