#ifndef PC_TEST_TARGET_TESTS_H
#define PC_TEST_TARGET_TESTS_H

int run_promote_tests(void);

#endif
