/* Hostile texts, sentences for citations, colours and limits. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    size_t index = add_exchange(&result, evil);
    for (int verdict = 0; verdict < PC_VERDICT_COUNT; verdict++) {
        struct pc_case_result *one =
            add_case(&result, evil, evil, PC_LEVEL_MUST, (enum pc_verdict)verdict, evil);
        assert_int_equal(pc_case_result_add_cite(one, evil), PC_OK);
        assert_int_equal(pc_case_result_add_exchange(one, index), PC_OK);
        if (verdict != PC_VERDICT_ERROR)
            add_finding(one, &(struct pc_finding){.requirement = keep("r"),
                                                  .cite = keep(evil),
                                                  .at = keep(evil),
                                                  .expected = keep(evil),
                                                  .seen = keep(evil)});
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
    fill_head(&result);
    struct pc_case_result *one =
        add_case(&result, "server/response/json", "the reply is JSON", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    add_finding(one, &(struct pc_finding){.cite = keep("rfc8259:2"), .seen = keep("two values")});
    add_finding(one, &(struct pc_finding){
                         .cite = keep("rfc8259:3"), .requirement = keep("own words"), .seen = keep("more")});
    add_finding(one, &(struct pc_finding){.cite = keep("rfc8259:4")});
    expect_text(&result, &(struct pc_report_options){.words = words, .words_context = &known_context},
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
    fill_head(&result);
    add_case(&result, "server/auth/a", "t", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    add_case(&result, "server/auth/b", "broken", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    expect_text(&result, &(struct pc_report_options){.color = true, .verbose = true},
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

/* A CI system's log takes lines that begin with two colons, and ##[ anywhere, for commands: wherever it
 * wraps. */
static void commands(void **state) {
    (void)state;
    static const char words[] =
        "::set-env a ::add-mask::b ##[error]c ::error::d e ::warning::f gg ::debug::h";
    for (unsigned width = 40; width < 80; width++) {
        struct pc_result result = {0};
        fill_head(&result);
        assert_int_equal(pc_result_add_note(&result, words), PC_OK);
        struct pc_case_result *one =
            add_case(&result, "server/a", words, PC_LEVEL_MUST, PC_VERDICT_FAIL, words);
        add_finding(one, &(struct pc_finding){.requirement = keep(words), .seen = keep(words)});
        add_case(&result, "server/b", words, PC_LEVEL_MUST, PC_VERDICT_NA, words);
        struct pc_buf out;
        pc_buf_init(&out, SIZE_MAX);
        assert_int_equal(pc_report_text(&result, &(struct pc_report_options){.width = width}, &out), PC_OK);
        const char *text = out.size == 0 ? "" : out.data;
        for (const char *at = text; (at = strstr(at, "::")) != NULL; at += 2) {
            const char *before = at;
            while (before > text && before[-1] == ' ')
                before--;
            assert_false(before == text || before[-1] == '\n');
        }
        assert_null(strstr(text, "##["));
        assert_non_null(strstr(text, "::error"));
        pc_buf_clear(&out);
        pc_result_clear(&result);
    }
}

/* A very long text is cut, and a full buffer is an error, not a half report. */
static void limits(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    char *seen = malloc(100001);
    assert_non_null(seen);
    memset(seen, 'x', 100000);
    seen[100000] = '\0';
    struct pc_case_result *one =
        add_case(&result, "server/auth/b", "broken", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    add_finding(one, &(struct pc_finding){.seen = seen});
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

int run_style_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(hostile), cmocka_unit_test(sentences),
                                       cmocka_unit_test(colors), cmocka_unit_test(commands),
                                       cmocka_unit_test(limits)};
    return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
