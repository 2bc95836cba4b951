/* Answers with one fault each: exactly one judgement, at the right place. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define EDIT(old, new) .from = (old), .to = (new)
#define HEAD(lines)    .head = "HTTP/1.1 200 OK\r\n" lines
#define BODY(text)     .body = {(text), sizeof(text) - 1}
#define STATUS(line)   .head = line "\r\nContent-Type: application/json\r\n" LENGTH
#define ONE(...)       .count = 1, .expected = {{__VA_ARGS__}}
#define CREATED(name_, time)                                                                                 \
    {                                                                                                        \
        .name = name_, .answer = {EDIT("2026-01-02T03:04:05Z", time)},                                       \
        ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/created_at",                                               \
            .schema_pointer = "#/components/schemas/DeploymentV1/properties/created_at/format")              \
    }
#define NOT_JSON(name_, old, new)                                                                            \
    { .name = name_, .answer = {EDIT(old, new)}, ONE(.subject = PC_SUBJECT_JSON, .at = "body") }

#define DEPLOYMENT  "#/components/schemas/DeploymentV1"
#define AUTOSCALING "#/components/schemas/AutoscalingSettingsV1"
#define STATUSES    "#/components/schemas/DeploymentStatusV1"

static const struct row head_rows[] = {
    {.name = "201",
     .answer = {STATUS("HTTP/1.1 201 Created")},
     ONE(.subject = PC_SUBJECT_STATUS, .at = "status", .seen = "201")},
    {.name = "202",
     .answer = {STATUS("HTTP/1.1 202 Accepted")},
     ONE(.subject = PC_SUBJECT_STATUS, .at = "status", .seen = "202")},
    {.name = "204",
     .answer = {.head = "HTTP/1.1 204 No Content\r\n", BODY("")},
     ONE(.subject = PC_SUBJECT_STATUS, .at = "status", .seen = "204")},
    {.name = "307",
     .answer = {STATUS("HTTP/1.1 307 Temporary Redirect")},
     ONE(.subject = PC_SUBJECT_STATUS, .at = "status")},
    {.name = "404 with any body",
     .answer = {.head = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n" LENGTH,
                BODY("<p>nothing here")},
     ONE(.subject = PC_SUBJECT_STATUS, .at = "status", .seen = "404 \"Not Found\"")},
    {.name = "500 without a body",
     .answer = {.head = "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n", BODY("")},
     ONE(.subject = PC_SUBJECT_STATUS)},
    {.name = "no Content-Type",
     .answer = {HEAD(LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE, .at = "header Content-Type", .seen = "no Content-Type")},
    {.name = "an empty Content-Type",
     .answer = {HEAD("Content-Type:\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE)},
    {.name = "text/plain",
     .answer = {HEAD("Content-Type: text/plain\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE, .seen = "text/plain")},
    {.name = "text/json",
     .answer = {HEAD("Content-Type: text/json\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE)},
    {.name = "a longer subtype",
     .answer = {HEAD("Content-Type: application/json5\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE)},
    {.name = "problem+json",
     .answer = {HEAD("Content-Type: application/problem+json\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE)},
    {.name = "two Content-Types that differ",
     .answer = {HEAD("Content-Type: application/json\r\nContent-Type: text/html\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE, .seen = "\"text/html\" among several")},
    {.name = "one Content-Type with two values",
     .answer = {HEAD("Content-Type: application/json, text/html\r\n" LENGTH)},
     ONE(.subject = PC_SUBJECT_CONTENT_TYPE)},
};

static const struct row json_rows[] = {
    {.name = "an empty body",
     .answer = {BODY("")},
     ONE(.subject = PC_SUBJECT_JSON, .at = "body", .seen = "an empty body")},
    {.name = "an empty body and no Content-Type",
     .answer = {HEAD("Content-Length: 0\r\n"), BODY("")},
     ONE(.subject = PC_SUBJECT_JSON)},
    {.name = "HTML",
     .answer = {BODY("<!doctype html><p>fine")},
     ONE(.subject = PC_SUBJECT_JSON, .at = "body", .seen = "\"<!doctype")},
    {.name = "white space alone", .answer = {BODY(" \r\n")}, ONE(.subject = PC_SUBJECT_JSON)},
    NOT_JSON("a comma behind the last member", "\"staging\"}", "\"staging\",}"),
    NOT_JSON("no comma", "\"w604592\",", "\"w604592\""),
    NOT_JSON("NaN", "\"active_replica_count\":2", "\"active_replica_count\":NaN"),
    NOT_JSON("a leading zero", "\"active_replica_count\":2", "\"active_replica_count\":02"),
    NOT_JSON("a plus sign", "\"active_replica_count\":2", "\"active_replica_count\":+2"),
    NOT_JSON("single quotes", "\"w604592\"", "'w604592'"),
    NOT_JSON("a bare name", "\"id\":", "id:"),
    NOT_JSON("a comment", "{\"id\"", "{/* id */\"id\""),
    NOT_JSON("True", "\"is_production\":false", "\"is_production\":False"),
    NOT_JSON("a raw line end in a string", "first", "fi\nrst"),
    NOT_JSON("a bad escape", "first", "fi\\xrst"),
    NOT_JSON("a value behind the value", "\"staging\"}", "\"staging\"}{}"),
    NOT_JSON("cut", "\"staging\"}", "\"staging\""),
    NOT_JSON("cut in a string", "\"staging\"}", "\"stag"),
    {.name = "a byte order mark",
     .answer = {EDIT("{\"id\"", "\xEF\xBB\xBF{\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_BOM, .at = "body")},
    {.name = "invalid UTF-8",
     .answer = {EDIT("first", "fi\xffrst")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8, .at = "body", .seen = "\\xFF")},
    {.name = "Latin-1", .answer = {EDIT("first", "caf\xe9")}, ONE(.subject = PC_SUBJECT_JSON_UTF8)},
    {.name = "an encoded surrogate",
     .answer = {EDIT("first", "\xed\xa0\x80")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8)},
    {.name = "invalid UTF-8 outside a string",
     .answer = {EDIT("{\"id\"", "{\xff\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8)},
    {.name = "invalid UTF-8 as a value",
     .answer = {EDIT("\"first\"", "\xff")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8)},
    {.name = "UTF-16 without a mark",
     .answer = {BODY("{\0\"\0i\0d\0\"\0:\0001\0}\0")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8, .seen = "UTF-16")},
    {.name = "UTF-16 with a mark",
     .answer = {BODY("\xFF\xFE{\0}\0")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8, .seen = "UTF-16")},
    {.name = "big-endian UTF-16",
     .answer = {BODY("\xFE\xFF\0{\0}")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8, .seen = "UTF-16")},
    {.name = "invalid UTF-8 where a colon is expected",
     .answer = {EDIT("\"name\":", "\"name\"\xff:")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8)},
    {.name = "UTF-32",
     .answer = {BODY("\0\0\0{\0\0\0}")},
     ONE(.subject = PC_SUBJECT_JSON_UTF8, .seen = "UTF-16")},
    {.name = "a duplicate name",
     .answer = {EDIT("{\"id\"", "{\"name\":\"x\",\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .at = "/name", .seen = "name", .level = PC_LEVEL_SHOULD,
         .level_is_asked = true)},
    {.name = "a duplicate name in another spelling",
     .answer = {EDIT("{\"id\"", "{\"n\\u0061me\":\"x\",\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .at = "/name")},
    {.name = "three times the same name",
     .answer = {EDIT("{\"id\"", "{\"name\":\"x\",\"name\":\"y\",\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .at = "/name")},
    {.name = "a duplicate within",
     .answer = {EDIT("{\"min_replica\"", "{\"max_replica\":5,\"min_replica\"")},
     ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .at = "/autoscaling_settings/max_replica")},
    {.name = "a duplicate in a further member",
     .answer = {EDIT("{\"id\"", "{\"x\":[{},{\"a/b\":[1,2],\"a/b\":3}],\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_DUPLICATE, .at = "/x/1/a~1b")},
    {.name = "a lone surrogate",
     .answer = {EDIT("first", "fi\\ud83drst")},
     ONE(.subject = PC_SUBJECT_JSON_SURROGATE, .at = "/name", .seen = "\\\\ud83d", .level = PC_LEVEL_SHOULD,
         .level_is_asked = true)},
    {.name = "a lone low surrogate",
     .answer = {EDIT("first", "\\ude80")},
     ONE(.subject = PC_SUBJECT_JSON_SURROGATE, .at = "/name")},
    {.name = "a lone surrogate in a name",
     .answer = {EDIT("{\"id\"", "{\"x\":[{},{\"\\ud83d\":1}],\"id\"")},
     ONE(.subject = PC_SUBJECT_JSON_SURROGATE, .at = "/x/1/\xEF\xBF\xBD")},
    {.name = "a mark and a further fault",
     .answer = {EDIT("{\"id\":\"w604592\"", "\xEF\xBB\xBF{\"id\":7")},
     .count = 2,
     .expected = {{.subject = PC_SUBJECT_JSON_BOM}, {.subject = PC_SUBJECT_SCHEMA, .at = "/id"}}},
};

static const struct row schema_rows[] = {
    {.name = "an array",
     .answer = {BODY("[]")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "", .schema_pointer = DEPLOYMENT "/type")},
    {.name = "null",
     .answer = {BODY("null")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "", .schema_pointer = DEPLOYMENT "/type")},
    {.name = "a string",
     .answer = {BODY("\"promoted\"")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "", .schema_pointer = DEPLOYMENT "/type")},
    {.name = "a missing key",
     .answer = {EDIT("\"model_id\":\"wdlgzjk3\",", "")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/model_id", .schema_pointer = DEPLOYMENT "/required/3",
         .level = PC_LEVEL_MUST, .level_is_asked = true)},
    {.name = "a key in another case",
     .answer = {EDIT("\"model_id\"", "\"Model_id\"")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/model_id")},
    {.name = "empty autoscaling",
     .answer = {BODY(
         "{\"id\":\"\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"\",\"model_id\":\"\",\"is_"
         "production\":false,"
         "\"is_development\":false,\"status\":\"ACTIVE\",\"active_replica_count\":2,\"autoscaling_settings\":"
         "{\"min_replica\":1,\"max_replica\":1,\"autoscaling_window\":1},"
         "\"instance_type_name\":null,\"environment\":null}")},
     .count = 3,
     .expected = {{.subject = PC_SUBJECT_SCHEMA,
                   .at = "/autoscaling_settings/scale_down_delay",
                   .schema_pointer = AUTOSCALING "/required/3"},
                  {.subject = PC_SUBJECT_SCHEMA,
                   .at = "/autoscaling_settings/concurrency_target",
                   .schema_pointer = AUTOSCALING "/required/4"},
                  {.subject = PC_SUBJECT_SCHEMA,
                   .at = "/autoscaling_settings/target_utilization_percentage",
                   .schema_pointer = AUTOSCALING "/required/5"}}},
    {.name = "an unknown status",
     .answer = {EDIT("ACTIVE", "PROMOTED")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/status", .schema_pointer = STATUSES "/enum",
         .seen = "PROMOTED")},
    {.name = "a status in lower case",
     .answer = {EDIT("ACTIVE", "active")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/status", .schema_pointer = STATUSES "/enum")},
    {.name = "a status with white space",
     .answer = {EDIT("ACTIVE", "ACTIVE ")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/status", .schema_pointer = STATUSES "/enum")},
    {.name = "a status of another type is one fault",
     .answer = {EDIT("\"ACTIVE\"", "7")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/status", .schema_pointer = STATUSES "/type")},
    {.name = "an integer as a string",
     .answer = {EDIT("\"active_replica_count\":2", "\"active_replica_count\":\"2\"")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/active_replica_count",
         .schema_pointer = DEPLOYMENT "/properties/active_replica_count/type")},
    {.name = "1.5 is no integer",
     .answer = {EDIT("\"active_replica_count\":2", "\"active_replica_count\":1.5")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/active_replica_count",
         .schema_pointer = DEPLOYMENT "/properties/active_replica_count/type")},
    {.name = "true is no integer",
     .answer = {EDIT("\"min_replica\":1", "\"min_replica\":true")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/autoscaling_settings/min_replica",
         .schema_pointer = AUTOSCALING "/properties/min_replica/type")},
    {.name = "1e-1 is no integer",
     .answer = {EDIT("\"min_replica\":1", "\"min_replica\":1e-1")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/autoscaling_settings/min_replica")},
    {.name = "settings as a list",
     .answer = {EDIT("\"A10G\"", "[\"A10G\"]")},
     ONE(.subject = PC_SUBJECT_SCHEMA, .at = "/instance_type_name",
         .schema_pointer = DEPLOYMENT "/properties/instance_type_name/anyOf")},
    CREATED("no offset", "2026-01-02T03:04:05"),
    CREATED("a space", "2026-01-02 03:04:05Z"),
    CREATED("an offset without a colon", "2026-01-02T03:04:05+0100"),
    CREATED("month 13", "2026-13-02T03:04:05Z"),
    CREATED("no leap day", "2026-02-29T03:04:05Z"),
    CREATED("hour 24", "2026-01-02T24:00:00Z"),
    CREATED("a leap second where none can be", "2026-01-02T03:04:60Z"),
    CREATED("no seconds", "2026-01-02T03:04Z"),
    CREATED("a date", "2026-01-02"),
    CREATED("unix seconds in a string", "1767323045"),
    CREATED("an empty string", ""),
};

static void test_head(void **state) {
    check_rows(*state, head_rows, COUNT(head_rows));
}

static void test_json(void **state) {
    check_rows(*state, json_rows, COUNT(json_rows));
}

static void test_schema(void **state) {
    check_rows(*state, schema_rows, COUNT(schema_rows));
}

/* Lines and columns are those of the body as it came. */
static void test_places(void **state) {
    static const struct {
        const char *from;
        const char *to;
        uint32_t line;
        uint32_t column;
    } places[] = {
        {"{\"id\":\"w604592\"", "{\n \"id\":7", 2, 7},
        {"{\"id\":\"w604592\"", "{\"id\":7", 1, 7},
        {"{\"id\":", "{\r\n\r\n\"id\" ", 3, 6},
        {"{\"id\":\"w604592\"", "{\n\"id\":\"\",\n   \"id\":\"\"", 3, 4},
        {"\"model_id\":\"wdlgzjk3\",", "", 1, 1},
    };
    for (size_t i = 0; i < COUNT(places); i++) {
        struct pc_judgements judgements = {0};
        judge_answer(*state, &(struct answer){.from = places[i].from, .to = places[i].to}, &judgements);
        assert_int_equal(judgements.count, 1);
        assert_int_equal(judgements.items[0].finding.line, places[i].line);
        assert_int_equal(judgements.items[0].finding.column, places[i].column);
        pc_judgements_clear(&judgements);
    }
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){EDIT("{\"id\":\"w604592\"", "\xEF\xBB\xBF{\"id\":7")}, &judgements);
    assert_int_equal(judgements.count, 2);
    assert_int_equal(judgements.items[0].finding.column, 1);
    assert_int_equal(judgements.items[1].finding.column, 10);
    pc_judgements_clear(&judgements);
    judge_answer(*state, &(struct answer){EDIT("{\"id\":\"w604592\"", "\xEF\xBB\xBF{\n\"id\":7")},
                 &judgements);
    assert_int_equal(judgements.count, 2);
    assert_int_equal(judgements.items[1].finding.line, 2);
    assert_int_equal(judgements.items[1].finding.column, 6);
    pc_judgements_clear(&judgements);
}

static void test_requirement_and_cite(void **state) {
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){EDIT("\"model_id\":\"wdlgzjk3\",", "")}, &judgements);
    assert_int_equal(judgements.count, 1);
    assert_string_equal(judgements.items[0].finding.cite, "spec:" DEPLOYMENT "/required/3");
    assert_string_equal(judgements.items[0].finding.requirement, "the key `model_id` is required");
    pc_judgements_clear(&judgements);
    judge_answer(*state, &(struct answer){STATUS("HTTP/1.1 201 Created")}, &judgements);
    assert_string_equal(
        judgements.items[0].finding.cite,
        "spec:#/paths/~1v1~1models~1{model_id}~1environments~1{env_name}~1promote/post/responses");
    assert_string_equal(judgements.items[0].finding.expected, "200");
    pc_judgements_clear(&judgements);
}

/* What the peer wrote comes into the texts escaped and cut, however long and odd it is (check_texts looks).
 */
static void test_hostile_texts(void **state) {
    /* an escape sequence, U+202E (right-to-left), U+0085 (next line) */
    static const unsigned char controls[] = {0x1b, '[', '3', '1', 'm', 0xe2, 0x80, 0xae, 0xc2, 0x85};
    size_t size = 1u << 20;
    char *odd = malloc(size + 1);
    assert_non_null(odd);
    for (size_t i = 0; i < size; i++)
        odd[i] = (char)controls[i % COUNT(controls)];
    odd[size] = '\0';
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){.body = {odd, size}}, &judgements);
    judge_answer(*state, &(struct answer){HEAD("Content-Type: \x80\xff\xe2\x80\xae\r\n" LENGTH)},
                 &judgements);
    memset(odd, 'A', size);
    judge_answer(*state, &(struct answer){EDIT("ACTIVE", odd)}, &judgements);
    judge_answer(*state, &(struct answer){.behind = odd}, &judgements);
    assert_int_equal(judgements.count, 4);
    pc_judgements_clear(&judgements);
    free(odd);
}

/* `text` in so many arrays. */
static char *nested(size_t depth, const char *text) {
    size_t size = strlen(text);
    char *deep = malloc(2 * depth + size + 1);
    assert_non_null(deep);
    memset(deep, '[', depth);
    memcpy(deep + depth, text, size);
    memset(deep + depth + size, ']', depth);
    deep[2 * depth + size] = '\0';
    return deep;
}

/* Depth is bounded by memory alone, not by the stack; a pointer that is too long to be told is cut. */
static void test_hostile_structure(void **state) {
    char *deep = nested(100000, "");
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){EDIT("\"A10G\"", deep)}, &judgements);
    check_judgements("deep", &judgements,
                     &(struct expected){.subject = PC_SUBJECT_SCHEMA, .at = "/instance_type_name"}, 1);
    pc_judgements_clear(&judgements);
    free(deep);
    deep = nested(3000, "{\"a\":1,\"a\":2}");
    judge_answer(
        *state,
        &(struct answer){EDIT("\"staging\"}", "\"staging\",\"x\":"), .behind = deep, .head = JSON_HEAD},
        &judgements);
    check_judgements("cut", &judgements, &(struct expected){.subject = PC_SUBJECT_JSON, .at = "body"}, 1);
    pc_judgements_clear(&judgements);
    struct pc_buf body = {.limit = 1u << 20};
    assert_int_equal(pc_buf_appendf(&body, "{\"x\":%s,%s", deep, valid_body + 1), PC_OK);
    judge_answer(*state, &(struct answer){.body = pc_buf_view(&body)}, &judgements);
    check_judgements("deep duplicate", &judgements, &(struct expected){.subject = PC_SUBJECT_JSON_DUPLICATE},
                     1);
    pc_judgements_clear(&judgements);
    pc_buf_clear(&body);
    free(deep);
    deep = nested(PC_JSON_DEFAULT_MAX_DEPTH + 1, "");
    judge_answer(*state, &(struct answer){.body = pc_view_of(deep)}, &judgements);
    check_judgements("limit", &judgements, &(struct expected){.subject = PC_SUBJECT_JSON, .at = "body"}, 1);
    assert_string_equal(judgements.items[0].finding.seen,
                        pc_json_fault_sentence(PC_JSON_FAULT_TOO_DEEP)); /* nothing is quoted behind it */
    pc_judgements_clear(&judgements);
    free(deep);
}

/* To the last byte, which the pieces of the tables leave open. Bytes are counted from one. */
static void test_whole_sentences(void **state) {
    static const struct {
        struct answer answer;
        const char *seen;
    } sentences[] = {
        {{BODY("")}, "an empty body"},
        {{BODY("x")}, "not a value: expected true, false, null, a number, a string, [ or {: \"x\""},
        {{.head = JSON_HEAD "X : 1\r\n" LENGTH},
         "white space between a field's name and its colon (byte 51)"},
        {{.head = JSON_HEAD "Content-Encoding: x\r\n" LENGTH}, "\"x\""},
    };
    for (size_t i = 0; i < COUNT(sentences); i++) {
        struct pc_judgements judgements = {0};
        judge_answer(*state, &sentences[i].answer, &judgements);
        assert_int_equal(judgements.count, 1);
        assert_string_equal(judgements.items[0].finding.seen, sentences[i].seen);
        pc_judgements_clear(&judgements);
    }
}

const struct CMUnitTest fault_tests[] = {
    cmocka_unit_test(test_head),
    cmocka_unit_test(test_json),
    cmocka_unit_test(test_schema),
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_requirement_and_cite),
    cmocka_unit_test(test_whole_sentences),
    cmocka_unit_test(test_hostile_texts),
    cmocka_unit_test(test_hostile_structure),
};
const size_t fault_test_count = COUNT(fault_tests);
