#include "pc_base.h"

#include <string.h>

/* Length of the well-formed sequence at `at`, 0 where there is none (table 3-7 of the Unicode standard). */
static size_t sequence_length(const unsigned char *at, size_t left) {
    unsigned char lead = at[0];
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (left < length)
        return 0;
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    }
    return length;
}

#define WORD_SIZE 8u

/* Most text is ASCII: it is passed over eight bytes at a time. */
static bool is_ascii_word(const unsigned char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, WORD_SIZE);
    return (word & 0x8080808080808080u) == 0;
}

size_t pc_utf8_valid_prefix(struct pc_view view) {
    const unsigned char *bytes = (const unsigned char *)view.data;
    size_t at = 0;
    while (at < view.size) {
        if (view.size - at >= WORD_SIZE && is_ascii_word(bytes + at)) {
            at += WORD_SIZE;
            continue;
        }
        size_t length = sequence_length(bytes + at, view.size - at);
        if (length == 0)
            break;
        at += length;
    }
    return at;
}

bool pc_utf8_valid(struct pc_view view) {
    return pc_utf8_valid_prefix(view) == view.size;
}

size_t pc_utf8_encode(uint32_t scalar, char out[4]) {
    if (scalar < 0x80) {
        out[0] = (char)scalar;
        return 1;
    }
    if (scalar < 0x800) {
        out[0] = (char)(0xC0 | (scalar >> 6));
        out[1] = (char)(0x80 | (scalar & 0x3F));
        return 2;
    }
    if (scalar >= 0xD800 && scalar <= 0xDFFF)
        return 0;
    if (scalar < 0x10000) {
        out[0] = (char)(0xE0 | (scalar >> 12));
        out[1] = (char)(0x80 | ((scalar >> 6) & 0x3F));
        out[2] = (char)(0x80 | (scalar & 0x3F));
        return 3;
    }
    if (scalar > 0x10FFFF)
        return 0;
    out[0] = (char)(0xF0 | (scalar >> 18));
    out[1] = (char)(0x80 | ((scalar >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((scalar >> 6) & 0x3F));
    out[3] = (char)(0x80 | (scalar & 0x3F));
    return 4;
}
