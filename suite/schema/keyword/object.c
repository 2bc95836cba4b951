/* properties, required, additionalProperties: one walk over the members in their order.
 *
 * Each occurrence of a duplicate key is judged: which one a reader of the document would take is not ours to
 * say. */
#include "phrase.h"
#include "run.h"

#include <string.h>

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
    if (status == PC_OK && !pc_compile_op(compiler, keyword, value))
        status = PC_NO_MEMORY;
    return status;
}

static struct pc_entry entry_of(struct pc_json_value name, uint32_t required) {
    struct pc_entry entry = {.node = PC_NO_NODE, .required = required};
    if (pc_json_exists(name) && !pc_json_string_has_escapes(name)) {
        entry.quoted = pc_json_raw(name).data;
        entry.size = (uint32_t)pc_json_raw(name).size;
    }
    if (required < PC_SEEN_IN_FRAME)
        entry.seen = (uint64_t)1 << required;
    return entry;
}

/* The entries: properties first, then the required keys that are none, then all other keys. */
static enum pc_status build_entries(struct pc_compiler *compiler, struct pc_object *object) {
    struct pc_arena *arena = &compiler->schema->arena;
    struct pc_json_value properties = compiler->parts.properties;
    struct pc_json_value additional = compiler->parts.additional;
    uint32_t count = pc_json_count(properties);
    struct pc_view *names;
    struct pc_entry other = entry_of((struct pc_json_value){0}, PC_NO_NAME);
    enum pc_status status = pc_compile_keys(compiler, properties, object->required.count, &names);
    if (status == PC_OK && pc_json_exists(additional))
        status = pc_compile_node(compiler, additional, &other.node);
    if (status != PC_OK)
        return status;
    size_t most = (size_t)count + object->required.count + 1;
    object->entries = pc_arena_take(arena, most, sizeof *object->entries);
    if (!object->entries || !pc_names_build(&object->names, arena, names, count))
        return pc_compile_no_memory(compiler);
    object->property_count = count;
    struct pc_json_value property = pc_json_first(properties);
    for (uint32_t i = 0; i < count; i++, property = pc_json_next(property)) {
        object->entries[i] = entry_of(pc_json_key(property), pc_names_find(&object->required, names[i]));
        status = pc_compile_node(compiler, property, &object->entries[i].node);
        if (status != PC_OK)
            return status;
    }
    struct pc_json_value name = pc_json_first(compiler->parts.required);
    for (uint32_t i = 0; i < object->required.count; i++, name = pc_json_next(name)) {
        if (pc_names_find(&object->names, object->required.names[i]) != PC_NO_NAME)
            continue;
        names[count] = object->required.names[i];
        object->entries[count] = entry_of(name, i);
        object->entries[count++].node = other.node;
    }
    object->entries[count] = other;
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

/* The key as the pass compares it. */
static void settle_key(struct pc_entry *entry) {
    entry->key_mask = UINT32_MAX;
    entry->key_size = 0;
    if (entry->size == 0 || entry->size >= PC_KEY_BYTES)
        return;
    memcpy(entry->key, entry->quoted, entry->size);
    entry->key[entry->size] = ':';
    entry->key_size = entry->size + 1;
    entry->key_mask = UINT32_MAX >> (PC_KEY_BYTES - entry->key_size);
}

/* What the pass needs to know: the bits, and whether it can walk the object at all. */
static void settle_pass(struct pc_object *object) {
    object->streams = object->names.count <= 64 && !object->patterns;
    for (uint32_t k = 0; k <= object->names.count; k++) {
        struct pc_entry *entry = &object->entries[k];
        bool named = k < object->names.count;
        entry->bit = named && object->streams ? (uint64_t)1 << k : 0;
        if (entry->required != PC_NO_NAME)
            object->wanted |= entry->bit;
        settle_key(entry);
    }
}

void pc_object_settle(const struct pc_schema *schema) {
    for (uint32_t i = 0; i < schema->op_count; i++) {
        if (schema->ops[i].keyword != &walk)
            continue;
        struct pc_object *object = schema->ops[i].as.object;
        settle_pass(object);
        for (uint32_t k = 0; k <= object->names.count; k++) {
            struct pc_entry *entry = &object->entries[k];
            entry->pass = entry->node == PC_NO_NODE ? PC_TYPE_ANY : schema->nodes[entry->node].bound.pass;
            if (object->patterns && entry->node != PC_NO_NODE && k >= object->property_count)
                entry->pass = 0; /* the key decides whether it is one of additionalProperties' */
        }
    }
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
    object->patterns = parts->patterns;
    if (status == PC_OK)
        status = build_entries(compiler, object);
    for (uint32_t i = schema->nodes[compiler->node].op; i < schema->op_count; i++)
        if (is_object_keyword(schema->ops[i].keyword)) {
            schema->ops[i].as.object = object;
            if (schema->ops[i].keyword->compile == pc_required_compile)
                object->required_op = i;
            if (schema->ops[i].keyword->compile == pc_additional_compile)
                object->additional_op = i;
        }
    return status;
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
