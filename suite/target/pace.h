/* Time between requests: the user's rate, and the pauses that a peer asks for. */
#ifndef PC_PACE_H
#define PC_PACE_H

#include "pc_http.h"

struct pace {
    int64_t interval_us; /* 0: as fast as it goes */
    int64_t next_us;     /* when the next request may leave */
};
/* How long to wait at `now_us` before `count` requests leave; those behind them wait for each of these. */
int64_t pace_take(struct pace *pace, int64_t now_us, unsigned count);

/* A wait that an interrupt ends. The clock and the sleep are members so that tests need not wait. */
struct waiting {
    int64_t (*now_ms)(void);
    void (*sleep_ms)(int64_t ms);
    bool (*interrupted)(void *context); /* or NULL */
    void *context;
};
extern const struct waiting waiting_really;
enum pc_status wait_ms(const struct waiting *waiting, bool interruptible, int64_t ms);

/* What a 429 or 503 asks for: Retry-After (RFC 9110 section 10.2.3: seconds or a date) or the JSON body's
 * `retry_after` (seconds), the longer one. -1: nothing that can be read; never more than a day. */
#define MAX_WISH_MS 86400000
int64_t wished_pause_ms(const struct pc_http_exchange *exchange, int64_t unix_seconds);

#endif
