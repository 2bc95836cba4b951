/* The ready handler: requests one by one, with keep-alive, pipelining and Expect. */
#include "fixture.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What the answers are like, and what was asked. */
struct service {
    enum pc_http_after after;
    int64_t idle_timeout_ms;
    pthread_mutex_t lock;
    unsigned asked;
    enum pc_http_progress progress; /* of the last request */
};

static enum pc_http_after echo(const struct pc_http_message *request, struct pc_buf *response,
                               void *context) {
    struct service *service = context;
    struct pc_buf body;
    pthread_mutex_lock(&service->lock);
    service->asked++;
    service->progress = request->progress;
    pthread_mutex_unlock(&service->lock);
    if (service->after == PC_HTTP_RESET_CONNECTION)
        return service->after;
    pc_buf_init(&body, 1u << 20);
    pc_buf_append(&body, request->target);
    pc_buf_append_byte(&body, ' ');
    pc_buf_append(&body, request->body);
    pc_http_write_response(response, request->progress == PC_HTTP_GARBLED ? 400 : 200, NULL, 0, true,
                           pc_buf_view(&body));
    pc_buf_clear(&body);
    return service->after;
}

static void serve(struct pc_connection *connection, void *context) {
    struct service *service = context;
    pc_connection_serve(connection, echo, service, service->idle_timeout_ms);
}

/* A connection to the service, read answer by answer. */
struct talk {
    struct service service;
    struct peer peer;
    struct pc_wire *wire;
    struct pc_http_parser *parser;
};

static void start_talk(struct talk *talk, enum pc_http_after after, int64_t idle_timeout_ms) {
    talk->service = (struct service){
        .after = after, .idle_timeout_ms = idle_timeout_ms, .lock = PTHREAD_MUTEX_INITIALIZER};
    start_peer(&talk->peer, serve, &talk->service);
    assert_int_equal(pc_wire_open(&talk->peer.target, &talk->wire, NULL), PC_OK);
    talk->parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE});
    assert_non_null(talk->parser);
}

static void end_talk(struct talk *talk) {
    pc_wire_close(talk->wire);
    pc_http_parser_free(talk->parser);
    stop_peer(&talk->peer);
}

static void say(struct talk *talk, const char *text) {
    assert_int_equal(pc_wire_send(talk->wire, pc_view_of(text), pc_clock_ms() + PATIENCE_MS, NULL), PC_OK);
}

static enum pc_status hear(struct talk *talk) {
    struct pc_buf bytes;
    pc_buf_init(&bytes, 1u << 20);
    enum pc_status status = pc_wire_receive(talk->wire, pc_clock_ms() + PATIENCE_MS, &bytes);
    if (status == PC_OK)
        assert_int_equal(pc_http_parser_feed(talk->parser, pc_buf_view(&bytes)), PC_OK);
    pc_buf_clear(&bytes);
    return status;
}

/* The next answer must be 200 with that body. */
static void expect_answer(struct talk *talk, const char *body) {
    while (pc_http_parser_message(talk->parser)->progress < PC_HTTP_COMPLETE)
        assert_int_equal(hear(talk), PC_OK);
    assert_int_equal(pc_http_parser_message(talk->parser)->progress, PC_HTTP_COMPLETE);
    assert_int_equal(pc_http_parser_message(talk->parser)->status, 200);
    assert_view_is(pc_http_parser_message(talk->parser)->body, body);
    assert_int_equal(pc_http_parser_next(talk->parser), PC_OK);
}

static void expect_end(struct talk *talk, enum pc_status end) {
    assert_int_equal(hear(talk), end);
    assert_int_equal(pc_http_parser_message(talk->parser)->wire.size, 0);
}

static void connections_are_kept(void **state) {
    (void)state;
    struct talk talk;
    start_talk(&talk, PC_HTTP_KEEP_OPEN, PATIENCE_MS);
    say(&talk, "PUT /1 HTTP/1.1\r\nContent-Length: 2\r\n\r\nab");
    expect_answer(&talk, "/1 ab");
    say(&talk, "PUT /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nc\r\n");
    say(&talk, "0\r\n\r\n");
    expect_answer(&talk, "/2 c");
    say(&talk, "GET /3 HTTP/1.1\r\nConnection: x, Close\r\n\r\nGET /4 HTTP/1.1\r\n\r\n");
    expect_answer(&talk, "/3 ");
    expect_end(&talk, PC_CLOSED);
    end_talk(&talk);
    assert_int_equal(talk.service.asked, 3);
}

static void pipelined_requests_are_answered_in_order(void **state) {
    (void)state;
    struct talk talk;
    start_talk(&talk, PC_HTTP_KEEP_OPEN, PATIENCE_MS);
    say(&talk, "GET /1 HTTP/1.1\r\n\r\nPUT /2 HTTP/1.1\r\nContent-Length: 1\r\n\r\nx\r\nGET /3 "
               "HTTP/1.1\r\n\r\nGET /4 HT");
    expect_answer(&talk, "/1 ");
    expect_answer(&talk, "/2 x");
    expect_answer(&talk, "/3 ");
    say(&talk, "TP/1.1\r\n\r\n");
    expect_answer(&talk, "/4 ");
    end_talk(&talk);
    assert_int_equal(talk.service.asked, 4);
}

static void connections_close_when_they_should(void **state) {
    static const struct {
        const char *request;
        enum pc_http_after after;
    } rows[] = {
        {"GET /1 HTTP/1.0\r\n\r\n", PC_HTTP_KEEP_OPEN},
        {"GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", PC_HTTP_KEEP_OPEN},
        {"GET /1 HTTP/1.1\r\nConnection: close\r\n\r\n", PC_HTTP_KEEP_OPEN},
        {"GET /1 HTTP/1.1\r\n\r\n", PC_HTTP_CLOSE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct talk talk;
        start_talk(&talk, rows[i].after, PATIENCE_MS);
        say(&talk, rows[i].request);
        expect_answer(&talk, "/1 ");
        expect_end(&talk, PC_CLOSED);
        end_talk(&talk);
    }
}

static void an_answer_can_be_a_reset(void **state) {
    (void)state;
    struct talk talk;
    start_talk(&talk, PC_HTTP_RESET_CONNECTION, PATIENCE_MS);
    say(&talk, "GET /1 HTTP/1.1\r\n\r\n");
    expect_end(&talk, PC_IO);
    end_talk(&talk);
}

static void a_client_that_waits_gets_100(void **state) {
    (void)state;
    struct talk talk;
    struct pc_buf bytes;
    start_talk(&talk, PC_HTTP_KEEP_OPEN, PATIENCE_MS);
    pc_buf_init(&bytes, 1000);
    for (int i = 0; i < 2; i++) {
        say(&talk, "PUT /1 HTTP/1.1\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n");
        while (bytes.size < strlen("HTTP/1.1 100 Continue\r\n\r\n"))
            assert_int_equal(pc_wire_receive(talk.wire, pc_clock_ms() + PATIENCE_MS, &bytes), PC_OK);
        assert_view_is(pc_buf_view(&bytes), "HTTP/1.1 100 Continue\r\n\r\n");
        pc_buf_reset(&bytes);
        say(&talk, "ab");
        expect_answer(&talk, "/1 ab");
    }
    pc_buf_clear(&bytes);
    end_talk(&talk);
}

static void who_does_not_wait_gets_no_100(void **state) {
    static const struct {
        const char *request;
        const char *rest; /* sent only after nothing came */
    } rows[] = {
        {"PUT /1 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\na", "b"},
        {"PUT /1 HTTP/1.1\r\nExpect: other\r\nContent-Length: 2\r\n\r\n", "ab"},
        {"PUT /1 HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", "ab"},
        {"PUT /1 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab", NULL},
        {"GET /1 HTTP/1.1\r\nExpect: 100-continue\r\n\r\n", NULL},
        {"GET /1 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct talk talk;
        struct pc_buf bytes;
        pc_buf_init(&bytes, 1000);
        start_talk(&talk, PC_HTTP_CLOSE, PATIENCE_MS);
        say(&talk, rows[i].request);
        if (rows[i].rest != NULL) {
            assert_int_equal(pc_wire_receive(talk.wire, pc_clock_ms() + 30, &bytes), PC_TIMEOUT);
            say(&talk, rows[i].rest);
        }
        while (pc_http_parser_message(talk.parser)->progress < PC_HTTP_COMPLETE)
            assert_int_equal(hear(&talk), PC_OK);
        assert_int_equal(pc_http_parser_message(talk.parser)->informational, 0);
        assert_int_equal(pc_http_parser_message(talk.parser)->status, 200);
        end_talk(&talk);
        pc_buf_clear(&bytes);
    }
}

static void a_garbled_request_is_answered_last(void **state) {
    (void)state;
    struct talk talk;
    start_talk(&talk, PC_HTTP_KEEP_OPEN, PATIENCE_MS);
    say(&talk, "PUT /1 HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n");
    while (hear(&talk) == PC_OK)
        continue;
    assert_int_equal(pc_http_parser_message(talk.parser)->progress, PC_HTTP_COMPLETE);
    assert_int_equal(pc_http_parser_message(talk.parser)->status, 400);
    end_talk(&talk);
    assert_int_equal(talk.service.asked, 1);
    assert_int_equal(talk.service.progress, PC_HTTP_GARBLED);
}

/* Sends the bytes, says that no more come, and reads to the end. */
static size_t send_and_half_close(uint16_t port, const char *bytes) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(client >= 0);
    assert_int_equal(connect(client, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(send(client, bytes, strlen(bytes), MSG_NOSIGNAL), strlen(bytes));
    assert_int_equal(shutdown(client, SHUT_WR), 0);
    size_t size = 0;
    char answer[4096];
    ssize_t got;
    while ((got = recv(client, answer, sizeof answer, 0)) > 0)
        size += (size_t)got;
    assert_int_equal(got, 0);
    close(client);
    return size;
}

static void a_truncated_request_is_not_answered(void **state) {
    (void)state;
    if (peer_tls != NULL) /* its client speaks none */
        skip();
    struct talk talk;
    start_talk(&talk, PC_HTTP_KEEP_OPEN, PATIENCE_MS);
    uint16_t port = pc_server_port(talk.peer.server);
    assert_int_equal(send_and_half_close(port, "PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab"), 0);
    assert_int_equal(send_and_half_close(port, "GET / HTT"), 0);
    assert_int_equal(send_and_half_close(port, ""), 0);
    assert_int_equal(talk.service.asked, 0);
    /* a whole one is, although its sender has closed */
    assert_true(send_and_half_close(port, "GET / HTTP/1.1\r\n\r\n") > 0);
    assert_int_equal(talk.service.asked, 1);
    end_talk(&talk);
}

static void an_idle_connection_is_closed(void **state) {
    (void)state;
    struct talk talk;
    start_talk(&talk, PC_HTTP_KEEP_OPEN, 30);
    say(&talk, "GET /1 HTTP/1.1\r\n\r\n");
    expect_answer(&talk, "/1 ");
    expect_end(&talk, PC_CLOSED);
    end_talk(&talk);
}

int run_serve_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(connections_are_kept),
        cmocka_unit_test(pipelined_requests_are_answered_in_order),
        cmocka_unit_test(connections_close_when_they_should),
        cmocka_unit_test(an_answer_can_be_a_reset),
        cmocka_unit_test(a_client_that_waits_gets_100),
        cmocka_unit_test(who_does_not_wait_gets_no_100),
        cmocka_unit_test(a_garbled_request_is_answered_last),
        cmocka_unit_test(a_truncated_request_is_not_answered),
        cmocka_unit_test(an_idle_connection_is_closed),
    };
    return cmocka_run_group_tests_name("http serve", tests, NULL, NULL);
}
