/* Identifiers, references, definitions, annotations (JSON Schema 2020-12 core, section 8). */
#include "keywords.h"

PC_KEYWORD_COMPILE(pc_annotation_compile) {
    (void)compiler;
    (void)keyword;
    (void)value;
    return PC_OK;
}

/* OpenAPI 3.1 dropped it: a type list with "null" says it now. */
PC_KEYWORD_COMPILE(pc_nullable_compile) {
    (void)keyword;
    return pc_compile_remark(compiler, value,
                             "`nullable` means nothing since OpenAPI 3.1: add \"null\" to `type` instead");
}

/* Read when the resource was found. */
PC_KEYWORD_COMPILE(pc_dialect_compile) {
    (void)keyword;
    return pc_compile_want(compiler, value, PC_JSON_STRING, "a URI");
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
    struct pc_reference target;
    enum pc_status status = pc_reference_resolve(compiler, value, &target);
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    return op ? pc_compile_child(compiler, op, target.value) : PC_NO_MEMORY;
}
