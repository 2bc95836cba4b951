/* Framing, head, codings, and answers that do not come. */
#include "support.h"

#include <string.h>

#define EDIT(old, new) .from = (old), .to = (new)
#define BODY(text)     .body = {(text), sizeof(text) - 1}
#define ONE(...)       .count = 1, .expected = {{__VA_ARGS__}}
#define FIELD(name_, line)                                                                                   \
    {                                                                                                        \
        .name = name_, .answer = {.head = JSON_HEAD line LENGTH},                                            \
        ONE(.subject = PC_SUBJECT_FIELDS, .at = "wire")                                                      \
    }

static const struct row rows[] = {
    {.name = "bytes behind the answer",
     .answer = {.behind = "<!-- promoted -->"},
     ONE(.subject = PC_SUBJECT_EXCESS, .at = "wire", .seen = "17 bytes behind the answer: \"<!--",
         .level = PC_LEVEL_SHOULD, .level_is_asked = true)},
    {.name = "a line end behind the answer",
     .answer = {.behind = "\n"},
     ONE(.subject = PC_SUBJECT_EXCESS, .at = "wire", .seen = "1 byte behind the answer: \"\\n\"")},
    {.name = "a second answer behind the first",
     .answer = {.behind = "HTTP/1.1 200 OK\r\n"},
     ONE(.subject = PC_SUBJECT_EXCESS)},
    {.name = "bytes behind the last chunk",
     .answer = {.head = JSON_HEAD CHUNKED, .chunked = true, .behind = "x"},
     ONE(.subject = PC_SUBJECT_EXCESS)},
    {.name = "bytes behind an error",
     .answer = {.head = "HTTP/1.1 404 Not Found\r\n" LENGTH, BODY("no"), .behind = "pe"},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_EXCESS, .at = "wire"}, {.subject = PC_SUBJECT_STATUS}}},
    {.name = "Content-Length too short",
     .answer = {.head = JSON_HEAD "Content-Length: 400\r\n"},
     ONE(.subject = PC_SUBJECT_EXCESS, .at = "header Content-Length", .seen = "Content-Length is 400, 4")},
    {.name = "Content-Length too long",
     .answer = {.head = JSON_HEAD "Content-Length: 500\r\n"},
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "header Content-Length", .seen = "Content-Length is 500, 4",
         .level = PC_LEVEL_SHOULD, .level_is_asked = true)},
    {.name = "Content-Length too long, connection open",
     .answer = {.head = JSON_HEAD "Content-Length: 500\r\n", .stays_open = true},
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "header Content-Length")},
    {.name = "Content-Length too long, and a fault in the body",
     .answer = {.head = JSON_HEAD "Content-Length: 500\r\n", EDIT("\"first\"", "7")},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_FRAMING}, {.subject = PC_SUBJECT_SCHEMA, .at = "/name"}}},
    {.name = "Content-Length twice",
     .answer = {.head = JSON_HEAD "Content-Length: 8\r\nContent-Length: 8\r\n", BODY("\"nobody\"")},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_FRAMING, .at = "wire"}, {.subject = PC_SUBJECT_SCHEMA, .at = ""}}},
    {.name = "two lengths",
     .answer = {.head = JSON_HEAD "Content-Length: 3\r\n" LENGTH},
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "wire", .level = PC_LEVEL_MUST, .level_is_asked = true)},
    {.name = "no number as the length",
     .answer = {.head = JSON_HEAD "Content-Length: all\r\n"},
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "wire", .level = PC_LEVEL_MUST, .level_is_asked = true)},
    {.name = "a negative length",
     .answer = {.head = JSON_HEAD "Content-Length: -1\r\n"},
     ONE(.subject = PC_SUBJECT_FRAMING)},
    {.name = "an unreadable length and another status",
     .answer = {.head = "HTTP/1.1 202 Accepted\r\nContent-Length: -1\r\n"},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_FRAMING}, {.subject = PC_SUBJECT_STATUS}}},
    {.name = "a length beside chunks",
     .answer = {.head = JSON_HEAD LENGTH CHUNKED, .chunked = true},
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "wire", .level = PC_LEVEL_SHOULD, .level_is_asked = true)},
    {.name = "an unknown transfer coding",
     .answer = {.head = JSON_HEAD "Transfer-Encoding: deflate\r\n"},
     ONE(.subject = PC_SUBJECT_FRAMING)},
    {.name = "chunked twice",
     .answer = {.head = JSON_HEAD "Transfer-Encoding: chunked, chunked\r\n", .chunked = true},
     ONE(.subject = PC_SUBJECT_FRAMING)},
    {.name = "chunks in HTTP/1.0",
     .answer = {.head = "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n" CHUNKED, .chunked = true},
     ONE(.subject = PC_SUBJECT_FRAMING)},
    {.name = "no chunks",
     .answer = {.head = JSON_HEAD CHUNKED},
     ONE(.subject = PC_SUBJECT_FRAMING, .at = "wire", .level = PC_LEVEL_MUST, .level_is_asked = true)},
    {.name = "gzip claimed",
     .answer = {.head = JSON_HEAD "Content-Encoding: gzip\r\n" LENGTH},
     ONE(.subject = PC_SUBJECT_CODING, .at = "header Content-Encoding", .seen = "gzip")},
    {.name = "gzip",
     .answer = {.head = JSON_HEAD "Content-Encoding: gzip\r\n" LENGTH, BODY("\x1f\x8b\x08\0\0\0\0\0\0\3")},
     ONE(.subject = PC_SUBJECT_CODING)},
    {.name = "a transfer coding that was not asked for",
     .answer = {.head = JSON_HEAD "Transfer-Encoding: gzip, chunked\r\n",
                BODY("\x1f\x8b\x08"),
                .chunked = true},
     ONE(.subject = PC_SUBJECT_CODING, .at = "header Transfer-Encoding", .seen = "gzip, chunked")},
    FIELD("a space before the colon", "X-Note : a\r\n"),
    FIELD("a folded field", "X-Note: a\r\n b\r\n"),
    FIELD("LF alone", "X-Note: a\n"),
    FIELD("LF alone, twice", "X-Note: a\nX-Other: b\n"),
    FIELD("CR alone", "X-Note: a\rb\r\n"),
    FIELD("a control character", "X-Note: a\x01\r\n"),
    FIELD("no field", "promoted\r\n"),
    {.name = "nothing",
     .answer = {.head = "", BODY(""), .cut = 2},
     ONE(.subject = PC_SUBJECT_ANSWERED, .at = "wire", .level = PC_LEVEL_MUST, .level_is_asked = true)},
    {.name = "silence",
     .answer = {.head = "", BODY(""), .cut = 2, .stays_open = true},
     ONE(.subject = PC_SUBJECT_ANSWERED, .at = "wire", .seen = "time-out")},
    {.name = "closed in the status line",
     .answer = {.head = "HTTP/1.1", BODY(""), .cut = 2},
     ONE(.subject = PC_SUBJECT_ANSWERED)},
    {.name = "closed in the head",
     .answer = {.head = JSON_HEAD, BODY(""), .cut = 2},
     ONE(.subject = PC_SUBJECT_ANSWERED)},
    {.name = "closed in the body",
     .answer = {.cut = 50},
     ONE(.subject = PC_SUBJECT_ANSWERED, .at = "wire", .seen = "status 200, ")},
    {.name = "silent in the body",
     .answer = {.cut = 50, .stays_open = true},
     ONE(.subject = PC_SUBJECT_ANSWERED)},
    {.name = "no last chunk",
     .answer = {.head = JSON_HEAD CHUNKED, .chunked = true, .cut = 5},
     ONE(.subject = PC_SUBJECT_ANSWERED)},
    {.name = "no HTTP",
     .answer = {.head = "ICY 200 OK\r\n"},
     ONE(.subject = PC_SUBJECT_ANSWERED, .at = "wire", .seen = "cannot be read")},
    {.name = "HTTP 1.1", .answer = {.head = "HTTP 1.1 200 OK\r\n"}, ONE(.subject = PC_SUBJECT_ANSWERED)},
};

static void test_rows(void **state) {
    check_rows(*state, rows, COUNT(rows));
}

static void test_wire_alone(void **state) {
    struct bench *bench = *state;
    static const struct row wire_rows[] = {
        {.name = "a right error", .answer = {.head = "HTTP/1.1 404 Not Found\r\n" LENGTH, BODY("no")}},
        {.name = "a body of the wrong shape", .answer = {BODY("[]")}},
        {.name = "excess", .answer = {BODY("[]"), .behind = "x"}, ONE(.subject = PC_SUBJECT_EXCESS)},
        {.name = "no answer",
         .answer = {.head = "", BODY(""), .cut = 2},
         ONE(.subject = PC_SUBJECT_ANSWERED)},
        {.name = "gzip claimed",
         .answer = {.head = "HTTP/1.1 404 x\r\nContent-Encoding: gzip\r\n" LENGTH},
         ONE(.subject = PC_SUBJECT_CODING)},
    };
    for (size_t i = 0; i < COUNT(wire_rows); i++) {
        struct pc_judgements judgements = {0};
        struct pc_http_exchange *exchange = make_exchange(&wire_rows[i].answer);
        assert_int_equal(pc_judge_wire(bench->judge, exchange, &judgements, NULL), PC_OK);
        check_texts(bench, &judgements);
        check_judgements(wire_rows[i].name, &judgements, wire_rows[i].expected, wire_rows[i].count);
        pc_judgements_clear(&judgements);
        pc_http_exchange_free(exchange);
    }
}

#define KEY   "Key12345.secret-of-mine"
#define FIFTY "0123456789012345678901234567890123456789ABCDEFGHIJ"

/* What is quoted of an answer may begin or end inside an echoed key, which is none to look for by then. */
static const struct row keys_quoted[] = {
    {.name = "behind a length that is too short",
     .answer = {.head = "HTTP/1.1 404 x\r\nContent-Length: 9\r\n", BODY("no such " KEY "!")},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_EXCESS, .seen = "23 bytes behind the answer: \"[redacted]!\""},
                  {.subject = PC_SUBJECT_STATUS}}},
    {.name = "in front of a fault's excerpt",
     .answer = {BODY("\"" KEY "\n\"")},
     ONE(.subject = PC_SUBJECT_JSON, .seen = ": \"\\n\\\"\"")},
    {.name = "across the end of one",
     .answer = {BODY("no such " KEY)},
     ONE(.subject = PC_SUBJECT_JSON, .seen = ": \"o such [redacted]\"")},
    {.name = "with a line end in it",
     .answer = {BODY("\"Key12345.secret\n-of-mine\"")},
     ONE(.subject = PC_SUBJECT_JSON, .seen = ": \"[redacted]\\\"\"")},
    {.name = "laid out in words",
     .answer = {BODY("\"Key12345. secret \n-of-mine\"")},
     ONE(.subject = PC_SUBJECT_JSON, .seen = ": \"[redacted]\\\"\"")},
    {.name = "across the end of a quotation",
     .answer = {.head = "HTTP/1.1 200 OK\r\nContent-Type: " FIFTY FIFTY FIFTY KEY "\r\n" LENGTH},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE, .seen = "ABCDEFGHIJ[redacted]\" and 13 more bytes")},
    {.name = "in a folded field",
     .answer = {.head = "HTTP/1.1 200 OK\r\nContent-Type: text/Key12345.\r\n secret-of-mine\r\n" LENGTH},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_FIELDS},
                  {.subject = PC_SUBJECT_CONTENT_TYPE, .seen = "\"text/[redacted]\""}}},
    {.name = "in a name that stands twice",
     .answer = {EDIT("{\"id\"", "{\"" KEY "\":1,\"" KEY "\":2,\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .seen = "a second time: \"\\\"[redacted]")},
};

/* Whether the judge is told of the key, or learns it from the request. */
static void test_keys_quoted(void **state) {
    struct bench *bench = *state;
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    pc_judge_hide(bench->judge, &secrets);
    check_rows(bench, keys_quoted, COUNT(keys_quoted));
    pc_judge_hide(bench->judge, NULL);
    pc_secrets_clear(&secrets);
    for (size_t i = 0; i < COUNT(keys_quoted); i++) {
        struct row row = keys_quoted[i];
        row.answer.request = "Authorization: Api-Key " KEY "\r\n";
        check_rows(bench, &row, 1);
    }
}

/* A peer that no connection could be made to has no response parser at all. */
static void test_unreachable(void **state) {
    struct bench *bench = *state;
    struct pc_http_exchange exchange = {.outcome = PC_HTTP_OUTCOME_UNREACHABLE,
                                        .detail = "Connection\r\nrefused"};
    struct pc_judgements judgements = {0};
    assert_int_equal(pc_judge_response(bench->judge, &exchange, &judgements, NULL), PC_OK);
    check_texts(bench, &judgements);
    check_judgements(
        "unreachable", &judgements,
        &(struct expected){.subject = PC_SUBJECT_ANSWERED, .at = "wire", .seen = "Connection\\r\\nrefused"},
        1);
    pc_judgements_clear(&judgements);
}

static void test_body(void **state) {
    struct bench *bench = *state;
    static const struct {
        struct answer answer;
        bool readable;
    } bodies[] = {
        {{0}, true},
        {{.head = "HTTP/1.1 404 Not Found\r\n" LENGTH}, true},
        {{EDIT("{\"id\"", "\xEF\xBB\xBF{\"id\"")}, true},
        {{.head = JSON_HEAD "Content-Length: 400\r\n"}, true},
        {{.head = JSON_HEAD "Content-Length: 500\r\n"}, true},
        {{BODY("")}, false},
        {{BODY("<p>")}, false},
        {{.cut = 50}, false},
    };
    for (size_t i = 0; i < COUNT(bodies); i++) {
        struct pc_http_exchange *exchange = make_exchange(&bodies[i].answer);
        struct pc_json_value root = pc_judge_body(bench->judge, exchange);
        assert_int_equal(pc_json_exists(root), bodies[i].readable);
        if (bodies[i].readable)
            assert_true(pc_json_string_equal(pc_json_get_text(root, "id"), PC_VIEW("w604592")));
        pc_http_exchange_free(exchange);
    }
}

/* Judgements are appended, and a judge is used again without a trace of what it judged before. */
static void test_reuse(void **state) {
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){EDIT("ACTIVE", "x")}, &judgements);
    judge_answer(*state, &(struct answer){EDIT("ACTIVE", "x")}, &judgements);
    judge_answer(*state, &(struct answer){0}, &judgements);
    judge_answer(*state, &(struct answer){BODY("")}, &judgements);
    const struct expected expected[] = {{.subject = PC_SUBJECT_SCHEMA, .at = "/status"},
                                        {.subject = PC_SUBJECT_SCHEMA, .at = "/status"},
                                        {.subject = PC_SUBJECT_JSON}};
    check_judgements("reuse", &judgements, expected, COUNT(expected));
    pc_judgements_clear(&judgements);
    pc_judgements_clear(&judgements);
    pc_judgements_clear(NULL);
    pc_judge_free(NULL);
}

static void test_subjects(void **state) {
    (void)state;
    assert_string_equal(pc_subject_word(PC_SUBJECT_JSON_BOM), "json/bom");
    assert_int_equal(pc_subject_level(PC_SUBJECT_EXCESS), PC_LEVEL_SHOULD);
    assert_int_equal(pc_subject_level(PC_SUBJECT_STATUS), PC_LEVEL_MUST);
    assert_string_equal(pc_subject_cite(PC_SUBJECT_SCHEMA), "spec:@response");
    for (size_t i = 0; i < PC_SUBJECT_COUNT; i++)
        assert_true(strlen(pc_subject_words((enum pc_subject)i)) > 10);
}

const struct CMUnitTest wire_tests[] = {
    cmocka_unit_test(test_rows),        cmocka_unit_test(test_wire_alone), cmocka_unit_test(test_unreachable),
    cmocka_unit_test(test_body),        cmocka_unit_test(test_reuse),      cmocka_unit_test(test_subjects),
    cmocka_unit_test(test_keys_quoted),
};
const size_t wire_test_count = COUNT(wire_tests);
