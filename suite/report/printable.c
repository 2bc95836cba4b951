#include "pc_report.h"

#define ELLIPSIS PC_VIEW("\xE2\x80\xA6")
/* GitHub's runner looks for it anywhere in a line of output, and takes what follows for a command. */
#define COMMAND PC_VIEW("##[")

/* Characters that a terminal acts on or does not show: format characters that reorder or hide text (Unicode's
 * Cf and its neighbours), separators, the C1 controls. C0 controls and DEL are single bytes. */
static const struct {
    uint32_t first;
    uint32_t last;
} unprintable[] = {
    {0x0080, 0x009F},   /* C1 controls: 0x9B is an ESC [ of one character */
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* Hangul fillers */
    {0x17B4, 0x17B5},   /* Khmer inherent vowels */
    {0x180B, 0x180F},   /* Mongolian selectors and vowel separator */
    {0x200B, 0x200F},   /* zero width, left-to-right and right-to-left marks */
    {0x2028, 0x202E},   /* line and paragraph separators, embeddings and overrides */
    {0x2060, 0x206F},   /* word joiner, isolates, deprecated format characters */
    {0x3164, 0x3164},   /* Hangul filler */
    {0xFE00, 0xFE0F},   /* variation selectors */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* halfwidth Hangul filler */
    {0xFFF0, 0xFFFB},   /* unassigned, interlinear annotation */
    {0xFFFE, 0xFFFF},   /* no characters, and not allowed in XML 1.0 */
    {0x1BCA0, 0x1BCA3}, /* shorthand format controls */
    {0x1D173, 0x1D17A}, /* musical format controls */
    {0xE0000, 0xE0FFF}, /* tags, further variation selectors */
};

static bool is_printable(uint32_t scalar) {
    if (scalar < 0x20 || scalar == 0x7F)
        return false;
    for (size_t i = 0; i < sizeof unprintable / sizeof unprintable[0]; i++) {
        if (scalar >= unprintable[i].first && scalar <= unprintable[i].last)
            return false;
    }
    return true;
}

/* Reads the character at the view's begin; returns its length, 0 where the bytes are no UTF-8. */
static size_t read_scalar(struct pc_view rest, uint32_t *scalar) {
    unsigned char lead = (unsigned char)rest.data[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (pc_utf8_valid_prefix(pc_view_slice(rest, 0, length)) < length)
        return 0;
    *scalar = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        *scalar = *scalar << 6 | ((unsigned char)rest.data[i] & 0x3F);
    return length;
}

/* How many of the first bytes are shown as they are: printable ASCII that begins no command. */
static size_t plain_length(struct pc_view text) {
    size_t length = 0;
    while (length < text.size && text.data[length] >= 0x20 && text.data[length] < 0x7F &&
           text.data[length] != '#')
        length++;
    return length;
}

/* How many more bytes fit for certain, with room for the ellipsis behind them. */
static size_t room_left(size_t max, size_t written) {
    return written + ELLIPSIS.size < max ? max - ELLIPSIS.size - written : 0;
}

/* Appends the character at the view's begin as it may be shown; returns how many bytes of the view it took.
 */
static size_t put_one(struct pc_view rest, struct pc_buf *out, enum pc_status *status) {
    uint32_t scalar = 0;
    size_t length = read_scalar(rest, &scalar);
    if (length == 0 || (length == 1 && !is_printable(scalar))) {
        *status = pc_buf_appendf(out, "\\x%02X", (unsigned char)rest.data[0]);
        return 1;
    }
    *status = is_printable(scalar) ? pc_buf_append(out, pc_view_slice(rest, 0, length))
                                   : pc_buf_appendf(out, "\\u{%04X}", scalar);
    return length;
}

enum pc_status pc_report_printable(struct pc_view text, size_t max, struct pc_buf *out) {
    size_t begin = out->size;
    size_t fitting = begin; /* where the text is cut if it does not fit: the ellipsis has room behind it */
    enum pc_status status = PC_OK;
    for (size_t at = 0; status == PC_OK && at < text.size;) {
        struct pc_view rest = pc_view_slice(text, at, text.size);
        size_t plain = plain_length(rest);
        if (max > 0 && plain > room_left(max, out->size - begin))
            plain = room_left(max, out->size - begin);
        if (plain > 0) {
            status = pc_buf_append(out, pc_view_slice(rest, 0, plain));
            at += plain;
        } else if (pc_view_starts_with(rest, COMMAND)) {
            status = pc_buf_append_text(out, "##\\x5B");
            at += COMMAND.size;
        } else {
            at += put_one(rest, out, &status);
        }
        size_t written = out->size - begin;
        if (max == 0)
            continue;
        if (written + ELLIPSIS.size <= max)
            fitting = out->size;
        if (written <= max)
            continue;
        out->size = fitting;
        out->data[fitting] = '\0';
        return max < ELLIPSIS.size ? status : pc_buf_append(out, ELLIPSIS);
    }
    return status;
}
