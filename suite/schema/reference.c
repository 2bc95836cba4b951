/* `$ref`: `#` and `#/json/pointer`, within the document. */
#include "compile.h"

/* Splits at `#`; what stands before it must be empty or the document's own `$id`. */
static bool is_local(const struct pc_compiler *compiler, struct pc_view uri, struct pc_view *fragment) {
    size_t hash = pc_view_find(uri, PC_VIEW("#"));
    struct pc_view base = pc_view_slice(uri, 0, hash);
    *fragment = pc_view_slice(uri, hash + 1, uri.size);
    if (base.size == 0)
        return true;
    struct pc_json_value id = pc_json_get_text(compiler->schema->document, "$id");
    struct pc_view own = pc_json_string_raw(id);
    if (pc_json_type(id) != PC_JSON_STRING || pc_json_string_has_escapes(id))
        return false;
    return pc_view_equal(base, pc_view_slice(own, 0, pc_view_find(own, PC_VIEW("#"))));
}

/* True where an `$id` on the way, at `pointer` itself or above it, starts a document of its own. */
static bool crosses_id(const struct pc_compiler *compiler, struct pc_view pointer) {
    struct pc_json_value passed = compiler->schema->document;
    size_t from = 0;
    for (size_t end = 1; end <= pointer.size; end++) {
        if (end < pointer.size && pointer.data[end] != '/')
            continue;
        passed = pc_json_pointer_get(passed, pc_view_slice(pointer, from, end));
        if (pc_json_type(pc_json_get_text(passed, "$id")) == PC_JSON_STRING)
            return true;
        from = end;
    }
    return false;
}

static enum pc_status find_target(struct pc_compiler *compiler, struct pc_json_value reference,
                                  struct pc_view pointer, struct pc_json_value *target) {
    if (pointer.size > 0 && pointer.data[0] != '/')
        return pc_compile_fail(compiler, PC_UNSUPPORTED, reference,
                               "references to an `$anchor` are not supported yet");
    *target = pc_json_pointer_get(compiler->schema->document, pointer);
    if (!pc_json_exists(*target))
        return pc_compile_fail(compiler, PC_MALFORMED, reference, "the reference leads nowhere: #%.*s",
                               pointer.size > 200 ? 200 : (int)pointer.size,
                               pointer.data ? pointer.data : "");
    if (crosses_id(compiler, pointer))
        return pc_compile_fail(compiler, PC_UNSUPPORTED, reference,
                               "references into a schema with an `$id` are not supported yet");
    return PC_OK;
}

enum pc_status pc_reference_resolve(struct pc_compiler *compiler, struct pc_json_value reference,
                                    struct pc_json_value *target) {
    struct pc_buf uri, pointer;
    struct pc_view fragment;
    pc_buf_init(&uri, PC_JSON_HARD_MAX_SIZE);
    pc_buf_init(&pointer, PC_JSON_HARD_MAX_SIZE);
    enum pc_status status = pc_json_string_decode(reference, &uri);
    if (status != PC_OK) {
        status = pc_compile_no_memory(compiler);
        goto cleanup;
    }
    if (!is_local(compiler, pc_buf_view(&uri), &fragment)) {
        status = pc_compile_fail(compiler, PC_UNSUPPORTED, reference,
                                 "references to other documents are not supported yet");
        goto cleanup;
    }
    status = pc_percent_decode(fragment, &pointer);
    if (status == PC_MALFORMED)
        status = pc_compile_fail(compiler, PC_MALFORMED, reference, "a bad percent escape in the reference");
    else if (status != PC_OK)
        status = pc_compile_no_memory(compiler);
    else
        status = find_target(compiler, reference, pc_buf_view(&pointer), target);
cleanup:
    pc_buf_clear(&uri);
    pc_buf_clear(&pointer);
    return status;
}
