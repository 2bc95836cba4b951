#include "input.h"

#include "result_internal.h"

#include <stdlib.h>

bool pc_input_wrong(struct pc_input *in, struct pc_json_value value, const char *what) {
    struct pc_json_place place = pc_json_place(value);
    if (in->status == PC_OK)
        in->status = pc_error_set(in->err, PC_MALFORMED, "results.json, line %u, column %u: %s", place.line,
                                  place.column, what);
    return false;
}

bool pc_input_no_memory(struct pc_input *in) {
    if (in->status == PC_OK)
        in->status = pc_error_set(in->err, PC_NO_MEMORY, "no memory for results.json");
    return false;
}

bool pc_input_is(struct pc_input *in, struct pc_json_value value, enum pc_json_type type, const char *what) {
    return pc_json_type(value) == type ? in->status == PC_OK : pc_input_wrong(in, value, what);
}

/* A member that must be there, of one type; "no value" and a message otherwise. */
struct pc_json_value pc_input_member(struct pc_input *in, struct pc_json_value object, const char *name,
                                     enum pc_json_type type) {
    struct pc_json_value value = pc_json_get_text(object, name);
    char what[96];
    struct pc_buf text;
    pc_buf_init(&text, sizeof what - 1);
    if (pc_json_type(value) == type)
        return value;
    if (pc_buf_appendf(&text, "\"%s\" is missing or no %s", name, pc_json_type_name(type)) == PC_OK)
        pc_input_wrong(in, pc_json_exists(value) ? value : object, text.data);
    else
        pc_input_no_memory(in);
    pc_buf_clear(&text);
    return (struct pc_json_value){0};
}

bool pc_input_bytes(struct pc_input *in, struct pc_json_value string, struct pc_buf *out) {
    enum pc_status status = pc_json_string_decode(string, out);
    return status == PC_OK      ? true
           : status == PC_LIMIT ? pc_input_wrong(in, string, "a text that is too long")
                                : pc_input_no_memory(in);
}

bool pc_input_string(struct pc_input *in, struct pc_json_value string, char **out) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    bool fine =
        pc_input_is(in, string, PC_JSON_STRING, "a string was expected") && pc_input_bytes(in, string, &text);
    if (fine && pc_view_find(pc_buf_view(&text), (struct pc_view){"", 1}) < text.size)
        fine = pc_input_wrong(in, string, "a text with U+0000 in it");
    if (fine) {
        *out = pc_view_copy(pc_buf_view(&text));
        fine = *out != NULL || pc_input_no_memory(in);
    }
    pc_buf_clear(&text);
    return fine;
}

bool pc_input_text(struct pc_input *in, struct pc_json_value object, const char *name, char **out) {
    struct pc_json_value value = pc_input_member(in, object, name, PC_JSON_STRING);
    return pc_json_exists(value) && pc_input_string(in, value, out);
}

bool pc_input_optional_text(struct pc_input *in, struct pc_json_value object, const char *name, char **out) {
    return !pc_json_exists(pc_json_get_text(object, name)) || pc_input_text(in, object, name, out);
}

bool pc_input_int(struct pc_input *in, struct pc_json_value object, const char *name, int64_t most,
                  int64_t *out) {
    struct pc_json_value value = pc_input_member(in, object, name, PC_JSON_NUMBER);
    if (!pc_json_exists(value))
        return false;
    bool fits = pc_json_number_int64(value, out) && *out >= 0 && *out <= most;
    return fits || pc_input_wrong(in, value, "an integer that cannot stand here");
}

bool pc_input_bool(struct pc_input *in, struct pc_json_value object, const char *name, bool *out) {
    struct pc_json_value value = pc_input_member(in, object, name, PC_JSON_BOOLEAN);
    *out = pc_json_boolean(value);
    return pc_json_exists(value);
}

bool pc_input_texts(struct pc_input *in, struct pc_json_value object, const char *name, char ***out,
                    size_t *count) {
    struct pc_json_value array = pc_input_member(in, object, name, PC_JSON_ARRAY);
    for (struct pc_json_value item = pc_json_first(array); pc_json_exists(item); item = pc_json_next(item)) {
        char *text = NULL;
        if (!pc_input_string(in, item, &text))
            return false;
        enum pc_status status = pc_texts_add(out, count, text);
        free(text);
        if (status != PC_OK)
            return pc_input_no_memory(in);
    }
    return in->status == PC_OK;
}

bool pc_input_base64(struct pc_input *in, struct pc_json_value object, const char *name, struct pc_buf *out) {
    struct pc_json_value value = pc_input_member(in, object, name, PC_JSON_STRING);
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    bool fine = pc_json_exists(value) && pc_input_bytes(in, value, &text);
    enum pc_status status = fine ? pc_base64_decode(pc_buf_view(&text), out) : PC_OK;
    pc_buf_clear(&text);
    if (status != PC_OK)
        return status == PC_NO_MEMORY ? pc_input_no_memory(in) : pc_input_wrong(in, value, "not base64");
    return fine;
}
