#include "fixture.h"

int main(void) {
    int failed = 0;
    failed += run_status_tests() != 0;
    failed += run_view_tests() != 0;
    failed += run_buf_tests() != 0;
    failed += run_utf8_tests() != 0;
    failed += run_encode_tests() != 0;
    failed += run_glob_tests() != 0;
    failed += run_file_tests() != 0;
    failed += run_clock_tests() != 0;
    failed += run_pipe_guard_tests() != 0;
    return failed != 0;
}
