#include "tape.h"

/* The text of a string value; an empty plain one for anything else. */
static struct pc_spelled text_of(struct pc_json_value string) {
    if (pc_json_type(string) != PC_JSON_STRING)
        return (struct pc_spelled){0};
    return pc_node_name(string.doc, &string.doc->nodes[string.node]);
}

bool pc_json_string_has_escapes(struct pc_json_value string) {
    return text_of(string).spelling == PC_SPELLING_JSON;
}

struct pc_view pc_json_string_raw(struct pc_json_value string) {
    return text_of(string).bytes;
}

enum pc_status pc_json_string_decode(struct pc_json_value string, struct pc_buf *out) {
    struct pc_spelled text = text_of(string);
    if (text.spelling == PC_SPELLING_PLAIN)
        return pc_buf_append(out, text.bytes);
    size_t before = out->size;
    enum pc_status status = PC_OK;
    const char *at = text.bytes.data;
    const char *end = at + text.bytes.size;
    while (status == PC_OK && at < end) {
        const char *backslash = memchr(at, '\\', (size_t)(end - at));
        const char *stop = backslash == NULL ? end : backslash;
        status = pc_buf_append(out, (struct pc_view){at, (size_t)(stop - at)});
        at = stop;
        if (status == PC_OK && at < end) {
            char bytes[4];
            size_t length = pc_utf8_encode(pc_spelled_unescape(&at, end), bytes);
            if (length == 0)
                length = pc_utf8_encode(PC_REPLACEMENT_CHARACTER, bytes);
            status = pc_buf_append(out, (struct pc_view){bytes, length});
        }
    }
    if (status != PC_OK)
        pc_json_cut(out, before);
    return status;
}

bool pc_json_string_equal(struct pc_json_value string, struct pc_view unescaped) {
    struct pc_spelled text = text_of(string);
    if (text.spelling == PC_SPELLING_PLAIN)
        return pc_view_equal(text.bytes, unescaped) && pc_json_type(string) == PC_JSON_STRING;
    text.spelling = PC_SPELLING_REPLACED;
    return pc_spelled_compare(text, (struct pc_spelled){unescaped, PC_SPELLING_PLAIN}) == 0;
}

size_t pc_json_string_length(struct pc_json_value string) {
    struct pc_spelled text = text_of(string);
    if (text.bytes.size == 0)
        return 0;
    size_t length = 0;
    const char *end = text.bytes.data + text.bytes.size;
    for (const char *at = text.bytes.data; at < end; length++) {
        if (*at == '\\') {
            pc_spelled_unescape(&at, end);
            continue;
        }
        do
            at++;
        while (at < end && ((unsigned char)*at & 0xC0) == 0x80);
    }
    return length;
}
