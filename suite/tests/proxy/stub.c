#include "fixture.h"
int run_connection_tests(void) {
    return 0;
}
int run_report_tests(void) {
    return 0;
}
