/* Faults of what a granted promotion shows: keys, types, values, status, Content-Type. */
#include "acts.h"

#include "edit.h"

/* at: JSON Pointer */
static bool remove_member(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_mock_json_remove(&call->reply.body, row->at);
}

/* number: the status */
static bool set_status(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.status = (unsigned)row->number;
    return true;
}

/* at: the field's name; text: its value, NULL takes it away */
static bool set_header(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (row->text == NULL)
        return pc_mock_reply_remove_header(&call->reply, row->at);
    pc_mock_reply_header(&call->reply, row->at, row->text);
    return true;
}

#define SET "autoscaling_settings"

/* Each key of the reply and a value of a type that it must not have. */
/* clang-format off */
#define DEPLOYMENT_KEYS(X)                                                                                   \
    X(id, "604592")                                                                                          \
    X(created_at, "1767323045")                                                                              \
    X(name, "7")                                                                                             \
    X(model_id, "7")                                                                                         \
    X(is_production, "\"false\"")                                                                            \
    X(is_development, "\"false\"")                                                                           \
    X(status, "4")                                                                                           \
    X(active_replica_count, "\"1\"")                                                                         \
    X(autoscaling_settings, "\"default\"")                                                                   \
    X(instance_type_name, "{\"name\":\"A10G\"}")                                                             \
    X(environment, "{\"name\":\"staging\"}")
/* clang-format on */

#define DEPLOYMENT_NOT_NULL(X)                                                                               \
    X(id)                                                                                                    \
    X(created_at) X(name) X(model_id) X(is_production) X(is_development) X(status) X(active_replica_count)

#define SETTINGS_REQUIRED(X)                                                                                 \
    X(min_replica)                                                                                           \
    X(max_replica)                                                                                           \
    X(autoscaling_window) X(scale_down_delay) X(concurrency_target) X(target_utilization_percentage)

#define SETTINGS_KEYS(X) SETTINGS_REQUIRED(X) X(target_in_flight_tokens)

#define SETTINGS_NOT_NULL(X) X(min_replica) X(max_replica) X(concurrency_target)

#define MISSING(key, wrong)                                                                                  \
    PC_MOCK_FAULT("missing-" #key, "leaves " #key " out", "server/response/required/" #key, MEMBERS,         \
                  .act = remove_member, .at = "/" #key),
#define WRONG_TYPE(key, wrong)                                                                               \
    PC_MOCK_FAULT("wrong-type-" #key, "gives " #key " another type", "server/response/type/" #key, MEMBERS,  \
                  .act = pc_mock_set_member, .at = "/" #key, .text = (wrong)),
#define IS_NULL(key)                                                                                         \
    PC_MOCK_FAULT("null-" #key, "gives null for " #key, "server/response/type/" #key, MEMBERS,               \
                  .act = pc_mock_set_member, .at = "/" #key, .text = "null"),
#define MISSING_SETTING(key)                                                                                 \
    PC_MOCK_FAULT("missing-" SET "." #key, "leaves " SET "." #key " out",                                    \
                  "server/response/required/" SET "/" #key, MEMBERS, .act = remove_member,                   \
                  .at = "/" SET "/" #key),
#define WRONG_TYPE_SETTING(key)                                                                              \
    PC_MOCK_FAULT("wrong-type-" SET "." #key, "gives " SET "." #key " as a string",                          \
                  "server/response/type/" SET "/" #key, MEMBERS, .act = pc_mock_set_member,                  \
                  .at = "/" SET "/" #key, .text = "\"2\""),
#define NULL_SETTING(key)                                                                                    \
    PC_MOCK_FAULT("null-" SET "." #key, "gives null for " SET "." #key,                                      \
                  "server/response/type/" SET "/" #key, MEMBERS, .act = pc_mock_set_member,                  \
                  .at = "/" SET "/" #key, .text = "null"),

/* A member set to a value: name, words, kills, pointer, value. */
#define VALUE(name, words, kills, pointer, value)                                                            \
    PC_MOCK_FAULT((name), (words), (kills), MEMBERS, .act = pc_mock_set_member, .at = (pointer),             \
                  .text = (value))
#define CREATED_AT(name, value)                                                                              \
    VALUE("created_at-" name, "created_at is " value, "server/response/format/created_at", "/created_at",    \
          "\"" value "\"")
#define STATUS_LINE(code, words)                                                                             \
    PC_MOCK_FAULT("status-" #code, (words), "server/response/status", REPLY, .act = set_status,              \
                  .number = (code))
#define CONTENT_TYPE(name, words, value)                                                                     \
    PC_MOCK_FAULT("content-type-" name, (words), "server/response/content-type", REPLY, .act = set_header,   \
                  .at = "Content-Type", .text = (value))

static const struct pc_mock_row rows[] = {
    /* clang-format off */
    DEPLOYMENT_KEYS(MISSING)
    SETTINGS_REQUIRED(MISSING_SETTING)
    DEPLOYMENT_KEYS(WRONG_TYPE)
    SETTINGS_KEYS(WRONG_TYPE_SETTING)
    DEPLOYMENT_NOT_NULL(IS_NULL)
    SETTINGS_NOT_NULL(NULL_SETTING)
    /* clang-format on */
    VALUE("autoscaling-empty-object", "autoscaling_settings is {}",
          "server/response/required/autoscaling_settings/*", "/autoscaling_settings", "{}"),
    VALUE("autoscaling-array", "autoscaling_settings is an array",
          "server/response/type/autoscaling_settings", "/autoscaling_settings", "[]"),
    VALUE("status-lower-case", "status is \"active\"", "server/response/enum/status", "/status",
          "\"active\""),
    VALUE("status-unknown", "status is \"RUNNING\", which the contract does not list",
          "server/response/enum/status", "/status", "\"RUNNING\""),
    VALUE("status-empty", "status is the empty string", "server/response/enum/status", "/status", "\"\""),
    VALUE("integer-fraction", "active_replica_count is 1.5", "server/response/type/active_replica_count",
          "/active_replica_count", "1.5"),
    VALUE("integer-as-string", "autoscaling_settings.max_replica is \"4\"",
          "server/response/type/autoscaling_settings/max_replica", "/autoscaling_settings/max_replica",
          "\"4\""),
    VALUE("integer-as-boolean", "active_replica_count is true", "server/response/type/active_replica_count",
          "/active_replica_count", "true"),
    VALUE("boolean-as-integer", "is_production is 0", "server/response/type/is_production", "/is_production",
          "0"),
    CREATED_AT("human", "Jan 2, 2026, 3:04 AM"),
    CREATED_AT("no-offset", "2026-01-02T03:04:05"),
    CREATED_AT("month-13", "2026-13-02T03:04:05Z"),
    CREATED_AT("february-30", "2026-02-30T03:04:05Z"),
    CREATED_AT("leap-day", "2025-02-29T03:04:05Z"),
    CREATED_AT("hour-24", "2026-01-02T24:00:00Z"),
    CREATED_AT("space", "2026-01-02 03:04:05Z"),
    CREATED_AT("offset-no-colon", "2026-01-02T03:04:05+0100"),
    CREATED_AT("date-only", "2026-01-02"),
    CREATED_AT("no-seconds", "2026-01-02T03:04Z"),
    CREATED_AT("no-fraction-digits", "2026-01-02T03:04:05.Z"),
    CREATED_AT("http-date", "Fri, 02 Jan 2026 03:04:05 GMT"),
    CREATED_AT("empty", ""),
    STATUS_LINE(201, "answers 201 instead of 200"),
    STATUS_LINE(202, "answers 202 instead of 200"),
    STATUS_LINE(204, "answers 204 without a body"),
    STATUS_LINE(206, "answers 206 instead of 200"),
    STATUS_LINE(400, "answers 400, though it has promoted"),
    STATUS_LINE(500, "answers 500, though it has promoted"),
    CONTENT_TYPE("text", "Content-Type is text/plain", "text/plain; charset=utf-8"),
    CONTENT_TYPE("html", "Content-Type is text/html", "text/html"),
    CONTENT_TYPE("vendor", "Content-Type is application/vnd.api+json", "application/vnd.api+json"),
    CONTENT_TYPE("octet-stream", "Content-Type is application/octet-stream", "application/octet-stream"),
    CONTENT_TYPE("garbled", "Content-Type is no media type", "json"),
    CONTENT_TYPE("missing", "no Content-Type", NULL),
};

const struct pc_mock_table pc_mock_faults_response = PC_MOCK_TABLE(rows);
