/* Paths, methods and messages, question by question. */
#include "fixture.h"

#include <string.h>

#define HOST           "Host: a\r\n"
#define AUTH           "Authorization: " KEY "\r\n"
#define PATH           "POST " PROMOTE " HTTP/1.1\r\n"
#define MODEL_IN(path) MODEL path

struct row {
    const char *what;
    struct ask ask;
    unsigned status;
};

static const struct row rows[] = {
    {"a promote", {0}, 200},
    {"a query string is ignored", {.target = PROMOTE "?dry_run=true"}, 200},
    {"percent-encoded letters", {.target = MODEL "/environments/%73tag%69ng/promote"}, 200},
    {"lower-case hexadecimal digits", {.target = MODEL "/environments/stagin%67/pro%6dote"}, 200},
    {"an absolute target", {.target = "http://127.0.0.1" PROMOTE}, 200},
    {"an absolute target without path", {.target = "http://127.0.0.1"}, 404},
    {"%2F stays in its segment", {.target = MODEL "/environments%2Fstaging/promote"}, 404},
    {"decoded once", {.target = MODEL "/environments/%2573taging/promote"}, 404},
    {"a malformed escape", {.target = MODEL "/environments/%7/promote"}, 400},
    {"an escape of other digits", {.target = MODEL "/environments/%GG/promote"}, 400},
    {"a trailing slash", {.target = PROMOTE "/"}, 404},
    {"a doubled slash", {.target = MODEL "//environments/staging/promote"}, 404},
    {"a dot segment", {.target = MODEL "/./environments/staging/promote"}, 404},
    {"two dot segments", {.target = MODEL "/environments/x/../staging/promote"}, 404},
    {"an empty environment", {.target = MODEL "/environments//promote"}, 404},
    {"another case of a fixed segment", {.target = MODEL "/Environments/staging/promote"}, 404},
    {"the root", {.target = "/"}, 404},
    {"an asterisk", {.method = "OPTIONS", .target = "*"}, 404},
    {"many segments", {.target = "/a/b/c/d/e/f/g/h/i/j/k/l"}, 404},
    {"GET", {.method = "GET"}, 405},
    {"PUT", {.method = "PUT", .body = MINIMAL}, 405},
    {"PATCH", {.method = "PATCH", .body = MINIMAL}, 405},
    {"DELETE", {.method = "DELETE"}, 405},
    {"HEAD", {.method = "HEAD"}, 405},
    {"TRACE", {.method = "TRACE"}, 405},
    {"OPTIONS", {.method = "OPTIONS"}, 204},
    {"a method of the peer's own", {.method = "PROMOTE"}, 501},
    {"post in lower case is another method", {.method = "post", .body = MINIMAL}, 501},
    {"POST where only GET is", {.target = MODEL "/deployments"}, 405},
    {"HEAD of what can be got", {.method = "HEAD", .target = MODEL "/deployments"}, 200},
    {"HTTP/1.0", {.version = "HTTP/1.0", .no_host = true}, 200},
    {"chunked", {.chunked = true}, 200},
    {"an expectation", {.fields = "Expect: 100-continue\r\n"}, 200},
    {"no Host", {.no_host = true}, 400},
    {"two Hosts", {.fields = "Host: other\r\n"}, 400},
    {"HTTP/2.0", {.version = "HTTP/2.0"}, 0},
    {"a garbled start line", {.raw = "promote it\r\n\r\n"}, 400},
    {"half a head", {.raw = PATH HOST "Author"}, 400},
    {"half a body", {.raw = PATH HOST AUTH "Content-Length: 50\r\n\r\n{\"deploy"}, 400},
    {"length and chunked",
     {.raw = PATH HOST AUTH "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
     400},
    {"two lengths that differ",
     {.raw = PATH HOST AUTH "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"},
     400},
    {"a length that is no number", {.raw = PATH HOST AUTH "Content-Length: two\r\n\r\n{}"}, 400},
    {"white space in front of a colon", {.raw = PATH HOST "Content-Length : 2\r\n\r\n{}"}, 400},
    {"an unknown transfer coding", {.raw = PATH HOST AUTH "Transfer-Encoding: rot13\r\n\r\n{}"}, 400},
};

static void every_row(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned status = status_of(mock, &rows[i].ask);
        if (rows[i].status == 0 ? status >= 400 : status == rows[i].status)
            continue;
        print_error("%s: %u\n", rows[i].what, status);
        wrong++;
    }
    assert_int_equal(wrong, 0);
    pc_mock_free(mock);
}

static void what_405_allows(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct answer answer;
    (void)state;
    put_question(mock, &(struct ask){.method = "GET"}, &answer);
    assert_true(pc_http_field_has_token(answer.message, "Allow", "POST"));
    assert_false(pc_http_field_has_token(answer.message, "Allow", "GET"));
    clear_answer(&answer);
    put_question(mock, &(struct ask){.method = "OPTIONS", .authorization = ""}, &answer);
    assert_int_equal(answer.status, 204);
    assert_true(pc_http_field_has_token(answer.message, "Allow", "POST"));
    assert_int_equal(pc_http_field_count(answer.message, "Content-Length"), 0);
    clear_answer(&answer);
    pc_mock_free(mock);
}

static void head_has_the_length_and_no_body(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct answer get, head;
    (void)state;
    put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/deployments"}, &get);
    put_question(mock, &(struct ask){.method = "HEAD", .target = MODEL "/deployments"}, &head);
    assert_true(pc_view_equal(pc_http_field_value(get.message, "Content-Length"),
                              pc_http_field_value(head.message, "Content-Length")));
    assert_true(head.bytes.size < get.bytes.size);
    assert_int_equal(pc_http_parser_excess(head.parser).size, 0);
    clear_answer(&get);
    clear_answer(&head);
    pc_mock_free(mock);
}

static void when_the_connection_closes(void **state) {
    static const struct {
        struct ask ask;
        enum pc_http_after after;
    } cases[] = {
        {{0}, PC_HTTP_KEEP_OPEN},
        {{.body = "{}"}, PC_HTTP_KEEP_OPEN},
        {{.fields = "Connection: close\r\n"}, PC_HTTP_CLOSE},
        {{.version = "HTTP/1.0"}, PC_HTTP_CLOSE},
        {{.raw = "garbage\r\n\r\n"}, PC_HTTP_CLOSE},
    };
    struct pc_mock *mock = new_mock_with(NULL);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct answer answer;
        put_question(mock, &cases[i].ask, &answer);
        assert_int_equal(answer.after, cases[i].after);
        assert_int_equal(pc_http_field_has_token(answer.message, "Connection", "close"),
                         cases[i].after == PC_HTTP_CLOSE);
        clear_answer(&answer);
    }
    pc_mock_free(mock);
}

static void a_good_answer_is_well_formed(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct answer answer;
    (void)state;
    put_question(mock, &(struct ask){0}, &answer);
    assert_int_equal(answer.message->progress, PC_HTTP_COMPLETE);
    assert_int_equal(answer.message->defect_count, 0);
    assert_int_equal(pc_http_parser_excess(answer.parser).size, 0);
    assert_true(pc_view_equal_text(pc_http_field_value(answer.message, "Content-Type"), "application/json"));
    assert_int_equal(pc_http_field_value(answer.message, "Date").size,
                     sizeof "Sun, 06 Nov 1994 08:49:37 GMT" - 1);
    assert_int_equal(pc_mock_request_count(mock), 1);
    clear_answer(&answer);
    pc_mock_free(mock);
}

int run_http_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row),
        cmocka_unit_test(what_405_allows),
        cmocka_unit_test(head_has_the_length_and_no_body),
        cmocka_unit_test(when_the_connection_closes),
        cmocka_unit_test(a_good_answer_is_well_formed),
    };
    return cmocka_run_group_tests_name("http", tests, NULL, NULL);
}
