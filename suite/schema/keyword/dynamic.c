/* `$dynamicRef` (core, section 8.2.3.2): where it leads to a `$dynamicAnchor`, the outermost resource of the
 * dynamic scope that has one of that name is meant. The scope is the stack of frames. */
#include "resources.h"
#include "run.h"

/* The names that dynamic references look for: for each, the node in each resource. */
struct pc_dynamic {
    struct pc_view name;
    uint32_t *nodes; /* by resource; PC_NO_NODE where it has none */
};

static uint32_t find_name(struct pc_compiler *compiler, struct pc_view name) {
    for (uint32_t i = 0; i < compiler->schema->dynamic_count; i++)
        if (pc_view_equal(compiler->schema->dynamics[i].name, name))
            return i;
    return PC_NO_INDEX;
}

PC_KEYWORD_COMPILE(pc_dynamic_compile) {
    struct pc_schema *schema = compiler->schema;
    struct pc_reference reference;
    enum pc_status status = pc_reference_resolve(compiler, value, &reference);
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.dynamic = PC_NO_INDEX;
    if (reference.dynamic) {
        uint32_t name = find_name(compiler, reference.name);
        if (name == PC_NO_INDEX) {
            void *dynamics = schema->dynamics;
            if (!pc_compile_grow(&dynamics, &compiler->dynamic_capacity, schema->dynamic_count,
                                 sizeof *schema->dynamics))
                return pc_compile_no_memory(compiler);
            schema->dynamics = dynamics;
            name = schema->dynamic_count++;
            schema->dynamics[name] = (struct pc_dynamic){.name = reference.name};
        }
        op->as.dynamic = name;
    }
    return pc_compile_child(compiler, op, reference.value);
}

enum pc_status pc_dynamic_close(struct pc_compiler *compiler) {
    struct pc_schema *schema = compiler->schema;
    for (uint32_t i = 0; i < compiler->resources.anchor_count; i++) {
        const struct pc_anchor anchor = compiler->resources.anchors[i];
        uint32_t node;
        if (!anchor.dynamic || find_name(compiler, anchor.name) == PC_NO_INDEX)
            continue;
        enum pc_status status = pc_compile_node(compiler, anchor.value, &node);
        if (status != PC_OK)
            return status;
    }
    (void)schema;
    return PC_OK;
}

/* Once no resource can be added any more. */
enum pc_status pc_dynamic_settle(struct pc_compiler *compiler) {
    struct pc_schema *schema = compiler->schema;
    for (uint32_t i = 0; i < schema->dynamic_count; i++) {
        struct pc_dynamic *dynamic = &schema->dynamics[i];
        uint32_t found = 0;
        dynamic->nodes = pc_arena_take(&schema->arena, schema->resource_count, sizeof *dynamic->nodes);
        if (!dynamic->nodes)
            return pc_compile_no_memory(compiler);
        for (uint32_t r = 0; r < schema->resource_count; r++) {
            const struct pc_anchor *anchor = pc_resources_anchor(compiler, r, dynamic->name);
            bool has = anchor && anchor->dynamic;
            dynamic->nodes[r] = has ? pc_resources_place(compiler, anchor->value)->node - 1 : PC_NO_NODE;
            found += has;
        }
        if (found > 1)
            schema->scoped = true;
        else
            dynamic->nodes = NULL; /* there is nothing to choose */
    }
    return PC_OK;
}

bool pc_dynamic_is_fixed(const struct pc_schema *schema, const struct pc_op *op) {
    return op->as.dynamic == PC_NO_INDEX || !schema->dynamics[op->as.dynamic].nodes;
}

/* Nothing is known of where it leads. */
PC_KEYWORD_BOUND(pc_dynamic_bound) {
    if (pc_dynamic_is_fixed(schema, op))
        return pc_all_bound(schema, op);
    return (struct pc_bound){.admit = PC_TYPE_ANY, .pass = 0};
}

static const struct pc_node *target(const struct pc_run *run, const struct pc_op *op) {
    const struct pc_schema *schema = run->schema;
    if (pc_dynamic_is_fixed(schema, op))
        return pc_child(schema, op, 0);
    const uint32_t *nodes = schema->dynamics[op->as.dynamic].nodes;
    for (uint32_t i = 0; i < run->depth; i++) {
        uint32_t node = nodes[run->memory->frames[i].node->resource];
        if (node != PC_NO_NODE)
            return &schema->nodes[node];
    }
    return pc_child(schema, op, 0);
}

PC_KEYWORD_STEP(pc_dynamic_step) {
    if (frame->started) {
        pc_child_counts(frame);
        return PC_STEP_DONE;
    }
    frame->started = true;
    run->steps -= run->depth / 8;
    const struct pc_node *node = target(run, op);
    if (pc_run_passes(run, node, frame->instance))
        return PC_STEP_DONE;
    return pc_run_push(run, frame, node, frame->instance, PC_IN_PLACE, false);
}
