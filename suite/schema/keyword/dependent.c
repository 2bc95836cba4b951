/* propertyNames, dependentRequired, dependentSchemas. */
#include "phrase.h"
#include "run.h"

PC_KEYWORD_COMPILE(pc_property_names_compile) {
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    return op ? pc_compile_child(compiler, op, value) : PC_NO_MEMORY;
}

PC_KEYWORD_STEP(pc_property_names_step) {
    const struct pc_node *names = pc_child(run->schema, op, 0);
    struct pc_json_value member = frame->cursor;
    if (frame->started) {
        if (!pc_child_counts(frame))
            return PC_STEP_DONE;
        member = pc_json_next(member);
    } else {
        frame->started = true;
        run->steps -= pc_json_count(frame->instance);
        member = pc_json_first(frame->instance);
    }
    while (pc_json_exists(member) && pc_run_passes(run, names, pc_json_key(member)))
        member = pc_json_next(member);
    frame->cursor = member;
    if (!pc_json_exists(member))
        return PC_STEP_DONE;
    return pc_run_push(run, frame, names, pc_json_key(member), PC_MEMBER_NAME, false);
}

/* The members of one type: `dependencies` has lists and schemas side by side. PC_JSON_NONE: all. */
static bool is_wanted(struct pc_json_value member, enum pc_json_type type) {
    return type == PC_JSON_NONE || (pc_json_type(member) == PC_JSON_ARRAY) == (type == PC_JSON_ARRAY);
}

static enum pc_status add_lists(struct pc_compiler *compiler, const struct pc_keyword *keyword,
                                struct pc_json_value value, enum pc_json_type type) {
    struct pc_view *keys;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_OBJECT, "an object of lists of keys");
    if (status == PC_OK)
        status = pc_compile_keys(compiler, value, 0, &keys);
    if (status != PC_OK)
        return status;
    uint32_t count = pc_json_count(value);
    uint32_t wanted = 0;
    struct pc_dependent *list = pc_arena_take(&compiler->schema->arena, (size_t)count + 1, sizeof *list);
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!list || !op)
        return pc_compile_no_memory(compiler);
    struct pc_json_value names = pc_json_first(value);
    for (uint32_t i = 0; i < count; i++, names = pc_json_next(names)) {
        if (!is_wanted(names, type))
            continue;
        list[wanted].key = keys[i];
        status = pc_compile_name_list(compiler, names, &list[wanted++].needs);
        if (status != PC_OK)
            return status;
    }
    op->as.dependents.list = list;
    op->as.dependents.count = wanted;
    return PC_OK;
}

PC_KEYWORD_COMPILE(pc_dependent_required_compile) {
    return add_lists(compiler, keyword, value, PC_JSON_NONE);
}

/* The violation's detail counts through all lists. */
PC_KEYWORD_STEP(pc_dependent_required_step) {
    uint32_t detail = 0;
    for (uint32_t i = 0; i < op->as.dependents.count && run->steps >= 0; i++) {
        const struct pc_dependent *dependent = &op->as.dependents.list[i];
        run->steps -= pc_json_count(frame->instance);
        bool applies = pc_json_exists(pc_json_get(frame->instance, dependent->key));
        for (uint32_t k = 0; k < dependent->needs.count; k++, detail++) {
            if (!applies || run->steps < 0)
                continue;
            run->steps -= pc_json_count(frame->instance);
            if (!pc_json_exists(pc_json_get(frame->instance, dependent->needs.names[k])))
                pc_run_violate(run, frame, op, frame->instance, detail);
        }
    }
    return PC_STEP_DONE;
}

static enum pc_status add_schemas(struct pc_compiler *compiler, const struct pc_keyword *keyword,
                                  struct pc_json_value value, enum pc_json_type type) {
    struct pc_view *keys;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_OBJECT, "an object of schemas");
    if (status == PC_OK)
        status = pc_compile_keys(compiler, value, 0, &keys);
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.keys = keys;
    struct pc_json_value one = pc_json_first(value);
    for (uint32_t i = 0; status == PC_OK && pc_json_exists(one); one = pc_json_next(one), i++) {
        if (!is_wanted(one, type))
            continue;
        keys[op->child_count] = keys[i];
        status = pc_compile_child(compiler, op, one);
    }
    return status;
}

PC_KEYWORD_COMPILE(pc_dependent_schemas_compile) {
    return add_schemas(compiler, keyword, value, PC_JSON_NONE);
}

/* Of older drafts: both in one. */
PC_KEYWORD_COMPILE(pc_dependencies_compile) {
    static const struct pc_keyword lists = {.name = "dependencies",
                                            .step = pc_dependent_required_step,
                                            .types = PC_TYPE_OBJECT,
                                            .expected = pc_dependent_required_expected,
                                            .seen = pc_missing_seen};
    static const struct pc_keyword schemas = {
        .name = "dependencies", .step = pc_dependent_schemas_step, .types = PC_TYPE_OBJECT, .in_place = true};
    (void)keyword;
    enum pc_status status = add_lists(compiler, &lists, value, PC_JSON_ARRAY);
    return status == PC_OK ? add_schemas(compiler, &schemas, value, PC_JSON_OBJECT) : status;
}

PC_KEYWORD_STEP(pc_dependent_schemas_step) {
    if (frame->started && !pc_child_counts(frame))
        return PC_STEP_DONE;
    frame->started = true;
    while (frame->at < op->child_count && run->steps >= 0) {
        uint32_t i = frame->at++;
        run->steps -= pc_json_count(frame->instance);
        if (pc_json_exists(pc_json_get(frame->instance, op->as.keys[i])))
            return pc_run_push(run, frame, pc_child(run->schema, op, i), frame->instance, PC_IN_PLACE, false);
    }
    return PC_STEP_DONE;
}

/* `the key "b" beside the key "a"` */
PC_KEYWORD_TEXT(pc_dependent_required_expected) {
    (void)schema;
    const struct pc_dependent *dependent = hit->op->as.dependents.list;
    uint32_t index = hit->detail;
    for (; index >= dependent->needs.count; dependent++)
        index -= dependent->needs.count;
    enum pc_status status = pc_buf_append_text(out, "the key ");
    if (status == PC_OK)
        status = pc_phrase_name(out, dependent->needs.names[index]);
    if (status == PC_OK)
        status = pc_buf_append_text(out, " beside the key ");
    return status == PC_OK ? pc_phrase_name(out, dependent->key) : status;
}
