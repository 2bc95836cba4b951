#include "details.h"

#include <stdlib.h>

/* A test point's description and directive: TAP 14 escapes the number sign and the backslash. */
static const struct pc_escapes description = {.of = {['#'] = "\\#", ['\\'] = "\\\\"}};
/* A comment ends with its line. */
static const struct pc_escapes comment = {.newline = NULL};
/* YAML 1.2 section 7.3.1, double-quoted. */
static const struct pc_escapes quoted = {.of = {['"'] = "\\\"", ['\\'] = "\\\\"}};

static void put_key(struct pc_writer *writer, const char *key, const char *value) {
    if (value == NULL)
        return;
    pc_writer_putf(writer, "%s\"", key);
    pc_writer_escape(writer, &quoted, 0, value);
    pc_writer_put(writer, "\"\n");
}

/* The first key stands behind the dash of the list's element. */
static void put_finding(struct pc_writer *writer, const struct pc_report_options *options,
                        const struct pc_finding *finding) {
    struct pc_buf demand;
    pc_buf_init(&demand, SIZE_MAX);
    pc_writer_fail(writer, pc_finding_demand(finding, options, &demand));
    put_key(writer, "    - requirement: ", demand.data != NULL ? demand.data : "");
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
    size_t at = 0;
    size_t count = 0;
    const struct pc_stored_exchange *exchange;
    while (count <= PC_MAX_REPEATED && (exchange = pc_case_next_request(result, one, &at)) != NULL) {
        const char *curl = exchange->curl != NULL ? exchange->curl : PC_NO_CURL;
        if (count == 0)
            pc_writer_put(writer, "  repeat:\n");
        put_key(writer, "    - ", count++ == PC_MAX_REPEATED ? PC_FURTHER : curl);
    }
}

static void put_diagnostic(struct pc_writer *writer, const struct pc_result *result,
                           const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_put(writer, "  ---\n");
    put_key(writer, "  verdict: ", pc_verdict_word(one->verdict));
    put_key(writer, "  level: ", pc_level_word(one->level));
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
        put_finding(writer, options, &one->findings.items[i]);
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

static void put_comment(struct pc_writer *writer, const char *text) {
    pc_writer_put(writer, "# ");
    pc_writer_escape(writer, &comment, 0, text);
    pc_writer_put(writer, "\n");
}

static void put_closing(struct pc_writer *writer, const struct pc_result *result) {
    struct pc_summary summary = pc_result_summary(result);
    struct pc_buf lines;
    pc_buf_init(&lines, SIZE_MAX);
    pc_writer_fail(writer, pc_report_closing(&summary, &lines));
    struct pc_view rest = pc_buf_view(&lines);
    while (writer->status == PC_OK && rest.size > 0) {
        size_t end = pc_view_find(rest, PC_VIEW("\n")) + 1;
        pc_writer_put(writer, "# ");
        pc_writer_fail(writer, pc_buf_append(writer->out, pc_view_slice(rest, 0, end)));
        rest = pc_view_slice(rest, end, rest.size);
    }
    pc_buf_clear(&lines);
}

enum pc_status pc_report_tap(const struct pc_result *result, const struct pc_report_options *options,
                             struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    pc_writer_put(&writer, "TAP version 14\n");
    if (result->case_count == 0 && options->failure != NULL) {
        pc_writer_put(&writer, "Bail out! ");
        pc_writer_escape(&writer, &comment, 0, options->failure);
        pc_writer_put(&writer, "\n");
        return writer.status;
    }
    if (result->case_count == 0)
        pc_writer_putf(&writer, "1..0 # SKIP %s\n",
                       result->interrupted ? "interrupted before any case" : "no case was judged");
    else
        pc_writer_putf(&writer, "1..%zu\n", result->case_count);
    for (size_t i = 0; i < result->note_count; i++)
        put_comment(&writer, result->notes[i]);
    if (result->interrupted && result->case_count > 0)
        put_comment(&writer, "interrupted: this is what was judged until then");
    for (size_t i = 0; writer.status == PC_OK && i < result->case_count; i++)
        put_case(&writer, result, options, i);
    put_closing(&writer, result);
    return writer.status;
}
