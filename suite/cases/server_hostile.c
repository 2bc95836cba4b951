#include "cases_internal.h"

/* Bodies that may be accepted or refused, but are answered; and the server serves the next request as before.
 */

#define KIB 1024u

#define OPEN(condition, words, faults, ...)                                                                  \
    {                                                                                                        \
        .id = "server/request/" condition, .title = words, .level = PC_LEVEL_SHOULD,                         \
        .cites = "rfc9110:15.6.1",                                                                           \
        .probe = &(const struct pc_probe){.name = condition,                                                 \
                                          .effect = PC_EFFECT_PROMOTES,                                      \
                                          .requests = (const struct pc_request[]){{__VA_ARGS__},             \
                                                                                  {.body = MINIMAL_BODY}},   \
                                          .request_count = 2},                                               \
        .control = &pc_probe_minimal, .check = pc_check_survived, .kills = faults                            \
    }

/* {"a":1} in UTF-16LE with its byte order mark: NUL in every second byte. */
#define UTF16                                                                                                \
    "\xFF\xFE{\0\"\0a\0\"\0:\0"                                                                              \
    "1\0}\0"

static const struct pc_case cases[] = {
    OPEN("body/bom", "a byte order mark in front of the body is survived", "bom-500",
         .body = "\xEF\xBB\xBF" MINIMAL_BODY),
    OPEN("body/utf-16", "a body in UTF-16 is survived", "utf-16-500",
         .body_bytes = {UTF16, sizeof UTF16 - 1}),
    OPEN("body/utf-8", "invalid UTF-8 in the body is survived", "invalid-utf8-500",
         .body = "{\"deployment_id\":$deployment,\"x\":\"\xC3\x28\xA0\xFF\"}"),
    OPEN("body/duplicate-key", "a key that stands twice is survived", "duplicate-key-500",
         .body = "{\"deployment_id\":$deployment,\"deployment_id\":$deployment}"),
    OPEN("body/lone-surrogate", "half a surrogate pair is survived", "lone-surrogate-500",
         .body = "{\"deployment_id\":$deployment,\"x\":\"\\uD800\"}"),
    OPEN("body/nul", "an escaped U+0000 is survived", "nul-500",
         .body = "{\"deployment_id\":$deployment,\"x\":\"a\\u0000b\"}"),
    OPEN("body/nan", "NaN in the body is survived", "nan-500",
         .body = "{\"deployment_id\":$deployment,\"x\":NaN}"),
    OPEN("body/huge-number", "numbers beyond every type are survived", "huge-number-500",
         .body = "{\"deployment_id\":$deployment,\"x\":[1e400,-1e400,123456789012345678901234567890]}"),
    OPEN("body/deep", "nesting 100,000 deep is survived", "deep-500",
         .body = "{\"deployment_id\":$deployment,\"x\":$opening$closing}", .filler_size = 100000),
    OPEN("body/256k", "a body of 256 KiB is answered", "large-body-500",
         .body = "{\"deployment_id\":$deployment,\"x\":\"$filler\"}", .filler_size = 256 * KIB),
    OPEN("body/8m", "a body of 8 MiB is survived", "huge-body-500",
         .body = "{\"deployment_id\":$deployment,\"x\":\"$filler\"}", .filler_size = 8192 * KIB),
    OPEN("content-type/missing", "a body without a Content-Type is answered", "content-type-500",
         .body = MINIMAL_BODY, .content_type = ""),
    OPEN("content-type/text", "a body that says text/plain is answered", "content-type-500",
         .body = MINIMAL_BODY, .content_type = "text/plain"),
    OPEN("content-type/form", "a body that says it is a form is answered", "content-type-500",
         .body = MINIMAL_BODY, .content_type = "application/x-www-form-urlencoded"),
};

const struct pc_case_table pc_cases_server_hostile = {cases, COUNT(cases)};
