/* Identifiers, references, definitions, annotations (JSON Schema 2020-12 core, section 8). */
#include "keywords.h"

PC_KEYWORD_COMPILE(pc_annotation_compile) {
    (void)compiler;
    (void)keyword;
    (void)value;
    return PC_OK;
}

PC_KEYWORD_COMPILE(pc_unsupported_compile) {
    return pc_compile_fail(compiler, PC_UNSUPPORTED, value, "the keyword `%s` is not supported yet",
                           keyword->name);
}

/* Other drafts give the same keywords other meanings (a `$ref` hides its siblings, `items` takes an array).
 */
PC_KEYWORD_COMPILE(pc_dialect_compile) {
    (void)keyword;
    static const char *const known[] = {
        "https://json-schema.org/draft/2020-12/schema",
        "https://spec.openapis.org/oas/3.1/dialect/",
        "https://spec.openapis.org/oas/3.1/schema-base/",
    };
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "a URI");
    if (status != PC_OK)
        return status;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (pc_view_starts_with(pc_json_string_raw(value), pc_view_of(known[i])))
            return PC_OK;
    return pc_compile_fail(compiler, PC_UNSUPPORTED, value, "only JSON Schema 2020-12 is known as `$schema`");
}

/* An `$id` below the document's root would change what `#` means there. */
PC_KEYWORD_COMPILE(pc_id_compile) {
    (void)keyword;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "a URI reference");
    if (status != PC_OK)
        return status;
    if (pc_json_offset(compiler->source) != pc_json_offset(compiler->schema->document))
        return pc_compile_fail(compiler, PC_UNSUPPORTED, value, "`$id` below the root is not supported yet");
    return PC_OK;
}

/* Definitions are compiled whether a reference leads to them or not: a slip in one shows at once. */
PC_KEYWORD_COMPILE(pc_defs_compile) {
    (void)keyword;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_OBJECT, "an object of schemas");
    for (struct pc_json_value one = pc_json_first(value); status == PC_OK && pc_json_exists(one);
         one = pc_json_next(one)) {
        uint32_t node;
        status = pc_compile_node(compiler, one, &node);
    }
    return status;
}

PC_KEYWORD_COMPILE(pc_ref_compile) {
    struct pc_json_value target;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "a URI reference");
    if (status == PC_OK)
        status = pc_reference_resolve(compiler, value, &target);
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    return op ? pc_compile_child(compiler, op, target) : PC_NO_MEMORY;
}
