#ifndef PC_FAIL_TEST_H
#define PC_FAIL_TEST_H

int run_fail_tests(void); /* 0: all passed */

#endif
