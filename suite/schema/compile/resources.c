#include "resources.h"

#include "keywords.h"

#include <stdlib.h>

void pc_resources_clear(struct pc_resources *resources) {
    free(resources->places);
    free(resources->anchors);
    free(resources->aliases);
    pc_index_clear(&resources->place_index);
    pc_index_clear(&resources->anchor_index);
    pc_index_clear(&resources->alias_index);
}

static uint64_t place_hash(struct pc_json_value value) {
    return pc_hash_mix(pc_hash_mix(0, (uintptr_t)value.doc), value.node);
}

static bool is_same(struct pc_json_value a, struct pc_json_value b) {
    return a.doc == b.doc && a.node == b.node;
}

struct pc_place *pc_resources_place(struct pc_compiler *compiler, struct pc_json_value value) {
    struct pc_resources *resources = &compiler->resources;
    struct pc_index_cursor cursor = {0};
    uint32_t at;
    while ((at = pc_index_next(&resources->place_index, place_hash(value), &cursor)) != PC_NO_INDEX)
        if (is_same(resources->places[at].value, value))
            return &resources->places[at];
    return NULL;
}

static enum pc_status add_place(struct pc_compiler *compiler, struct pc_json_value value, uint32_t resource) {
    struct pc_resources *resources = &compiler->resources;
    void *places = resources->places;
    if (!pc_compile_grow(&places, &resources->place_capacity, resources->place_count,
                         sizeof *resources->places))
        return pc_compile_no_memory(compiler);
    resources->places = places;
    resources->places[resources->place_count] = (struct pc_place){value, resource, 0};
    if (!pc_index_add(&resources->place_index, place_hash(value), resources->place_count))
        return pc_compile_no_memory(compiler);
    resources->place_count++;
    return PC_OK;
}

static uint32_t alias_of(const struct pc_resources *resources, struct pc_view uri) {
    struct pc_index_cursor cursor = {0};
    uint32_t at;
    while ((at = pc_index_next(&resources->alias_index, pc_hash_text(uri), &cursor)) != PC_NO_INDEX)
        if (pc_view_equal(resources->aliases[at].uri, uri))
            return resources->aliases[at].resource;
    return PC_NO_INDEX;
}

static enum pc_status add_alias(struct pc_compiler *compiler, struct pc_view uri, uint32_t resource) {
    struct pc_resources *resources = &compiler->resources;
    void *aliases = resources->aliases;
    if (alias_of(resources, uri) != PC_NO_INDEX)
        return PC_OK;
    if (!pc_compile_grow(&aliases, &resources->alias_capacity, resources->alias_count,
                         sizeof *resources->aliases))
        return pc_compile_no_memory(compiler);
    resources->aliases = aliases;
    resources->aliases[resources->alias_count] = (struct pc_alias){uri, resource};
    if (!pc_index_add(&resources->alias_index, pc_hash_text(uri), resources->alias_count))
        return pc_compile_no_memory(compiler);
    resources->alias_count++;
    return PC_OK;
}

static uint64_t anchor_hash(uint32_t resource, struct pc_view name) {
    return pc_hash_mix(pc_hash_text(name), resource);
}

const struct pc_anchor *pc_resources_anchor(const struct pc_compiler *compiler, uint32_t resource,
                                            struct pc_view name) {
    const struct pc_resources *resources = &compiler->resources;
    struct pc_index_cursor cursor = {0};
    const struct pc_anchor *found = NULL;
    uint32_t at;
    while ((at = pc_index_next(&resources->anchor_index, anchor_hash(resource, name), &cursor)) !=
           PC_NO_INDEX) {
        const struct pc_anchor *anchor = &resources->anchors[at];
        if (anchor->resource == resource && pc_view_equal(anchor->name, name) && (!found || anchor->dynamic))
            found = anchor;
    }
    return found;
}

/* `^[A-Za-z_][-A-Za-z0-9._]*$` (core, section 8.2.2). */
static bool is_anchor_name(struct pc_view name) {
    for (size_t i = 0; i < name.size; i++) {
        char c = name.data[i];
        bool first = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        if (!first && (i == 0 || !((c >= '0' && c <= '9') || c == '-' || c == '.')))
            return false;
    }
    return name.size > 0;
}

static enum pc_status add_anchor(struct pc_compiler *compiler, struct pc_json_value schema,
                                 const char *keyword, uint32_t resource) {
    struct pc_resources *resources = &compiler->resources;
    struct pc_json_value value = pc_json_get_text(schema, keyword);
    struct pc_view name;
    if (!pc_json_exists(value))
        return PC_OK;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "the name of an anchor");
    if (status == PC_OK)
        status = pc_compile_unescape(compiler, value, &name);
    if (status != PC_OK)
        return status;
    if (!is_anchor_name(name))
        return pc_compile_fail(compiler, PC_MALFORMED, value,
                               "an anchor is letters, digits, `-`, `_` and `.`, with a letter or `_` first");
    bool dynamic = keyword[1] == 'd';
    const struct pc_anchor *other = pc_resources_anchor(compiler, resource, name);
    if (other && other->dynamic == dynamic) /* core, section 8.2.2: undefined, and no author means it */
        return pc_compile_fail(compiler, PC_MALFORMED, value, "this anchor stands twice in one schema");
    void *anchors = resources->anchors;
    if (!pc_compile_grow(&anchors, &resources->anchor_capacity, resources->anchor_count,
                         sizeof *resources->anchors))
        return pc_compile_no_memory(compiler);
    resources->anchors = anchors;
    resources->anchors[resources->anchor_count] = (struct pc_anchor){schema, name, resource, dynamic};
    if (!pc_index_add(&resources->anchor_index, anchor_hash(resource, name), resources->anchor_count))
        return pc_compile_no_memory(compiler);
    resources->anchor_count++;
    return PC_OK;
}

static enum pc_status resource_dialect(struct pc_compiler *compiler, struct pc_json_value root,
                                       unsigned *vocabularies) {
    static const char *const keys[] = {"$schema", "jsonSchemaDialect"};
    bool openapi = pc_json_type(pc_json_get_text(root, "openapi")) == PC_JSON_STRING;
    struct pc_json_value dialect = pc_json_get_text(root, keys[openapi]);
    if (openapi)
        *vocabularies = PC_VOCABULARY_STANDARD | PC_VOCABULARY_OPENAPI;
    if (!pc_json_exists(dialect))
        return PC_OK;
    struct pc_view uri;
    enum pc_status status = pc_compile_want(compiler, dialect, PC_JSON_STRING, "a URI");
    if (status == PC_OK)
        status = pc_compile_unescape(compiler, dialect, &uri);
    return status == PC_OK ? pc_dialect_of(compiler, dialect, uri, vocabularies) : status;
}

static enum pc_status add_resource(struct pc_compiler *compiler, struct pc_view uri,
                                   struct pc_json_value root, unsigned vocabularies, uint32_t *number) {
    struct pc_schema *schema = compiler->schema;
    void *resources = schema->resources;
    if (!pc_compile_grow(&resources, &compiler->resources.resource_capacity, schema->resource_count,
                         sizeof *schema->resources))
        return pc_compile_no_memory(compiler);
    schema->resources = resources;
    *number = schema->resource_count;
    schema->resources[schema->resource_count++] = (struct pc_resource){uri, root, vocabularies};
    enum pc_status status = add_alias(compiler, uri, *number);
    if (status == PC_OK)
        status = resource_dialect(compiler, root, &vocabularies);
    schema->resources[*number].vocabularies = vocabularies;
    return status;
}

/* The URI that a `$id` names, resolved against that of the resource it stands in. */
static enum pc_status resolve_id(struct pc_compiler *compiler, struct pc_json_value id, uint32_t resource,
                                 struct pc_view *uri) {
    struct pc_view reference;
    struct pc_buf resolved;
    pc_buf_init(&resolved, PC_URI_MAX_SIZE);
    enum pc_status status = pc_compile_want(compiler, id, PC_JSON_STRING, "a URI reference");
    if (status == PC_OK)
        status = pc_compile_unescape(compiler, id, &reference);
    if (status != PC_OK)
        return status;
    if (pc_uri_split(reference).fragment.size > 0)
        return pc_compile_fail(compiler, PC_MALFORMED, id, "an `$id` has no fragment; `$anchor` names one");
    status = pc_uri_resolve(compiler->schema->resources[resource].uri, reference, &resolved);
    const char *copy =
        status == PC_OK ? pc_arena_copy(&compiler->schema->arena, pc_buf_view(&resolved)) : NULL;
    *uri = (struct pc_view){copy, resolved.size};
    pc_buf_clear(&resolved);
    if (status == PC_LIMIT)
        return pc_compile_fail(compiler, PC_LIMIT, id, "a URI of more than %u bytes", PC_URI_MAX_SIZE);
    return copy ? PC_OK : pc_compile_no_memory(compiler);
}

/* A schema object: the resource it belongs to, where an `$id` makes it one of its own, and its anchors. */
static enum pc_status enter_schema(struct pc_compiler *compiler, struct pc_json_value value,
                                   uint32_t *resource) {
    const struct pc_schema *schema = compiler->schema;
    struct pc_json_value id = pc_json_get_text(value, "$id");
    bool is_root = is_same(schema->resources[*resource].root, value);
    enum pc_status status = PC_OK;
    if (pc_json_exists(id) && !is_root) {
        struct pc_view uri = {0};
        status = resolve_id(compiler, id, *resource, &uri);
        uint32_t other = status == PC_OK ? alias_of(&compiler->resources, uri) : PC_NO_INDEX;
        /* Core, section 8.2.1: a URI identifies one schema at most. */
        if (other != PC_NO_INDEX && uri.size > 0 && schema->resources[other].root.doc == value.doc)
            return pc_compile_fail(compiler, PC_MALFORMED, id, "another schema has the URI %.*s already",
                                   uri.size > 200 ? 200 : (int)uri.size, uri.data);
        if (status == PC_OK)
            status = add_resource(compiler, uri, value, schema->resources[*resource].vocabularies, resource);
    }
    if (status == PC_OK)
        status = add_place(compiler, value, *resource);
    if (status == PC_OK)
        status = add_anchor(compiler, value, "$anchor", *resource);
    return status == PC_OK ? add_anchor(compiler, value, "$dynamicAnchor", *resource) : status;
}

/* What is left to scan. */
struct pending {
    struct pc_json_value value;
    uint32_t resource;
};

struct scan {
    struct pending *stack;
    uint32_t count, capacity;
};

static enum pc_status push(struct pc_compiler *compiler, struct scan *scan, struct pc_json_value value,
                           uint32_t resource) {
    void *stack = scan->stack;
    if (!pc_compile_grow(&stack, &scan->capacity, scan->count, sizeof *scan->stack))
        return pc_compile_no_memory(compiler);
    scan->stack = stack;
    scan->stack[scan->count++] = (struct pending){value, resource};
    return PC_OK;
}

static enum pc_status push_children(struct pc_compiler *compiler, struct scan *scan,
                                    struct pc_json_value schema, uint32_t resource) {
    enum pc_status status = PC_OK;
    for (struct pc_json_value value = pc_json_first(schema); status == PC_OK && pc_json_exists(value);
         value = pc_json_next(value)) {
        const struct pc_keyword *keyword = pc_keyword_of(pc_json_key(value));
        enum pc_holds holds = keyword ? keyword->holds : PC_HOLDS_NOTHING;
        if (holds == PC_HOLDS_SCHEMA)
            status = push(compiler, scan, value, resource);
        else if ((holds == PC_HOLDS_LIST && pc_json_type(value) == PC_JSON_ARRAY) ||
                 (holds == PC_HOLDS_MAP && pc_json_type(value) == PC_JSON_OBJECT))
            for (struct pc_json_value one = pc_json_first(value); status == PC_OK && pc_json_exists(one);
                 one = pc_json_next(one))
                status = push(compiler, scan, one, resource);
    }
    return status;
}

enum pc_status pc_resources_scan(struct pc_compiler *compiler, struct pc_json_value value,
                                 uint32_t resource) {
    struct scan scan = {0};
    enum pc_status status = push(compiler, &scan, value, resource);
    while (status == PC_OK && scan.count > 0) {
        struct pending next = scan.stack[--scan.count];
        enum pc_json_type type = pc_json_type(next.value);
        if ((type != PC_JSON_OBJECT && type != PC_JSON_BOOLEAN) || pc_resources_place(compiler, next.value))
            continue;
        status = enter_schema(compiler, next.value, &next.resource);
        if (status == PC_OK && type == PC_JSON_OBJECT)
            status = push_children(compiler, &scan, next.value, next.resource);
    }
    free(scan.stack);
    return status;
}

/* The schema's own copy of a document, read once more: nodes point into it. */
static enum pc_status copy_document(struct pc_compiler *compiler, struct pc_view text,
                                    struct pc_json_value *root) {
    struct pc_schema *schema = compiler->schema;
    const struct pc_json_limits limits = {.max_size = PC_JSON_HARD_MAX_SIZE};
    const struct pc_json_doc *doc;
    void *documents = schema->documents;
    if (schema->document_count == PC_SCHEMA_MAX_DOCUMENTS)
        return pc_error_set(compiler->err, PC_LIMIT, "a schema made of more than %u documents",
                            PC_SCHEMA_MAX_DOCUMENTS);
    if (!pc_compile_grow(&documents, &compiler->resources.document_capacity, schema->document_count,
                         sizeof *schema->documents))
        return pc_compile_no_memory(compiler);
    schema->documents = documents;
    struct pc_document *document = &schema->documents[schema->document_count++];
    *document = (struct pc_document){.text = pc_view_copy(text), .reader = pc_json_reader_new(&limits)};
    if (!document->text || !document->reader)
        return pc_compile_no_memory(compiler);
    enum pc_status status =
        pc_json_read(document->reader, (struct pc_view){document->text, text.size}, &doc, compiler->err);
    if (status != PC_OK)
        return status;
    if (!pc_json_doc_valid(doc))
        return pc_error_set(compiler->err, PC_LIMIT, "the schema document cannot be copied: %s",
                            pc_json_fault_sentence(pc_json_doc_fault(doc).kind));
    *root = document->root = pc_json_root(doc);
    return PC_OK;
}

enum pc_status pc_resources_load(struct pc_compiler *compiler, struct pc_view uri, struct pc_view text,
                                 uint32_t *resource) {
    struct pc_schema *schema = compiler->schema;
    struct pc_json_value root = {0};
    enum pc_status status = copy_document(compiler, text, &root);
    if (status != PC_OK)
        return status;
    struct pc_json_value id = pc_json_get_text(root, "$id");
    const char *copy = pc_arena_copy(&schema->arena, uri);
    if (!copy)
        return pc_compile_no_memory(compiler);
    uri.data = copy;
    schema->documents[schema->document_count - 1].uri = uri;
    status = add_resource(compiler, uri, root, PC_VOCABULARY_STANDARD, resource);
    if (status == PC_OK && pc_json_exists(id)) {
        status = resolve_id(compiler, id, *resource, &uri);
        schema->resources[*resource].uri = uri;
        if (status == PC_OK)
            status = add_alias(compiler, uri, *resource);
    }
    return status == PC_OK ? pc_resources_scan(compiler, root, *resource) : status;
}

enum pc_status pc_resources_find(struct pc_compiler *compiler, struct pc_view uri, uint32_t *resource) {
    *resource = alias_of(&compiler->resources, uri);
    if (*resource != PC_NO_INDEX)
        return PC_OK;
    struct pc_view text = pc_registry_find(compiler->options.registry, uri);
    return text.data ? pc_resources_load(compiler, uri, text, resource) : PC_NOT_FOUND;
}
