/* What `check` says of a document, in one of its forms. */
#ifndef PC_CHECK_RENDER_H
#define PC_CHECK_RENDER_H

#include "pc_schema.h"

enum check_form {
    CHECK_TEXT,   /* FILE:LINE:COLUMN: in front of each finding, as compilers write it and editors jump to */
    CHECK_GITHUB, /* workflow commands, which annotate the lines */
    CHECK_JSON,   /* an object a document, a line each */
    CHECK_FLAG,  /* the standard's output `flag` (JSON Schema 2020-12 core, section 12.4.1), a line a document
                  */
    CHECK_BASIC, /* its output `basic` (section 12.4.2) */
};

struct check_answer {
    const char *file;
    uint32_t first_line; /* of the document in the file */
    struct pc_view text;
    const struct pc_json_doc *doc; /* where something is remarkable; or NULL */
    const struct pc_validator *validator;
    bool valid;
    bool remarkable; /* set by the renderer: a warning was said */
};

/* Lines are counted from the start of the file also where each line is a document. Violations come in the
 * order of the text, so the count goes on from the one before: begin with {0}. */
struct check_places {
    uint32_t offset, line_start, lines;
};

struct pc_json_place check_place_at(struct check_places *places, const struct check_answer *answer,
                                    uint32_t offset);

/* False for the remarks that are none of `check`'s business. */
bool check_remark_sentence(enum pc_json_remark_kind kind, const char **sentence);
enum pc_status check_render(enum check_form form, struct check_answer *answer, struct pc_buf *out);
/* check_render_json.c */
enum pc_status check_render_json(enum check_form form, struct check_answer *answer, struct pc_buf *out);

#define CHECK_MAX_FINDING (16u << 20) /* bytes of one line: keys can be long, and pointers deep */

#endif
