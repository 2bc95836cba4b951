#ifndef PC_RUN_DRAW_H
#define PC_RUN_DRAW_H

#include "pc_run.h"

/* A number below `below`, which is not 0, and the next state of `seed`: --seed N shuffles with it. */
size_t pc_run_draw(uint64_t *seed, size_t below);
/* Says in the result in which order the run was made, if not in the usual one. */
enum pc_status pc_run_note_seed(const struct pc_run_options *options, struct pc_result *result);

#endif
