#include "spellings.h"

#include <ctype.h>

static void raw(struct pc_view key, struct pc_buf *out) {
    (void)pc_buf_append(out, key);
}

/* `before` and two hexadecimal digits and `behind` for each byte. */
static void each_byte(struct pc_view key, const char *before, const char *behind, bool upper,
                      struct pc_buf *out) {
    for (size_t i = 0; i < key.size; i++)
        (void)pc_buf_appendf(out, upper ? "%s%02X%s" : "%s%02x%s", before,
                             (unsigned)(unsigned char)key.data[i], behind);
}

static void upper_case(struct pc_view key, struct pc_buf *out) {
    for (size_t i = 0; i < key.size; i++)
        (void)pc_buf_append_byte(out, (char)toupper((unsigned char)key.data[i]));
}

static void percent(struct pc_view key, struct pc_buf *out) {
    each_byte(key, "%", "", true, out);
}

static void percent_twice(struct pc_view key, struct pc_buf *out) {
    each_byte(key, "%25", "", false, out);
}

static void hex(struct pc_view key, struct pc_buf *out) {
    each_byte(key, "", "", false, out);
}

static void hex_upper(struct pc_view key, struct pc_buf *out) {
    each_byte(key, "", "", true, out);
}

static void json_escapes(struct pc_view key, struct pc_buf *out) {
    each_byte(key, "\\u00", "", false, out);
}

static void html_references(struct pc_view key, struct pc_buf *out) {
    each_byte(key, "&#x", ";", false, out);
}

/* At each place that the key can have in a group of three bytes. */
static void base64_at(size_t shift, struct pc_view key, struct pc_buf *out) {
    struct pc_buf text;
    pc_buf_init(&text, 4096);
    (void)pc_buf_append(&text, pc_view_slice(PC_VIEW("::"), 0, shift));
    (void)pc_buf_append(&text, key);
    (void)pc_base64_encode(pc_buf_view(&text), out);
    pc_buf_clear(&text);
}

static void base64(struct pc_view key, struct pc_buf *out) {
    base64_at(0, key, out);
}

static void base64_one(struct pc_view key, struct pc_buf *out) {
    base64_at(1, key, out);
}

static void base64_two(struct pc_view key, struct pc_buf *out) {
    base64_at(2, key, out);
}

static const struct {
    const char *name;
    void (*append)(struct pc_view key, struct pc_buf *out);
} spellings[] = {
    {"raw", raw},
    {"upper-case", upper_case},
    {"percent", percent},
    {"percent-twice", percent_twice},
    {"hex", hex},
    {"hex-upper", hex_upper},
    {"json-escapes", json_escapes},
    {"html-references", html_references},
    {"base64", base64},
    {"base64-one-on", base64_one},
    {"base64-two-on", base64_two},
};

size_t spelling_count(void) {
    return sizeof spellings / sizeof spellings[0];
}

const char *spelling_append(size_t index, struct pc_view key, struct pc_buf *out) {
    spellings[index].append(key, out);
    return spellings[index].name;
}
