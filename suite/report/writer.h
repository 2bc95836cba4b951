/* Text for a machine or a web page: what a peer said passes through the escapes of the medium. The first
 * failure sticks; ask writer.status once. */
#ifndef PC_REPORT_WRITER_H
#define PC_REPORT_WRITER_H

#include "pc_report.h"

struct pc_writer {
    struct pc_buf *out;
    enum pc_status status;
};

/* What the characters that mean something in a medium are replaced with; NULL: they stand as they are. */
struct pc_escapes {
    const char *of[128];
};

void pc_writer_fail(struct pc_writer *writer, enum pc_status status);
/* Our own text: it stands as it is. */
void pc_writer_put(struct pc_writer *writer, const char *text);
__attribute__((format(printf, 2, 3))) void pc_writer_putf(struct pc_writer *writer, const char *format, ...);
/* Any text in one line: made printable, cut at `max` bytes (0: whole), then escaped; NULL is empty. */
void pc_writer_escape(struct pc_writer *writer, const struct pc_escapes *escapes, size_t max,
                      const char *text);
/* Each line of a text in its turn, `before` in front and a line end behind it. */
void pc_writer_escape_lines(struct pc_writer *writer, const struct pc_escapes *escapes, const char *before,
                            struct pc_view text);

#endif
