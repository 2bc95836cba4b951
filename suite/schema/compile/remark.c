/* What is legal in a schema but means nothing. */
#include "compile.h"

enum pc_status pc_compile_remark(struct pc_compiler *compiler, struct pc_json_value at,
                                 const char *sentence) {
    struct pc_schema *schema = compiler->schema;
    struct pc_buf pointer;
    void *remarks = schema->remarks;
    if (compiler->options.strict)
        return pc_compile_fail(compiler, PC_UNSUPPORTED, at, "%s", sentence);
    if (schema->remark_count == PC_SCHEMA_MAX_REMARKS)
        return PC_OK;
    if (!pc_compile_grow(&remarks, &compiler->remark_capacity, schema->remark_count, sizeof *schema->remarks))
        return pc_compile_no_memory(compiler);
    schema->remarks = remarks;
    pc_buf_init(&pointer, PC_JSON_HARD_MAX_SIZE);
    const char *text = NULL;
    if (pc_schema_pointer_of(schema, at, &pointer) == PC_OK)
        text = pc_arena_copy(&schema->arena, pc_buf_view(&pointer));
    pc_buf_clear(&pointer);
    if (!text)
        return pc_compile_no_memory(compiler);
    schema->remarks[schema->remark_count++] = (struct pc_schema_remark){text, sentence};
    return PC_OK;
}

size_t pc_schema_remark_count(const struct pc_schema *schema) {
    return schema->remark_count;
}

struct pc_schema_remark pc_schema_remark_at(const struct pc_schema *schema, size_t index) {
    return schema->remarks[index];
}
