#include "phrase.h"

#define SHOWN_BYTES 60u /* of a value in a phrase */

/* Whether a terminal or a page would not just show the scalar: controls and what turns the direction of
 * writing. */
static bool is_control(uint32_t scalar) {
    return scalar < 0x20 || (scalar >= 0x7F && scalar <= 0x9F) || scalar == 0xAD || scalar == 0x61C ||
           (scalar >= 0x200B && scalar <= 0x200F) || (scalar >= 0x2028 && scalar <= 0x202E) ||
           (scalar >= 0x2060 && scalar <= 0x206F) || scalar == 0xFEFF ||
           (scalar >= 0xFFF9 && scalar <= 0xFFFB);
}

/* Decodes one scalar of valid UTF-8. */
static uint32_t take_scalar(struct pc_view text, size_t *at) {
    unsigned char lead = (unsigned char)text.data[(*at)++];
    unsigned more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t scalar = more == 0 ? lead : lead & (0x3Fu >> more);
    for (; more > 0 && *at < text.size; more--)
        scalar = scalar << 6 | ((unsigned char)text.data[(*at)++] & 0x3Fu);
    return scalar;
}

/* Appends up to SHOWN_BYTES of valid UTF-8. `quoted`: the text is a string's content, its quotes and
 * backslashes are escaped; otherwise it is JSON as written and its line breaks become spaces. */
static enum pc_status append_shown(struct pc_buf *out, struct pc_view text, bool quoted) {
    enum pc_status status = PC_OK;
    size_t at = 0;
    while (at < text.size && status == PC_OK) {
        if (at >= SHOWN_BYTES)
            return pc_buf_append_text(out, "…");
        size_t from = at;
        uint32_t scalar = take_scalar(text, &at);
        if (quoted && (scalar == '"' || scalar == '\\'))
            status = pc_buf_appendf(out, "\\%c", (int)scalar);
        else if (quoted && scalar == '\n')
            status = pc_buf_append_text(out, "\\n");
        else if (!quoted && (scalar == '\n' || scalar == '\r' || scalar == '\t'))
            status = pc_buf_append_byte(out, ' ');
        else if (is_control(scalar))
            status = pc_buf_appendf(out, "\\u%04x", (unsigned)scalar);
        else
            status = pc_buf_append(out, pc_view_slice(text, from, at));
    }
    return status;
}

enum pc_status pc_phrase_name(struct pc_buf *out, struct pc_view name) {
    enum pc_status status = pc_buf_append_byte(out, '"');
    if (status == PC_OK)
        status = append_shown(out, name, true);
    return status == PC_OK ? pc_buf_append_byte(out, '"') : status;
}

enum pc_status pc_phrase_key(struct pc_buf *out, struct pc_json_value key) {
    /* Six bytes of an escape for one of the text: more than this is never shown. */
    struct pc_view raw = pc_json_string_raw(key);
    if (!pc_json_string_has_escapes(key))
        return pc_phrase_name(out, raw);
    struct pc_buf text;
    pc_buf_init(&text, raw.size);
    enum pc_status status = pc_json_string_decode(key, &text);
    if (status == PC_OK)
        status = pc_phrase_name(out, pc_buf_view(&text));
    pc_buf_clear(&text);
    return status;
}

enum pc_status pc_phrase_json(struct pc_buf *out, struct pc_json_value value) {
    if (pc_json_type(value) == PC_JSON_STRING)
        return pc_phrase_key(out, value);
    return append_shown(out, pc_json_raw(value), false);
}

enum pc_status pc_phrase_value(struct pc_buf *out, struct pc_json_value value) {
    enum pc_status status = PC_OK;
    switch (pc_json_type(value)) {
    case PC_JSON_ARRAY:
        return pc_buf_append_text(out, "an array");
    case PC_JSON_OBJECT:
        return pc_buf_append_text(out, "an object");
    case PC_JSON_NUMBER:
        status = pc_buf_append_text(out, "the number ");
        break;
    case PC_JSON_STRING:
        status = pc_buf_append_text(out, "the string ");
        break;
    default:
        break;
    }
    return status == PC_OK ? pc_phrase_json(out, value) : status;
}

enum pc_status pc_phrase_types(struct pc_buf *out, unsigned types) {
    static const struct {
        unsigned bits;
        const char *phrase;
    } phrases[] = {
        {PC_TYPE_OBJECT, "an object"},    {PC_TYPE_ARRAY, "an array"},     {PC_TYPE_STRING, "a string"},
        {PC_TYPE_ANY_NUMBER, "a number"}, {PC_TYPE_INTEGER, "an integer"}, {PC_TYPE_NUMBER, "a fraction"},
        {PC_TYPE_BOOLEAN, "a boolean"},   {PC_TYPE_NULL, "null"},
    };
    if (types == 0)
        return pc_buf_append_text(out, "nothing");
    if (types == PC_TYPE_ANY)
        return pc_buf_append_text(out, "any value");
    enum pc_status status = PC_OK;
    const char *before = "";
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0] && status == PC_OK; i++) {
        if ((types & phrases[i].bits) != phrases[i].bits)
            continue;
        types &= ~phrases[i].bits;
        status =
            pc_buf_appendf(out, "%s%s", types == 0 && before[0] != '\0' ? " or " : before, phrases[i].phrase);
        before = ", ";
    }
    return status;
}
