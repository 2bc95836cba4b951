#ifndef PC_TARGET_INTERNAL_H
#define PC_TARGET_INTERNAL_H

#include "pc_target.h"

#define MAX_REQUEST_SIZE (64u << 20)

struct pc_target {
    struct pc_target_options options;
    struct pc_http_target peer;
    struct pc_secrets secrets;
    unsigned sent;
    unsigned unanswered; /* in a row */
    bool guarded;        /* the guards let the connected address through */
};

/* Looks at who was reached and what may be changed there. */
enum pc_status pc_target_guard(const struct pc_target *target, bool loopback, struct pc_error *err);

#endif
