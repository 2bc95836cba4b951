/* One request on its way through the mock. Hooks of faults read and change it between the steps of answer.c.
 */
#ifndef PC_MOCK_CALL_H
#define PC_MOCK_CALL_H

#include "fault.h"
#include "pc_mock.h"
#include "promote.h"
#include "reply.h"
#include "state.h"

#include <pthread.h>

/* The promotion that was granted last, where promotions take their time: who runs until when, and what is the
 * current deployment (JSON) so long. */
struct pc_mock_running {
    int64_t until_ms; /* in pc_clock_ms time */
    struct pc_buf model, environment, current;
};

struct pc_mock {
    pthread_mutex_t lock;
    struct pc_mock_state state;
    struct pc_mock_active *active;
    size_t active_count;
    uint64_t requests;
    int64_t first_unix_seconds; /* 0: the system's clocks */
    unsigned reading; /* connections whose request is not complete; counted where a fault wants to know */
    unsigned held;    /* answers made but, for a fault's sake, not yet sent */
    struct pc_buf last_promotion; /* model, environment and deployment of the last promote that was granted */
    struct pc_mock_running running;
};

enum { PC_MOCK_MAX_SEGMENTS = 8, PC_MOCK_MAX_PARAMETERS = 2 };

/* What a request's body is: one bit each, so that a fault can name several; the status and words of its
 * refusal. */
#define PC_MOCK_BODY_LIST(X)                                                                                 \
    X(MISSING, 400, "a request body is required")                                                            \
    X(EMPTY, 400, "the request body is empty")                                                               \
    X(CONTENT_TYPE, 415, "the request body must be application/json")                                        \
    X(TOO_LARGE, 413, "the request body is too large")                                                       \
    X(NOT_JSON, 400, "the request body is not JSON")                                                         \
    X(TRUNCATED, 400, "the request body is JSON that ends too early")                                        \
    X(TRAILING, 400, "bytes stand behind the JSON value in the request body")                                \
    X(BYTE_ORDER_MARK, 400, "the request body begins with a byte order mark")                                \
    X(NOT_UTF8, 400, "the request body is not UTF-8")                                                        \
    X(TOO_DEEP, 400, "the request body is nested too deeply")                                                \
    X(NOT_OBJECT, 400, "the request body must be a JSON object")                                             \
    X(DUPLICATE_KEY, 400, "a member stands twice in the request body")                                       \
    X(LONE_SURROGATE, 400, "the request body holds half a surrogate pair")                                   \
    X(NO_ID, 400, "deployment_id is required")                                                               \
    X(NULL_ID, 400, "deployment_id must not be null")                                                        \
    X(ID_TYPE, 400, "deployment_id must be a string")                                                        \
    X(EMPTY_ID, 400, "deployment_id must not be empty")                                                      \
    X(NULL_FLAG, 400, "the flags must not be null")                                                          \
    X(FLAG_TYPE, 400, "the flags must be true or false")                                                     \
    X(OTHER, 400, "the request body is refused")

enum pc_mock_body_index {
#define PC_MOCK_BODY_INDEX(name, status, sentence) PC_MOCK_BODY_INDEX_##name,
    PC_MOCK_BODY_LIST(PC_MOCK_BODY_INDEX)
#undef PC_MOCK_BODY_INDEX
};

enum pc_mock_body {
    PC_MOCK_BODY_GOOD = 0,
#define PC_MOCK_BODY_BIT(name, status, sentence) PC_MOCK_BODY_##name = 1 << PC_MOCK_BODY_INDEX_##name,
    PC_MOCK_BODY_LIST(PC_MOCK_BODY_BIT)
#undef PC_MOCK_BODY_BIT
};

/* One bit each. */
enum pc_mock_auth {
    PC_MOCK_AUTH_GOOD = 0,
    PC_MOCK_AUTH_MISSING = 1,
    PC_MOCK_AUTH_EMPTY = 2,
    PC_MOCK_AUTH_TWICE = 4,
    PC_MOCK_AUTH_OTHER_SCHEME = 8, /* garbled ones too */
    PC_MOCK_AUTH_NO_KEY = 16,      /* the scheme alone */
    PC_MOCK_AUTH_UNKNOWN_KEY = 32
};

struct pc_mock_route {
    const char *method;
    const char *segments[PC_MOCK_MAX_SEGMENTS]; /* "*": a parameter */
    void (*handle)(struct pc_mock_call *call);
    bool observes; /* one of the GETs that a server need not have */
};

struct pc_mock_call {
    struct pc_mock *mock;
    struct pc_mock_state *state;
    const struct pc_http_message *request;
    unsigned nth; /* request of its connection, from 1; always 1 where the mock is asked directly */
    int64_t unix_seconds;
    int64_t ms; /* by a clock that never goes back */

    struct pc_buf path; /* without the query; its segments still encoded, then decoded in place */
    struct pc_view segments[PC_MOCK_MAX_SEGMENTS];
    size_t segment_count;
    const struct pc_mock_route *route; /* NULL where nothing has this path */
    struct pc_view method;
    struct pc_view parameters[PC_MOCK_MAX_PARAMETERS];

    enum pc_mock_auth auth;
    struct pc_view scheme; /* as sent */
    struct pc_view key;

    struct pc_mock_model *model;
    struct pc_mock_environment *environment;
    enum pc_mock_body body;
    char body_reason[256];
    struct pc_promote_request wanted;
    bool forgiving; /* fault: whatever is wrong with the body, something is promoted */
    struct pc_mock_deployment *source;
    struct pc_mock_order order;
    bool not_stored; /* fault: the promotion happens to a copy of the state */
    struct pc_mock_outcome outcome;
    bool promoted; /* the reply tells of a promotion */

    struct pc_deployment deployment; /* being encoded */
    struct pc_buf text;              /* its JSON */

    struct pc_mock_reply reply;
    bool answered; /* the reply stands: no further step */
};

/* Answers with an error and ends the steps. `code` is static text. */
void pc_mock_refuse(struct pc_mock_call *call, unsigned status, const char *code, const char *message);
/* The whole way of one request; the mock is locked. */
void pc_mock_handle(struct pc_mock_call *call);
void pc_mock_call_clear(struct pc_mock_call *call);

/* The steps, one file each. */
void pc_mock_route(struct pc_mock_call *call);
void pc_mock_authenticate(struct pc_mock_call *call);
void pc_mock_read_body(struct pc_mock_call *call);
void pc_mock_handle_promote(struct pc_mock_call *call);
void pc_mock_handle_deployment(struct pc_mock_call *call);
void pc_mock_handle_deployments(struct pc_mock_call *call);
void pc_mock_handle_environment(struct pc_mock_call *call);
/* An environment whose promotion still runs: what is new is its candidate, what was there its current one. */
enum pc_status pc_mock_show_candidate(struct pc_mock_call *call);
/* Reads the body as JSON, whatever its media type and size. */
void pc_mock_decode_body(struct pc_mock_call *call);
/* Fault: takes a body that is to be refused for a good one. What cannot be made out of it is made up. */
void pc_mock_forgive_body(struct pc_mock_call *call);
enum pc_status pc_mock_write_error(struct pc_mock_reply *reply);
/* What makes two promotions the same: model, environment and deployment asked for. */
enum pc_status pc_mock_promotion_key(const struct pc_mock_call *call, struct pc_buf *out);
bool pc_mock_is_promote(const struct pc_mock_call *call); /* by its path; the method may be another */
/* Appends a deployment as JSON, through the hooks that every deployment passes. */
enum pc_status pc_mock_encode(struct pc_mock_call *call, const struct pc_deployment *deployment,
                              struct pc_buf *out);
/* Finds model and, where `with_environment`, the environment of the path; refuses where there is none. */
void pc_mock_look_up(struct pc_mock_call *call, bool with_environment);
/* As pc_mock_answer, for pc_mock_serve: what is to be done with the bytes. */
struct pc_mock_delivery {
    bool held; /* counted in mock->held until pc_mock_delivered */
    bool repeat_previous;
    bool silent;
    int64_t delay_ms;
    int64_t drip_ms;
};
enum pc_http_after pc_mock_answer_nth(struct pc_mock *mock, const struct pc_http_message *request,
                                      unsigned nth, struct pc_buf *response,
                                      struct pc_mock_delivery *delivery);
bool pc_mock_one_at_a_time(struct pc_mock *mock);
/* Adds to `reading`, and gives the sum. */
unsigned pc_mock_count_reading(struct pc_mock *mock, int change);
void pc_mock_delivered(struct pc_mock *mock, const struct pc_mock_delivery *delivery);

#endif
