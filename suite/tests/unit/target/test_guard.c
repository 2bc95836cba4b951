/* Who may be sent to. 192.0.2.0/24 (RFC 5737) is nobody's, and no packet leaves for it here. */
#include "target_tests.h"

#include "target_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const staging[] = {"staging"};
static const char *const both[] = {"staging", "production"};

/* The guard alone: the address that was connected to decides, not the name. */
static void test_words_of_the_user(void **state) {
    (void)state;
    static const struct {
        bool loopback, allow_live, careful;
        const char *environment, *other;
        const char *const *allowed;
        size_t count;
        const char *named; /* in the refusal; NULL: let through */
    } rows[] = {
        {true, false, false, "staging", NULL, NULL, 0, NULL},
        {true, false, true, "staging", NULL, NULL, 0, "--allow-env staging"},
        {true, false, true, "staging", NULL, staging, 1, NULL},
        {true, false, false, "production", NULL, NULL, 0, "--allow-env production"},
        {true, true, false, "production", NULL, staging, 1, "--allow-env production"},
        {true, false, false, "staging", "production", staging, 1, "--allow-env production"},
        {true, false, false, "staging", "production", both, 2, NULL},
        {false, false, false, "staging", NULL, staging, 1, "--allow-live"},
        {false, false, true, "staging", NULL, staging, 1, "--allow-live"},
        {false, true, false, "staging", NULL, NULL, 0, "--allow-env staging"},
        {false, true, false, "staging", "qa", staging, 1, "--allow-env qa"},
        {false, true, false, "Staging", NULL, staging, 1, "--allow-env Staging"},
        {false, true, false, "staging", NULL, staging, 1, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct pc_target target = {.options = {.allow_live = rows[i].allow_live,
                                                     .careful = rows[i].careful,
                                                     .environment = rows[i].environment,
                                                     .other_environment = rows[i].other,
                                                     .allowed_environments = rows[i].allowed,
                                                     .allowed_environment_count = rows[i].count}};
        struct pc_error err = {0};
        enum pc_status status = pc_target_guard(&target, rows[i].loopback, &err);
        if (rows[i].named == NULL ? status != PC_OK : strstr(err.message, rows[i].named) == NULL)
            fail_msg("row %zu: %s", i, err.message);
    }
}

static const struct pc_target_options elsewhere = {.url = "http://192.0.2.1:9",
                                                   .model = "m",
                                                   .environment = "staging",
                                                   .deployment = "d",
                                                   .key = "abcDEF12.secret"};

static void test_refused_before_a_packet_leaves(void **state) {
    (void)state;
    for (int allow_live = 0; allow_live <= 1; allow_live++) {
        struct pc_target_options who = elsewhere;
        struct pc_target *target = NULL;
        struct pc_error err = {0};
        who.allow_live = allow_live == 1;
        assert_int_equal(pc_target_new(&who, &target, NULL), PC_OK);
        assert_int_equal(pc_target_connect(target, &err), PC_USAGE);
        assert_non_null(strstr(err.message, allow_live == 1 ? "--allow-env staging" : "--allow-live"));
        assert_true(target->peer.loopback_only);
        struct pc_http_exchange *exchange = NULL;
        const struct pc_request request = {.body = "{}"};
        assert_int_equal(pc_target_send(target, &request, &exchange, NULL), PC_INTERNAL);
        pc_target_free(target);
    }
}

static void handle(struct pc_connection *connection, void *context) {
    (void)connection;
    (void)context;
}

/* A name that led to this machine when the guards were asked, and leads elsewhere now. */
static void test_a_name_that_leads_elsewhere_later(void **state) {
    (void)state;
    struct pc_server *server = NULL;
    assert_int_equal(pc_server_start(&(struct pc_server_options){.handle = handle}, &server, NULL), PC_OK);
    char url[64];
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_server_port(server));
    for (int allow_live = 0; allow_live <= 1; allow_live++) {
        struct pc_target_options who = elsewhere;
        struct pc_target *target = NULL;
        who.url = url;
        who.allow_live = allow_live == 1;
        assert_int_equal(pc_target_new(&who, &target, NULL), PC_OK);
        assert_int_equal(pc_target_connect(target, NULL), PC_OK);
        snprintf(target->peer.url.host, sizeof target->peer.url.host, "192.0.2.1");
        snprintf(target->peer.url.authority, sizeof target->peer.url.authority, "192.0.2.1:9");
        struct pc_http_exchange *exchange = NULL;
        const struct pc_request request = {.body = "{}"};
        assert_int_equal(pc_target_send(target, &request, &exchange, NULL), PC_OK);
        assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_UNREACHABLE);
        assert_non_null(strstr(exchange->detail, "not on this machine"));
        pc_http_exchange_free(exchange);
        pc_target_free(target);
    }
    pc_server_stop(server);
}

int run_guard_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words_of_the_user),
        cmocka_unit_test(test_refused_before_a_packet_leaves),
        cmocka_unit_test(test_a_name_that_leads_elsewhere_later),
    };
    return cmocka_run_group_tests_name("guards", tests, NULL, NULL);
}
