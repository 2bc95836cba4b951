#ifndef PC_TARGET_INTERNAL_H
#define PC_TARGET_INTERNAL_H

#include "pace.h"
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
    bool live;
    bool restoring;
    bool polling; /* the same promote again while another one runs: its 429 is no new trouble */
    unsigned promotes, accepted;
    unsigned kept_requests, kept_promotes;
    unsigned troubled; /* answers in a row */
    char stopped[256]; /* "": it was not */
    int64_t wish_ms;   /* the peer asked for so long a pause; -1: it did not */
    int64_t waited_ms; /* for such wishes, altogether */
    struct pace pace;
    struct waiting waiting;
    bool understood;                   /* an answer came that is HTTP/1.x */
    bool doubtful;                     /* none came yet, but something else than silence */
    char foreign[PC_HTTP_DETAIL_SIZE]; /* what the peer speaks instead, or "" */
    /* Of the request that is being written: */
    size_t filler_size;
    char returned[256]; /* "": nothing was returned */
};

/* What the peer and the user let leave. PC_WITHHELD, PC_LIMIT, PC_INTERRUPTED, with the reason. */
enum pc_status pc_target_affords(const struct pc_target *target, unsigned requests, unsigned promotes,
                                 struct pc_error *err);
/* The same, waits until it is time, and takes them from the budgets: right before they leave. */
enum pc_status pc_target_admit(struct pc_target *target, const struct pc_request *requests, size_t count,
                               struct pc_error *err);
/* Whether the peer has asked for a pause that it can be given. */
bool pc_target_can_wait(const struct pc_target *target);
/* An exchange of which only the request is known. NULL when memory is out. */
struct pc_http_exchange *pc_target_new_exchange(const struct pc_request *request, struct pc_view sent);
/* Its answer has no body, whatever the fields say. */
bool pc_request_is_head(const struct pc_request *request);
/* Appends the request's bytes. */
enum pc_status pc_target_write(struct pc_target *target, const struct pc_request *request, struct pc_buf *out,
                               struct pc_error *err);
/* Keeps count of what was sent, of what came of it, and of what the peer wishes. */
void pc_target_count(struct pc_target *target, const struct pc_request *request,
                     const struct pc_http_exchange *exchange);

/* Learns from an exchange what the peer speaks. */
void pc_target_listen(struct pc_target *target, const struct pc_http_exchange *exchange);

/* Until when a promotion that runs is waited for, and the pause between two looks. */
int64_t pc_target_patience(const struct pc_target *target);
enum pc_status pc_target_pause(struct pc_target *target);

/* Looks at who was reached and what may be changed there. */
enum pc_status pc_target_guard(const struct pc_target *target, bool loopback, struct pc_error *err);

#endif
