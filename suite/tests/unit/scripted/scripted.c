/* Scripts, and what a client of the wire sees of them. */
#include "pc_scripted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ASK          "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi"
#define FINE         "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
#define STEP(name, ...)                                                                                      \
    { .act = PC_SCRIPT_##name, __VA_ARGS__ }
#define BYTES(text) .bytes = {text, sizeof(text) - 1}
#define END                                                                                                  \
    { .act = PC_SCRIPT_END }

struct row {
    const char *name;
    struct pc_script script;
    enum pc_http_outcome outcome;
    unsigned requests;
    const char *body;
};

#define STEPS(...)                                                                                           \
    .steps = (const struct pc_script_step[]) {                                                               \
        __VA_ARGS__, END                                                                                     \
    }

static const struct row rows[] = {
    {"send", {STEPS(STEP(SEND, BYTES(FINE)))}, PC_HTTP_OUTCOME_ANSWERED, 1, "ok"},
    {"drip", {STEPS(STEP(DRIP, BYTES(FINE), .pause_ms = 0))}, PC_HTTP_OUTCOME_ANSWERED, 1, "ok"},
    {"early hints",
     {STEPS(STEP(SEND, BYTES("HTTP/1.1 103 Early Hints\r\n\r\n")), STEP(PAUSE, .pause_ms = 1),
            STEP(SEND, BYTES(FINE)))},
     PC_HTTP_OUTCOME_ANSWERED,
     1,
     "ok"},
    {"close", {STEPS(STEP(CLOSE, .pause_ms = 0))}, PC_HTTP_OUTCOME_CLOSED, 1, NULL},
    {"close in the middle",
     {STEPS(STEP(SEND, BYTES("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok")), STEP(CLOSE, .pause_ms = 0))},
     PC_HTTP_OUTCOME_CLOSED,
     1,
     "ok"},
    {"reset", {STEPS(STEP(RESET, .pause_ms = 0))}, PC_HTTP_OUTCOME_RESET, 1, NULL},
    {"reset after the head",
     {PC_SCRIPT_AFTER_HEAD, STEPS(STEP(RESET, .pause_ms = 0))},
     PC_HTTP_OUTCOME_RESET,
     1,
     NULL},
    {"silence", {STEPS(STEP(SILENCE, .pause_ms = 0))}, PC_HTTP_OUTCOME_TIMED_OUT, 1, NULL},
    {"an answer to nothing",
     {PC_SCRIPT_AT_ONCE, STEPS(STEP(SEND, BYTES(FINE)), STEP(SILENCE, .pause_ms = 0))},
     PC_HTTP_OUTCOME_ANSWERED,
     0,
     "ok"},
    {"repeat",
     {STEPS(STEP(SEND, BYTES("HTTP/1.1 200 OK\r\nContent-Length: 4096\r\n\r\n")),
            STEP(REPEAT, BYTES("xxxxxxxx"), .total = 4096))},
     PC_HTTP_OUTCOME_ANSWERED,
     1,
     NULL},
};

static void test_row(void **state) {
    const struct row *row = *state;
    struct pc_scripted *server = NULL;
    struct pc_http_exchange *exchange = NULL;
    char url[64];
    assert_int_equal(pc_scripted_start(&row->script, &server, NULL), PC_OK);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_scripted_port(server));
    struct pc_http_target target = {.timeout_ms = row->outcome == PC_HTTP_OUTCOME_TIMED_OUT ? 60 : 5000};
    const struct pc_wire_options how = {.linger_ms = 1};
    assert_int_equal(pc_url_parse(url, &target.url, NULL), PC_OK);
    assert_int_equal(pc_wire_exchange(&target, PC_VIEW(ASK), &how, &exchange, NULL), PC_OK);
    if (exchange->outcome != row->outcome)
        fail_msg("%s: %s", row->name, pc_http_outcome_word(exchange->outcome));
    if (row->body != NULL)
        assert_true(pc_view_equal_text(pc_http_exchange_response(exchange)->body, row->body));
    pc_http_exchange_free(exchange);
    const struct pc_scripted_record *record = pc_scripted_stop(server);
    assert_int_equal(record->connections, 1);
    if (row->requests > 0) {
        assert_int_equal(record->requests, row->requests);
        struct pc_view raw = pc_buf_view(&record->kept[0].raw);
        assert_true(raw.size > 0 && memcmp(raw.data, ASK, raw.size) == 0);
        if (row->script.moment == PC_SCRIPT_AFTER_REQUEST)
            assert_int_equal(raw.size, sizeof ASK - 1);
    }
    pc_scripted_free(server);
}

/* Who waits for 100 Continue gets it, or waits in vain. */
static void test_invitation(void **state) {
    (void)state;
    static const struct pc_script_step steps[] = {STEP(SEND, BYTES(FINE)), END};
    for (int uninvited = 0; uninvited < 2; uninvited++) {
        const struct pc_script script = {.steps = steps, .uninvited = uninvited != 0};
        struct pc_scripted *server = NULL;
        struct pc_wire *wire = NULL;
        struct pc_buf answers;
        char url[64];
        pc_buf_init(&answers, 4096);
        assert_int_equal(pc_scripted_start(&script, &server, NULL), PC_OK);
        snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_scripted_port(server));
        struct pc_http_target target = {.timeout_ms = 5000};
        int64_t deadline_ms = pc_clock_ms() + (uninvited ? 60 : 5000);
        assert_int_equal(pc_url_parse(url, &target.url, NULL), PC_OK);
        assert_int_equal(pc_wire_open(&target, &wire, NULL), PC_OK);
        assert_int_equal(pc_wire_send(wire,
                                      PC_VIEW("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n"
                                              "Expect: 100-continue\r\n\r\n"),
                                      deadline_ms, NULL),
                         PC_OK);
        assert_int_equal(pc_wire_receive(wire, deadline_ms, &answers), uninvited ? PC_TIMEOUT : PC_OK);
        assert_true(uninvited || pc_view_starts_with(pc_buf_view(&answers), PC_VIEW("HTTP/1.1 100 ")));
        pc_wire_close(wire);
        pc_buf_clear(&answers);
        pc_scripted_free(server);
    }
}

/* Two requests in one breath are two, each with its answer. */
static void test_keep_alive(void **state) {
    (void)state;
    static const struct pc_script_step steps[] = {STEP(SEND, BYTES(FINE)), END};
    const struct pc_script script = {.steps = steps};
    struct pc_scripted *server = NULL;
    struct pc_wire *wire = NULL;
    struct pc_buf answers;
    char url[64];
    pc_buf_init(&answers, 4096);
    assert_int_equal(pc_scripted_start(&script, &server, NULL), PC_OK);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_scripted_port(server));
    struct pc_http_target target = {.timeout_ms = 5000};
    int64_t deadline_ms = pc_clock_ms() + 5000;
    assert_int_equal(pc_url_parse(url, &target.url, NULL), PC_OK);
    assert_int_equal(pc_wire_open(&target, &wire, NULL), PC_OK);
    assert_int_equal(pc_wire_send(wire, PC_VIEW(ASK ASK), deadline_ms, &answers), PC_OK);
    while (answers.size < 2 * (sizeof FINE - 1))
        assert_int_equal(pc_wire_receive(wire, deadline_ms, &answers), PC_OK);
    pc_wire_close(wire);
    const struct pc_scripted_record *record = pc_scripted_stop(server);
    assert_int_equal(record->connections, 1);
    assert_int_equal(record->requests, 2);
    assert_string_equal(record->kept[0].raw.data, ASK);
    assert_string_equal(record->kept[1].raw.data, ASK);
    assert_string_equal(record->kept[1].answer.data, FINE);
    pc_buf_clear(&answers);
    pc_scripted_free(server);
}

int main(void) {
    struct CMUnitTest tests[COUNT(rows) + 1] = {cmocka_unit_test(test_keep_alive),
                                                cmocka_unit_test(test_invitation)};
    for (size_t i = 0; i < COUNT(rows); i++) {
        union {
            const void *borrowed;
            void *state;
        } initial = {.borrowed = &rows[i]};
        tests[i + 1] =
            (struct CMUnitTest){.name = rows[i].name, .test_func = test_row, .initial_state = initial.state};
    }
    return cmocka_run_group_tests_name("scripted", tests, NULL, NULL) != 0;
}
