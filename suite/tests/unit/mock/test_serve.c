/* The mock behind its socket: what a single answer cannot show. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

enum { TIMEOUT_MS = 5000 };

#define REQUEST                                                                                              \
    "POST " PROMOTE " HTTP/1.1\r\nHost: a\r\nAuthorization: " KEY "\r\nContent-Length: "                     \
    "%zu\r\n%s\r\n" MINIMAL

struct served {
    struct pc_mock *mock;
    struct pc_server *server;
    struct pc_http_target target;
};

static void serve(struct served *served, const char *fault) {
    char url[64];
    struct pc_error err = {0};
    *served = (struct served){.mock = new_mock_with(fault)};
    if (pc_mock_serve(served->mock, 0, NULL, &served->server, &err) != PC_OK)
        fail_msg("not served: %s", err.message);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_server_port(served->server));
    assert_int_equal(pc_url_parse(url, &served->target.url, NULL), PC_OK);
    served->target.timeout_ms = TIMEOUT_MS;
}

static void stop(struct served *served) {
    pc_server_stop(served->server);
    pc_mock_free(served->mock);
}

static void request_bytes(struct pc_buf *out, const char *fields) {
    pc_buf_init(out, 4096);
    assert_int_equal(pc_buf_appendf(out, REQUEST, sizeof MINIMAL - 1, fields), PC_OK);
}

static struct pc_http_exchange *exchange(const struct served *served) {
    struct pc_buf bytes;
    struct pc_http_exchange *made = NULL;
    request_bytes(&bytes, "Connection: close\r\n");
    assert_int_equal(pc_wire_exchange(&served->target, pc_buf_view(&bytes), NULL, &made, NULL), PC_OK);
    pc_buf_clear(&bytes);
    return made;
}

static void it_answers(void **state) {
    struct served served;
    (void)state;
    serve(&served, NULL);
    struct pc_http_exchange *got = exchange(&served);
    assert_int_equal(got->outcome, PC_HTTP_OUTCOME_ANSWERED);
    assert_int_equal(pc_http_exchange_response(got)->status, 200);
    assert_int_equal(pc_http_exchange_excess(got).size, 0);
    pc_http_exchange_free(got);
    stop(&served);
}

static void outcomes(void **state) {
    static const struct {
        const char *fault;
        int64_t timeout_ms;
        enum pc_http_outcome outcome;
    } rows[] = {
        {"closes-without-answer", TIMEOUT_MS, PC_HTTP_OUTCOME_CLOSED},
        {"closes-in-head", TIMEOUT_MS, PC_HTTP_OUTCOME_CLOSED},
        {"chunks-unfinished", TIMEOUT_MS, PC_HTTP_OUTCOME_CLOSED},
        {"content-length-too-long", TIMEOUT_MS, PC_HTTP_OUTCOME_CLOSED},
        {"reset-without-answer", TIMEOUT_MS, PC_HTTP_OUTCOME_RESET},
        {"resets-in-body", TIMEOUT_MS, PC_HTTP_OUTCOME_RESET},
        {"silent", 150, PC_HTTP_OUTCOME_TIMED_OUT},
        {"silent-in-body", 150, PC_HTTP_OUTCOME_TIMED_OUT},
        {"one-at-a-time", TIMEOUT_MS, PC_HTTP_OUTCOME_ANSWERED},
        {"version-icy", TIMEOUT_MS, PC_HTTP_OUTCOME_GARBLED},
        {"slow", TIMEOUT_MS, PC_HTTP_OUTCOME_ANSWERED},
        {"dripping", TIMEOUT_MS, PC_HTTP_OUTCOME_ANSWERED},
        {"until-close", TIMEOUT_MS, PC_HTTP_OUTCOME_ANSWERED},
        {"eccentric", TIMEOUT_MS, PC_HTTP_OUTCOME_ANSWERED},
    };
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct served served;
        serve(&served, rows[i].fault);
        served.target.timeout_ms = rows[i].timeout_ms;
        struct pc_http_exchange *got = exchange(&served);
        if (got->outcome != rows[i].outcome || !pc_mock_fault_reached(served.mock, rows[i].fault)) {
            print_error("%s: %s\n", rows[i].fault, pc_http_outcome_word(got->outcome));
            wrong++;
        }
        pc_http_exchange_free(got);
        stop(&served);
    }
    assert_int_equal(wrong, 0);
}

/* Two requests on two connections, the second sent before the first answer is read. */
static void overlap(struct served *served, unsigned statuses[2]) {
    struct pc_wire *wires[2] = {NULL, NULL};
    struct pc_buf bytes;
    int64_t deadline_ms = pc_clock_ms() + TIMEOUT_MS;
    request_bytes(&bytes, "Connection: close\r\n");
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(pc_wire_open(&served->target, &wires[i], NULL), PC_OK);
        assert_int_equal(pc_wire_send(wires[i], pc_buf_view(&bytes), deadline_ms, NULL), PC_OK);
    }
    for (size_t i = 0; i < 2; i++) {
        struct pc_buf answer;
        pc_buf_init(&answer, 1 << 16);
        enum pc_status status = PC_OK;
        while (status == PC_OK)
            status = pc_wire_receive(wires[i], deadline_ms, &answer);
        assert_int_equal(status, PC_CLOSED);
        assert_true(answer.size > 12);
        statuses[i] = (unsigned)(answer.data[9] - '0') * 100;
        pc_buf_clear(&answer);
        pc_wire_close(wires[i]);
    }
    pc_buf_clear(&bytes);
}

static size_t deployments_in_staging(struct pc_mock *mock) {
    struct answer answer;
    size_t count = 0;
    put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/deployments"}, &answer);
    struct pc_view rest = answer.message->body;
    struct pc_view mark = PC_VIEW("\"environment\":\"staging\"");
    for (size_t at = pc_view_find(rest, mark); at < rest.size; at = pc_view_find(rest, mark)) {
        rest = pc_view_slice(rest, at + mark.size, rest.size);
        count++;
    }
    clear_answer(&answer);
    return count;
}

/* Whether two requests overlap is the scheduler's affair, so several tries are made; none is a certainty
 * without. */
static void overlapping_promotions(void **state) {
    enum { TRIES = 20 };
    struct served served;
    unsigned statuses[2] = {0, 0};
    (void)state;
    serve(&served, NULL);
    overlap(&served, statuses);
    assert_int_equal(statuses[0], 200);
    assert_int_equal(statuses[1], 200);
    assert_int_equal(deployments_in_staging(served.mock), 1);
    stop(&served);

    serve(&served, "concurrent-500");
    for (int i = 0; i < TRIES && statuses[0] + statuses[1] != 700; i++)
        overlap(&served, statuses);
    assert_int_equal(statuses[0] + statuses[1], 700);
    stop(&served);

    serve(&served, "concurrent-two-current");
    for (int i = 0; i < TRIES && deployments_in_staging(served.mock) < 2; i++)
        overlap(&served, statuses);
    assert_int_equal(deployments_in_staging(served.mock), 2);
    stop(&served);
}

/* What comes for two requests on one connection: one that is refused, then one that is granted. */
static void two_on_one_connection(struct served *served, struct pc_buf *answers) {
    static const char refused[] = "POST " PROMOTE " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
    struct pc_wire *wire = NULL;
    struct pc_buf bytes;
    int64_t deadline_ms = pc_clock_ms() + TIMEOUT_MS;
    request_bytes(&bytes, "Connection: close\r\n");
    pc_buf_init(answers, 1 << 16);
    assert_int_equal(pc_wire_open(&served->target, &wire, NULL), PC_OK);
    assert_int_equal(pc_wire_send(wire, PC_VIEW(refused), deadline_ms, NULL), PC_OK);
    assert_int_equal(pc_wire_send(wire, pc_buf_view(&bytes), deadline_ms, NULL), PC_OK);
    while (pc_wire_receive(wire, deadline_ms, answers) == PC_OK)
        continue;
    pc_wire_close(wire);
    pc_buf_clear(&bytes);
}

static void the_second_request_of_a_connection(void **state) {
    static const struct {
        const char *fault;
        bool has_401, has_200;
        size_t count;
    } rows[] = {
        {NULL, true, true, 2},
        {"drops-every-second", true, false, 1},
        {"pipelined-mixed-up", true, false, 2},
        {"closes-unannounced", true, false, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct served served;
        struct pc_buf answers;
        serve(&served, rows[i].fault);
        two_on_one_connection(&served, &answers);
        struct pc_view rest = pc_buf_view(&answers);
        assert_int_equal(pc_view_find(rest, PC_VIEW("HTTP/1.1 401")) < rest.size, rows[i].has_401);
        assert_int_equal(pc_view_find(rest, PC_VIEW("HTTP/1.1 200")) < rest.size, rows[i].has_200);
        size_t count = 0;
        for (; pc_view_find(rest, PC_VIEW("HTTP/1.1")) < rest.size; count++)
            rest = pc_view_slice(rest, pc_view_find(rest, PC_VIEW("HTTP/1.1")) + 1, rest.size);
        assert_int_equal(count, rows[i].count);
        if (rows[i].fault != NULL)
            assert_true(pc_mock_fault_reached(served.mock, rows[i].fault));
        pc_buf_clear(&answers);
        stop(&served);
    }
}

static void half_a_request_holds_others_up_only_by_fault(void **state) {
    static const char *const faults[] = {NULL, "one-at-a-time"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct served served;
        struct pc_wire *wire = NULL;
        serve(&served, faults[i]);
        assert_int_equal(pc_wire_open(&served.target, &wire, NULL), PC_OK);
        assert_int_equal(pc_wire_send(wire, PC_VIEW("POST / HT"), pc_clock_ms() + TIMEOUT_MS, NULL), PC_OK);
        served.target.timeout_ms = i == 0 ? TIMEOUT_MS : 200;
        struct pc_http_exchange *got = exchange(&served);
        assert_int_equal(got->outcome, i == 0 ? PC_HTTP_OUTCOME_ANSWERED : PC_HTTP_OUTCOME_TIMED_OUT);
        pc_http_exchange_free(got);
        pc_wire_close(wire);
        stop(&served);
    }
}

static void many_requests_on_one_connection(void **state) {
    struct served served;
    struct pc_wire *wire = NULL;
    struct pc_buf bytes, answer;
    int64_t deadline_ms = pc_clock_ms() + TIMEOUT_MS;
    (void)state;
    serve(&served, NULL);
    request_bytes(&bytes, "");
    assert_int_equal(pc_wire_open(&served.target, &wire, NULL), PC_OK);
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE});
    assert_non_null(parser);
    pc_buf_init(&answer, 1 << 16);
    for (int i = 0; i < 10; i++) {
        assert_int_equal(pc_wire_send(wire, pc_buf_view(&bytes), deadline_ms, NULL), PC_OK);
        while (pc_http_parser_message(parser)->progress != PC_HTTP_COMPLETE) {
            pc_buf_reset(&answer);
            assert_int_equal(pc_wire_receive(wire, deadline_ms, &answer), PC_OK);
            assert_int_equal(pc_http_parser_feed(parser, pc_buf_view(&answer)), PC_OK);
        }
        assert_int_equal(pc_http_parser_message(parser)->status, 200);
        assert_int_equal(pc_http_parser_next(parser), PC_OK);
    }
    assert_int_equal(pc_mock_request_count(served.mock), 10);
    pc_http_parser_free(parser);
    pc_wire_close(wire);
    pc_buf_clear(&bytes);
    pc_buf_clear(&answer);
    stop(&served);
}

int run_serve_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_answers),
        cmocka_unit_test(outcomes),
        cmocka_unit_test(overlapping_promotions),
        cmocka_unit_test(the_second_request_of_a_connection),
        cmocka_unit_test(half_a_request_holds_others_up_only_by_fault),
        cmocka_unit_test(many_requests_on_one_connection),
    };
    return cmocka_run_group_tests_name("serve", tests, NULL, NULL);
}
