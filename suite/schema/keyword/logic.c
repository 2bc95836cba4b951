/* allOf, anyOf, oneOf, not, if/then/else (JSON Schema 2020-12 core, section 10.2). `$ref` runs as an allOf of
 * one. */
#include "phrase.h"
#include "run.h"

PC_KEYWORD_COMPILE(pc_branches_compile) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_ARRAY, "an array of schemas");
    if (status != PC_OK)
        return status;
    if (pc_json_count(value) == 0)
        return pc_compile_fail(compiler, PC_MALFORMED, value, "an array of at least one schema was expected");
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    for (struct pc_json_value one = pc_json_first(value); status == PC_OK && pc_json_exists(one);
         one = pc_json_next(one))
        status = pc_compile_child(compiler, op, one);
    return status;
}

PC_KEYWORD_COMPILE(pc_not_compile) {
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    return op ? pc_compile_child(compiler, op, value) : PC_NO_MEMORY;
}

/* `then` and `else` hang on `if`; without it they assert nothing (section 10.2.2.2). */
PC_KEYWORD_COMPILE(pc_if_compile) {
    struct pc_json_value then_branch = pc_json_get_text(compiler->source, "then");
    struct pc_json_value else_branch = pc_json_get_text(compiler->source, "else");
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.branches.then_branch = pc_json_exists(then_branch);
    op->as.branches.else_branch = pc_json_exists(else_branch);
    enum pc_status status = pc_compile_child(compiler, op, value);
    if (status == PC_OK && pc_json_exists(then_branch))
        status = pc_compile_child(compiler, op, then_branch);
    if (status == PC_OK && pc_json_exists(else_branch))
        status = pc_compile_child(compiler, op, else_branch);
    return status;
}

PC_KEYWORD_COMPILE(pc_branch_compile) {
    (void)keyword;
    uint32_t node;
    return pc_compile_node(compiler, value, &node);
}

PC_KEYWORD_STEP(pc_all_step) {
    if (frame->started && !pc_child_counts(frame))
        return PC_STEP_DONE;
    frame->started = true;
    while (frame->at < op->child_count) {
        const struct pc_node *branch = pc_child(run->schema, op, frame->at++);
        run->steps--;
        if (!pc_run_passes(run, branch, frame->instance))
            return pc_run_push(run, frame, branch, frame->instance, PC_IN_PLACE, false);
    }
    return PC_STEP_DONE;
}

/* The next branch, from frame->at on, that can be valid for the instance's type; child_count without one. */
static uint32_t next_branch(struct pc_run *run, const struct pc_frame *frame, const struct pc_op *op,
                            uint32_t from) {
    while (from < op->child_count && !pc_admits(pc_child(run->schema, op, from), frame->type)) {
        run->steps--;
        from++;
    }
    return from;
}

/* anyOf and oneOf where exactly one branch admits the type: that branch speaks for itself. */
static bool only_branch(struct pc_run *run, const struct pc_frame *frame, const struct pc_op *op,
                        uint32_t *only) {
    *only = next_branch(run, frame, op, 0);
    return *only < op->child_count && next_branch(run, frame, op, *only + 1) == op->child_count;
}

/* `count`: 1 where the only branch that admits the type speaks, 2 once a branch fits. */
PC_KEYWORD_STEP(pc_any_step) {
    uint32_t only;
    if (frame->count == PC_TRYING)
        return pc_nearest_step(run, frame, op);
    if (!frame->started) {
        frame->started = true;
        if (only_branch(run, frame, op, &only)) {
            frame->count = 1;
            return pc_run_push(run, frame, pc_child(run->schema, op, only), frame->instance, PC_IN_PLACE,
                               false);
        }
    } else if (frame->count == 1) {
        pc_child_counts(frame);
        return PC_STEP_DONE;
    } else if (frame->child_valid) {
        frame->count = 2;
        if (frame->marks == 0)
            return PC_STEP_DONE;
    }
    /* Where it matters what was evaluated, every branch that fits counts (core, section 10.2.1.2). */
    uint32_t branch = next_branch(run, frame, op, frame->at);
    if (branch == op->child_count) {
        if (frame->count == 2)
            return PC_STEP_DONE;
        if (pc_nearest_wanted(run, frame, op))
            return pc_nearest_step(run, frame, op);
        pc_run_violate(run, frame, op, frame->instance, 0);
        return PC_STEP_DONE;
    }
    frame->at = branch + 1;
    return pc_run_push(run, frame, pc_child(run->schema, op, branch), frame->instance, PC_IN_PLACE, true);
}

/* `count`: how many branches fit; the only one that admits the type needs no count. */
PC_KEYWORD_STEP(pc_one_step) {
    uint32_t only;
    if (frame->count == PC_TRYING)
        return pc_nearest_step(run, frame, op);
    if (!frame->started) {
        frame->started = true;
        if (only_branch(run, frame, op, &only)) {
            frame->at = UINT32_MAX;
            return pc_run_push(run, frame, pc_child(run->schema, op, only), frame->instance, PC_IN_PLACE,
                               false);
        }
    } else if (frame->at == UINT32_MAX) {
        pc_child_counts(frame);
        return PC_STEP_DONE;
    } else if (frame->child_valid) {
        frame->count++;
    }
    uint32_t branch = next_branch(run, frame, op, frame->at);
    if (branch < op->child_count && !(frame->quiet && frame->count > 1)) {
        frame->at = branch + 1;
        return pc_run_push(run, frame, pc_child(run->schema, op, branch), frame->instance, PC_IN_PLACE, true);
    }
    if (frame->count == 0 && pc_nearest_wanted(run, frame, op))
        return pc_nearest_step(run, frame, op);
    if (frame->count != 1)
        pc_run_violate(run, frame, op, frame->instance, (uint32_t)frame->count);
    return PC_STEP_DONE;
}

PC_KEYWORD_STEP(pc_not_step) {
    if (!frame->started) {
        frame->started = true;
        frame->deaf = true;
        return pc_run_push(run, frame, pc_child(run->schema, op, 0), frame->instance, PC_IN_PLACE, true);
    }
    if (frame->child_valid)
        pc_run_violate(run, frame, op, frame->instance, 0);
    return PC_STEP_DONE;
}

/* The children: the condition, then, else, as far as they stand there. */
PC_KEYWORD_STEP(pc_if_step) {
    if (!frame->started) {
        frame->started = true;
        return pc_run_push(run, frame, pc_child(run->schema, op, 0), frame->instance, PC_IN_PLACE, true);
    }
    if (frame->at != 0) {
        pc_child_counts(frame);
        return PC_STEP_DONE;
    }
    bool then_branch = op->as.branches.then_branch;
    if (frame->child_valid ? !then_branch : !op->as.branches.else_branch)
        return PC_STEP_DONE;
    frame->at = !frame->child_valid && then_branch ? 2 : 1;
    return pc_run_push(run, frame, pc_child(run->schema, op, frame->at), frame->instance, PC_IN_PLACE, false);
}

PC_KEYWORD_BOUND(pc_all_bound) {
    struct pc_bound bound = {PC_TYPE_ANY, PC_TYPE_ANY};
    for (uint32_t i = 0; i < op->child_count; i++) {
        bound.admit &= pc_child(schema, op, i)->bound.admit;
        bound.pass &= pc_child(schema, op, i)->bound.pass;
    }
    return bound;
}

PC_KEYWORD_BOUND(pc_any_bound) {
    struct pc_bound bound = {0, 0};
    for (uint32_t i = 0; i < op->child_count; i++) {
        bound.admit |= pc_child(schema, op, i)->bound.admit;
        bound.pass |= pc_child(schema, op, i)->bound.pass;
    }
    return bound;
}

/* A type passes where one branch passes it and no other admits it. */
PC_KEYWORD_BOUND(pc_one_bound) {
    unsigned once = 0;
    unsigned twice = 0;
    unsigned pass = 0;
    for (uint32_t i = 0; i < op->child_count; i++) {
        const struct pc_bound *branch = &pc_child(schema, op, i)->bound;
        twice |= once & branch->admit;
        once |= branch->admit;
        pass |= branch->pass;
    }
    return (struct pc_bound){.admit = once, .pass = pass & ~twice};
}

PC_KEYWORD_BOUND(pc_no_bound) {
    (void)schema;
    (void)op;
    return (struct pc_bound){.admit = PC_TYPE_ANY, .pass = 0};
}

static unsigned admitted_types(const struct pc_schema *schema, const struct pc_op *op) {
    unsigned types = 0;
    for (uint32_t i = 0; i < op->child_count; i++)
        types |= pc_child(schema, op, i)->bound.admit;
    return types;
}

/* "an object or null" where the type alone is wrong. */
static enum pc_status branches_expected(const struct pc_schema *schema, const struct pc_hit *hit,
                                        const char *how, struct pc_buf *out) {
    unsigned types = admitted_types(schema, hit->op);
    if ((types & pc_exact_type(hit->instance)) == 0)
        return pc_phrase_types(out, types);
    if (hit->op->child_count == 1)
        return pc_buf_appendf(out, "a value that fits the schema in `%s`", hit->op->keyword->name);
    return pc_buf_appendf(out, "a value that fits %s one of %u schemas", how, (unsigned)hit->op->child_count);
}

PC_KEYWORD_TEXT(pc_any_expected) {
    return branches_expected(schema, hit, "at least", out);
}

PC_KEYWORD_TEXT(pc_one_expected) {
    return branches_expected(schema, hit, "exactly", out);
}

PC_KEYWORD_TEXT(pc_one_seen) {
    (void)schema;
    enum pc_status status = pc_phrase_value(out, hit->instance);
    if (status == PC_OK && hit->detail > 0)
        status = pc_buf_appendf(out, ", which fits %u of them", (unsigned)hit->detail);
    return status;
}

PC_KEYWORD_TEXT(pc_not_expected) {
    (void)schema;
    (void)hit;
    return pc_buf_append_text(out, "a value that does not fit the schema in `not`");
}
