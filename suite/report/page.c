#include "page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const escapes[] = {
    [PC_STYLE_PLAIN] = "\033[0m",    [PC_STYLE_GOOD] = "\033[32m", [PC_STYLE_BAD] = "\033[1;31m",
    [PC_STYLE_WARNING] = "\033[33m", [PC_STYLE_NOTE] = "\033[36m", [PC_STYLE_FAINT] = "\033[2m",
};

static const enum pc_style styles[PC_VERDICT_COUNT] = {
    [PC_VERDICT_PASS] = PC_STYLE_GOOD,    [PC_VERDICT_FAIL] = PC_STYLE_BAD,
    [PC_VERDICT_WARN] = PC_STYLE_WARNING, [PC_VERDICT_NOTE] = PC_STYLE_NOTE,
    [PC_VERDICT_KNOWN] = PC_STYLE_NOTE,   [PC_VERDICT_STALE] = PC_STYLE_BAD,
    [PC_VERDICT_NA] = PC_STYLE_FAINT,     [PC_VERDICT_UNTESTABLE] = PC_STYLE_BAD,
    [PC_VERDICT_ERROR] = PC_STYLE_BAD,    [PC_VERDICT_SKIP] = PC_STYLE_FAINT,
};

enum pc_style pc_style_of(enum pc_verdict verdict) {
    return styles[verdict];
}

static void append(struct pc_page *page, struct pc_view text) {
    if (page->status == PC_OK)
        page->status = pc_buf_append(page->out, text);
}

/* Characters of a valid UTF-8 text: the bytes that do not continue one. */
static size_t count_characters(struct pc_view text) {
    size_t count = 0;
    for (size_t i = 0; i < text.size; i++)
        count += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return count;
}

static size_t leading_spaces(struct pc_view text) {
    size_t count = 0;
    while (count < text.size && text.data[count] == ' ')
        count++;
    return count;
}

/* A runner takes a line for a command where `::` stands first in it, spaces left aside. */
static void put(struct pc_page *page, struct pc_view text) {
    size_t spaces = leading_spaces(text);
    if (!page->has_text && pc_view_starts_with(pc_view_slice(text, spaces, text.size), PC_VIEW("::"))) {
        append(page, pc_view_slice(text, 0, spaces));
        append(page, PC_VIEW("\\x3A"));
        page->column += spaces + sizeof "\\x3A" - 1;
        text = pc_view_slice(text, spaces + 1, text.size);
    }
    page->has_text = page->has_text || leading_spaces(text) < text.size;
    append(page, text);
    page->column += count_characters(text);
}

void pc_page_line_end(struct pc_page *page) {
    append(page, PC_VIEW("\n"));
    page->column = 0;
    page->has_text = false;
}

void pc_page_indent(struct pc_page *page, size_t column) {
    while (page->status == PC_OK && page->column < column)
        put(page, PC_VIEW(" "));
}

void pc_page_style(struct pc_page *page, enum pc_style style) {
    if (page->color && page->style != style)
        append(page, pc_view_of(escapes[style]));
    page->style = style;
}

void pc_page_put(struct pc_page *page, const char *text) {
    put(page, pc_view_of(text));
}

void pc_page_putf(struct pc_page *page, const char *format, ...) {
    va_list args;
    char text[256];
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    pc_page_put(page, text);
}

/* The text as it may be shown, in a buffer that the caller clears. */
static struct pc_view make_printable(struct pc_page *page, const char *text, size_t max, struct pc_buf *buf) {
    pc_buf_init(buf, SIZE_MAX);
    if (page->status == PC_OK)
        page->status = pc_report_printable(pc_view_of(text), max, buf);
    return pc_buf_view(buf);
}

void pc_page_put_whole(struct pc_page *page, const char *text) {
    struct pc_buf buf;
    put(page, make_printable(page, text, 0, &buf));
    pc_buf_clear(&buf);
}

static void next_line(struct pc_page *page, size_t hang) {
    pc_page_line_end(page);
    pc_page_indent(page, hang);
}

/* Length of the longest beginning of `word` that has at most `characters` characters, at least one. */
static size_t fitting(struct pc_view word, size_t characters) {
    size_t size = 0;
    for (size_t count = 0; size < word.size; size++) {
        bool begins = ((unsigned char)word.data[size] & 0xC0) != 0x80;
        if (begins && size > 0 && count >= characters)
            break;
        count += begins;
    }
    return size;
}

/* A word longer than a line is cut where the line ends. */
static void put_word(struct pc_page *page, size_t hang, struct pc_view word) {
    while (word.size > 0 && page->status == PC_OK) {
        if (page->column >= page->width)
            next_line(page, hang);
        size_t size = fitting(word, page->width - page->column);
        put(page, pc_view_slice(word, 0, size));
        word = pc_view_slice(word, size, word.size);
    }
}

void pc_page_put_wrapped(struct pc_page *page, size_t hang, const char *text) {
    struct pc_buf buf;
    struct pc_view rest = make_printable(page, text, PC_PAGE_MAX_TEXT, &buf);
    while (rest.size > 0 && page->status == PC_OK) {
        size_t spaces = leading_spaces(rest);
        struct pc_view word = pc_view_slice(rest, spaces, rest.size);
        word = pc_view_slice(word, 0, pc_view_find(word, PC_VIEW(" ")));
        if (page->column > hang && page->column + spaces + count_characters(word) > page->width) {
            next_line(page, hang);
        } else {
            for (size_t i = 0; i < spaces; i++)
                put(page, PC_VIEW(" "));
        }
        put_word(page, hang, word);
        rest = pc_view_slice(rest, spaces + word.size, rest.size);
    }
    pc_buf_clear(&buf);
}
