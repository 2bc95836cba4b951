/* scan, floor 1: the leaf lexer: white space, strings, numbers, literals, and the first fault with its place.
 * For the reader and for whoever walks through a text without one.
 *
 * Every function takes the position `at` and gives the position behind what it read, or NULL after a fault.
 * None looks at scan->end or behind it. A fault's offset is the first byte that cannot continue the text (of
 * ill-formed UTF-8, the sequence's first byte), or the text's size where the text ended too early. */
#ifndef PC_SCAN_H
#define PC_SCAN_H

#include "pc_base.h"

#include <string.h>

#define PC_JSON_MAX_REMARKS 64u /* recorded one by one; beyond it only counted */

/* Why a text is not JSON (or not read: the two limits). One sentence each. */
#define PC_JSON_FAULT_LIST(X)                                                                                \
    X(NONE, "no fault")                                                                                      \
    X(EMPTY, "the text holds no value")                                                                      \
    X(BYTE_ORDER_MARK, "a byte order mark stands in front (RFC 8259 section 8.1 forbids it)")                \
    X(INVALID_UTF8, "invalid UTF-8")                                                                         \
    X(CONTROL_CHARACTER, "a raw control character in a string")                                              \
    X(INVALID_ESCAPE, "an invalid escape in a string")                                                       \
    X(UNTERMINATED_STRING, "a string without its closing quote")                                             \
    X(INVALID_NUMBER, "not a number by the grammar of RFC 8259 section 6")                                   \
    X(INVALID_LITERAL, "not a value: expected true, false, null, a number, a string, [ or {")                \
    X(EXPECTED_VALUE, "a value was expected")                                                                \
    X(EXPECTED_KEY, "a member's name in double quotes was expected")                                         \
    X(EXPECTED_COLON, "a colon was expected after the member's name")                                        \
    X(EXPECTED_COMMA_OR_END, "a comma or the closing bracket was expected")                                  \
    X(UNTERMINATED, "the text ends inside an array or object")                                               \
    X(TRAILING_BYTES, "bytes stand behind the value")                                                        \
    X(TOO_DEEP, "nesting deeper than the limit")                                                             \
    X(TOO_LARGE, "larger than the limit")

enum pc_json_fault_kind {
#define PC_JSON_FAULT_ENUM(name, sentence) PC_JSON_FAULT_##name,
    PC_JSON_FAULT_LIST(PC_JSON_FAULT_ENUM)
#undef PC_JSON_FAULT_ENUM
};

struct pc_json_fault {
    enum pc_json_fault_kind kind;
    /* The first byte that cannot continue the text; of ill-formed UTF-8 the sequence's first byte, of
     * TOO_DEEP the bracket; the text's size when the text ended too early. */
    uint32_t offset;
};

enum pc_json_remark_kind {
    PC_JSON_DUPLICATE_KEY,
    PC_JSON_LONE_SURROGATE,
    PC_JSON_NUL_CHARACTER /* \u0000 */
};

struct pc_json_remark {
    enum pc_json_remark_kind kind;
    uint32_t offset; /* of the second key's opening quote; of the escape's backslash */
};

#define PC_SCAN_REMARK_KINDS 3

/* Sixteen bytes at once where the processor can; PC_PORTABLE takes the other path anyhow. */
#if defined(__SSE2__) && !defined(PC_PORTABLE)
#define PC_SCAN_SSE2 1
#include <emmintrin.h>
#else
#define PC_SCAN_SSE2 0
#endif

struct pc_scan {
    const char *text;
    const char *end;
    struct pc_json_fault fault;
    size_t remark_count;
    bool has_remark[PC_SCAN_REMARK_KINDS];
    struct pc_json_remark remarks[PC_JSON_MAX_REMARKS];
};

void pc_scan_begin(struct pc_scan *scan, struct pc_view text);
void pc_scan_remark(struct pc_scan *scan, enum pc_json_remark_kind kind, const char *at);

/* Records the fault, the first one only; returns NULL for `return pc_scan_fault(…)`. */
const char *pc_scan_fault(struct pc_scan *scan, enum pc_json_fault_kind kind, const char *at);
/* The fault `kind`, or the better reason that stands at `at`: the end of the text, ill-formed UTF-8. */
const char *pc_scan_unexpected(struct pc_scan *scan, enum pc_json_fault_kind kind, const char *at);
/* No value begins at `at`: says what is wrong with what does. */
const char *pc_scan_no_value(struct pc_scan *scan, const char *at);

/* All of the grammar of numbers; `at` stands on the first digit or the minus sign. */
const char *pc_scan_any_number(struct pc_scan *scan, const char *at);
/* The slow half of pc_scan_string: `at` stands anywhere in the string. */
const char *pc_scan_string_rest(struct pc_scan *scan, const char *at, bool *escapes);

/* Whether the byte could continue a number or a word, so that `1x`, `01` and `nullx` are one wrong token. */
bool pc_scan_is_word(char byte);
/* The value of a hexadecimal digit, -1 for any other byte. */
int pc_scan_hex(char byte);

static inline uint32_t pc_scan_offset(const struct pc_scan *scan, const char *at) {
    return (uint32_t)(at - scan->text);
}

static inline bool pc_scan_is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

static inline const char *pc_scan_space(const char *at, const char *end) {
    while (at < end && (unsigned char)*at <= ' ' && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t'))
        at++;
    return at;
}

#if PC_SCAN_SSE2
/* A bit for each of the sixteen bytes that does not stand for itself in a string. */
static inline unsigned pc_scan_special(const char *at) {
    __m128i bytes;
    memcpy(&bytes, at, sizeof bytes);
    /* Compared as signed, everything from 0x80 up is below the space too. */
    __m128i special = _mm_or_si128(
        _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ')),
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))));
    return (unsigned)_mm_movemask_epi8(special);
}
#endif

/* Skips the bytes that stand for themselves in a string: ASCII but the quote, the backslash and controls. */
static inline const char *pc_scan_plain(const struct pc_scan *scan, const char *at) {
    const char *end = scan->end;
#if PC_SCAN_SSE2
    for (; end - at >= 16; at += 16) {
        unsigned mask = pc_scan_special(at);
        if (mask != 0)
            return at + __builtin_ctz(mask);
    }
    if (end - scan->text >= 16) { /* fewer are left: the last sixteen, without those before `at` */
        unsigned mask = pc_scan_special(end - 16) >> (16 - (end - at));
        return mask != 0 ? at + __builtin_ctz(mask) : end;
    }
#endif
    while (at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x80 && *at != '"' && *at != '\\')
        at++;
    return at;
}

/* `at` stands behind the opening quote; the result behind the closing one. */
static inline const char *pc_scan_string(struct pc_scan *scan, const char *at, bool *escapes) {
    *escapes = false;
    at = pc_scan_plain(scan, at);
    if (at < scan->end && *at == '"')
        return at + 1;
    return pc_scan_string_rest(scan, at, escapes);
}

/* Behind the digits at `at`, eight looked at together: how many there are is what a processor guesses worst.
 */
static inline const char *pc_scan_digits(const char *at, const char *end) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    for (; end - at >= 8; at += 8) {
        uint64_t bytes;
        memcpy(&bytes, at, sizeof bytes);
        bytes ^= 0x3030303030303030u;
        /* The sum turns on the highest bit of what is above 9; a carry reaches only bytes behind such a one.
         */
        uint64_t others = ((bytes + 0x7676767676767676u) | bytes) & 0x8080808080808080u;
        if (others != 0)
            return at + __builtin_ctzll(others) / 8;
    }
#endif
    while (at < end && pc_scan_is_digit(*at))
        at++;
    return at;
}

/* `at` stands on the first digit or the minus sign. A digit behind a leading 0 is left for the caller, who
 * finds no separator there. */
static inline const char *pc_scan_number(struct pc_scan *scan, const char *at) {
    const char *behind = at;
    if (*at >= '1' && *at <= '9') {
        behind = pc_scan_digits(at, scan->end);
    } else if (*at == '0') {
        behind++;
    }
    if (behind > at && behind < scan->end && (*behind == ',' || *behind == '}'))
        return behind;
    return pc_scan_any_number(scan, at);
}

static inline const char *pc_scan_word(struct pc_scan *scan, const char *at, struct pc_view word) {
    if ((size_t)(scan->end - at) >= word.size && memcmp(at, word.data, word.size) == 0)
        return at + word.size;
    return pc_scan_no_value(scan, at);
}

#endif
