/* One mutation at work: the tree, its luck, and room for the scalars that are written anew. */
#ifndef MUTATION_H
#define MUTATION_H

#include "json_mutator.h"
#include "json_tree.h"
#include "json_values.h"

#define MUTATION_SCALAR_ROOM 4096u

struct mutation {
    struct tree tree;
    struct chance chance;
    size_t preferred;                  /* the target's message, or MUTATOR_ANY_MESSAGE */
    const struct json_member *offered; /* the target's own members, instead of a message's; NULL without */
    size_t offered_count;
    size_t new_size;
    char new_text[MUTATION_SCALAR_ROOM];
};

#endif
