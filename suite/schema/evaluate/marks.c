/* Which members or elements of a frame's instance were evaluated (core, sections 11.2 and 11.3): one bit
 * each, kept only below a schema that asks. A frame in place has bits of its own, which count for the one
 * below it when it ends valid. */
#include "run.h"

#include <string.h>

bool pc_marks_begin(struct pc_run *run, struct pc_frame *frame) {
    struct pc_validator *memory = run->memory;
    size_t words = (pc_json_count(frame->instance) + 63u) / 64;
    void *bits = memory->bits;
    if (words == 0)
        words = 1;
    if (!pc_run_reserve(run, &bits, &memory->bit_capacity, memory->bit_count + words, sizeof *memory->bits))
        return false;
    memory->bits = bits;
    memset(memory->bits + memory->bit_count, 0, words * sizeof *memory->bits);
    frame->marks = memory->bit_count + 1;
    memory->bit_count += words;
    run->steps -= (int64_t)words;
    return true;
}

void pc_marks_take_over(struct pc_run *run, const struct pc_frame *from, const struct pc_frame *to) {
    uint64_t *bits = run->memory->bits;
    size_t words = (pc_json_count(from->instance) + 63u) / 64;
    for (size_t i = 0; i < words; i++)
        bits[to->marks - 1 + i] |= bits[from->marks - 1 + i];
    run->steps -= (int64_t)words;
}

void pc_marks_set_from(struct pc_run *run, const struct pc_frame *frame, uint64_t index) {
    for (uint64_t count = pc_json_count(frame->instance); frame->marks != 0 && index < count; index++)
        pc_marks_set(run, frame, index);
}
