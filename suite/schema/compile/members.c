/* What the schema says of each property, for whoever derives test cases from it. */
#include "keywords.h"

#include <stdlib.h>
#include <string.h>

#define MAX_MEMBERS 2000u /* schemas that share definitions can unfold to far more than their text */
#define MAX_VISITS  5000u /* properties looked at: branches can have the same ones over and over */
#define MAX_LEVELS  64u   /* objects within objects */

/* A node that speaks about the same value as the property's own: reached through $ref, allOf, anyOf, oneOf.
 */
struct voice {
    uint32_t node;
    bool alternative; /* one branch of several: what it says is not all there can be */
};

/* An object whose properties are being listed. */
struct level {
    size_t member;
    size_t voice; /* its voices: builder->voices[voice], up to the next level's */
    size_t end;
    size_t at;
    uint32_t entry;
};

struct builder {
    struct pc_compiler *compiler;
    struct pc_schema *schema;
    struct voice *voices;
    size_t voice_count, voice_capacity;
    size_t member_capacity;
    uint32_t *stamps;    /* per node: the collection that has met it last */
    unsigned char *open; /* per node: its properties are being listed */
    uint32_t stamp;
    uint32_t visits; /* properties looked at so far */
};

static bool add_voice(struct builder *builder, uint32_t node, bool alternative) {
    if (builder->stamps[node] == builder->stamp)
        return true;
    builder->stamps[node] = builder->stamp;
    if (builder->voice_count == builder->voice_capacity) {
        size_t capacity = builder->voice_capacity ? builder->voice_capacity * 2 : 32;
        void *grown = realloc(builder->voices, capacity * sizeof *builder->voices);
        if (!grown)
            return false;
        builder->voices = grown;
        builder->voice_capacity = capacity;
    }
    builder->voices[builder->voice_count++] = (struct voice){node, alternative};
    return true;
}

/* The property's own node first, then those nearest to it. */
static bool collect_voices(struct builder *builder, uint32_t node) {
    const struct pc_schema *schema = builder->schema;
    size_t at = builder->voice_count;
    builder->stamp++;
    if (!add_voice(builder, node, false))
        return false;
    for (; at < builder->voice_count; at++) {
        const struct voice voice = builder->voices[at];
        const struct pc_node *spoken = &schema->nodes[voice.node];
        for (uint32_t i = 0; i < spoken->op_count; i++) {
            const struct pc_op *op = &schema->ops[spoken->op + i];
            bool any = op->keyword->step == pc_any_step || op->keyword->step == pc_one_step;
            if (!any && op->keyword->step != pc_all_step)
                continue;
            for (uint32_t k = 0; k < op->child_count; k++)
                if (!add_voice(builder, schema->children[op->child + k], voice.alternative || any))
                    return false;
        }
    }
    return true;
}

/* NULL (recorded) when memory is out. */
static const char *keep_text(struct builder *builder, struct pc_buf *text) {
    const char *kept = pc_arena_copy(&builder->schema->arena, pc_buf_view(text));
    pc_buf_clear(text);
    if (!kept)
        pc_compile_no_memory(builder->compiler);
    return kept;
}

static const char *pointer_text(struct builder *builder, struct pc_json_value value) {
    struct pc_buf text;
    pc_buf_init(&text, PC_JSON_HARD_MAX_SIZE);
    enum pc_status status = pc_schema_pointer_of(builder->schema, value, &text);
    if (status == PC_OK)
        return keep_text(builder, &text);
    pc_buf_clear(&text);
    pc_compile_no_memory(builder->compiler);
    return NULL;
}

static const struct pc_op *find_op(const struct pc_schema *schema, const struct pc_node *node,
                                   const char *name) {
    for (uint32_t i = 0; i < node->op_count; i++) {
        const struct pc_op *op = &schema->ops[node->op + i];
        if (strcmp(op->keyword->name, name) == 0)
            return op;
    }
    return NULL;
}

static enum pc_status add_enum(struct builder *builder, struct pc_schema_member *member,
                               const struct pc_op *op) {
    const struct pc_names *strings = &op->as.values->strings;
    struct pc_arena *arena = &builder->schema->arena;
    const char **texts = pc_arena_take(arena, (size_t)strings->count + 1, sizeof *texts);
    if (!texts)
        return pc_compile_no_memory(builder->compiler);
    for (uint32_t i = 0; i < strings->count; i++) {
        texts[i] = pc_arena_copy(arena, strings->names[i]);
        if (!texts[i])
            return pc_compile_no_memory(builder->compiler);
    }
    member->enum_pointer = pointer_text(builder, op->source);
    member->enum_strings = texts;
    member->enum_count = strings->count;
    return member->enum_pointer ? PC_OK : PC_NO_MEMORY;
}

static enum pc_status add_format(struct builder *builder, struct pc_schema_member *member,
                                 struct pc_json_value format) {
    struct pc_view name;
    enum pc_status status = pc_compile_unescape(builder->compiler, format, &name);
    if (status != PC_OK)
        return status;
    member->format = pc_arena_copy(&builder->schema->arena, name);
    member->format_pointer = pointer_text(builder, format);
    return member->format && member->format_pointer ? PC_OK : pc_compile_no_memory(builder->compiler);
}

/* What the voices from `first` on say: of the type, the enum and the format the nearest counts. */
static enum pc_status describe(struct builder *builder, struct pc_schema_member *member, size_t first) {
    const struct pc_schema *schema = builder->schema;
    enum pc_status status = PC_OK;
    for (size_t i = first; status == PC_OK && i < builder->voice_count; i++) {
        static const char *const deciders[] = {"type", "anyOf", "oneOf"};
        const struct pc_node *node = &schema->nodes[builder->voices[i].node];
        for (size_t k = 0; k < 3 && status == PC_OK && !member->type_pointer; k++) {
            const struct pc_op *op = find_op(schema, node, deciders[k]);
            if (op && op->keyword->bound(schema, op).admit != PC_TYPE_ANY) {
                member->type_pointer = pointer_text(builder, op->source);
                status = member->type_pointer ? PC_OK : PC_NO_MEMORY;
            }
        }
        const struct pc_op *values = find_op(schema, node, "enum");
        if (status == PC_OK && values && !member->enum_pointer)
            status = add_enum(builder, member, values);
        struct pc_json_value format = pc_json_get_text(node->source, "format");
        if (status == PC_OK && pc_json_exists(format) && !member->format_pointer)
            status = add_format(builder, member, format);
    }
    return status;
}

static enum pc_status new_member(struct builder *builder, const struct pc_schema_member *like,
                                 uint32_t node) {
    struct pc_schema *schema = builder->schema;
    if (schema->member_count == builder->member_capacity) {
        size_t capacity = builder->member_capacity ? builder->member_capacity * 2 : 32;
        void *grown = realloc(schema->members, capacity * sizeof *schema->members);
        if (!grown)
            return pc_compile_no_memory(builder->compiler);
        schema->members = grown;
        builder->member_capacity = capacity;
    }
    struct pc_schema_member *member = &schema->members[schema->member_count++];
    *member = *like;
    member->types = schema->nodes[node].bound.admit;
    member->schema_pointer = pointer_text(builder, schema->nodes[node].source);
    if (!member->schema_pointer)
        return PC_NO_MEMORY;
    size_t first = builder->voice_count;
    if (!collect_voices(builder, node))
        return pc_compile_no_memory(builder->compiler);
    return describe(builder, member, first);
}

/* Opens the properties of the last member; voices that are open below are a recursion and not entered again.
 */
static void open_level(struct builder *builder, struct level *level, size_t first) {
    size_t kept = first;
    for (size_t i = first; i < builder->voice_count; i++) {
        struct voice voice = builder->voices[i];
        if (builder->open[voice.node])
            continue;
        builder->open[voice.node] = 1;
        builder->voices[kept++] = voice;
    }
    builder->voice_count = kept;
    *level = (struct level){
        .member = builder->schema->member_count - 1, .voice = first, .end = kept, .at = first, .entry = 0};
}

static void close_level(struct builder *builder, const struct level *level) {
    for (size_t i = level->voice; i < level->end; i++)
        builder->open[builder->voices[i].node] = 0;
    builder->voice_count = level->voice;
}

/* The property that the same parent has already: two branches speak of it. */
static struct pc_schema_member *find_twin(const struct builder *builder, const struct level *level,
                                          const char *name) {
    struct pc_schema *schema = builder->schema;
    for (size_t i = level->member + 1; level->at > level->voice && i < schema->member_count; i++)
        if (schema->members[i].parent == level->member && strcmp(schema->members[i].name, name) == 0)
            return &schema->members[i];
    return NULL;
}

static enum pc_status required_text(struct builder *builder, const struct pc_node *node,
                                    const struct pc_entry *entry, const char **out) {
    *out = NULL;
    if (entry->required == PC_NO_NAME)
        return PC_OK;
    const struct pc_op *op = find_op(builder->schema, node, "required");
    *out = pointer_text(builder, pc_json_at(op->source, entry->required));
    return *out ? PC_OK : PC_NO_MEMORY;
}

/* Adds the level's next property; *added tells whether it is a new one. */
static enum pc_status add_property(struct builder *builder, struct level *level,
                                   const struct pc_object *object, bool *added) {
    struct pc_schema *schema = builder->schema;
    const struct voice voice = builder->voices[level->at];
    const struct pc_entry *entry = &object->entries[level->entry];
    struct pc_view name = object->names.names[level->entry];
    struct pc_schema_member like = {.parent = level->member};
    struct pc_buf pointer;
    pc_buf_init(&pointer, PC_JSON_HARD_MAX_SIZE);
    *added = false;
    builder->visits++;
    like.name = pc_arena_copy(&schema->arena, name);
    if (!like.name)
        return pc_compile_no_memory(builder->compiler);
    enum pc_status status = required_text(builder, &schema->nodes[voice.node], entry, &like.required_pointer);
    if (status != PC_OK)
        return status;
    struct pc_schema_member *twin = find_twin(builder, level, like.name);
    if (twin) {
        unsigned types = schema->nodes[entry->node].bound.admit;
        twin->types = voice.alternative ? twin->types | types : twin->types & types;
        if (!twin->required_pointer)
            twin->required_pointer = like.required_pointer;
        return PC_OK;
    }
    status = pc_buf_append_text(&pointer, schema->members[level->member].instance_pointer);
    if (status == PC_OK)
        status = pc_json_pointer_append(&pointer, name);
    like.instance_pointer = status == PC_OK ? keep_text(builder, &pointer) : NULL;
    pc_buf_clear(&pointer);
    if (!like.instance_pointer)
        return pc_compile_no_memory(builder->compiler);
    *added = true;
    return new_member(builder, &like, entry->node);
}

static enum pc_status list_members(struct builder *builder) {
    struct pc_schema *schema = builder->schema;
    struct level levels[MAX_LEVELS];
    size_t depth = 0;
    const struct pc_schema_member root = {.instance_pointer = "", .name = ""};
    enum pc_status status = new_member(builder, &root, 0);
    if (status == PC_OK)
        open_level(builder, &levels[depth++], 0);
    while (status == PC_OK && depth > 0) {
        struct level *level = &levels[depth - 1];
        if (level->at == level->end || schema->member_count == MAX_MEMBERS || builder->visits == MAX_VISITS) {
            close_level(builder, level);
            depth--;
            continue;
        }
        const struct pc_object *object =
            pc_object_of(schema, &schema->nodes[builder->voices[level->at].node]);
        if (!object || level->entry == object->property_count) {
            level->at++;
            level->entry = 0;
            continue;
        }
        bool added;
        size_t first = builder->voice_count;
        status = add_property(builder, level, object, &added);
        level->entry++;
        if (status == PC_OK && added && depth < MAX_LEVELS)
            open_level(builder, &levels[depth++], first);
        else
            builder->voice_count = first;
    }
    return status;
}

enum pc_status pc_members_build(struct pc_compiler *compiler) {
    struct builder builder = {.compiler = compiler, .schema = compiler->schema};
    uint32_t count = compiler->schema->node_count;
    enum pc_status status = PC_OK;
    builder.stamps = calloc(count, sizeof *builder.stamps);
    builder.open = calloc(count, sizeof *builder.open);
    if (builder.stamps && builder.open)
        status = list_members(&builder);
    else
        status = pc_compile_no_memory(compiler);
    free(builder.stamps);
    free(builder.open);
    free(builder.voices);
    return status;
}

size_t pc_schema_member_count(const struct pc_schema *schema) {
    return schema->member_count;
}

const struct pc_schema_member *pc_schema_member(const struct pc_schema *schema, size_t index) {
    return &schema->members[index];
}
