#include "report_check.h"

#include "oracle.h"
#include "support.h"
#include "well_formed.h"

#define MAX_DEPTH 100u /* of results.json */

typedef enum pc_status render(const struct pc_result *result, const struct pc_report_options *options,
                              struct pc_buf *out);

static const struct {
    render *render;
    bool (*fits)(const char *text, size_t size);
    const char *sentence;
} reports[] = {{pc_report_text, text_is_printable, "the text is printable"},
               {pc_report_junit, xml_is_well_formed, "junit.xml is XML"},
               {pc_report_tap, text_is_printable, "TAP is printable"},
               {pc_report_github, text_is_printable, "the workflow commands are printable"},
               {pc_report_github_summary, markup_is_ours, "the summary has no markup but its own"}};

static void check_common(struct pc_view text, struct pc_view key) {
    fuzz_require(pc_utf8_valid(text), "a report is UTF-8");
    fuzz_require(text_is_printable(text.data, text.size), "a report is printable");
    fuzz_require(pc_view_find(text, key) == text.size, "a report hides the key");
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
    fuzz_require(pc_view_find(pc_buf_view(&text), key) == text.size, "results.json hides the key");
    fuzz_require(pc_result_read_json(pc_buf_view(&text), &again, NULL) == PC_OK, "results.json is read back");
    fuzz_require(pc_result_write_json(&again, &second) == PC_OK &&
                     pc_view_equal(pc_buf_view(&text), pc_buf_view(&second)),
                 "results.json read back says the same");
    pc_result_clear(&again);
    pc_buf_clear(&second);
    pc_buf_clear(&text);
}

void report_check(const struct pc_result *result, struct pc_view key) {
    struct pc_report_options options = {.verbose = true};
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX / 2);
    check_results(result, key);
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        pc_buf_reset(&text);
        fuzz_require(reports[i].render(result, &options, &text) == PC_OK, "a report is rendered");
        check_common(pc_buf_view(&text), key);
        fuzz_require(reports[i].fits(text.data, text.size), reports[i].sentence);
    }
    pc_buf_clear(&text);
}
