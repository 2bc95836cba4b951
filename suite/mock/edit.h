/* Small changes to a JSON text: how faults take a correct reply apart. Each returns false, and leaves the
 * text alone, where the text is not JSON (any more) or has no such value. */
#ifndef PC_MOCK_EDIT_H
#define PC_MOCK_EDIT_H

#include "pc_base.h"

/* Ends the making of a new text: `text` becomes `made`, or `made` is dropped where it is not `good`. Gives
 * `good`. */
bool pc_mock_take(struct pc_buf *text, struct pc_buf *made, bool good);

/* `raw` replaces the value at the JSON Pointer, verbatim: it need not be JSON. */
bool pc_mock_json_set(struct pc_buf *text, const char *pointer, const char *raw);
/* Takes a member out of its object. */
bool pc_mock_json_remove(struct pc_buf *text, const char *pointer);
/* Adds `member` ("\"name\":value", verbatim) behind the last member of the object at the pointer. */
bool pc_mock_json_add(struct pc_buf *text, const char *pointer, const char *member);
/* Appends the value's bytes to `out`. */
bool pc_mock_json_get(const struct pc_buf *text, const char *pointer, struct pc_buf *out);

/* Other spellings of the same value. */
struct pc_mock_style {
    bool reversed;   /* members in reverse order */
    unsigned indent; /* spaces a level; 0: compact */
    bool escaped;    /* each character of each string as \u */
    bool decimals;   /* integers as 1.0 */
};
bool pc_mock_json_restyle(struct pc_buf *text, const struct pc_mock_style *style);

#endif
