#include "pace.h"

#include <time.h>

/* An interrupt is noticed after so long. */
#define SLICE_MS 50

int64_t pace_take(struct pace *pace, int64_t now_us, unsigned count) {
    if (pace->interval_us == 0)
        return 0;
    int64_t wait_us = pace->next_us > now_us ? pace->next_us - now_us : 0;
    pace->next_us = now_us + wait_us + pace->interval_us * count;
    return wait_us;
}

static void really_sleep(int64_t ms) {
    nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000}, NULL);
}

const struct waiting waiting_really = {.now_ms = pc_clock_ms, .sleep_ms = really_sleep};

enum pc_status wait_ms(const struct waiting *waiting, bool interruptible, int64_t ms) {
    int64_t until_ms = waiting->now_ms() + ms;
    for (;;) {
        if (interruptible && waiting->interrupted != NULL && waiting->interrupted(waiting->context))
            return PC_INTERRUPTED;
        int64_t left_ms = until_ms - waiting->now_ms();
        if (left_ms <= 0)
            return PC_OK;
        waiting->sleep_ms(left_ms < SLICE_MS ? left_ms : SLICE_MS);
    }
}
