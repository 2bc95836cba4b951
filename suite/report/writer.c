#include "writer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void pc_writer_fail(struct pc_writer *writer, enum pc_status status) {
    if (writer->status == PC_OK)
        writer->status = status;
}

void pc_writer_put(struct pc_writer *writer, const char *text) {
    if (writer->status == PC_OK)
        writer->status = pc_buf_append_text(writer->out, text);
}

void pc_writer_putf(struct pc_writer *writer, const char *format, ...) {
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof text)
        pc_writer_fail(writer, PC_INTERNAL);
    else
        pc_writer_put(writer, text);
}

static void escape_line(struct pc_writer *writer, const struct pc_escapes *escapes, struct pc_view line) {
    size_t begin = 0;
    for (size_t i = 0; writer->status == PC_OK && i <= line.size; i++) {
        unsigned char byte = i < line.size ? (unsigned char)line.data[i] : 0;
        const char *escape = byte < 128 ? escapes->of[byte] : NULL;
        if (i < line.size && escape == NULL)
            continue;
        writer->status = pc_buf_append(writer->out, pc_view_slice(line, begin, i));
        begin = i + 1;
        if (escape != NULL)
            pc_writer_put(writer, escape);
    }
}

/* Printable first: what that puts in for a byte, as the backslash of \x01, is escaped like any other. */
void pc_writer_escape(struct pc_writer *writer, const struct pc_escapes *escapes, size_t max,
                      const char *text) {
    struct pc_buf printable;
    pc_buf_init(&printable, SIZE_MAX);
    struct pc_view rest = pc_view_of(text);
    while (writer->status == PC_OK && rest.size > 0) {
        size_t end = escapes->newline == NULL ? rest.size : pc_view_find(rest, PC_VIEW("\n"));
        pc_buf_reset(&printable);
        pc_writer_fail(writer, pc_report_printable(pc_view_slice(rest, 0, end), max, &printable));
        escape_line(writer, escapes, pc_buf_view(&printable));
        if (end < rest.size)
            pc_writer_put(writer, escapes->newline);
        rest = pc_view_slice(rest, end + 1, rest.size);
    }
    pc_buf_clear(&printable);
}
