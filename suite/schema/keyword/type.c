/* type (JSON Schema 2020-12 validation, section 6.1.1). */
#include "phrase.h"
#include "run.h"

static const struct {
    const char *name;
    unsigned bits;
} types[] = {
    {"null", PC_TYPE_NULL},         {"boolean", PC_TYPE_BOOLEAN}, {"integer", PC_TYPE_INTEGER},
    {"number", PC_TYPE_ANY_NUMBER}, {"string", PC_TYPE_STRING},   {"array", PC_TYPE_ARRAY},
    {"object", PC_TYPE_OBJECT},
};

/* `met`: the rows that were named so far. */
static enum pc_status one_type(struct pc_compiler *compiler, struct pc_json_value value, unsigned *met,
                               unsigned *out) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "the name of a type");
    if (status != PC_OK)
        return status;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (!pc_json_string_equal(value, pc_view_of(types[i].name)))
            continue;
        if ((*met & 1u << i) != 0)
            return pc_compile_fail(compiler, PC_MALFORMED, value, "this type stands twice in the list");
        *met |= 1u << i;
        *out |= types[i].bits;
        return PC_OK;
    }
    return pc_compile_fail(compiler, PC_MALFORMED, value,
                           "a type is one of null, boolean, integer, number, string, array, object");
}

PC_KEYWORD_COMPILE(pc_type_compile) {
    unsigned admitted = 0;
    unsigned met = 0;
    enum pc_status status = PC_OK;
    if (pc_json_type(value) != PC_JSON_ARRAY)
        status = one_type(compiler, value, &met, &admitted);
    for (struct pc_json_value one = pc_json_type(value) == PC_JSON_ARRAY ? pc_json_first(value)
                                                                         : (struct pc_json_value){0};
         status == PC_OK && pc_json_exists(one); one = pc_json_next(one))
        status = one_type(compiler, one, &met, &admitted);
    if (status != PC_OK)
        return status;
    if (admitted == 0)
        return pc_compile_fail(compiler, PC_MALFORMED, value, "at least one type was expected");
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.types = admitted;
    return PC_OK;
}

PC_KEYWORD_CHECK(pc_type_check) {
    (void)run;
    return (op->as.types & pc_exact_type(instance)) != 0;
}

PC_KEYWORD_BOUND(pc_type_bound) {
    (void)schema;
    return (struct pc_bound){.admit = op->as.types, .pass = op->as.types};
}

PC_KEYWORD_TEXT(pc_type_expected) {
    (void)schema;
    return pc_phrase_types(out, hit->op->as.types);
}
