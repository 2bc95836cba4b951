/* Faults are rows of data: where in a request's way they act, and how. To add one, add a row to the table of
 * its area (faults_*.c, and odd_*.c for what is legal), with a small function in front of the table where no
 * existing one fits. */
#ifndef PC_MOCK_FAULT_H
#define PC_MOCK_FAULT_H

#include "pc_mock.h"

/* Points on the way of a request, in their order. */
#define PC_MOCK_POINT_LIST(X)                                                                                \
    X(CONNECTION)      /* reply.one_at_a_time: before any request (served only) */                           \
    X(PATH)            /* path: still encoded, not yet split */                                              \
    X(ROUTE)           /* route, segments, method: before the method is compared */                          \
    X(AUTH)            /* auth */                                                                            \
    X(LOOK_UP)         /* model and environment, NULL where unknown */                                       \
    X(BODY)            /* body, body_reason, wanted */                                                       \
    X(SOURCE)          /* source, NULL where unknown */                                                      \
    X(ORDER)           /* order, not_stored */                                                               \
    X(PROMOTED)        /* outcome; deployment: what the reply will show */                                   \
    X(DEPLOYMENT)      /* deployment: about to be encoded, in any reply */                                   \
    X(DEPLOYMENT_TEXT) /* text: one encoded deployment, in any reply */                                      \
    X(MEMBERS)         /* reply.body of a granted promotion, still JSON */                                   \
    X(STYLE)           /* reply.body, any JSON */                                                            \
    X(TEXT)            /* reply.body of a granted promotion: may stop being JSON */                          \
    X(REFUSED)         /* reply of any error, before and after its body is written */                        \
    X(REPLY)           /* reply of a granted promotion: status and headers */                                \
    X(WIRE)            /* any reply: how its bytes are sent */

enum pc_mock_point {
#define PC_MOCK_POINT_ENUM(name) PC_MOCK_POINT_##name,
    PC_MOCK_POINT_LIST(PC_MOCK_POINT_ENUM)
#undef PC_MOCK_POINT_ENUM
};

struct pc_mock_call;
struct pc_mock_row {
    struct pc_mock_fault fault;
    enum pc_mock_point point;
    /* Returns whether it changed anything: the fault counts as reached then. */
    bool (*act)(struct pc_mock_call *call, const struct pc_mock_row *row);
    /* What `act` makes of these is said at each. */
    const char *at;
    const char *text;
    long number;
};

/* A row: PC_MOCK_FAULT("name", "words", "pattern of case ids", POINT, .act = function, .at = …) */
#define PC_MOCK_FAULT(name, words, kills, hooked, ...)                                                       \
    { .fault = {(name), (words), false, (kills), NULL}, .point = PC_MOCK_POINT_##hooked, __VA_ARGS__ }
/* The same for an eccentricity, which is legal. */
#define PC_MOCK_LEGAL(name, words, hooked, ...)                                                              \
    { .fault = {(name), (words), true, NULL, NULL}, .point = PC_MOCK_POINT_##hooked, __VA_ARGS__ }
/* A legal one that leaves some cases nothing to judge. */
#define PC_MOCK_LEGAL_HIDING(name, words, hides, hooked, ...)                                                \
    { .fault = {(name), (words), true, NULL, (hides)}, .point = PC_MOCK_POINT_##hooked, __VA_ARGS__ }

/* A bundle switches on the faults of its NULL-terminated list. */
struct pc_mock_bundle {
    struct pc_mock_fault fault;
    const char *const *names;
};

struct pc_mock_table {
    const struct pc_mock_row *rows;
    size_t count;
};
extern const struct pc_mock_table pc_mock_faults_response;
extern const struct pc_mock_table pc_mock_faults_json;
extern const struct pc_mock_table pc_mock_faults_wire;
extern const struct pc_mock_table pc_mock_faults_request;
extern const struct pc_mock_table pc_mock_faults_auth;
extern const struct pc_mock_table pc_mock_faults_promote;
extern const struct pc_mock_table pc_mock_faults_outcome;
extern const struct pc_mock_table pc_mock_faults_http;
extern const struct pc_mock_table pc_mock_faults_connection;
extern const struct pc_mock_table pc_mock_odd_replies;
extern const struct pc_mock_table pc_mock_odd_requests;
extern const struct pc_mock_table pc_mock_odd_time;
extern const struct pc_mock_bundle pc_mock_bundle_eccentric;

#define PC_MOCK_TABLE(array)                                                                                 \
    { (array), sizeof(array) / sizeof(array)[0] }

/* A fault that is on. */
struct pc_mock_active {
    const struct pc_mock_row *row;
    bool reached;
};
/* Those that are on, in the order of the tables: `out` is the caller's to free, whatever comes. PC_USAGE with
 * the nearest name for an unknown one. */
enum pc_status pc_mock_switch_on(const char *const *names, size_t name_count, struct pc_mock_active **out,
                                 size_t *count, struct pc_error *err);
/* Lets every active fault of that point act. */
void pc_mock_hooks(struct pc_mock_call *call, enum pc_mock_point point);
bool pc_mock_reached(const struct pc_mock *mock, const char *name);

#endif
