#include "fixture.h"

int main(void) {
    int failed = 0;
    failed += run_decode_tests() != 0;
    failed += run_integer_tests() != 0;
    failed += run_strict_tests() != 0;
    failed += run_encode_tests() != 0;
    failed += run_value_tests() != 0;
    failed += run_request_tests() != 0;
    failed += run_date_time_tests() != 0;
    failed += run_memory_tests() != 0;
    return failed != 0;
}
