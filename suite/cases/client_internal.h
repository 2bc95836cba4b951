/* What the files of the client's side share. */
#ifndef PC_CLIENT_INTERNAL_H
#define PC_CLIENT_INTERNAL_H

#include "cases_internal.h"

/* A whole answer, every member with a value that nobody has by default. */
#define DEPLOYMENT_HEAD                                                                                      \
    "\"id\":\"qr1x8z2\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"tts-v3.1769268232\","             \
    "\"model_id\":\"wdlgzjk3\",\"is_production\":true,\"is_development\":true"
#define DEPLOYMENT_SETTINGS                                                                                  \
    "{\"min_replica\":2,\"max_replica\":9,\"autoscaling_window\":60,\"scale_down_delay\":901,"               \
    "\"concurrency_target\":3,\"target_utilization_percentage\":71,\"target_in_flight_tokens\":40001}"
#define DEPLOYMENT_TAIL ",\"instance_type_name\":\"L4:4x16\",\"environment\":\"production\""
#define MEMBERS_WITH(status, replicas, settings)                                                             \
    DEPLOYMENT_HEAD ",\"status\":" status ",\"active_replica_count\":" replicas                              \
                    ",\"autoscaling_settings\":" settings DEPLOYMENT_TAIL
#define DEPLOYMENT_WITH(status, replicas, settings) "{" MEMBERS_WITH(status, replicas, settings) "}"
#define PLAIN_MEMBERS                               MEMBERS_WITH("\"UPDATING\"", "5", DEPLOYMENT_SETTINGS)
#define PLAIN_DEPLOYMENT                            DEPLOYMENT_WITH("\"UPDATING\"", "5", DEPLOYMENT_SETTINGS)

extern const struct pc_call pc_call_minimal;

void pc_check_say(struct pc_check *check, enum pc_verdict verdict, const char *reason);
/* What holds for every call: an answer, no secret in it, no second request. False where nothing is left to
 * judge. */
bool pc_check_called(struct pc_check *check);
/* A finding in one line: at, expected, seen. */
void pc_check_client_finding(struct pc_check *check, enum pc_level level, const char *at,
                             const char *expected, const char *seen);
const struct pc_adapter_answer *pc_check_client_answer(const struct pc_check *check);
const char *pc_check_client_outcome(const struct pc_adapter_answer *answer, char out[64]);
/* The first request that came, or NULL. */
const struct pc_http_message *pc_check_client_request(const struct pc_check *check);
/* Judges the first request, once. */
void pc_check_client_judge(struct pc_check *check, struct pc_called *called);
/* Every request of the call, but for what has a case of its own. */
void pc_check_client_wire(struct pc_check *check);
/* Whether Authorization is a word, one space and the key; `level` is what is broken where it is not. */
bool pc_check_client_has_key(const struct pc_http_message *request, enum pc_level *level);
/* Where the key stands outside of Authorization, or NULL. */
const char *pc_check_client_key_place(struct pc_check *check, const struct pc_http_message *request);
/* Whether both booleans in a request are as the call set them. */
bool pc_check_client_fits_flags(struct pc_check *check, const struct pc_call *call,
                                const struct pc_http_message *request);
/* Whether text holds the key in any spelling, or a long part of it. */
bool pc_check_client_holds_key(struct pc_check *check, struct pc_view text);

/* Generic checks: what they read of the case stands beside each. */

/* subject: no judgement of it on the first request. */
void pc_check_client_subject(struct pc_check *check);
void pc_check_client_one_request(struct pc_check *check);
/* The path names the model and the environment of the call. */
void pc_check_client_path(struct pc_check *check);
void pc_check_client_host(struct pc_check *check);
void pc_check_client_begins(struct pc_check *check);
void pc_check_client_authorization(struct pc_check *check);
void pc_check_client_key_stays(struct pc_check *check);
void pc_check_client_deployment_id(struct pc_check *check);
void pc_check_client_flags(struct pc_check *check);
/* The second request of the call has the plain promote's deployment and booleans. */
void pc_check_client_next_call(struct pc_check *check);
/* pointer: the client holds there what was sent; without one, at every place of the schema. */
void pc_check_client_members(struct pc_check *check);
/* An http error with the status that was sent. */
void pc_check_client_error(struct pc_check *check);
/* An error; or a deployment in which nothing is invented. expected: what a reader that is not strict may
 * find in the body; pointer: except there. */
void pc_check_client_malformed(struct pc_check *check);
/* An error of any kind. */
void pc_check_client_failed(struct pc_check *check);
void pc_check_client_elsewhere(struct pc_check *check);
/* Any answer: pc_check_called says the rest. */
void pc_check_client_any(struct pc_check *check);

/* Two values, the one sent and the one that the client holds. */
enum pc_likeness {
    PC_SAME,    /* null and absent are one; a date-time is its instant */
    PC_ALIKE,   /* the same in another type, or less exact */
    PC_LOST,    /* a value was sent, none is held */
    PC_INVENTED /* held, but never sent */
};
enum pc_likeness pc_compare_values(const struct pc_schema_member *member, struct pc_json_value sent,
                                   struct pc_json_value held);

#endif
