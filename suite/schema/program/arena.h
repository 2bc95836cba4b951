/* Memory that lives as long as its schema: only ever added to, released in one go. */
#ifndef PC_ARENA_H
#define PC_ARENA_H

#include "pc_base.h"

struct pc_arena_block;

struct pc_arena {
    struct pc_arena_block *last; /* blocks are linked backwards */
    size_t used;                 /* of the last block */
};

/* Zeroed and aligned for any type; NULL when memory is out. `count` * `size` must not be 0. */
void *pc_arena_take(struct pc_arena *arena, size_t count, size_t size);
/* A NUL-terminated copy. */
const char *pc_arena_copy(struct pc_arena *arena, struct pc_view text);
void pc_arena_clear(struct pc_arena *arena);

#endif
