#ifndef PC_RUN_DRAW_H
#define PC_RUN_DRAW_H

#include "pc_run.h"

/* --seed N: `count` things of `stride` bytes in another order, the same one for the same seed. 0: as they
 * are. */
void pc_run_shuffle(void *first, size_t count, size_t stride, uint64_t seed);
/* Says in the result in which order the run was made, if not in the usual one. */
enum pc_status pc_run_note_seed(const struct pc_run_options *options, struct pc_result *result);

#endif
