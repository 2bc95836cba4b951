#include "proxy_tests.h"

int main(void) {
    int failed = run_head_tests() + run_body_tests();
    return failed != 0;
}
