/* Reading the values of keywords. */
#include "compile.h"

enum pc_status pc_compile_want(struct pc_compiler *compiler, struct pc_json_value value,
                               enum pc_json_type type, const char *what) {
    if (pc_json_type(value) == type)
        return PC_OK;
    return pc_compile_fail(compiler, PC_MALFORMED, value, "%s was expected, not %s", what,
                           pc_json_type_name(pc_json_type(value)));
}

enum pc_status pc_compile_count(struct pc_compiler *compiler, struct pc_json_value value, uint64_t *out) {
    int64_t number;
    if (pc_json_type(value) != PC_JSON_NUMBER || !pc_json_number_is_integer(value) ||
        pc_json_number_compare(pc_json_number_raw(value), PC_VIEW("0")) < 0)
        return pc_compile_fail(compiler, PC_MALFORMED, value, "an integer that is not negative was expected");
    *out = pc_json_number_int64(value, &number) ? (uint64_t)number : UINT64_MAX;
    return PC_OK;
}

enum pc_status pc_compile_unescape(struct pc_compiler *compiler, struct pc_json_value string,
                                   struct pc_view *out) {
    *out = pc_json_string_raw(string);
    if (!pc_json_string_has_escapes(string))
        return PC_OK;
    struct pc_buf text;
    pc_buf_init(&text, out->size);
    enum pc_status status = pc_json_string_decode(string, &text);
    out->size = text.size;
    out->data = status == PC_OK ? pc_arena_copy(&compiler->schema->arena, pc_buf_view(&text)) : NULL;
    pc_buf_clear(&text);
    return out->data ? PC_OK : pc_compile_no_memory(compiler);
}

enum pc_status pc_compile_name_list(struct pc_compiler *compiler, struct pc_json_value value,
                                    struct pc_names *out) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_ARRAY, "an array of strings");
    if (status != PC_OK)
        return status;
    uint32_t count = 0;
    struct pc_view *names =
        pc_arena_take(&compiler->schema->arena, (size_t)pc_json_count(value) + 1, sizeof *names);
    if (!names)
        return pc_compile_no_memory(compiler);
    struct pc_json_value string = pc_json_first(value);
    for (; pc_json_exists(string); string = pc_json_next(string)) {
        status = pc_compile_want(compiler, string, PC_JSON_STRING, "a string");
        if (status == PC_OK)
            status = pc_compile_unescape(compiler, string, &names[count++]);
        if (status != PC_OK)
            return status;
    }
    if (!pc_names_build(out, &compiler->schema->arena, names, count))
        return pc_compile_no_memory(compiler);
    string = pc_json_first(value);
    for (uint32_t i = 0; i < count; i++, string = pc_json_next(string))
        if (pc_names_find(out, names[i]) != i)
            return pc_compile_fail(compiler, PC_MALFORMED, string, "this name stands twice in the list");
    return PC_OK;
}

enum pc_status pc_compile_keys(struct pc_compiler *compiler, struct pc_json_value object, uint32_t extra,
                               struct pc_view **out) {
    struct pc_arena *arena = &compiler->schema->arena;
    uint32_t count = 0;
    struct pc_view *names = pc_arena_take(arena, (size_t)pc_json_count(object) + extra + 1, sizeof *names);
    if (!names)
        return pc_compile_no_memory(compiler);
    struct pc_json_value value = pc_json_first(object);
    for (; pc_json_exists(value); value = pc_json_next(value)) {
        enum pc_status status = pc_compile_unescape(compiler, pc_json_key(value), &names[count++]);
        if (status != PC_OK)
            return status;
    }
    struct pc_names set;
    if (!pc_names_build(&set, arena, names, count))
        return pc_compile_no_memory(compiler);
    value = pc_json_first(object);
    for (uint32_t i = 0; i < count; i++, value = pc_json_next(value))
        if (pc_names_find(&set, names[i]) != i)
            return pc_compile_fail(compiler, PC_MALFORMED, value, "this key stands twice in the object");
    *out = names;
    return PC_OK;
}
