/* From a schema document to a program. Nothing recurses: a schema that is met becomes a node at once and is
 * compiled when its turn comes. */
#include "compile.h"

#include "keywords.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum pc_status pc_compile_no_memory(struct pc_compiler *compiler) {
    return pc_error_set(compiler->err, PC_NO_MEMORY, "out of memory while compiling a schema");
}

enum pc_status pc_compile_fail(struct pc_compiler *compiler, enum pc_status status, struct pc_json_value at,
                               const char *format, ...) {
    char sentence[PC_ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    struct pc_buf pointer;
    pc_buf_init(&pointer, PC_ERROR_MESSAGE_SIZE);
    if (pc_schema_pointer_of(compiler->schema, at, &pointer) == PC_OK)
        pc_error_set(compiler->err, status, "%s: %s", pointer.data, sentence);
    else /* a pointer too long for a message */
        pc_error_set(compiler->err, status, "byte %u of the schema: %s", (unsigned)pc_json_offset(at),
                     sentence);
    pc_buf_clear(&pointer);
    return status;
}

/* Room for one more element; false when memory is out. */
static bool grow(void **array, uint32_t *capacity, uint32_t count, size_t size) {
    if (count < *capacity)
        return true;
    uint32_t wanted = *capacity ? *capacity * 2 : 32;
    void *grown = wanted > *capacity ? realloc(*array, wanted * size) : NULL;
    if (!grown)
        return false;
    *array = grown;
    *capacity = wanted;
    return true;
}

struct pc_op *pc_compile_op(struct pc_compiler *compiler, const struct pc_keyword *keyword,
                            struct pc_json_value value) {
    struct pc_schema *schema = compiler->schema;
    void *ops = schema->ops;
    if (!grow(&ops, &compiler->op_capacity, schema->op_count, sizeof *schema->ops)) {
        pc_compile_no_memory(compiler);
        return NULL;
    }
    schema->ops = ops;
    struct pc_op *op = &schema->ops[schema->op_count++];
    *op = (struct pc_op){.keyword = keyword, .source = value, .child = schema->child_count};
    return op;
}

static uint32_t *map_slot(uint32_t *map, uint32_t size, const struct pc_schema *schema, uint32_t offset) {
    uint32_t slot = (offset * 2654435761u) & (size - 1);
    while (map[slot] != 0 && pc_json_offset(schema->nodes[map[slot] - 1].source) != offset)
        slot = (slot + 1) & (size - 1);
    return &map[slot];
}

static bool map_grow(struct pc_compiler *compiler) {
    if (compiler->schema->node_count < compiler->map_size / 2)
        return true;
    uint32_t size = compiler->map_size ? compiler->map_size * 2 : 64;
    uint32_t *map = calloc(size, sizeof *map);
    if (!map)
        return false;
    for (uint32_t i = 0; i < compiler->schema->node_count; i++)
        *map_slot(map, size, compiler->schema, pc_json_offset(compiler->schema->nodes[i].source)) = i + 1;
    free(compiler->map);
    compiler->map = map;
    compiler->map_size = size;
    return true;
}

enum pc_status pc_compile_node(struct pc_compiler *compiler, struct pc_json_value value, uint32_t *node) {
    struct pc_schema *schema = compiler->schema;
    enum pc_json_type type = pc_json_type(value);
    if (type != PC_JSON_OBJECT && type != PC_JSON_BOOLEAN)
        return pc_compile_fail(compiler, PC_MALFORMED, value, "a schema is an object or a boolean, not %s",
                               pc_json_type_name(type));
    void *nodes = schema->nodes;
    if (!map_grow(compiler) ||
        !grow(&nodes, &compiler->node_capacity, schema->node_count, sizeof *schema->nodes))
        return pc_compile_no_memory(compiler);
    schema->nodes = nodes;
    uint32_t *slot = map_slot(compiler->map, compiler->map_size, schema, pc_json_offset(value));
    if (*slot == 0) {
        if (schema->node_count == PC_SCHEMA_MAX_NODES)
            return pc_compile_fail(compiler, PC_LIMIT, value, "more than %u schemas", PC_SCHEMA_MAX_NODES);
        schema->nodes[schema->node_count++] = (struct pc_node){.source = value};
        *slot = schema->node_count;
    }
    *node = *slot - 1;
    return PC_OK;
}

enum pc_status pc_compile_child(struct pc_compiler *compiler, struct pc_op *op, struct pc_json_value value) {
    struct pc_schema *schema = compiler->schema;
    uint32_t node = 0;
    enum pc_status status = pc_compile_node(compiler, value, &node);
    if (status != PC_OK)
        return status;
    void *children = schema->children;
    if (!grow(&children, &compiler->child_capacity, schema->child_count, sizeof *schema->children))
        return pc_compile_no_memory(compiler);
    schema->children = children;
    schema->children[schema->child_count++] = node;
    op->child_count++;
    return PC_OK;
}

static enum pc_status compile_keyword(struct pc_compiler *compiler, struct pc_json_value value) {
    struct pc_json_value key = pc_json_key(value);
    const struct pc_keyword *keyword = pc_keyword_of(key);
    if (keyword) {
        struct pc_json_value last = pc_json_get_text(compiler->source, keyword->name);
        if (pc_json_offset(last) != pc_json_offset(value))
            return pc_compile_fail(compiler, PC_MALFORMED, value, "the keyword `%s` stands twice",
                                   keyword->name);
        return keyword->compile(compiler, keyword, value);
    }
    if (pc_view_starts_with(pc_json_string_raw(key), PC_VIEW("x-")))
        return PC_OK;
    char text[64] = {0};
    struct pc_view raw = pc_view_slice(pc_json_string_raw(key), 0, sizeof text - 1);
    memcpy(text, raw.data, pc_utf8_valid_prefix(raw));
    const char *nearest = pc_keyword_nearest(pc_json_string_raw(key));
    if (nearest)
        return pc_compile_fail(compiler, PC_UNSUPPORTED, value,
                               "the keyword `%s` is not known; is `%s` meant?", text, nearest);
    return pc_compile_fail(compiler, PC_UNSUPPORTED, value, "the keyword `%s` is not known", text);
}

static enum pc_status compile_schema(struct pc_compiler *compiler, uint32_t index) {
    struct pc_schema *schema = compiler->schema;
    compiler->node = index;
    compiler->source = schema->nodes[index].source;
    compiler->parts = (struct pc_object_parts){0};
    schema->nodes[index].op = schema->op_count;
    schema->nodes[index].refuses =
        pc_json_type(compiler->source) == PC_JSON_BOOLEAN && !pc_json_boolean(compiler->source);
    if (pc_json_type(compiler->source) == PC_JSON_BOOLEAN)
        return PC_OK;
    for (struct pc_json_value value = pc_json_first(compiler->source); pc_json_exists(value);
         value = pc_json_next(value)) {
        enum pc_status status = compile_keyword(compiler, value);
        if (status != PC_OK)
            return status;
    }
    schema->nodes[index].op_count = schema->op_count - schema->nodes[index].op;
    return compiler->parts.walk ? pc_object_finish(compiler) : PC_OK;
}

/* The schema's own copy of the document, read once more: nodes point into it. */
static enum pc_status copy_document(struct pc_schema *schema, struct pc_json_value document,
                                    struct pc_error *err) {
    const struct pc_json_limits limits = {.max_size = PC_JSON_HARD_MAX_SIZE};
    struct pc_view raw = pc_json_raw(document);
    if (!pc_json_exists(document))
        return pc_error_set(err, PC_MALFORMED, "there is no schema document");
    schema->text = pc_view_copy(raw);
    schema->reader = pc_json_reader_new(&limits);
    if (!schema->text || !schema->reader)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory while compiling a schema");
    const struct pc_json_doc *doc;
    enum pc_status status = pc_json_read(schema->reader, (struct pc_view){schema->text, raw.size}, &doc, err);
    if (status != PC_OK)
        return status;
    if (!pc_json_doc_valid(doc))
        return pc_error_set(err, PC_LIMIT, "the schema document cannot be copied: %s",
                            pc_json_fault_sentence(pc_json_doc_fault(doc).kind));
    schema->document = pc_json_root(doc);
    return PC_OK;
}

static enum pc_status compile_all(struct pc_compiler *compiler, struct pc_view pointer) {
    struct pc_schema *schema = compiler->schema;
    struct pc_json_value root = pc_json_pointer_get(schema->document, pointer);
    if (!pc_json_exists(root))
        return pc_error_set(compiler->err, PC_NOT_FOUND, "the schema document has nothing at #%.*s",
                            pointer.size > 300 ? 300 : (int)pointer.size, pointer.data ? pointer.data : "");
    uint32_t node;
    enum pc_status status = pc_compile_node(compiler, root, &node);
    for (uint32_t i = 0; status == PC_OK && i < schema->node_count; i++)
        status = compile_schema(compiler, i);
    if (status == PC_OK)
        status = pc_analyse(compiler);
    return status == PC_OK ? pc_members_build(compiler) : status;
}

enum pc_status pc_schema_compile(struct pc_json_value document, struct pc_view pointer,
                                 struct pc_schema **out, struct pc_error *err) {
    *out = NULL;
    struct pc_schema *schema = calloc(1, sizeof *schema);
    if (!schema)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory while compiling a schema");
    struct pc_compiler compiler = {.schema = schema, .err = err};
    enum pc_status status = copy_document(schema, document, err);
    if (status == PC_OK)
        status = compile_all(&compiler, pointer);
    free(compiler.map);
    if (status != PC_OK) {
        pc_schema_free(schema);
        return status;
    }
    *out = schema;
    return PC_OK;
}

void pc_schema_free(struct pc_schema *schema) {
    if (!schema)
        return;
    free(schema->nodes);
    free(schema->ops);
    free(schema->children);
    free(schema->members);
    pc_arena_clear(&schema->arena);
    pc_json_reader_free(schema->reader);
    free(schema->text);
    free(schema);
}

enum pc_status pc_schema_pointer_of(const struct pc_schema *schema, struct pc_json_value value,
                                    struct pc_buf *out) {
    enum pc_status status = pc_buf_append_byte(out, '#');
    return status == PC_OK ? pc_json_pointer_of(schema->document, pc_json_offset(value), out) : status;
}
