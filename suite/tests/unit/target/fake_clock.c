#include "fake_clock.h"

int64_t fake_now_ms;

int64_t fake_clock_now_ms(void) {
    return fake_now_ms;
}

void fake_clock_sleep_ms(int64_t ms) {
    fake_now_ms += ms;
}
