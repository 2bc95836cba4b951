/* The ordinary client: what it sends, what it makes of answers, and that it sees what the wire client sees.
 */
#include "fixture.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OK "HTTP/1.1 200 OK\r\n"

static struct pc_client_response send_request(const struct pc_http_target *target,
                                              const struct pc_client_request *request) {
    struct pc_client_response response;
    struct pc_error err = {0};
    if (pc_client_send(target, request, &response, &err) != PC_OK)
        fail_msg("%s", err.message);
    return response;
}

static const struct {
    struct peer_script script;
    int64_t timeout_ms;
    enum pc_http_outcome outcome;
} answers[] = {
    {{OK "Content-Length: 2\r\nContent-Type: text/x; a=b\r\n\r\nhi", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED},
    {{OK "Content-Length: 2\r\n\r\nhi", .then = SCRIPT_STAY, .drip = true}, 0, PC_HTTP_OUTCOME_ANSWERED},
    {{OK "Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n", .then = SCRIPT_STAY},
     0,
     PC_HTTP_OUTCOME_ANSWERED},
    {{OK "\r\nhi", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_ANSWERED},
    {{"HTTP/1.1 103 E\r\n\r\nHTTP/1.1 404 N\r\nContent-Length: 2\r\n\r\nno", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED},
    {{"HTTP/1.1 204 N\r\n\r\n", .then = SCRIPT_STAY}, 0, PC_HTTP_OUTCOME_ANSWERED},
    {{"HTTP/1.1 307 T\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED},
    {{"", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_CLOSED},
    {{OK "Content-Length: 3\r\n\r\nhi", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_CLOSED},
    {{OK "Transfer-Encoding: chunked\r\n\r\n3\r\nhi", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_CLOSED},
    {{"", .then = SCRIPT_RESET}, 0, PC_HTTP_OUTCOME_RESET},
    {{"", .then = SCRIPT_STAY}, 60, PC_HTTP_OUTCOME_TIMED_OUT},
    {{OK "Content-Length: 3\r\n\r\nhi", .then = SCRIPT_STAY}, 60, PC_HTTP_OUTCOME_TIMED_OUT},
    {{"220 mail.example ESMTP\r\n", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_GARBLED},
    {{OK "Transfer-Encoding: chunked\r\n\r\nzz\r\n", .then = SCRIPT_STAY}, 0, PC_HTTP_OUTCOME_GARBLED},
    {{OK "Content-Length: nine\r\n\r\n", .then = SCRIPT_STAY}, 0, PC_HTTP_OUTCOME_GARBLED},
    {{OK "\r\n0123456789A", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_TOO_LARGE},
};

static void both_clients_see_the_same(void **state) {
    static const struct pc_client_request request = {.method = "GET", .path = "/x"};
    (void)state;
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        struct peer_script script = answers[i].script;
        struct peer peer;
        start_peer(&peer, perform_script, &script);
        peer.target.max_response_size = 10;
        if (answers[i].timeout_ms > 0)
            peer.target.timeout_ms = short_timeout(answers[i].timeout_ms);
        struct pc_client_response response = send_request(&peer.target, &request);
        struct pc_http_exchange *exchange =
            exchange_with(&peer.target, PC_VIEW("GET /x HTTP/1.1\r\nHost: h\r\n\r\n"), NULL);
        const struct pc_http_message *message = pc_http_exchange_response(exchange);
        if (response.outcome != answers[i].outcome || exchange->outcome != answers[i].outcome)
            fail_msg("row %zu: %s (%s) and %s", i, pc_http_outcome_word(response.outcome), response.detail,
                     pc_http_outcome_word(exchange->outcome));
        if (response.outcome == PC_HTTP_OUTCOME_ANSWERED) {
            assert_int_equal(response.status, message->status);
            assert_true(pc_view_equal(pc_buf_view(&response.body), message->body));
            assert_view_is(pc_http_field_value(message, "Content-Type"), response.content_type);
            assert_string_equal(response.detail, "");
        } else {
            assert_true(strlen(response.detail) > 0);
        }
        pc_client_response_clear(&response);
        pc_http_exchange_free(exchange);
        stop_peer(&peer);
    }
}

/* Keeps what came, request by request. */
struct record {
    pthread_mutex_t lock;
    unsigned requests;
    struct pc_buf last;
    enum pc_http_after after;
};

static enum pc_http_after keep(const struct pc_http_message *request, struct pc_buf *response,
                               void *context) {
    struct record *record = context;
    pthread_mutex_lock(&record->lock);
    record->requests++;
    pc_buf_reset(&record->last);
    describe_message(&record->last, request, (struct pc_view){NULL, 0});
    pthread_mutex_unlock(&record->lock);
    if (record->after == PC_HTTP_KEEP_OPEN)
        pc_http_write_response(response, 200, NULL, 0, true, PC_VIEW("kept"));
    return record->after;
}

static void serve_record(struct pc_connection *connection, void *context) {
    pc_connection_serve(connection, keep, context, PATIENCE_MS);
}

static void start_record(struct record *record, struct peer *peer, enum pc_http_after after) {
    *record = (struct record){.lock = PTHREAD_MUTEX_INITIALIZER, .after = after};
    pc_buf_init(&record->last, (size_t)4 << 20);
    start_peer(peer, serve_record, record);
}

static void requests_go_out_as_given(void **state) {
    static const struct pc_http_header headers[] = {
        {"Authorization", "Api-Key a.b"}, {"X-Empty", ""}, {"Accept", "application/json"}};
    static const struct pc_http_header typed[] = {{"Content-Type", "application/json"}, {"accept", "x/y"}};
    static const struct {
        struct pc_client_request request;
        const char *prefix;
        const char *line; /* and the Host field */
        const char *rest;
    } rows[] = {
        {{"GET", "/a%2Fb/../c?d=%20", headers, 3, {NULL, 0}, false},
         "/pre",
         "COMPLETE GET </pre/a%2Fb/../c?d=%20> 1.1",
         " [Authorization: Api-Key a.b] [X-Empty: ] [Accept: application/json] none"},
        {{"POST", "//x", typed, 2, {"{}", 2}, true},
         "",
         "COMPLETE POST <//x> 1.1",
         " [Content-Type: application/json] [accept: x/y] [Content-Length: 2] length=2 {{}}"},
        {{"POST", "/", typed + 1, 1, {NULL, 0}, true},
         "",
         "COMPLETE POST </> 1.1",
         " [accept: x/y] [Content-Length: 0] length=0"},
        {{"POST", "/", typed + 1, 1, {NULL, 0}, false}, "", "COMPLETE POST </> 1.1", " [accept: x/y] none"},
        {{"PATCH", "/", typed + 1, 1, {"a", 1}, true},
         "",
         "COMPLETE PATCH </> 1.1",
         " [accept: x/y] [Content-Length: 1] length=1 {a}"},
        {{"HEAD", "/", typed + 1, 1, {NULL, 0}, false}, "", "COMPLETE HEAD </> 1.1", " [accept: x/y] none"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct record record;
        struct peer peer;
        start_record(&record, &peer, PC_HTTP_KEEP_OPEN);
        snprintf(peer.target.url.prefix, sizeof peer.target.url.prefix, "%s", rows[i].prefix);
        struct pc_client_response response = send_request(&peer.target, &rows[i].request);
        assert_int_equal(response.outcome, PC_HTTP_OUTCOME_ANSWERED);
        assert_view_is(pc_buf_view(&response.body),
                       strcmp(rows[i].request.method, "HEAD") == 0 ? "" : "kept");
        pc_client_response_clear(&response);
        stop_peer(&peer);
        char *expected =
            pc_text_format("%s [Host: %s]%s", rows[i].line, peer.target.url.authority, rows[i].rest);
        assert_non_null(expected);
        assert_string_equal(record.last.data, expected);
        free(expected);
        pc_buf_clear(&record.last);
    }
}

/* libcurl asks for 100 in front of such a body unless it is told not to, and the wait would cost a second. */
static void a_large_body_does_not_wait(void **state) {
    (void)state;
    size_t size = (size_t)2 << 20;
    char *body = malloc(size);
    assert_non_null(body);
    memset(body, 'b', size);
    struct record record;
    struct peer peer;
    start_record(&record, &peer, PC_HTTP_KEEP_OPEN);
    struct pc_client_request request = {
        .method = "POST", .path = "/", .body = {body, size}, .has_body = true};
    struct pc_client_response response = send_request(&peer.target, &request);
    assert_int_equal(response.outcome, PC_HTTP_OUTCOME_ANSWERED);
    stop_peer(&peer);
    assert_null(strstr(record.last.data, "Expect"));
    assert_non_null(strstr(record.last.data, "length=2097152"));
    pc_client_response_clear(&response);
    pc_buf_clear(&record.last);
    free(body);
}

/* Neither a close nor a reset makes it send again, even where connections were good before. */
static void nothing_is_sent_twice(void **state) {
    static const enum pc_http_after ends[] = {PC_HTTP_CLOSE, PC_HTTP_RESET_CONNECTION};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct record record;
        struct peer peer;
        start_record(&record, &peer, ends[i]);
        struct pc_client_request request = {
            .method = "POST", .path = "/", .body = PC_VIEW("x"), .has_body = true};
        for (unsigned sent = 1; sent <= 3; sent++) {
            struct pc_client_response response = send_request(&peer.target, &request);
            assert_int_equal(response.outcome, i == 0 ? PC_HTTP_OUTCOME_CLOSED : PC_HTTP_OUTCOME_RESET);
            pc_client_response_clear(&response);
        }
        stop_peer(&peer);
        assert_int_equal(record.requests, 3);
        pc_buf_clear(&record.last);
    }
}

static void nobody_listens(void **state) {
    (void)state;
    struct pc_http_target target;
    struct pc_client_request request = {.method = "GET", .path = "/"};
    set_target(&target, "http", unused_port());
    struct pc_client_response response = send_request(&target, &request);
    assert_int_equal(response.outcome, PC_HTTP_OUTCOME_UNREACHABLE);
    assert_non_null(strstr(response.detail, "onnect"));
    assert_int_equal(response.status, 0);
    pc_client_response_clear(&response);
    pc_client_response_clear(NULL);
}

static void loopback_needs_no_proxy(void **state) {
    (void)state;
    char proxy[64];
    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%u", (unsigned)unused_port());
    assert_int_equal(setenv("http_proxy", proxy, 1), 0);
    struct record record;
    struct peer peer;
    start_record(&record, &peer, PC_HTTP_KEEP_OPEN);
    struct pc_client_request request = {.method = "GET", .path = "/"};
    struct pc_client_response response = send_request(&peer.target, &request);
    assert_int_equal(unsetenv("http_proxy"), 0);
    assert_int_equal(response.outcome, PC_HTTP_OUTCOME_ANSWERED);
    pc_client_response_clear(&response);
    stop_peer(&peer);
    pc_buf_clear(&record.last);
}

static void what_is_not_well_formed_is_refused(void **state) {
    static const struct pc_http_header injected = {"A", "b\r\nC: d"};
    static const struct pc_http_header named = {"A:", "b"};
    static const struct pc_http_header nameless = {"", "b"};
    static const struct {
        struct pc_client_request request;
        const char *says;
    } rows[] = {
        {{"GE T", "/", NULL, 0, {NULL, 0}, false}, "method"},
        {{"", "/", NULL, 0, {NULL, 0}, false}, "method"},
        {{"GET", "/a b", NULL, 0, {NULL, 0}, false}, "path"},
        {{"GET", "/ HTTP/1.1\r\nX: y", NULL, 0, {NULL, 0}, false}, "path"},
        {{"GET", "/", &injected, 1, {NULL, 0}, false}, "value of the header A"},
        {{"GET", "/", &named, 1, {NULL, 0}, false}, "name of header 1"},
        {{"GET", "/", &nameless, 1, {NULL, 0}, false}, "name of header 1"},
        {{"HEAD", "/", NULL, 0, {"x", 1}, true}, "HEAD"},
    };
    (void)state;
    struct pc_http_target target;
    set_target(&target, "http", unused_port());
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_client_response response;
        struct pc_error err = {0};
        assert_int_equal(pc_client_send(&target, &rows[i].request, &response, &err), PC_USAGE);
        assert_non_null(strstr(err.message, rows[i].says));
        pc_client_response_clear(&response);
    }
}

int run_client_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_clients_see_the_same),
        cmocka_unit_test(requests_go_out_as_given),
        cmocka_unit_test(a_large_body_does_not_wait),
        cmocka_unit_test(nothing_is_sent_twice),
        cmocka_unit_test(nobody_listens),
        cmocka_unit_test(loopback_needs_no_proxy),
        cmocka_unit_test(what_is_not_well_formed_is_refused),
    };
    return cmocka_run_group_tests_name("http client", tests, NULL, NULL);
}
