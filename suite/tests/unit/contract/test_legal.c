/* Answers that are right and that careless suites accuse: no judgement at all. */
#include "support.h"

#define EDIT(old, new) .from = (old), .to = (new)
#define HEAD(lines)    .head = "HTTP/1.1 200 OK\r\n" lines
#define BODY(text)     .body = {(text), sizeof(text) - 1}

#define CREATED(time) EDIT("2026-01-02T03:04:05Z", time)

static const struct row rows[] = {
    {.name = "the plain one", .answer = {0}},
    {.name = "no reason phrase",
     .answer = {.head = "HTTP/1.1 200 \r\nContent-Type: application/json\r\n" LENGTH}},
    {.name = "another reason phrase",
     .answer = {.head = "HTTP/1.1 200 Promoted at last\r\nContent-Type: application/json\r\n" LENGTH}},
    {.name = "charset", .answer = {HEAD("Content-Type: application/json; charset=utf-8\r\n" LENGTH)}},
    {.name = "charset in quotes",
     .answer = {HEAD("Content-Type: application/json ;charset=\"UTF-8\"\r\n" LENGTH)}},
    {.name = "upper-case media type", .answer = {HEAD("Content-Type: Application/JSON\r\n" LENGTH)}},
    {.name = "lower-case names", .answer = {HEAD("content-type: application/json\r\ncontent-length: @\r\n")}},
    {.name = "upper-case names", .answer = {HEAD("CONTENT-TYPE: application/json\r\nCONTENT-LENGTH: @\r\n")}},
    {.name = "no white space behind the colon",
     .answer = {HEAD("Content-Type:application/json\r\nContent-Length:@\r\n")}},
    {.name = "the same Content-Type twice",
     .answer = {HEAD(
         "Content-Type: application/json\r\nContent-Type: application/json; charset=utf-8\r\n" LENGTH)}},
    {.name = "further headers",
     .answer = {HEAD(
         "Date: Fri, 02 Jan 2026 03:04:05 GMT\r\nServer: x\r\nX-Empty:\r\nSet-Cookie: a=b\r\nSet-Cookie: "
         "c=d\r\nContent-Type: application/json\r\n" LENGTH)}},
    {.name = "Content-Encoding: identity",
     .answer = {HEAD("Content-Encoding: identity\r\nContent-Type: application/json\r\n" LENGTH)}},
    {.name = "Connection: close", .answer = {.head = JSON_HEAD "Connection: close\r\n" LENGTH}},
    {.name = "kept open", .answer = {.stays_open = true}},
    {.name = "chunked", .answer = {.head = JSON_HEAD CHUNKED, .chunked = true, .stays_open = true}},
    {.name = "chunked in capitals",
     .answer = {.head = JSON_HEAD "transfer-encoding: CHUNKED\r\n", .chunked = true, .stays_open = true}},
    {.name = "chunks with extensions, and a trailer",
     .answer = {.head = JSON_HEAD CHUNKED,
                .chunked = true,
                .extension = ";a=b",
                .trailer = "X-Trailer: y\r\n",
                .stays_open = true}},
    {.name = "HTTP/1.0 until close",
     .answer = {.head = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n"}},
    {.name = "HTTP/1.1 until close", .answer = {.head = JSON_HEAD}},
    {.name = "an informational answer first",
     .answer = {.head = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" JSON_HEAD
                    LENGTH}},
    {.name = "any coding without Accept-Encoding",
     .answer = {HEAD("Content-Encoding: br\r\nContent-Type: application/json\r\n" LENGTH),
                BODY("\x8b\x00\x80\x03"), .request = ""}},
    {.name = "1.0 is an integer",
     .answer = {EDIT("\"active_replica_count\":2", "\"active_replica_count\":1.0")}},
    {.name = "2e0 is an integer", .answer = {EDIT("\"min_replica\":1", "\"min_replica\":2e0")}},
    {.name = "20e-1 is an integer", .answer = {EDIT("\"min_replica\":1", "\"min_replica\":20e-1")}},
    {.name = "1e400 is an integer", .answer = {EDIT("\"max_replica\":5", "\"max_replica\":1e400")}},
    {.name = "a negative integer", .answer = {EDIT("\"max_replica\":5", "\"max_replica\":-0")}},
    {.name = "beyond 64 bits",
     .answer = {EDIT("\"max_replica\":5", "\"max_replica\":123456789012345678901234567890")}},
    {.name = "escapes in a value", .answer = {EDIT("\"ACTIVE\"", "\"\\u0041CT\\u0049VE\"")}},
    {.name = "escapes in a name", .answer = {EDIT("\"id\"", "\"\\u0069\\u0064\"")}},
    {.name = "an escaped slash", .answer = {EDIT("\"A10G\"", "\"L4:4x16\\/2\"")}},
    {.name = "U+0000, escaped", .answer = {EDIT("\"first\"", "\"a\\u0000b\"")}},
    {.name = "a surrogate pair", .answer = {EDIT("\"first\"", "\"\\ud83d\\ude80\"")}},
    {.name = "raw UTF-8", .answer = {EDIT("\"first\"", "\"\xc3\xa9\xf0\x9f\x9a\x80\x7f\"")}},
    {.name = "empty strings", .answer = {EDIT("\"w604592\"", "\"\"")}},
    {.name = "further members",
     .answer = {EDIT("{\"id\"", "{\"labels\":{\"a\":null},\"region\":\"eu\",\"id\"")}},
    {.name = "further members within",
     .answer = {EDIT("{\"min_replica\"", "{\"max_scale_down_rate\":1.5,\"min_replica\"")}},
    {.name = "autoscaling null",
     .answer = {BODY("{\"environment\":null,\"instance_type_name\":null,\"autoscaling_settings\":null,"
                     "\"active_replica_count\":0,\"status\":\"WAKING_UP\",\"is_development\":true,"
                     "\"is_production\":true,\"model_id\":\"m\",\"name\":\"n\","
                     "\"created_at\":\"2026-01-02T03:04:05Z\",\"id\":\"i\"}")}},
    {.name = "nullable settings",
     .answer = {EDIT("\"autoscaling_window\":60,\"scale_down_delay\":900",
                     "\"autoscaling_window\":null,\"scale_down_delay\":null")}},
    {.name = "utilization null", .answer = {EDIT(":70", ":null")}},
    {.name = "tokens null", .answer = {EDIT(":4000", ":null")}},
    {.name = "tokens absent", .answer = {EDIT(",\"target_in_flight_tokens\":4000", "")}},
    {.name = "white space", .answer = {EDIT("{\"id\":", " \t\r\n{\n  \"id\" :\n\t")}},
    {.name = "a line end behind the body", .answer = {EDIT("\"staging\"}", "\"staging\"}\r\n")}},
    {.name = "t and z", .answer = {CREATED("2026-01-02t03:04:05z")}},
    {.name = "nanoseconds", .answer = {CREATED("2026-01-02T03:04:05.123456789Z")}},
    {.name = "more digits than nanoseconds", .answer = {CREATED("2026-01-02T03:04:05.1234567890123Z")}},
    {.name = "an offset", .answer = {CREATED("2026-01-02T03:04:05+05:30")}},
    {.name = "an unknown offset", .answer = {CREATED("2026-01-02T03:04:05-00:00")}},
    {.name = "a leap second", .answer = {CREATED("2016-12-31T23:59:60Z")}},
    {.name = "a leap second elsewhere", .answer = {CREATED("2017-01-01T05:29:60+05:30")}},
    {.name = "a leap day", .answer = {CREATED("2024-02-29T00:00:00Z")}},
};

static void test_rows(void **state) {
    check_rows(*state, rows, COUNT(rows));
}

static void test_body_is_json(void **state) {
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){0}, &judgements);
    assert_true(judgements.body_is_json);
    pc_judgements_clear(&judgements);
}

static void test_every_status_word(void **state) {
    static const char *const words[] = {"BUILDING",       "DEPLOYING", "DEPLOY_FAILED", "LOADING_MODEL",
                                        "ACTIVE",         "UNHEALTHY", "BUILD_FAILED",  "BUILD_STOPPED",
                                        "DEACTIVATING",   "INACTIVE",  "FAILED",        "UPDATING",
                                        "SCALED_TO_ZERO", "WAKING_UP"};
    for (size_t i = 0; i < COUNT(words); i++) {
        struct pc_judgements judgements = {0};
        judge_answer(*state, &(struct answer){EDIT("ACTIVE", words[i])}, &judgements);
        check_judgements(words[i], &judgements, NULL, 0);
        pc_judgements_clear(&judgements);
    }
}

const struct CMUnitTest legal_tests[] = {
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_body_is_json),
    cmocka_unit_test(test_every_status_word),
};
const size_t legal_test_count = COUNT(legal_tests);
