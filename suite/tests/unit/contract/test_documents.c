/* Another document than the embedded one: more keywords on one value, fewer places to cite. */
#include "support.h"

#include <string.h>

#define BODY(text) .body = {(text), sizeof(text) - 1}
#define SCHEMA     "#/x-answer/content/application~1json/schema"

static const char document[] =
    "{\"openapi\":\"3.1.0\",\"paths\":{\"/v1/models/{m}/environments/{e}/promote\":{\"post\":{"
    "\"requestBody\":{\"content\":{\"application/json\":{\"schema\":{\"type\":\"object\"}}}},"
    "\"responses\":{\"200\":{\"$ref\":\"#/x-answer\"}}}}},"
    "\"x-answer\":{\"content\":{\"application/json\":{\"schema\":{\"properties\":{"
    "\"s\":{\"maxLength\":3,\"enum\":[\"a\",\"b\"],\"type\":\"string\"},"
    "\"t\":{\"type\":\"string\",\"enum\":[\"a\"]}},"
    "\"required\":[\"a/b\"]}}}}}";

static const struct row rows[] = {
    {.name = "right", .answer = {BODY("{\"s\":\"a\",\"t\":\"a\",\"a/b\":1}")}},
    {.name = "a key with a slash is missing",
     .answer = {BODY("{\"ab\":1}")},
     .count = 1,
     .expected = {{.subject = PC_SUBJECT_SCHEMA, .at = "/a~1b", .schema_pointer = SCHEMA "/required/0"}}},
    {.name = "two keywords of one value",
     .answer = {BODY("{\"s\":\"long\",\"a/b\":1}")},
     .count = 1,
     .expected = {{.subject = PC_SUBJECT_SCHEMA,
                   .at = "/s",
                   .schema_pointer = SCHEMA "/properties/s/maxLength"}}},
    {.name = "the type is the cause, where it stands last",
     .answer = {BODY("{\"s\":7,\"a/b\":1}")},
     .count = 1,
     .expected = {{.subject = PC_SUBJECT_SCHEMA, .at = "/s", .schema_pointer = SCHEMA "/properties/s/type"}}},
    {.name = "the type is the cause, where it stands first",
     .answer = {BODY("{\"t\":7,\"a/b\":1}")},
     .count = 1,
     .expected = {{.subject = PC_SUBJECT_SCHEMA, .at = "/t", .schema_pointer = SCHEMA "/properties/t/type"}}},
};

static int setup(void **state) {
    return bench_setup_document(state, document);
}

static void test_rows(void **state) {
    check_rows(*state, rows, COUNT(rows));
}

/* The keywords that are folded into one judgement are all told. */
static void test_mentions(void **state) {
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){BODY("{\"s\":\"long\",\"a/b\":1}")}, &judgements);
    judge_answer(*state, &(struct answer){BODY("{\"s\":7,\"a/b\":1}")}, &judgements);
    assert_int_equal(judgements.count, 2);
    for (size_t i = 0; i < judgements.count; i++)
        assert_non_null(strstr(judgements.items[i].finding.expected, "; "));
    assert_non_null(strstr(judgements.items[1].finding.expected, "string"));
    pc_judgements_clear(&judgements);
}

/* What a subject cites may not stand in this document: then its promote operation is cited, which always
 * does. */
static void test_cites(void **state) {
    struct bench *bench = *state;
    struct pc_judgements judgements = {0};
    const struct pc_http_message request = {
        .kind = PC_HTTP_REQUEST,
        .progress = PC_HTTP_COMPLETE,
        .method = PC_VIEW("POST"),
        .target = PC_VIEW("/v1/models/m/environments/e/promote"),
        .version_major = 1,
    };
    assert_int_equal(pc_judge_request(bench->judge, &request, &judgements, NULL), PC_OK);
    check_texts(bench, &judgements);
    const struct expected expected[] = {{.subject = PC_SUBJECT_REQUEST_AUTHORIZATION},
                                        {.subject = PC_SUBJECT_REQUEST_BODY}};
    check_judgements("a bare request", &judgements, expected, COUNT(expected));
    for (size_t i = 0; i < judgements.count; i++)
        assert_string_equal(judgements.items[i].finding.cite,
                            "spec:#/paths/~1v1~1models~1{m}~1environments~1{e}~1promote/post");
    pc_judgements_clear(&judgements);
    judge_answer(bench, &(struct answer){.head = "HTTP/1.1 200 OK\r\n" LENGTH, BODY("{\"a/b\":1}")},
                 &judgements);
    assert_int_equal(judgements.count, 1);
    assert_string_equal(judgements.items[0].finding.cite, "spec:#/x-answer/content");
    pc_judgements_clear(&judgements);
}

/* Many defects of one kind are one cause. */
static void test_defects_fold(void **state) {
    struct bench *bench = *state;
    struct pc_judgements judgements = {0};
    const struct pc_http_defect defects[] = {
        {PC_HTTP_BARE_LF, 3}, {PC_HTTP_BARE_CR, 5}, {PC_HTTP_BARE_LF, 9}};
    const struct pc_http_message request = {.kind = PC_HTTP_REQUEST,
                                            .progress = PC_HTTP_COMPLETE,
                                            .defects = defects,
                                            .defect_count = COUNT(defects)};
    assert_int_equal(pc_judge_request(bench->judge, &request, &judgements, NULL), PC_OK);
    size_t told = 0;
    for (size_t i = 0; i < judgements.count; i++)
        told += judgements.items[i].subject == PC_SUBJECT_FIELDS &&
                strcmp(judgements.items[i].finding.at, "wire") == 0;
    assert_int_equal(told, 2);
    pc_judgements_clear(&judgements);
}

const struct CMUnitTest document_tests[] = {
    cmocka_unit_test_setup_teardown(test_rows, setup, bench_teardown),
    cmocka_unit_test_setup_teardown(test_mentions, setup, bench_teardown),
    cmocka_unit_test_setup_teardown(test_cites, setup, bench_teardown),
    cmocka_unit_test_setup_teardown(test_defects_fold, setup, bench_teardown),
};
const size_t document_test_count = COUNT(document_tests);
