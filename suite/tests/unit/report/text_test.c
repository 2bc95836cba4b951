/* Golden texts: each written by hand from the format. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct pc_case_result *add(struct pc_result *result, const char *id, const char *title,
                                  enum pc_level level, enum pc_verdict verdict, const char *reason) {
    struct pc_case_result *one = pc_result_add_case(result);
    assert_non_null(one);
    one->id = pc_text_copy(id);
    one->title = pc_text_copy(title);
    one->level = level;
    one->verdict = verdict;
    one->reason = pc_text_copy(reason);
    one->ms = 3;
    return one;
}

static void find(struct pc_case_result *one, const struct pc_finding *finding) {
    assert_int_equal(pc_findings_add(&one->findings, finding), PC_OK);
}

/* U+202E, RIGHT-TO-LEFT OVERRIDE: not as a literal, lest this file itself be shown wrongly. */
static const char override[] = {'\xE2', '\x80', '\xAE', '\0'};

/* The texts of a finding are only read. */
static char *text(const char *literal) {
    static char kept[64][1024];
    static size_t next;
    char *slot = kept[next++ % 64];
    assert_true(strlen(literal) < sizeof kept[0]);
    memcpy(slot, literal, strlen(literal) + 1);
    return slot;
}

static void head(struct pc_result *result) {
    result->version = pc_text_copy("0.1.0");
    result->spec = pc_text_copy("1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809");
    result->side = pc_text_copy("server");
    result->target = pc_text_copy("http://127.0.0.1:41233");
    result->started = pc_text_copy("2026-01-02T03:04:05Z");
}

static size_t exchange(struct pc_result *result, const char *curl) {
    struct pc_stored_exchange *one = pc_result_add_exchange(result);
    assert_non_null(one);
    one->probe = pc_text_copy("p");
    one->outcome = pc_text_copy("answered");
    one->curl = pc_text_copy(curl);
    return result->exchange_count - 1;
}

static void expect(const struct pc_result *result, const struct pc_report_options *options,
                   const char *golden) {
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(pc_report_text(result, options, &out), PC_OK);
    if (strcmp(out.data, golden) != 0)
        print_message("%s", out.data);
    assert_string_equal(out.data, golden);
    pc_buf_clear(&out);
}

static void all_green(void **state) {
    (void)state;
    struct pc_result result = {0};
    head(&result);
    for (int i = 0; i < 11; i++)
        add(&result, "server/response/status", "t", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    add(&result, "server/auth/missing", "t", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    expect(&result, &(struct pc_report_options){.report_dir = "./reports"},
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
    head(&result);
    assert_int_equal(pc_result_add_note(&result, "certificates were not checked (--insecure)"), PC_OK);
    expect(&result, &(struct pc_report_options){0},
           "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
           "certificates were not checked (--insecure)\n"
           "strict: warnings count as failures\n"
           "interrupted: this is what was judged until then\n"
           "\n"
           "no warnings, no notes\n"
           "0 passed, 0 failed, 0 skipped\n");
    pc_result_clear(&result);
}

/* A run with each verdict. The order of the cases is not that of the text: what counts comes first. */
static void make_mixed(struct pc_result *result) {
    char twelve[64];
    snprintf(twelve, sizeof twelve, "12 bytes: \x1b[2J%sevil\n", override);
    head(result);
    size_t promote =
        exchange(result, "curl -sS -X POST 'http://127.0.0.1:41233/v1/models/m/environments/e/promote' "
                         "-H 'Authorization: Api-Key '\"$PROMOTECHECK_API_KEY\" --data-raw '{}'");
    size_t raw = exchange(result, NULL);
    struct pc_case_result *one = add(result, "server/promote/repeated", "a second promotion is answered",
                                     PC_LEVEL_MAY, PC_VERDICT_NOTE, NULL);
    find(one, &(struct pc_finding){.cite = text("docs:x"), .seen = text("409 Conflict")});
    add(result, "server/response/complete", "the reply fits its schema", PC_LEVEL_MUST, PC_VERDICT_PASS,
        NULL);
    one = add(result, "server/response/required/status",
              "every key that the contract requires is in the reply", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    find(one,
         &(struct pc_finding){.requirement = text("every key that the contract requires is in the reply"),
                              .cite = text("spec:#/components/schemas/DeploymentV1/required/6"),
                              .at = text("/status"),
                              .line = 1,
                              .column = 14,
                              .expected = text("the key \"status\""),
                              .seen = text("no such key")});
    assert_int_equal(pc_case_result_add_exchange(one, promote), PC_OK);
    one = add(result, "server/response/status/enum", "the status is one of fourteen", PC_LEVEL_MUST,
              PC_VERDICT_FAIL, NULL);
    assert_int_equal(pc_case_result_add_exchange(one, promote), PC_OK);
    find(one, &(struct pc_finding){.requirement = text("the status is one of fourteen"),
                                   .cite = text("spec:#/components/schemas/DeploymentV1/required/6"),
                                   .at = text("/status"),
                                   .line = 1,
                                   .column = 14,
                                   .expected = text("the key \"status\""),
                                   .seen = text("no such key")});
    one = add(result, "server/http/trailing", "no bytes follow the answer", PC_LEVEL_SHOULD, PC_VERDICT_WARN,
              NULL);
    find(one, &(struct pc_finding){.requirement = text("an answer ends where its framing says so"),
                                   .cite = text("rfc9112:6.3"),
                                   .seen = text(twelve)});
    assert_int_equal(pc_case_result_add_exchange(one, raw), PC_OK);
    one = add(result, "server/auth/wrong", "a wrong key is refused", PC_LEVEL_MUST, PC_VERDICT_ERROR,
              "out of memory");
    assert_int_equal(pc_case_result_add_cite(one, "spec:#/security/0"), PC_OK);
    add(result, "server/auth/old", "an old failure", PC_LEVEL_MUST, PC_VERDICT_STALE,
        "listed as known, it passes now");
    add(result, "server/auth/known", "a known failure", PC_LEVEL_MUST, PC_VERDICT_KNOWN, NULL);
    add(result, "server/request/a/null", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
        "server/promote/minimal failed");
    add(result, "server/request/a/array", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
        "server/promote/minimal failed");
    add(result, "server/request/abc", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
        "server/promote/minimal failed");
    add(result, "server/request/b", "t", PC_LEVEL_MUST, PC_VERDICT_UNTESTABLE,
        "server/promote/minimal failed");
    add(result, "server/promote/stored", "t", PC_LEVEL_MUST, PC_VERDICT_NA,
        "the server shows no deployments");
    add(result, "server/promote/demoted", "t", PC_LEVEL_MUST, PC_VERDICT_NA,
        "the server shows no deployments");
    add(result, "server/promote/other", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no --other-env was given");
    add(result, "server/http/chunked", "t", PC_LEVEL_MUST, PC_VERDICT_SKIP, "--skip 'server/http/ch*'");
}

static void mixed_run(void **state) {
    (void)state;
    struct pc_result result = {0};
    make_mixed(&result);
    expect(
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
        "\n"
        "report: out/results.json\n"
        "1 warning, 1 note\n"
        "4 passed, 8 failed, 4 skipped\n");
    pc_result_clear(&result);
}

/* What is shared is said once: one command line for blocks in a row, one line for cases that were not judged.
 * The same finding on another request is another matter. */
static void make_shared(struct pc_result *result) {
    head(result);
    size_t first = exchange(result, "curl 'http://h/1'");
    size_t second = exchange(result, "curl 'http://h/2'");
    static const char *const ids[] = {"server/a/1", "server/a/2", "server/a/3"};
    for (size_t i = 0; i < 3; i++) {
        struct pc_case_result *one = add(result, ids[i], "t", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
        find(one, &(struct pc_finding){.cite = text("c"), .seen = text(i == 0 ? "x" : "y")});
        assert_int_equal(pc_case_result_add_exchange(one, i == 2 ? second : first), PC_OK);
    }
    struct pc_case_result *many = add(result, "server/a/4", "t", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    size_t steps[] = {first, first, second, first, exchange(result, NULL), second};
    for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
        assert_int_equal(pc_case_result_add_exchange(many, steps[i]), PC_OK);
    add(result, "server/b/k/1", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/1");
    add(result, "server/b/k/2", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k at all");
    add(result, "server/b/k/3", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/3");
    add(result, "server/b/k/3/deeper", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/3/deeper");
    add(result, "server/b/k/4", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/4");
    add(result, "server/b/k/5", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k at all");
    add(result, "server/b/k/6", "t", PC_LEVEL_MUST, PC_VERDICT_NA, "no k/6");
    add(result, "server/b/k/7", "t", PC_LEVEL_MUST, PC_VERDICT_SKIP, "no k/6");
}

static void shared(void **state) {
    (void)state;
    struct pc_result result = {0};
    make_shared(&result);
    expect(&result, &(struct pc_report_options){0},
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

/* Long texts wrap at the width, under their label; a word that is longer than a line is cut; a curl line is
 * not. */
static void narrow(void **state) {
    (void)state;
    struct pc_result result = {0};
    head(&result);
    size_t index = exchange(&result, "curl -sS 'http://127.0.0.1:41233/a/rather/long/path'");
    struct pc_case_result *one =
        add(&result, "server/response/json", "the body is one JSON value by RFC 8259", PC_LEVEL_MUST,
            PC_VERDICT_FAIL, NULL);
    assert_int_equal(pc_case_result_add_exchange(one, index), PC_OK);
    find(one,
         &(struct pc_finding){.line = 7,
                              .column = 1,
                              .expected = text("one two three four five six seven eight"),
                              .seen = text("0123456789012345678901234567890123456789 \xC3\xBC\xC3\xBC")});
    find(one, &(struct pc_finding){.at = text(""), .seen = text("")});
    one = add(&result, "server/http/trace", "TRACE is answered, promoting nothing", PC_LEVEL_MAY,
              PC_VERDICT_NOTE, NULL);
    find(one, &(struct pc_finding){.seen = text("405 Method Not Allowed")});
    find(one, &(struct pc_finding){.at = text("x")});
    find(one, &(struct pc_finding){.seen = text("no body")});
    expect(&result, &(struct pc_report_options){.width = 40},
           "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
           "\n"
           "response  1 fail\n"
           "http              1 note\n"
           "\n"
           "FAIL  server/response/json   must\n"
           "      the body is one JSON value by RFC\n"
           "      8259\n"
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

/* Whatever a peer, a spec or a client says: no control reaches the terminal but our line ends. */
static void hostile(void **state) {
    (void)state;
    char evil[64];
    snprintf(evil, sizeof evil, "\x1b[1;1H\r\n12 passed%s\xFF\xC2\x9B\x07", override);
    struct pc_result result = {0};
    result.version = pc_text_copy(evil);
    result.side = pc_text_copy(evil);
    result.target = pc_text_copy(evil);
    result.spec = pc_text_copy(evil);
    assert_int_equal(pc_result_add_note(&result, evil), PC_OK);
    size_t index = exchange(&result, evil);
    for (int verdict = 0; verdict < PC_VERDICT_COUNT; verdict++) {
        struct pc_case_result *one = add(&result, evil, evil, PC_LEVEL_MUST, (enum pc_verdict)verdict, evil);
        assert_int_equal(pc_case_result_add_cite(one, evil), PC_OK);
        assert_int_equal(pc_case_result_add_exchange(one, index), PC_OK);
        if (verdict != PC_VERDICT_ERROR)
            find(one, &(struct pc_finding){.requirement = text("r"),
                                           .cite = text(evil),
                                           .at = text(evil),
                                           .expected = text(evil),
                                           .seen = text(evil)});
    }
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(
        pc_report_text(&result, &(struct pc_report_options){.verbose = true, .report_dir = evil}, &out),
        PC_OK);
    assert_true(pc_utf8_valid(pc_buf_view(&out)));
    for (size_t i = 0; i < out.size; i++)
        assert_true(out.data[i] == '\n' || ((unsigned char)out.data[i] >= 0x20 && out.data[i] != 0x7F));
    assert_null(strstr(out.data, "\n12 passed"));
    assert_null(strstr(out.data, override));
    assert_null(strstr(out.data, "\xC2\x9B"));
    pc_buf_clear(&out);
    pc_result_clear(&result);
}

static int known_context;

static enum pc_status words(void *context, const char *citation, struct pc_buf *out) {
    assert_ptr_equal(context, &known_context);
    return strcmp(citation, "rfc8259:2") == 0 ? pc_buf_append_text(out, "JSON is one value") : PC_OK;
}

/* A finding without a sentence of its own gets the one of its citation. */
static void sentences(void **state) {
    (void)state;
    struct pc_result result = {0};
    head(&result);
    struct pc_case_result *one =
        add(&result, "server/response/json", "the reply is JSON", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    find(one, &(struct pc_finding){.cite = text("rfc8259:2"), .seen = text("two values")});
    find(one, &(struct pc_finding){
                  .cite = text("rfc8259:3"), .requirement = text("own words"), .seen = text("more")});
    find(one, &(struct pc_finding){.cite = text("rfc8259:4")});
    expect(&result, &(struct pc_report_options){.words = words, .words_context = &known_context},
           "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
           "\n"
           "response  1 fail\n"
           "\n"
           "FAIL  server/response/json   must\n"
           "      the reply is JSON\n"
           "      JSON is one value\n"
           "      rfc8259:2\n"
           "      seen      two values\n"
           "      own words\n"
           "      rfc8259:3\n"
           "      seen      more\n"
           "      rfc8259:4\n"
           "\n"
           "no warnings, no notes\n"
           "0 passed, 1 failed, 0 skipped\n");
    pc_result_clear(&result);
}

static void colors(void **state) {
    (void)state;
    struct pc_result result = {0};
    head(&result);
    add(&result, "server/auth/a", "t", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    add(&result, "server/auth/b", "broken", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    expect(&result, &(struct pc_report_options){.color = true, .verbose = true},
           "promotecheck 0.1.0  server http://127.0.0.1:41233  spec 1a2b3c4d\n"
           "\n"
           "\033[32mpass\033[0m        server/auth/a   3 ms\n"
           "\033[1;31mfail\033[0m        server/auth/b   3 ms\n"
           "\n"
           "auth  \033[32m1 pass\033[0m  \033[1;31m1 fail\033[0m\n"
           "\n"
           "\033[1;31mFAIL\033[0m  server/auth/b\033[2m   must\033[0m\n"
           "      broken\n"
           "\n"
           "no warnings, no notes\n"
           "1 passed, 1 failed, 0 skipped\n");
    pc_result_clear(&result);
}

/* A very long text is cut, and a full buffer is an error, not a half report. */
static void limits(void **state) {
    (void)state;
    struct pc_result result = {0};
    head(&result);
    char *seen = malloc(100001);
    assert_non_null(seen);
    memset(seen, 'x', 100000);
    seen[100000] = '\0';
    struct pc_case_result *one =
        add(&result, "server/auth/b", "broken", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    find(one, &(struct pc_finding){.seen = seen});
    struct pc_buf out;
    pc_buf_init(&out, 4096);
    assert_int_equal(pc_report_text(&result, &(struct pc_report_options){0}, &out), PC_OK);
    assert_non_null(strstr(out.data, "xxx\xE2\x80\xA6\n"));
    pc_buf_clear(&out);
    pc_buf_init(&out, 300);
    assert_int_equal(pc_report_text(&result, &(struct pc_report_options){0}, &out), PC_LIMIT);
    pc_buf_clear(&out);
    free(seen);
    pc_result_clear(&result);
}

int run_text_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_green), cmocka_unit_test(nothing), cmocka_unit_test(mixed_run),
        cmocka_unit_test(narrow),    cmocka_unit_test(shared),  cmocka_unit_test(hostile),
        cmocka_unit_test(sentences), cmocka_unit_test(colors),  cmocka_unit_test(limits),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
