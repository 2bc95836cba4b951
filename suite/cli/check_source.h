/* Where `check` gets its documents from: files one after the other, whole or by the line, in pieces of
 * bounded size. */
#ifndef PC_CHECK_SOURCE_H
#define PC_CHECK_SOURCE_H

#include "options.h"

/* Some text of one file: a document, or whole lines. */
struct check_piece {
    const char *name; /* of the file, as it is shown */
    uint32_t first_line;
    bool lines;
    struct pc_buf text;
    struct pc_error err; /* why there is none */
};

struct check_source {
    const struct options *options;
    size_t next; /* operand */
    FILE *file;  /* of which lines are being read */
    const char *name;
    uint32_t line;
    struct pc_buf rest; /* the beginning of a line that was read already */
};

void check_source_init(struct check_source *source, const struct options *options);
void check_source_clear(struct check_source *source);
/* Fills the piece; false at the end. What cannot be read is a piece with an error. */
bool check_source_next(struct check_source *source, struct check_piece *piece);

#endif
