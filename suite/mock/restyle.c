/* Writes a JSON text anew in an unusual spelling. What comes in is the mock's own: four levels deep at most.
 */
#include "edit.h"

#include "pc_json.h"

enum { MAX_DEPTH = 16, MAX_MEMBERS = 64 };

struct styler {
    const struct pc_mock_style *style;
    struct pc_buf *out;
};

static enum pc_status write_value(const struct styler *styler, struct pc_json_value value, unsigned depth);

static enum pc_status write_escape(const struct styler *styler, uint32_t scalar) {
    if (scalar < 0x10000)
        return pc_buf_appendf(styler->out, "\\u%04x", (unsigned)scalar);
    scalar -= 0x10000;
    return pc_buf_appendf(styler->out, "\\u%04x\\u%04x", 0xD800u + (unsigned)(scalar >> 10),
                          0xDC00u + (unsigned)(scalar & 0x3FF));
}

/* The reader has checked that the text is UTF-8. */
static enum pc_status write_escapes(const struct styler *styler, struct pc_view text) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < text.size && status == PC_OK;) {
        unsigned char first = (unsigned char)text.data[i++];
        uint32_t scalar = first < 0x80   ? first
                          : first < 0xE0 ? first & 0x1Fu
                          : first < 0xF0 ? first & 0x0Fu
                                         : first & 0x07u;
        for (; i < text.size && ((unsigned char)text.data[i] & 0xC0) == 0x80; i++)
            scalar = scalar << 6 | ((unsigned char)text.data[i] & 0x3Fu);
        status = write_escape(styler, scalar);
    }
    return status;
}

static enum pc_status write_string(const struct styler *styler, struct pc_json_value value) {
    if (!styler->style->escaped)
        return pc_buf_append(styler->out, pc_json_raw(value));
    struct pc_buf decoded;
    pc_buf_init(&decoded, styler->out->limit);
    enum pc_status status = pc_json_string_decode(value, &decoded);
    if (status == PC_OK)
        status = pc_buf_append_byte(styler->out, '"');
    if (status == PC_OK)
        status = write_escapes(styler, pc_buf_view(&decoded));
    pc_buf_clear(&decoded);
    return status == PC_OK ? pc_buf_append_byte(styler->out, '"') : status;
}

static enum pc_status write_number(const struct styler *styler, struct pc_json_value value) {
    struct pc_view raw = pc_json_number_raw(value);
    enum pc_status status = pc_buf_append(styler->out, raw);
    bool plain = true;
    for (size_t i = 0; i < raw.size; i++)
        plain = plain && raw.data[i] != '.' && raw.data[i] != 'e' && raw.data[i] != 'E';
    return status == PC_OK && plain && styler->style->decimals ? pc_buf_append_text(styler->out, ".0")
                                                               : status;
}

static enum pc_status write_break(const struct styler *styler, unsigned depth) {
    if (styler->style->indent == 0)
        return PC_OK;
    return pc_buf_appendf(styler->out, "\r\n%*s", (int)(depth * styler->style->indent), "");
}

static enum pc_status write_member(const struct styler *styler, struct pc_json_value member, unsigned depth) {
    enum pc_status status = PC_OK;
    struct pc_json_value key = pc_json_key(member);
    if (pc_json_exists(key)) {
        status = write_string(styler, key);
        if (status == PC_OK)
            status = pc_buf_append_text(styler->out, styler->style->indent > 0 ? " :\t" : ":");
    }
    return status == PC_OK ? write_value(styler, member, depth) : status;
}

/* An array keeps its order: it means something. */
static enum pc_status write_container(const struct styler *styler, struct pc_json_value container,
                                      unsigned depth, bool object) {
    struct pc_json_value members[MAX_MEMBERS];
    size_t count = 0;
    bool reversed = object && styler->style->reversed && pc_json_count(container) <= MAX_MEMBERS;
    if (depth > MAX_DEPTH)
        return PC_LIMIT;
    struct pc_json_value one = pc_json_first(container);
    for (; reversed && pc_json_exists(one); one = pc_json_next(one))
        members[count++] = one;
    if (reversed && count > 0)
        one = members[--count];
    enum pc_status status = pc_buf_append_byte(styler->out, object ? '{' : '[');
    for (bool first = true; pc_json_exists(one) && status == PC_OK; first = false) {
        if (!first)
            status = pc_buf_append_byte(styler->out, ',');
        if (status == PC_OK)
            status = write_break(styler, depth);
        if (status == PC_OK)
            status = write_member(styler, one, depth);
        if (!reversed)
            one = pc_json_next(one);
        else
            one = count > 0 ? members[--count] : (struct pc_json_value){0};
    }
    if (status == PC_OK && pc_json_count(container) > 0)
        status = write_break(styler, depth - 1);
    return status == PC_OK ? pc_buf_append_byte(styler->out, object ? '}' : ']') : status;
}

static enum pc_status write_value(const struct styler *styler, struct pc_json_value value, unsigned depth) {
    switch (pc_json_type(value)) {
    case PC_JSON_OBJECT:
        return write_container(styler, value, depth + 1, true);
    case PC_JSON_ARRAY:
        return write_container(styler, value, depth + 1, false);
    case PC_JSON_STRING:
        return write_string(styler, value);
    case PC_JSON_NUMBER:
        return write_number(styler, value);
    default:
        return pc_buf_append(styler->out, pc_json_raw(value));
    }
}

bool pc_mock_json_restyle(struct pc_buf *text, const struct pc_mock_style *style) {
    struct pc_buf made;
    struct styler styler = {.style = style, .out = &made};
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    pc_buf_init(&made, text->limit);
    bool good = reader != NULL && pc_json_read(reader, pc_buf_view(text), &doc, NULL) == PC_OK &&
                pc_json_doc_valid(doc) && write_value(&styler, pc_json_root(doc), 0) == PC_OK &&
                !pc_view_equal(pc_buf_view(text), pc_buf_view(&made));
    pc_json_reader_free(reader);
    return pc_mock_take(text, &made, good);
}
