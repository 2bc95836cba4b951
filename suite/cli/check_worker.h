/* One thread's part of `check`: its memory, and what it found in its piece. */
#ifndef PC_CHECK_WORKER_H
#define PC_CHECK_WORKER_H

#include "check_render.h"
#include "check_source.h"
#include "pc_result.h"

struct check_worker {
    const struct pc_schema *schema;
    enum check_form form;
    struct pc_validator *validator;
    struct check_piece piece;
    struct pc_buf out; /* what is to be printed */
    struct pc_summary summary;
};

enum pc_status check_worker_init(struct check_worker *worker, const struct pc_schema *schema,
                                 enum check_form form);
void check_worker_clear(struct check_worker *worker);
/* Checks the piece; what failed is in its `err`. */
void check_worker_run(struct check_worker *worker);

#endif
