#include "index.h"

#include <stdlib.h>
#include <string.h>

#define FACTOR 0x9E3779B97F4A7C15u

uint64_t pc_hash_mix(uint64_t hash, uint64_t more) {
    hash = (hash ^ more) * FACTOR;
    return hash ^ hash >> 29;
}

uint64_t pc_hash_text(struct pc_view text) {
    uint64_t hash = text.size * FACTOR;
    for (size_t at = 0; at < text.size; at += 8) {
        uint64_t word = 0;
        memcpy(&word, text.data + at, text.size - at < 8 ? text.size - at : 8);
        hash = pc_hash_mix(hash, word);
    }
    return hash;
}

static void enter(struct pc_index *index, uint64_t entry) {
    uint32_t slot = (uint32_t)(entry >> 32) & (index->size - 1);
    while (index->slots[slot] != 0)
        slot = (slot + 1) & (index->size - 1);
    index->slots[slot] = entry;
}

bool pc_index_add(struct pc_index *index, uint64_t hash, uint32_t number) {
    if (index->count >= index->size / 2) {
        struct pc_index grown = {.size = index->size ? index->size * 2 : 64, .count = index->count};
        grown.slots = grown.size > index->size ? calloc(grown.size, sizeof *grown.slots) : NULL;
        if (!grown.slots)
            return false;
        /* From a free slot on, so that those of one hash keep their order. */
        uint32_t from = 0;
        while (from < index->size && index->slots[from] != 0)
            from++;
        for (uint32_t i = 0; i < index->size; i++) {
            uint64_t entry = index->slots[(from + i) & (index->size - 1)];
            if (entry != 0)
                enter(&grown, entry);
        }
        free(index->slots);
        *index = grown;
    }
    enter(index, (hash & 0xFFFFFFFF00000000u) | (number + 1));
    index->count++;
    return true;
}

void pc_index_clear(struct pc_index *index) {
    free(index->slots);
    *index = (struct pc_index){0};
}

uint32_t pc_index_next(const struct pc_index *index, uint64_t hash, struct pc_index_cursor *cursor) {
    if (index->count == 0)
        return PC_NO_INDEX;
    uint32_t mask = index->size - 1;
    uint32_t slot = cursor->started ? cursor->slot + 1 : (uint32_t)(hash >> 32);
    cursor->started = true;
    for (slot &= mask; index->slots[slot] != 0; slot = (slot + 1) & mask) {
        if (index->slots[slot] >> 32 != hash >> 32)
            continue;
        cursor->slot = slot;
        return (uint32_t)index->slots[slot] - 1;
    }
    return PC_NO_INDEX;
}
