#include "fixture.h"
int run_report_tests(void) {
    return 0;
}
