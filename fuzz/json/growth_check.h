/* Whether the schema core's work grows with the document, and no faster. */
#ifndef GROWTH_CHECK_H
#define GROWTH_CHECK_H

#include "pc_base.h"

#define GROWTH_MAX_TEXT 64u /* of texts that are tried */

/* `text`, one JSON value, as the value of each of some members, and of four times as many: at most four times
 * the steps over the document (work.h), by a schema that looks into everything. */
void growth_check(struct pc_view text);

#endif
