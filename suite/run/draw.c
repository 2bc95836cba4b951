#include "draw.h"

#include <stdio.h>

/* SplitMix64 (Steele, Lea, Flood 2014): the same order from the same seed on every machine. */
size_t pc_run_draw(uint64_t *seed, size_t below) {
    *seed += 0x9E3779B97F4A7C15u;
    uint64_t z = *seed;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (size_t)((z ^ (z >> 31)) % below);
}

enum pc_status pc_run_note_seed(const struct pc_run_options *options, struct pc_result *result) {
    char text[64];
    snprintf(text, sizeof text, "in the order of --seed %llu", (unsigned long long)options->seed);
    return options->seed == 0 ? PC_OK : pc_result_add_note(result, text);
}
