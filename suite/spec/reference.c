#include "spec.h"

void pc_spec_place_init(struct pc_spec_place *place, struct pc_json_value value) {
    place->value = value;
    pc_buf_init(&place->pointer, PC_SPEC_MAX_POINTER);
}

void pc_spec_place_clear(struct pc_spec_place *place) {
    pc_buf_clear(&place->pointer);
}

enum pc_status pc_spec_place_enter(struct pc_spec_place *place, struct pc_view name) {
    struct pc_json_value member = pc_json_get(place->value, name);
    if (pc_json_type(place->value) == PC_JSON_ARRAY) {
        /* pc_json_pointer_get knows how an index is written (RFC 6901 section 4). */
        struct pc_buf step = {.limit = PC_SPEC_MAX_POINTER};
        enum pc_status status = pc_json_pointer_append(&step, name);
        if (status == PC_OK)
            member = pc_json_pointer_get(place->value, pc_buf_view(&step));
        pc_buf_clear(&step);
        if (status != PC_OK)
            return status;
    }
    if (!pc_json_exists(member))
        return PC_NOT_FOUND;
    enum pc_status status = pc_json_pointer_append(&place->pointer, name);
    if (status == PC_OK)
        place->value = member;
    return status;
}

static const char *pointer_text(const struct pc_spec_place *place) {
    return place->pointer.data == NULL ? "" : place->pointer.data;
}

/* RFC 6901 section 6: a pointer in a URI fragment is percent-encoded. */
static enum pc_status fragment_pointer(struct pc_json_value reference, struct pc_buf *out) {
    struct pc_buf text = {.limit = PC_SPEC_MAX_POINTER};
    enum pc_status status = pc_json_string_decode(reference, &text);
    if (status != PC_OK)
        goto cleanup;
    struct pc_view view = pc_buf_view(&text);
    if (!pc_view_starts_with(view, PC_VIEW("#"))) {
        status = PC_UNSUPPORTED;
        goto cleanup;
    }
    status = pc_percent_decode(pc_view_slice(view, 1, view.size), out);

cleanup:
    pc_buf_clear(&text);
    return status;
}

static enum pc_status follow_one(const struct pc_spec *spec, struct pc_spec_place *place,
                                 struct pc_json_value reference, struct pc_error *err) {
    struct pc_buf target = {.limit = PC_SPEC_MAX_POINTER};
    enum pc_status status = fragment_pointer(reference, &target);
    if (status == PC_UNSUPPORTED) {
        status = pc_error_set(err, PC_MALFORMED,
                              "the $ref at #%s leads out of the document: bundle it into one file",
                              pointer_text(place));
        goto cleanup;
    }
    if (status == PC_NO_MEMORY)
        goto cleanup;
    struct pc_json_value value = {0};
    if (status == PC_OK)
        value = pc_json_pointer_get(spec->document, pc_buf_view(&target));
    if (!pc_json_exists(value)) {
        status = pc_error_set(err, PC_MALFORMED, "the $ref at #%s names nothing in the document",
                              pointer_text(place));
        goto cleanup;
    }
    pc_buf_reset(&place->pointer);
    status = pc_buf_append(&place->pointer, pc_buf_view(&target));
    place->value = value;

cleanup:
    pc_buf_clear(&target);
    return status;
}

enum pc_status pc_spec_place_follow(const struct pc_spec *spec, struct pc_spec_place *place,
                                    struct pc_error *err) {
    for (unsigned followed = 0; followed < PC_SPEC_MAX_REFERENCES; followed++) {
        struct pc_json_value reference = pc_json_get_text(place->value, "$ref");
        if (pc_json_type(reference) != PC_JSON_STRING)
            return PC_OK;
        enum pc_status status = follow_one(spec, place, reference, err);
        if (status != PC_OK)
            return status;
    }
    return pc_error_set(err, PC_MALFORMED, "the $ref at #%s leads in a circle", pointer_text(place));
}

/* One token of a pointer, unescaped (RFC 6901 section 4). */
static enum pc_status unescape(struct pc_view token, struct pc_buf *out) {
    pc_buf_reset(out);
    for (size_t i = 0; i < token.size; i++) {
        char byte = token.data[i];
        if (byte == '~') {
            if (i + 1 == token.size || (token.data[i + 1] != '0' && token.data[i + 1] != '1'))
                return PC_NOT_FOUND;
            byte = token.data[++i] == '0' ? '~' : '/';
        }
        enum pc_status status = pc_buf_append_byte(out, byte);
        if (status != PC_OK)
            return status;
    }
    return PC_OK;
}

enum pc_status pc_spec_place_walk(const struct pc_spec *spec, struct pc_spec_place *place,
                                  struct pc_view pointer, struct pc_error *err) {
    struct pc_buf name = {.limit = PC_SPEC_MAX_POINTER};
    enum pc_status status = PC_OK;
    while (status == PC_OK && pointer.size > 0) {
        if (pointer.data[0] != '/') {
            status = PC_NOT_FOUND;
            break;
        }
        pointer = pc_view_slice(pointer, 1, pointer.size);
        size_t end = pc_view_find(pointer, PC_VIEW("/"));
        status = unescape(pc_view_slice(pointer, 0, end), &name);
        if (status != PC_OK)
            break;
        status = pc_spec_place_enter(place, pc_buf_view(&name));
        if (status == PC_NOT_FOUND) {
            status = pc_spec_place_follow(spec, place, err);
            if (status == PC_OK)
                status = pc_spec_place_enter(place, pc_buf_view(&name));
        }
        pointer = pc_view_slice(pointer, end, pointer.size);
    }
    pc_buf_clear(&name);
    return status;
}
