#include "areas.h"
#include "details.h"
#include "text.h"

#include <stdlib.h>

/* So many notes of one kind are counted, no longer named: a client that hands on what it got has a note of
 * each member of an answer. */
#define MIN_COUNTED 4u

/* The side and the area: "client/malformed", of "client/malformed/json/nan". */
static struct pc_view area_of(const struct pc_case_result *one) {
    struct pc_view area = pc_area_of(one->id);
    return (struct pc_view){one->id, (size_t)(area.data - one->id) + area.size};
}

static bool says_what_was_seen(const struct pc_case_result *one) {
    bool says = false;
    for (size_t i = 0; i < one->findings.count; i++)
        says = says || one->findings.items[i].seen != NULL;
    return says;
}

/* Cases of one area that saw the same. */
static bool same_kind(const struct pc_case_result *a, const struct pc_case_result *b) {
    bool same = a->verdict == b->verdict && a->findings.count == b->findings.count &&
                pc_view_equal(area_of(a), area_of(b)) && says_what_was_seen(a);
    for (size_t i = 0; same && i < a->findings.count; i++)
        same = pc_same_text(a->findings.items[i].seen, b->findings.items[i].seen);
    return same;
}

static enum pc_status add_seen(const struct pc_case_result *one, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    bool any = false;
    for (size_t i = 0; status == PC_OK && i < one->findings.count; i++) {
        if (one->findings.items[i].seen == NULL)
            continue;
        status = pc_buf_appendf(out, "%s%s", any ? ", " : "; seen: ", one->findings.items[i].seen);
        any = true;
    }
    return status;
}

/* `count`: of its kind; a case that is alone has a title. */
static void put_brief(struct pc_page *page, const struct pc_case_result *one, size_t count) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    pc_text_heading(page, one->verdict);
    enum pc_status status = PC_OK;
    if (count > 1)
        status = pc_buf_appendf(&text, "%zu cases of %.*s", count, (int)area_of(one).size, one->id);
    else
        status = pc_buf_append_text(&text, one->id);
    if (status == PC_OK && count == 1 && one->title != NULL && one->title[0] != '\0')
        status = pc_buf_appendf(&text, ": %s", one->title);
    if (status == PC_OK)
        status = add_seen(one, &text);
    if (status != PC_OK && page->status == PC_OK)
        page->status = status;
    pc_page_put_wrapped(page, PC_TEXT_BODY, text.data);
    pc_page_line_end(page);
    pc_buf_clear(&text);
}

/* How many there are of the case's kind, itself included, if they are to be counted; they are then `shown`.
 */
static size_t count_kind(const struct pc_result *result, size_t index, bool *shown) {
    size_t count = 0;
    for (size_t i = index; i < result->case_count; i++)
        count += same_kind(&result->cases[index], &result->cases[i]);
    if (count < MIN_COUNTED)
        return 1;
    for (size_t i = index; i < result->case_count; i++)
        shown[i] = shown[i] || same_kind(&result->cases[index], &result->cases[i]);
    return count;
}

static void put_all(struct pc_page *page, const struct pc_result *result,
                    const struct pc_report_options *options, bool *shown) {
    static const enum pc_verdict verdicts[] = {PC_VERDICT_KNOWN, PC_VERDICT_NOTE};
    size_t begin = page->out->size;
    bool counted = false;
    for (size_t i = 0; i < 2 * result->case_count && page->status == PC_OK; i++) {
        size_t index = i % result->case_count;
        const struct pc_case_result *one = &result->cases[index];
        if (one->verdict != verdicts[i / result->case_count] || shown[index])
            continue;
        bool counts = one->verdict == PC_VERDICT_NOTE && !options->verbose;
        size_t count = counts ? count_kind(result, index, shown) : 1;
        counted = counted || count > 1;
        put_brief(page, one, count);
    }
    if (counted) {
        pc_page_indent(page, PC_TEXT_BODY);
        pc_page_put_wrapped(page, PC_TEXT_BODY, "(-v names each of them, and so does results.json)");
        pc_page_line_end(page);
    }
    if (page->out->size > begin)
        pc_page_line_end(page);
}

void pc_text_briefs(struct pc_page *page, const struct pc_result *result,
                    const struct pc_report_options *options) {
    bool *shown = calloc(result->case_count + 1, sizeof *shown);
    if (shown == NULL)
        page->status = PC_NO_MEMORY;
    else
        put_all(page, result, options, shown);
    free(shown);
}
