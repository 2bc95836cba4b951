/* Golden texts: each written by hand from the format. */
#include "support.h"

#include <stdio.h>
#include <string.h>

static void all_green(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    for (int i = 0; i < 11; i++)
        add_case(&result, "server/response/status", "t", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    add_case(&result, "server/auth/missing", "t", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    expect_text(&result, &(struct pc_report_options){.report_dir = "./reports"},
                "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
                "\n"
                "response  11 pass\n"
                "auth       1 pass\n"
                "\n"
                "report: ./reports/results.json\n"
                "no warnings, no notes\n"
                "12 passed, 0 failed, 0 skipped\n");
    pc_result_clear(&result);
}

static void nothing(void **state) {
    (void)state;
    struct pc_result result = {.interrupted = true, .strict = true};
    fill_head(&result);
    assert_int_equal(pc_result_add_note(&result, "certificates were not checked (--insecure)"), PC_OK);
    expect_text(&result, &(struct pc_report_options){0},
                "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
                "certificates were not checked (--insecure)\n"
                "strict: warnings count as failures\n"
                "interrupted: this is what was judged until then\n"
                "\n"
                "no warnings, no notes\n"
                "0 passed, 0 failed, 0 skipped\n");
    pc_result_clear(&result);
}

static void make_unjudged(struct pc_result *result) {
    add_case(result, "server/request/a/null", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
             "server/promote/minimal failed");
    add_case(result, "server/request/a/array", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
             "server/promote/minimal failed");
    add_case(result, "server/request/abc", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
             "server/promote/minimal failed");
    add_case(result, "server/request/b", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
             "server/promote/minimal failed");
    add_case(result, "server/promote/stored", "t", PC_LEVEL_MUST, PC_VERDICT_NA,
             "the server shows no deployments");
    add_case(result, "server/promote/demoted", "t", PC_LEVEL_MUST, PC_VERDICT_NA,
             "the server shows no deployments");
    add_case(result, "server/promote/other", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no --other-env was given");
    add_case(result, "server/http/chunked", "t", PC_LEVEL_MUST, PC_VERDICT_SKIP, "--skip 'server/http/ch*'");
}

/* A run with each verdict. The order of the cases is not that of the text: what counts comes first. */
static void make_mixed(struct pc_result *result) {
    char twelve[64];
    snprintf(twelve, sizeof twelve, "12 bytes: \x1b[2J%sevil\n", override);
    fill_head(result);
    size_t promote =
        add_exchange(result, "curl -sS -X POST 'http://127.0.0.1:41233/v1/models/m/environments/e/promote' "
                             "-H 'Authorization: Api-Key '\"$PROMOTECHECK_API_KEY\" --data-raw '{}'");
    size_t raw = add_exchange(result, NULL);
    struct pc_case_result *one = add_case(result, "server/promote/repeated", "a second promotion is answered",
                                          PC_LEVEL_MAY, PC_VERDICT_NOTE, NULL);
    add_finding(one, &(struct pc_finding){.cite = keep("docs:x"), .seen = keep("409 Conflict")});
    add_case(result, "server/response/complete", "the reply fits its schema", PC_LEVEL_MUST, PC_VERDICT_PASS,
             NULL);
    one = add_case(result, "server/response/required/status",
                   "every key that the contract requires is in the reply", PC_LEVEL_MUST, PC_VERDICT_FAIL,
                   NULL);
    add_finding(
        one, &(struct pc_finding){.requirement = keep("every key that the contract requires is in the reply"),
                                  .cite = keep("spec:#/components/schemas/DeploymentV1/required/6"),
                                  .at = keep("/status"),
                                  .line = 1,
                                  .column = 14,
                                  .expected = keep("the key \"status\""),
                                  .seen = keep("no such key")});
    assert_int_equal(pc_case_result_add_exchange(one, promote), PC_OK);
    one = add_case(result, "server/response/status/enum", "the status is one of fourteen", PC_LEVEL_MUST,
                   PC_VERDICT_FAIL, NULL);
    assert_int_equal(pc_case_result_add_exchange(one, promote), PC_OK);
    add_finding(one, &(struct pc_finding){.requirement = keep("the status is one of fourteen"),
                                          .cite = keep("spec:#/components/schemas/DeploymentV1/required/6"),
                                          .at = keep("/status"),
                                          .line = 1,
                                          .column = 14,
                                          .expected = keep("the key \"status\""),
                                          .seen = keep("no such key")});
    one = add_case(result, "server/http/trailing", "no bytes follow the answer", PC_LEVEL_SHOULD,
                   PC_VERDICT_WARN, NULL);
    add_finding(one, &(struct pc_finding){.requirement = keep("an answer ends where its framing says so"),
                                          .cite = keep("rfc9112:6.3"),
                                          .seen = keep(twelve)});
    assert_int_equal(pc_case_result_add_exchange(one, raw), PC_OK);
    one = add_case(result, "server/auth/wrong", "a wrong key is refused", PC_LEVEL_MUST, PC_VERDICT_ERROR,
                   "out of memory");
    assert_int_equal(pc_case_result_add_cite(one, "spec:#/security/0"), PC_OK);
    add_case(result, "server/auth/old", "an old failure", PC_LEVEL_MUST, PC_VERDICT_STALE,
             "listed as known, it passes now");
    add_case(result, "server/auth/known", "a known failure", PC_LEVEL_MUST, PC_VERDICT_KNOWN, NULL);
    make_unjudged(result);
}

static void mixed_run(void **state) {
    (void)state;
    struct pc_result result = {0};
    make_mixed(&result);
    expect_text(
        &result, &(struct pc_report_options){.report_dir = "out"},
        "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
        "\n"
        "promote                                             1 note                         3 n/a\n"
        "response  1 pass  2 fail\n"
        "http                                        1 warn                                        1 skip\n"
        "auth                      1 error  1 stale                  1 known\n"
        "request                                                              4 untestable\n"
        "\n"
        "FAIL  server/response/required/status   must\n"
        "      every key that the contract requires is in the reply\n"
        "      spec:#/components/schemas/DeploymentV1/required/6\n"
        "      at        /status (line 1, column 14)\n"
        "      expected  the key \"status\"\n"
        "      seen      no such key\n"
        "      also      server/response/status/enum\n"
        "      repeat    curl -sS -X POST 'http://127.0.0.1:41233/v1/models/m/environments/e/promote' "
        "-H 'Authorization: Api-Key '\"$PROMOTECHECK_API_KEY\" --data-raw '{}'\n"
        "\n"
        "ERROR server/auth/wrong   must\n"
        "      a wrong key is refused\n"
        "      spec:#/security/0\n"
        "      reason    out of memory\n"
        "\n"
        "STALE server/auth/old   must\n"
        "      an old failure\n"
        "      reason    listed as known, it passes now\n"
        "\n"
        "WARN  server/http/trailing   should\n"
        "      an answer ends where its framing says so\n"
        "      rfc9112:6.3\n"
        "      seen      12 bytes: \\x1B[2J\\u{202E}evil\\x0A\n"
        "      repeat    a request that curl cannot send: its bytes stand in results.json\n"
        "\n"
        "KNOWN server/auth/known: a known failure\n"
        "NOTE  server/promote/repeated: a second promotion is answered; seen: 409 Conflict\n"
        "\n"
        "not tested: 4 cases (server/request/\xE2\x80\xA6): server/promote/minimal failed\n"
        "not applicable: 2 cases (server/promote/stored, server/promote/demoted): the server shows no\n"
        "    deployments\n"
        "not applicable: 1 case (server/promote/other): no --other-env was given\n"
        "skipped: 1 case (server/http/chunked): --skip 'server/http/ch*'\n"
        "known: 1 case: a failure that the user listed as known: it does not count\n"
        "stale: 1 case: listed as known, but it passes now: this counts\n"
        "\n"
        "report: out/results.json\n"
        "1 warning, 1 note\n"
        "4 passed, 8 failed, 4 skipped\n");
    pc_result_clear(&result);
}

/* What is shared is said once: one command line for blocks in a row, one line for cases that were not judged.
 * The same finding on another request is another matter. */
static void make_shared(struct pc_result *result) {
    fill_head(result);
    size_t first = add_exchange(result, "curl 'http://h/1'");
    size_t second = add_exchange(result, "curl 'http://h/2'");
    static const char *const ids[] = {"server/a/1", "server/a/2", "server/a/3"};
    for (size_t i = 0; i < 3; i++) {
        struct pc_case_result *one = add_case(result, ids[i], "t", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
        add_finding(one, &(struct pc_finding){.cite = keep("c"), .seen = keep(i == 0 ? "x" : "y")});
        assert_int_equal(pc_case_result_add_exchange(one, i == 2 ? second : first), PC_OK);
    }
    struct pc_case_result *many = add_case(result, "server/a/4", "t", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    size_t steps[] = {first, first, second, first, add_exchange(result, NULL), second};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        assert_int_equal(pc_case_result_add_exchange(many, steps[i]), PC_OK);
    add_case(result, "server/b/k/1", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/1");
    add_case(result, "server/b/k/2", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k at all");
    add_case(result, "server/b/k/3", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/3");
    add_case(result, "server/b/k/3/deeper", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/3/deeper");
    add_case(result, "server/b/k/4", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/4");
    add_case(result, "server/b/k/5", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k at all");
    add_case(result, "server/b/k/6", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/6");
    add_case(result, "server/b/k/7", "t", PC_LEVEL_MUST, PC_VERDICT_SKIP, "no k/6");
}

static void shared(void **state) {
    (void)state;
    struct pc_result result = {0};
    make_shared(&result);
    expect_text(&result, &(struct pc_report_options){0},
                "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
                "\n"
                "a  4 fail\n"
                "b          7 n/a  1 skip\n"
                "\n"
                "FAIL  server/a/1   must\n"
                "      t\n"
                "      c\n"
                "      seen      x\n"
                "      repeat    curl 'http://h/1'\n"
                "\n"
                "FAIL  server/a/2   must\n"
                "      t\n"
                "      c\n"
                "      seen      y\n"
                "      repeat    as above\n"
                "\n"
                "FAIL  server/a/3   must\n"
                "      t\n"
                "      c\n"
                "      seen      y\n"
                "      repeat    curl 'http://h/2'\n"
                "\n"
                "FAIL  server/a/4   must\n"
                "      t\n"
                "      repeat    curl 'http://h/1'\n"
                "      then      curl 'http://h/2'\n"
                "      then      curl 'http://h/1'\n"
                "      then      a request that curl cannot send: its bytes stand in results.json\n"
                "      then      the further requests in results.json\n"
                "\n"
                "not applicable: 4 cases (server/b/k/\xE2\x80\xA6): no k/1, and so on\n"
                "not applicable: 2 cases (server/b/k/2, server/b/k/5): no k at all\n"
                "not applicable: 1 case (server/b/k/3/deeper): no k/3/deeper\n"
                "skipped: 1 case (server/b/k/7): no k/6\n"
                "\n"
                "no warnings, no notes\n"
                "0 passed, 4 failed, 8 skipped\n");
    pc_result_clear(&result);
}

/* Long texts wrap at the width, under their label; a word that is longer than a line is cut; a curl line and
 * a citation are not. */
static void narrow(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    size_t index = add_exchange(&result, "curl -sS 'http://127.0.0.1:41233/a/rather/long/path'");
    struct pc_case_result *one =
        add_case(&result, "server/response/json", "the body is one JSON value by RFC 8259", PC_LEVEL_MUST,
                 PC_VERDICT_FAIL, NULL);
    assert_int_equal(pc_case_result_add_exchange(one, index), PC_OK);
    add_finding(
        one, &(struct pc_finding){.cite = keep("spec:#/components/schemas/DeploymentV1/required/6"),
                                  .line = 7,
                                  .column = 1,
                                  .expected = keep("one two three four five six seven eight"),
                                  .seen = keep("0123456789012345678901234567890123456789 \xC3\xBC\xC3\xBC")});
    add_finding(one, &(struct pc_finding){.at = keep(""), .seen = keep("")});
    one = add_case(&result, "server/http/trace", "TRACE is answered, promoting nothing", PC_LEVEL_MAY,
                   PC_VERDICT_NOTE, NULL);
    add_finding(one, &(struct pc_finding){.seen = keep("405 Method Not Allowed")});
    add_finding(one, &(struct pc_finding){.at = keep("x")});
    add_finding(one, &(struct pc_finding){.seen = keep("no body")});
    expect_text(&result, &(struct pc_report_options){.width = 40},
                "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
                "\n"
                "response  1 fail\n"
                "http              1 note\n"
                "\n"
                "FAIL  server/response/json   must\n"
                "      the body is one JSON value by RFC\n"
                "      8259\n"
                "      spec:#/components/schemas/DeploymentV1/required/6\n"
                "      at        line 7, column 1\n"
                "      expected  one two three four five\n"
                "                six seven eight\n"
                "      seen      012345678901234567890123\n"
                "                4567890123456789 \xC3\xBC\xC3\xBC\n"
                "      at        the whole body\n"
                "      seen      \n"
                "      repeat    curl -sS 'http://127.0.0.1:41233/a/rather/long/path'\n"
                "\n"
                "NOTE  server/http/trace: TRACE is\n"
                "      answered, promoting nothing; seen:\n"
                "      405 Method Not Allowed, no body\n"
                "\n"
                "no warnings, 1 note\n"
                "1 passed, 1 failed, 0 skipped\n");
    pc_result_clear(&result);
}

/* Notes of one kind: cases of one area that saw the same. Three are named. */
static void make_notes(struct pc_result *result) {
    static const struct {
        const char *id, *seen;
    } notes[] = {
        {"client/a/1", "kept"},  {"client/b/1", "kept"},   {"client/a/2", "kept"},  {"client/a/b/3", "kept"},
        {"client/a/4", "other"}, {"client/a/b/5", "kept"}, {"client/ab/1", "kept"}, {"client/b/2", "kept"},
        {"client/c/1", NULL},    {"client/c/2", NULL},     {"client/c/3", NULL},    {"client/c/4", NULL},
    };
    fill_head(result);
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++) {
        struct pc_case_result *one = add_case(result, notes[i].id, "t", PC_LEVEL_MAY, PC_VERDICT_NOTE, NULL);
        add_finding(one, &(struct pc_finding){.at = keep("x"),
                                              .seen = notes[i].seen == NULL ? NULL : keep(notes[i].seen)});
    }
}

static void counted(void **state) {
    (void)state;
    struct pc_result result = {0};
    make_notes(&result);
    expect_text(&result, &(struct pc_report_options){0},
                "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
                "\n"
                "a   5 note\n"
                "b   2 note\n"
                "ab  1 note\n"
                "c   4 note\n"
                "\n"
                "NOTE  4 cases of client/a; seen: kept\n"
                "NOTE  client/b/1: t; seen: kept\n"
                "NOTE  client/a/4: t; seen: other\n"
                "NOTE  client/ab/1: t; seen: kept\n"
                "NOTE  client/b/2: t; seen: kept\n"
                "NOTE  client/c/1: t\n"
                "NOTE  client/c/2: t\n"
                "NOTE  client/c/3: t\n"
                "NOTE  client/c/4: t\n"
                "      (-v names each of them, and so does results.json)\n"
                "\n"
                "no warnings, 12 notes\n"
                "12 passed, 0 failed, 0 skipped\n");
    struct pc_buf all;
    pc_buf_init(&all, SIZE_MAX);
    assert_int_equal(pc_report_text(&result, &(struct pc_report_options){.verbose = true}, &all), PC_OK);
    assert_non_null(strstr(all.data, "NOTE  client/a/1: t; seen: kept\n"));
    assert_non_null(strstr(all.data, "NOTE  client/a/b/5: t; seen: kept\n"));
    assert_null(strstr(all.data, "cases of"));
    assert_null(strstr(all.data, "-v names"));
    pc_buf_clear(&all);
    pc_result_clear(&result);
}

/* A case about a must may find a broken should as well, and then warns. */
static void weight(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    struct pc_case_result *one = add_case(&result, "client/a/1", "t", PC_LEVEL_MUST, PC_VERDICT_WARN, NULL);
    add_finding(one, &(struct pc_finding){.requirement = keep("asked once"), .seen = keep("2 requests")});
    expect_text(&result, &(struct pc_report_options){0},
                "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
                "\n"
                "a  1 warn\n"
                "\n"
                "WARN  client/a/1   should\n"
                "      asked once\n"
                "      seen      2 requests\n"
                "\n"
                "1 warning, no notes\n"
                "1 passed, 0 failed, 0 skipped\n");
    pc_result_clear(&result);
}

int run_text_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_green), cmocka_unit_test(nothing),
                                       cmocka_unit_test(mixed_run), cmocka_unit_test(shared),
                                       cmocka_unit_test(narrow),    cmocka_unit_test(counted),
                                       cmocka_unit_test(weight)};
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
