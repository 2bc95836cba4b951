#!/bin/sh
# Does floors.sh see what it is there to see? A small house without a breach passes; each planted breach is named.
set -eu
here=$(cd -- "$(dirname -- "$0")" && pwd -P)
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
passed=0
failed=0

build_house() {
    rm -rf "$house/it"
    mkdir -p "$house/it/suite/tests/style" "$house/it/fuzz"
    cd "$house/it"
    cp "$here"/floors.* suite/tests/style/
    for room in base json schema http mock; do
        mkdir -p "suite/$room/include"
        echo '#include <stddef.h>' >"suite/$room/include/pc_$room.h"
        printf '#include "pc_%s.h"\n\nint pc_%s(void) {\n    return 0;\n}\n' "$room" "$room" >"suite/$room/$room.c"
        echo "pc_library($room)" >>suite/CMakeLists.txt
    done
    echo 'add_subdirectory(tests)' >>suite/CMakeLists.txt
    printf '#include <curl/curl.h>\n#include "pc_base.h"\n' >suite/http/client.c
    printf '#include <cmocka.h>\n#include "pc_schema.h"\n' >suite/tests/test.c
    printf '#include "pc_json.h"\n' >fuzz/oracle.c
}

count() {
    if [ "$1" = yes ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED: %s\n%s\n' "$2" "$output"
    fi
}

# breach "WHAT FLOORS.SH MUST SAY" COMMAND…: the command spoils the house
breach() {
    expected=$1
    shift
    build_house
    "$@"
    verdict=no
    if output=$(sh suite/tests/style/floors.sh . 2>&1); then
        output="passed in spite of it"
    elif [ "$output" = "$expected" ]; then
        verdict=yes
    fi
    count "$verdict" "$expected"
}

add() {
    printf '%s\n' "$2" >>"$1"
}

no_code() {
    rm -r suite/*/include suite/*/*.c fuzz/oracle.c
    : >suite/CMakeLists.txt
    for folder in base json schema http mock tests; do
        add suite/CMakeLists.txt "add_subdirectory($folder)"
    done
}

long_function() {
    awk -v n="$1" 'BEGIN { print "int f(int a,\n      int b) {"; for (i = 1; i < n; i++) print "    a++;"; print "}" }' >>suite/json/long.c
}

build_house
output=$(sh suite/tests/style/floors.sh . 2>&1) && verdict=yes || verdict=no
count "$verdict" "a house without a breach passes"
build_house
long_function 60
output=$(sh suite/tests/style/floors.sh . 2>&1) && verdict=yes || verdict=no
count "$verdict" "a function of 60 lines passes"

breach 'suite/json/json.c:6: an include climbs with ..: ../schema/schema.h' add suite/json/json.c '#include "../schema/schema.h"'
breach 'suite/json/json.c:6: json must not include pc_schema.h' add suite/json/json.c '#include "pc_schema.h"'
breach 'suite/json/json.c:6: json must not include pc_http.h' add suite/json/json.c '  # include <pc_http.h>'
breach 'suite/mock/mock.c:6: mock must not include pc_schema.h' add suite/mock/mock.c '#include "pc_schema.h"'
breach 'suite/mock/mock.c:6: mock must not include pc_contract.h' add suite/mock/mock.c '#include "pc_contract.h"'
breach 'fuzz/oracle.c:2: oracle must not include pc_schema.h' add fuzz/oracle.c '#include "pc_schema.h"'
breach 'suite/json/json.c:6: curl, OpenSSL and sockets belong to suite/http: curl/curl.h' add suite/json/json.c '#include <curl/curl.h>'
breach 'suite/mock/mock.c:6: curl, OpenSSL and sockets belong to suite/http: sys/socket.h' add suite/mock/mock.c '#include <sys/socket.h>'
breach 'suite/mock/mock.c:6: curl, OpenSSL and sockets belong to suite/http: openssl/ssl.h' add suite/mock/mock.c '#include <openssl/ssl.h>'
breach 'suite/json/json.c:6: cmocka belongs to suite/tests: cmocka.h' add suite/json/json.c '#include <cmocka.h>'
breach 'suite/CMakeLists.txt:0: base must not rest on json' add suite/CMakeLists.txt 'pc_library(base DEPS json)'
breach 'suite/CMakeLists.txt:0: mock must not rest on schema' add suite/CMakeLists.txt 'pc_library(mock DEPS http schema LIBS X)'
breach 'suite/json/long.c:2: the function is 61 lines long, at most 60' long_function 61
breach 'suite/json/big.c:401: the file is longer than 400 lines' sh -c 'yes "" | head -n 401 >suite/json/big.c'
breach 'suite/json/include/scan.h: the one public header of suite/json is pc_json.h' touch suite/json/include/scan.h
breach 'suite/attic/: not in suite/CMakeLists.txt' mkdir suite/attic
breach "./suite/json/json.c:6:// see $house/it/notes" add suite/json/json.c "// see $house/it/notes"
person=joe
breach "./suite/json/json.c:6:// see /home/$person/notes" add suite/json/json.c "// see /home/$person/notes"
breach "no C file under $house/it: nothing to judge" no_code

echo "floors_selftest: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
