#include "decode.h"

#include <stdlib.h>
#include <string.h>

#define MAX_HEX_DIGITS  8u
#define MAX_BACKSLASHES 64u
#define MAX_REFERENCE   12u /* of HTML's numeric references: more digits name no character */

/* Bytes that an escape may begin with. */
static const struct pc_view escape_starts = {"%\\&~\0", 5};
static const struct pc_view zero_starts = {"\0", 1};
static const struct pc_view line_starts = {"\r\n", 2};
static const struct pc_view blank_starts = {"\r\n\t ", 4};

/* What stands at a place of the text: `length` bytes that mean `size` bytes. Length 0: no escape. */
struct escape {
    size_t length;
    size_t size;
    char bytes[4];
};

static bool is_start(struct pc_view starts, char byte) {
    for (size_t i = 0; i < starts.size; i++) {
        if (starts.data[i] == byte)
            return true;
    }
    return false;
}

void pc_stream_clear(struct pc_stream *stream) {
    free(stream->owned);
    free(stream->from);
    free(stream->to);
    *stream = (struct pc_stream){0};
}

enum pc_status pc_stream_init(struct pc_stream *stream, size_t size) {
    if (size >= UINT32_MAX)
        return PC_LIMIT;
    *stream = (struct pc_stream){.owned = malloc(size + 1),
                                 .from = malloc((size + 1) * sizeof *stream->from),
                                 .to = malloc((size + 1) * sizeof *stream->to)};
    stream->bytes = stream->owned;
    if (stream->owned != NULL && stream->from != NULL && stream->to != NULL)
        return PC_OK;
    pc_stream_clear(stream);
    return PC_NO_MEMORY;
}

/* Reads hexadecimal digits, at least `least` and at most `most`; returns how many, 0 where there are too few.
 */
static size_t read_hex(struct pc_view text, size_t at, size_t least, size_t most, uint32_t *value) {
    size_t count = 0;
    *value = 0;
    while (count < most && at + count < text.size && pc_hex_value(text.data[at + count]) >= 0)
        *value = *value << 4 | (uint32_t)pc_hex_value(text.data[at + count++]);
    return count < least ? 0 : count;
}

static struct escape byte_escape(size_t length, char byte) {
    return (struct escape){.length = length, .size = 1, .bytes = {byte}};
}

static struct escape scalar_escape(size_t length, uint32_t scalar) {
    struct escape escape = {.length = length};
    escape.size = pc_utf8_encode(scalar, escape.bytes);
    return escape.size == 0 ? (struct escape){0} : escape;
}

static struct escape percent(struct pc_view text, size_t at) {
    uint32_t value;
    size_t digits = read_hex(text, at + 1, 2, 2, &value);
    return digits == 0 ? (struct escape){0} : byte_escape(3, (char)value);
}

/* \uXXXX, with its second half where it is a surrogate pair, and \u{X…}. */
static struct escape unicode_escape(struct pc_view text, size_t at) {
    uint32_t high;
    uint32_t low;
    if (at + 2 < text.size && text.data[at + 2] == '{') {
        size_t digits = read_hex(text, at + 3, 1, MAX_HEX_DIGITS, &high);
        bool closed = digits > 0 && at + 3 + digits < text.size && text.data[at + 3 + digits] == '}';
        return closed ? scalar_escape(digits + 4, high) : (struct escape){0};
    }
    if (read_hex(text, at + 2, 4, 4, &high) == 0)
        return (struct escape){0};
    bool pair = high >= 0xD800 && high < 0xDC00 && at + 7 < text.size && text.data[at + 6] == '\\' &&
                text.data[at + 7] == 'u' && read_hex(text, at + 8, 4, 4, &low) == 4 && low >= 0xDC00 &&
                low < 0xE000;
    return pair ? scalar_escape(12, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
                : scalar_escape(6, high);
}

static struct escape backslash(struct pc_view text, size_t at) {
    static const char plain[] = "\"\\/'bfnrt";
    static const char meant[] = "\"\\/'\b\f\n\r\t";
    if (at + 1 >= text.size || text.data[at + 1] == '\0')
        return (struct escape){0};
    if (text.data[at + 1] == 'u')
        return unicode_escape(text, at);
    if (text.data[at + 1] == 'x') {
        uint32_t value;
        return read_hex(text, at + 2, 2, 2, &value) == 0 ? (struct escape){0} : byte_escape(4, (char)value);
    }
    const char *hit = strchr(plain, text.data[at + 1]);
    return hit == NULL ? (struct escape){0} : byte_escape(2, meant[hit - plain]);
}

/* Before a character's number so many backslashes are as one: how often it was escaped, and whether the first
 * of them belong to something else, cannot be told. */
static struct escape backslashes(struct pc_view text, size_t at) {
    size_t last = at;
    while (last - at < MAX_BACKSLASHES && last + 1 < text.size && text.data[last + 1] == '\\')
        last++;
    bool numbered =
        last > at && last + 1 < text.size && (text.data[last + 1] == 'u' || text.data[last + 1] == 'x');
    struct escape escape = numbered ? backslash(text, last) : (struct escape){0};
    if (escape.length == 0)
        return backslash(text, at);
    escape.length += last - at;
    return escape;
}

static struct escape numeric_reference(struct pc_view text, size_t at) {
    bool hex = at + 2 < text.size && (text.data[at + 2] == 'x' || text.data[at + 2] == 'X');
    size_t i = at + (hex ? 3 : 2);
    size_t first = i;
    uint32_t value = 0;
    for (; i < text.size && i - first < MAX_REFERENCE; i++) {
        int digit = pc_hex_value(text.data[i]);
        if (digit < 0 || (!hex && digit > 9))
            break;
        if (value > 0x10FFFF)
            return (struct escape){0};
        value = value * (hex ? 16 : 10) + (uint32_t)digit;
    }
    bool closed = i > first && i < text.size && text.data[i] == ';';
    return closed ? scalar_escape(i + 1 - at, value) : (struct escape){0};
}

static struct escape reference(struct pc_view text, size_t at) {
    static const struct {
        const char *text;
        char meant;
    } names[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}};
    if (at + 1 < text.size && text.data[at + 1] == '#')
        return numeric_reference(text, at);
    struct pc_view rest = pc_view_slice(text, at, text.size);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (pc_view_starts_with(rest, pc_view_of(names[i].text)))
            return byte_escape(strlen(names[i].text), names[i].meant);
    }
    return (struct escape){0};
}

/* RFC 6901 section 3: findings name a member by a pointer. */
static struct escape tilde(struct pc_view text, size_t at) {
    char digit = at + 1 < text.size ? text.data[at + 1] : '\0';
    bool known = digit == '0' || digit == '1';
    return known ? byte_escape(2, digit == '0' ? '~' : '/') : (struct escape){0};
}

/* Letters that an escape which is cut off ends with: of a name, of a number. */
static bool is_in_escape(struct pc_view text, size_t at, size_t i) {
    char byte = text.data[i];
    if (i == at + 1)
        return pc_hex_value(byte) >= 0 || (byte != '\0' && strchr("ux#lgq", byte) != NULL);
    return pc_hex_value(byte) >= 0 || (byte != '\0' && strchr("{xXtmpuos", byte) != NULL);
}

/* Whoever cut the text may have cut it in the middle of an escape: what is left of that means nothing, and
 * what stands in front of it is the text's end. */
static struct escape cut_escape(struct pc_view text, size_t at) {
    size_t i = at + 1;
    while (i < text.size && i - at <= MAX_REFERENCE + 2 && is_in_escape(text, at, i))
        i++;
    return i == text.size || pc_is_ellipsis(pc_view_slice(text, i, text.size))
               ? (struct escape){.length = i - at}
               : (struct escape){0};
}

static struct escape escape_at(struct pc_view text, size_t at) {
    struct escape escape = {0};
    switch (text.data[at]) {
    case '%':
        escape = percent(text, at);
        break;
    case '\\':
        escape = backslashes(text, at);
        break;
    case '&':
        escape = reference(text, at);
        break;
    case '~':
        escape = tilde(text, at);
        break;
    case '\0':
        return (struct escape){.length = 1};
    default:
        return escape;
    }
    return escape.length > 0 ? escape : cut_escape(text, at);
}

/* CR LF, a number in hexadecimal, perhaps an extension, CR LF: what RFC 9112 section 7.1 puts between two
 * chunks. */
static struct escape chunk_line(struct pc_view text, size_t at) {
    if (text.data[at] != '\r' && text.data[at] != '\n')
        return (struct escape){0};
    size_t i = at + (text.data[at] == '\r' ? 1 : 0);
    if (i >= text.size || text.data[i] != '\n')
        return (struct escape){0};
    uint32_t value;
    size_t digits = read_hex(text, i + 1, 1, 2 * MAX_HEX_DIGITS, &value);
    i += 1 + digits;
    if (digits == 0 || i >= text.size)
        return (struct escape){0};
    if (text.data[i] == ';' || text.data[i] == ' ' || text.data[i] == '\t') {
        const char *end = memchr(text.data + i, '\n', text.size - i);
        return end == NULL ? (struct escape){0}
                           : (struct escape){.length = (size_t)(end - text.data) + 1 - at};
    }
    i += text.data[i] == '\r' ? 1 : 0;
    bool closed = i < text.size && text.data[i] == '\n';
    return closed ? (struct escape){.length = i + 1 - at} : (struct escape){0};
}

/* A line's end, and what indents the next one. */
static struct escape line_break(struct pc_view text, size_t at) {
    size_t i = at;
    while (i < text.size && (text.data[i] == '\r' || text.data[i] == '\n'))
        i++;
    while (i > at && i < text.size && (text.data[i] == ' ' || text.data[i] == '\t'))
        i++;
    return (struct escape){.length = i - at};
}

/* White space between letters: of what was folded or laid out, the words of a secret. */
static struct escape blank(struct pc_view text, size_t at) {
    size_t i = at;
    while (i < text.size && is_start(blank_starts, text.data[i]))
        i++;
    return (struct escape){.length = i - at};
}

static struct escape zero(struct pc_view text, size_t at) {
    (void)text, (void)at;
    return (struct escape){.length = 1};
}

static void copy(const struct pc_stream *in, size_t from, size_t to, struct pc_stream *out) {
    for (size_t at = from; at < to; at++)
        pc_stream_push(out, in->bytes[at], pc_stream_from(in, at), pc_stream_to(in, at));
}

static bool holds_start(const struct pc_stream *in, struct pc_view starts) {
    for (size_t i = 0; i < starts.size; i++) {
        if (in->size > 0 && memchr(in->bytes, starts.data[i], in->size) != NULL)
            return true;
    }
    return false;
}

/* Writes `in` with each escape replaced by what it means. No escape means more bytes than it has, so that
 * `out` never outgrows `in`. Most texts hold none: they cost a search, and no memory. */
static enum pc_status replace(const struct pc_stream *in, struct pc_view starts,
                              struct escape (*find)(struct pc_view text, size_t at), struct pc_stream *out,
                              bool *changed) {
    struct pc_view text = {in->bytes, in->size};
    size_t copied = 0;
    *out = (struct pc_stream){0};
    *changed = false;
    if (!holds_start(in, starts))
        return PC_OK;
    for (size_t at = 0; at < in->size;) {
        if (!is_start(starts, in->bytes[at])) {
            at++;
            continue;
        }
        struct escape escape = find(text, at);
        if (escape.length == 0) {
            at++;
            continue;
        }
        enum pc_status status = *changed ? PC_OK : pc_stream_init(out, in->size);
        if (status != PC_OK)
            return status;
        *changed = true;
        copy(in, copied, at, out);
        for (size_t i = 0; i < escape.size; i++)
            pc_stream_push(out, escape.bytes[i], pc_stream_from(in, at),
                           pc_stream_to(in, at + escape.length - 1));
        at += escape.length;
        copied = at;
    }
    if (*changed)
        copy(in, copied, in->size, out);
    return PC_OK;
}

enum pc_status pc_stream_unescape(const struct pc_stream *in, struct pc_stream *out, bool *changed) {
    return replace(in, escape_starts, escape_at, out, changed);
}

enum pc_status pc_stream_unchunk(const struct pc_stream *in, struct pc_stream *out, bool *changed) {
    return replace(in, line_starts, chunk_line, out, changed);
}

enum pc_status pc_stream_join_lines(const struct pc_stream *in, struct pc_stream *out, bool *changed) {
    return replace(in, line_starts, line_break, out, changed);
}

enum pc_status pc_stream_join_words(const struct pc_stream *in, struct pc_stream *out, bool *changed) {
    return replace(in, blank_starts, blank, out, changed);
}

enum pc_status pc_stream_narrow(const struct pc_stream *in, struct pc_stream *out, bool *changed) {
    return replace(in, zero_starts, zero, out, changed);
}
