/* One thread's part of `check`: its memory, and what it found in its piece. */
#ifndef PC_CHECK_WORKER_H
#define PC_CHECK_WORKER_H

#include "check_render.h"
#include "check_source.h"
#include "pc_result.h"

#define CHECK_MAX_ERRORS 10u /* told of one piece; the others are only counted */

/* What changes with every document stands away from the end, where the next thread's part begins: processors
 * hand each other whole cache lines. */
struct check_worker {
    const struct pc_schema *schema;
    enum check_form form;
    struct pc_validator *validator;
    struct pc_summary summary;
    struct check_piece piece;
    struct pc_buf out;                        /* what is to be printed */
    struct pc_error errors[CHECK_MAX_ERRORS]; /* why documents were not judged: a limit, mostly */
    size_t error_count;
};

enum pc_status check_worker_init(struct check_worker *worker, const struct pc_schema *schema,
                                 enum check_form form);
void check_worker_clear(struct check_worker *worker);
/* Checks the piece. What could not be judged counts as skipped. */
void check_worker_run(struct check_worker *worker);

#endif
