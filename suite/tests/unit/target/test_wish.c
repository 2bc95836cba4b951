/* The arithmetic of waiting: what a peer asks for, and the user's rate. */
#include "fake_clock.h"
#include "target_tests.h"

#include "pace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* 1994-11-06T08:49:37Z, the date of RFC 9110 section 5.6.7. */
#define RFC_DATE 784111777
#define DAY_MS   86400000

static int64_t wish(const char *status, const char *field, const char *body) {
    char text[512];
    snprintf(text, sizeof text, "HTTP/1.1 %s X\r\n%s%sContent-Length: %zu\r\n\r\n%s", status, field,
             field[0] == '\0' ? "" : "\r\n", strlen(body), body);
    struct pc_http_exchange exchange = {.outcome = PC_HTTP_OUTCOME_ANSWERED};
    exchange.response_parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE});
    assert_non_null(exchange.response_parser);
    assert_int_equal(pc_http_parser_feed(exchange.response_parser, pc_view_of(text)), PC_OK);
    int64_t ms = wished_pause_ms(&exchange, RFC_DATE);
    pc_http_parser_free(exchange.response_parser);
    return ms;
}

static void test_what_a_peer_asks_for(void **state) {
    (void)state;
    static const struct {
        const char *status, *field, *body;
        int64_t ms;
    } rows[] = {
        {"429", "", "", -1},
        {"429", "Retry-After: 37", "", 37000},
        {"503", "retry-after:  2 ", "", 2000},
        {"429", "Retry-After: 0", "", 0},
        {"200", "Retry-After: 37", "{\"retry_after\":5}", -1},
        {"500", "Retry-After: 37", "", -1},
        {"404", "Retry-After: 37", "", -1},
        /* the three forms of a date */
        {"503", "Retry-After: Sun, 06 Nov 1994 08:49:47 GMT", "", 10000},
        {"503", "Retry-After: Sunday, 06-Nov-94 08:49:47 GMT", "", 10000}, /* not 2094 */
        {"503", "Retry-After: Sun Nov  6 08:49:47 1994", "", 10000},
        {"503", "Retry-After: Sun, 06 Nov 1994 08:49:27 GMT", "", 0},
        {"503", "Retry-After: Mon, 07 Nov 1994 08:49:36 GMT", "", DAY_MS - 1000},
        {"503", "Retry-After: Tue, 01 Mar 2000 00:00:00 GMT", "", DAY_MS},
        {"503", "Retry-After: Tuesday, 01-Mar-22 00:00:00 GMT", "", DAY_MS},
        /* hostile */
        {"429", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", "", DAY_MS},
        {"429", "Retry-After: 99999999999999999999999999", "", DAY_MS},
        {"429", "Retry-After: -5", "", -1},
        {"429", "Retry-After: 1.5", "", -1},
        {"429", "Retry-After: soon", "", -1},
        {"429", "Retry-After: ", "", -1},
        {"429", "Retry-After: Sun, 99 Nov 1994 08:49:47 GMT", "", -1},
        {"429", "Retry-After: Sun, 06 Now 1994 08:49:47 GMT", "", -1},
        {"429", "Retry-After: Sun, 06 Nov 1994 08:49:47 GMT and so on", "", -1},
        {"429", "Retry-After: Sun, 06 Nov 1994 08:49:47 CET", "", -1},
        /* in the body */
        {"429", "", "{\"error\":\"x\",\"retry_after\":37}", 37000},
        {"503", "", "{\"retry_after\":1.5}", 1500},
        {"429", "", "{\"retry_after\":-1}", -1},
        {"429", "", "{\"retry_after\":1e999}", DAY_MS},
        {"429", "", "{\"retry_after\":\"37\"}", -1},
        {"429", "", "{\"retry_after\":null}", -1},
        {"429", "", "{\"retry_after\":37", -1},
        {"429", "Retry-After: 3", "{\"retry_after\":37}", 37000},
        {"429", "Retry-After: 37", "{\"retry_after\":3}", 37000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t ms = wish(rows[i].status, rows[i].field, rows[i].body);
        if (ms != rows[i].ms)
            fail_msg("%s %s %s: %lld ms, not %lld", rows[i].status, rows[i].field, rows[i].body,
                     (long long)ms, (long long)rows[i].ms);
    }
}

static void test_the_rate(void **state) {
    (void)state;
    static const struct {
        int64_t now_us;
        unsigned count;
        int64_t wait_us;
    } rows[] = {
        {1000, 1, 0},    /* the first leaves at once */
        {1500, 1, 500},  /* half an interval later: the other half */
        {2000, 4, 1000}, /* four in one go */
        {3000, 1, 4000}, /* are paid for by the next */
        {50000, 1, 0},   /* a long silence saves nothing up */
        {50000, 1, 1000},
    };
    struct pace pace = {.interval_us = 1000};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(pace_take(&pace, rows[i].now_us, rows[i].count), rows[i].wait_us);
    struct pace unlimited = {0};
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(pace_take(&unlimited, 7, 100), 0);
}

static int64_t interrupted_from_ms;

static bool is_interrupted(void *context) {
    (void)context;
    return fake_now_ms >= interrupted_from_ms;
}

static void test_an_interrupt_ends_a_wait(void **state) {
    (void)state;
    const struct waiting waiting = {
        .now_ms = fake_clock_now_ms, .sleep_ms = fake_clock_sleep_ms, .interrupted = is_interrupted};
    fake_now_ms = 0;
    interrupted_from_ms = INT64_MAX;
    assert_int_equal(wait_ms(&waiting, true, 90000), PC_OK);
    assert_int_equal(fake_now_ms, 90000);
    interrupted_from_ms = 91000;
    assert_int_equal(wait_ms(&waiting, true, 90000), PC_INTERRUPTED);
    assert_true(fake_now_ms >= 91000 && fake_now_ms <= 91100);
    fake_now_ms = 0;
    interrupted_from_ms = 0;
    assert_int_equal(wait_ms(&waiting, false, 1000), PC_OK); /* while putting back */
    assert_int_equal(fake_now_ms, 1000);
}

int run_wish_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_peer_asks_for),
        cmocka_unit_test(test_the_rate),
        cmocka_unit_test(test_an_interrupt_ends_a_wait),
    };
    return cmocka_run_group_tests_name("pauses", tests, NULL, NULL);
}
