/* What holds of each value of a document that pc_json read, checked on the value and its text alone. */
#ifndef VALUE_CHECK_H
#define VALUE_CHECK_H

#include "pc_json.h"

/* Line and column of the byte, as counting gives them. */
void place_check(struct pc_view text, struct pc_json_place place);
/* The value lies in its text, has children, a value; children side by side are equal where a second
 * comparison says so. `lone_surrogates`: its document has some. */
void value_check(struct pc_json_value value, bool lone_surrogates);
/* Its place is the one that counting finds. */
void value_check_place(struct pc_json_value value);
/* Its pointer leads back to it; of values whose names stand once in their objects. */
void value_check_pointer(struct pc_json_value root, struct pc_json_value value);
/* All three, of a document's values in turn. Places and pointers are found from the beginning of the text: of
 * a long one not all are tried, so that it takes no quadratic time. `context` is a value_walk. */
struct value_walk {
    size_t visited, bytes_walked;
    bool lone_surrogates, unique_names;
};
void value_visit(struct pc_json_value root, struct pc_json_value value, void *context);
/* The pointer of a byte leads to a value that encloses it, with its name. */
void offset_check_pointer(struct pc_json_value root, uint32_t offset);

#endif
