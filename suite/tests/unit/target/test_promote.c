/* Promotions that take their time, against a peer that counts what it is asked and answers by that count: how
 * long a promotion takes is a number of requests here, so no test hangs on the machine's speed. */
#include "target_tests.h"

#include "pc_target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* "sent again for up to two seconds"; what a slow machine may add. */
#define PATIENCE_MS 2000
#define SLACK_MS    3000
#define FOR_EVER    1000000u

struct peer {
    atomic_uint busy_status; /* of a refused promote */
    atomic_uint busy;        /* so many promotes are refused from now on */
    atomic_uint running;     /* so many looks see a candidate from now on */
    atomic_uint promotes;    /* received */
    atomic_uint looks;       /* received, at the environment `staging` */
    atomic_uint other_looks; /* at any other */
    atomic_bool shows_null;  /* the candidate is always a member, null where there is none */
    atomic_bool blind;       /* has no such GET */
    struct pc_server *server;
    struct pc_target *target;
    char url[64];
};

static void answer_with(struct pc_buf *response, unsigned status, const char *body) {
    (void)pc_buf_appendf(response,
                         "HTTP/1.1 %u X\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                         status, strlen(body), body);
}

static bool take_one(atomic_uint *left) {
    unsigned now = atomic_load(left);
    if (now > 0)
        atomic_store(left, now - 1);
    return now > 0;
}

static void answer_look(struct peer *peer, struct pc_buf *response) {
    if (atomic_load(&peer->blind))
        answer_with(response, 404, "{}");
    else if (take_one(&peer->running))
        answer_with(response, 200,
                    "{\"current_deployment\":{\"id\":\"old\"},\"candidate_deployment\":{\"id\":\"new\"}}");
    else if (atomic_load(&peer->shows_null))
        answer_with(response, 200, "{\"current_deployment\":{\"id\":\"new\"},\"candidate_deployment\":null}");
    else
        answer_with(response, 200, "{\"current_deployment\":{\"id\":\"new\"}}");
}

static enum pc_http_after answer(const struct pc_http_message *request, struct pc_buf *response,
                                 void *context) {
    struct peer *peer = context;
    char body[64];
    if (pc_view_equal_text(request->method, "POST")) {
        unsigned nth = atomic_fetch_add(&peer->promotes, 1) + 1;
        snprintf(body, sizeof body, "{\"nth\":%u}", nth);
        answer_with(response, take_one(&peer->busy) ? atomic_load(&peer->busy_status) : 200, body);
    } else if (pc_view_equal_text(request->target, "/v1/models/m/environments/staging")) {
        atomic_fetch_add(&peer->looks, 1);
        answer_look(peer, response);
    } else if (pc_view_equal_text(request->target, "/v1/models/m/deployments/new")) {
        answer_with(response, 200, "{\"id\":\"new\"}");
    } else {
        atomic_fetch_add(&peer->other_looks, 1);
        answer_with(response, 200, "{\"current_deployment\":null}");
    }
    return PC_HTTP_KEEP_OPEN;
}

static void handle(struct pc_connection *connection, void *context) {
    pc_connection_serve(connection, answer, context, SLACK_MS);
}

static void start(struct peer *peer) {
    *peer = (struct peer){.busy_status = 409};
    const struct pc_server_options how = {.handle = handle, .context = peer};
    struct pc_error err = {0};
    if (pc_server_start(&how, &peer->server, &err) != PC_OK)
        fail_msg("no server: %s", err.message);
    snprintf(peer->url, sizeof peer->url, "http://127.0.0.1:%u", pc_server_port(peer->server));
    static const char *const allowed[] = {"production"};
    const struct pc_target_options who = {.url = peer->url,
                                          .model = "m",
                                          .environment = "staging",
                                          .other_environment = "production",
                                          .deployment = "new",
                                          .allowed_environments = allowed,
                                          .allowed_environment_count = 1,
                                          .key = "abcDEF12.secret"};
    if (pc_target_new(&who, &peer->target, &err) != PC_OK || pc_target_connect(peer->target, &err) != PC_OK)
        fail_msg("no target: %s", err.message);
}

static void stop(struct peer *peer) {
    pc_target_free(peer->target);
    pc_server_stop(peer->server);
}

static void reset_counts(struct peer *peer) {
    atomic_store(&peer->promotes, 0);
    atomic_store(&peer->looks, 0);
    atomic_store(&peer->other_looks, 0);
}

/* Promotes; the status of the answer, and which of all promotes it answers. */
static unsigned promote(struct peer *peer, const char *path, unsigned *nth) {
    const struct pc_request request = {.path = path, .body = "{\"deployment_id\":$deployment}"};
    struct pc_http_exchange *exchange = NULL;
    struct pc_error err = {0};
    if (pc_target_promote(peer->target, &request, &exchange, &err) != PC_OK)
        fail_msg("the promote was not sent: %s", err.message);
    const struct pc_http_message *message = pc_http_exchange_response(exchange);
    unsigned status = message->status;
    static const char before[] = "{\"nth\":";
    assert_true(pc_view_starts_with(message->body, pc_view_of(before)));
    char number[32];
    struct pc_view digits = pc_view_slice(message->body, sizeof before - 1, message->body.size);
    snprintf(number, sizeof number, "%.*s", (int)digits.size, digits.data);
    *nth = (unsigned)strtoul(number, NULL, 10);
    pc_http_exchange_free(exchange);
    return status;
}

/* As `start`, and one promote was accepted. */
static void start_promoted(struct peer *peer) {
    unsigned nth;
    start(peer);
    assert_int_equal(promote(peer, NULL, &nth), 200);
    reset_counts(peer);
}

static void test_sent_again_until_accepted(void **state) {
    (void)state;
    static const struct {
        unsigned status;
        bool is_busy;
    } rows[] = {{409, true}, {423, true}, {429, true}, {400, false}, {403, false}, {503, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct peer peer;
        unsigned nth;
        start_promoted(&peer);
        atomic_store(&peer.busy_status, rows[i].status);
        atomic_store(&peer.busy, 3);
        unsigned status = promote(&peer, NULL, &nth);
        assert_int_equal(status, rows[i].is_busy ? 200 : rows[i].status);
        assert_int_equal(nth, rows[i].is_busy ? 4 : 1);
        assert_int_equal(atomic_load(&peer.promotes), rows[i].is_busy ? 4 : 1);
        stop(&peer);
    }
}

static void test_busy_at_first_is_an_answer(void **state) {
    (void)state;
    struct peer peer;
    unsigned nth;
    start(&peer);
    atomic_store(&peer.busy, FOR_EVER);
    assert_int_equal(promote(&peer, NULL, &nth), 409);
    assert_int_equal(atomic_load(&peer.promotes), 1);
    stop(&peer);
}

static void assert_waited(int64_t since_ms) {
    int64_t waited_ms = pc_clock_ms() - since_ms;
    assert_true(waited_ms >= PATIENCE_MS);
    assert_true(waited_ms < PATIENCE_MS + SLACK_MS);
}

/* What waits in vain twice in a row waits no more: a run of hundreds of promotes has to end. */
static void test_given_up_after_two_seconds(void **state) {
    (void)state;
    struct peer peer;
    struct pc_error err = {0};
    unsigned nth;
    start_promoted(&peer);
    atomic_store(&peer.busy, FOR_EVER);
    atomic_store(&peer.running, FOR_EVER);

    int64_t since_ms = pc_clock_ms();
    assert_int_equal(promote(&peer, NULL, &nth), 409);
    assert_waited(since_ms);
    assert_true(atomic_load(&peer.promotes) > 2);
    assert_int_equal(nth, atomic_load(&peer.promotes));

    since_ms = pc_clock_ms();
    assert_int_equal(pc_target_settle(peer.target, &err), PC_UNSUPPORTED);
    assert_waited(since_ms);
    assert_true(atomic_load(&peer.looks) > 2);
    assert_non_null(strstr(err.message, "candidate_deployment"));
    pc_error_clear(&err);

    reset_counts(&peer);
    assert_int_equal(promote(&peer, NULL, &nth), 409);
    assert_int_equal(atomic_load(&peer.promotes), 1);
    assert_int_equal(pc_target_settle(peer.target, NULL), PC_UNSUPPORTED);
    assert_int_equal(atomic_load(&peer.looks), 1);
    stop(&peer);
}

static void test_settled_where_nothing_runs(void **state) {
    (void)state;
    struct peer peer;
    start(&peer);
    atomic_store(&peer.running, FOR_EVER);
    assert_int_equal(pc_target_settle(peer.target, NULL), PC_OK); /* nothing was promoted */
    assert_int_equal(atomic_load(&peer.looks), 0);
    stop(&peer);

    start_promoted(&peer);
    atomic_store(&peer.shows_null, true);
    assert_int_equal(pc_target_settle(peer.target, NULL), PC_OK);
    atomic_store(&peer.blind, true);
    atomic_store(&peer.running, FOR_EVER);
    assert_int_equal(pc_target_settle(peer.target, NULL), PC_OK);
    assert_int_equal(atomic_load(&peer.looks), 2);
    stop(&peer);
}

static void assert_current(struct peer *peer, const char *id) {
    struct pc_observed seen;
    assert_int_equal(pc_target_observe(peer->target, &seen, NULL), PC_OK);
    assert_true(seen.available);
    assert_string_equal(seen.current_id, id);
}

static void test_settle_waits_for_the_new_deployment(void **state) {
    (void)state;
    struct peer peer;
    unsigned nth;
    start_promoted(&peer);
    atomic_store(&peer.running, 4);
    assert_int_equal(promote(&peer, NULL, &nth), 200);
    assert_current(&peer, "old");
    reset_counts(&peer);
    assert_int_equal(pc_target_settle(peer.target, NULL), PC_OK);
    assert_int_equal(atomic_load(&peer.looks), 3 + 1);
    assert_current(&peer, "new");
    stop(&peer);
}

/* The first promote that is accepted waits too: whether promotions take their time here is learnt by it. */
static void test_the_first_promote_waits(void **state) {
    (void)state;
    struct peer peer;
    unsigned nth;
    start(&peer);
    atomic_store(&peer.running, 2);
    assert_int_equal(promote(&peer, NULL, &nth), 200);
    assert_int_equal(atomic_load(&peer.looks), 2 + 1);
    stop(&peer);
}

static void test_the_environment_that_was_promoted_to_is_asked(void **state) {
    (void)state;
    struct peer peer;
    unsigned nth;
    start_promoted(&peer);
    assert_int_equal(promote(&peer, "/v1/models/$model/environments/$other_environment/promote", &nth), 200);
    assert_int_equal(pc_target_settle(peer.target, NULL), PC_OK);
    assert_int_equal(atomic_load(&peer.looks), 0);
    assert_int_equal(atomic_load(&peer.other_looks), 1);
    stop(&peer);
}

int run_promote_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sent_again_until_accepted),
        cmocka_unit_test(test_busy_at_first_is_an_answer),
        cmocka_unit_test(test_given_up_after_two_seconds),
        cmocka_unit_test(test_settled_where_nothing_runs),
        cmocka_unit_test(test_settle_waits_for_the_new_deployment),
        cmocka_unit_test(test_the_first_promote_waits),
        cmocka_unit_test(test_the_environment_that_was_promoted_to_is_asked),
    };
    return cmocka_run_group_tests_name("promote and settle", tests, NULL, NULL);
}
