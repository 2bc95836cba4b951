/* The forms for programs: a JSON object a document, a line each. */
#include "check_render.h"

typedef enum pc_status append_text(const struct pc_validator *validator, size_t index, struct pc_buf *out);

static void put_text(struct pc_json_writer *writer, const char *name, append_text *append,
                     const struct pc_validator *validator, size_t index) {
    struct pc_buf text;
    pc_buf_init(&text, CHECK_MAX_FINDING);
    enum pc_status status = append(validator, index, &text);
    pc_json_write_key(writer, name);
    pc_json_write_string(writer, pc_buf_view(&text));
    if (status != PC_OK && writer->status == PC_OK)
        writer->status = status;
    pc_buf_clear(&text);
}

static void put_place(struct pc_json_writer *writer, const struct check_answer *answer,
                      struct check_places *places, uint32_t offset) {
    struct pc_json_place place = check_place_at(places, answer, offset);
    pc_json_write_member_int(writer, "line", place.line);
    pc_json_write_member_int(writer, "column", place.column);
}

static void put_violation(struct pc_json_writer *writer, const struct check_answer *answer, size_t index,
                          struct check_places *places, bool basic) {
    const struct pc_validator *validator = answer->validator;
    pc_json_write_object_begin(writer);
    if (basic) {
        pc_json_write_member_bool(writer, "valid", false);
        put_text(writer, "keywordLocation", pc_violation_evaluation_path, validator, index);
        put_text(writer, "absoluteKeywordLocation", pc_violation_absolute_location, validator, index);
        put_text(writer, "instanceLocation", pc_violation_instance_pointer, validator, index);
        put_text(writer, "error", pc_violation_sentence, validator, index);
    } else {
        put_place(writer, answer, places, pc_validation_offset(validator, index));
        put_text(writer, "instance", pc_violation_instance_pointer, validator, index);
        pc_json_write_member_text(writer, "keyword", pc_validation_keyword(validator, index));
        put_text(writer, "schema", pc_violation_schema_pointer, validator, index);
        put_text(writer, "evaluation", pc_violation_evaluation_path, validator, index);
        put_text(writer, "expected", pc_violation_expected, validator, index);
        put_text(writer, "seen", pc_violation_seen, validator, index);
        put_text(writer, "message", pc_violation_sentence, validator, index);
    }
    pc_json_write_object_end(writer);
}

/* A text that is not JSON has no keyword that it violates. */
static void put_fault(struct pc_json_writer *writer, const struct check_answer *answer, bool basic) {
    struct pc_json_fault fault = pc_json_doc_fault(answer->doc);
    pc_json_write_object_begin(writer);
    if (basic) {
        pc_json_write_member_bool(writer, "valid", false);
        pc_json_write_member_text(writer, "keywordLocation", "");
        pc_json_write_member_text(writer, "instanceLocation", "");
    } else {
        put_place(writer, answer, &(struct check_places){0}, fault.offset);
    }
    pc_json_write_key(writer, basic ? "error" : "message");
    struct pc_buf text;
    pc_buf_init(&text, 1024);
    if (pc_buf_appendf(&text, "not JSON: %s", pc_json_fault_sentence(fault.kind)) == PC_OK)
        pc_json_write_string(writer, pc_buf_view(&text));
    pc_buf_clear(&text);
    pc_json_write_object_end(writer);
}

static void put_errors(struct pc_json_writer *writer, const struct check_answer *answer, bool basic) {
    struct check_places places = {0};
    pc_json_write_key(writer, "errors");
    pc_json_write_array_begin(writer);
    if (answer->doc != NULL && !pc_json_doc_valid(answer->doc))
        put_fault(writer, answer, basic);
    else
        for (size_t i = 0; i < pc_validation_count(answer->validator); i++)
            put_violation(writer, answer, i, &places, basic);
    pc_json_write_array_end(writer);
}

static void put_warnings(struct pc_json_writer *writer, struct check_answer *answer, bool write) {
    for (size_t i = 0; answer->doc != NULL && i < pc_json_doc_remark_count(answer->doc); i++) {
        struct pc_json_remark remark = pc_json_doc_remark(answer->doc, i);
        const char *sentence;
        if (!check_remark_sentence(remark.kind, &sentence))
            continue;
        answer->remarkable = true;
        if (!write)
            continue;
        pc_json_write_object_begin(writer);
        put_place(writer, answer, &(struct check_places){0}, remark.offset);
        pc_json_write_member_text(writer, "message", sentence);
        pc_json_write_object_end(writer);
    }
}

enum pc_status check_render_json(enum check_form form, struct check_answer *answer, struct pc_buf *out) {
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, out, 0);
    pc_json_write_object_begin(&writer);
    if (form == CHECK_JSON) {
        pc_json_write_member_text(&writer, "file", answer->file);
        pc_json_write_member_int(&writer, "line", answer->first_line);
    }
    pc_json_write_member_bool(&writer, "valid", answer->valid);
    if (!answer->valid && form != CHECK_FLAG)
        put_errors(&writer, answer, form == CHECK_BASIC);
    if (form == CHECK_JSON) {
        pc_json_write_key(&writer, "warnings");
        pc_json_write_array_begin(&writer);
    }
    put_warnings(&writer, answer, form == CHECK_JSON);
    if (form == CHECK_JSON)
        pc_json_write_array_end(&writer);
    pc_json_write_object_end(&writer);
    enum pc_status status = pc_json_writer_end(&writer);
    return status == PC_OK ? pc_buf_append_byte(out, '\n') : status;
}
