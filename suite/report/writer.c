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

static void escape_printable(struct pc_writer *writer, const struct pc_escapes *escapes,
                             struct pc_view text) {
    size_t begin = 0;
    for (size_t i = 0; writer->status == PC_OK && i <= text.size; i++) {
        unsigned char byte = i < text.size ? (unsigned char)text.data[i] : 0;
        const char *escape = byte < 128 ? escapes->of[byte] : NULL;
        if (i < text.size && escape == NULL)
            continue;
        writer->status = pc_buf_append(writer->out, pc_view_slice(text, begin, i));
        begin = i + 1;
        if (escape != NULL)
            pc_writer_put(writer, escape);
    }
}

/* Printable first: what that puts in for a byte, as the backslash of \x01, is escaped like any other. */
static void escape_view(struct pc_writer *writer, const struct pc_escapes *escapes, size_t max,
                        struct pc_view text) {
    struct pc_buf printable;
    pc_buf_init(&printable, SIZE_MAX);
    pc_writer_fail(writer, pc_report_printable(text, max, &printable));
    escape_printable(writer, escapes, pc_buf_view(&printable));
    pc_buf_clear(&printable);
}

void pc_writer_escape(struct pc_writer *writer, const struct pc_escapes *escapes, size_t max,
                      const char *text) {
    escape_view(writer, escapes, max, pc_view_of(text));
}

void pc_writer_escape_lines(struct pc_writer *writer, const struct pc_escapes *escapes, const char *before,
                            struct pc_view text) {
    while (writer->status == PC_OK && text.size > 0) {
        size_t end = pc_view_find(text, PC_VIEW("\n"));
        pc_writer_put(writer, before);
        escape_view(writer, escapes, 0, pc_view_slice(text, 0, end));
        pc_writer_put(writer, "\n");
        text = pc_view_slice(text, end + 1, text.size);
    }
}
