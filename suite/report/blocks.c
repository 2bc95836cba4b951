#include "details.h"
#include "text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* FAIL  the id   the level
 *       what is demanded
 *       label     value */
#define BODY  PC_TEXT_BODY
#define VALUE (BODY + 10u)
/* So many cases that failed for one reason are counted, no longer named. */
#define MIN_COUNTED 4u

struct blocks {
    struct pc_page *page;
    const struct pc_result *result;
    const struct pc_report_options *options;
    bool *shown;                        /* as one that has the same findings as an earlier case */
    const struct pc_case_result *above; /* the block that was printed last */
};

/* Two cases may say one thing in their own words: what counts is what was seen, where, and what should be
 * there. */
static bool same_finding(const struct pc_finding *a, const struct pc_finding *b) {
    return a->line == b->line && a->column == b->column && pc_same_text(a->at, b->at) &&
           pc_same_text(a->cite, b->cite) && pc_same_text(a->expected, b->expected) &&
           pc_same_text(a->seen, b->seen) &&
           (a->seen != NULL || pc_same_text(a->requirement, b->requirement));
}

static bool same_requests(const struct pc_result *result, const struct pc_case_result *a,
                          const struct pc_case_result *b) {
    size_t at_a = 0;
    size_t at_b = 0;
    const struct pc_stored_exchange *in_a;
    const struct pc_stored_exchange *in_b;
    do {
        in_a = pc_case_next_request(result, a, &at_a);
        in_b = pc_case_next_request(result, b, &at_b);
        if (in_a != NULL && in_b != NULL && !pc_same_text(in_a->curl, in_b->curl))
            return false;
    } while (in_a != NULL && in_b != NULL);
    return in_a == NULL && in_b == NULL;
}

/* Cases that looked at the answers to one request and found the same. */
static bool same_case(const struct pc_result *result, const struct pc_case_result *a,
                      const struct pc_case_result *b) {
    if (a->verdict != b->verdict || a->findings.count != b->findings.count || a->findings.count == 0)
        return false;
    for (size_t i = 0; i < a->findings.count; i++) {
        if (!same_finding(&a->findings.items[i], &b->findings.items[i]))
            return false;
    }
    return same_requests(result, a, b);
}

/* Cases that were not even asked, all for one reason: a peer that is not there fails every one. */
static bool same_error(const struct pc_result *result, const struct pc_case_result *a,
                       const struct pc_case_result *b) {
    size_t at = 0;
    return a->verdict == PC_VERDICT_ERROR && b->verdict == PC_VERDICT_ERROR && a->findings.count == 0 &&
           b->findings.count == 0 && a->reason != NULL && pc_same_text(a->reason, b->reason) &&
           pc_case_next_request(result, a, &at) == NULL && same_requests(result, a, b);
}

void pc_text_heading(struct pc_page *page, enum pc_verdict verdict) {
    char word[16] = "";
    const char *plain = pc_verdict_word(verdict);
    for (size_t i = 0; plain[i] != '\0' && i + 1 < sizeof word; i++)
        word[i] = (char)toupper((unsigned char)plain[i]);
    pc_page_style(page, pc_style_of(verdict));
    pc_page_put(page, word);
    pc_page_style(page, PC_STYLE_PLAIN);
    pc_page_indent(page, BODY);
}

static void put_body(const struct blocks *blocks, enum pc_style style, const char *text) {
    if (text == NULL || text[0] == '\0')
        return;
    pc_page_indent(blocks->page, BODY);
    pc_page_style(blocks->page, style);
    pc_page_put_wrapped(blocks->page, BODY, text);
    pc_page_style(blocks->page, PC_STYLE_PLAIN);
    pc_page_line_end(blocks->page);
}

/* In one piece like a command line: who looks it up copies it. */
static void put_cite(const struct blocks *blocks, const char *cite) {
    if (cite == NULL || cite[0] == '\0')
        return;
    pc_page_indent(blocks->page, BODY);
    pc_page_style(blocks->page, PC_STYLE_FAINT);
    pc_page_put_whole(blocks->page, cite);
    pc_page_style(blocks->page, PC_STYLE_PLAIN);
    pc_page_line_end(blocks->page);
}

static void put_label(const struct blocks *blocks, const char *label) {
    pc_page_indent(blocks->page, BODY);
    pc_page_style(blocks->page, PC_STYLE_FAINT);
    pc_page_put(blocks->page, label);
    pc_page_style(blocks->page, PC_STYLE_PLAIN);
    pc_page_indent(blocks->page, VALUE);
}

static void put_value(const struct blocks *blocks, const char *label, const char *value) {
    if (value == NULL)
        return;
    put_label(blocks, label);
    pc_page_put_wrapped(blocks->page, VALUE, value);
    pc_page_line_end(blocks->page);
}

static void put_place(const struct blocks *blocks, const struct pc_finding *finding) {
    char *place = pc_finding_place(finding, &blocks->page->status);
    put_value(blocks, "at", place);
    free(place);
}

/* Our sentence for the citation where the finding brings none of its own. */
static void put_words(const struct blocks *blocks, const char *cite) {
    struct pc_buf words;
    pc_buf_init(&words, SIZE_MAX);
    if (blocks->options->words != NULL && cite != NULL && blocks->page->status == PC_OK)
        blocks->page->status = blocks->options->words(blocks->options->words_context, cite, &words);
    put_body(blocks, PC_STYLE_PLAIN, words.data);
    pc_buf_clear(&words);
}

/* The title stands above what was found; a single finding that says what is demanded stands for itself. */
static void put_title(const struct blocks *blocks, const struct pc_case_result *one) {
    if (one->findings.count != 1 || one->findings.items[0].requirement == NULL)
        put_body(blocks, PC_STYLE_PLAIN, one->title);
}

static void put_finding(const struct blocks *blocks, const struct pc_case_result *one,
                        const struct pc_finding *finding) {
    if (finding->requirement == NULL)
        put_words(blocks, finding->cite);
    else if (one->findings.count == 1 || !pc_same_text(finding->requirement, one->title))
        put_body(blocks, PC_STYLE_PLAIN, finding->requirement);
    put_cite(blocks, finding->cite);
    put_place(blocks, finding);
    put_value(blocks, "expected", finding->expected);
    put_value(blocks, "seen", finding->seen);
}

/* Each command line in one piece, so that it can be copied. Blocks that follow each other often share it. */
static void put_repeat(struct blocks *blocks, const struct pc_case_result *one) {
    const struct pc_case_result *above = blocks->above;
    struct pc_repeat repeat = {0};
    const char *curl = pc_case_next_repeat(blocks->result, one, 0, &repeat);
    blocks->above = one;
    if (curl != NULL && above != NULL && !pc_is_of_a_client(blocks->result) &&
        same_requests(blocks->result, above, one)) {
        put_value(blocks, "repeat", "as above");
        return;
    }
    for (; curl != NULL; curl = pc_case_next_repeat(blocks->result, one, 0, &repeat)) {
        put_label(blocks, repeat.count == 1 ? "repeat" : "then");
        pc_page_put_whole(blocks->page, curl);
        pc_page_line_end(blocks->page);
    }
}

/* Other cases that found the same. */
static void put_also(struct blocks *blocks, size_t index) {
    struct pc_buf ids;
    pc_buf_init(&ids, SIZE_MAX);
    enum pc_status status = PC_OK;
    for (size_t i = index + 1; status == PC_OK && i < blocks->result->case_count; i++) {
        if (blocks->shown[i] ||
            !same_case(blocks->result, &blocks->result->cases[index], &blocks->result->cases[i]))
            continue;
        blocks->shown[i] = true;
        status = pc_buf_appendf(&ids, "%s%s", ids.size == 0 ? "" : ", ", blocks->result->cases[i].id);
    }
    if (status != PC_OK && blocks->page->status == PC_OK)
        blocks->page->status = status;
    put_value(blocks, "also", ids.data);
    pc_buf_clear(&ids);
}

/* One block for all of them. False where there are too few to be counted instead of named. */
static bool put_errors(struct blocks *blocks, size_t index) {
    const struct pc_result *result = blocks->result;
    size_t count = 0;
    for (size_t i = index; i < result->case_count; i++)
        count += same_error(result, &result->cases[index], &result->cases[i]);
    if (count < MIN_COUNTED)
        return false;
    for (size_t i = index; i < result->case_count; i++)
        blocks->shown[i] |= same_error(result, &result->cases[index], &result->cases[i]);
    pc_text_heading(blocks->page, PC_VERDICT_ERROR);
    pc_page_putf(blocks->page, "%zu cases, from ", count);
    pc_page_put_whole(blocks->page, result->cases[index].id);
    pc_page_put(blocks->page, " on");
    pc_page_line_end(blocks->page);
    put_value(blocks, "reason", result->cases[index].reason);
    pc_page_line_end(blocks->page);
    blocks->above = NULL;
    return true;
}

static void put_block(struct blocks *blocks, size_t index) {
    const struct pc_case_result *one = &blocks->result->cases[index];
    if (put_errors(blocks, index))
        return;
    pc_text_heading(blocks->page, one->verdict);
    pc_page_put_whole(blocks->page, one->id);
    pc_page_style(blocks->page, PC_STYLE_FAINT);
    pc_page_putf(blocks->page, "   %s", pc_level_word(pc_case_weight(one)));
    pc_page_style(blocks->page, PC_STYLE_PLAIN);
    pc_page_line_end(blocks->page);
    put_title(blocks, one);
    if (one->findings.count == 0) {
        for (size_t i = 0; i < one->cite_count; i++)
            put_cite(blocks, one->cites[i]);
    }
    for (size_t i = 0; i < one->findings.count; i++)
        put_finding(blocks, one, &one->findings.items[i]);
    put_value(blocks, "reason", one->reason);
    put_also(blocks, index);
    put_repeat(blocks, one);
    pc_page_line_end(blocks->page);
}

void pc_text_blocks(struct pc_page *page, const struct pc_result *result,
                    const struct pc_report_options *options) {
    struct blocks blocks = {.page = page,
                            .result = result,
                            .options = options,
                            .shown = calloc(result->case_count + 1, sizeof(bool))};
    if (blocks.shown == NULL)
        page->status = PC_NO_MEMORY;
    for (size_t section = 0; section < PC_SECTION_COUNT; section++) {
        enum pc_verdict verdict = pc_sections[section];
        bool brief = verdict == PC_VERDICT_KNOWN || verdict == PC_VERDICT_NOTE;
        for (size_t i = 0; !brief && page->status == PC_OK && i < result->case_count; i++) {
            if (result->cases[i].verdict == verdict && !blocks.shown[i])
                put_block(&blocks, i);
        }
    }
    free(blocks.shown);
}
