/* From a schema document to a program. Nothing recurses: a schema that is met becomes a node at once and is
 * compiled when its turn comes. */
#include "compile.h"

#include "keywords.h"
#include "plan.h"

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

bool pc_compile_grow(void **array, uint32_t *capacity, uint32_t count, size_t size) {
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
    if (!pc_compile_grow(&ops, &compiler->op_capacity, schema->op_count, sizeof *schema->ops)) {
        pc_compile_no_memory(compiler);
        return NULL;
    }
    schema->ops = ops;
    struct pc_op *op = &schema->ops[schema->op_count++];
    *op = (struct pc_op){.keyword = keyword, .source = value, .child = schema->child_count};
    return op;
}

enum pc_status pc_compile_node(struct pc_compiler *compiler, struct pc_json_value value, uint32_t *node) {
    struct pc_schema *schema = compiler->schema;
    enum pc_json_type type = pc_json_type(value);
    if (type != PC_JSON_OBJECT && type != PC_JSON_BOOLEAN)
        return pc_compile_fail(compiler, PC_MALFORMED, value, "a schema is an object or a boolean, not %s",
                               pc_json_type_name(type));
    struct pc_place *place = pc_resources_place(compiler, value);
    if (!place) {
        enum pc_status status = pc_resources_scan(compiler, value, compiler->resource);
        if (status != PC_OK)
            return status;
        place = pc_resources_place(compiler, value);
    }
    void *nodes = schema->nodes;
    if (!pc_compile_grow(&nodes, &compiler->node_capacity, schema->node_count, sizeof *schema->nodes))
        return pc_compile_no_memory(compiler);
    schema->nodes = nodes;
    if (place->node == 0) {
        if (schema->node_count == compiler->limits.max_schemas)
            return pc_compile_fail(compiler, PC_LIMIT, value, "more than %u schemas",
                                   (unsigned)compiler->limits.max_schemas);
        schema->nodes[schema->node_count++] = (struct pc_node){.source = value, .resource = place->resource};
        place->node = schema->node_count;
    }
    *node = place->node - 1;
    return PC_OK;
}

enum pc_status pc_compile_child(struct pc_compiler *compiler, struct pc_op *op, struct pc_json_value value) {
    struct pc_schema *schema = compiler->schema;
    uint32_t node = 0;
    enum pc_status status = pc_compile_node(compiler, value, &node);
    if (status != PC_OK)
        return status;
    void *children = schema->children;
    if (!pc_compile_grow(&children, &compiler->child_capacity, schema->child_count, sizeof *schema->children))
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
        unsigned vocabularies = compiler->schema->resources[compiler->resource].vocabularies;
        if (keyword->vocabulary != 0 && (keyword->vocabulary & vocabularies) == 0 &&
            !(compiler->options.strict && keyword->vocabulary == PC_VOCABULARY_OPENAPI))
            return PC_OK; /* a keyword of a vocabulary that the dialect does not have is an unknown one */
        return keyword->compile(compiler, keyword, value);
    }
    if (!compiler->options.strict)
        return PC_OK;
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

/* What looks at the results of all others runs behind them. */
static void put_last(struct pc_schema *schema, struct pc_node *node) {
    struct pc_op *ops = &schema->ops[node->op];
    for (uint32_t i = 0, looked = 0; looked < node->op_count; looked++) {
        struct pc_op op = ops[i];
        if (!op.keyword->last) {
            i++;
            continue;
        }
        node->collects = schema->collects = true;
        memmove(&ops[i], &ops[i + 1], (node->op_count - i - 1) * sizeof *ops);
        ops[node->op_count - 1] = op;
    }
}

static enum pc_status compile_schema(struct pc_compiler *compiler, uint32_t index) {
    struct pc_schema *schema = compiler->schema;
    compiler->node = index;
    compiler->source = schema->nodes[index].source;
    compiler->resource = schema->nodes[index].resource;
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
    if (schema->nodes[index].op_count > 0)
        put_last(schema, &schema->nodes[index]);
    return compiler->parts.walk ? pc_object_finish(compiler) : PC_OK; /* which keeps their places */
}

/* Nodes are added while nodes are compiled; when none is left, the targets of dynamic references are next. */
static enum pc_status compile_nodes(struct pc_compiler *compiler) {
    const struct pc_schema *schema = compiler->schema;
    enum pc_status status = PC_OK;
    for (uint32_t i = 0; status == PC_OK && i < schema->node_count;) {
        while (status == PC_OK && i < schema->node_count)
            status = compile_schema(compiler, i++);
        if (status == PC_OK)
            status = pc_dynamic_close(compiler);
    }
    return status;
}

static enum pc_status compile_all(struct pc_compiler *compiler, struct pc_json_value document,
                                  struct pc_view pointer) {
    uint32_t node;
    if (!pc_json_exists(document))
        return pc_error_set(compiler->err, PC_MALFORMED, "there is no schema document");
    struct pc_uri base = pc_uri_split(compiler->options.base_uri);
    struct pc_view uri = compiler->options.base_uri;
    if (base.has_fragment)
        uri = pc_view_slice(uri, 0, pc_view_find(uri, PC_VIEW("#")));
    enum pc_status status = pc_resources_load(compiler, uri, pc_json_raw(document), &compiler->resource);
    if (status != PC_OK)
        return status;
    struct pc_json_value root = pc_json_pointer_get(compiler->schema->documents[0].root, pointer);
    if (!pc_json_exists(root))
        return pc_error_set(compiler->err, PC_NOT_FOUND, "the schema document has nothing at #%.*s",
                            pointer.size > 300 ? 300 : (int)pointer.size, pointer.data ? pointer.data : "");
    status = pc_compile_node(compiler, root, &node);
    if (status == PC_OK)
        status = compile_nodes(compiler);
    if (status == PC_OK)
        status = pc_dynamic_settle(compiler);
    if (status == PC_OK)
        status = pc_analyse(compiler);
    if (status == PC_OK && !pc_plans_make(compiler->schema))
        status = pc_compile_no_memory(compiler);
    return status == PC_OK ? pc_members_build(compiler) : status;
}

enum pc_status pc_schema_compile_with(struct pc_json_value document, struct pc_view pointer,
                                      const struct pc_schema_options *options, struct pc_schema **out,
                                      struct pc_error *err) {
    *out = NULL;
    struct pc_compiler compiler = {.err = err, .options = *options};
    enum pc_status status = pc_limits_take(options->limits, &compiler.limits, err);
    if (status != PC_OK)
        return status;
    struct pc_schema *schema = compiler.schema = calloc(1, sizeof *schema);
    if (!schema)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory while compiling a schema");
    status = compile_all(&compiler, document, pointer);
    pc_resources_clear(&compiler.resources);
    if (status != PC_OK) {
        pc_schema_free(schema);
        return status;
    }
    *out = schema;
    return PC_OK;
}

enum pc_status pc_schema_compile(struct pc_json_value document, struct pc_view pointer,
                                 struct pc_schema **out, struct pc_error *err) {
    const struct pc_schema_options options = {0};
    return pc_schema_compile_with(document, pointer, &options, out, err);
}

void pc_schema_free(struct pc_schema *schema) {
    if (!schema)
        return;
    for (uint32_t i = 0; i < schema->document_count; i++) {
        pc_json_reader_free(schema->documents[i].reader);
        free(schema->documents[i].text);
    }
    for (uint32_t i = 0; i < schema->pattern_count; i++)
        pc_pattern_free(schema->patterns[i]);
    free(schema->documents);
    free(schema->resources);
    free(schema->dynamics);
    free(schema->patterns);
    free(schema->remarks);
    free(schema->nodes);
    free(schema->ops);
    free(schema->children);
    free(schema->members);
    pc_arena_clear(&schema->arena);
    free(schema);
}

enum pc_status pc_schema_pointer_of(const struct pc_schema *schema, struct pc_json_value value,
                                    struct pc_buf *out) {
    uint32_t i = 0;
    while (i + 1 < schema->document_count && schema->documents[i].root.doc != value.doc)
        i++;
    enum pc_status status = i > 0 ? pc_buf_append(out, schema->documents[i].uri) : PC_OK;
    if (status == PC_OK)
        status = pc_buf_append_byte(out, '#');
    return status == PC_OK ? pc_json_pointer_of(schema->documents[i].root, pc_json_offset(value), out)
                           : status;
}
