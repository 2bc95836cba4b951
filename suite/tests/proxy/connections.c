/* Connections that are kept, shared, left and broken. */
#include "fixture.h"

#include "pc_mock.h"

#include <pthread.h>
#include <stdio.h>

static struct pc_script_step answering[2];
static const struct pc_script script = {.steps = answering};

static int prepare(void **state) {
    int failed = load_fixture(state);
    answering[0] = (struct pc_script_step){.act = PC_SCRIPT_SEND, .bytes = pc_buf_view(&chunked_answer)};
    answering[1] = (struct pc_script_step){.act = PC_SCRIPT_END};
    return failed;
}

/* A client's connection, read answer by answer. */
struct talk {
    struct pc_wire *wire;
    struct pc_http_parser *parser;
    struct pc_buf early;
};

static void begin_talk(struct talk *talk, const struct stage *stage) {
    *talk = (struct talk){.early = {.limit = 1u << 20}};
    assert_int_equal(pc_wire_open(&stage->target, &talk->wire, NULL), PC_OK);
    talk->parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE});
    assert_non_null(talk->parser);
}

static void end_talk(struct talk *talk) {
    pc_wire_close(talk->wire);
    pc_http_parser_free(talk->parser);
    pc_buf_clear(&talk->early);
}

static void say(struct talk *talk, const char *text) {
    assert_int_equal(pc_wire_send(talk->wire, pc_view_of(text), pc_clock_ms() + PATIENCE_MS, NULL), PC_OK);
}

/* The next whole answer, or what there is when the connection ends. */
static const struct pc_http_message *hear(struct talk *talk) {
    const struct pc_http_message *answer = pc_http_parser_message(talk->parser);
    while (answer->progress == PC_HTTP_IN_HEAD || answer->progress == PC_HTTP_IN_BODY) {
        struct pc_buf received = {.limit = 1u << 16};
        enum pc_status status = pc_wire_receive(talk->wire, pc_clock_ms() + PATIENCE_MS, &received);
        if (status == PC_OK)
            assert_int_equal(pc_http_parser_feed(talk->parser, pc_buf_view(&received)), PC_OK);
        else
            pc_http_parser_end(talk->parser);
        pc_buf_clear(&received);
    }
    return answer;
}

static void hear_good(struct talk *talk) {
    const struct pc_http_message *answer = hear(talk);
    assert_int_equal(answer->progress, PC_HTTP_COMPLETE);
    assert_int_equal(answer->status, 200);
    assert_true(pc_view_equal(answer->body, pc_buf_view(&deployment)));
    assert_int_equal(answer->defect_count, 0);
    assert_int_equal(pc_http_parser_next(talk->parser), PC_OK);
}

static void assert_clean(struct stage *stage, const char *promotes) {
    struct pc_buf failed = {.limit = 1u << 16};
    assert_int_equal(end_stage(stage), PC_OK);
    list_failed(stage, &failed);
    assert_string_equal(failed.data, "");
    assert_true(has_note(stage, promotes));
    pc_buf_clear(&failed);
}

static void a_connection_is_kept_on_both_sides(void **state) {
    struct stage stage;
    struct talk talk;
    (void)state;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    begin_talk(&talk, &stage);
    for (int i = 0; i < 100; i++) {
        say(&talk, PROMOTE);
        hear_good(&talk);
    }
    end_talk(&talk);
    assert_clean(&stage, "promotes: 100");
    assert_int_equal(stage.record->connections, 1);
    assert_int_equal(stage.record->requests, 100);
    clear_stage(&stage);
}

static void requests_in_one_go_are_answered_in_their_order(void **state) {
    struct stage stage;
    struct talk talk;
    (void)state;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    begin_talk(&talk, &stage);
    say(&talk, PROMOTE PROMOTE "\r\n" PROMOTE PROMOTE);
    for (int i = 0; i < 4; i++)
        hear_good(&talk);
    end_talk(&talk);
    assert_clean(&stage, "promotes: 4");
    assert_int_equal(stage.record->connections, 1);
    clear_stage(&stage);
}

/* The body leaves only after the server's own 100. */
static void a_client_that_waits_for_100_gets_the_servers(void **state) {
    struct stage stage;
    struct talk talk;
    struct pc_buf received = {.limit = 1u << 16};
    (void)state;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    begin_talk(&talk, &stage);
    say(&talk, "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Expect: 100-continue\r\nContent-Length: 27\r\n\r\n");
    assert_int_equal(pc_wire_receive(talk.wire, pc_clock_ms() + PATIENCE_MS, &received), PC_OK);
    assert_string_equal(received.data, "HTTP/1.1 100 Continue\r\n\r\n");
    say(&talk, BODY);
    hear_good(&talk);
    say(&talk, PROMOTE);
    hear_good(&talk);
    end_talk(&talk);
    assert_clean(&stage, "promotes: 2");
    pc_buf_clear(&received);
    clear_stage(&stage);
}

/* Reads until the text has come. */
static bool read_until(struct pc_connection *connection, struct pc_view text) {
    struct pc_buf received = {.limit = 1u << 16};
    enum pc_status status = PC_OK;
    while (status == PC_OK && pc_view_find(pc_buf_view(&received), text) == received.size)
        status = pc_connection_read(connection, pc_clock_ms() + PATIENCE_MS, &received);
    pc_buf_clear(&received);
    return status == PC_OK;
}

static void refuse_at_once(struct pc_connection *connection, void *context) {
    (void)context;
    (void)read_until(connection, PC_VIEW("\r\n\r\n"));
    (void)pc_connection_write(connection, PC_VIEW("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"),
                              pc_clock_ms() + PATIENCE_MS);
    (void)read_until(connection, PC_VIEW("never"));
}

/* A stage in front of a server of the test's own. */
static struct pc_server *start_before(struct stage *stage, void (*handle)(struct pc_connection *, void *),
                                      int64_t timeout_ms) {
    const struct pc_server_options options = {.handle = handle};
    struct pc_server *server = NULL;
    char url[sizeof stage->upstream_url];
    assert_int_equal(pc_server_start(&options, &server, NULL), PC_OK);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_server_port(server));
    start_stage(stage, NULL, &(struct pc_proxy_options){.upstream = url, .timeout_ms = timeout_ms});
    return server;
}

/* Refused before its body: nobody knows whether that still comes, so the connection closes. */
static void a_client_that_waits_may_be_refused(void **state) {
    struct stage stage;
    (void)state;
    struct pc_server *server = start_before(&stage, refuse_at_once, SHORT_MS);
    struct pc_http_exchange *exchange =
        send_bytes(&stage, PC_VIEW("POST " PATH " HTTP/1.1\r\n" HEAD_LINES
                                   "Expect: 100-continue\r\nContent-Length: 27\r\n\r\n"));
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    assert_int_equal(answer->status, 413);
    assert_true(pc_http_field_has_token(answer, "Connection", "close"));
    pc_http_exchange_free(exchange);
    assert_clean(&stage, "promotes: 1");
    clear_stage(&stage);
    pc_server_stop(server);
}

static void a_client_may_leave_in_the_middle(void **state) {
    static const char *const halves[] = {"POST /v1/mod", "POST " PATH " HTTP/1.1\r\n" HEAD_LINES
                                                         "Content-Length: 27\r\n\r\n{"};
    (void)state;
    for (size_t i = 0; i < COUNT(halves); i++) {
        struct stage stage;
        struct talk talk;
        start_stage(&stage, &script, &(struct pc_proxy_options){0});
        begin_talk(&talk, &stage);
        say(&talk, halves[i]);
        end_talk(&talk);
        /* Another one is served, and its exchange is whole. */
        begin_talk(&talk, &stage);
        say(&talk, PROMOTE);
        hear_good(&talk);
        end_talk(&talk);
        enum pc_status status = end_stage(&stage);
        assert_int_equal(status, PC_OK);
        assert_int_equal(verdict_of(&stage, "client/framing"), PC_VERDICT_PASS);
        assert_int_equal(verdict_of(&stage, "server/answered"), PC_VERDICT_PASS);
        clear_stage(&stage);
    }
}

static void nobody_listens(void **state) {
    struct stage stage;
    char url[64];
    (void)state;
    snprintf(url, sizeof url, "http://127.0.0.1:%u", unused_port());
    start_stage(&stage, NULL, &(struct pc_proxy_options){.upstream = url});
    struct pc_http_exchange *exchange = send_bytes(&stage, PC_VIEW(PROMOTE));
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    assert_int_equal(answer->status, 502);
    assert_true(pc_view_equal_text(pc_http_field_value(answer, "Proxy-Status"),
                                   "promotecheck; error=destination_unavailable"));
    pc_http_exchange_free(exchange);
    assert_int_equal(end_stage(&stage), PC_UNREACHABLE);
    assert_int_equal(verdict_of(&stage, "server/answered"), PC_VERDICT_NA);
    assert_int_equal(verdict_of(&stage, "client/schema"), PC_VERDICT_NA);
    assert_int_equal(verdict_of(&stage, "client/authorization"), PC_VERDICT_PASS);
    clear_stage(&stage);
}

/* Answers the first request of a connection and closes on the second: as a server may. */
static void answer_once(struct pc_connection *connection, void *context) {
    (void)context;
    (void)read_until(connection, PC_VIEW(BODY));
    (void)pc_connection_write(connection, pc_buf_view(&good_answer), pc_clock_ms() + PATIENCE_MS);
    (void)read_until(connection, PC_VIEW(BODY));
}

static void a_kept_connection_that_is_closed_is_nobodys_fault(void **state) {
    struct stage stage;
    struct talk talk;
    (void)state;
    struct pc_server *server = start_before(&stage, answer_once, 0);
    begin_talk(&talk, &stage);
    say(&talk, PROMOTE);
    hear_good(&talk);
    say(&talk, PROMOTE);
    assert_int_equal(hear(&talk)->wire.size, 0); /* as it would be without the proxy */
    end_talk(&talk);
    assert_clean(&stage, "promotes: 2");
    clear_stage(&stage);
    pc_server_stop(server);
}

#define CLIENTS  24
#define PROMOTES 20

static void *promote_often(void *context) {
    const struct stage *stage = context;
    for (int i = 0; i < PROMOTES; i++) {
        struct pc_http_exchange *exchange = NULL;
        if (pc_wire_exchange(&stage->target, PC_VIEW(PROMOTE), &(struct pc_wire_options){.linger_ms = 1},
                             &exchange, NULL) != PC_OK)
            return context;
        bool good = pc_http_exchange_response(exchange)->status == 200;
        pc_http_exchange_free(exchange);
        if (!good)
            return context;
    }
    return NULL;
}

/* http keeps some of libcurl's handles for the next connections: as many as it ever will, from here on. */
static void fill_what_is_kept(const struct stage *stage) {
    struct pc_wire *wires[8];
    for (size_t i = 0; i < COUNT(wires); i++)
        assert_int_equal(pc_wire_open(&stage->target, &wires[i], NULL), PC_OK);
    for (size_t i = 0; i < COUNT(wires); i++)
        pc_wire_close(wires[i]);
}

/* How many descriptors are open behind a proxy that so many clients used at once. */
static size_t use_at_once(size_t clients, const char *promotes) {
    struct stage stage;
    pthread_t threads[CLIENTS];
    bool good = true;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    for (size_t i = 0; i < clients; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, promote_often, &stage), 0);
    for (size_t i = 0; i < clients; i++) {
        void *failed = NULL;
        pthread_join(threads[i], &failed);
        good &= failed == NULL;
    }
    assert_true(good);
    fill_what_is_kept(&stage);
    assert_clean(&stage, promotes);
    clear_stage(&stage);
    return open_descriptors();
}

/* Most of them have to wait: the scripted server takes eight at once. */
static void many_clients_are_served_at_once(void **state) {
    (void)state;
    size_t before = use_at_once(1, "promotes: 20");
    assert_int_equal(use_at_once(CLIENTS, "promotes: 480"), before);
}

/* A large body in both directions, through buffers that are smaller. */
static void bodies_of_any_size_go_through(void **state) {
    enum { SIZE = 3 << 20 };
    struct pc_buf big = {.limit = 2 * SIZE};
    struct pc_buf request = {.limit = 2 * SIZE};
    struct stage stage;
    (void)state;
    pc_buf_appendf(&big, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n",
                   SIZE);
    pc_buf_appendf(&request, "POST " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: %d\r\n\r\n", SIZE);
    size_t heads[] = {big.size, request.size};
    for (int i = 0; i < SIZE / 16; i++) {
        pc_buf_append_text(&big, "0123456789abcdef");
        pc_buf_append_text(&request, "fedcba9876543210");
    }
    const struct pc_script_step steps[] = {{.act = PC_SCRIPT_SEND, .bytes = pc_buf_view(&big)},
                                           {.act = PC_SCRIPT_END}};
    const struct pc_script both = {.steps = steps};
    start_stage(&stage, &both, &(struct pc_proxy_options){0});
    struct pc_http_exchange *exchange = send_bytes(&stage, pc_buf_view(&request));
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    assert_int_equal(answer->progress, PC_HTTP_COMPLETE);
    assert_int_equal(answer->body.size, SIZE);
    assert_memory_equal(answer->body.data, big.data + heads[0], SIZE);
    pc_http_exchange_free(exchange);
    assert_clean(&stage, "exchanges not judged in full: 1");
    pc_buf_clear(&big);
    pc_buf_clear(&request);
    clear_stage(&stage);
}

/* Opened once a request has come. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t came;
    bool open;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false};

static void never_answer(struct pc_connection *connection, void *context) {
    (void)context;
    (void)read_until(connection, PC_VIEW(BODY));
    pthread_mutex_lock(&gate.lock);
    gate.open = true;
    pthread_cond_signal(&gate.came);
    pthread_mutex_unlock(&gate.lock);
    (void)read_until(connection, PC_VIEW("never"));
}

/* Whoever waits for an answer that never comes does not keep the proxy from ending. */
static void the_proxy_ends_in_the_middle(void **state) {
    struct stage stage;
    struct talk talk;
    struct talk idle;
    (void)state;
    struct pc_server *server = start_before(&stage, never_answer, 0);
    begin_talk(&talk, &stage);
    begin_talk(&idle, &stage);
    say(&talk, PROMOTE);
    pthread_mutex_lock(&gate.lock);
    while (!gate.open)
        pthread_cond_wait(&gate.came, &gate.lock);
    pthread_mutex_unlock(&gate.lock);
    assert_clean(&stage, "promotes: 1");
    assert_int_equal(verdict_of(&stage, "server/answered"), PC_VERDICT_NA);
    assert_int_equal(verdict_of(&stage, "client/schema"), PC_VERDICT_PASS);
    end_talk(&talk);
    end_talk(&idle);
    clear_stage(&stage);
    pc_server_stop(server);
}

int run_connection_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_connection_is_kept_on_both_sides),
        cmocka_unit_test(requests_in_one_go_are_answered_in_their_order),
        cmocka_unit_test(a_client_that_waits_for_100_gets_the_servers),
        cmocka_unit_test(a_client_that_waits_may_be_refused),
        cmocka_unit_test(a_client_may_leave_in_the_middle),
        cmocka_unit_test(nobody_listens),
        cmocka_unit_test(a_kept_connection_that_is_closed_is_nobodys_fault),
        cmocka_unit_test(many_clients_are_served_at_once),
        cmocka_unit_test(bodies_of_any_size_go_through),
        cmocka_unit_test(the_proxy_ends_in_the_middle),
    };
    return cmocka_run_group_tests_name("connections", tests, prepare, drop_fixture);
}
