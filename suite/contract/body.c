/* Content-Type, and the body as JSON. */
#include "judge.h"

#define MARK             "\xEF\xBB\xBF"
#define SHOWN_AT_A_FAULT 24

static const enum pc_level may = PC_LEVEL_MAY;

struct pc_view pc_judge_skip_mark(struct pc_view bytes) {
    bool there = pc_view_starts_with(bytes, PC_VIEW(MARK));
    return pc_view_slice(bytes, there ? sizeof MARK - 1 : 0, bytes.size);
}

enum pc_status pc_judge_is_json(struct pc_judge *judge, struct pc_view bytes, bool *is_json) {
    const struct pc_json_doc *doc = NULL;
    enum pc_status status = pc_json_read(judge->reader, pc_judge_skip_mark(bytes), &doc, NULL);
    *is_json = status == PC_OK && pc_json_doc_valid(doc);
    return status;
}

/* RFC 9110 section 8.3.1: type and subtype, case-insensitive; parameters do not matter for JSON (RFC 8259
 * section 11). */
static struct pc_view essence(struct pc_view value) {
    return pc_view_trim(pc_view_slice(value, 0, pc_view_find(value, PC_VIEW(";"))));
}

/* Appends every Content-Type that is not as it should be. */
static enum pc_status describe_types(struct pc_judge *judge, const struct pc_http_message *message,
                                     bool *right) {
    struct pc_buf *out = &judge->seen;
    bool any = false;
    *right = true;
    pc_buf_reset(out);
    for (size_t i = 0; i < message->field_count; i++) {
        const struct pc_http_field *field = &message->fields[i];
        if (!pc_view_equal_nocase(field->name, PC_VIEW("Content-Type")))
            continue;
        any = true;
        if (pc_view_equal_nocase(essence(field->value), PC_VIEW("application/json")))
            continue;
        enum pc_status status = *right ? PC_OK : pc_buf_append_text(out, " and ");
        if (status == PC_OK)
            status = pc_judge_quote(judge, out, field->value);
        *right = false;
        if (status != PC_OK)
            return status == PC_LIMIT ? PC_OK : status;
    }
    if (any)
        return PC_OK;
    *right = false;
    return pc_buf_append_text(out, "no Content-Type");
}

enum pc_status pc_judge_content_type(struct pc_judge *judge, const struct pc_http_message *message,
                                     enum pc_subject subject, struct pc_judgements *out) {
    bool right = true;
    enum pc_status status = describe_types(judge, message, &right);
    if (status != PC_OK || right)
        return status;
    if (pc_http_field_count(message, "Content-Type") > 1) {
        status = pc_buf_append_text(&judge->seen, " among several Content-Type fields");
        if (status != PC_OK && status != PC_LIMIT)
            return status;
    }
    const struct pc_report report = {.subject = subject,
                                     .at = "header Content-Type",
                                     .expected = "application/json",
                                     .seen = judge->seen.data};
    return pc_judge_report(judge, &report, out);
}

/* UTF-16 and UTF-32 give themselves away: by their mark, or by a zero byte among the first two (JSON begins
 * with an ASCII character). */
static bool is_wide(struct pc_view body) {
    if (body.size < 2)
        return false;
    unsigned char first = (unsigned char)body.data[0];
    unsigned char second = (unsigned char)body.data[1];
    return (first == 0xFE && second == 0xFF) || (first == 0xFF && second == 0xFE) ||
           (first == 0) != (second == 0) || (first == 0 && second == 0 && body.size >= 4);
}

static enum pc_subject fault_subject(struct pc_view body, struct pc_json_fault fault) {
    return fault.kind == PC_JSON_FAULT_INVALID_UTF8 || is_wide(body) ? PC_SUBJECT_JSON_UTF8 : PC_SUBJECT_JSON;
}

static enum pc_status report_fault(struct pc_judge *judge, struct pc_view text, uint32_t shift,
                                   struct pc_json_fault fault, struct pc_judgements *out) {
    struct pc_report report = {.subject = fault_subject(text, fault),
                               .at = "body",
                               .place = pc_judge_shift(pc_json_place_of(text, fault.offset), shift),
                               .expected = "one JSON value in UTF-8"};
    bool limit = fault.kind == PC_JSON_FAULT_TOO_DEEP || fault.kind == PC_JSON_FAULT_TOO_LARGE;
    /* Section 9 of RFC 8259 lets a reader have limits: that ours is reached is not the peer's fault. */
    if (limit)
        report.level = &may;
    if (text.size == 0 && shift == 0)
        report.place = (struct pc_json_place){0};
    enum pc_status status;
    if (report.subject == PC_SUBJECT_JSON_UTF8 && is_wide(text))
        status = pc_judge_print(&judge->seen, "UTF-16 or UTF-32");
    else if (text.size == 0)
        status = pc_judge_print(&judge->seen, "an empty body");
    else
        status = pc_judge_print(&judge->seen, "%s", pc_json_fault_sentence(fault.kind));
    if (status == PC_OK && text.size > 0 && !limit) {
        status = pc_buf_append_text(&judge->seen, ": ");
        if (status == PC_OK && fault.offset >= text.size)
            status = pc_buf_append_text(&judge->seen, "the body ends there");
        else if (status == PC_OK)
            status = pc_judge_quote_part(judge, &judge->seen, text, fault.offset, SHOWN_AT_A_FAULT);
    }
    report.seen = judge->seen.data;
    return status == PC_OK ? pc_judge_report(judge, &report, out) : status;
}

static enum pc_status report_mark(struct pc_judge *judge, struct pc_judgements *out) {
    const struct pc_report report = {.subject = PC_SUBJECT_JSON_BOM,
                                     .at = "body",
                                     .place = {.offset = 0, .line = 1, .column = 1},
                                     .expected = "the JSON value from the first byte on",
                                     .seen = "the bytes EF BB BF in front"};
    return pc_judge_report(judge, &report, out);
}

enum pc_status pc_judge_content(struct pc_judge *judge, struct pc_view body, const struct pc_schema *schema,
                                struct pc_judgements *out, struct pc_error *err) {
    const struct pc_json_doc *doc = NULL;
    struct pc_view text = pc_judge_skip_mark(body);
    uint32_t shift = (uint32_t)(body.size - text.size);
    enum pc_status status = PC_OK;
    judge->first = out->count;
    if (shift > 0)
        status = report_mark(judge, out);
    if (status == PC_OK)
        status = pc_json_read(judge->reader, text, &doc, err);
    if (status != PC_OK)
        return status;
    if (!pc_json_doc_valid(doc))
        return report_fault(judge, text, shift, pc_json_doc_fault(doc), out);
    out->body_is_json = true;
    status = pc_judge_remarks(judge, doc, shift, out);
    return status == PC_OK ? pc_judge_shape(judge, pc_json_root(doc), schema, shift, out, err) : status;
}
