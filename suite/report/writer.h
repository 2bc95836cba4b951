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
    const char *newline; /* NULL: shown as \x0A, like every control */
    const char *of[128];
};

void pc_writer_fail(struct pc_writer *writer, enum pc_status status);
/* Our own text: it stands as it is. */
void pc_writer_put(struct pc_writer *writer, const char *text);
__attribute__((format(printf, 2, 3))) void pc_writer_putf(struct pc_writer *writer, const char *format, ...);
/* Any text, made printable, cut at `max` bytes (0: whole), then escaped; NULL is empty. */
void pc_writer_escape(struct pc_writer *writer, const struct pc_escapes *escapes, size_t max,
                      const char *text);

#endif
