/* References (RFC 3986, section 5). */
#include "pc_registry.h"

#include <string.h>

static bool is_scheme(struct pc_view text) {
    for (size_t i = 0; i < text.size; i++) {
        char c = text.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.')))
            return false;
    }
    return text.size > 0;
}

static size_t find_any(struct pc_view text, const char *bytes) {
    size_t at = 0;
    while (at < text.size && (text.data[at] == '\0' || strchr(bytes, text.data[at]) == NULL))
        at++;
    return at;
}

struct pc_uri pc_uri_split(struct pc_view text) {
    struct pc_uri uri = {0};
    size_t colon = find_any(text, ":/?#");
    if (colon < text.size && text.data[colon] == ':' && is_scheme(pc_view_slice(text, 0, colon))) {
        uri.has_scheme = true;
        uri.scheme = pc_view_slice(text, 0, colon);
        text = pc_view_slice(text, colon + 1, text.size);
    }
    size_t hash = find_any(text, "#");
    uri.has_fragment = hash < text.size;
    uri.fragment = pc_view_slice(text, hash + 1, text.size);
    text = pc_view_slice(text, 0, hash);
    size_t mark = find_any(text, "?");
    uri.has_query = mark < text.size;
    uri.query = pc_view_slice(text, mark + 1, text.size);
    text = pc_view_slice(text, 0, mark);
    if (pc_view_starts_with(text, PC_VIEW("//"))) {
        uri.has_authority = true;
        text = pc_view_slice(text, 2, text.size);
        size_t slash = find_any(text, "/");
        uri.authority = pc_view_slice(text, 0, slash);
        text = pc_view_slice(text, slash, text.size);
    }
    uri.path = text;
    return uri;
}

/* Cuts the last segment and its slash off what was written since `from`. */
static void cut_segment(struct pc_buf *out, size_t from) {
    size_t size = out->size;
    while (size > from && out->data[size - 1] != '/')
        size--;
    out->size = size > from ? size - 1 : from;
    out->data[out->size] = '\0';
}

/* Section 5.2.4, segment by segment. */
static enum pc_status append_without_dots(struct pc_buf *out, struct pc_view path) {
    enum pc_status status = pc_buf_append_text(out, "");
    size_t from = out->size;
    size_t at = 0;
    while (status == PC_OK && at < path.size) {
        size_t start = at + (path.data[at] == '/');
        size_t end = start + pc_view_find(pc_view_slice(path, start, path.size), PC_VIEW("/"));
        struct pc_view segment = pc_view_slice(path, start, end);
        bool one = pc_view_equal_text(segment, ".");
        bool two = pc_view_equal_text(segment, "..");
        if (!one && !two) {
            status = pc_buf_append(out, pc_view_slice(path, at, end));
        } else {
            if (two)
                cut_segment(out, from);
            if (end == path.size && start > at)
                status = pc_buf_append_byte(out, '/');
        }
        at = end;
    }
    return status;
}

/* Section 5.2.3. */
static enum pc_status append_merged(struct pc_buf *out, const struct pc_uri *base, struct pc_view path) {
    struct pc_buf merged;
    pc_buf_init(&merged, PC_URI_MAX_SIZE);
    size_t end = base->path.size;
    while (end > 0 && base->path.data[end - 1] != '/')
        end--;
    enum pc_status status = base->has_authority && base->path.size == 0
                                ? pc_buf_append_byte(&merged, '/')
                                : pc_buf_append(&merged, pc_view_slice(base->path, 0, end));
    if (status == PC_OK)
        status = pc_buf_append(&merged, path);
    if (status == PC_OK)
        status = append_without_dots(out, pc_buf_view(&merged));
    pc_buf_clear(&merged);
    return status;
}

static enum pc_status append_part(struct pc_buf *out, bool present, const char *before, struct pc_view part,
                                  const char *behind) {
    if (!present)
        return PC_OK;
    enum pc_status status = pc_buf_append_text(out, before);
    if (status == PC_OK)
        status = pc_buf_append(out, part);
    return status == PC_OK ? pc_buf_append_text(out, behind) : status;
}

enum pc_status pc_uri_resolve(struct pc_view base_text, struct pc_view reference_text, struct pc_buf *out) {
    struct pc_uri base = pc_uri_split(base_text);
    struct pc_uri reference = pc_uri_split(reference_text);
    bool own_authority = reference.has_scheme || reference.has_authority;
    const struct pc_uri *scheme = reference.has_scheme ? &reference : &base;
    const struct pc_uri *authority = own_authority ? &reference : &base;
    bool same_path = !own_authority && reference.path.size == 0;
    const struct pc_uri *query = same_path && !reference.has_query ? &base : &reference;
    if (base_text.size + reference_text.size > PC_URI_MAX_SIZE)
        return PC_LIMIT;
    enum pc_status status = append_part(out, scheme->has_scheme, "", scheme->scheme, ":");
    if (status == PC_OK)
        status = append_part(out, authority->has_authority, "//", authority->authority, "");
    if (status == PC_OK && same_path)
        status = pc_buf_append(out, base.path);
    else if (status == PC_OK && (own_authority || pc_view_starts_with(reference.path, PC_VIEW("/"))))
        status = append_without_dots(out, reference.path);
    else if (status == PC_OK)
        status = append_merged(out, &base, reference.path);
    return status == PC_OK ? append_part(out, query->has_query, "?", query->query, "") : status;
}
