/* What is legal JSON and still asks for trouble (RFC 8259 sections 4 and 8.2). */
#include "judge.h"

#define SHOWN_OF_A_NAME    40
#define SHOWN_OF_AN_ESCAPE 6

/* The child of a container in which the byte stands, its name included. */
static struct pc_json_value child_at(struct pc_json_value container, uint32_t offset) {
    struct pc_json_value child = pc_json_first(container);
    for (; pc_json_exists(child); child = pc_json_next(child)) {
        if (offset < pc_json_offset(child) + pc_json_raw(child).size)
            break;
    }
    return child;
}

/* Appends the pointer of the innermost member or element that the byte belongs to. Unlike a pointer that is
 * looked up, this way also leads to the first of two members with one name. Levels that do not fit are left
 * out. */
static enum pc_status append_pointer_at(struct pc_json_value root, uint32_t offset, struct pc_buf *out) {
    struct pc_buf name = {.limit = PC_JUDGE_MAX_POINTER};
    enum pc_status status = PC_OK;
    struct pc_json_value container = root;
    while (status == PC_OK) {
        enum pc_json_type type = pc_json_type(container);
        if (type != PC_JSON_OBJECT && type != PC_JSON_ARRAY)
            break;
        struct pc_json_value child = child_at(container, offset);
        if (!pc_json_exists(child))
            break;
        if (type == PC_JSON_OBJECT) {
            pc_buf_reset(&name);
            status = pc_json_string_decode(pc_json_key(child), &name);
            if (status == PC_OK)
                status = pc_json_pointer_append(out, pc_buf_view(&name));
        } else {
            size_t index = 0;
            struct pc_json_value before = pc_json_first(container);
            for (; pc_json_offset(before) != pc_json_offset(child); before = pc_json_next(before))
                index++;
            status = pc_json_pointer_append_index(out, index);
        }
        if (offset < pc_json_offset(child))
            break;
        container = child;
    }
    pc_buf_clear(&name);
    return status == PC_LIMIT ? PC_OK : status;
}

static bool said_already(const struct pc_judgements *judgements, size_t first, enum pc_subject subject,
                         const char *at) {
    for (size_t i = first; i < judgements->count; i++) {
        const struct pc_judgement *one = &judgements->items[i];
        if (one->subject == subject && pc_view_equal(pc_view_of(one->finding.at), pc_view_of(at)))
            return true;
    }
    return false;
}

static enum pc_status report_remark(struct pc_judge *judge, const struct pc_json_doc *doc, uint32_t shift,
                                    struct pc_json_remark remark, struct pc_judgements *out) {
    struct pc_view text = pc_json_doc_text(doc);
    bool duplicate = remark.kind == PC_JSON_DUPLICATE_KEY;
    pc_buf_reset(&judge->pointer);
    enum pc_status status = append_pointer_at(pc_json_root(doc), remark.offset, &judge->pointer);
    if (status != PC_OK)
        return status;
    struct pc_report report = {
        .subject = duplicate ? PC_SUBJECT_JSON_DUPLICATE : PC_SUBJECT_JSON_SURROGATE,
        .at = judge->pointer.data == NULL ? "" : judge->pointer.data,
        .place = pc_judge_shift(pc_json_place_of(text, remark.offset), shift),
        .expected = duplicate ? "each name once in its object" : "a high and a low surrogate side by side",
    };
    if (said_already(out, judge->first, report.subject, report.at))
        return PC_OK;
    size_t shown = duplicate ? SHOWN_OF_A_NAME : SHOWN_OF_AN_ESCAPE;
    status = pc_judge_print(&judge->seen, duplicate ? "the name a second time: " : "half a pair: ");
    if (status == PC_OK)
        status = pc_judge_quote_part(judge, &judge->seen, text, remark.offset, shown);
    report.seen = judge->seen.data;
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

enum pc_status pc_judge_remarks(struct pc_judge *judge, const struct pc_json_doc *doc, uint32_t shift,
                                struct pc_judgements *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < pc_json_doc_remark_count(doc); i++) {
        struct pc_json_remark remark = pc_json_doc_remark(doc, i);
        if (remark.kind != PC_JSON_NUL_CHARACTER)
            status = report_remark(judge, doc, shift, remark, out);
    }
    return status;
}
