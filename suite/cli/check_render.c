#include "check_render.h"

#include "pc_report.h"

#include <stdio.h>

struct pc_json_place check_place_at(struct check_places *places, const struct check_answer *answer,
                                    uint32_t offset) {
    if (offset < places->offset)
        *places = (struct check_places){0};
    struct pc_json_place step = pc_json_place_of(
        pc_view_slice(answer->text, places->offset, answer->text.size), offset - places->offset);
    places->lines += step.line - 1;
    places->offset = offset;
    if (step.line > 1)
        places->line_start = offset - (step.column - 1);
    return (struct pc_json_place){offset, answer->first_line + places->lines,
                                  offset - places->line_start + 1};
}

static bool must_escape(char c, bool property) {
    return c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
}

/* As the runner reads workflow commands back. */
static enum pc_status append_command_text(struct pc_buf *out, struct pc_view text, bool property) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < text.size; i++)
        status = must_escape(text.data[i], property) ? pc_buf_appendf(out, "%%%02X", (unsigned)text.data[i])
                                                     : pc_buf_append_byte(out, text.data[i]);
    return status;
}

/* One line: the place, then what is to say there. */
static enum pc_status put_line(enum check_form form, const struct check_answer *answer, const char *level,
                               struct pc_json_place place, struct pc_view words, struct pc_buf *out) {
    enum pc_status status;
    if (form == CHECK_GITHUB) {
        status = pc_buf_appendf(out, "::%s file=", level);
        if (status == PC_OK)
            status = append_command_text(out, pc_view_of(answer->file), true);
        if (status == PC_OK)
            status = pc_buf_appendf(out, ",line=%u,col=%u,title=promotecheck::", place.line, place.column);
        if (status == PC_OK)
            status = append_command_text(out, words, false);
    } else {
        bool error = level[0] == 'e';
        status = pc_buf_appendf(out, "%s:%u:%u: %s", answer->file, place.line, place.column,
                                error ? "" : "warning: ");
        if (status == PC_OK)
            status = pc_buf_append(out, words);
    }
    return status == PC_OK ? pc_buf_append_byte(out, '\n') : status;
}

bool check_remark_sentence(enum pc_json_remark_kind kind, const char **sentence) {
    static const char *const sentences[] = {
        [PC_JSON_DUPLICATE_KEY] =
            "a name that stands in its object already (RFC 8259 section 4: should be unique)",
        [PC_JSON_LONE_SURROGATE] = "half of a surrogate pair (RFC 8259 section 8.2: unpredictable)",
        [PC_JSON_NUL_CHARACTER] = NULL,
    };
    *sentence = sentences[kind];
    return *sentence != NULL;
}

/* "/status: expected one of …, seen "x" (#/components/schemas/DeploymentStatusV1/enum)", printable. */
static enum pc_status put_words(const struct pc_validator *validator, size_t index, struct pc_buf *out) {
    struct pc_buf raw;
    pc_buf_init(&raw, CHECK_MAX_FINDING);
    enum pc_status status = pc_violation_instance_pointer(validator, index, &raw);
    if (status == PC_OK)
        status = pc_buf_append_text(&raw, raw.size == 0 ? "the document: " : ": ");
    if (status == PC_OK)
        status = pc_violation_sentence(validator, index, &raw);
    if (status == PC_OK)
        status = pc_buf_append_text(&raw, " (");
    if (status == PC_OK)
        status = pc_violation_schema_pointer(validator, index, &raw);
    if (status == PC_OK)
        status = pc_buf_append_text(&raw, ")");
    if (status == PC_OK)
        status = pc_report_printable(pc_buf_view(&raw), 2048, out);
    pc_buf_clear(&raw);
    return status;
}

static enum pc_status put_remarks(enum check_form form, struct check_answer *answer, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < pc_json_doc_remark_count(answer->doc); i++) {
        struct pc_json_remark remark = pc_json_doc_remark(answer->doc, i);
        const char *sentence;
        if (!check_remark_sentence(remark.kind, &sentence))
            continue;
        struct pc_json_place place = pc_json_place_of(answer->text, remark.offset);
        place.line += answer->first_line - 1;
        answer->remarkable = true;
        status = put_line(form, answer, "warning", place, pc_view_of(sentence), out);
    }
    return status;
}

static enum pc_status put_violations(enum check_form form, const struct check_answer *answer,
                                     struct pc_buf *out) {
    struct check_places places = {0};
    struct pc_buf words;
    enum pc_status status = PC_OK;
    pc_buf_init(&words, CHECK_MAX_FINDING);
    for (size_t i = 0; status == PC_OK && i < pc_validation_count(answer->validator); i++) {
        pc_buf_reset(&words);
        status = put_words(answer->validator, i, &words);
        if (status == PC_OK)
            status = put_line(form, answer, "error",
                              check_place_at(&places, answer, pc_validation_offset(answer->validator, i)),
                              pc_buf_view(&words), out);
    }
    pc_buf_clear(&words);
    if (status == PC_OK && pc_validation_truncated(answer->validator))
        status = pc_buf_appendf(out, "%s: more violations than the %zu that are kept\n", answer->file,
                                pc_validation_count(answer->validator));
    return status;
}

enum pc_status check_render(enum check_form form, struct check_answer *answer, struct pc_buf *out) {
    if (form != CHECK_TEXT && form != CHECK_GITHUB)
        return check_render_json(form, answer, out);
    if (answer->doc != NULL && !pc_json_doc_valid(answer->doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(answer->doc);
        struct pc_json_place place = pc_json_place_of(answer->text, fault.offset);
        place.line += answer->first_line - 1;
        char words[256];
        snprintf(words, sizeof words, "not JSON: %s", pc_json_fault_sentence(fault.kind));
        return put_line(form, answer, "error", place, pc_view_of(words), out);
    }
    enum pc_status status = answer->doc == NULL ? PC_OK : put_remarks(form, answer, out);
    return status == PC_OK && !answer->valid ? put_violations(form, answer, out) : status;
}
