/* Random numbers from a seed, and scalars worth trying. */
#ifndef JSON_VALUES_H
#define JSON_VALUES_H

#include "json_tree.h"
#include "json_types.h"

#include <stdint.h>

struct chance {
    uint64_t state;
};

uint32_t chance_below(struct chance *chance, uint32_t bound); /* 0 up to bound - 1; 0 for a bound of 0 */

/* A scalar of a type that the table allows ("{}" and "[]" where it allows no scalar). */
struct tree_text value_of_type(struct chance *chance, const struct json_type *type);
/* Any scalar that a parser may stumble over. */
struct tree_text value_of_interest(struct chance *chance);

#endif
