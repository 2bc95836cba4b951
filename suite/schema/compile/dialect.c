/* `$schema`, `jsonSchemaDialect` and `$vocabulary` (core, sections 8.1.1 and 8.1.2). */
#include "resources.h"

#include "keywords.h"

#define MAX_DIALECTS 16u /* a meta-schema has a meta-schema, and so on */

static const struct {
    const char *uri;
    unsigned vocabulary;
} vocabularies_known[] = {
    {"https://json-schema.org/draft/2020-12/vocab/core", PC_VOCABULARY_CORE},
    {"https://json-schema.org/draft/2020-12/vocab/applicator", PC_VOCABULARY_APPLICATOR},
    {"https://json-schema.org/draft/2020-12/vocab/unevaluated", PC_VOCABULARY_UNEVALUATED},
    {"https://json-schema.org/draft/2020-12/vocab/validation", PC_VOCABULARY_VALIDATION},
    {"https://json-schema.org/draft/2020-12/vocab/meta-data", PC_VOCABULARY_META_DATA},
    {"https://json-schema.org/draft/2020-12/vocab/format-annotation", PC_VOCABULARY_FORMAT_ANNOTATION},
    {"https://json-schema.org/draft/2020-12/vocab/format-assertion", PC_VOCABULARY_FORMAT_ASSERTION},
    {"https://json-schema.org/draft/2020-12/vocab/content", PC_VOCABULARY_CONTENT},
    {"https://spec.openapis.org/oas/3.1/vocab/base", PC_VOCABULARY_OPENAPI},
};

static enum pc_status add_vocabulary(struct pc_compiler *compiler, struct pc_json_value member,
                                     unsigned *vocabularies) {
    enum pc_status status = pc_compile_want(compiler, member, PC_JSON_BOOLEAN, "true or false");
    if (status != PC_OK)
        return status;
    for (size_t i = 0; i < sizeof vocabularies_known / sizeof vocabularies_known[0]; i++) {
        if (!pc_json_string_equal(pc_json_key(member), pc_view_of(vocabularies_known[i].uri)))
            continue;
        *vocabularies |= vocabularies_known[i].vocabulary;
        return PC_OK;
    }
    if (pc_json_boolean(member))
        return pc_compile_fail(compiler, PC_UNSUPPORTED, member,
                               "the meta-schema requires a vocabulary that is not known here");
    return PC_OK;
}

/* What a meta-schema of the registry says of itself. */
static enum pc_status read_vocabularies(struct pc_compiler *compiler, uint32_t resource,
                                        unsigned *vocabularies) {
    struct pc_json_value root = compiler->schema->resources[resource].root;
    struct pc_json_value list = pc_json_get_text(root, "$vocabulary");
    *vocabularies = PC_VOCABULARY_STANDARD;
    if (!pc_json_exists(list))
        return PC_OK;
    enum pc_status status = pc_compile_want(compiler, list, PC_JSON_OBJECT, "an object of vocabularies");
    *vocabularies = PC_VOCABULARY_CORE;
    for (struct pc_json_value member = pc_json_first(list); status == PC_OK && pc_json_exists(member);
         member = pc_json_next(member))
        status = add_vocabulary(compiler, member, vocabularies);
    return status;
}

enum pc_status pc_dialect_of(struct pc_compiler *compiler, struct pc_json_value at, struct pc_view uri,
                             unsigned *vocabularies) {
    uint32_t resource;
    uri = pc_view_slice(uri, 0, pc_view_find(uri, PC_VIEW("#")));
    if (pc_view_equal_text(uri, "https://json-schema.org/draft/2020-12/schema")) {
        *vocabularies = PC_VOCABULARY_STANDARD;
        return PC_OK;
    }
    if (pc_view_starts_with(uri, PC_VIEW("https://spec.openapis.org/oas/3.1/dialect/")) ||
        pc_view_starts_with(uri, PC_VIEW("https://spec.openapis.org/oas/3.1/schema-base/"))) {
        *vocabularies = PC_VOCABULARY_STANDARD | PC_VOCABULARY_OPENAPI;
        return PC_OK;
    }
    /* Other drafts give the same keywords other meanings: a `$ref` hides its siblings, `items` takes an
     * array. */
    if (pc_view_find(uri, PC_VIEW("json-schema.org/draft")) < uri.size)
        return pc_compile_fail(compiler, PC_UNSUPPORTED, at,
                               "only JSON Schema 2020-12 is known as `$schema`");
    if (compiler->dialects == MAX_DIALECTS)
        return pc_compile_fail(compiler, PC_LIMIT, at, "more than %u meta-schemas of meta-schemas",
                               MAX_DIALECTS);
    compiler->dialects++;
    enum pc_status status = pc_resources_find(compiler, uri, &resource);
    compiler->dialects--;
    if (status == PC_NOT_FOUND)
        return pc_compile_fail(compiler, PC_UNSUPPORTED, at,
                               "the meta-schema is not known: only JSON Schema 2020-12's own, and what the "
                               "registry holds");
    return status == PC_OK ? read_vocabularies(compiler, resource, vocabularies) : status;
}
