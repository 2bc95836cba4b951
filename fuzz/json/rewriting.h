/* A document written again, value by value. */
#ifndef REWRITING_H
#define REWRITING_H

#include "pc_json.h"

typedef void rewriting_visit(struct pc_json_value root, struct pc_json_value value, void *context);

/* Visits every value, in the order of the text, and appends the document as pc_json's writer writes it, by
 * `indent` and `ascii`. PC_LIMIT: it is nested more deeply than the writer goes. */
enum pc_status rewrite(struct pc_json_value root, unsigned indent, bool ascii, rewriting_visit *visit,
                       void *context, struct pc_buf *out);

#endif
