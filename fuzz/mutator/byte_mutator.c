#include "byte_mutator.h"

#include "json_mutator.h"

#include <string.h>

static struct chance own_chance;
static struct chance *chance = &own_chance;

void byte_mutator_begin(struct chance *other) {
    chance = other != NULL ? other : &own_chance;
}

__attribute__((weak)) size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size) {
    size_t at = size == 0 ? 0 : chance_below(chance, (uint32_t)size);
    switch (chance_below(chance, 4)) {
    case 0:
        if (size < max_size) {
            memmove(data + at + 1, data + at, size - at);
            data[at] = (uint8_t)chance_below(chance, 256);
            return size + 1;
        }
        break;
    case 1:
        if (size > 1) {
            memmove(data + at, data + at + 1, size - at - 1);
            return size - 1;
        }
        break;
    case 2:
        if (size > 0)
            data[at] ^= (uint8_t)(1u << chance_below(chance, 8));
        break;
    default:
        if (size > 0)
            data[at] = (uint8_t)chance_below(chance, 256);
    }
    return size;
}
