/* The wire client with much to send or to take. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EIGHT_MIB ((size_t)8 << 20)
#define REQUEST   "GET /x HTTP/1.1\r\nHost: h\r\n\r\n"
#define OK        "HTTP/1.1 200 OK\r\n"

/* A request with eight MiB of body. */
static void make_large_request(struct pc_buf *out) {
    char *body = malloc(EIGHT_MIB);
    assert_non_null(body);
    memset(body, 'b', EIGHT_MIB);
    pc_buf_init(out, 2 * EIGHT_MIB);
    assert_int_equal(pc_http_write_request(out, "PUT", "/", NULL, 0, true, (struct pc_view){body, EIGHT_MIB}),
                     PC_OK);
    free(body);
}

static const struct {
    struct peer_script script;
    int64_t timeout_ms;
    bool send_failed;
    enum pc_http_outcome outcome;
} large[] = {
    {{OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_CLOSE}, PATIENCE_MS, false, PC_HTTP_OUTCOME_ANSWERED},
    {{OK "Content-Length: 0\r\n\r\n", .then = SCRIPT_STAY}, PATIENCE_MS, false, PC_HTTP_OUTCOME_ANSWERED},
    /* answered early */
    {{"HTTP/1.1 413 L\r\nContent-Length: 0\r\n\r\n", .then = SCRIPT_CLOSE, .unread = true},
     PATIENCE_MS,
     true,
     PC_HTTP_OUTCOME_ANSWERED},
    {{"HTTP/1.1 413 L\r\nContent-Length: 0\r\n\r\n", .then = SCRIPT_STAY, .unread = true},
     PATIENCE_MS,
     true,
     PC_HTTP_OUTCOME_ANSWERED},
    {{"HTTP/1.1 413 L\r\nContent-Length: 0\r\n\r\n", .then = SCRIPT_RESET, .unread = true},
     PATIENCE_MS,
     true,
     PC_HTTP_OUTCOME_ANSWERED},
    /* not answered */
    {{"", .then = SCRIPT_CLOSE, .unread = true}, PATIENCE_MS, true, PC_HTTP_OUTCOME_CLOSED},
    {{"", .then = SCRIPT_RESET, .unread = true}, PATIENCE_MS, true, PC_HTTP_OUTCOME_RESET},
    {{"", .then = SCRIPT_STAY, .unread = true}, 100, true, PC_HTTP_OUTCOME_TIMED_OUT},
};

static void large_requests_can_be_answered_early(void **state) {
    (void)state;
    struct pc_buf request;
    make_large_request(&request);
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        struct peer_script script = large[i].script;
        struct peer peer;
        start_peer(&peer, perform_script, &script);
        peer.target.timeout_ms = short_timeout(large[i].timeout_ms);
        struct pc_http_exchange *exchange = exchange_with(&peer.target, pc_buf_view(&request), NULL);
        if (exchange->outcome != large[i].outcome || exchange->send_failed != large[i].send_failed)
            fail_msg("row %zu: %s, %zu of %zu sent", i, pc_http_outcome_word(exchange->outcome),
                     pc_http_exchange_sent(exchange).size, request.size);
        assert_int_equal(pc_http_exchange_sent(exchange).size < request.size, large[i].send_failed);
        const struct pc_http_message *sent = pc_http_exchange_request(exchange);
        assert_int_equal(sent->progress, large[i].send_failed ? PC_HTTP_IN_BODY : PC_HTTP_COMPLETE);
        pc_http_exchange_free(exchange);
        stop_peer(&peer);
    }
    pc_buf_clear(&request);
}

/* A server that never stops: `context` is written first, then `y\n` for ever. */
static void write_for_ever(struct pc_connection *connection, void *context) {
    static char block[1 << 16];
    read_whole_request(connection);
    write_text(connection, context);
    memset(block, 'y', sizeof block);
    while (pc_connection_write(connection, (struct pc_view){block, sizeof block},
                               pc_clock_ms() + PATIENCE_MS) == PC_OK)
        continue;
}

static void an_endless_peer_ends(void **state) {
    static const struct {
        const char *begin;
        enum pc_http_outcome outcome;
    } rows[] = {
        {OK "Content-Length: 0\r\n\r\n", PC_HTTP_OUTCOME_ANSWERED},
        {OK "\r\n", PC_HTTP_OUTCOME_TOO_LARGE},
        {OK "A: ", PC_HTTP_OUTCOME_TOO_LARGE},
        {OK "Transfer-Encoding: chunked\r\n\r\n1;", PC_HTTP_OUTCOME_GARBLED},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct peer peer;
        char begin[100];
        snprintf(begin, sizeof begin, "%s", rows[i].begin);
        start_peer(&peer, write_for_ever, begin);
        struct pc_wire_options options = {.linger_ms = PATIENCE_MS}; /* yet it is over much earlier */
        int64_t before = pc_clock_ms();
        struct pc_http_exchange *exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), &options);
        assert_int_equal(exchange->outcome, rows[i].outcome);
        assert_true(pc_clock_ms() - before < PATIENCE_MS);
        pc_http_exchange_free(exchange);
        stop_peer(&peer);
    }
}

/* Sends as much as it gets, so that both directions are full unless the client reads while it sends. */
static void echo_bytes(struct pc_connection *connection, void *context) {
    struct pc_buf bytes;
    (void)context;
    pc_buf_init(&bytes, 1u << 16);
    while (pc_connection_read(connection, pc_clock_ms() + PATIENCE_MS, &bytes) == PC_OK) {
        pc_connection_write(connection, pc_buf_view(&bytes), pc_clock_ms() + PATIENCE_MS);
        pc_buf_reset(&bytes);
    }
    pc_buf_clear(&bytes);
}

static void sending_takes_in_what_comes(void **state) {
    (void)state;
    struct peer peer;
    struct pc_wire *wire = NULL;
    struct pc_buf request;
    struct pc_buf got;
    make_large_request(&request);
    pc_buf_init(&got, request.size + 1);
    start_peer(&peer, echo_bytes, NULL);
    assert_int_equal(pc_wire_open(&peer.target, &wire, NULL), PC_OK);
    assert_int_equal(pc_wire_send(wire, pc_buf_view(&request), pc_clock_ms() + PATIENCE_MS, &got), PC_OK);
    while (got.size < request.size)
        assert_int_equal(pc_wire_receive(wire, pc_clock_ms() + PATIENCE_MS, &got), PC_OK);
    assert_true(pc_view_equal(pc_buf_view(&got), pc_buf_view(&request)));
    assert_int_equal(pc_wire_receive(wire, pc_clock_ms() + 20, &got), PC_TIMEOUT);
    /* a buffer that is full: the echo may come late, but the kernel's own buffers end somewhere */
    pc_buf_clear(&got);
    pc_buf_init(&got, 1000);
    enum pc_status status;
    do
        status = pc_wire_send(wire, pc_buf_view(&request), pc_clock_ms() + PATIENCE_MS, &got);
    while (status == PC_OK);
    assert_int_equal(status, PC_LIMIT);
    pc_wire_close(wire);
    /* without a buffer nothing is read, and both sides stand still */
    assert_int_equal(pc_wire_open(&peer.target, &wire, NULL), PC_OK);
    do
        status = pc_wire_send(wire, pc_buf_view(&request), pc_clock_ms() + 100, NULL);
    while (status == PC_OK);
    assert_int_equal(status, PC_TIMEOUT);
    pc_wire_close(wire);
    stop_peer(&peer);
    pc_buf_clear(&got);
    pc_buf_clear(&request);
}

static void sending_to_a_peer_that_closed_fails(void **state) {
    (void)state;
    static const enum script_then ends[] = {SCRIPT_CLOSE, SCRIPT_RESET};
    struct pc_buf request;
    make_large_request(&request);
    for (size_t i = 0; i < 2; i++) {
        for (int with_early = 0; with_early < 2; with_early++) {
            struct peer_script script = {"", .then = ends[i], .unread = true};
            struct peer peer;
            struct pc_wire *wire = NULL;
            struct pc_buf early;
            pc_buf_init(&early, 1000);
            start_peer(&peer, perform_script, &script);
            assert_int_equal(pc_wire_open(&peer.target, &wire, NULL), PC_OK);
            enum pc_status status;
            do
                status = pc_wire_send(wire, pc_buf_view(&request), pc_clock_ms() + PATIENCE_MS,
                                      with_early ? &early : NULL);
            while (status == PC_OK);
            assert_int_equal(status, PC_CLOSED);
            /* The reset was met while sending: what is read behind it must not look like an orderly end. */
            if (ends[i] == SCRIPT_RESET && !with_early)
                assert_int_equal(pc_wire_receive(wire, pc_clock_ms() + PATIENCE_MS, &early), PC_IO);
            pc_wire_close(wire);
            stop_peer(&peer);
            pc_buf_clear(&early);
        }
    }
    pc_buf_clear(&request);
}

int run_wire_load_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(large_requests_can_be_answered_early),
        cmocka_unit_test(an_endless_peer_ends),
        cmocka_unit_test(sending_takes_in_what_comes),
        cmocka_unit_test(sending_to_a_peer_that_closed_fails),
    };
    return cmocka_run_group_tests_name("http wire load", tests, NULL, NULL);
}
