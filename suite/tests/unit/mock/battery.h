/* Questions of every kind: what a fault could act on. */
#ifndef PC_TEST_MOCK_BATTERY_H
#define PC_TEST_MOCK_BATTERY_H

#include "fixture.h"

enum expectation {
    GRANTED,  /* 200 and a deployment */
    OBSERVED, /* 200, or 404 where nothing observes */
    REFUSED,  /* 4xx, or 501 */
    ANSWERED  /* anything but a 5xx */
};

struct question {
    const char *what;
    struct ask ask;
    enum expectation expectation;
};

extern const struct question battery[];
extern const size_t battery_size;

#endif
