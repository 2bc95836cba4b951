/* What can be known before any document is seen: the type bounds of each node, which nodes are leaves and
 * which hand their instance on by its type; and that no schema applies itself to the same instance for ever.
 */
#include "keywords.h"

#include <stdlib.h>

enum mark { UNSEEN, OPEN, CLOSED };

/* A node on the way down, and which of its in-place children comes next. */
struct visit {
    uint32_t node;
    uint32_t op;
    uint32_t child;
};

static bool has_children(const struct pc_op *op) {
    return op->keyword->step != NULL;
}

/* At most one child admits each type. */
static bool is_dispatch(const struct pc_schema *schema, const struct pc_op *op) {
    unsigned seen = 0;
    for (uint32_t i = 0; i < op->child_count; i++) {
        unsigned admit = pc_child(schema, op, i)->bound.admit;
        if ((seen & admit) != 0)
            return false;
        seen |= admit;
    }
    return true;
}

/* The types that the children of a dispatching operation leave to a frame. */
static unsigned opaque_types(const struct pc_schema *schema, const struct pc_op *op) {
    unsigned opaque = 0;
    for (uint32_t i = 0; i < op->child_count; i++)
        opaque |= pc_child(schema, op, i)->opaque & pc_child(schema, op, i)->bound.admit;
    return opaque;
}

/* The types of the instances in which the operation may say what it evaluated: where somebody asks, it runs.
 */
static unsigned annotated_types(const struct pc_schema *schema, const struct pc_op *op) {
    unsigned types = op->keyword->annotates;
    if (op->keyword->step == pc_walk_step)
        types |= PC_TYPE_OBJECT;
    if (op->keyword->step == pc_dynamic_step && !pc_dynamic_is_fixed(schema, op))
        types |= PC_TYPE_OBJECT | PC_TYPE_ARRAY;
    for (uint32_t i = 0; op->keyword->in_place && i < op->child_count; i++)
        types |= pc_child(schema, op, i)->annotates;
    return types;
}

static void close_node(struct pc_schema *schema, struct pc_node *node) {
    node->bound = (struct pc_bound){PC_TYPE_ANY, PC_TYPE_ANY};
    node->leaf = true;
    if (node->refuses)
        node->bound = (struct pc_bound){0, 0};
    for (uint32_t i = 0; i < node->op_count; i++) {
        struct pc_op *op = &schema->ops[node->op + i];
        struct pc_bound bound = {PC_TYPE_ANY, PC_TYPE_ANY & ~op->keyword->types};
        if (op->keyword->bound)
            bound = op->keyword->bound(schema, op);
        unsigned annotates = schema->collects ? annotated_types(schema, op) : 0;
        bound.pass &= ~annotates;
        node->annotates |= annotates;
        op->judges = PC_TYPE_ANY & ~bound.pass;
        node->bound.admit &= bound.admit;
        node->bound.pass &= bound.pass;
        node->leaf = node->leaf && !has_children(op);
        if (node->op_count == 1 && op->keyword->jumps && !schema->scoped)
            node->jump = is_dispatch(schema, op);
    }
    if (node->jump)
        node->opaque = opaque_types(schema, &schema->ops[node->op]);
    else if (!node->leaf)
        node->opaque = PC_TYPE_ANY & ~node->bound.pass;
}

/* The next child that sees the instance itself; false where the node has no more. */
static bool next_child(const struct pc_schema *schema, struct visit *visit, uint32_t *child) {
    const struct pc_node *node = &schema->nodes[visit->node];
    for (; visit->op < node->op_count; visit->op++, visit->child = 0) {
        const struct pc_op *op = &schema->ops[node->op + visit->op];
        bool open = op->keyword->step == pc_dynamic_step && !pc_dynamic_is_fixed(schema, op);
        if (!op->keyword->in_place || open || visit->child == op->child_count)
            continue;
        *child = schema->children[op->child + visit->child++];
        return true;
    }
    return false;
}

/* Depth first, so that a node is closed after all of its in-place children. */
static enum pc_status close_from(struct pc_compiler *compiler, uint32_t root, unsigned char *marks,
                                 struct visit *stack) {
    struct pc_schema *schema = compiler->schema;
    size_t depth = 1;
    stack[0] = (struct visit){.node = root};
    marks[root] = OPEN;
    while (depth > 0) {
        struct visit *top = &stack[depth - 1];
        uint32_t child;
        if (!next_child(schema, top, &child)) {
            close_node(schema, &schema->nodes[top->node]);
            marks[top->node] = CLOSED;
            depth--;
        } else if (marks[child] == OPEN) {
            return pc_compile_fail(compiler, PC_MALFORMED,
                                   schema->ops[schema->nodes[top->node].op + top->op].source,
                                   "the schema applies itself to the same value, for ever");
        } else if (marks[child] == UNSEEN) {
            marks[child] = OPEN;
            stack[depth++] = (struct visit){.node = child};
        }
    }
    return PC_OK;
}

enum pc_status pc_analyse(struct pc_compiler *compiler) {
    uint32_t count = compiler->schema->node_count;
    enum pc_status status = PC_OK;
    unsigned char *marks = calloc(count, sizeof *marks);
    struct visit *stack = calloc(count, sizeof *stack); /* a node is open once at a time */
    if (!marks || !stack) {
        status = pc_compile_no_memory(compiler);
        goto cleanup;
    }
    for (uint32_t i = 0; status == PC_OK && i < count; i++)
        if (marks[i] == UNSEEN)
            status = close_from(compiler, i, marks, stack);
    if (status == PC_OK)
        pc_object_settle(compiler->schema);
cleanup:
    free(marks);
    free(stack);
    return status;
}
