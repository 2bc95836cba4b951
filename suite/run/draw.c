#include "draw.h"

#include <stdio.h>
#include <string.h>

/* SplitMix64 (Steele, Lea, Flood 2014): the same order from the same seed on every machine. `below` is not 0.
 */
static size_t draw(uint64_t *seed, size_t below) {
    *seed += 0x9E3779B97F4A7C15u;
    uint64_t z = *seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (size_t)((z ^ (z >> 31)) % below);
}

static void swap(unsigned char *one, unsigned char *other, size_t size) {
    unsigned char kept[64];
    for (size_t at = 0; at < size; at += sizeof kept) {
        size_t piece = size - at < sizeof kept ? size - at : sizeof kept;
        memcpy(kept, one + at, piece);
        memmove(one + at, other + at, piece); /* both are one where a thing changes places with itself */
        memcpy(other + at, kept, piece);
    }
}

/* Fisher and Yates, from the end. */
void pc_run_shuffle(void *first, size_t count, size_t stride, uint64_t seed) {
    unsigned char *bytes = first;
    if (seed == 0)
        return;
    for (; count > 1; count--)
        swap(bytes + (count - 1) * stride, bytes + draw(&seed, count) * stride, stride);
}

enum pc_status pc_run_note_seed(const struct pc_run_options *options, struct pc_result *result) {
    char text[64];
    snprintf(text, sizeof text, "in the order of --seed %llu", (unsigned long long)options->seed);
    return options->seed == 0 ? PC_OK : pc_result_add_note(result, text);
}
