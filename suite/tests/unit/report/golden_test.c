/* Every report of a few results, as it is checked in: read_back.py reads those with the eyes of others. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum pc_status (*renderer)(const struct pc_result *result, const struct pc_report_options *options,
                                   struct pc_buf *out);

static const struct {
    const char *suffix;
    renderer render;
} formats[] = {
    {"txt", pc_report_text},      {"tap", pc_report_tap},           {"xml", pc_report_junit},
    {"github", pc_report_github}, {"md", pc_report_github_summary},
};

/* A report that differs stands beside the test's other output, to be compared and, if right, checked in. */
static bool is_golden(const char *name, const struct pc_result *result,
                      const struct pc_report_options *options, size_t format) {
    char file[128];
    char path[512];
    struct pc_buf out;
    struct pc_buf golden;
    pc_buf_init(&out, SIZE_MAX);
    pc_buf_init(&golden, SIZE_MAX);
    snprintf(file, sizeof file, "%s.%s", name, formats[format].suffix);
    snprintf(path, sizeof path, "%s/suite/tests/unit/report/golden/%s", PC_SOURCE_DIR, file);
    assert_int_equal(formats[format].render(result, options, &out), PC_OK);
    bool same =
        pc_file_read(path, &golden, NULL) == PC_OK && pc_view_equal(pc_buf_view(&out), pc_buf_view(&golden));
    if (!same) {
        print_error("the report is not that of %s; it was written to %s\n", path, file);
        assert_int_equal(pc_file_write(file, pc_buf_view(&out), NULL), PC_OK);
    }
    pc_buf_clear(&golden);
    pc_buf_clear(&out);
    return same;
}

static void expect_golden(const char *name, struct pc_result *result,
                          const struct pc_report_options *options) {
    bool same = true;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        same = is_golden(name, result, options, i) && same;
    pc_result_clear(result);
    assert_true(same);
}

static void every_verdict(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_every_verdict(&result);
    expect_golden("every", &result, &(struct pc_report_options){.report_dir = "reports"});
}

static void strict(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_every_verdict(&result);
    result.strict = true;
    expect_golden("strict", &result, &(struct pc_report_options){0});
}

static void interrupted(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    result.interrupted = true;
    add_case(&result, "server/auth/accepted", "a good key is accepted", PC_LEVEL_MUST, PC_VERDICT_PASS, NULL);
    expect_golden("interrupted", &result, &(struct pc_report_options){0});
}

static void without_cases(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    assert_int_equal(pc_result_add_note(&result, "no case has an id like \"x\""), PC_OK);
    expect_golden("unjudged", &result,
                  &(struct pc_report_options){.failure = "no case has an id like \"x\""});
}

static void hostile(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_hostile(&result);
    expect_golden("hostile", &result, &(struct pc_report_options){.verbose = true});
}

/* What is too long for its medium is cut; nothing is cut within an escape. */
static void long_texts(void **state) {
    (void)state;
    size_t size = 100000;
    char *text = malloc(size + 1);
    assert_non_null(text);
    memset(text, '<', size);
    text[size] = '\0';
    struct pc_result result = {0};
    fill_head(&result);
    struct pc_case_result *one = add_case(&result, "server/a", text, PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL);
    for (size_t i = 0; i < 2000; i++)
        add_finding(one, &(struct pc_finding){.seen = text});
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct pc_buf out;
        pc_buf_init(&out, 40u << 20);
        enum pc_status status = formats[i].render(&result, &(struct pc_report_options){0}, &out);
        if (status != PC_OK)
            print_error("%s: %s\n", formats[i].suffix, pc_status_sentence(status));
        assert_int_equal(status, PC_OK);
        assert_non_null(strstr(out.data, "\xE2\x80\xA6"));
        pc_buf_clear(&out);
        pc_buf_init(&out, 500);
        assert_int_equal(formats[i].render(&result, &(struct pc_report_options){0}, &out), PC_LIMIT);
        pc_buf_clear(&out);
    }
    free(text);
    pc_result_clear(&result);
}

/* "Job summaries are … restricted to a maximum size of 1 MiB": a larger one is dropped as a whole. */
static void summary_limit(void **state) {
    (void)state;
    struct pc_result result = {0};
    fill_head(&result);
    char seen[601];
    memset(seen, '<', sizeof seen - 1);
    seen[sizeof seen - 1] = '\0';
    for (size_t i = 0; i < 600; i++)
        add_finding(add_case(&result, "server/a", "t", PC_LEVEL_MUST, PC_VERDICT_FAIL, NULL),
                    &(struct pc_finding){.seen = seen});
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(pc_report_github_summary(&result, &(struct pc_report_options){0}, &out), PC_OK);
    assert_in_range(out.size, 512u << 10, 1u << 20);
    assert_non_null(strstr(out.data, "The further findings stand in results.json."));
    pc_buf_clear(&out);
    pc_result_clear(&result);
}

int run_golden_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_verdict), cmocka_unit_test(strict),
                                       cmocka_unit_test(interrupted),   cmocka_unit_test(without_cases),
                                       cmocka_unit_test(hostile),       cmocka_unit_test(long_texts),
                                       cmocka_unit_test(summary_limit)};
    return cmocka_run_group_tests_name("golden", tests, NULL, NULL);
}
