/* Finds numbered things by a hash; whether one is the wanted thing is for the caller to compare. */
#ifndef PC_INDEX_H
#define PC_INDEX_H

#include "pc_base.h"

#define PC_NO_INDEX UINT32_MAX

struct pc_index {
    uint64_t *slots; /* the hash's upper half and the number + 1; open addressing, at least half of them 0 */
    uint32_t size;
    uint32_t count;
};

/* False when memory is out. Numbers with the same hash may be added; they are found in that order. */
bool pc_index_add(struct pc_index *index, uint64_t hash, uint32_t number);
void pc_index_clear(struct pc_index *index);

/* The numbers of a hash, one after the other: begin with a cursor of {0}; PC_NO_INDEX at the end. */
struct pc_index_cursor {
    uint32_t slot;
    bool started;
};
uint32_t pc_index_next(const struct pc_index *index, uint64_t hash, struct pc_index_cursor *cursor);

uint64_t pc_hash_text(struct pc_view text);
uint64_t pc_hash_mix(uint64_t hash, uint64_t more);

#endif
