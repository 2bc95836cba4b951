/* Conversations of the wire client with scripted servers: each outcome, and every byte. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST "GET /x HTTP/1.1\r\nHost: h\r\n\r\n"

static struct pc_http_exchange *exchange_of(struct peer_script *script, int64_t timeout_ms,
                                            size_t max_response_size) {
    struct peer peer;
    start_peer(&peer, perform_script, script);
    peer.target.max_response_size = max_response_size;
    if (timeout_ms > 0)
        peer.target.timeout_ms = short_timeout(timeout_ms);
    struct pc_http_exchange *exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), NULL);
    stop_peer(&peer);
    return exchange;
}

#define OK "HTTP/1.1 200 OK\r\n"

static const struct {
    struct peer_script script;
    int64_t timeout_ms;
    enum pc_http_outcome outcome;
    bool closed_by_peer;
    const char *message;
} outcomes[] = {
    {{OK "Content-Length: 2\r\n\r\nhi", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     true,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 2] length=2 {hi}"},
    {{OK "Content-Length: 2\r\n\r\nhi", .then = SCRIPT_STAY},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     false,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 2] length=2 {hi}"},
    {{OK "Content-Length: 2\r\n\r\nhi", .then = SCRIPT_CLOSE, .drip = true},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     true,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 2] length=2 {hi}"},
    {{OK "Transfer-Encoding: chunked\r\n\r\n1\r\nh\r\n1\r\ni\r\n0\r\n\r\n", .then = SCRIPT_STAY,
      .drip = true},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     false,
     "COMPLETE 200 <OK> 1.1 [Transfer-Encoding: chunked] chunked {hi}"},
    {{OK "\r\nhi", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     true,
     "COMPLETE 200 <OK> 1.1 close {hi}"},
    {{"HTTP/1.1 103 E\r\n\r\n" OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     true,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 0] length=0 ~1"},
    /* bytes behind the answer */
    {{OK "Content-Length: 2\r\n\r\nhi!", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     true,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 2] length=2 {hi} +{!}"},
    {{"HTTP/1.1 204 N\r\n\r\nhi", .then = SCRIPT_STAY},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     false,
     "COMPLETE 204 <N> 1.1 none +{hi}"},
    {{OK "Content-Length: 2\r\n\r\nhi", .then = SCRIPT_RESET},
     0,
     PC_HTTP_OUTCOME_ANSWERED,
     true,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 2] length=2 {hi}"},
    {{"", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_CLOSED, true, "TRUNCATED 0 <> 0.0 none"},
    {{"HTTP/1.1 2", .then = SCRIPT_CLOSE}, 0, PC_HTTP_OUTCOME_CLOSED, true, "TRUNCATED 0 <> 0.0 none"},
    {{OK "Content-Length: 2\r\n\r\nh", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_CLOSED,
     true,
     "TRUNCATED 200 <OK> 1.1 [Content-Length: 2] length=2 {h}"},
    {{"HTTP/1.1 100 C\r\n\r\n", .then = SCRIPT_CLOSE},
     0,
     PC_HTTP_OUTCOME_CLOSED,
     true,
     "TRUNCATED 0 <> 0.0 none ~1"},
    {{"", .then = SCRIPT_RESET}, 0, PC_HTTP_OUTCOME_RESET, true, "TRUNCATED 0 <> 0.0 none"},
    {{OK "Content-Length: 2\r\n\r\nh", .then = SCRIPT_RESET},
     0,
     PC_HTTP_OUTCOME_RESET,
     true,
     "TRUNCATED 200 <OK> 1.1 [Content-Length: 2] length=2 {h}"},
    {{OK "\r\nhi", .then = SCRIPT_RESET},
     0,
     PC_HTTP_OUTCOME_RESET,
     true,
     "TRUNCATED 200 <OK> 1.1 close {hi}"},
    {{"", .then = SCRIPT_STAY}, 60, PC_HTTP_OUTCOME_TIMED_OUT, false, "IN_HEAD 0 <> 0.0 none"},
    {{OK "Content-Length: 2\r\n\r\nh", .then = SCRIPT_STAY},
     60,
     PC_HTTP_OUTCOME_TIMED_OUT,
     false,
     "IN_BODY 200 <OK> 1.1 [Content-Length: 2] length=2 {h}"},
    {{OK "\r\nhi", .then = SCRIPT_STAY},
     60,
     PC_HTTP_OUTCOME_TIMED_OUT,
     false,
     "IN_BODY 200 <OK> 1.1 close {hi}"},
    {{"220 mail.example ESMTP\r\n", .then = SCRIPT_STAY},
     0,
     PC_HTTP_OUTCOME_GARBLED,
     false,
     "GARBLED 0 <> 0.0 none !BAD_START_LINE@0"},
    {{OK "Content-Length: 1\r\nContent-Length: 2\r\n\r\nhi", .then = SCRIPT_STAY},
     0,
     PC_HTTP_OUTCOME_GARBLED,
     false,
     "GARBLED 200 <OK> 1.1 [Content-Length: 1] [Content-Length: 2] none !LENGTHS_DIFFER@36"},
    {{OK "Content-Length: 101\r\n\r\n", .then = SCRIPT_STAY},
     0,
     PC_HTTP_OUTCOME_TOO_LARGE,
     false,
     "GARBLED 200 <OK> 1.1 [Content-Length: 101] none !BODY_TOO_LARGE@17"},
};

static void each_outcome_is_told(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++) {
        struct peer_script script = outcomes[i].script;
        struct pc_http_exchange *exchange = exchange_of(&script, outcomes[i].timeout_ms, 100);
        struct pc_buf text;
        pc_buf_init(&text, 4096);
        describe_message(&text, pc_http_exchange_response(exchange), pc_http_exchange_excess(exchange));
        if (exchange->outcome != outcomes[i].outcome)
            fail_msg("row %zu: %s", i, pc_http_outcome_word(exchange->outcome));
        assert_string_equal(text.data, outcomes[i].message);
        assert_int_equal(exchange->closed_by_peer, outcomes[i].closed_by_peer);
        assert_true(exchange->loopback);
        assert_false(exchange->send_failed);
        assert_string_equal(exchange->detail, "");
        assert_view_is(pc_http_exchange_sent(exchange), REQUEST);
        assert_view_is(pc_http_exchange_request(exchange)->target, "/x");
        pc_buf_clear(&text);
        pc_http_exchange_free(exchange);
    }
}

/* The answer's time, not that of looking for bytes behind it. */
static void lingering_is_not_counted(void **state) {
    (void)state;
    struct peer_script script = {OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_STAY};
    struct peer peer;
    start_peer(&peer, perform_script, &script);
    struct pc_wire_options options = {.linger_ms = 300};
    int64_t before = pc_clock_ms();
    struct pc_http_exchange *exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), &options);
    int64_t all = pc_clock_ms() - before;
    assert_true(all >= 300);
    assert_true(exchange->duration_ms <= all - 300);
    pc_http_exchange_free(exchange);
    stop_peer(&peer);
}

static void an_answer_to_head_has_no_body(void **state) {
    (void)state;
    struct peer_script script = {OK "Content-Length: 2\r\n\r\n", .then = SCRIPT_STAY};
    struct peer peer;
    start_peer(&peer, perform_script, &script);
    struct pc_wire_options options = {.answers_head = true};
    struct pc_http_exchange *exchange =
        exchange_with(&peer.target, PC_VIEW("HEAD / HTTP/1.1\r\n\r\n"), &options);
    assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
    pc_http_exchange_free(exchange);
    stop_peer(&peer);
}

static void nobody_listens(void **state) {
    (void)state;
    struct pc_http_target target;
    set_target(&target, "http", unused_port());
    struct pc_http_exchange *exchange = exchange_with(&target, PC_VIEW(REQUEST), NULL);
    assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_UNREACHABLE);
    assert_non_null(strstr(exchange->detail, "onnect"));
    assert_false(exchange->loopback);
    assert_int_equal(pc_http_exchange_sent(exchange).size, 0);
    assert_null(pc_http_exchange_request(exchange));
    assert_int_equal(pc_http_exchange_response(exchange)->progress, PC_HTTP_IN_HEAD);
    pc_http_exchange_free(exchange);

    struct pc_wire *wire = NULL;
    struct pc_error err = {0};
    assert_int_equal(pc_wire_open(&target, &wire, &err), PC_UNREACHABLE);
    assert_non_null(strstr(err.message, target.url.authority));
    pc_wire_close(NULL);
}

/* A plain server at the other end of https:// */
static void tls_needs_two(void **state) {
    static const struct {
        struct peer_script script;
        int64_t timeout_ms;
        enum pc_http_outcome outcome;
    } rows[] = {
        {{"HTTP/1.1 400 Bad Request\r\n\r\n", .then = SCRIPT_CLOSE, .unread = true},
         PATIENCE_MS,
         PC_HTTP_OUTCOME_TLS_FAILED},
        {{"", .then = SCRIPT_CLOSE, .unread = true}, PATIENCE_MS, PC_HTTP_OUTCOME_TLS_FAILED},
        {{"", .then = SCRIPT_STAY, .unread = true}, 60, PC_HTTP_OUTCOME_TIMED_OUT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct peer_script script = rows[i].script;
        struct peer peer;
        struct pc_http_target target;
        start_plain_peer(&peer, perform_script, &script);
        set_target(&target, "https", pc_server_port(peer.server));
        target.timeout_ms = rows[i].timeout_ms;
        struct pc_http_exchange *exchange = exchange_with(&target, PC_VIEW(REQUEST), NULL);
        assert_int_equal(exchange->outcome, rows[i].outcome);
        assert_true(strlen(exchange->detail) > 0);
        pc_http_exchange_free(exchange);
        stop_peer(&peer);
    }
}

static void environment_proxies_are_not_asked(void **state) {
    (void)state;
    char proxy[64];
    snprintf(proxy, sizeof proxy, "http://127.0.0.1:%u", (unsigned)unused_port());
    assert_int_equal(setenv("http_proxy", proxy, 1), 0);
    struct peer_script script = {OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_CLOSE};
    struct pc_http_exchange *exchange = exchange_of(&script, 0, 0);
    assert_int_equal(unsetenv("http_proxy"), 0);
    assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
    pc_http_exchange_free(exchange);
}

/* A peer that answers once on each connection and keeps it open: what libcurl keeps for the next connection
 * is not the connection. */
static void each_exchange_has_a_connection_of_its_own(void **state) {
    (void)state;
    struct peer peer;
    struct peer_script script = {OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_STAY};
    start_peer(&peer, perform_script, &script);
    for (int i = 0; i < 3; i++) {
        struct pc_http_exchange *exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), NULL);
        assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
        pc_http_exchange_free(exchange);
    }
    stop_peer(&peer);
}

/* Whether the bytes are copied or taken over, the exchange keeps those that left. */
static void bytes_may_be_taken_over(void **state) {
    (void)state;
    struct peer peer;
    struct peer_script script = {OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_CLOSE};
    struct pc_buf bytes;
    pc_buf_init(&bytes, 1u << 10);
    assert_int_equal(pc_buf_append_text(&bytes, REQUEST), PC_OK);
    start_peer(&peer, perform_script, &script);
    struct pc_http_exchange *exchange =
        exchange_with(&peer.target, pc_buf_view(&bytes), &(struct pc_wire_options){.owner = &bytes});
    stop_peer(&peer);
    assert_int_equal(bytes.size, 0);
    assert_null(bytes.data);
    assert_true(pc_view_equal_text(pc_http_exchange_sent(exchange), REQUEST));
    assert_true(pc_view_equal_text(pc_http_exchange_request(exchange)->target, "/x"));
    pc_http_exchange_free(exchange);

    /* Nobody listens any more, so that none leaves. */
    assert_int_equal(pc_buf_append_text(&bytes, REQUEST), PC_OK);
    exchange = exchange_with(&peer.target, pc_buf_view(&bytes), &(struct pc_wire_options){.owner = &bytes});
    assert_int_equal(pc_http_exchange_sent(exchange).size, 0);
    assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_UNREACHABLE);
    pc_http_exchange_free(exchange);
    pc_buf_clear(&bytes);
}

static void what_was_sent_may_be_no_request(void **state) {
    static const struct {
        const char *bytes;
        const char *described; /* NULL: no request */
    } rows[] = {
        {"\r\n\r\nnonsense", NULL},
        {"{}\r\n\r\n", NULL},
        {"", NULL},
        {"PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab",
         "IN_BODY PUT </> 1.1 [Content-Length: 5] length=5 {ab}"},
        {"PUT / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
         "GARBLED PUT </> 1.1 [Content-Length: x] none !BAD_LENGTH@16"},
        {"GET / HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n", "COMPLETE GET </> 1.1 none"},
    };
    (void)state;
    struct peer_script script = {"HTTP/1.1 400 B\r\nContent-Length: 0\r\n\r\n", .then = SCRIPT_STAY,
                                 .unread = true};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct peer peer;
        start_peer(&peer, perform_script, &script);
        peer.target.timeout_ms = strlen(rows[i].bytes) > 0 ? PATIENCE_MS : 30;
        struct pc_http_exchange *exchange = exchange_with(&peer.target, pc_view_of(rows[i].bytes), NULL);
        const struct pc_http_message *request = pc_http_exchange_request(exchange);
        assert_view_is(pc_http_exchange_sent(exchange), rows[i].bytes);
        if (rows[i].described == NULL) {
            assert_null(request);
        } else {
            struct pc_buf text;
            pc_buf_init(&text, 4096);
            describe_message(&text, request, (struct pc_view){NULL, 0});
            assert_string_equal(text.data, rows[i].described);
            pc_buf_clear(&text);
        }
        pc_http_exchange_free(exchange);
        stop_peer(&peer);
    }
}

int run_wire_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_outcome_is_told),
        cmocka_unit_test(lingering_is_not_counted),
        cmocka_unit_test(an_answer_to_head_has_no_body),
        cmocka_unit_test(nobody_listens),
        cmocka_unit_test(tls_needs_two),
        cmocka_unit_test(environment_proxies_are_not_asked),
        cmocka_unit_test(each_exchange_has_a_connection_of_its_own),
        cmocka_unit_test(bytes_may_be_taken_over),
        cmocka_unit_test(what_was_sent_may_be_no_request),
    };
    return cmocka_run_group_tests_name("http wire", tests, NULL, NULL);
}
