/* A clock that stands still but for who sleeps. */
#ifndef PC_TEST_FAKE_CLOCK_H
#define PC_TEST_FAKE_CLOCK_H

#include <stdint.h>

extern int64_t fake_now_ms;
int64_t fake_clock_now_ms(void);
void fake_clock_sleep_ms(int64_t ms);

#endif
