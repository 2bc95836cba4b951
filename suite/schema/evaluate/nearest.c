/* anyOf and oneOf where no branch fits: which one came nearest, and why it does not fit after all. */
#include "run.h"

/* What tells that a branch was not meant weighs more than what is wrong inside of one that was. */
#define FAR  1000u /* the value itself has another type, or is another constant */
#define TOLD 100u  /* a member tells kinds apart, and it is another kind */
#define SLIP 1u

bool pc_nearest_wanted(const struct pc_run *run, const struct pc_frame *frame, const struct pc_op *op) {
    if (run->mode != PC_VALIDATE_ALL || frame->quiet || run->stop)
        return false;
    for (uint32_t i = 0; i < op->child_count; i++)
        if (pc_admits(pc_child(run->schema, op, i), frame->type))
            return true;
    return false;
}

static uint64_t distance_of(const struct pc_frame *frame, const struct pc_hit *hit) {
    if (!hit->op)
        return FAR;
    bool told = hit->op->keyword->check == pc_enum_check;
    if (hit->instance.node == frame->instance.node)
        return told || hit->op->keyword->check == pc_type_check ? FAR : SLIP;
    return told ? TOLD : SLIP;
}

/* The branch that has ended: its violations are weighed, and the first of them is kept if it is the nearest.
 */
static void weigh(struct pc_run *run, struct pc_frame *frame) {
    struct pc_validator *memory = run->memory;
    struct pc_trial *trial = &frame->trial;
    uint64_t distance = 0;
    for (uint32_t i = trial->hits; i < memory->hit_count; i++)
        distance += distance_of(frame, &memory->hits[i]);
    if (memory->hit_count > trial->hits && (trial->reason == 0 || distance < trial->distance)) {
        void *reasons = memory->reasons;
        size_t capacity = memory->reason_capacity;
        if (!pc_run_reserve(run, &reasons, &capacity, memory->reason_count + 1u, sizeof *memory->reasons))
            return;
        memory->reasons = reasons;
        memory->reason_capacity = (uint32_t)capacity;
        if (trial->reason == 0)
            trial->reason = ++memory->reason_count;
        memory->reasons[trial->reason - 1] = memory->hits[trial->hits];
        trial->distance = distance;
        trial->branch = frame->at - 1;
    }
    memory->hit_count = trial->hits;
}

enum pc_step pc_nearest_step(struct pc_run *run, struct pc_frame *frame, const struct pc_op *op) {
    if (frame->count == PC_TRYING) {
        weigh(run, frame);
    } else {
        frame->count = PC_TRYING;
        frame->at = 0;
        frame->trial = (struct pc_trial){.hits = run->memory->hit_count};
        run->trials++;
    }
    while (frame->at < op->child_count && run->status == PC_OK) {
        const struct pc_node *branch = pc_child(run->schema, op, frame->at++);
        if (pc_admits(branch, frame->type))
            return pc_run_push(run, frame, branch, frame->instance, PC_IN_PLACE, false);
    }
    run->trials--;
    uint32_t before = run->memory->hit_count;
    pc_run_violate(run, frame, op, frame->instance, 0);
    if (run->memory->hit_count > before) {
        run->memory->hits[before].reason = frame->trial.reason;
        run->memory->hits[before].branch = frame->trial.branch;
    }
    return PC_STEP_DONE;
}
