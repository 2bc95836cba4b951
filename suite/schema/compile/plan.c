#include "plan.h"

#include "keywords.h"

#define MAX_REFERENCES 32u /* followed from a node; behind a longer chain the evaluator judges */

/* The node that has the word for a value of the type: references and dispatching anyOf and oneOf lead to it.
 */
static const struct pc_node *follow(const struct pc_schema *schema, const struct pc_node *node,
                                    unsigned type) {
    for (uint32_t steps = 0; steps < MAX_REFERENCES && node->op_count == 1; steps++) {
        const struct pc_op *op = &schema->ops[node->op];
        if ((node->bound.pass & type) != 0)
            break;
        bool through = op->keyword->step == pc_all_step ||
                       (op->keyword->step == pc_dynamic_step && pc_dynamic_is_fixed(schema, op));
        if (through && op->child_count == 1)
            node = pc_child(schema, op, 0);
        else if (node->jump && (node->bound.admit & type) != 0)
            node = pc_jump(schema, node, type);
        else
            break;
    }
    return node;
}

static bool is_branching(const struct pc_op *op) {
    return op->keyword->step == pc_any_step || op->keyword->step == pc_one_step;
}

/* Whether no value of the type gets past the operation. */
static bool never(const struct pc_schema *schema, const struct pc_op *op, unsigned type) {
    return op->keyword->bound && (op->keyword->bound(schema, op).admit & type) == 0 &&
           (op->keyword->check || is_branching(op));
}

static void set(struct pc_plan *plan, unsigned index, enum pc_action action, size_t number) {
    plan->action[index] = (unsigned char)action;
    plan->number[index] = (uint32_t)number;
}

/* What the operations that judge a type are, taken together. */
struct judges {
    unsigned count, checks, nevers;
    const struct pc_op *walk, *items, *last;
    bool others;
};

static struct judges judges_of(const struct pc_schema *schema, const struct pc_node *node, unsigned type) {
    struct judges judges = {0};
    for (const struct pc_op *op = &schema->ops[node->op], *end = op + node->op_count; op < end; op++) {
        if ((op->judges & type) == 0)
            continue;
        judges.count++;
        judges.last = op;
        judges.checks += op->keyword->check != NULL;
        judges.nevers += never(schema, op, type);
        if (op->keyword->step == pc_walk_step || op->keyword->step == pc_required_step)
            judges.walk = op;
        else if (op->keyword->step == pc_items_step && op->as.count == 0)
            judges.items = op;
        else
            judges.others = judges.others || !op->keyword->check;
    }
    return judges;
}

static void plan_string(const struct pc_schema *schema, struct pc_plan *plan, const struct judges *judges) {
    const struct pc_op *op = judges->last;
    if (judges->count != 1)
        return;
    if (op->keyword->check == pc_enum_check)
        set(plan, PC_INDEX_STRING, PC_STRING_ENUM, (size_t)(op - schema->ops));
    else if (op->keyword->check == pc_format_check)
        set(plan, PC_INDEX_STRING, PC_STRING_FORMAT, (size_t)(op - schema->ops));
}

static void plan_type(const struct pc_schema *schema, const struct pc_node *start, unsigned index,
                      struct pc_plan *plan) {
    unsigned type = 1u << index;
    const struct pc_node *node = follow(schema, start, type);
    size_t number = (size_t)(node - schema->nodes);
    struct judges judges = {0};
    if (node->op_count > 0)
        judges = judges_of(schema, node, type);
    bool container = index == PC_INDEX_ARRAY || index == PC_INDEX_OBJECT;
    set(plan, index, PC_TAPE, number);
    if (schema->collects || schema->scoped)
        return;
    if ((node->bound.pass & type) != 0)
        set(plan, index, PC_PASS, number);
    else if (node->refuses || (judges.count > 0 && judges.nevers == judges.count))
        set(plan, index, PC_REFUSE, number);
    else if (!container && judges.count > 0 && judges.checks == judges.count)
        set(plan, index, PC_CHECK, number);
    else if (judges.walk && judges.checks == 0 && !judges.others && judges.walk->as.object->streams)
        set(plan, index, PC_WALK, number);
    else if (judges.items && judges.count == 1)
        set(plan, index, PC_ITEMS, (size_t)(judges.items - schema->ops));
    if (index == PC_INDEX_STRING && plan->action[index] == PC_CHECK)
        plan_string(schema, plan, &judges);
}

/* Where the entries of an object find the plans of their members. False when memory is out. */
static bool settle_object(struct pc_schema *schema, const struct pc_object *object) {
    struct pc_plan *forbidden = pc_arena_take(&schema->arena, 1, sizeof *forbidden);
    for (unsigned index = 0; forbidden && index < PC_TYPE_COUNT; index++)
        set(forbidden, index, PC_FORBID, object->additional_op);
    for (uint32_t i = 0; i <= object->names.count; i++) {
        struct pc_entry *entry = &object->entries[i];
        bool known = entry->node != PC_NO_NODE;
        bool refused = known && i >= object->property_count && schema->nodes[entry->node].refuses;
        entry->plan = refused ? forbidden : &schema->plans[known ? entry->node : schema->node_count];
    }
    return forbidden != NULL;
}

bool pc_plans_make(struct pc_schema *schema) {
    schema->plans = pc_arena_take(&schema->arena, (size_t)schema->node_count + 1, sizeof *schema->plans);
    schema->walks = pc_arena_take(&schema->arena, schema->node_count, sizeof(struct pc_object *));
    if (!schema->plans || !schema->walks)
        return false;
    for (uint32_t i = 0; i < schema->node_count; i++)
        schema->walks[i] = pc_object_of(schema, &schema->nodes[i]);
    for (uint32_t i = 0; i < schema->op_count; i++)
        if (schema->ops[i].keyword->step == pc_walk_step && !settle_object(schema, schema->ops[i].as.object))
            return false;
    for (uint32_t i = 0; i < schema->node_count; i++)
        for (unsigned index = 0; index < PC_TYPE_COUNT; index++)
            plan_type(schema, &schema->nodes[i], index, &schema->plans[i]);
    return true;
}
