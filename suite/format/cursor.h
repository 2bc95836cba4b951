/* A place in a text that is being read byte by byte. */
#ifndef PC_FORMAT_CURSOR_H
#define PC_FORMAT_CURSOR_H

#include "pc_format.h"

struct cursor {
    const char *at;
    const char *end;
};

static inline struct cursor cursor_of(struct pc_view text) {
    const char *data = text.data == NULL ? "" : text.data;
    return (struct cursor){data, data + text.size};
}

static inline int peek(const struct cursor *text) {
    return text->at < text->end ? (unsigned char)*text->at : -1;
}

static inline bool take(struct cursor *text, char upper, char lower) {
    if (text->at == text->end || (*text->at != upper && *text->at != lower))
        return false;
    text->at++;
    return true;
}

static inline bool take_byte(struct cursor *text, char byte) {
    return take(text, byte, byte);
}

static inline bool is_digit(int c) {
    return c >= '0' && c <= '9';
}

static inline bool is_letter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool is_hex(int c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Skips digits, returns how many. */
static inline size_t skip_digits(struct cursor *text) {
    const char *from = text->at;
    while (is_digit(peek(text)))
        text->at++;
    return (size_t)(text->at - from);
}

/* `%` and two hexadecimal digits. */
static inline bool take_percent(struct cursor *text) {
    if (text->end - text->at < 3 || *text->at != '%' || !is_hex((unsigned char)text->at[1]) ||
        !is_hex((unsigned char)text->at[2]))
        return false;
    text->at += 3;
    return true;
}

/* One scalar of valid UTF-8; the text must not have ended. */
static inline uint32_t take_scalar(struct cursor *text) {
    unsigned char lead = (unsigned char)*text->at++;
    unsigned more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t scalar = more == 0 ? lead : lead & (0x3Fu >> more);
    for (; more > 0 && text->at < text->end; more--)
        scalar = scalar << 6 | ((unsigned char)*text->at++ & 0x3Fu);
    return scalar;
}

#endif
