/* target, floor 4: the one place that sends to a peer. Holds who the peer is, which names and key it is
 * talked to with, and what is allowed: nothing leaves without passing its guards, and everything it sends is
 * recorded. */
#ifndef PC_TARGET_H
#define PC_TARGET_H

#include "pc_base.h"
#include "pc_contract.h"
#include "pc_http.h"
#include "pc_result.h"

#define PC_TARGET_DEFAULT_TIMEOUT_MS   5000
#define PC_TARGET_DEFAULT_MAX_REQUESTS 5000u
/* A peer that leaves so many requests in a row without an answer is given up: the rest of the run would wait.
 */
#define PC_TARGET_MAX_UNANSWERED 3u
/* A live peer is asked no more often than twice a second unless the user says another rate. */
#define PC_TARGET_LIVE_INTERVAL_US 500000
#define PC_TARGET_MAX_INTERVAL_US  3600000000
/* So many answers in a row of 5xx (but for 501 and 505, which refuse a method and a version) or 429 stop the
 * run against a live peer. */
#define PC_TARGET_MAX_TROUBLED 3u
/* A peer that asks for time (Retry-After, retry_after) is given so much altogether. */
#define PC_TARGET_MAX_WAIT_MS 120000
/* What looking at an environment and putting it back takes at least. */
#define PC_TARGET_RESTORE_REQUESTS 12u
/* All answers of a run are kept until it is judged: a peer that says more than this altogether is asked
 * nothing further. */
#define PC_TARGET_MAX_RECEIVED (128u << 20)

/* Borrowed texts: they outlive the target. NULL where the user gave none. */
struct pc_target_options {
    const char *url;
    const char *model;
    const char *environment;
    const char *deployment;
    const char *other_deployment;
    const char *other_environment;
    const char *foreign_deployment;
    const char *key;
    bool bearer;
    int64_t timeout_ms; /* 0: the default */
    const char *ca_file;
    bool insecure;
    bool allow_live;
    bool careful; /* a peer on loopback is live too: a tunnel leads to one */
    const char *const *allowed_environments;
    size_t allowed_environment_count;
    unsigned max_requests; /* 0: the default */
    bool limits_promotes;
    unsigned max_promotes;
    int64_t interval_us; /* at least so long between two requests; 0: none on loopback, else the default */
};

/* What a request does to the peer, if the peer is correct. Runs are ordered by it. */
enum pc_effect { PC_EFFECT_READS, PC_EFFECT_REFUSED, PC_EFFECT_PROMOTES };

/* One request. Texts are templates: $model $environment $other_environment $deployment $other_deployment
 * $foreign_deployment $key $wrong_key $scheme and the further names of expand.c stand for the run's values,
 * percent-encoded in a path, as a JSON string in a body, raw in a header. */
struct pc_request {
    const char *method;        /* NULL: POST */
    const char *path;          /* NULL: the promote path of $model and $environment */
    const char *authorization; /* NULL: the key as it should be; "": no such header */
    const char *content_type;  /* NULL: application/json; "": no such header */
    const char *body;          /* NULL: no body and no Content-Length */
    struct pc_view body_bytes; /* any bytes as the body, instead of `body` */
    const char *extra_headers; /* further header lines, each ending in CR LF, or NULL */
    const char *version;       /* NULL: HTTP/1.1 */
    const char *connection;    /* NULL: close; "": no such header */
    size_t filler_size;        /* how long $filler, $opening and $closing are in this request */
    bool chunked;              /* the body in chunks instead of a Content-Length */
    bool lower_case;           /* the names of the header fields */
};

/* How the requests of a probe reach the peer. */
enum pc_delivery {
    PC_SEPARATELY,        /* one after the other, each on a connection of its own */
    PC_ON_ONE_CONNECTION, /* one after the other, while the peer keeps the connection open */
    PC_PIPELINED,         /* all in one go on one connection */
    PC_AT_ONCE, /* all but the last at the same time, each on a connection of its own; then the last */
    PC_WHILE_FIRST_IS_HALF /* half of the first, then silence there; meanwhile the others */
};

struct pc_target;

/* PC_USAGE with a sentence for what lacks or cannot be used: url, model, environment, deployment, a key of at
 * least PC_SECRET_MIN_SIZE bytes that a header can carry. */
enum pc_status pc_target_new(const struct pc_target_options *options, struct pc_target **out,
                             struct pc_error *err);
void pc_target_free(struct pc_target *target);
const struct pc_target_options *pc_target_options(const struct pc_target *target);
/* Every credential that was sent or may be: what is stored is redacted with these. */
const struct pc_secrets *pc_target_secrets(const struct pc_target *target);

/* Connects once. PC_UNREACHABLE with the reason; PC_USAGE, before any packet leaves, where the peer is not on
 * loopback and --allow-live was not given, or an environment is not among the allowed ones. A peer that was
 * found on loopback is never sought elsewhere afterwards, whatever its name leads to then. */
enum pc_status pc_target_connect(struct pc_target *target, struct pc_error *err);
/* After the first answer: PC_UNREACHABLE with what to do next where the peer turned out to speak something
 * else than HTTP/1.x. */
enum pc_status pc_target_understands(const struct pc_target *target, struct pc_error *err);

/* Polled while waiting and before each request: true ends it with PC_INTERRUPTED, but for
 * pc_target_restoring.
 */
void pc_target_watch(struct pc_target *target, bool (*interrupted)(void *context), void *context);

/* Off loopback, or --careful. Known once it is connected. */
bool pc_target_is_live(const struct pc_target *target);
/* Why nothing more is sent to a live peer, NULL: it was not stopped. The first reason stands. */
const char *pc_target_stopped(const struct pc_target *target);
void pc_target_stop(struct pc_target *target, const char *reason);
/* One more answer like the last ones stops the run. */
bool pc_target_is_troubled(const struct pc_target *target);

/* A promote is whatever may change something: every request but a GET of another path than the promote's. It
 * takes one from the user's budget, and gives it back when a 4xx refuses it. So many of both budgets are kept
 * back. */
void pc_target_keep(struct pc_target *target, unsigned requests, unsigned promotes);
/* From now on everything is for putting back: what was kept may be spent, and neither a stop nor an interrupt
 * holds it up. */
void pc_target_restoring(struct pc_target *target);
struct pc_target_counts {
    unsigned requests;
    unsigned promotes; /* not refused with a 4xx: they may have changed something */
    unsigned accepted; /* answered with a 2xx, and with a method that asks for a change */
};
struct pc_target_counts pc_target_counts(const struct pc_target *target);
/* The state was seen to be the same behind this exchange: where its method asks for no change (OPTIONS, HEAD
 * …), it takes nothing from the budget of promotes. */
void pc_target_give_back(struct pc_target *target, const struct pc_request *request,
                         const struct pc_http_exchange *exchange);
bool pc_request_may_change(const struct pc_request *request);
/* The method and the request target, as they would be sent. */
enum pc_status pc_target_describe(struct pc_target *target, const struct pc_request *request,
                                  struct pc_buf *out, struct pc_error *err);

/* Sends one request on a fresh connection, again where the peer asks for time and has certainly not acted on
 * it (429, or 503 to a GET). PC_OK whatever the peer did. PC_WITHHELD when a budget is spent or the run was
 * stopped, PC_LIMIT when the peer was given up, PC_NOT_FOUND where the template names a value that the user
 * did not give
 * ($other_deployment …): the error says which option is missing. */
enum pc_status pc_target_send(struct pc_target *target, const struct pc_request *request,
                              struct pc_http_exchange **out, struct pc_error *err);

/* Sends several at the same time, each on a fresh connection, and none again. `out[i]` is NULL where nothing
 * came of it. */
#define PC_TARGET_MAX_AT_ONCE 16u
enum pc_status pc_target_send_at_once(struct pc_target *target, const struct pc_request *requests,
                                      size_t count, struct pc_http_exchange **out, struct pc_error *err);

/* Refused because another promotion runs: "One promotion per environment at a time; a second one is refused
 * (status unknown: 400, 409, 423 or 429)". 400 is not taken for it: it says more often that the request was
 * not liked. */
bool pc_target_is_busy(const struct pc_http_exchange *exchange);

/* The exchange of a request that is not sent: for the command line that would send it. */
enum pc_status pc_target_prepare(struct pc_target *target, const struct pc_request *request,
                                 struct pc_http_exchange **out, struct pc_error *err);

/* Sends one promote. "One promotion per environment at a time": where the peer refuses it as busy while an
 * earlier one may be running, it is sent again for up to two seconds, and the last answer is what counts. */
enum pc_status pc_target_promote(struct pc_target *target, const struct pc_request *request,
                                 struct pc_http_exchange **out, struct pc_error *err);

/* Waits until the last promote has ended, where the peer shows that: PC_UNSUPPORTED when it still runs after
 * two seconds. PC_OK at once where nothing was promoted or nothing can be seen. */
enum pc_status pc_target_settle(struct pc_target *target, struct pc_error *err);

/* Whether it was given up for leaving requests unanswered. */
bool pc_target_gave_up(const struct pc_target *target);
/* The next request leaves though the peer was given up or has said too much; the user's budget holds. */
void pc_target_insist(struct pc_target *target);

/* Sends several. `out[i]` stays NULL where a request was not sent: behind one that failed, behind an answer
 * after which the peer closed the connection, and the first of PC_WHILE_FIRST_IS_HALF. From the second
 * request on, $returned stands for the `id` in the first one's answer. */
enum pc_status pc_target_deliver(struct pc_target *target, enum pc_delivery delivery,
                                 const struct pc_request *requests, size_t count,
                                 struct pc_http_exchange **out, struct pc_error *err);

/* What the public observation API shows of the state that a promote changes, as one line of text that is
 * compared and shown; without status and replica counts, which change by themselves. */
#define PC_OBSERVED_SIZE 1024
struct pc_observed {
    bool available;
    char reason[256]; /* why not */
    char state[PC_OBSERVED_SIZE];
    char current_id[256];    /* of the environment's current deployment, "" for none */
    char instance_type[128]; /* its, as JSON */
};
/* GETs the environment and the deployment, or the second environment alone. A peer that has no such API, or
 * may be sent no more, is `available` = false, not an error.
 */
enum pc_status pc_target_observe(struct pc_target *target, struct pc_observed *out, struct pc_error *err);
enum pc_status pc_target_observe_other(struct pc_target *target, struct pc_observed *out,
                                       struct pc_error *err);

/* Expands a template into a body, path or header: exposed for the cases' own checks. */
enum pc_place_of_text { PC_IN_BODY, PC_IN_PATH, PC_IN_HEADER };
enum pc_status pc_target_expand(const struct pc_target *target, const char *text, enum pc_place_of_text place,
                                struct pc_buf *out, struct pc_error *err);

#endif
