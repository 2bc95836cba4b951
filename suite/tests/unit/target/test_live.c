/* What protects a live server, against a peer on loopback that is treated as one. Its answers are a script,
 * and no test waits: the clock is a variable. */
#include "fake_clock.h"
#include "target_tests.h"

#include "target_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define INTERVAL_MS (PC_TARGET_LIVE_INTERVAL_US / 1000)
#define IDLE_MS     3000

#define MAX_SCRIPT 6

/* What the first requests are answered with; 0 ends it. Behind it, each is answered with 200. */
struct script {
    unsigned statuses[MAX_SCRIPT];
    const char *fields[MAX_SCRIPT]; /* a header line, or NULL */
};

struct peer {
    const struct script *script; /* or NULL */
    atomic_uint requests, promotes;
    struct pc_server *server;
    struct pc_target *target;
    char url[64];
};

static bool interrupted;

static bool is_interrupted(void *context) {
    (void)context;
    return interrupted;
}

static enum pc_http_after answer(const struct pc_http_message *request, struct pc_buf *response,
                                 void *context) {
    struct peer *peer = context;
    /* The look behind the first promote is not what the scripts are about. */
    if (pc_view_equal_text(request->target, "/v1/models/m/environments/staging")) {
        (void)pc_buf_append_text(response, "HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\n{}");
        return PC_HTTP_KEEP_OPEN;
    }
    unsigned nth = atomic_fetch_add(&peer->requests, 1);
    if (pc_view_equal_text(request->method, "POST"))
        atomic_fetch_add(&peer->promotes, 1);
    bool scripted = peer->script != NULL && nth < MAX_SCRIPT && peer->script->statuses[nth] != 0;
    const char *field = scripted ? peer->script->fields[nth] : NULL;
    (void)pc_buf_appendf(response, "HTTP/1.1 %u X\r\n%s%sContent-Length: 2\r\n\r\n{}",
                         scripted ? peer->script->statuses[nth] : 200, field != NULL ? field : "",
                         field != NULL ? "\r\n" : "");
    return PC_HTTP_KEEP_OPEN;
}

static void handle(struct pc_connection *connection, void *context) {
    pc_connection_serve(connection, answer, context, IDLE_MS);
}

static const char *const allowed[] = {"staging"};

static const struct pc_target_options careful = {.model = "m",
                                                 .environment = "staging",
                                                 .deployment = "d",
                                                 .key = "abcDEF12.secret",
                                                 .allowed_environments = allowed,
                                                 .allowed_environment_count = 1,
                                                 .careful = true};

static void start(struct peer *peer, struct pc_target_options who, const struct script *script) {
    *peer = (struct peer){.script = script};
    const struct pc_server_options how = {.handle = handle, .context = peer};
    struct pc_error err = {0};
    if (pc_server_start(&how, &peer->server, &err) != PC_OK)
        fail_msg("no server: %s", err.message);
    snprintf(peer->url, sizeof peer->url, "http://127.0.0.1:%u", pc_server_port(peer->server));
    who.url = peer->url;
    if (pc_target_new(&who, &peer->target, &err) != PC_OK)
        fail_msg("no target: %s", err.message);
    fake_now_ms = 1000000;
    interrupted = false;
    peer->target->waiting = (struct waiting){.now_ms = fake_clock_now_ms, .sleep_ms = fake_clock_sleep_ms};
    pc_target_watch(peer->target, is_interrupted, NULL);
    if (pc_target_connect(peer->target, &err) != PC_OK)
        fail_msg("not connected: %s", err.message);
}

static void stop(struct peer *peer) {
    pc_target_free(peer->target);
    pc_server_stop(peer->server);
}

static const struct pc_request promote = {.body = "{\"deployment_id\":$deployment}"};
static const struct pc_request look = {.method = "GET", .path = "/v1/models/$model"};

/* Sends, and gives the answer's status; 0 where nothing was sent: `why` says why. */
static unsigned send(struct peer *peer, const struct pc_request *request, struct pc_error *why) {
    struct pc_http_exchange *exchange = NULL;
    pc_error_clear(why);
    enum pc_status status = pc_target_deliver(peer->target, PC_SEPARATELY, request, 1, &exchange, why);
    unsigned seen = exchange == NULL ? 0 : pc_http_exchange_response(exchange)->status;
    assert_int_equal(status, why->status);
    pc_http_exchange_free(exchange);
    return seen;
}

static void test_every_request_waits_for_its_turn(void **state) {
    (void)state;
    struct peer peer;
    struct pc_error why = {0};
    start(&peer, careful, NULL);
    assert_true(pc_target_is_live(peer.target));
    int64_t began_ms = fake_now_ms;
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(send(&peer, &look, &why), 200);
    assert_int_equal(fake_now_ms - began_ms, 4 * INTERVAL_MS);

    const struct pc_request burst[] = {promote, promote, promote, look};
    static const enum pc_delivery deliveries[] = {PC_SEPARATELY, PC_ON_ONE_CONNECTION, PC_PIPELINED,
                                                  PC_AT_ONCE, PC_WHILE_FIRST_IS_HALF};
    for (size_t i = 0; i < sizeof deliveries / sizeof deliveries[0]; i++) {
        struct pc_http_exchange *out[4];
        unsigned before = peer.target->sent;
        began_ms = fake_now_ms;
        assert_int_equal(pc_target_deliver(peer.target, deliveries[i], burst, 4, out, &why), PC_OK);
        for (size_t k = 0; k < 4; k++)
            pc_http_exchange_free(out[k]);
        assert_int_equal(send(&peer, &look, &why), 200);
        assert_int_equal(fake_now_ms - began_ms, (peer.target->sent - before) * INTERVAL_MS);
    }
    stop(&peer);
}

static void test_loopback_is_in_no_hurry_to_wait(void **state) {
    (void)state;
    struct peer peer;
    struct pc_error why = {0};
    struct pc_target_options who = careful;
    who.careful = false;
    start(&peer, who, NULL);
    int64_t began_ms = fake_now_ms;
    for (unsigned i = 0; i < 5; i++)
        assert_int_equal(send(&peer, &look, &why), 200);
    assert_int_equal(fake_now_ms, began_ms);
    stop(&peer);
    who.interval_us = 3000000;
    start(&peer, who, NULL);
    began_ms = fake_now_ms;
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(send(&peer, &look, &why), 200);
    assert_int_equal(fake_now_ms - began_ms, 6000);
    stop(&peer);
}

static void test_the_budget_of_promotes(void **state) {
    (void)state;
    static const struct {
        unsigned max, kept;
        struct script script;
        unsigned sent; /* of five promotes */
    } rows[] = {
        {0, 0, {.statuses = {200}}, 0},
        {2, 0, {.statuses = {200, 200}}, 2},
        {2, 1, {.statuses = {200, 200}}, 1},
        {2, 3, {.statuses = {200}}, 0},
        /* a refusal costs nothing, whatever else may have changed something */
        {2, 0, {.statuses = {400, 403, 200, 422, 200}}, 5},
        {2, 0, {.statuses = {500, 404, 301, 200}}, 3},
        {2, 1, {.statuses = {400, 400, 400, 400, 200}}, 5},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct peer peer;
        struct pc_error why = {0};
        struct pc_target_options who = careful;
        who.limits_promotes = true;
        who.max_promotes = rows[i].max;
        start(&peer, who, &rows[i].script);
        pc_target_keep(peer.target, 0, rows[i].kept);
        for (unsigned k = 0; k < 5; k++) {
            if (send(&peer, &promote, &why) == 0)
                assert_int_equal(why.status, PC_WITHHELD);
        }
        assert_int_equal(atomic_load(&peer.promotes), rows[i].sent);
        assert_true(pc_target_counts(peer.target).promotes <= rows[i].max);
        assert_int_equal(send(&peer, &look, &why), 200); /* looking is free */
        pc_target_restoring(peer.target);
        bool left = pc_target_counts(peer.target).promotes < rows[i].max;
        assert_int_equal(send(&peer, &promote, &why) != 0, left);
        stop(&peer);
    }
}

static void test_a_safe_method_is_no_promote(void **state) {
    (void)state;
    static const struct {
        const char *method;
        unsigned status, promotes, accepted, left; /* left: where nothing was seen to change */
    } rows[] = {
        {NULL, 200, 1, 1, 1},   {"PUT", 200, 1, 1, 1}, {"OPTIONS", 204, 1, 0, 0},
        {"HEAD", 500, 1, 0, 0}, {"GET", 200, 1, 0, 0}, {"OPTIONS", 405, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct peer peer;
        struct pc_request request = promote;
        struct pc_http_exchange *exchange = NULL;
        request.method = rows[i].method;
        start(&peer, careful, &(struct script){.statuses = {rows[i].status}});
        assert_int_equal(pc_target_send(peer.target, &request, &exchange, NULL), PC_OK);
        assert_int_equal(pc_target_counts(peer.target).promotes, rows[i].promotes);
        assert_int_equal(pc_target_counts(peer.target).accepted, rows[i].accepted);
        pc_target_give_back(peer.target, &request, exchange);
        assert_int_equal(pc_target_counts(peer.target).promotes, rows[i].left);
        pc_http_exchange_free(exchange);
        stop(&peer);
    }
}

static void test_a_probe_is_sent_whole_or_not_at_all(void **state) {
    (void)state;
    static const enum pc_delivery deliveries[] = {PC_SEPARATELY, PC_ON_ONE_CONNECTION, PC_PIPELINED,
                                                  PC_AT_ONCE};
    const struct pc_request burst[] = {promote, promote, promote, look};
    for (size_t i = 0; i < 2 * sizeof deliveries / sizeof deliveries[0]; i++) {
        struct peer peer;
        struct pc_error why = {0};
        struct pc_target_options who = careful;
        bool of_promotes = i % 2 == 0;
        who.limits_promotes = of_promotes;
        who.max_promotes = 2;
        who.max_requests = of_promotes ? 100 : 3;
        start(&peer, who, NULL);
        struct pc_http_exchange *out[4];
        assert_int_equal(pc_target_deliver(peer.target, deliveries[i / 2], burst, 4, out, &why), PC_WITHHELD);
        assert_non_null(strstr(why.message, of_promotes ? "--max-promotes" : "--max-requests"));
        assert_int_equal(atomic_load(&peer.requests), 0);
        stop(&peer);
    }
}

static void test_the_budget_of_requests(void **state) {
    (void)state;
    struct peer peer;
    struct pc_error why = {0};
    struct pc_target_options who = careful;
    who.max_requests = 5;
    start(&peer, who, NULL);
    pc_target_keep(peer.target, 3, 0);
    assert_int_equal(send(&peer, &look, &why), 200);
    assert_int_equal(send(&peer, &look, &why), 200);
    assert_int_equal(send(&peer, &look, &why), 0); /* the other three are kept */
    assert_int_equal(why.status, PC_WITHHELD);
    pc_target_restoring(peer.target);
    for (unsigned i = 0; i < 6; i++)
        send(&peer, &look, &why);
    assert_int_equal(atomic_load(&peer.requests), 5);
    stop(&peer);
}

static void test_time_is_given(void **state) {
    (void)state;
    static const struct {
        struct script script;
        const struct pc_request *request;
        unsigned seen, requests;
        int64_t waited_ms;
        enum pc_status status;
    } rows[] = {
        {{.statuses = {429}, .fields = {"Retry-After: 30"}}, &promote, 200, 2, 30000, PC_OK},
        {{.statuses = {429, 429}, .fields = {"Retry-After: 30", "Retry-After: 40"}},
         &look,
         200,
         3,
         70000,
         PC_OK},
        {{.statuses = {503}, .fields = {"Retry-After: 30"}}, &look, 200, 2, 30000, PC_OK},
        /* never again by itself: it may have been made; nothing is held against the server */
        {{.statuses = {503}, .fields = {"Retry-After: 30"}}, &promote, 503, 1, 0, PC_UNSUPPORTED},
        {{.statuses = {429}, .fields = {NULL}}, &promote, 429, 1, 0, PC_UNSUPPORTED},
        {{.statuses = {503}, .fields = {NULL}}, &promote, 503, 1, 0, PC_OK}, /* that is a fault to be judged
                                                                              */
        /* longer than a run waits altogether */
        {{.statuses = {429}, .fields = {"Retry-After: 121"}}, &promote, 429, 1, 0, PC_UNSUPPORTED},
        {{.statuses = {429, 429}, .fields = {"Retry-After: 80", "Retry-After: 80"}},
         &look,
         429,
         2,
         80000,
         PC_UNSUPPORTED},
        {{.statuses = {429}, .fields = {"Retry-After: -1"}}, &look, 429, 1, 0, PC_UNSUPPORTED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct peer peer;
        struct pc_error why = {0};
        struct pc_target_options who = careful;
        who.interval_us = 1;
        start(&peer, who, &rows[i].script);
        int64_t began_ms = fake_now_ms;
        assert_int_equal(send(&peer, rows[i].request, &why), rows[i].seen);
        assert_int_equal(why.status, rows[i].status);
        assert_int_equal(atomic_load(&peer.requests), rows[i].requests);
        int64_t waited_ms = fake_now_ms - began_ms;
        assert_true(waited_ms >= rows[i].waited_ms && waited_ms < rows[i].waited_ms + 100);
        stop(&peer);
    }
}

static void test_too_long_a_wish_ends_the_run(void **state) {
    (void)state;
    static const struct script script = {.statuses = {503}, .fields = {"Retry-After: 121"}};
    struct peer peer;
    struct pc_error why = {0};
    start(&peer, careful, &script);
    assert_int_equal(send(&peer, &promote, &why), 503);
    assert_int_equal(send(&peer, &look, &why), 0);
    assert_int_equal(why.status, PC_WITHHELD);
    assert_non_null(strstr(why.message, "121 s"));
    assert_non_null(pc_target_stopped(peer.target));
    stop(&peer);
}

static void test_an_interrupt_ends_waiting(void **state) {
    (void)state;
    static const struct script script = {.statuses = {503}, .fields = {"Retry-After: 60"}};
    struct peer peer;
    struct pc_error why = {0};
    start(&peer, careful, &script);
    assert_int_equal(send(&peer, &promote, &why), 503);
    interrupted = true;
    int64_t began_ms = fake_now_ms;
    assert_int_equal(send(&peer, &look, &why), 0);
    assert_int_equal(why.status, PC_INTERRUPTED);
    assert_int_equal(fake_now_ms, began_ms);
    pc_target_restoring(peer.target);
    assert_int_equal(send(&peer, &promote, &why), 200);
    stop(&peer);
}

static void test_three_failures_in_a_row(void **state) {
    (void)state;
    static const struct {
        struct script script;
        unsigned sent; /* of six */
    } rows[] = {
        {{.statuses = {500, 502, 503, 200, 200, 200}}, 3}, {{.statuses = {429, 429, 429, 200, 200, 200}}, 3},
        {{.statuses = {500, 429, 500, 200, 200, 200}}, 3}, {{.statuses = {500, 500, 400, 500, 500, 200}}, 6},
        {{.statuses = {500, 500, 200, 500, 500, 500}}, 6}, {{.statuses = {501, 501, 501, 505, 505, 505}}, 6},
        {{.statuses = {400, 401, 404, 500, 500, 500}}, 6},
    };
    for (size_t i = 0; i < 2 * sizeof rows / sizeof rows[0]; i++) {
        struct peer peer;
        struct pc_error why = {0};
        struct pc_target_options who = careful;
        who.careful = i % 2 == 0;
        start(&peer, who, &rows[i / 2].script);
        for (unsigned k = 0; k < 6; k++) {
            if (send(&peer, k % 2 == 0 ? &look : &promote, &why) == 0)
                assert_int_equal(why.status, PC_WITHHELD);
        }
        /* On this machine a server that fails is judged, however often. */
        assert_int_equal(atomic_load(&peer.requests), who.careful ? rows[i / 2].sent : 6);
        if (rows[i / 2].sent < 6)
            assert_int_equal(pc_target_stopped(peer.target) != NULL, who.careful);
        pc_target_restoring(peer.target);
        assert_int_equal(send(&peer, &promote, &why), 200); /* what was changed is put back all the same */
        stop(&peer);
    }
}

int run_live_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_request_waits_for_its_turn),
        cmocka_unit_test(test_loopback_is_in_no_hurry_to_wait),
        cmocka_unit_test(test_the_budget_of_promotes),
        cmocka_unit_test(test_a_safe_method_is_no_promote),
        cmocka_unit_test(test_a_probe_is_sent_whole_or_not_at_all),
        cmocka_unit_test(test_the_budget_of_requests),
        cmocka_unit_test(test_time_is_given),
        cmocka_unit_test(test_too_long_a_wish_ends_the_run),
        cmocka_unit_test(test_an_interrupt_ends_waiting),
        cmocka_unit_test(test_three_failures_in_a_row),
    };
    return cmocka_run_group_tests_name("live", tests, NULL, NULL);
}
