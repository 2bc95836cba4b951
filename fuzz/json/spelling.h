/* A document in another spelling, which says the same. */
#ifndef SPELLING_H
#define SPELLING_H

#include "pc_json.h"

enum spelling {
    SPELLED_AS_IT_IS = 0,
    SPELLED_BACKWARDS = 1, /* the members of each object */
    SPELLED_ESCAPED = 2,   /* the first letter of each name and string as \uXXXX */
    SPELLED_SPACED = 4,    /* white space wherever it may stand */
    SPELLED_POINT = 8,     /* 1 as 1.0 */
    SPELLED_EXPONENT = 16, /* 1 as 1e0 */
    SPELLED_FURTHER = 32,  /* a further member in each object: the one that says more */
    SPELLINGS = 64
};

#define SPELLING_MAX_DEPTH 60u /* of documents that are spelled anew: recursion ends there */

/* Whether the text is a document that can be spelled anew: none where a name stands twice in its object, or a
 * surrogate without its pair, and none that is deeper. */
bool spelling_exists(struct pc_view json);

/* Appends the value, by bits of enum spelling, without the member `omitted` ("no value": none is), of a
 * document of which spelling_exists. */
void spell(struct pc_json_value value, unsigned how, struct pc_json_value omitted, struct pc_buf *out);

#endif
