/* JSON Pointer, RFC 6901. */
#include "tape.h"

/* Each `~` is followed by 0 or 1 (section 3). */
static bool is_well_formed(struct pc_view token) {
    for (size_t i = 0; i < token.size; i++) {
        if (token.data[i] != '~')
            continue;
        i++;
        if (i == token.size || (token.data[i] != '0' && token.data[i] != '1'))
            return false;
    }
    return true;
}

/* Section 4: 0, or digits without a leading 0. */
static bool index_of(struct pc_view token, uint32_t *index) {
    if (token.size == 0 || token.size > 10 || (token.size > 1 && token.data[0] == '0'))
        return false;
    uint64_t value = 0;
    for (size_t i = 0; i < token.size; i++) {
        if (!pc_scan_is_digit(token.data[i]))
            return false;
        value = value * 10 + (uint64_t)(token.data[i] - '0');
    }
    *index = (uint32_t)value;
    return value <= UINT32_MAX;
}

static struct pc_json_value step(struct pc_json_value from, struct pc_view token) {
    uint32_t index;
    if (pc_json_type(from) == PC_JSON_ARRAY && index_of(token, &index))
        return pc_json_at(from, index);
    if (pc_json_type(from) != PC_JSON_OBJECT)
        return (struct pc_json_value){0};
    uint32_t key = pc_keys_find_decoded(from.doc, from.node, (struct pc_spelled){token, PC_SPELLING_POINTER});
    return key == 0 ? (struct pc_json_value){0} : (struct pc_json_value){from.doc, key + 1};
}

struct pc_json_value pc_json_pointer_get(struct pc_json_value from, struct pc_view pointer) {
    while (pointer.size > 0) {
        if (pointer.data[0] != '/')
            return (struct pc_json_value){0};
        pointer = pc_view_slice(pointer, 1, pointer.size);
        struct pc_view token = pc_view_slice(pointer, 0, pc_view_find(pointer, PC_VIEW("/")));
        if (!is_well_formed(token))
            return (struct pc_json_value){0};
        from = step(from, token);
        pointer = pc_view_slice(pointer, token.size, pointer.size);
    }
    return from;
}

enum pc_status pc_json_pointer_append(struct pc_buf *out, struct pc_view unescaped_token) {
    size_t before = out->size;
    enum pc_status status = pc_buf_append_byte(out, '/');
    for (size_t i = 0; status == PC_OK && i < unescaped_token.size; i++) {
        char byte = unescaped_token.data[i];
        if (byte == '~')
            status = pc_buf_append_text(out, "~0");
        else if (byte == '/')
            status = pc_buf_append_text(out, "~1");
        else
            status = pc_buf_append_byte(out, byte);
    }
    if (status != PC_OK)
        pc_json_cut(out, before);
    return status;
}

enum pc_status pc_json_pointer_append_index(struct pc_buf *out, size_t index) {
    return pc_buf_appendf(out, "/%zu", index);
}

static enum pc_status append_key(struct pc_json_value key, struct pc_buf *out) {
    if (!pc_json_string_has_escapes(key))
        return pc_json_pointer_append(out, pc_json_string_raw(key));
    struct pc_buf name;
    pc_buf_init(&name, pc_json_string_raw(key).size);
    enum pc_status status = pc_json_string_decode(key, &name);
    if (status == PC_OK)
        status = pc_json_pointer_append(out, pc_buf_view(&name));
    pc_buf_clear(&name);
    return status;
}

/* The child in which the byte stands (for a member, its name counts too), and its place in an array. */
static struct pc_json_value child_with(struct pc_json_value container, uint32_t offset, uint32_t *index) {
    struct pc_json_value child = pc_json_first(container);
    for (*index = 0; pc_json_exists(child); child = pc_json_next(child), ++*index) {
        struct pc_json_value key = pc_json_key(child);
        uint32_t start = pc_json_offset(pc_json_exists(key) ? key : child);
        if (offset < start)
            break;
        if (offset - pc_json_offset(child) < pc_json_raw(child).size || offset < pc_json_offset(child))
            return child;
    }
    return (struct pc_json_value){0};
}

enum pc_status pc_json_pointer_of(struct pc_json_value root, uint32_t offset, struct pc_buf *out) {
    if (!pc_json_exists(root))
        return PC_NOT_FOUND;
    size_t before = out->size;
    enum pc_status status = PC_OK;
    uint32_t index;
    struct pc_json_value child = child_with(root, offset, &index);
    while (status == PC_OK && pc_json_exists(child)) {
        struct pc_json_value key = pc_json_key(child);
        status = pc_json_exists(key) ? append_key(key, out) : pc_json_pointer_append_index(out, index);
        child = child_with(child, offset, &index);
    }
    if (status != PC_OK)
        pc_json_cut(out, before);
    return status;
}
