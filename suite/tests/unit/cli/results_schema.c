/* What result writes is what schemas/results.schema.json describes, by our own schema core. Here because only
 * a room at the top sees both result and schema. */
#include "fail_test.h"
#include "pc_result.h"
#include "pc_schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct fixture {
    struct pc_buf schema_text;
    struct pc_json_reader *schema_reader;
    struct pc_json_reader *reader;
    struct pc_schema *schema;
    struct pc_validator *validator;
};

static int set_up(void **state) {
    static struct fixture fixture;
    const struct pc_schema_options options = {.formats = PC_FORMATS_ASSERT, .strict = true};
    const struct pc_json_doc *doc = NULL;
    struct pc_error err = {0};
    pc_buf_init(&fixture.schema_text, SIZE_MAX);
    fixture.schema_reader = pc_json_reader_new(NULL);
    fixture.reader = pc_json_reader_new(NULL);
    fixture.validator = pc_validator_new();
    *state = &fixture;
    if (pc_file_read(PC_SOURCE_DIR "/schemas/results.schema.json", &fixture.schema_text, &err) != PC_OK ||
        pc_json_read(fixture.schema_reader, pc_buf_view(&fixture.schema_text), &doc, &err) != PC_OK ||
        pc_schema_compile_with(pc_json_root(doc), PC_VIEW(""), &options, &fixture.schema, &err) != PC_OK) {
        print_error("%s\n", err.message);
        return 1;
    }
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    pc_validator_free(fixture->validator);
    pc_schema_free(fixture->schema);
    pc_json_reader_free(fixture->reader);
    pc_json_reader_free(fixture->schema_reader);
    pc_buf_clear(&fixture->schema_text);
    return 0;
}

static bool is_valid(struct fixture *fixture, struct pc_view text, bool say_why) {
    const struct pc_json_doc *doc = NULL;
    struct pc_error err = {0};
    assert_int_equal(pc_json_read(fixture->reader, text, &doc, &err), PC_OK);
    assert_true(pc_json_doc_valid(doc));
    assert_int_equal(
        pc_validate(fixture->validator, fixture->schema, pc_json_root(doc), PC_VALIDATE_ALL, &err), PC_OK);
    for (size_t i = 0; say_why && i < pc_validation_count(fixture->validator); i++) {
        struct pc_buf why;
        pc_buf_init(&why, SIZE_MAX);
        assert_int_equal(pc_violation_instance_pointer(fixture->validator, i, &why), PC_OK);
        assert_int_equal(pc_buf_append_text(&why, " "), PC_OK);
        assert_int_equal(pc_violation_schema_pointer(fixture->validator, i, &why), PC_OK);
        print_error("%s\n", why.data);
        pc_buf_clear(&why);
    }
    return pc_validation_valid(fixture->validator);
}

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes) {
    struct pc_http_parser *parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = kind});
    assert_non_null(parser);
    assert_int_equal(pc_http_parser_feed(parser, bytes), PC_OK);
    return parser;
}

/* Stores one exchange over these bytes and names it in the case. */
static void store(struct pc_result *result, struct pc_case_result *one, const char *sent, const char *came,
                  enum pc_http_outcome outcome, bool raw) {
    struct pc_http_exchange exchange = {.outcome = outcome, .duration_ms = 3};
    pc_buf_init(&exchange.sent, SIZE_MAX);
    assert_int_equal(pc_buf_append_text(&exchange.sent, sent), PC_OK);
    exchange.request_parser = parse(PC_HTTP_REQUEST, pc_view_of(sent));
    exchange.response_parser = parse(PC_HTTP_RESPONSE, pc_view_of(came));
    assert_int_equal(pc_case_result_add_exchange(one, result->exchange_count), PC_OK);
    assert_int_equal(pc_stored_exchange_make(&exchange, "probe", &(struct pc_curl_peer){.url = "http://h"},
                                             raw, NULL, pc_result_add_exchange(result)),
                     PC_OK);
    pc_buf_clear(&exchange.sent);
    pc_http_parser_free(exchange.request_parser);
    pc_http_parser_free(exchange.response_parser);
}

/* A case of each verdict and level, exchanges of each kind and outcome, findings with all of their members
 * and none. */
static void make(struct pc_result *result) {
    char words[] = "words";
    *result = (struct pc_result){.version = pc_text_copy("0.1.0"),
                                 .spec = pc_text_copy("ab12"),
                                 .side = pc_text_copy("server"),
                                 .target = pc_text_copy("http://h"),
                                 .started = pc_text_copy("2026-01-02T03:04:05Z")};
    assert_int_equal(pc_result_add_note(result, "a note"), PC_OK);
    for (int verdict = 0; verdict < PC_VERDICT_COUNT; verdict++) {
        struct pc_case_result *one = pc_result_add_case(result);
        one->id = pc_text_copy("server/a/b");
        one->title = pc_text_copy("t");
        one->reason = verdict % 2 == 0 ? NULL : pc_text_copy("r");
        one->verdict = (enum pc_verdict)verdict;
        one->level = (enum pc_level)(verdict % 3);
        assert_int_equal(pc_case_result_add_cite(one, "rfc9110:15"), PC_OK);
    }
    struct pc_case_result *one = &result->cases[0];
    assert_int_equal(pc_findings_add(&one->findings, &(struct pc_finding){0}), PC_OK);
    assert_int_equal(pc_findings_add(&one->findings, &(struct pc_finding){.requirement = words,
                                                                          .cite = words,
                                                                          .at = words,
                                                                          .line = 1,
                                                                          .column = 1,
                                                                          .expected = words,
                                                                          .seen = words}),
                     PC_OK);
    for (int outcome = 0; outcome <= PC_HTTP_OUTCOME_TOO_LARGE; outcome++)
        store(result, one, "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}",
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", (enum pc_http_outcome)outcome, false);
    store(result, one, "nonsense\r\n\r\n", "nonsense\r\n\r\n", PC_HTTP_OUTCOME_GARBLED, true);
    store(result, one, "GET / HTTP/1.1\r\nHost: h\r\n\r\n", "", PC_HTTP_OUTCOME_CLOSED, true);
    store(result, one, "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n\xFF", PC_HTTP_OUTCOME_ANSWERED, true);
    result->exchanges[0].response.body_size = 70000;
    pc_buf_reset(&result->exchanges[0].request.target);
    assert_int_equal(pc_buf_append_text(&result->exchanges[0].request.target, "/\xFF"), PC_OK);
}

static void written(void **state) {
    struct pc_result result;
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    make(&result);
    assert_int_equal(pc_result_write_json(&result, &text), PC_OK);
    assert_true(is_valid(*state, pc_buf_view(&text), true));
    pc_buf_clear(&text);
    pc_result_clear(&result);
}

/* The schema is no open door: each of these changes makes the document invalid. */
static void changed(void **state) {
    static const char *const changes[][2] = {
        {"\"side\": \"server\"", "\"side\": \"servers\""},
        {"\"started\": \"2026-01-02T03:04:05Z\"", "\"started\": \"yesterday\""},
        {"\"pass\": 1", "\"pass\": -1"},
        {"\"stale\": 1,", ""},
        {"\"level\": \"must\"", "\"level\": \"shall\""},
        {"\"verdict\": \"n/a\"", "\"verdict\": \"na\""},
        {"\"cites\"", "\"cite\""},
        {"\"line\": 1", "\"line\": 0"},
        {"\"status\": 200", "\"status\": \"200\""},
        {"\"outcome\": \"answered\"", "\"outcome\": \"fine\""},
        {"\"truncated\": true", "\"truncated\": false"},
        {"\"base64\"", "\"bytes\""},
        {"\"interrupted\": false,", ""},
        {"\"probe\": \"probe\",", ""},
    };
    struct pc_result result;
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    make(&result);
    assert_int_equal(pc_result_write_json(&result, &text), PC_OK);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct pc_buf other;
        pc_buf_init(&other, SIZE_MAX);
        const char *at = strstr(text.data, changes[i][0]);
        if (at == NULL)
            fail_msg("%s does not stand in the document", changes[i][0]);
        assert_int_equal(pc_buf_append(&other, (struct pc_view){text.data, (size_t)(at - text.data)}), PC_OK);
        assert_int_equal(pc_buf_append_text(&other, changes[i][1]), PC_OK);
        assert_int_equal(pc_buf_append_text(&other, at + strlen(changes[i][0])), PC_OK);
        if (is_valid(*state, pc_buf_view(&other), false))
            fail_msg("valid with %s", changes[i][1]);
        pc_buf_clear(&other);
    }
    pc_buf_clear(&text);
    pc_result_clear(&result);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(written), cmocka_unit_test(changed)};
    int failed = cmocka_run_group_tests_name("results_schema", tests, set_up, tear_down) != 0;
    return failed | run_fail_tests();
}
