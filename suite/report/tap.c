#include "details.h"

#include <stdlib.h>

/* A test point's description and directive: TAP 14 escapes the number sign and the backslash. */
static const struct pc_escapes description = {.of = {['#'] = "\\#", ['\\'] = "\\\\"}};
/* A comment ends with its line. */
static const struct pc_escapes comment = {.of = {NULL}};
/* YAML 1.2 section 7.3.1, double-quoted. */
static const struct pc_escapes quoted = {.of = {['"'] = "\\\"", ['\\'] = "\\\\"}};

static void put_key(struct pc_writer *writer, const char *key, const char *value) {
    if (value == NULL)
        return;
    pc_writer_putf(writer, "%s\"", key);
    pc_writer_escape(writer, &quoted, PC_MAX_DETAIL, value);
    pc_writer_put(writer, "\"\n");
}

/* The first key stands behind the dash of the list's element. */
static void put_finding(struct pc_writer *writer, const struct pc_report_options *options,
                        const struct pc_case_result *one, const struct pc_finding *finding) {
    struct pc_buf demand;
    pc_buf_init(&demand, SIZE_MAX);
    pc_writer_fail(writer, pc_finding_demand(finding, options, &demand));
    put_key(writer, "    - requirement: ", demand.size > 0 ? demand.data : pc_case_headline(one));
    put_key(writer, "      cite: ", finding->cite);
    put_key(writer, "      at: ", finding->at);
    if (finding->line > 0)
        pc_writer_putf(writer, "      line: %u\n      column: %u\n", finding->line, finding->column);
    put_key(writer, "      expected: ", finding->expected);
    put_key(writer, "      seen: ", finding->seen);
    pc_buf_clear(&demand);
}

static void put_repeat(struct pc_writer *writer, const struct pc_result *result,
                       const struct pc_case_result *one) {
    struct pc_repeat repeat = {0};
    const char *curl;
    while ((curl = pc_case_next_repeat(result, one, PC_MAX_DETAIL, &repeat)) != NULL) {
        if (repeat.count == 1)
            pc_writer_put(writer, "  repeat:\n");
        put_key(writer, "    - ", curl);
    }
}

static void put_diagnostic(struct pc_writer *writer, const struct pc_result *result,
                           const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_put(writer, "  ---\n");
    put_key(writer, "  verdict: ", pc_verdict_word(one->verdict));
    put_key(writer, "  level: ", pc_level_word(pc_case_weight(one)));
    put_key(writer, "  title: ", one->title);
    put_key(writer, "  reason: ", one->reason);
    for (size_t i = 0; one->findings.count == 0 && i < one->cite_count; i++) {
        if (i == 0)
            pc_writer_put(writer, "  cites:\n");
        put_key(writer, "    - ", one->cites[i]);
    }
    for (size_t i = 0; i < one->findings.count; i++) {
        if (i == 0)
            pc_writer_put(writer, "  findings:\n");
        put_finding(writer, options, one, &one->findings.items[i]);
    }
    put_repeat(writer, result, one);
    pc_writer_put(writer, "  ...\n");
}

static void put_case(struct pc_writer *writer, const struct pc_result *result,
                     const struct pc_report_options *options, size_t index) {
    const struct pc_case_result *one = &result->cases[index];
    pc_writer_putf(writer, "%s %zu - ", pc_case_counts(result, one) ? "not ok" : "ok", index + 1);
    pc_writer_escape(writer, &description, 0, one->id);
    if (one->verdict == PC_VERDICT_NA || one->verdict == PC_VERDICT_SKIP) {
        pc_writer_put(writer, " # SKIP ");
        pc_writer_escape(writer, &description, 0, pc_case_headline(one));
    }
    pc_writer_put(writer, "\n");
    if (one->verdict != PC_VERDICT_PASS && one->verdict != PC_VERDICT_NA && one->verdict != PC_VERDICT_SKIP)
        put_diagnostic(writer, result, options, one);
}

static void put_line(struct pc_writer *writer, const char *before, const char *text) {
    pc_writer_put(writer, before);
    pc_writer_escape(writer, &comment, PC_MAX_DETAIL, text);
    pc_writer_put(writer, "\n");
}

static void put_closing(struct pc_writer *writer, const struct pc_result *result) {
    struct pc_summary summary = pc_result_summary(result);
    struct pc_buf lines;
    pc_buf_init(&lines, SIZE_MAX);
    pc_writer_fail(writer, pc_report_closing(&summary, &lines));
    pc_writer_escape_lines(writer, &comment, "# ", pc_buf_view(&lines));
    pc_buf_clear(&lines);
}

enum pc_status pc_report_tap(const struct pc_result *result, const struct pc_report_options *options,
                             struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    const char *failure = pc_run_failure(result, options);
    pc_writer_put(&writer, "TAP version 14\n");
    if (result->case_count == 0) {
        put_line(&writer, "Bail out! ", failure);
        return writer.status;
    }
    pc_writer_putf(&writer, "1..%zu\n", result->case_count);
    size_t at = 0;
    for (const char *note; (note = pc_run_next_note(result, options, &at)) != NULL;)
        put_line(&writer, "# note: ", note); /* "# Subtest:" would mean something */
    for (size_t i = 0; writer.status == PC_OK && i < result->case_count; i++)
        put_case(&writer, result, options, i);
    put_closing(&writer, result);
    if (failure != NULL)
        put_line(&writer, "Bail out! ", failure);
    return writer.status;
}
