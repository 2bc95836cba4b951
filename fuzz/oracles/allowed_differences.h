/* Where Jansson may refuse a text that RFC 8259 and our reader take: each difference with the error that it
 * must give, what has to stand in the text, and the reason. There is none the other way round: what we
 * refuse, Jansson refuses. */
#ifndef ALLOWED_DIFFERENCES_H
#define ALLOWED_DIFFERENCES_H

#include "pc_json.h"

#include <jansson.h>

/* For a text that we take and Jansson refuses; NULL where there is none. */
const char *reason_to_differ(const struct pc_json_doc *doc, const json_error_t *error);

/* For a text that we refuse: Jansson, when it has read a number or a literal to its end, puts the byte behind
 * back, and loses it if that is a NUL. Section 2 has no NUL outside of strings. */
bool jansson_may_take(const struct pc_json_doc *doc);

#endif
