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

#define STRINGS(id, name, model, type, environment)                                                          \
    .body = "{\"id\":\"" id "\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"" name                    \
            "\",\"model_id\":\"" model "\",\"is_production\":true,\"is_development\":false,"                 \
            "\"status\":\"ACTIVE\",\"active_replica_count\":1,\"autoscaling_settings\":null,"                \
            "\"instance_type_name\":\"" type "\",\"environment\":\"" environment "\"}"
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
     .kills = "refuses-everything dies-at-exit"},
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
    GOOD("nulls", MUST, SCHEMA_CITES, "all that may be null may be null together",
         "refuses-null null-as-zero",
         .body = "{\"id\":\"a\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"n\",\"model_id\":\"m\","
                 "\"is_production\":false,\"is_development\":false,\"status\":\"BUILDING\","
                 "\"active_replica_count\":0,\"autoscaling_settings\":null,"
                 "\"instance_type_name\":null,\"environment\":null}"),
    GOOD("nulls/autoscaling_settings", MUST, SCHEMA_CITES, "nor need the settings say more than they must",
         "demands-optional refuses-null",
         .body = DEPLOYMENT_WITH(
             "\"INACTIVE\"", "0",
             "{\"min_replica\":0,\"max_replica\":1,\"autoscaling_window\":null,\"scale_down_delay\":null,"
             "\"concurrency_target\":1,\"target_utilization_percentage\":null}")),
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
    STRING("case", "capitals in a string stay capitals", "lower-cases-strings", "\"W604-AbC\""),
    STRING("decomposed", "letters in a string are not composed anew", "composes-strings",
           "\"mode\314\200le\""),
    STRING("markup", "what looks encoded in a string is not decoded", "decodes-strings",
           "\"a+b%20c&amp;<d>?\""),
    STRING("long", "a string of 3000 letters arrives whole", "cuts-strings", "\"" X1K X1K X1K "\""),
    GOOD(
        "string/everywhere", MUST, "spec:@response rfc8259:7", "every string is read the same way",
        "reads-latin1 keeps-escapes breaks-astral lower-cases-strings",
        .body =
            "{\"id\":\"Q-\\u00e9-\303\251\",\"created_at\":\"2026-01-02T03:04:05Z\","
            "\"name\":\"\\\"\360\237\232\200\\\"\",\"model_id\":\"Mod\303\250le\\/3\",\"is_production\":true,"
            "\"is_development\":false,\"status\":\"ACTIVE\",\"active_replica_count\":1,"
            "\"autoscaling_settings\":null,\"instance_type_name\":\"1x \346\227\245\\\\\","
            "\"environment\":\"Caf\303\251 \\ud83d\\ude80\"}"),
    GOOD("string/spaces-everywhere", MUST, "spec:@response rfc8259:7",
         "spaces around any string belong to it", "trims-strings",
         STRINGS(" qr1 ", " n", "m ", " L4 ", "\\tprod ")),
    GOOD("string/digits-everywhere", MUST, "spec:@response rfc8259:7", "any string of digits stays a string",
         "numbers-from-strings", STRINGS("007", "012", "0300", "00", "01")),
    GOOD("string/words-everywhere", MUST, "spec:@response rfc8259:7",
         "a string that looks like a value of another type is a string", "values-from-words",
         STRINGS("null", "true", "false", "null", "null")),
    GOOD("string/long-everywhere", MUST, "spec:@response rfc8259:7", "every string arrives whole",
         "cuts-strings",
         STRINGS(X100 X100 X100, X100 X100 X100, X100 X100 X100, X100 X100 X100, X100 X100 X100)),
    STRING("digits", "a string of digits stays a string", "numbers-from-strings", "\"007\""),
    INTEGER("zero", MUST, "zero is a count", "zero-as-null", "0"),
    INTEGER("minus", MUST, "the schema allows a negative count", "refuses-negative", "-1"),
    INTEGER("fraction-of-zero", SHOULD, "1.0 is an integer", "refuses-1.0", "1.0"),
    INTEGER("exponent", SHOULD, "2e0 is an integer", "refuses-1.0", "2e0"),
    GOOD("integer/settings", SHOULD, "spec:@response rfc8259:6",
         "1.0 and 2e0 are integers in the settings too", "refuses-1.0",
         .body = DEPLOYMENT_WITH(
             "\"ACTIVE\"", "5",
             "{\"min_replica\":1.0,\"max_replica\":9.0,\"autoscaling_window\":6e1,\"scale_down_delay\":901.0,"
             "\"concurrency_target\":3.0,\"target_utilization_percentage\":71.0,"
             "\"target_in_flight_tokens\":4E4}")),
    GOOD("integer/minus-settings", MUST, "spec:@response",
         "the schema allows negative numbers in the settings", "refuses-negative",
         .body = DEPLOYMENT_WITH(
             "\"ACTIVE\"", "5",
             "{\"min_replica\":-1,\"max_replica\":-1,\"autoscaling_window\":-60,\"scale_down_delay\":-900,"
             "\"concurrency_target\":-2,\"target_utilization_percentage\":-70,\"target_in_flight_tokens\":-"
             "4}")),
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
    TIME("fraction-1", MUST, "one digit of a fraction", "refuses-fractions misreads-fractions",
         "2026-01-02T03:04:05.1Z"),
    TIME("fraction-2", MUST, "two digits of a fraction", "refuses-fractions misreads-fractions",
         "2026-01-02T03:04:05.25Z"),
    TIME("fraction-3", MUST, "three digits of a fraction", "refuses-fractions", "2026-01-02T03:04:05.123Z"),
    TIME("fraction-4", MUST, "four digits of a fraction", "refuses-fractions", "2026-01-02T03:04:05.1234Z"),
    TIME("fraction-5", MUST, "five digits of a fraction", "refuses-fractions", "2026-01-02T03:04:05.12345Z"),
    TIME("fraction-6", MUST, "six digits of a fraction", "refuses-fractions refuses-nanoseconds",
         "2026-01-02T03:04:05.123456Z"),
    TIME("fraction-7", MUST, "seven digits of a fraction", "refuses-fractions refuses-nanoseconds",
         "2026-01-02T03:04:05.1234567Z"),
    TIME("fraction-8", MUST, "eight digits of a fraction", "refuses-fractions",
         "2026-01-02T03:04:05.12345678Z"),
    TIME("fraction-9", MUST, "nine digits of a fraction", "refuses-fractions refuses-nanoseconds",
         "2026-01-02T03:04:05.123456789Z"),
    TIME("fraction-nines", MUST, "a fraction that rounds up to a second", "refuses-nines",
         "2026-01-02T03:04:05.999999999Z"),
    TIME("fraction-and-offset", MUST, "a fraction and an offset", "refuses-fractions refuses-offsets",
         "2026-01-02T08:34:05.5+05:30"),
    TIME("leap-day", MUST, "the 29th of February of a leap year", "refuses-leap-day", "2028-02-29T12:00:00Z"),
    TIME("year-end", MUST, "the last second of a year", "refuses-hour-23", "2025-12-31T23:59:59Z"),
    TIME("summer", MUST, "no hour is lost or won in summer", "shifts-summer", "2026-07-15T12:30:00Z"),
    TIME("summer-offset", MUST, "nor with an offset", "shifts-summer drops-offsets",
         "2026-07-15T14:30:00+02:00"),
    TIME("beyond-2038", MUST, "a time beyond 32 bits of seconds", "time-in-32-bits", "2106-02-07T06:28:16Z"),
    TIME("before-1970", SHOULD, "a time before the year 1970", "time-in-32-bits", "1969-12-31T23:59:58Z"),
    TIME("offset-unknown", SHOULD, "-00:00 is UTC, from an unknown place (RFC 3339 section 4.3)",
         "refuses-offsets", "2026-01-02T03:04:05-00:00"),
    TIME("offset-far", MUST, "an offset that is another day", "refuses-offsets drops-offsets",
         "2026-01-02T17:04:05+14:00"),
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

/* Wherever it is cut, most cuts are within a character. */
#define TWELVE "\346\227\245\360\237\232\200\346\234\254\303\251"
#define MANY   TWELVE TWELVE TWELVE TWELVE TWELVE TWELVE
/* Nothing in it is what the plain answer says. */
#define FIRST_ANSWER                                                                                         \
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"                         \
    "{\"id\":\"first\",\"created_at\":\"2025-05-06T07:08:09Z\",\"name\":\"one\",\"model_id\":\"other\","     \
    "\"is_production\":false,\"is_development\":false,\"status\":\"BUILDING\",\"active_replica_count\":1,"   \
    "\"autoscaling_settings\":{\"min_replica\":1,\"max_replica\":1,\"autoscaling_window\":1,"                \
    "\"scale_down_delay\":1,\"concurrency_target\":1,\"target_utilization_percentage\":1,"                   \
    "\"target_in_flight_tokens\":1},\"instance_type_name\":\"A10G\",\"environment\":\"first\"}"

static const struct pc_case carried[] = {
    HTTP("chunked", "rfc9112:7.1", "a chunked answer is read", "refuses-chunked",
         .reply = {.framing = PC_BY_CHUNKS}),
    HTTP("odd-chunks", "rfc9112:7.1", "chunks may have extensions, capitals, zeros and trailers",
         "refuses-chunked", .reply = {.framing = PC_BY_ODD_CHUNKS}),
    CARRIED("chunked/characters", MUST, "rfc9112:7.1 rfc8259:8.1",
            "a character may begin in one chunk and end in the next", "decodes-pieces",
            .reply = {.framing = PC_BY_CHUNKS,
                      .body =
                          "{\"id\":\"" MANY "\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"" MANY
                          "\",\"model_id\":\"" MANY "\",\"is_production\":true,\"is_development\":false,"
                          "\"status\":\"ACTIVE\",\"active_replica_count\":1,\"autoscaling_settings\":null,"
                          "\"instance_type_name\":\"" MANY "\",\"environment\":\"" MANY "\"}"}),
    HTTP("no-reason", "rfc9112:4", "the words behind the status may be missing", "demands-a-reason",
         .reply = {.start = "HTTP/1.1 200 "}),
    HTTP("other-reason", "rfc9112:4", "the words behind the status mean nothing", "demands-a-reason",
         .reply = {.start = "HTTP/1.1 200 Promotion Under Way"}),
    HTTP("version-1.0", "rfc9112:2.3", "an answer of HTTP/1.0 is an answer", "demands-http-1.1",
         .reply = {.start = "HTTP/1.0 200 OK", .framing = PC_BY_CLOSE}),
    HTTP("until-close", "rfc9112:6.3", "an answer may end where the connection does", "demands-length",
         .reply = {.framing = PC_BY_CLOSE}),
    HTTP("connection-close", "rfc9112:9.6", "a server may close behind its answer", "demands-keep-alive",
         .reply = {.headers = "Content-Type: application/json\r\nConnection: close\r\n"}),
    HTTP("lower-case-names", "rfc9110:5.1", "the case of a field's name means nothing", "demands-capitals",
         .reply = {.headers = "content-type: application/json\r\nserver: x\r\n",
                   .framing = PC_BY_BARE_LENGTH}),
    HTTP("charset", "rfc9110:8.3.1", "application/json; charset=utf-8 is application/json", "refuses-charset",
         .reply = {.headers = "Content-Type: application/json; charset=utf-8\r\n"}),
    HTTP("charset-quoted", "rfc9110:5.6.6", "a parameter's value may be quoted", "refuses-charset",
         .reply = {.headers = "Content-Type: application/json;charset=\"utf-8\"\r\n"}),
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
         "fails-on-the-second-call auth-once caches-answers", .times = 4),
    HTTP("keep-alive/chunked", "rfc9112:9.3", "nothing of an answer is taken for the next one",
         "fails-on-the-second-call", .reply = {.framing = PC_BY_ODD_CHUNKS}, .times = 3),
    HTTP("keep-alive/other-answer", "rfc9112:9.3", "each call has the answer that came to it",
         "keeps-first-answer",
         .reply = {.script =
                       &(const struct pc_script){
                           .first = (const struct pc_script_step[]){{.act = PC_SCRIPT_SEND,
                                                                     BYTES(FIRST_ANSWER)},
                                                                    {.act = PC_SCRIPT_CLOSE},
                                                                    {.act = PC_SCRIPT_END}},
                           .steps = (const struct pc_script_step[]){{.act = PC_SCRIPT_SEND,
                                                                     BYTES("$deployment")},
                                                                    {.act = PC_SCRIPT_END}}}},
         .times = 2),
    HTTP("keep-alive/closed", "rfc9112:9.6", "a connection that was closed is not used again",
         "fails-on-the-second-call",
         .reply = {.headers = "Content-Type: application/json\r\nConnection: close\r\n",
                   .script =
                       &(const struct pc_script){
                           .steps = (const struct pc_script_step[]){{.act = PC_SCRIPT_SEND, BYTES("$reply")},
                                                                    {.act = PC_SCRIPT_CLOSE},
                                                                    {.act = PC_SCRIPT_END}}}},
         .times = 3),
    HTTP("gzip", "rfc9110:8.4", "who says that it accepts gzip reads an answer in gzip", "asks-for-gzip",
         .reply = {.coded = true}),
    HTTP("large", "rfc9112:6", "an answer of half a MiB is read whole", "reads-64k",
         .reply = {.padding = 512u << 10}),
    HTTP("late", "rfc9110:9.2.2", "an answer may take a while", "impatient",
         .reply = {SCRIPT({.act = PC_SCRIPT_PAUSE, .pause_ms = 80}, SEND("$deployment"))}),
    HTTP("no-continue", "rfc9110:10.1.1", "the body is sent also when no 100 Continue comes",
         "waits-for-continue",
         .reply = {.script =
                       &(const struct pc_script){.uninvited = true,
                                                 .steps =
                                                     (const struct pc_script_step[]){
                                                         {.act = PC_SCRIPT_SEND, BYTES("$deployment")},
                                                         {.act = PC_SCRIPT_END}}}}),
    HTTP("drip", "rfc9112:2.2", "an answer may come byte by byte", "demands-one-piece",
         .reply = {SCRIPT({.act = PC_SCRIPT_DRIP, BYTES("$deployment")})}),
};

const struct pc_case_table pc_cases_client_http = {carried, COUNT(carried)};
