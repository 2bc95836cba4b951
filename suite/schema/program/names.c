#include "names.h"

#include <string.h>

#define FACTOR 0x9E3779B97F4A7C15u

static inline uint64_t word_at(const char *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline uint32_t half_at(const char *at) {
    uint32_t half;
    memcpy(&half, at, sizeof half);
    return half;
}

/* Names are short: two words that overlap hold all of most. */
static inline uint32_t name_hash(struct pc_view name) {
    const char *end = name.data + name.size;
    uint64_t first = 0, last = 0;
    if (name.size >= 8) {
        first = word_at(name.data);
        last = word_at(end - 8);
        for (size_t at = 8; at + 8 < name.size; at += 8)
            first = (first ^ word_at(name.data + at)) * FACTOR;
    } else if (name.size >= 4) {
        first = half_at(name.data);
        last = half_at(end - 4);
    } else if (name.size > 0) {
        first = (unsigned char)name.data[0] | (uint64_t)(unsigned char)name.data[name.size / 2] << 8;
        last = (unsigned char)end[-1];
    }
    uint64_t hash = (first ^ (last << 23 | last >> 41) ^ name.size) * FACTOR;
    return (uint32_t)((hash ^ hash >> 29) * FACTOR >> 32);
}

bool pc_names_build(struct pc_names *set, struct pc_arena *arena, const struct pc_view *names,
                    uint32_t count) {
    uint32_t slots = 2;
    while (slots / 2 < count)
        slots *= 2;
    *set = (struct pc_names){.names = names, .mask = slots - 1, .count = count};
    set->slots = pc_arena_take(arena, slots, sizeof *set->slots);
    if (!set->slots)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (names[i].size > set->longest)
            set->longest = names[i].size;
        if (pc_view_find(names[i], PC_VIEW("\\")) < names[i].size)
            set->backslashes = true;
        uint32_t slot = name_hash(names[i]) & set->mask;
        while (set->slots[slot] != 0 && !pc_same_name(names[set->slots[slot] - 1], names[i]))
            slot = (slot + 1) & set->mask;
        if (set->slots[slot] == 0)
            set->slots[slot] = i + 1;
    }
    return true;
}

uint32_t pc_names_find(const struct pc_names *set, struct pc_view name) {
    if (name.size > set->longest || set->count == 0)
        return PC_NO_NAME;
    for (uint32_t slot = name_hash(name) & set->mask; set->slots[slot] != 0; slot = (slot + 1) & set->mask)
        if (pc_same_name(set->names[set->slots[slot] - 1], name))
            return set->slots[slot] - 1;
    return PC_NO_NAME;
}

uint32_t pc_names_find_string(const struct pc_names *set, struct pc_json_value string,
                              struct pc_buf *scratch) {
    struct pc_view raw = pc_json_string_raw(string);
    uint32_t found = pc_names_find(set, raw);
    /* Equal to a name without a backslash: then it has no escapes either. */
    if ((found != PC_NO_NAME && !set->backslashes) || !pc_json_string_has_escapes(string))
        return found;
    /* An escape is at most six bytes for one of the string's, so this cannot be any of ours. */
    if (raw.size / 6 > set->longest)
        return PC_NO_NAME;
    pc_buf_reset(scratch);
    if (pc_json_string_decode(string, scratch) == PC_OK)
        return pc_names_find(set, pc_buf_view(scratch));
    for (uint32_t i = 0; i < set->count; i++) /* memory is out: the slow way needs none */
        if (pc_json_string_equal(string, set->names[i]))
            return i;
    return PC_NO_NAME;
}
