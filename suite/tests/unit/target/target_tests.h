#ifndef PC_TEST_TARGET_TESTS_H
#define PC_TEST_TARGET_TESTS_H

int run_promote_tests(void);
int run_wish_tests(void);
int run_live_tests(void);
int run_guard_tests(void);

#endif
