/* What is kept of many exchanges and of a key; and what is no proxy. */
#include "fixture.h"

#include <stdio.h>

#define STEP_SEND(text)                                                                                      \
    {                                                                                                        \
        .act = PC_SCRIPT_SEND, .bytes = { text, sizeof(text) - 1 }                                           \
    }

static const struct pc_case_result *find_case(const struct stage *stage, const char *id) {
    for (size_t i = 0; i < stage->result.case_count; i++) {
        if (strcmp(stage->result.cases[i].id, id) == 0)
            return &stage->result.cases[i];
    }
    fail_msg("no case %s", id);
    return NULL;
}

static void assert_silent(const char *where, const char *text) {
    if (text != NULL && strstr(text, KEY) != NULL)
        fail_msg("the key stands in %s", where);
}

/* The key in a body, in a path and in an answer: in no line and no report. */
static void the_key_is_nowhere(void **state) {
    static const struct pc_script_step steps[] = {
        STEP_SEND("HTTP/1.1 201 no " KEY "\r\nX-Echo: " KEY "\r\nContent-Length: 34\r\n\r\n" KEY),
        {.act = PC_SCRIPT_END}};
    static const struct pc_script script = {.steps = steps};
    static const char *const requests[] = {
        "GET /" KEY " HTTP/1.1\r\nHost: h\r\nAuthorization: Api-Key " KEY "\r\n\r\n",
        "POST " PATH "?key=" KEY " HTTP/1.1\r\nHost: h\r\nAuthorization: " KEY "\r\nContent-Type: " KEY
        "\r\nContent-Length: 46\r\n\r\n{\"" KEY "\":true,}",
        "POST " PATH " HTTP/1.1\r\nHost: h\r\nno field " KEY "\r\n\r\n",
    };
    struct stage stage;
    struct pc_buf json = {.limit = 1u << 24};
    (void)state;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    for (size_t i = 0; i < COUNT(requests); i++)
        pc_http_exchange_free(send_bytes(&stage, pc_view_of(requests[i])));
    assert_int_equal(end_stage(&stage), PC_OK);
    assert_int_equal(pc_result_begin(&stage.result, "test", "", "proxy", ""), PC_OK);
    assert_int_equal(pc_result_write_json(&stage.result, &json), PC_OK);
    assert_true(stage.result.exchange_count >= 2);
    assert_non_null(strstr(json.data, "[redacted]"));
    assert_non_null(strstr(stage.told.data, "[redacted]"));
    assert_silent("a report", json.data);
    assert_silent("what was told", stage.told.data);
    pc_buf_clear(&json);
    clear_stage(&stage);
}

/* One cause, one finding, however often it is seen; the exchanges that show it are few. */
static void what_is_seen_again_is_counted(void **state) {
    static const struct pc_script_step steps[] = {
        STEP_SEND("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"), {.act = PC_SCRIPT_END}};
    static const struct pc_script script = {.steps = steps};
    struct stage stage;
    (void)state;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    for (int i = 0; i < 5; i++)
        pc_http_exchange_free(send_bytes(&stage, PC_VIEW(PROMOTE)));
    assert_int_equal(end_stage(&stage), PC_OK);
    const struct pc_case_result *one = find_case(&stage, "proxy/server/status");
    assert_int_equal(one->findings.count, 1);
    assert_string_equal(one->findings.items[0].seen, "201 \"Created\" (in 5 exchanges)");
    assert_int_equal(one->exchange_count, 1);
    assert_int_equal(stage.result.exchange_count, 1);
    assert_string_equal(stage.result.exchanges[0].probe, "exchange 1");
    assert_non_null(strstr(stage.result.exchanges[0].curl, stage.upstream_url));
    assert_true(has_note(&stage, "promotes: 5"));
    clear_stage(&stage);
}

/* However many different ones there are, memory and report have an end. */
static void different_findings_have_an_end(void **state) {
    enum { EXCHANGES = PC_PROXY_MAX_KEPT + 20 };
    static const struct pc_script_step steps[] = {
        STEP_SEND("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), {.act = PC_SCRIPT_END}};
    static const struct pc_script script = {.steps = steps};
    struct stage stage;
    (void)state;
    start_stage(&stage, &script, &(struct pc_proxy_options){0});
    for (int i = 0; i < EXCHANGES; i++) {
        char *request =
            pc_text_format("M%d " PATH " HTTP/1.1\r\n" HEAD_LINES "Content-Length: 27\r\n\r\n" BODY, i);
        pc_http_exchange_free(send_bytes(&stage, pc_view_of(request)));
        free(request);
    }
    assert_int_equal(end_stage(&stage), PC_OK);
    const struct pc_case_result *one = find_case(&stage, "proxy/client/method");
    assert_int_equal(one->findings.count, EXCHANGES);
    assert_int_equal(one->exchange_count, 4);
    assert_int_equal(stage.result.exchange_count, PC_PROXY_MAX_KEPT);
    clear_stage(&stage);
}

static void warnings_count_if_they_are_to(void **state) {
    static const struct pc_script_step steps[] = {
        STEP_SEND("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"),
        {.act = PC_SCRIPT_END}};
    static const struct pc_script script = {.steps = steps};
    (void)state;
    for (int strict = 0; strict < 2; strict++) {
        struct stage stage;
        start_stage(&stage, &script, &(struct pc_proxy_options){.strict = strict == 1});
        pc_http_exchange_free(send_bytes(&stage, PC_VIEW(PROMOTE)));
        assert_int_equal(end_stage(&stage), PC_OK);
        assert_int_equal(verdict_of(&stage, "server/framing"),
                         strict == 1 ? PC_VERDICT_FAIL : PC_VERDICT_WARN);
        assert_int_equal(pc_result_exit_status(&stage.result), strict);
        clear_stage(&stage);
    }
}

static void what_cannot_be_a_proxy_is_refused(void **state) {
    static const struct {
        const char *upstream;
        const char *ca_file;
        bool insecure;
        const char *says;
    } bad[] = {
        {"up.example", NULL, false, "http://"},
        {"http://user:password@127.0.0.1", NULL, false, "password"},
        {"http://192.0.2.1", NULL, false, "--allow-live"},
        {"http://[2001:db8::1]:80", NULL, false, "--allow-live"},
        {"http://127.0.0.1", NULL, true, "https://"},
        {"https://127.0.0.1", "/nowhere.pem", false, "/nowhere.pem"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++) {
        const struct pc_proxy_options options = {
            .upstream = bad[i].upstream, .ca_file = bad[i].ca_file, .insecure = bad[i].insecure};
        struct pc_proxy *proxy = NULL;
        struct pc_error err = {0};
        assert_int_not_equal(pc_proxy_start(spec, &options, &proxy, &err), PC_OK);
        assert_null(proxy);
        if (strstr(err.message, bad[i].says) == NULL)
            fail_msg("%s: %s", bad[i].upstream, err.message);
    }
}

int run_report_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_key_is_nowhere),
        cmocka_unit_test(what_is_seen_again_is_counted),
        cmocka_unit_test(different_findings_have_an_end),
        cmocka_unit_test(warnings_count_if_they_are_to),
        cmocka_unit_test(what_cannot_be_a_proxy_is_refused),
    };
    return cmocka_run_group_tests_name("reports", tests, load_fixture, drop_fixture);
}
