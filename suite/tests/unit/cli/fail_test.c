#include "fail_test.h"

#include "options.h"
#include "pc_cli.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* The exit status of each error, as the README promises it. */
static void each_error_has_its_exit_status(void **state) {
    (void)state;
    static const struct {
        enum pc_status status;
        int exit_status;
    } rows[] = {
        {PC_USAGE, 2},       {PC_IO, 2},      {PC_MALFORMED, 2},     {PC_UNSUPPORTED, 2}, {PC_NOT_FOUND, 2},
        {PC_UNREACHABLE, 3}, {PC_TIMEOUT, 3}, {PC_INTERRUPTED, 130}, {PC_INTERNAL, 4},    {PC_NO_MEMORY, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_error err = {0};
        pc_error_set(&err, rows[i].status, "a test of the exit status %d", rows[i].exit_status);
        assert_int_equal(report_failure(&err), rows[i].exit_status);
    }
}

int run_fail_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_error_has_its_exit_status)};
    return cmocka_run_group_tests_name("fail", tests, NULL, NULL) != 0;
}
