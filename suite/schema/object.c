/* properties, required, additionalProperties: one walk over the members in their order.
 *
 * Each occurrence of a duplicate key is judged: which one a reader of the document would take is not ours to
 * say. */
#include "phrase.h"
#include "run.h"

#define SEEN_IN_FRAME 64u /* required keys whose bits stand in the frame itself */

static const struct pc_keyword walk = {.name = "properties", .step = pc_walk_step, .types = PC_TYPE_OBJECT};

static enum pc_status add_walk(struct pc_compiler *compiler) {
    if (compiler->parts.walk)
        return PC_OK;
    compiler->parts.walk = true;
    return pc_compile_op(compiler, &walk, compiler->source) ? PC_OK : PC_NO_MEMORY;
}

PC_KEYWORD_COMPILE(pc_properties_compile) {
    (void)keyword;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_OBJECT, "an object of schemas");
    compiler->parts.properties = value;
    return status == PC_OK ? add_walk(compiler) : status;
}

/* The walk comes first: `required` only reads what it saw. */
PC_KEYWORD_COMPILE(pc_required_compile) {
    enum pc_status status = add_walk(compiler);
    compiler->parts.required = value;
    if (status == PC_OK && !pc_compile_op(compiler, keyword, value))
        status = PC_NO_MEMORY;
    return status;
}

PC_KEYWORD_COMPILE(pc_additional_compile) {
    enum pc_status status = add_walk(compiler);
    compiler->parts.additional = value;
    compiler->parts.additional_op = compiler->schema->op_count;
    if (status == PC_OK && !pc_compile_op(compiler, keyword, value))
        status = PC_NO_MEMORY;
    return status;
}

/* The entries: properties first, then the required keys that are none. */
static enum pc_status build_entries(struct pc_compiler *compiler, struct pc_object *object) {
    struct pc_arena *arena = &compiler->schema->arena;
    struct pc_json_value properties = compiler->parts.properties;
    uint32_t count = pc_json_count(properties);
    struct pc_view *names;
    enum pc_status status = pc_compile_keys(compiler, properties, object->required.count, &names);
    if (status != PC_OK)
        return status;
    object->entries =
        pc_arena_take(arena, (size_t)count + object->required.count + 1, sizeof *object->entries);
    if (!object->entries || !pc_names_build(&object->names, arena, names, count))
        return pc_compile_no_memory(compiler);
    object->property_count = count;
    struct pc_json_value property = pc_json_first(properties);
    for (uint32_t i = 0; i < count; i++, property = pc_json_next(property)) {
        object->entries[i].required = pc_names_find(&object->required, names[i]);
        status = pc_compile_node(compiler, property, &object->entries[i].node);
        if (status != PC_OK)
            return status;
    }
    for (uint32_t i = 0; i < object->required.count; i++) {
        if (pc_names_find(&object->names, object->required.names[i]) != PC_NO_NAME)
            continue;
        names[count] = object->required.names[i];
        object->entries[count++] = (struct pc_entry){.node = PC_NO_NODE, .required = i};
    }
    return pc_names_build(&object->names, arena, names, count) ? PC_OK : pc_compile_no_memory(compiler);
}

static bool is_object_keyword(const struct pc_keyword *keyword) {
    return keyword == &walk || keyword->compile == pc_required_compile ||
           keyword->compile == pc_additional_compile;
}

const struct pc_object *pc_object_of(const struct pc_schema *schema, const struct pc_node *node) {
    for (uint32_t i = 0; i < node->op_count; i++)
        if (schema->ops[node->op + i].keyword == &walk)
            return schema->ops[node->op + i].as.object;
    return NULL;
}

enum pc_status pc_object_finish(struct pc_compiler *compiler) {
    struct pc_schema *schema = compiler->schema;
    const struct pc_object_parts *parts = &compiler->parts;
    struct pc_object *object = pc_arena_take(&schema->arena, 1, sizeof *object);
    if (!object)
        return pc_compile_no_memory(compiler);
    enum pc_status status = PC_OK;
    if (pc_json_exists(parts->required))
        status = pc_compile_name_list(compiler, parts->required, &object->required);
    if (status == PC_OK)
        status = build_entries(compiler, object);
    object->additional = PC_NO_NODE;
    if (status == PC_OK && pc_json_exists(parts->additional)) {
        object->additional_op = parts->additional_op;
        status = pc_compile_node(compiler, parts->additional, &object->additional);
    }
    for (uint32_t i = schema->nodes[compiler->node].op; i < schema->op_count; i++)
        if (is_object_keyword(schema->ops[i].keyword))
            schema->ops[i].as.object = object;
    return status;
}

/* The bits of required keys beyond the frame's own. */
static bool start_walk(struct pc_run *run, struct pc_frame *frame, uint32_t required) {
    struct pc_validator *memory = run->memory;
    run->steps -= pc_json_count(frame->instance);
    frame->started = true;
    frame->seen = 0;
    frame->cursor = pc_json_first(frame->instance);
    if (required <= SEEN_IN_FRAME)
        return true;
    size_t words = (required - SEEN_IN_FRAME + 63) / 64;
    void *bits = memory->bits;
    if (!pc_run_reserve(run, &bits, &memory->bit_capacity, memory->bit_count + words, sizeof *memory->bits))
        return false;
    memory->bits = bits;
    for (size_t i = 0; i < words; i++)
        memory->bits[memory->bit_count + i] = 0;
    frame->seen_extra = memory->bit_count + 1;
    memory->bit_count += words;
    return true;
}

static uint64_t *seen_word(struct pc_run *run, struct pc_frame *frame, uint32_t required) {
    if (required < SEEN_IN_FRAME)
        return &frame->seen;
    return &run->memory->bits[frame->seen_extra - 1 + (required - SEEN_IN_FRAME) / 64];
}

/* The entry of a member's key: the next one in the schema's order is the best guess. */
static uint32_t find_entry(struct pc_run *run, const struct pc_object *object, uint32_t guess,
                           struct pc_json_value key) {
    if (guess < object->names.count && !pc_json_string_has_escapes(key) &&
        pc_view_equal(pc_json_string_raw(key), object->names.names[guess]))
        return guess;
    return pc_names_find_string(&object->names, key, &run->memory->scratch);
}

/* Judges one member; true where a frame was pushed for it. */
static bool walk_member(struct pc_run *run, struct pc_frame *frame, const struct pc_object *object,
                        struct pc_json_value member) {
    uint32_t found = find_entry(run, object, frame->at, pc_json_key(member));
    uint32_t node = object->additional;
    if (found != PC_NO_NAME) {
        const struct pc_entry *entry = &object->entries[found];
        if (entry->required != PC_NO_NAME)
            *seen_word(run, frame, entry->required) |= (uint64_t)1 << entry->required % 64;
        if (found < object->property_count)
            node = entry->node;
        frame->at = found + 1;
    }
    if (node == PC_NO_NODE || pc_run_passes(run, &run->schema->nodes[node], member))
        return false;
    if (found >= object->property_count && run->schema->nodes[node].refuses) {
        pc_run_violate(run, frame, &run->schema->ops[object->additional_op], member, 0);
        return false;
    }
    pc_run_push(run, frame, &run->schema->nodes[node], member, PC_MEMBER, false);
    return true;
}

PC_KEYWORD_STEP(pc_walk_step) {
    const struct pc_object *object = op->as.object;
    struct pc_json_value member;
    if (frame->started) {
        if (!pc_child_counts(frame))
            return PC_STEP_DONE;
        member = pc_json_next(frame->cursor);
    } else {
        if (!start_walk(run, frame, object->required.count))
            return PC_STEP_DONE;
        member = frame->cursor;
    }
    for (; pc_json_exists(member); member = pc_json_next(member)) {
        if ((frame->quiet && !frame->valid) || run->stop)
            break;
        if (walk_member(run, frame, object, member)) {
            frame->cursor = member;
            return PC_STEP_CHILD;
        }
    }
    return PC_STEP_DONE;
}

PC_KEYWORD_STEP(pc_required_step) {
    uint32_t count = op->as.object->required.count;
    uint64_t all = count < 64 ? ((uint64_t)1 << count) - 1 : UINT64_MAX;
    if (count <= SEEN_IN_FRAME && frame->seen == all)
        return PC_STEP_DONE;
    for (uint32_t i = 0; i < count && !run->stop; i++)
        if ((*seen_word(run, frame, i) >> i % 64 & 1) == 0)
            pc_run_violate(run, frame, op, frame->instance, i);
    return PC_STEP_DONE;
}

PC_KEYWORD_TEXT(pc_required_expected) {
    (void)schema;
    enum pc_status status = pc_buf_append_text(out, "the key ");
    return status == PC_OK ? pc_phrase_name(out, hit->op->as.object->required.names[hit->detail]) : status;
}

PC_KEYWORD_TEXT(pc_missing_seen) {
    (void)schema;
    (void)hit;
    return pc_buf_append_text(out, "no such key");
}

PC_KEYWORD_TEXT(pc_additional_expected) {
    (void)schema;
    (void)hit;
    return pc_buf_append_text(out, "no further keys");
}

PC_KEYWORD_TEXT(pc_additional_seen) {
    (void)schema;
    enum pc_status status = pc_buf_append_text(out, "the key ");
    return status == PC_OK ? pc_phrase_key(out, pc_json_key(hit->instance)) : status;
}
