#ifndef PC_TARGET_INTERNAL_H
#define PC_TARGET_INTERNAL_H

#include "pc_target.h"

#define MAX_REQUEST_SIZE (64u << 20)

#define PC_TARGET_ENVIRONMENT_PATH "/v1/models/$model/environments/$environment"

struct pc_target {
    struct pc_target_options options;
    struct pc_http_target peer;
    struct pc_secrets secrets;
    unsigned sent;
    unsigned unanswered;       /* in a row */
    size_t received;           /* bytes of all answers */
    bool insisted;             /* the next request leaves in spite of both */
    bool promoted;             /* a promote was accepted, so one may be running */
    bool promotes_slowly;      /* one was seen running */
    const char *promoted_path; /* the last one's template; NULL: the plain promote's */
    unsigned vain_waits;       /* in a row, for a promotion that did not end */
    bool guarded;              /* the guards let the connected address through */
    /* Of the request that is being written: */
    size_t filler_size;
    char returned[256]; /* "": nothing was returned */
};

/* Whether one more request may leave. */
enum pc_status pc_target_budget(const struct pc_target *target, struct pc_error *err);
/* Appends the request's bytes. */
enum pc_status pc_target_write(struct pc_target *target, const struct pc_request *request, struct pc_buf *out,
                               struct pc_error *err);
/* Keeps count of what was sent and whether it was answered. */
void pc_target_count(struct pc_target *target, const struct pc_http_exchange *exchange);

/* Until when a promotion that runs is waited for, and the pause between two looks. */
int64_t pc_target_patience(const struct pc_target *target);
void pc_target_pause(void);

/* Looks at who was reached and what may be changed there. */
enum pc_status pc_target_guard(const struct pc_target *target, bool loopback, struct pc_error *err);

#endif
