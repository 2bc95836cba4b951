/* prefixItems, items, contains (JSON Schema 2020-12 core, section 10.3.1). */
#include "phrase.h"
#include "run.h"

PC_KEYWORD_COMPILE(pc_items_compile) {
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.count =
        pc_json_count(pc_json_get_text(compiler->source, "prefixItems")); /* they are not its own */
    return pc_compile_child(compiler, op, value);
}

PC_KEYWORD_COMPILE(pc_prefix_items_compile) {
    return pc_branches_compile(compiler, keyword, value);
}

PC_KEYWORD_STEP(pc_items_step) {
    const struct pc_node *items = pc_child(run->schema, op, 0);
    struct pc_json_value element = frame->cursor;
    uint32_t at = frame->at;
    if (frame->started) {
        if (!pc_child_counts(frame))
            return PC_STEP_DONE;
        element = pc_json_next(element);
        at++;
    } else {
        frame->started = true;
        run->steps -= pc_json_count(frame->instance);
        element = pc_json_first(frame->instance);
        for (; at < op->as.count && pc_json_exists(element); at++)
            element = pc_json_next(element);
        pc_marks_set_from(run, frame, at);
    }
    for (; pc_json_exists(element) && pc_run_passes(run, items, element); at++)
        element = pc_json_next(element);
    frame->cursor = element;
    frame->at = at;
    if (!pc_json_exists(element))
        return PC_STEP_DONE;
    return pc_run_push(run, frame, items, element, PC_ELEMENT, false);
}

PC_KEYWORD_STEP(pc_prefix_items_step) {
    if (frame->started) {
        if (!pc_child_counts(frame))
            return PC_STEP_DONE;
        frame->cursor = pc_json_next(frame->cursor);
        frame->at++;
    } else {
        frame->started = true;
        frame->cursor = pc_json_first(frame->instance);
    }
    if (frame->at == op->child_count || !pc_json_exists(frame->cursor))
        return PC_STEP_DONE;
    pc_marks_set(run, frame, frame->at);
    return pc_run_push(run, frame, pc_child(run->schema, op, frame->at), frame->cursor, PC_ELEMENT, false);
}

static enum pc_status contains_limit(struct pc_compiler *compiler, const char *name, uint64_t without,
                                     uint64_t *out) {
    struct pc_json_value limit = pc_json_get_text(compiler->source, name);
    *out = without;
    return pc_json_exists(limit) ? pc_compile_count(compiler, limit, out) : PC_OK;
}

PC_KEYWORD_COMPILE(pc_contains_compile) {
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    enum pc_status status = contains_limit(compiler, "minContains", 1, &op->as.range.min);
    if (status == PC_OK)
        status = contains_limit(compiler, "maxContains", UINT64_MAX, &op->as.range.max);
    return status == PC_OK ? pc_compile_child(compiler, op, value) : status;
}

/* minContains and maxContains are contains' business, without it they assert nothing. */
PC_KEYWORD_COMPILE(pc_contains_limit_compile) {
    (void)keyword;
    uint64_t count;
    return pc_compile_count(compiler, value, &count);
}

PC_KEYWORD_STEP(pc_contains_step) {
    const struct pc_node *wanted = pc_child(run->schema, op, 0);
    struct pc_json_value element = frame->cursor;
    if (frame->started) {
        if (frame->child_valid)
            pc_marks_set(run, frame, frame->at);
        frame->count += frame->child_valid;
        frame->at++;
        element = pc_json_next(element);
    } else {
        frame->started = true;
        run->steps -= pc_json_count(frame->instance);
        element = pc_json_first(frame->instance);
    }
    for (; pc_json_exists(element) && pc_run_passes(run, wanted, element); element = pc_json_next(element)) {
        pc_marks_set(run, frame, frame->at++);
        frame->count++;
    }
    frame->cursor = element;
    if (pc_json_exists(element))
        return pc_run_push(run, frame, wanted, element, PC_ELEMENT, true);
    if (frame->count < op->as.range.min || frame->count > op->as.range.max)
        pc_run_violate(run, frame, op, frame->instance, (uint32_t)frame->count);
    return PC_STEP_DONE;
}

PC_KEYWORD_TEXT(pc_contains_expected) {
    (void)schema;
    bool few = hit->detail < hit->op->as.range.min;
    uint64_t limit = few ? hit->op->as.range.min : hit->op->as.range.max;
    return pc_buf_appendf(out, "an array with at %s %llu element%s that fit%s the schema in `contains`",
                          few ? "least" : "most", (unsigned long long)limit, limit == 1 ? "" : "s",
                          limit == 1 ? "s" : "");
}
