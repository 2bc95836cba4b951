#include "text.h"
#include "details.h"

#include <string.h>

#define SPEC_DIGITS 8 /* of the document's SHA-256: enough to tell two apart */
#define ID_COLUMN   12u

static void put_header(struct pc_page *page, const struct pc_result *result) {
    pc_page_put(page, "promotecheck ");
    pc_page_put_whole(page, result->version);
    pc_page_put(page, "  ");
    pc_page_put_whole(page, result->side);
    pc_page_put(page, " ");
    pc_page_put_whole(page, result->target);
    if (result->spec != NULL && result->spec[0] != '\0') {
        char digits[SPEC_DIGITS + 1] = "";
        strncat(digits, result->spec, SPEC_DIGITS);
        pc_page_put(page, "  spec ");
        pc_page_put_whole(page, digits);
    }
    pc_page_line_end(page);
    for (size_t i = 0; i < result->note_count; i++) {
        pc_page_put_wrapped(page, 2, result->notes[i]);
        pc_page_line_end(page);
    }
    if (result->strict) {
        pc_page_put(page, PC_WORDS_STRICT);
        pc_page_line_end(page);
    }
    if (result->interrupted) {
        pc_page_style(page, PC_STYLE_WARNING);
        pc_page_put(page, PC_WORDS_INTERRUPTED);
        pc_page_style(page, PC_STYLE_PLAIN);
        pc_page_line_end(page);
    }
    pc_page_line_end(page);
}

void pc_text_all_cases(struct pc_page *page, const struct pc_result *result) {
    for (size_t i = 0; i < result->case_count; i++) {
        const struct pc_case_result *one = &result->cases[i];
        pc_page_style(page, pc_style_of(one->verdict));
        pc_page_put(page, pc_verdict_word(one->verdict));
        pc_page_style(page, PC_STYLE_PLAIN);
        pc_page_indent(page, ID_COLUMN);
        pc_page_put_whole(page, one->id);
        pc_page_putf(page, "   %lld ms", (long long)one->ms);
        pc_page_line_end(page);
    }
    if (result->case_count > 0)
        pc_page_line_end(page);
}

static void put_count(struct pc_page *page, size_t count, const char *word) {
    if (count == 0)
        pc_page_putf(page, "no %ss", word);
    else
        pc_page_putf(page, count == 1 ? "%zu %s" : "%zu %ss", count, word);
}

enum pc_status pc_report_closing(const struct pc_summary *summary, struct pc_buf *out) {
    struct pc_page page = {.out = out, .width = PC_PAGE_DEFAULT_WIDTH};
    put_count(&page, summary->by_verdict[PC_VERDICT_WARN], "warning");
    pc_page_put(&page, ", ");
    put_count(&page, summary->by_verdict[PC_VERDICT_NOTE], "note");
    pc_page_line_end(&page);
    pc_page_putf(&page, "%zu passed, %zu failed, %zu skipped", summary->passed, summary->failed,
                 summary->skipped);
    pc_page_line_end(&page);
    return page.status;
}

/* What a list of known failures made of the verdicts: the words alone do not say what counts. */
static void put_listed(struct pc_page *page, const struct pc_summary *summary) {
    static const enum pc_verdict verdicts[] = {PC_VERDICT_KNOWN, PC_VERDICT_STALE};
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++) {
        size_t count = summary->by_verdict[verdicts[i]];
        if (count == 0)
            continue;
        pc_page_putf(page, count == 1 ? "%s: %zu case: %s" : "%s: %zu cases: %s",
                     pc_verdict_word(verdicts[i]), count, pc_verdict_sentence(verdicts[i]));
        pc_page_line_end(page);
    }
}

static void put_unjudged(struct pc_page *page, const struct pc_result *result,
                         const struct pc_summary *summary) {
    static const enum pc_verdict verdicts[] = {PC_VERDICT_UNTESTABLE, PC_VERDICT_NA, PC_VERDICT_SKIP};
    size_t begin = page->out->size;
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++)
        pc_text_unjudged(page, result, verdicts[i]);
    put_listed(page, summary);
    if (page->out->size > begin)
        pc_page_line_end(page);
}

enum pc_status pc_report_text(const struct pc_result *result, const struct pc_report_options *options,
                              struct pc_buf *out) {
    struct pc_page page = {.out = out, .width = options->width, .color = options->color};
    if (page.width == 0)
        page.width = PC_PAGE_DEFAULT_WIDTH;
    if (page.width < PC_PAGE_MIN_WIDTH)
        page.width = PC_PAGE_MIN_WIDTH;
    put_header(&page, result);
    if (options->verbose)
        pc_text_all_cases(&page, result);
    pc_text_areas(&page, result);
    if (result->case_count > 0)
        pc_page_line_end(&page);
    pc_text_blocks(&page, result, options);
    pc_text_briefs(&page, result, options);
    struct pc_summary summary = pc_result_summary(result);
    put_unjudged(&page, result, &summary);
    if (options->report_dir != NULL) {
        pc_page_put(&page, "report: ");
        pc_page_put_whole(&page, options->report_dir);
        pc_page_put(&page, "/results.json");
        pc_page_line_end(&page);
    }
    return page.status != PC_OK ? page.status : pc_report_closing(&summary, out);
}
