/* What must hold of a schema's verdict on a document, whatever either is. */
#ifndef VALIDATION_CHECK_H
#define VALIDATION_CHECK_H

#include "pc_schema.h"

/* It ends; the second run says what the first said, to the last word of each violation; both modes, and the
 * pass over the bytes, give the same verdict, and find the same places. */
void validation_check(const struct pc_schema *schema, struct pc_json_value instance);

#endif
