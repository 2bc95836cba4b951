#include "fixture.h"

int main(void) {
    int failed = run_row_tests() + run_connection_tests() + run_report_tests();
    return failed != 0;
}
