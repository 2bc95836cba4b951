/* enum and const (JSON Schema 2020-12 validation, sections 6.1.2 and 6.1.3): a const is an enum of one. */
#include "phrase.h"
#include "run.h"

#include <stdlib.h>

#define HASHED_FROM     16u /* values that are no strings are looked for one by one up to here */
#define PROBES_PER_SLOT 16u /* where hashes collide more than that, somebody means it: no table then */
#define COMPARE_STEPS   16  /* to take two numbers apart */

#define SHOWN_ALL   5u /* an enum of up to so many values is shown whole, */
#define SHOWN_FIRST 2u /* of a longer one so many */

/* The slot of an equal value, or the free one where it belongs; NULL where the steps are used up. */
static struct pc_slot *find_slot(struct pc_run *run, const struct pc_values *values,
                                 struct pc_json_value value, uint64_t hash) {
    for (uint64_t at = hash; run->steps >= 0; at++) {
        struct pc_slot *slot = &values->slots[at & (values->slot_count - 1)];
        run->steps--;
        if (!pc_json_exists(slot->value))
            return slot;
        if (slot->hash == hash && pc_json_equal(slot->value, value))
            return slot;
    }
    return NULL;
}

static enum pc_status hash_others(struct pc_compiler *compiler, struct pc_values *values) {
    struct pc_validator memory = {0};
    struct pc_run run = {.memory = &memory, .schema = compiler->schema, .status = PC_OK};
    bool fits = true;
    values->slot_count = 2 * HASHED_FROM;
    while (values->slot_count / 2 < values->other_count)
        values->slot_count *= 2;
    values->slots = pc_arena_take(&compiler->schema->arena, values->slot_count, sizeof *values->slots);
    if (!values->slots)
        return pc_compile_no_memory(compiler);
    pc_buf_init(&memory.scratch, PC_JSON_HARD_MAX_SIZE);
    int64_t probes = (int64_t)values->slot_count * PROBES_PER_SLOT;
    for (uint32_t i = 0; fits && run.status == PC_OK && i < values->other_count; i++) {
        uint64_t hash = pc_run_hash(&run, values->others[i]);
        run.steps = probes;
        struct pc_slot *slot = find_slot(&run, values, values->others[i], hash);
        probes = run.steps;
        fits = slot != NULL;
        if (slot)
            *slot = (struct pc_slot){hash, values->others[i]};
    }
    if (!fits)
        values->slots = NULL;
    pc_buf_clear(&memory.scratch);
    free(memory.cursors);
    return run.status == PC_OK ? PC_OK : pc_compile_no_memory(compiler);
}

static enum pc_status add_values(struct pc_compiler *compiler, const struct pc_keyword *keyword,
                                 struct pc_json_value source, struct pc_json_value first, uint32_t count) {
    struct pc_arena *arena = &compiler->schema->arena;
    struct pc_op *op = pc_compile_op(compiler, keyword, source);
    struct pc_values *values = pc_arena_take(arena, 1, sizeof *values);
    struct pc_view *strings = pc_arena_take(arena, (size_t)count + 1, sizeof *strings);
    if (!op || !values || !strings)
        return pc_compile_no_memory(compiler);
    values->others = pc_arena_take(arena, (size_t)count + 1, sizeof *values->others);
    if (!values->others)
        return pc_compile_no_memory(compiler);
    uint32_t string_count = 0;
    for (uint32_t i = 0; i < count; i++, first = pc_json_next(first)) {
        if (pc_json_type(first) != PC_JSON_STRING) {
            values->others[values->other_count++] = first;
            continue;
        }
        enum pc_status status = pc_compile_unescape(compiler, first, &strings[string_count++]);
        if (status != PC_OK)
            return status;
    }
    if (!pc_names_build(&values->strings, arena, strings, string_count))
        return pc_compile_no_memory(compiler);
    op->as.values = values;
    return values->other_count < HASHED_FROM ? PC_OK : hash_others(compiler, values);
}

PC_KEYWORD_COMPILE(pc_enum_compile) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_ARRAY, "an array of values");
    return status == PC_OK ? add_values(compiler, keyword, value, pc_json_first(value), pc_json_count(value))
                           : status;
}

PC_KEYWORD_COMPILE(pc_const_compile) {
    return add_values(compiler, keyword, value, value, 1);
}

PC_KEYWORD_CHECK(pc_enum_check) {
    const struct pc_values *values = op->as.values;
    enum pc_json_type type = pc_json_type(instance);
    if (type == PC_JSON_STRING)
        return pc_names_find_string(&values->strings, instance, &run->memory->scratch) != PC_NO_NAME;
    if (values->slots) {
        const struct pc_slot *slot = find_slot(run, values, instance, pc_run_hash(run, instance));
        return slot && pc_json_exists(slot->value);
    }
    run->steps -= (int64_t)values->other_count * COMPARE_STEPS;
    for (uint32_t i = 0; i < values->other_count; i++)
        if (pc_json_type(values->others[i]) == type && pc_json_equal(values->others[i], instance))
            return true;
    return false;
}

PC_KEYWORD_BOUND(pc_enum_bound) {
    (void)schema;
    const struct pc_values *values = op->as.values;
    struct pc_bound bound = {.admit = values->strings.count > 0 ? PC_TYPE_STRING : 0, .pass = 0};
    for (uint32_t i = 0; i < values->other_count; i++)
        bound.admit |= pc_exact_type(values->others[i]);
    return bound;
}

static bool shows_bare(struct pc_json_value list) {
    for (struct pc_json_value one = pc_json_first(list); pc_json_exists(one); one = pc_json_next(one)) {
        struct pc_view raw = pc_json_string_raw(one);
        if (pc_json_type(one) != PC_JSON_STRING || raw.size == 0 || raw.size > 40)
            return false;
        for (size_t i = 0; i < raw.size; i++)
            if (!((raw.data[i] >= 'a' && raw.data[i] <= 'z') || (raw.data[i] >= 'A' && raw.data[i] <= 'Z') ||
                  (raw.data[i] >= '0' && raw.data[i] <= '9') || raw.data[i] == '_' || raw.data[i] == '-'))
                return false;
    }
    return true;
}

/* "one of BUILDING, DEPLOYING, … (14 values)"; what is no plain word is written as JSON. */
PC_KEYWORD_TEXT(pc_enum_expected) {
    (void)schema;
    struct pc_json_value list = hit->op->source;
    if (hit->op->keyword->compile == pc_const_compile)
        return pc_phrase_value(out, list);
    uint32_t count = pc_json_count(list);
    if (count == 0)
        return pc_buf_append_text(out, "nothing: the list of values is empty");
    if (count == 1)
        return pc_phrase_value(out, pc_json_first(list));
    bool bare = shows_bare(list);
    uint32_t shown = count <= SHOWN_ALL ? count : SHOWN_FIRST;
    enum pc_status status = pc_buf_append_text(out, "one of ");
    struct pc_json_value one = pc_json_first(list);
    for (uint32_t i = 0; i < shown && status == PC_OK; i++, one = pc_json_next(one)) {
        if (i > 0)
            status = pc_buf_append_text(out, ", ");
        if (status == PC_OK)
            status = bare ? pc_buf_append(out, pc_json_string_raw(one)) : pc_phrase_json(out, one);
    }
    if (status == PC_OK && shown < count)
        status = pc_buf_appendf(out, ", … (%u values)", (unsigned)count);
    return status;
}
