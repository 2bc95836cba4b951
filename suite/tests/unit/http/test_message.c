/* Accessors, tables of words, and the writer. */
#include "fixture.h"

#include <string.h>

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view wire) {
    struct pc_http_parser *parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = kind});
    assert_non_null(parser);
    assert_int_equal(pc_http_parser_feed(parser, wire), PC_OK);
    return parser;
}

static void fields_are_found_by_name(void **state) {
    (void)state;
    struct pc_http_parser *parser = parse(
        PC_HTTP_RESPONSE, PC_VIEW("HTTP/1.1 204 N\r\nAllow: GET ,POST\r\nX: 1\r\nallow:,,Put\r\nE:\r\n\r\n"));
    const struct pc_http_message *message = pc_http_parser_message(parser);
    assert_ptr_equal(pc_http_field_get(message, "ALLOW"), &message->fields[0]);
    assert_ptr_equal(pc_http_field_get(message, "x"), &message->fields[1]);
    assert_null(pc_http_field_get(message, "Allo"));
    assert_int_equal(pc_http_field_count(message, "Allow"), 2);
    assert_int_equal(pc_http_field_count(message, "Y"), 0);
    assert_view_is(pc_http_field_value(message, "allow"), "GET ,POST");
    assert_view_is(pc_http_field_value(message, "e"), "");
    assert_view_is(pc_http_field_value(message, "Y"), "");
    static const struct {
        const char *token;
        bool there;
    } rows[] = {{"GET", true}, {"post", true},   {"PUT", true},
                {"PO", false}, {"POSTS", false}, {"GET ,POST", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(pc_http_field_has_token(message, "Allow", rows[i].token), rows[i].there);
    assert_false(pc_http_field_has_token(message, "Y", "GET"));
    pc_http_parser_free(parser);
}

static void each_defect_and_outcome_has_words(void **state) {
    (void)state;
    for (int kind = PC_HTTP_BAD_START_LINE; kind <= PC_HTTP_TOO_MANY_INFORMATIONAL; kind++) {
        assert_true(strlen(pc_http_defect_sentence((enum pc_http_defect_kind)kind)) > 0);
        assert_int_equal(strncmp(pc_http_defect_source((enum pc_http_defect_kind)kind), "rfc911", 6), 0);
    }
    assert_string_equal(pc_http_defect_sentence((enum pc_http_defect_kind)1000), "");
    assert_string_equal(pc_http_defect_source((enum pc_http_defect_kind)1000), "");
    assert_string_equal(pc_http_outcome_word(PC_HTTP_OUTCOME_ANSWERED), "answered");
    assert_string_equal(pc_http_outcome_word(PC_HTTP_OUTCOME_TOO_LARGE), "too-large");
    assert_string_equal(pc_http_outcome_sentence(PC_HTTP_OUTCOME_UNREACHABLE), "no connection could be made");
    assert_string_equal(pc_http_outcome_word((enum pc_http_outcome)1000), "");
}

static void reasons_are_those_of_the_rfc(void **state) {
    (void)state;
    assert_string_equal(pc_http_reason(200), "OK");
    assert_string_equal(pc_http_reason(404), "Not Found");
    assert_string_equal(pc_http_reason(422), "Unprocessable Content");
    assert_string_equal(pc_http_reason(505), "HTTP Version Not Supported");
    assert_string_equal(pc_http_reason(299), "");
}

static const struct pc_http_header headers[] = {{"Host", "h"}, {"X", ""}};

static void requests_are_written(void **state) {
    (void)state;
    struct pc_buf out;
    pc_buf_init(&out, 1000);
    assert_int_equal(pc_http_write_request(&out, "POST", "/a%2Fb", headers, 2, true, PC_VIEW("{}")), PC_OK);
    assert_string_equal(out.data, "POST /a%2Fb HTTP/1.1\r\nHost: h\r\nX: \r\nContent-Length: 2\r\n\r\n{}");
    /* appended, and nothing added that was not asked for */
    assert_int_equal(pc_http_write_request(&out, "GET", "*", NULL, 0, false, (struct pc_view){NULL, 0}),
                     PC_OK);
    assert_string_equal(out.data, "POST /a%2Fb HTTP/1.1\r\nHost: h\r\nX: \r\nContent-Length: 2\r\n\r\n{}"
                                  "GET * HTTP/1.1\r\n\r\n");
    pc_buf_clear(&out);
}

static void responses_are_written(void **state) {
    (void)state;
    struct pc_buf out;
    pc_buf_init(&out, 1000);
    assert_int_equal(pc_http_write_response(&out, 409, headers, 1, true, (struct pc_view){NULL, 0}), PC_OK);
    assert_string_equal(out.data, "HTTP/1.1 409 Conflict\r\nHost: h\r\nContent-Length: 0\r\n\r\n");
    pc_buf_reset(&out);
    assert_int_equal(pc_http_write_response(&out, 299, NULL, 0, false, PC_VIEW("a\0b")), PC_OK);
    assert_int_equal(out.size, strlen("HTTP/1.1 299 \r\n\r\n") + 3);
    assert_memory_equal(out.data, "HTTP/1.1 299 \r\n\r\na\0b", out.size);
    pc_buf_clear(&out);
}

static void a_message_that_does_not_fit_leaves_nothing(void **state) {
    (void)state;
    struct pc_buf out;
    size_t whole = strlen("abPUT / HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz");
    for (size_t limit = 2; limit <= whole; limit++) {
        pc_buf_init(&out, limit);
        assert_int_equal(pc_buf_append_text(&out, "ab"), PC_OK);
        enum pc_status status = pc_http_write_request(&out, "PUT", "/", headers, 1, true, PC_VIEW("xyz"));
        assert_int_equal(status, limit < whole ? PC_LIMIT : PC_OK);
        assert_int_equal(out.size, limit < whole ? 2 : whole);
        assert_int_equal(out.data[out.size], '\0');
        pc_buf_clear(&out);
    }
}

static void what_is_written_can_be_read(void **state) {
    (void)state;
    struct pc_buf out;
    struct pc_buf text;
    pc_buf_init(&out, 1000);
    pc_buf_init(&text, 1000);
    assert_int_equal(pc_http_write_response(&out, 200, headers, 2, true, PC_VIEW("hi")), PC_OK);
    struct pc_http_parser *parser = parse(PC_HTTP_RESPONSE, pc_buf_view(&out));
    describe_message(&text, pc_http_parser_message(parser), pc_http_parser_excess(parser));
    assert_string_equal(text.data, "COMPLETE 200 <OK> 1.1 [Host: h] [X: ] [Content-Length: 2] length=2 {hi}");
    pc_http_parser_free(parser);
    pc_buf_clear(&out);
    pc_buf_clear(&text);
}

static void an_empty_exchange_can_be_asked(void **state) {
    (void)state;
    struct pc_http_exchange exchange = {0};
    assert_null(pc_http_exchange_request(&exchange));
    assert_int_equal(pc_http_exchange_response(&exchange)->progress, PC_HTTP_IN_HEAD);
    assert_int_equal(pc_http_exchange_excess(&exchange).size, 0);
    pc_http_exchange_free(NULL);
    pc_http_parser_free(NULL);
}

int run_message_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_are_found_by_name),
        cmocka_unit_test(each_defect_and_outcome_has_words),
        cmocka_unit_test(reasons_are_those_of_the_rfc),
        cmocka_unit_test(requests_are_written),
        cmocka_unit_test(responses_are_written),
        cmocka_unit_test(a_message_that_does_not_fit_leaves_nothing),
        cmocka_unit_test(what_is_written_can_be_read),
        cmocka_unit_test(an_empty_exchange_can_be_asked),
    };
    return cmocka_run_group_tests_name("http message", tests, NULL, NULL);
}
