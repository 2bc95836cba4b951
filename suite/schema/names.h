/* A fixed set of names (property names, the strings of an enum) and the index of each. */
#ifndef PC_NAMES_H
#define PC_NAMES_H

#include "arena.h"
#include "pc_json.h"

#define PC_NO_NAME UINT32_MAX

struct pc_names {
    const struct pc_view *names; /* unescaped; equal ones are found by their first index */
    uint32_t *slots;             /* open addressing; index + 1, 0 is free */
    uint32_t mask;               /* number of slots - 1, at least half of them free */
    uint32_t count;
    size_t longest;
};

/* Borrows `names`; the slots are the arena's. False when memory is out. */
bool pc_names_build(struct pc_names *set, struct pc_arena *arena, const struct pc_view *names,
                    uint32_t count);
uint32_t pc_names_find(const struct pc_names *set, struct pc_view name);
/* The same for a JSON string, unescaped in `scratch` where it must be. */
uint32_t pc_names_find_string(const struct pc_names *set, struct pc_json_value string,
                              struct pc_buf *scratch);

#endif
