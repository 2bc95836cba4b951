#ifndef PC_EXPAND_H
#define PC_EXPAND_H

#include "target_internal.h"

#define MAX_VALUE_SIZE (64u << 10)

/* A name that a template can use, and where its value comes from. */
struct variable {
    const char *name;
    size_t offset;                                                    /* of the text in pc_target_options */
    const char *option;                                               /* what the user would have to say */
    enum pc_status (*make)(struct pc_view value, struct pc_buf *out); /* NULL: the value itself */
};
const struct variable *find_variable(struct pc_view name); /* or NULL */

/* A suffix on a variable's name: the same value in another spelling. */
enum spelling {
    SPELLED_PLAINLY,      /* as the place wants it */
    SPELLED_ESCAPED,      /* $name_escaped: a JSON string, each character as \u escape */
    SPELLED_ENCODED,      /* $name_encoded: each byte percent-encoded, those that need it not too */
    SPELLED_TWICE_ENCODED /* $name_twice_encoded: that, its percent signs encoded again */
};
/* Takes the suffix off the name. */
enum spelling take_spelling(struct pc_view *name);
enum pc_status append_spelled(struct pc_view value, enum spelling spelling, enum pc_place_of_text place,
                              struct pc_buf *out);

#endif
