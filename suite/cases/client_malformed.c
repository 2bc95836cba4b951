#include "client_internal.h"

/* Answers that are none. `holds`: what a reader that is not strict may find all the same. */
#define BAD(word, case_level, source, words, holds, place, faults, ...)                                      \
    {                                                                                                        \
        .id = "client/malformed/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,     \
        .call = &(const struct pc_call){.name = "malformed-" word, .reply = {__VA_ARGS__}},                  \
        .call_control = &pc_call_minimal, .check = pc_check_client_malformed, .expected = holds,             \
        .pointer = place, .kills = faults                                                                    \
    }
#define BYTES(text) .bytes = {text, sizeof(text) - 1}

#define OPEN_16    "[[[[[[[[[[[[[[[["
#define CLOSE_16   "]]]]]]]]]]]]]]]]"
#define CHUNK_HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
#define CHUNK_REPEATED(text, times)                                                                          \
    { .act = PC_SCRIPT_REPEAT, BYTES("40\r\n" text text text text "\r\n"), .total = (times)*70 }
/* In chunks of 64 brackets, since no compiler need take so long a literal. */
#define DEEP(head, chunks, rest)                                                                             \
    .script = &(const struct pc_script) {                                                                    \
        .steps = (const struct pc_script_step[]) {                                                           \
            {.act = PC_SCRIPT_SEND, BYTES(head)}, CHUNK_REPEATED(OPEN_16, chunks),                           \
                CHUNK_REPEATED(CLOSE_16, chunks), {.act = PC_SCRIPT_SEND, BYTES(rest)}, {                    \
                .act = PC_SCRIPT_END                                                                         \
            }                                                                                                \
        }                                                                                                    \
    }
/* A crash breaks the case's own level: readers of many languages recurse. */
#define DEEPLY(word, case_level, source, words, faults, ...)                                                 \
    {                                                                                                        \
        .id = "client/malformed/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,     \
        .call = &(const struct pc_call){.name = "malformed-" word, __VA_ARGS__},                             \
        .call_control = &pc_call_minimal, .check = pc_check_client_malformed, .kills = faults                \
    }
#define DEEP_REST "1\r\n,\r\n8\r\n\"id\":\"a\"\r\n1\r\n}\r\n0\r\n\r\n"

#define NAMED(text)                                                                                          \
    "{\"id\":\"qr1x8z2\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"" text                           \
    "\",\"model_id\":\"wdlgzjk3\",\"is_production\":true,\"is_development\":true,"                           \
    "\"status\":\"UPDATING\",\"active_replica_count\":5,"                                                    \
    "\"autoscaling_settings\":" DEPLOYMENT_SETTINGS DEPLOYMENT_TAIL "}"

static const struct pc_case cases[] = {
    BAD("json/empty", MUST, "spec:@operation/responses/200/content", "an empty body is no deployment", NULL,
        NULL, "invents-for-garbage empty-for-garbage", .body = ""),
    BAD("json/white-space", MUST, "rfc8259:2", "a body of white space is no deployment", NULL, NULL,
        "invents-for-garbage empty-for-garbage", .body = " \r\n\t "),
    BAD("json/text", MUST, "rfc8259:2", "plain text is no deployment", NULL, NULL,
        "invents-for-garbage empty-for-garbage", .headers = "Content-Type: text/plain\r\n",
        .body = "promoted\n"),
    BAD("json/html", MUST, "spec:@operation/responses/200/content", "a page of HTML with status 200 is none",
        NULL, NULL, "invents-for-garbage empty-for-garbage", .headers = "Content-Type: text/html\r\n",
        .body = "<!doctype html><title>Sign in</title><form></form>"),
    BAD("json/truncated", MUST, "rfc8259:2", "JSON that ends in the middle is no deployment",
        PLAIN_DEPLOYMENT, NULL, "invents-for-garbage completes-truncated",
        .body = "{" DEPLOYMENT_HEAD
                ",\"status\":\"UPDATING\",\"active_replica_count\":5,\"autoscaling_settings\":{"),
    BAD("json/truncated-string", MUST, "rfc8259:2", "nor is half a string a value", PLAIN_DEPLOYMENT, NULL,
        "invents-for-garbage",
        .body = "{" DEPLOYMENT_HEAD ",\"status\":\"UPDATING\",\"active_replica_count\":5,"
                "\"autoscaling_settings\":" DEPLOYMENT_SETTINGS
                ",\"instance_type_name\":\"L4:4x16\",\"environment\":\"prod"),
    BAD("json/trailing-bytes", MUST, "rfc8259:2", "a second value behind the first makes it no JSON",
        PLAIN_DEPLOYMENT, NULL, "invents-for-garbage", .body = PLAIN_DEPLOYMENT "{\"status\":\"ACTIVE\"}"),
    BAD("json/trailing-comma", MUST, "rfc8259:4", "a comma behind the last member makes it no JSON",
        PLAIN_DEPLOYMENT, NULL, "invents-for-garbage",
        .body = "{" DEPLOYMENT_HEAD ",\"status\":\"UPDATING\",\"active_replica_count\":5,\"autoscaling_"
                "settings\":" DEPLOYMENT_SETTINGS DEPLOYMENT_TAIL ",}"),
    BAD("json/single-quotes", MUST, "rfc8259:7", "single quotes make it no JSON",
        "{\"id\":\"a\",\"status\":\"ACTIVE\"}", NULL, "invents-for-garbage",
        .body = "{'id':'a','status':'ACTIVE'}"),
    BAD("json/nan", MUST, "rfc8259:6", "NaN is no number of JSON", PLAIN_DEPLOYMENT, "/active_replica_count",
        "invents-for-garbage zero-for-nan",
        .body = DEPLOYMENT_WITH("\"UPDATING\"", "NaN", DEPLOYMENT_SETTINGS)),
    BAD("json/infinity", MUST, "rfc8259:6", "nor is 1e400 a count", NULL, NULL, "zero-for-too-large",
        .body = DEPLOYMENT_WITH("\"UPDATING\"", "1e400", DEPLOYMENT_SETTINGS)),
    BAD("json/bom", MAY, "rfc8259:8.1", "a byte order mark in front of the body is forbidden",
        PLAIN_DEPLOYMENT, NULL, "invents-for-garbage", .body = "\357\273\277" PLAIN_DEPLOYMENT),
    BAD("json/invalid-utf-8", MAY, "rfc8259:8.1", "a string that is not UTF-8", PLAIN_DEPLOYMENT, "/name",
        "invents-for-garbage", BYTES(NAMED("a\377\300z"))),
    BAD("json/raw-control", MAY, "rfc8259:7", "a raw control character in a string", PLAIN_DEPLOYMENT,
        "/name", "invents-for-garbage", BYTES(NAMED("a\001z"))),
    BAD("json/utf-16", MUST, "rfc8259:8.1", "JSON in UTF-16 is none of the wire", NULL, "/id",
        "invents-for-garbage", BYTES("{\0\"\0i\0d\0\"\0:\0\"\0a\0\"\0}\0")),
    {.id = "client/malformed/json/lone-surrogate",
     .title = "half a surrogate pair in a string: refused, replaced or kept",
     .level = PC_LEVEL_MAY,
     .cites = "rfc8259:8.2",
     .call = &(const struct pc_call){.name = "malformed-json/lone-surrogate",
                                     .reply = {.body = NAMED("a\\ud800z")}},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_any,
     .kills = "crashes-on-surrogate"},
    {.id = "client/malformed/json/duplicate-key",
     .title = "a key twice: refused, or either of its values",
     .level = PC_LEVEL_MAY,
     .cites = "rfc8259:4",
     .call =
         &(const struct pc_call){
             .name = "malformed-json/duplicate-key",
             .reply = {.body = "{\"status\":\"ACTIVE\"," DEPLOYMENT_HEAD
                               ",\"status\":\"FAILED\",\"active_replica_count\":5,"
                               "\"autoscaling_settings\":" DEPLOYMENT_SETTINGS DEPLOYMENT_TAIL "}"}},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_any,
     .kills = "crashes-on-duplicate"},
    DEEPLY("json/deep", SHOULD, "rfc8259:9", "nesting of 2048 brings nobody down",
           "crashes-on-depth exits-on-depth", .crash = PC_CRASH_BREAKS_LEVEL,
           .reply = {DEEP(CHUNK_HEAD, 32, "0\r\n\r\n")}),
    DEEPLY("json/deeper", SHOULD, "rfc8259:9", "nesting of 16384 overflows nobody's stack",
           "crashes-on-depth", .crash = PC_EXIT_IS_TOLD, .reply = {DEEP(CHUNK_HEAD, 256, "0\r\n\r\n")}),
    DEEPLY("json/deep-in-member", MAY, "rfc8259:9", "nor in a member that is unknown", "crashes-on-depth",
           .crash = PC_CRASH_BREAKS_LEVEL,
           .reply = {.body = "{\"id\":\"a\"}", DEEP(CHUNK_HEAD "5\r\n{\"x\":\r\n", 256, DEEP_REST)}),
    BAD("shape/null", MUST, "spec:@response/type", "null is no deployment", NULL, NULL,
        "invents-for-garbage empty-for-garbage", .body = "null"),
    BAD("shape/string", MUST, "spec:@response/type", "a string is no deployment", NULL, NULL,
        "invents-for-garbage empty-for-garbage", .body = "\"ok\""),
    BAD("shape/number", MUST, "spec:@response/type", "a number is no deployment", NULL, NULL,
        "invents-for-garbage empty-for-garbage", .body = "7"),
    BAD("shape/array", MUST, "spec:@response/type", "an array is no deployment", NULL, NULL,
        "invents-for-garbage empty-for-garbage", .body = "[]"),
    BAD("shape/empty-object", MUST, "spec:@response/required", "an object without members is no deployment",
        NULL, NULL, "invents-for-garbage missing-as-zero", .body = "{}"),
    BAD("shape/error-body", MUST, "spec:@response/required",
        "an error's body with status 200 is no deployment", NULL, NULL, "missing-as-zero",
        .body = "{\"code\":\"NOT_FOUND\",\"message\":\"no such model\"}"),
    BAD("shape/array-of-one", MAY, "spec:@response/type", "a deployment in an array", PLAIN_DEPLOYMENT, NULL,
        NULL, .body = "[" PLAIN_DEPLOYMENT "]"),
    BAD("shape/wrapped", MUST, "spec:@response/required", "a deployment in another object is none",
        PLAIN_DEPLOYMENT, NULL, "missing-as-zero", .body = "{\"deployment\":" PLAIN_DEPLOYMENT "}"),
    BAD("status/unknown", MUST, "spec:@response/properties/status",
        "a status that nobody knows is no known one", NULL, NULL,
        "unknown-status-as-active unknown-status-crashes",
        .body = DEPLOYMENT_WITH("\"HIBERNATING\"", "5", DEPLOYMENT_SETTINGS)),
    BAD("status/lower-case", MUST, "spec:@response/properties/status", "active is not ACTIVE", NULL, NULL,
        "unknown-status-as-active status-ignores-case",
        .body = DEPLOYMENT_WITH("\"active\"", "5", DEPLOYMENT_SETTINGS)),
    BAD("status/empty", MUST, "spec:@response/properties/status", "no word is no status", NULL, NULL,
        "unknown-status-as-active", .body = DEPLOYMENT_WITH("\"\"", "5", DEPLOYMENT_SETTINGS)),
    BAD("status/padded", MUST, "spec:@response/properties/status", "nor are spaces part of a known one", NULL,
        NULL, "unknown-status-as-active status-trimmed",
        .body = DEPLOYMENT_WITH("\" ACTIVE \"", "5", DEPLOYMENT_SETTINGS)),
    BAD("created_at/no-time", MAY, "spec:@response/properties/created_at/format",
        "a date alone, as it was sent", NULL, NULL, NULL,
        .body =
            "{\"id\":\"a\",\"created_at\":\"2026-01-02\",\"name\":\"n\",\"model_id\":\"m\","
            "\"is_production\":true,\"is_development\":true,\"status\":\"ACTIVE\",\"active_replica_count\":1,"
            "\"autoscaling_settings\":null,\"instance_type_name\":null,\"environment\":null}"),
    BAD("created_at/human", MUST, "spec:@response/properties/created_at/format",
        "a time in other words is no instant of the client's invention", NULL, NULL, "now-for-bad-time",
        .body =
            "{\"id\":\"a\",\"created_at\":\"last Tuesday\",\"name\":\"n\",\"model_id\":\"m\","
            "\"is_production\":true,\"is_development\":true,\"status\":\"ACTIVE\",\"active_replica_count\":1,"
            "\"autoscaling_settings\":null,\"instance_type_name\":null,\"environment\":null}"),
    BAD("created_at/month-13", MUST, "spec:@response/properties/created_at/format",
        "a thirteenth month is no instant of the client's invention", NULL, NULL, "now-for-bad-time",
        .body =
            "{\"id\":\"a\",\"created_at\":\"2026-13-02T03:04:05Z\",\"name\":\"n\",\"model_id\":\"m\","
            "\"is_production\":true,\"is_development\":true,\"status\":\"ACTIVE\",\"active_replica_count\":1,"
            "\"autoscaling_settings\":null,\"instance_type_name\":null,\"environment\":null}"),
    BAD("answer/201", MAY, "spec:@operation/responses/200", "201 with a deployment: accepted or refused",
        NULL, NULL, NULL, .status = 201),
    BAD("answer/202", MUST, "spec:@operation/responses/200", "202 without a body brings no deployment", NULL,
        NULL, "deployment-for-204", .status = 202, .headers = "", .body = ""),
    BAD("answer/204", MUST, "spec:@operation/responses/200", "204 brings no deployment", NULL, NULL,
        "deployment-for-204", .status = 204, .headers = "", .body = ""),
    BAD("answer/text-type", MAY, "spec:@operation/responses/200/content",
        "a deployment as text/plain: accepted or refused", NULL, NULL, NULL,
        .headers = "Content-Type: text/plain\r\n"),
    BAD("answer/no-type", MAY, "spec:@operation/responses/200/content",
        "a deployment without Content-Type: accepted or refused", NULL, NULL, NULL, .headers = ""),
};

const struct pc_case_table pc_cases_client_malformed = {cases, COUNT(cases)};
