/* pattern and patternProperties (validation, section 6.3.3; core, section 10.3.2.2). */
#include "patterned.h"
#include "phrase.h"
#include "run.h"

static enum pc_status add_pattern(struct pc_compiler *compiler, struct pc_json_value at,
                                  struct pc_json_value string, struct pc_pattern **out) {
    struct pc_schema *schema = compiler->schema;
    struct pc_view text;
    struct pc_error why = {0};
    enum pc_status status = pc_compile_unescape(compiler, string, &text);
    if (status != PC_OK)
        return status;
    void *patterns = schema->patterns;
    if (!pc_compile_grow(&patterns, &compiler->pattern_capacity, schema->pattern_count,
                         sizeof(struct pc_pattern *)))
        return pc_compile_no_memory(compiler);
    schema->patterns = patterns;
    status = pc_pattern_compile(text, out, &why);
    if (status != PC_OK)
        return pc_compile_fail(compiler, status, at, "%s", why.message);
    schema->patterns[schema->pattern_count++] = *out;
    return PC_OK;
}

static enum pc_status new_set(struct pc_compiler *compiler, uint32_t count, struct pc_pattern_set **out) {
    struct pc_arena *arena = &compiler->schema->arena;
    struct pc_pattern_set *set = pc_arena_take(arena, 1, sizeof *set);
    *out = set;
    if (!set)
        return pc_compile_no_memory(compiler);
    set->patterns = pc_arena_take(arena, (size_t)count + 1, sizeof(struct pc_pattern *));
    return set->patterns ? PC_OK : pc_compile_no_memory(compiler);
}

static enum pc_status compile_set(struct pc_compiler *compiler, struct pc_json_value map,
                                  struct pc_pattern_set **out) {
    enum pc_status status = pc_compile_want(compiler, map, PC_JSON_OBJECT, "an object of schemas");
    *out = NULL;
    if (status == PC_OK)
        status = new_set(compiler, pc_json_count(map), out);
    struct pc_pattern_set *set = *out;
    for (struct pc_json_value one = pc_json_first(map); set && status == PC_OK && pc_json_exists(one);
         one = pc_json_next(one))
        status = add_pattern(compiler, one, pc_json_key(one), &set->patterns[set->count++]);
    return status;
}

PC_KEYWORD_COMPILE(pc_pattern_keyword_compile) {
    struct pc_pattern_set *set;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "a regular expression");
    if (status == PC_OK)
        status = new_set(compiler, 1, &set);
    if (status == PC_OK)
        status = add_pattern(compiler, value, value, &set->patterns[set->count++]);
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.patterns = set;
    return PC_OK;
}

/* additionalProperties wants to know the patterns, too: pc_object_finish hands them on. */
PC_KEYWORD_COMPILE(pc_pattern_properties_compile) {
    struct pc_pattern_set *set;
    enum pc_status status = compile_set(compiler, value, &set);
    if (status != PC_OK)
        return status;
    compiler->parts.patterns = set;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.patterns = set;
    for (struct pc_json_value one = pc_json_first(value); status == PC_OK && pc_json_exists(one);
         one = pc_json_next(one))
        status = pc_compile_child(compiler, op, one);
    return status;
}

bool pc_pattern_matches(struct pc_run *run, const struct pc_pattern *pattern, struct pc_view text) {
    bool matched = false;
    enum pc_status status = PC_OK;
    struct pc_validator *memory = run->memory;
    run->steps -= PC_STEPS_PER_MATCH + (int64_t)text.size / 64;
    if (!memory->matcher)
        memory->matcher = pc_pattern_memory_new((uint32_t)memory->limits.max_match_steps);
    if (!memory->matcher)
        status = PC_NO_MEMORY;
    else
        status = pc_pattern_match(pattern, memory->matcher, text, &matched);
    if (status == PC_LIMIT)
        run->match_limit = true;
    if (status != PC_OK && run->status == PC_OK)
        run->status = status;
    return matched;
}

bool pc_run_text(struct pc_run *run, struct pc_json_value string, struct pc_view *text) {
    *text = pc_json_string_raw(string);
    if (!pc_json_string_has_escapes(string))
        return true;
    struct pc_buf *scratch = &run->memory->scratch;
    pc_buf_reset(scratch);
    enum pc_status status = pc_json_string_decode(string, scratch);
    *text = pc_buf_view(scratch);
    if (status != PC_OK)
        run->status = status;
    return status == PC_OK;
}

PC_KEYWORD_CHECK(pc_pattern_check) {
    struct pc_view text;
    /* No verdict where there is no memory: the run ends with the status. */
    return !pc_run_text(run, instance, &text) ||
           pc_pattern_matches(run, op->as.patterns->patterns[0], text) || run->status != PC_OK;
}

bool pc_pattern_set_matches(struct pc_run *run, const struct pc_pattern_set *set, struct pc_json_value key) {
    struct pc_view text;
    if (!pc_run_text(run, key, &text))
        return true;
    for (uint32_t i = 0; i < set->count && run->status == PC_OK; i++)
        if (pc_pattern_matches(run, set->patterns[i], text))
            return true;
    return run->status != PC_OK;
}

/* Each member with each pattern: `at` counts the pattern, `cursor` is the member, `count` its place. */
PC_KEYWORD_STEP(pc_pattern_properties_step) {
    const struct pc_pattern_set *set = op->as.patterns;
    if (!frame->started) {
        frame->started = true;
        frame->cursor = pc_json_first(frame->instance);
    } else if (!pc_child_counts(frame)) {
        return PC_STEP_DONE;
    }
    while (pc_json_exists(frame->cursor) && run->status == PC_OK && run->steps >= 0 && !run->stop) {
        struct pc_json_value member = frame->cursor;
        struct pc_view name;
        if (!pc_run_text(run, pc_json_key(member), &name))
            return PC_STEP_DONE;
        while (frame->at < set->count && run->status == PC_OK && run->steps >= 0) {
            uint32_t i = frame->at++;
            if (!pc_pattern_matches(run, set->patterns[i], name))
                continue;
            pc_marks_set(run, frame, frame->count);
            const struct pc_node *node = pc_child(run->schema, op, i);
            if (!pc_run_passes(run, node, member))
                return pc_run_push(run, frame, node, member, PC_MEMBER, false);
            if (!pc_run_text(run, pc_json_key(member), &name)) /* the check may have used the scratch */
                return PC_STEP_DONE;
        }
        frame->at = 0;
        frame->count++;
        frame->cursor = pc_json_next(member);
        run->steps--;
    }
    return PC_STEP_DONE;
}

PC_KEYWORD_TEXT(pc_pattern_expected) {
    (void)schema;
    enum pc_status status = pc_buf_append_text(out, "a string that matches the pattern ");
    return status == PC_OK ? pc_phrase_json(out, hit->op->source) : status;
}
