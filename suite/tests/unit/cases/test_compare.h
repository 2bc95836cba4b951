#ifndef PC_TEST_COMPARE_H
#define PC_TEST_COMPARE_H

int run_compare_tests(void); /* 0: all passed */

#endif
