/* Text for a terminal: columns, wrapping, colours. No line begins with the two colons that a CI runner takes
 * for a command, whatever a peer says and wherever it wraps. The first failure sticks; ask page.status once.
 */
#ifndef PC_REPORT_PAGE_H
#define PC_REPORT_PAGE_H

#include "pc_report.h"

#define PC_PAGE_DEFAULT_WIDTH 100u
#define PC_PAGE_MIN_WIDTH     40u
/* Longer texts of a peer are cut: the whole of them stands in results.json. */
#define PC_PAGE_MAX_TEXT 600u
#define PC_PAGE_ONE_LINE (4 * PC_PAGE_MAX_TEXT) /* so wide that none of them wraps */

enum pc_style {
    PC_STYLE_PLAIN,
    PC_STYLE_GOOD,
    PC_STYLE_BAD,
    PC_STYLE_WARNING,
    PC_STYLE_NOTE,
    PC_STYLE_FAINT
};

struct pc_page {
    struct pc_buf *out;
    unsigned width;
    bool color;
    enum pc_status status;
    size_t column;       /* characters since the line began */
    bool has_text;       /* on this line, other than spaces */
    enum pc_style style; /* from one that is not plain, the way leads back to plain first */
};

void pc_page_line_end(struct pc_page *page);
/* Spaces up to a column; nothing where it is passed. */
void pc_page_indent(struct pc_page *page, size_t column);
void pc_page_style(struct pc_page *page, enum pc_style style);
/* Our own text: printable as it is. */
void pc_page_put(struct pc_page *page, const char *text);
__attribute__((format(printf, 2, 3))) void pc_page_putf(struct pc_page *page, const char *format, ...);
/* Any text, made printable, in one piece however long it is; NULL is empty. */
void pc_page_put_whole(struct pc_page *page, const char *text);
/* Any text, made printable, cut at PC_PAGE_MAX_TEXT, wrapped; further lines begin at the column `hang`. */
void pc_page_put_wrapped(struct pc_page *page, size_t hang, const char *text);

enum pc_style pc_style_of(enum pc_verdict verdict);

#endif
