#include "fixture.h"

int main(void) {
    int failed = 0;
    failed += run_accept_tests() != 0;
    failed += run_refuse_tests() != 0;
    failed += run_limit_tests() != 0;
    failed += run_remark_tests() != 0;
    failed += run_cursor_tests() != 0;
    failed += run_string_tests() != 0;
    failed += run_number_tests() != 0;
    failed += run_equal_tests() != 0;
    failed += run_pointer_tests() != 0;
    failed += run_writer_tests() != 0;
    return failed != 0;
}
