/* Short English phrases about values and types, printable whatever the document holds. */
#ifndef PC_PHRASE_H
#define PC_PHRASE_H

#include "program.h"

/* "null", "true", "the number 1.5", "the string \"7\"", "an array", "an object" */
enum pc_status pc_phrase_value(struct pc_buf *out, struct pc_json_value value);
/* The value as JSON in one line, cut where it is long. */
enum pc_status pc_phrase_json(struct pc_buf *out, struct pc_json_value value);
/* "an integer", "an object or null", "a string, a number or null" */
enum pc_status pc_phrase_types(struct pc_buf *out, unsigned types);
/* A name in quotes, controls escaped, cut where it is long. */
enum pc_status pc_phrase_name(struct pc_buf *out, struct pc_view name);
enum pc_status pc_phrase_key(struct pc_buf *out, struct pc_json_value key);

#endif
