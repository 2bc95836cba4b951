/* Mutates JSON as a tree, and a quarter of the time as bytes: trees alone miss what hides in broken texts.
 * Knows from json_types.h which key takes which type. The same seed and bytes give the same result; nothing
 * is allocated. */
#ifndef JSON_MUTATOR_H
#define JSON_MUTATOR_H

#include "json_member.h"

#include <stddef.h>
#include <stdint.h>

/* Larger texts are mutated as bytes. */
#define MUTATOR_MAX_SIZE (64u << 10)

/* In place; the new size. The names and types are libFuzzer's, and AFL++ reaches them through afl_mutator.c.
 */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned int seed);
/* Puts a value of the second text into the first, where the same name stands if there is one. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *data1, size_t size1, const uint8_t *data2, size_t size2,
                                 uint8_t *out, size_t max_out_size, unsigned int seed);

/* The target's wish: mostly its message is made, of whatever there is. Without one the text tells which. */
#define MUTATOR_ANY_MESSAGE SIZE_MAX
void json_mutator_prefer(size_t message);

/* The target's wish: members of these are made instead of a message's, since it takes documents of its own
 * kind. They are kept. */
void json_mutator_offer(const struct json_member *members, size_t count);

/* The engine's: mutates bytes in place. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

#endif
