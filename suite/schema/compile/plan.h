/* What the pass over the bytes does with a value of each type, decided when the schema is compiled. */
#ifndef PC_PLAN_H
#define PC_PLAN_H

#include "program.h"

enum pc_action {
    PC_PASS,          /* it fits, whatever it holds */
    PC_STRING_ENUM,   /* it is looked up in the strings of the operation */
    PC_STRING_FORMAT, /* the operation's format judges it */
    PC_CHECK,         /* the operations of the node judge it, which see the value alone */
    PC_REFUSE,        /* every operation of the node that judges its type is violated */
    PC_FORBID,        /* the operation, which is about the key, is violated */
    PC_WALK,          /* an object whose members the node's walk judges */
    PC_ITEMS,         /* an array whose elements the node's `items` judges */
    PC_TAPE,          /* only the evaluator can tell */
};

#define PC_TYPE_COUNT 7u /* of the bits in pc_schema_type_bit; a bit's number is the type's index */

struct pc_plan {
    unsigned char action[PC_TYPE_COUNT];
    uint32_t
        number[PC_TYPE_COUNT]; /* of the operation (PC_STRING_…, PC_FORBID, PC_ITEMS) or the node (others) */
};

/* A plan for each node, and behind them one that passes everything. False when memory is out. */
bool pc_plans_make(struct pc_schema *schema);

/* Types by index. */
enum {
    PC_INDEX_NULL,
    PC_INDEX_BOOLEAN,
    PC_INDEX_INTEGER,
    PC_INDEX_NUMBER,
    PC_INDEX_STRING,
    PC_INDEX_ARRAY,
    PC_INDEX_OBJECT
};

#endif
