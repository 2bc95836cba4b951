/* The pass at a value that it does not let through at sight: few documents come here, so it stands apart from
 * the loop over the bytes. */
#ifndef PC_SCHEMA_PASS_JUDGE_H
#define PC_SCHEMA_PASS_JUDGE_H

#include "pass.h"

#define PC_SELDOM __attribute__((cold))

struct pass {
    struct pc_scan scan;
    struct pc_validator *memory;
    const struct pc_schema *schema;
    const struct pc_plan *any;
    struct pc_level *bottom; /* the document itself */
    struct pc_level *top;    /* as many arrays and objects as may be open */
    int64_t steps;           /* left */
    bool through;            /* to its end */
};

/* A violation, of NULL: of the schema `false`. */
PC_SELDOM void pc_pass_find(struct pass *pass, const struct pc_op *op, const char *at);
/* Every operation of the node that judges the type is violated. */
PC_SELDOM void pc_pass_refuse(struct pass *pass, uint32_t number, unsigned type, const char *at);
/* A string, and what is no string, no array and no object, from its first byte to behind its last. False:
 * unsettled. */
PC_SELDOM bool pc_pass_check_string(struct pass *pass, const struct pc_plan *plan, const char *from,
                                    const char *behind, bool escapes);
PC_SELDOM bool pc_pass_check_other(struct pass *pass, const struct pc_plan *plan, enum pc_json_type type,
                                   const char *from, const char *behind);

#endif
