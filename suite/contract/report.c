/* From what was found to a judgement with its texts. */
#include "judge.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 8

enum pc_status pc_judge_print(struct pc_buf *out, const char *format, ...) {
    char text[PC_JUDGE_MAX_TEXT];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    pc_buf_reset(out);
    return pc_buf_append_text(out, text);
}

/* Printable ASCII stands for itself, but for the quotation mark and the backslash. */
static size_t escape(unsigned char byte, char out[sizeof "\\xFF"]) {
    static const char meant[] = "\n\r\\\"";
    static const char letters[] = "nr\\\"";
    const char *hit = byte == '\0' ? NULL : strchr(meant, byte);
    bool printable = byte >= 0x20 && byte <= 0x7E;
    int size = hit != NULL ? snprintf(out, sizeof "\\xFF", "\\%c", letters[hit - meant])
                           : snprintf(out, sizeof "\\xFF", printable ? "%c" : "\\x%02X", byte);
    return (size_t)size;
}

/* How many of the bytes fit into a quotation. */
static size_t fitting(struct pc_view text) {
    char escaped[sizeof "\\xFF"];
    size_t used = 0;
    size_t i = 0;
    for (; i < text.size && used < PC_JUDGE_MAX_QUOTE; i++)
        used += escape((unsigned char)text.data[i], escaped);
    return i;
}

enum pc_status pc_judge_quote_part(struct pc_judge *judge, struct pc_buf *out, struct pc_view text,
                                   size_t from, size_t size) {
    struct pc_view part = pc_view_slice(text, from, from + size);
    size_t shown = fitting(part);
    struct pc_buf clean;
    pc_buf_init(&clean, SIZE_MAX);
    enum pc_status status = pc_redact_part(judge->secrets, judge->request, text, from, shown, &clean);
    if (status == PC_OK)
        status = pc_buf_append_byte(out, '"');
    for (size_t i = 0; status == PC_OK && i < clean.size; i++) {
        char escaped[sizeof "\\xFF"];
        size_t length = escape((unsigned char)clean.data[i], escaped);
        status = pc_buf_append(out, (struct pc_view){escaped, length});
    }
    if (status == PC_OK && shown < part.size)
        status = pc_buf_appendf(out, "\" and %zu more bytes", part.size - shown);
    else if (status == PC_OK)
        status = pc_buf_append_byte(out, '"');
    pc_buf_clear(&clean);
    return status;
}

enum pc_status pc_judge_quote(struct pc_judge *judge, struct pc_buf *out, struct pc_view text) {
    return pc_judge_quote_part(judge, out, text, 0, text.size);
}

static bool resolves(const struct pc_spec *spec, struct pc_view cite) {
    struct pc_view pointer = pc_view_slice(cite, sizeof "spec:#" - 1, cite.size);
    return !pc_view_starts_with(cite, PC_VIEW("spec:#")) ||
           pc_json_exists(pc_json_pointer_get(pc_spec_document(spec), pointer));
}

/* A document may lack what a subject cites by name: its promote operation is what always stands there. */
static enum pc_status make_cite(struct pc_judge *judge, const char *cite) {
    pc_buf_reset(&judge->cite);
    enum pc_status status = pc_spec_cite(judge->spec, cite, &judge->cite);
    if (status == PC_NOT_FOUND || (status == PC_OK && !resolves(judge->spec, pc_buf_view(&judge->cite)))) {
        pc_buf_reset(&judge->cite);
        status = pc_buf_appendf(&judge->cite, "spec:%s", pc_spec_operation_pointer(judge->spec));
    }
    return status;
}

static enum pc_status make_requirement(struct pc_judge *judge, enum pc_subject subject) {
    pc_buf_reset(&judge->requirement);
    if (subject == PC_SUBJECT_SCHEMA) {
        enum pc_status status = pc_spec_words(judge->spec, judge->cite.data, &judge->requirement);
        if (status != PC_NOT_FOUND)
            return status;
    }
    return pc_buf_append_text(&judge->requirement, pc_subject_words(subject));
}

static struct pc_judgement *add(struct pc_judgements *judgements) {
    if (judgements->count == judgements->capacity) {
        size_t capacity = judgements->capacity == 0 ? FIRST_CAPACITY : judgements->capacity * 2;
        struct pc_judgement *items = realloc(judgements->items, capacity * sizeof *items);
        if (items == NULL)
            return NULL;
        judgements->items = items;
        judgements->capacity = capacity;
    }
    struct pc_judgement *judgement = &judgements->items[judgements->count++];
    *judgement = (struct pc_judgement){0};
    return judgement;
}

/* Copies a text; `ok` becomes false when memory is out, not for a NULL. */
static char *copy(const char *text, bool *ok) {
    char *made = pc_text_copy(text);
    if (made == NULL && text != NULL)
        *ok = false;
    return made;
}

enum pc_status pc_judge_report(struct pc_judge *judge, const struct pc_report *report,
                               struct pc_judgements *out) {
    enum pc_status status =
        make_cite(judge, report->cite != NULL ? report->cite : pc_subject_cite(report->subject));
    if (status == PC_OK)
        status = make_requirement(judge, report->subject);
    if (status != PC_OK)
        return status;
    struct pc_judgement *judgement = add(out);
    if (judgement == NULL)
        return PC_NO_MEMORY;
    bool ok = true;
    judgement->subject = report->subject;
    judgement->level = report->level != NULL ? *report->level : pc_subject_level(report->subject);
    judgement->schema_pointer = copy(report->schema_pointer, &ok);
    judgement->instance_pointer = copy(report->instance_pointer, &ok);
    judgement->finding = (struct pc_finding){
        .requirement = copy(judge->requirement.data, &ok),
        .cite = copy(judge->cite.data, &ok),
        .at = copy(report->at, &ok),
        .line = report->place.line,
        .column = report->place.column,
        .expected = copy(report->expected, &ok),
        .seen = copy(report->seen, &ok),
    };
    return ok ? PC_OK : PC_NO_MEMORY;
}

void pc_judgement_clear(struct pc_judgement *judgement) {
    free(judgement->schema_pointer);
    free(judgement->instance_pointer);
    free(judgement->finding.requirement);
    free(judgement->finding.cite);
    free(judgement->finding.at);
    free(judgement->finding.expected);
    free(judgement->finding.seen);
    *judgement = (struct pc_judgement){0};
}

void pc_judgements_clear(struct pc_judgements *judgements) {
    if (judgements == NULL)
        return;
    for (size_t i = 0; i < judgements->count; i++)
        pc_judgement_clear(&judgements->items[i]);
    free(judgements->items);
    *judgements = (struct pc_judgements){0};
}
