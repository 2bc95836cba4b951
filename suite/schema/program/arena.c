#include "arena.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)16 << 10)

struct pc_arena_block {
    struct pc_arena_block *before;
    size_t size;
    max_align_t bytes[]; /* keeps what is handed out aligned */
};

static bool arena_grow(struct pc_arena *arena, size_t bytes) {
    size_t size = bytes > BLOCK_SIZE ? bytes : BLOCK_SIZE;
    if (size > SIZE_MAX - sizeof(struct pc_arena_block))
        return false;
    struct pc_arena_block *block = calloc(1, sizeof *block + size);
    if (!block)
        return false;
    block->before = arena->last;
    block->size = size;
    arena->last = block;
    arena->used = 0;
    return true;
}

void *pc_arena_take(struct pc_arena *arena, size_t count, size_t size) {
    const size_t align = _Alignof(max_align_t);
    if (count > (SIZE_MAX - align) / size)
        return NULL;
    size_t bytes = (count * size + align - 1) / align * align;
    if ((!arena->last || arena->last->size - arena->used < bytes) && !arena_grow(arena, bytes))
        return NULL;
    void *taken = (char *)arena->last->bytes + arena->used;
    arena->used += bytes;
    return taken;
}

const char *pc_arena_copy(struct pc_arena *arena, struct pc_view text) {
    char *copy = pc_arena_take(arena, text.size + 1, 1);
    if (copy && text.size > 0)
        memcpy(copy, text.data, text.size);
    return copy;
}

void pc_arena_clear(struct pc_arena *arena) {
    while (arena->last) {
        struct pc_arena_block *before = arena->last->before;
        free(arena->last);
        arena->last = before;
    }
    arena->used = 0;
}
