#include "client_internal.h"

#include <string.h>

#define SCHEMA_CITES "spec:@response"

/* A good answer that is special in one way; the client must hold what it says. */
#define GOOD(word, case_level, source, words, faults, ...)                                                   \
    {                                                                                                        \
        .id = "client/response/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,      \
        .call = &(const struct pc_call){.name = "response-" word, .reply = {__VA_ARGS__}},                   \
        .call_control = &pc_call_minimal, .check = pc_check_client_members, .kills = faults                  \
    }

#define AT(word, place, case_level, source, words, faults, ...)                                              \
    {                                                                                                        \
        .id = "client/response/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,      \
        .call = &(const struct pc_call){.name = "response-" word, .reply = {__VA_ARGS__}},                   \
        .call_control = &pc_call_minimal, .check = pc_check_client_members, .pointer = place,                \
        .kills = faults                                                                                      \
    }

#define CREATED(text)                                                                                        \
    .body = "{\"id\":\"a\",\"created_at\":\"" text "\",\"name\":\"n\",\"model_id\":\"m\","                   \
            "\"is_production\":true,\"is_development\":false,\"status\":\"ACTIVE\","                         \
            "\"active_replica_count\":1,\"autoscaling_settings\":null,"                                      \
            "\"instance_type_name\":\"A10G\",\"environment\":\"production\"}"
#define TIME(word, case_level, words, faults, text)                                                          \
    AT("created_at/" word, "/created_at", case_level, "spec:@response/properties/created_at/format", words,  \
       faults, CREATED(text))

#define NAMED(text)                                                                                          \
    .body = "{\"id\":\"a\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":" text ",\"model_id\":\"m\","    \
            "\"is_production\":true,\"is_development\":false,\"status\":\"ACTIVE\","                         \
            "\"active_replica_count\":1,\"autoscaling_settings\":null,"                                      \
            "\"instance_type_name\":\"A10G\",\"environment\":\"production\"}"
#define STRING(word, words, faults, text)                                                                    \
    AT("string/" word, "/name", MUST, "spec:@response/properties/name/type rfc8259:7", words, faults,        \
       NAMED(text))
#define COUNTED(text) .body = DEPLOYMENT_WITH("\"ACTIVE\"", text, DEPLOYMENT_SETTINGS)
#define INTEGER(word, case_level, words, faults, text)                                                       \
    AT("integer/" word, "/active_replica_count", case_level,                                                 \
       "spec:@response/properties/active_replica_count/type", words, faults, COUNTED(text))

#define X10  "xxxxxxxxxx"
#define X100 X10 X10 X10 X10 X10 X10 X10 X10 X10 X10
#define X1K  X100 X100 X100 X100 X100 X100 X100 X100 X100 X100

static const struct pc_case cases[] = {
    {.id = "client/response/minimal",
     .title = "a plain deployment is accepted",
     .level = PC_LEVEL_MUST,
     .cites = SCHEMA_CITES,
     .call = &pc_call_minimal,
     .check = pc_check_client_members,
     .pointer = "", /* that there is one: each member has a case of its own */
     .kills = "refuses-everything"},
    GOOD("extra-member", MUST, SCHEMA_CITES, "a member that nobody knows is no reason to refuse",
         "refuses-extra-members",
         .body =
             "{\"x-future\":{\"a\":[1,null]},\"note\":\"x\"," DEPLOYMENT_HEAD
             ",\"status\":\"ACTIVE\",\"active_replica_count\":5,\"autoscaling_settings\":" DEPLOYMENT_SETTINGS
                 DEPLOYMENT_TAIL "}"),
    GOOD("extra-member/autoscaling_settings", MUST, SCHEMA_CITES, "nor is one in the autoscaling settings",
         "refuses-extra-members",
         .body = DEPLOYMENT_WITH(
             "\"ACTIVE\"", "5",
             "{\"future\":[true],\"min_replica\":2,\"max_replica\":9,\"autoscaling_window\":60,"
             "\"scale_down_delay\":901,\"concurrency_target\":3,"
             "\"target_utilization_percentage\":71,\"target_in_flight_tokens\":40001}")),
    GOOD("newer-members", MUST, SCHEMA_CITES, "the members of newer documents are no reason to refuse",
         "refuses-extra-members",
         .body =
             "{" DEPLOYMENT_HEAD
             ",\"labels\":{\"team\":\"a\"},\"region\":\"us-east-1\",\"request_backpressure_settings\":null,"
             "\"status\":\"ACTIVE\",\"active_replica_count\":5,\"autoscaling_settings\":"
             "{\"max_scale_down_rate\":2,\"min_replica\":2,\"max_replica\":9,\"autoscaling_window\":60,"
             "\"scale_down_delay\":901,\"concurrency_target\":3,\"target_utilization_percentage\":71,"
             "\"target_in_flight_tokens\":40001}" DEPLOYMENT_TAIL "}"),
    GOOD("key-order", MUST, "rfc8259:4", "the order of the keys means nothing", "demands-key-order",
         .body = "{\"environment\":\"production\",\"status\":\"ACTIVE\",\"instance_type_name\":\"A10G\","
                 "\"autoscaling_settings\":null,\"active_replica_count\":3,\"is_development\":false,"
                 "\"is_production\":true,\"model_id\":\"m\",\"name\":\"n\","
                 "\"created_at\":\"2026-01-02T03:04:05Z\",\"id\":\"a\"}"),
    GOOD("white-space", MUST, "rfc8259:2", "white space between tokens means nothing", "demands-compact",
         .body = "\r\n\t {\r\n \"id\" :\t\"a\" ,\n\"created_at\" : \"2026-01-02T03:04:05Z\", \"name\": \"n\","
                 "\"model_id\":\"m\",\"is_production\"  :  true ,\"is_development\":false,\n\n\"status\":\n"
                 "\"ACTIVE\",\"active_replica_count\": 1 ,\"autoscaling_settings\":null ,"
                 "\"instance_type_name\":\"A10G\",\"environment\":\"production\"\n}\n\n"),
    GOOD("escaped-keys", MUST, "rfc8259:7", "a key may be spelled with escapes", "demands-plain-keys",
         .body = "{\"\\u0069d\":\"a\",\"cre\\u0061ted_at\":\"2026-01-02T03:04:05Z\",\"n\\u0061me\":\"n\","
                 "\"model\\u005fid\":\"m\",\"is_production\":true,\"is_development\":false,"
                 "\"st\\u0061tus\":\"\\u0041CTIVE\",\"active_replica_count\":1,\"autoscaling_settings\":null,"
                 "\"instance_type_name\":\"A10G\",\"environment\":\"production\"}"),
    AT("other-id", "/id", MUST, "docs:promote", "the id that is returned counts, not the one asked for",
       "holds-requested-id", .body = NULL),
    STRING("empty", "an empty string is a string", "refuses-empty-strings empty-as-null", "\"\""),
    STRING("escapes", "escapes in a string are undone", "keeps-escapes",
           "\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u00e9\\u65e5\""),
    STRING("astral", "characters beyond the basic plane arrive whole", "breaks-astral",
           "\"\360\237\232\200 and \\ud83d\\ude80\""),
    STRING("non-ascii", "UTF-8 is read as UTF-8", "reads-latin1",
           "\"mod\303\250le \346\227\245\346\234\254\""),
    STRING("spaces", "spaces around a string belong to it", "trims-strings", "\"  n  \""),
    STRING("long", "a string of 3000 letters arrives whole", "cuts-strings", "\"" X1K X1K X1K "\""),
    STRING("digits", "a string of digits stays a string", "numbers-from-strings", "\"007\""),
    INTEGER("zero", MUST, "zero is a count", "zero-as-null", "0"),
    INTEGER("minus", MUST, "the schema allows a negative count", "refuses-negative", "-1"),
    INTEGER("fraction-of-zero", SHOULD, "1.0 is an integer", "refuses-1.0", "1.0"),
    INTEGER("exponent", SHOULD, "2e0 is an integer", "refuses-1.0", "2e0"),
    INTEGER("beyond-31-bits", MUST, "the schema has no bound: 2^31", "int32-overflow", "2147483648"),
    INTEGER("beyond-32-bits", MUST, "nor at 2^32", "int32-overflow", "4294967297"),
    INTEGER("53-bits", MUST, "nor at 2^53-1", "int32-overflow", "9007199254740991"),
    INTEGER("beyond-53-bits", MAY, "beyond 2^53-1 a number may lose digits", NULL, "9007199254740993"),
    INTEGER("beyond-64-bits", MAY, "or be refused", NULL, "36893488147419103232"),
    TIME("offset", MUST, "an offset east of Greenwich", "refuses-offsets drops-offsets",
         "2026-01-02T08:34:05+05:30"),
    TIME("offset-west", MUST, "an offset west of Greenwich", "refuses-offsets drops-offsets",
         "2026-01-01T19:04:05-08:00"),
    TIME("offset-zero", MUST, "+00:00 is UTC", "refuses-offsets", "2026-01-02T03:04:05+00:00"),
    TIME("fraction-1", MUST, "one digit of a fraction", "refuses-fractions", "2026-01-02T03:04:05.1Z"),
    TIME("fraction-3", MUST, "three digits of a fraction", "refuses-fractions", "2026-01-02T03:04:05.123Z"),
    TIME("fraction-6", MUST, "six digits of a fraction", "refuses-fractions refuses-nanoseconds",
         "2026-01-02T03:04:05.123456Z"),
    TIME("fraction-7", MUST, "seven digits of a fraction", "refuses-fractions refuses-nanoseconds",
         "2026-01-02T03:04:05.1234567Z"),
    TIME("fraction-9", MUST, "nine digits of a fraction", "refuses-fractions refuses-nanoseconds",
         "2026-01-02T03:04:05.123456789Z"),
    TIME("fraction-and-offset", MUST, "a fraction and an offset", "refuses-fractions refuses-offsets",
         "2026-01-02T08:34:05.5+05:30"),
    TIME("leap-day", MUST, "the 29th of February of a leap year", "refuses-leap-day", "2028-02-29T12:00:00Z"),
    TIME("year-end", MUST, "the last second of a year", "refuses-hour-23", "2025-12-31T23:59:59Z"),
    TIME("leap-second", MAY, "a leap second", NULL, "2016-12-31T23:59:60Z"),
    TIME("lower-case", MAY, "t and z in lower case", NULL, "2026-01-02t03:04:05z"),
};

const struct pc_case_table pc_cases_client_response = {cases, COUNT(cases)};

/* The same good answer, carried in every way that HTTP has. */
#define HTTP(word, source, words, faults, ...) CARRIED(word, SHOULD, source, words, faults, __VA_ARGS__)
#define CARRIED(word, case_level, source, words, faults, ...)                                                \
    {                                                                                                        \
        .id = "client/http/" word, .title = words, .level = PC_LEVEL_##case_level, .cites = source,          \
        .call = &(const struct pc_call){.name = "http-" word, __VA_ARGS__},                                  \
        .call_control = &pc_call_minimal, .check = pc_check_client_members, .kills = faults                  \
    }
#define BYTES(text) .bytes = {text, sizeof(text) - 1}
#define SCRIPT(...)                                                                                          \
    .script = &(const struct pc_script) {                                                                    \
        .steps = (const struct pc_script_step[]) {                                                           \
            __VA_ARGS__, {                                                                                   \
                .act = PC_SCRIPT_END                                                                         \
            }                                                                                                \
        }                                                                                                    \
    }
#define SEND(text)                                                                                           \
    { .act = PC_SCRIPT_SEND, BYTES(text) }

static const struct pc_case carried[] = {
    HTTP("chunked", "rfc9112:7.1", "a chunked answer is read", "refuses-chunked",
         .reply = {.framing = PC_BY_CHUNKS}),
    HTTP("until-close", "rfc9112:6.3", "an answer may end where the connection does", "demands-length",
         .reply = {.framing = PC_BY_CLOSE}),
    HTTP("connection-close", "rfc9112:9.6", "a server may close behind its answer", "demands-keep-alive",
         .reply = {.headers = "Content-Type: application/json\r\nConnection: close\r\n"}),
    HTTP("lower-case-names", "rfc9110:5.1", "the case of a field's name means nothing", "demands-capitals",
         .reply = {.headers = "content-type: application/json\r\nserver: x\r\n"}),
    HTTP("charset", "rfc9110:8.3.1", "application/json; charset=utf-8 is application/json", "refuses-charset",
         .reply = {.headers = "Content-Type: application/json; charset=utf-8\r\n"}),
    HTTP("media-type-case", "rfc9110:8.3.1", "Application/JSON is application/json", "refuses-charset",
         .reply = {.headers = "Content-Type: Application/JSON\r\n"}),
    HTTP("many-fields", "rfc9110:5.1", "fields that nobody knows mean nothing", "refuses-unknown-fields",
         .reply = {.headers =
                       "Content-Type: application/json\r\nX-Request-Id: 1\r\nVary: *\r\nSet-Cookie: a=b\r\n"
                       "Set-Cookie: c=d\r\nRetry-After: 0\r\nX-Empty:\r\n"}),
    /* Python\'s and Node\'s own clients take one of them each for the answer. */
    CARRIED(
        "early-hints", MAY, "rfc9110:15.2", "103 Early Hints is not the answer yet",
        "takes-1xx-for-the-answer",
        .reply = {SCRIPT(SEND("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n$deployment"))}),
    CARRIED("continue", MAY, "rfc9110:15.2", "100 Continue is not the answer yet", "takes-1xx-for-the-answer",
            .reply = {SCRIPT(SEND("HTTP/1.1 100 Continue\r\n\r\n$deployment"))}),
    HTTP("keep-alive", "rfc9112:9.3", "call after call works, on one connection or several",
         "fails-on-the-second-call", .times = 4),
    HTTP("drip", "rfc9112:2.2", "an answer may come byte by byte", "demands-one-piece",
         .reply = {SCRIPT({.act = PC_SCRIPT_DRIP, BYTES("$deployment")})}),
};

const struct pc_case_table pc_cases_client_http = {carried, COUNT(carried)};
