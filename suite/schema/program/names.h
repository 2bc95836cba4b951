/* A fixed set of names (property names, the strings of an enum) and the index of each. */
#ifndef PC_NAMES_H
#define PC_NAMES_H

#include "arena.h"
#include "pc_json.h"

#include <string.h>

#define PC_NO_NAME UINT32_MAX

struct pc_names {
    const struct pc_view *names; /* unescaped; equal ones are found by their first index */
    uint32_t *slots;             /* open addressing; index + 1, 0 is free */
    uint32_t mask;               /* number of slots - 1, at least half of them free */
    uint32_t count;
    size_t longest;
    bool backslashes; /* in any of the names */
};

/* Borrows `names`; the slots are the arena's. False when memory is out. */
bool pc_names_build(struct pc_names *set, struct pc_arena *arena, const struct pc_view *names,
                    uint32_t count);
/* PC_NO_NAME where it is none of them. */
uint32_t pc_names_find(const struct pc_names *set, struct pc_view name);
/* The same for a JSON string, unescaped in `scratch` where it must be. */
uint32_t pc_names_find_string(const struct pc_names *set, struct pc_json_value string,
                              struct pc_buf *scratch);

/* The same bytes; names are short, so whole words beat a call. */
static inline bool pc_same_bytes(const char *a, const char *b, size_t size) {
    uint64_t x, y;
    uint32_t u, v;
    size_t at = 0;
    if (size < sizeof x) {
        if (size < sizeof u)
            return memcmp(a, b, size) == 0;
        memcpy(&u, a, sizeof u);
        memcpy(&v, b, sizeof v);
        if (u != v)
            return false;
        memcpy(&u, a + size - sizeof u, sizeof u);
        memcpy(&v, b + size - sizeof v, sizeof v);
        return u == v;
    }
    do {
        memcpy(&x, a + at, sizeof x);
        memcpy(&y, b + at, sizeof y);
        if (x != y)
            return false;
        at += sizeof x;
    } while (at + sizeof x < size);
    memcpy(&x, a + size - sizeof x, sizeof x);
    memcpy(&y, b + size - sizeof y, sizeof y);
    return x == y;
}

static inline bool pc_same_name(struct pc_view a, struct pc_view b) {
    return a.size == b.size && (a.size == 0 || pc_same_bytes(a.data, b.data, a.size));
}

#endif
