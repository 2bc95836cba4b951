#include "pass_judge.h"

void pc_pass_find(struct pass *pass, const struct pc_op *op, const char *at) {
    struct pc_validator *memory = pass->memory;
    if (memory->find_count == memory->limits.max_violations) {
        memory->truncated = true;
        return;
    }
    memory->finds[memory->find_count++] = (struct pc_find){op, pc_scan_offset(&pass->scan, at)};
}

void pc_pass_refuse(struct pass *pass, uint32_t number, unsigned type, const char *at) {
    const struct pc_node *node = &pass->schema->nodes[number];
    if (node->refuses)
        pc_pass_find(pass, NULL, at);
    for (uint32_t i = 0; i < node->op_count; i++)
        if ((pass->schema->ops[node->op + i].judges & type) != 0)
            pc_pass_find(pass, &pass->schema->ops[node->op + i], at);
}

/* The operations look at the value themselves. False: unsettled. */
static bool check(struct pass *pass, const struct pc_op *op, uint32_t count, unsigned type,
                  struct pc_json_value value, const char *at) {
    struct pc_run run = {
        .memory = pass->memory, .schema = pass->schema, .status = PC_OK, .steps = pass->steps};
    for (; count > 0; count--, op++)
        if ((op->judges & type) != 0 && !op->keyword->check(&run, op, value))
            pc_pass_find(pass, op, at);
    pass->steps = run.steps;
    return run.status == PC_OK && run.steps >= 0;
}

/* Whether the plan settles every value of this type, whatever it is, and then what it finds at `at`. */
static bool is_settled(struct pass *pass, const struct pc_plan *plan, unsigned type, const char *at) {
    unsigned index = (unsigned)__builtin_ctz(type);
    uint32_t number = plan->number[index];
    switch (plan->action[index]) {
    case PC_PASS:
        return true;
    case PC_REFUSE:
        pc_pass_refuse(pass, number, type, at);
        return true;
    case PC_FORBID:
        pc_pass_find(pass, &pass->schema->ops[number], at);
        return true;
    default:
        return false;
    }
}

bool pc_pass_check_string(struct pass *pass, const struct pc_plan *plan, const char *from, const char *behind,
                          bool escapes) {
    const struct pc_schema *schema = pass->schema;
    uint32_t number = plan->number[PC_INDEX_STRING];
    enum pc_action action = (enum pc_action)plan->action[PC_INDEX_STRING];
    if (is_settled(pass, plan, PC_TYPE_STRING, from))
        return true;
    if (action == PC_TAPE)
        return false;
    bool all = action == PC_CHECK;
    const struct pc_op *op = &schema->ops[all ? schema->nodes[number].op : number];
    struct pc_json_value value =
        pc_json_leaf_set(pass->memory->leaf, &pass->scan, from, behind, PC_JSON_STRING, escapes);
    return check(pass, op, all ? schema->nodes[number].op_count : 1, PC_TYPE_STRING, value, from);
}

bool pc_pass_check_other(struct pass *pass, const struct pc_plan *plan, enum pc_json_type type,
                         const char *from, const char *behind) {
    struct pc_json_value value = pc_json_leaf_set(pass->memory->leaf, &pass->scan, from, behind, type, false);
    unsigned bit = pc_exact_type(value);
    unsigned index = (unsigned)__builtin_ctz(bit);
    if (is_settled(pass, plan, bit, from))
        return true;
    if (plan->action[index] != PC_CHECK)
        return false;
    const struct pc_node *node = &pass->schema->nodes[plan->number[index]];
    return check(pass, &pass->schema->ops[node->op], node->op_count, bit, value, from);
}
