/* Every hostile server is judged to the end: it is accused of what it does, the reports are written and safe
 * to store and to show, and nothing is left behind. */
#include "against_mock.h"
#include "pc_report.h"
#include "peer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SHORT_TIMEOUT_MS 200
#define LONG_TIMEOUT_MS  10000
#define MAX_REPORT_SIZE  ((size_t)256 << 20)
#define MAX_PEERS        128

static struct pc_spec *spec;

struct hostile_run {
    const struct peer *peer;
    struct peer_state state;
    struct pc_server *server;
    char url[64];
    struct pc_target *target;
    struct pc_result result;
    struct pc_buf report;
    enum pc_status status;
};

static void start(struct hostile_run *run) {
    const struct peer *peer = run->peer;
    pc_buf_init(&run->report, MAX_REPORT_SIZE);
    atomic_init(&run->state.followed, false);
    if (peer->build != NULL)
        peer->build(&run->state.answer);
    struct pc_error err = {0};
    const struct pc_server_options options = {
        .handle = peer->handle != NULL ? peer->handle : peer_answer,
        .context = &run->state,
    };
    if (pc_server_start(&options, &run->server, &err) != PC_OK)
        fail_msg("the server did not start: %s", err.message);
    snprintf(run->url, sizeof run->url, "http://127.0.0.1:%u", pc_server_port(run->server));
    if (peer->dead) {
        pc_server_stop(run->server);
        run->server = NULL;
    }
}

static void judge(struct hostile_run *run) {
    const struct pc_target_options who =
        mock_target_options(run->url, run->peer->silent ? SHORT_TIMEOUT_MS : LONG_TIMEOUT_MS);
    const char *const patterns[] = {"server/response/**", run->peer->also};
    const struct pc_run_options how = {.run_patterns = patterns,
                                       .run_count = run->peer->every_case     ? 0
                                                    : run->peer->also == NULL ? 1
                                                                              : 2,
                                       .max_level = PC_LEVEL_MAY,
                                       .version = "test"};
    struct pc_error err = {0};
    if (pc_target_new(&who, &run->target, &err) != PC_OK)
        fail_msg("no target: %s", err.message);
    run->status = pc_run_server(spec, run->target, &how, &run->result, &err);
    bool unreachable =
        run->status == PC_UNREACHABLE && (run->peer->dead || run->peer->resets || run->peer->foreign);
    if (run->peer->foreign && !unreachable)
        fail_msg("a peer that speaks something else was judged");
    if (!unreachable && (run->status != PC_OK || run->peer->dead))
        fail_msg("the run ended with %s: %s", pc_status_name(run->status), err.message);
    assert_int_equal(pc_result_redact(&run->result, pc_target_secrets(run->target)), PC_OK);
}

static void end(struct hostile_run *run) {
    pc_buf_clear(&run->report);
    pc_result_clear(&run->result);
    pc_target_free(run->target);
    pc_server_stop(run->server);
    pc_buf_clear(&run->state.answer);
}

static void check_every_case_is_an_error(const struct pc_result *result) {
    for (size_t i = 0; i < result->case_count; i++) {
        assert_int_equal(result->cases[i].verdict, PC_VERDICT_ERROR);
        assert_non_null(result->cases[i].reason);
    }
}

static bool is_accused(const struct hostile_run *run) {
    for (size_t i = 0; i < run->result.case_count; i++) {
        const struct pc_case_result *one = &run->result.cases[i];
        if (pc_glob_match_any(run->peer->finding, one->id) && one->findings.count > 0 &&
            (one->verdict == PC_VERDICT_FAIL || one->verdict == PC_VERDICT_WARN))
            return true;
    }
    return false;
}

static void print_findings(const struct pc_result *result) {
    for (size_t i = 0; i < result->case_count; i++) {
        if (strncmp(result->cases[i].id, "server/response/", strlen("server/response/")) == 0)
            against_mock_print(&result->cases[i]);
    }
}

static void check_verdicts(const struct hostile_run *run) {
    assert_true(run->result.case_count > (run->peer->every_case ? 150 : 50));
    if (!run->peer->races)
        assert_int_equal(pc_result_exit_status(&run->result), run->peer->warned ? 0 : 1);
    assert_false(atomic_load(&run->state.followed));
    if (run->status == PC_UNREACHABLE) {
        check_every_case_is_an_error(&run->result);
    } else if (!is_accused(run)) {
        print_findings(&run->result);
        fail_msg("no case of %s was broken", run->peer->finding);
    }
}

/* No secret, whichever of those that were sent. */
static void check_secrets(const struct hostile_run *run) {
    const struct pc_secrets *secrets = pc_target_secrets(run->target);
    struct pc_view report = pc_buf_view(&run->report);
    assert_true(secrets->count > 0);
    for (size_t i = 0; i < secrets->count; i++) {
        size_t at = pc_view_find(report, pc_view_of(secrets->values[i]));
        if (at < report.size)
            fail_msg("the report holds %s at byte %zu", secrets->values[i], at);
    }
}

static void check_json(struct hostile_run *run) {
    pc_buf_reset(&run->report);
    assert_int_equal(pc_result_write_json(&run->result, &run->report), PC_OK);
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    assert_non_null(reader);
    assert_int_equal(pc_json_read(reader, pc_buf_view(&run->report), &doc, NULL), PC_OK);
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    bool suspicious = pc_json_doc_remark_count(doc) > 0;
    pc_json_reader_free(reader);
    if (fault.kind != PC_JSON_FAULT_NONE)
        fail_msg("results.json: %s at byte %u", pc_json_fault_sentence(fault.kind), fault.offset);
    assert_false(suspicious);
    check_secrets(run);
}

/* Nothing that a terminal obeys: controls, and what turns the direction of text around. */
static void check_text(struct hostile_run *run) {
    static const char *const forbidden[] = {
        "\x1B",         "\xC2\x9B",     "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAD",
        "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8",
    };
    pc_buf_reset(&run->report);
    const struct pc_report_options how = {.verbose = true};
    assert_int_equal(pc_report_text(&run->result, &how, &run->report), PC_OK);
    struct pc_view text = pc_buf_view(&run->report);
    assert_true(pc_utf8_valid(text));
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        assert_int_equal(pc_view_find(text, pc_view_of(forbidden[i])), text.size);
    for (size_t i = 0; i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        if ((byte < ' ' && byte != '\n') || byte == 0x7F)
            fail_msg("the text report holds the byte %02x at %zu", byte, i);
    }
    assert_int_not_equal(pc_view_find(text, PC_VIEW(" skipped\n")), text.size);
    check_secrets(run);
}

static void test_hostile_server(void **state) {
    struct hostile_run run = {.peer = *state};
    start(&run);
    judge(&run);
    check_verdicts(&run);
    check_json(&run);
    check_text(&run);
    end(&run);
}

int main(void) {
    static const struct peer_table *const tables[] = {&peers_of_connections, &peers_without_end,
                                                      &peers_of_framing, &peers_of_content};
    struct CMUnitTest tests[MAX_PEERS] = {0};
    size_t count = 0;
    if (pc_spec_load(NULL, &spec, NULL) != PC_OK)
        return EXIT_FAILURE;
    for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
        for (size_t i = 0; i < tables[t]->count && count < MAX_PEERS; i++) {
            /* cmocka wants a mutable state; the test only reads it. */
            union {
                const void *borrowed;
                void *state;
            } initial = {.borrowed = &tables[t]->peers[i]};
            tests[count++] = (struct CMUnitTest){.name = tables[t]->peers[i].name,
                                                 .test_func = test_hostile_server,
                                                 .initial_state = initial.state};
        }
    }
    int failed = _cmocka_run_group_tests("hostile", tests, count, NULL, NULL);
    pc_spec_free(spec);
    return failed != 0;
}
