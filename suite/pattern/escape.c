/* Escapes (ECMA-262 sections 22.2.1 and 22.2.1.1). */
#include "translate.h"

#include <string.h>

/* WhiteSpace and LineTerminator (sections 12.2 and 12.3), as the inside of a class, and all others. */
#define SPACES                                                                                               \
    "\\x{9}-\\x{d}\\x{20}\\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}"   \
    "\\x{feff}"
#define NO_SPACES                                                                                            \
    "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}"      \
    "\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}\\x{2060}-\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}"

uint32_t pc_translate_scalar(struct pc_translator *translator) {
    unsigned char lead = (unsigned char)translator->text.data[translator->at++];
    unsigned more = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    uint32_t scalar = more == 0 ? lead : lead & (0x3Fu >> more);
    for (; more > 0 && !pc_translate_ended(translator); more--)
        scalar = scalar << 6 | ((unsigned char)translator->text.data[translator->at++] & 0x3Fu);
    return scalar;
}

enum pc_status pc_translate_character(struct pc_translator *translator, uint32_t scalar) {
    bool letter = (scalar >= '0' && scalar <= '9') || (scalar >= 'A' && scalar <= 'Z') ||
                  (scalar >= 'a' && scalar <= 'z');
    return letter ? pc_buf_append_byte(translator->out, (char)scalar)
                  : pc_buf_appendf(translator->out, "\\x{%x}", (unsigned)scalar);
}

/* Exactly `digits` hexadecimal digits. */
static bool take_hex(struct pc_translator *translator, unsigned digits, uint32_t *value) {
    *value = 0;
    for (unsigned i = 0; i < digits; i++) {
        int digit = pc_hex_value(pc_translate_peek(translator, i));
        if (digit < 0)
            return false;
        *value = *value << 4 | (uint32_t)digit;
    }
    translator->at += digits;
    return true;
}

static bool take_braced_hex(struct pc_translator *translator, uint32_t *value) {
    size_t digits = 0;
    int digit;
    *value = 0;
    for (; (digit = pc_hex_value(pc_translate_peek(translator, 0))) >= 0; digits++, translator->at++)
        *value = *value > 0x10FFFF ? *value : *value << 4 | (uint32_t)digit;
    return digits > 0 && *value <= 0x10FFFF && pc_translate_take(translator, '}');
}

/* \uHHHH, where two halves of a surrogate pair are one character, or \u{H…}; the place is behind the u. */
static enum pc_status unicode_escape(struct pc_translator *translator, uint32_t *scalar) {
    uint32_t low;
    if (pc_translate_take(translator, '{')) {
        if (!take_braced_hex(translator, scalar))
            return pc_translate_fail(translator, "`\\u{` wants hexadecimal digits up to 10FFFF and a `}`");
    } else if (!take_hex(translator, 4, scalar)) {
        return pc_translate_fail(translator, "`\\u` wants four hexadecimal digits");
    }
    size_t before = translator->at;
    if (*scalar >= 0xD800 && *scalar < 0xDC00 && pc_translate_take(translator, '\\') &&
        pc_translate_take(translator, 'u') && take_hex(translator, 4, &low) && low >= 0xDC00 && low < 0xE000)
        *scalar = 0x10000 + ((*scalar - 0xD800) << 10) + (low - 0xDC00);
    else
        translator->at = before;
    if (*scalar >= 0xD800 && *scalar < 0xE000)
        return pc_error_set(translator->err, PC_UNSUPPORTED,
                            "the pattern looks for half of a surrogate pair, which UTF-8 cannot hold");
    return PC_OK;
}

/* \N: a group, which must be there. */
static enum pc_status reference(struct pc_translator *translator) {
    uint32_t number = 0;
    for (int c; (c = pc_translate_peek(translator, 0)) >= '0' && c <= '9'; translator->at++)
        number = number > PC_PATTERN_MAX_GROUPS ? number : number * 10 + (uint32_t)(c - '0');
    if (number > translator->group_count)
        return pc_translate_fail(translator, "a reference to a group that is not there");
    return pc_buf_appendf(translator->out, "\\g{%u}", (unsigned)number);
}

static enum pc_status named_reference(struct pc_translator *translator) {
    struct pc_view name;
    if (pc_translate_take(translator, '<') && pc_translate_name(translator, &name))
        for (uint32_t i = 0; i < translator->name_count; i++)
            if (pc_view_equal(translator->names[i], name))
                return pc_buf_appendf(translator->out, "\\g{%u}", (unsigned)translator->numbers[i]);
    return pc_translate_fail(translator, "`\\k` wants the name of a group in `<` and `>`");
}

static enum pc_status set_escape(struct pc_translator *translator, int letter, bool in_class) {
    struct pc_buf *out = translator->out;
    switch (letter) {
    case 's':
        return pc_buf_append_text(out, in_class ? SPACES : "[" SPACES "]");
    case 'S':
        return pc_buf_append_text(out, in_class ? NO_SPACES : "[^" SPACES "]");
    case 'p':
    case 'P':
        return pc_translate_property(translator, letter == 'P');
    default: /* without PCRE2_UCP these are ECMA-262's */
        return pc_buf_appendf(out, "\\%c", letter);
    }
}

/* Escapes of one character; PC_NOT_FOUND where it is none. */
static enum pc_status character_escape(struct pc_translator *translator, int letter, uint32_t *scalar) {
    static const char controls[] = "f\fn\nr\rt\tv\v";
    int next = pc_translate_peek(translator, 0);
    const char *control = letter > 0 ? strchr(controls, letter) : NULL;
    if (control != NULL && letter >= 'a') {
        *scalar = (unsigned char)control[1];
        return PC_OK;
    }
    switch (letter) {
    case 'c':
        if (!((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')))
            return pc_translate_fail(translator, "`\\c` wants a letter");
        translator->at++;
        *scalar = (uint32_t)next % 32;
        return PC_OK;
    case '0':
        if (next >= '0' && next <= '9')
            return pc_translate_fail(translator, "ECMA-262 has no octal escapes");
        *scalar = 0;
        return PC_OK;
    case 'x':
        return take_hex(translator, 2, scalar)
                   ? PC_OK
                   : pc_translate_fail(translator, "`\\x` wants two hexadecimal digits");
    case 'u':
        return unicode_escape(translator, scalar);
    default:
        return PC_NOT_FOUND;
    }
}

/* Escapes of what would mean something else without the backslash. */
static enum pc_status identity_escape(struct pc_translator *translator, int byte, bool in_class) {
    bool syntax = byte > 0 && strchr("^$\\.*+?()[]{}|/", byte) != NULL;
    bool letter =
        (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (syntax || (in_class && byte == '-') || (!translator->strict && !letter && byte < 0x80))
        return PC_OK;
    return byte > ' ' && byte < 0x7F ? pc_translate_fail(translator, "ECMA-262 has no escape `\\%c`", byte)
                                     : pc_translate_fail(translator, "ECMA-262 has no such escape");
}

enum pc_status pc_translate_escape(struct pc_translator *translator, bool in_class, enum pc_escape *kind,
                                   uint32_t *scalar) {
    int byte = pc_translate_peek(translator, 0);
    *kind = PC_ESCAPE_CHARACTER;
    *scalar = 0;
    if (byte < 0)
        return pc_translate_fail(translator, "the pattern ends behind a backslash");
    if (byte >= '1' && byte <= '9' && !in_class) {
        *kind = PC_ESCAPE_REFERENCE;
        return reference(translator);
    }
    translator->at++;
    if (strchr("dDwWsSpP", byte) != NULL) {
        *kind = PC_ESCAPE_SET;
        return set_escape(translator, byte, in_class);
    }
    if (in_class && byte == 'b') {
        *scalar = '\b';
        return PC_OK;
    }
    if (!in_class && (byte == 'b' || byte == 'B')) {
        *kind = PC_ESCAPE_ASSERTION;
        return pc_buf_appendf(translator->out, "\\%c", byte);
    }
    if (!in_class && byte == 'k') {
        *kind = PC_ESCAPE_REFERENCE;
        return named_reference(translator);
    }
    enum pc_status status = character_escape(translator, byte, scalar);
    if (status != PC_NOT_FOUND)
        return status;
    *scalar = (uint32_t)byte;
    return identity_escape(translator, byte, in_class);
}
