#include "report_check.h"

#include "oracle.h"
#include "report_counts.h"
#include "support.h"
#include "well_formed.h"

#define MAX_DEPTH 100u /* of results.json */

typedef enum pc_status render(const struct pc_result *result, const struct pc_report_options *options,
                              struct pc_buf *out);

enum { TEXT, JUNIT, TAP, GITHUB, SUMMARY, REPORTS };

static const struct {
    render *render;
    bool (*fits)(const char *text, size_t size);
    const char *sentence;
} reports[REPORTS] = {
    [TEXT] = {pc_report_text, no_line_commands, "the text commands no runner"},
    [JUNIT] = {pc_report_junit, xml_is_well_formed, "junit.xml is XML"},
    [TAP] = {pc_report_tap, no_line_commands, "TAP commands no runner"},
    [GITHUB] = {pc_report_github, commands_are_ours, "the workflow commands are ours"},
    [SUMMARY] = {pc_report_github_summary, markup_is_ours, "the summary has no markup but its own"}};

static bool same(const struct pc_buf *a, const struct pc_buf *b) {
    return pc_view_equal(pc_buf_view(a), pc_buf_view(b));
}

/* Makes `out` empty first, with what it has of memory. */
static void write_report(size_t which, const struct pc_result *result,
                         const struct pc_report_options *options, struct pc_buf *out) {
    pc_buf_reset(out);
    fuzz_require(reports[which].render(result, options, out) == PC_OK, "a report is rendered");
}

static void check_common(struct pc_view text, struct pc_view key) {
    fuzz_require(pc_utf8_valid(text), "a report is UTF-8");
    fuzz_require(text_is_printable(text.data, text.size), "a report is printable");
    fuzz_require(pc_view_find(text, PC_VIEW("##[")) == text.size, "a report commands no runner");
    fuzz_require(key.size == 0 || pc_view_find(text, key) == text.size, "a report hides the key");
}

static bool equal_counts(struct report_counts a, struct report_counts b) {
    return a.passed == b.passed && a.failed == b.failed && a.skipped == b.skipped;
}

/* However a report tells it, the same cases passed. To JUnit, a run that did not come to its end is one more
 * that failed. */
static void check_counts(const struct pc_result *result, const struct pc_report_options *options,
                         const struct pc_buf texts[REPORTS]) {
    struct report_counts closing = {0}, tap = {0}, junit = {0}, github = {0};
    fuzz_require(closing_counts(texts[TEXT].data, texts[TEXT].size, &closing) &&
                     closing_counts(texts[GITHUB].data, texts[GITHUB].size, &github) &&
                     equal_counts(closing, github),
                 "the closing line tells the counts");
    fuzz_require(closing.passed + closing.failed + closing.skipped == result->case_count,
                 "each case is counted once");
    fuzz_require(tap_counts(texts[TAP].data, texts[TAP].size, &tap) && equal_counts(tap, closing),
                 "TAP's test points are what the closing line says");
    closing.failed += options->failure != NULL || result->interrupted || result->case_count == 0 ? 1 : 0;
    fuzz_require(junit_counts(texts[JUNIT].data, texts[JUNIT].size, &junit) && equal_counts(junit, closing),
                 "JUnit's elements are what the closing line says");
}

/* What is read back is what was written: the same text once more. */
static void check_results(const struct pc_result *result, struct pc_view key) {
    struct pc_result again = {0};
    struct pc_buf text, second;
    pc_buf_init(&text, SIZE_MAX / 2);
    pc_buf_init(&second, SIZE_MAX / 2);
    fuzz_require(pc_result_write_json(result, &text) == PC_OK, "results.json is written");
    fuzz_require(oracle_json((const uint8_t *)text.data, text.size, MAX_DEPTH).accepted,
                 "results.json is JSON");
    fuzz_require(key.size == 0 || pc_view_find(pc_buf_view(&text), key) == text.size,
                 "results.json hides the key");
    fuzz_require(pc_result_read_json(pc_buf_view(&text), &again, NULL) == PC_OK, "results.json is read back");
    fuzz_require(pc_result_write_json(&again, &second) == PC_OK && same(&text, &second),
                 "results.json read back says the same");
    pc_result_clear(&again);
    pc_buf_clear(&second);
    pc_buf_clear(&text);
}

void report_check(const struct pc_result *result, const struct pc_report_options *options,
                  struct pc_view key) {
    struct pc_buf texts[REPORTS];
    for (size_t i = 0; i < REPORTS; i++) {
        pc_buf_init(&texts[i], SIZE_MAX / 2);
        write_report(i, result, options, &texts[i]);
        check_common(pc_buf_view(&texts[i]), key);
        fuzz_require(reports[i].fits(texts[i].data, texts[i].size), reports[i].sentence);
    }
    check_counts(result, options, texts);
    check_results(result, key);
    for (size_t i = 0; i < REPORTS; i++)
        pc_buf_clear(&texts[i]);
}

/* Without its colours a text in colour is the text without. */
static void check_colours(const struct pc_result *result, struct pc_report_options options) {
    struct pc_buf plain, coloured;
    pc_buf_init(&plain, SIZE_MAX / 2);
    pc_buf_init(&coloured, SIZE_MAX / 2);
    write_report(TEXT, result, &options, &plain);
    options.color = true;
    write_report(TEXT, result, &options, &coloured);
    coloured.size = without_colours(coloured.data, coloured.size);
    fuzz_require(same(&plain, &coloured), "colours change no text");
    pc_buf_clear(&plain);
    pc_buf_clear(&coloured);
}

void report_check_again(const struct pc_result *result, const struct pc_report_options *options) {
    struct pc_result again = {0};
    struct pc_buf first, second;
    pc_buf_init(&first, SIZE_MAX / 2);
    pc_buf_init(&second, SIZE_MAX / 2);
    check_colours(result, *options);
    fuzz_require(pc_result_write_json(result, &first) == PC_OK &&
                     pc_result_read_json(pc_buf_view(&first), &again, NULL) == PC_OK,
                 "memory for what is read back");
    for (size_t i = 0; i < REPORTS; i++) {
        write_report(i, result, options, &first);
        write_report(i, &again, options, &second);
        fuzz_require(same(&first, &second), "what is read back is reported as what was written");
    }
    pc_result_clear(&again);
    pc_buf_clear(&first);
    pc_buf_clear(&second);
}
