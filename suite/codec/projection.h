/* What of a document belongs to the contract, as a cJSON tree with a cursor for each of its members. */
#ifndef CODEC_PROJECTION_H
#define CODEC_PROJECTION_H

#include "shape.h"

#include <cjson/cJSON.h>

/* cJSON is not handed the whole text: it would refuse legal documents for what stands in their further
 * members (nesting beyond 1000, a number of more than 63 characters, a lone surrogate), match names without
 * regard to case, find the first of two members with one name, round integers to double, and end strings at
 * U+0000.
 *
 * So the reader reads the text, and the tree is built of the contract's own members alone, each under its
 * exact name, the last one where a name stands twice: its depth is bounded by the tables. Which members are
 * there, null, true, false and objects are asked of the tree. A number or string stands in it as a reference
 * to no text: its value is asked of the reader, at the cursor in the field's slot. */
struct codec_projection {
    cJSON *tree;
    struct pc_json_value at[CODEC_MAX_SLOTS]; /* by shape->first_slot + index of the field */
};

/* `object` is an object. The tree's members stand in the order of the shape's fields, and borrow their names
 * from it. */
enum pc_status codec_project(const struct codec_shape *shape, struct pc_json_value object,
                             struct codec_projection *out);
void codec_projection_clear(struct codec_projection *projection);

#endif
