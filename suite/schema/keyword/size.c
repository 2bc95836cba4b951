/* minLength, maxLength, minItems, maxItems, minProperties, maxProperties (JSON Schema 2020-12 validation,
 * sections 6.3 to 6.5). A member of a duplicate key counts each time it stands there. */
#include "phrase.h"
#include "run.h"

PC_KEYWORD_COMPILE(pc_size_compile) {
    uint64_t count;
    enum pc_status status = pc_compile_count(compiler, value, &count);
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.count = count;
    return PC_OK;
}

static uint64_t size_of(struct pc_json_value instance) {
    return pc_json_type(instance) == PC_JSON_STRING ? pc_json_string_length(instance)
                                                    : pc_json_count(instance);
}

PC_KEYWORD_CHECK(pc_min_size_check) {
    (void)run;
    return size_of(instance) >= op->as.count;
}

PC_KEYWORD_CHECK(pc_max_size_check) {
    (void)run;
    return size_of(instance) <= op->as.count;
}

static const char *unit_of(struct pc_json_value instance, bool one) {
    switch (pc_json_type(instance)) {
    case PC_JSON_STRING:
        return one ? "character" : "characters";
    case PC_JSON_ARRAY:
        return one ? "element" : "elements";
    default:
        return one ? "member" : "members";
    }
}

/* "a string of at least 3 characters" */
PC_KEYWORD_TEXT(pc_size_expected) {
    (void)schema;
    const char *bound = hit->op->keyword->check == pc_min_size_check ? "least" : "most";
    enum pc_status status = pc_phrase_types(out, hit->op->keyword->types);
    if (status == PC_OK)
        status = pc_buf_appendf(out, " of at %s ", bound);
    if (status == PC_OK)
        status = pc_phrase_json(out, hit->op->source);
    if (status == PC_OK)
        status = pc_buf_appendf(out, " %s", unit_of(hit->instance, hit->op->as.count == 1));
    return status;
}

/* "an array of 1 element" */
PC_KEYWORD_TEXT(pc_size_seen) {
    (void)schema;
    uint64_t size = size_of(hit->instance);
    enum pc_status status = pc_phrase_value(out, hit->instance);
    if (status == PC_OK)
        status =
            pc_buf_appendf(out, " of %llu %s", (unsigned long long)size, unit_of(hit->instance, size == 1));
    return status;
}
