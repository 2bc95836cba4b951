#include "pc_base.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

int64_t pc_clock_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void pc_time_rfc3339(int64_t unix_seconds, char out[32]) {
    time_t seconds = (time_t)unix_seconds;
    struct tm parts;
    /* RFC 3339 knows years of four digits only; what has another length has another year. */
    static const char epoch[] = "1970-01-01T00:00:00Z";
    if (gmtime_r(&seconds, &parts) == NULL ||
        strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &parts) != sizeof epoch - 1)
        memcpy(out, epoch, sizeof epoch);
}
