/* One pass over the bytes of a document, with the schema's plans in hand: no tape, no tree. */
#ifndef PC_SCHEMA_PASS_H
#define PC_SCHEMA_PASS_H

#include "plan.h"
#include "run.h"

#define PC_PASS_MAX_LEVELS 256u /* arrays and objects that are open; what is deeper gets a tape */

/* An array or object that is open. */
struct pc_level {
    const struct pc_object *object; /* what its keys mean; NULL for nothing, and for arrays */
    const struct pc_entry *guess;   /* the next key, most likely; NULL in an array */
    const struct pc_plan *elements; /* of an array */
    uint64_t met;                   /* entries of the object whose keys were there */
    uint32_t prints;                /* one of 32 bits for each other key */
    uint32_t offset;
};

/* A violation as the pass finds it. */
struct pc_find {
    const struct pc_op *op; /* NULL: the schema `false` */
    uint32_t offset;
};

enum pc_pass_result {
    PC_PASSED,   /* the document is JSON without anything remarkable; the finds are all there is to find */
    PC_UNSETTLED /* the reader and the evaluator must look */
};

/* Its memory; false when there is none. */
bool pc_pass_reserve(struct pc_validator *validator);
enum pc_pass_result pc_pass(struct pc_validator *validator, const struct pc_schema *schema,
                            struct pc_view text);

#endif
