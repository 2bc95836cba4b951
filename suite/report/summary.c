#include "areas.h"
#include "details.h"
#include "page.h"
#include "text.h"

#include <stdlib.h>

/* GitHub drops a summary of more than 1 MiB as a whole, and a case takes at most some tens of KiB. */
#define MAX_SUMMARY (800u << 10)

/* As character references, which Markdown never reads as markup (CommonMark section 2.5): all that can begin
 * an element, a code span, a table cell, a link, emphasis, a mention or a formula. */
static const struct pc_escapes markdown = {.of = {['&'] = "&amp;",
                                                  ['<'] = "&lt;",
                                                  ['>'] = "&gt;",
                                                  ['"'] = "&quot;",
                                                  ['\''] = "&#39;",
                                                  ['|'] = "&#124;",
                                                  ['`'] = "&#96;",
                                                  ['*'] = "&#42;",
                                                  ['_'] = "&#95;",
                                                  ['['] = "&#91;",
                                                  [']'] = "&#93;",
                                                  ['\\'] = "&#92;",
                                                  ['#'] = "&#35;",
                                                  ['~'] = "&#126;",
                                                  ['!'] = "&#33;",
                                                  ['@'] = "&#64;",
                                                  ['$'] = "&#36;"}};
/* A peer's text stands in <pre>, where links are not made of bare addresses. */
static const struct pc_details details = {.escapes = &markdown,
                                          .separator = "\n",
                                          .max_value = PC_PAGE_MAX_TEXT,
                                          .max_curl = PC_BOX_MAX_CURL,
                                          .max_findings = PC_BOX_MAX_FINDINGS};

static void put_pre(struct pc_writer *writer, const char *text) {
    pc_writer_escape(writer, &markdown, PC_PAGE_MAX_TEXT, text);
    pc_writer_put(writer, "\n");
}

static void put_head(struct pc_writer *writer, const struct pc_result *result,
                     const struct pc_report_options *options) {
    struct pc_summary summary = pc_result_summary(result);
    pc_writer_putf(writer, "## promotecheck: %zu passed, %zu failed, %zu skipped\n\n<pre>\n", summary.passed,
                   summary.failed, summary.skipped);
    put_pre(writer, result->target);
    const char *failure = pc_run_failure(result, options);
    if (failure != NULL)
        put_pre(writer, failure);
    size_t at = 0;
    for (const char *note; (note = pc_run_next_note(result, options, &at)) != NULL;)
        put_pre(writer, note);
    if (result->strict)
        put_pre(writer, PC_WORDS_STRICT);
    pc_writer_put(writer, "</pre>\n");
}

static void put_area(struct pc_writer *writer, const struct pc_summary *summary, const struct pc_area *area) {
    char *name = pc_view_copy(area->name);
    if (name == NULL)
        pc_writer_fail(writer, PC_NO_MEMORY);
    pc_writer_put(writer, "| ");
    pc_writer_escape(writer, &markdown, PC_PAGE_MAX_TEXT, name);
    pc_writer_put(writer, " |");
    for (size_t i = 0; i < PC_AREA_COLUMN_COUNT; i++) {
        if (summary->by_verdict[pc_area_columns[i]] > 0)
            pc_writer_putf(writer, " %zu |", area->counts[pc_area_columns[i]]);
    }
    pc_writer_put(writer, "\n");
    free(name);
}

/* Each verdict that occurs has a column of its own. */
static void put_areas(struct pc_writer *writer, const struct pc_result *result) {
    struct pc_summary summary = pc_result_summary(result);
    size_t count;
    struct pc_area *areas = pc_areas_new(result, &count);
    if (areas == NULL) {
        pc_writer_fail(writer, PC_NO_MEMORY);
        return;
    }
    if (count > 0) {
        pc_writer_put(writer, "\n| area |");
        for (size_t i = 0; i < PC_AREA_COLUMN_COUNT; i++) {
            if (summary.by_verdict[pc_area_columns[i]] > 0)
                pc_writer_putf(writer, " %s |", pc_verdict_word(pc_area_columns[i]));
        }
        pc_writer_put(writer, "\n| --- |");
        for (size_t i = 0; i < PC_AREA_COLUMN_COUNT; i++) {
            if (summary.by_verdict[pc_area_columns[i]] > 0)
                pc_writer_put(writer, " ---: |");
        }
        pc_writer_put(writer, "\n");
    }
    for (size_t i = 0; i < count; i++)
        put_area(writer, &summary, &areas[i]);
    free(areas);
}

static void put_case(struct pc_writer *writer, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_putf(writer, "\n### %s: ", pc_verdict_word(one->verdict));
    pc_writer_escape(writer, &markdown, PC_PAGE_MAX_TEXT, one->id);
    pc_writer_putf(writer, " (%s)\n\n<pre>\n", pc_level_word(pc_case_weight(one)));
    pc_case_details(writer, &details, result, options, one);
    pc_writer_put(writer, "\n</pre>\n");
}

static void put_untestable(struct pc_writer *writer, const struct pc_result *result) {
    struct pc_buf lines;
    pc_buf_init(&lines, SIZE_MAX);
    pc_writer_fail(writer, pc_untestable_lines(result, &lines));
    if (lines.size > 0) {
        pc_writer_put(writer, "\n<pre>\n");
        pc_writer_escape_lines(writer, &markdown, "", pc_buf_view(&lines));
        pc_writer_put(writer, "</pre>\n");
    }
    pc_buf_clear(&lines);
}

enum pc_status pc_report_github_summary(const struct pc_result *result,
                                        const struct pc_report_options *options, struct pc_buf *out) {
    struct pc_writer writer = {.out = out};
    size_t begin = out->size;
    put_head(&writer, result, options);
    put_areas(&writer, result);
    for (size_t section = 0; section < PC_SECTION_COUNT; section++) {
        for (size_t i = 0; writer.status == PC_OK && i < result->case_count; i++) {
            if (result->cases[i].verdict != pc_sections[section])
                continue;
            size_t before = out->size;
            put_case(&writer, result, options, &result->cases[i]);
            if (writer.status != PC_OK || out->size - begin <= MAX_SUMMARY)
                continue;
            out->size = before;
            out->data[before] = '\0';
            pc_writer_put(&writer, "\nThe further findings stand in results.json.\n");
            return writer.status;
        }
    }
    put_untestable(&writer, result);
    return writer.status;
}
