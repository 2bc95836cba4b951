/* minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf (JSON Schema 2020-12 validation,
 * section 6.2): by exact value. */
#include "decimal.h"
#include "phrase.h"
#include "run.h"

#include <string.h>

PC_KEYWORD_COMPILE(pc_number_compile) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_NUMBER, "a number");
    if (status != PC_OK)
        return status;
    struct pc_op *op = pc_compile_op(compiler, keyword, value);
    if (!op)
        return PC_NO_MEMORY;
    op->as.number = pc_json_number_raw(value);
    return PC_OK;
}

PC_KEYWORD_COMPILE(pc_multiple_of_compile) {
    enum pc_status status = pc_number_compile(compiler, keyword, value);
    if (status != PC_OK)
        return status;
    struct pc_decimal divisor = pc_decimal_of(pc_json_number_raw(value));
    if (divisor.negative || pc_decimal_is_zero(&divisor))
        return pc_compile_fail(compiler, PC_MALFORMED, value, "a number greater than 0 was expected");
    if (!pc_decimal_can_divide(&divisor))
        return pc_compile_fail(compiler, PC_LIMIT, value,
                               "`multipleOf` with more than %u digits is not supported",
                               PC_DECIMAL_DIVISOR_DIGITS);
    return PC_OK;
}

static int against(struct pc_json_value instance, const struct pc_op *op) {
    return pc_json_number_compare(pc_json_number_raw(instance), op->as.number);
}

PC_KEYWORD_CHECK(pc_minimum_check) {
    (void)run;
    return against(instance, op) >= 0;
}

PC_KEYWORD_CHECK(pc_maximum_check) {
    (void)run;
    return against(instance, op) <= 0;
}

PC_KEYWORD_CHECK(pc_exclusive_minimum_check) {
    (void)run;
    return against(instance, op) > 0;
}

PC_KEYWORD_CHECK(pc_exclusive_maximum_check) {
    (void)run;
    return against(instance, op) < 0;
}

PC_KEYWORD_CHECK(pc_multiple_of_check) {
    struct pc_decimal number = pc_decimal_of(pc_json_number_raw(instance));
    struct pc_decimal divisor = pc_decimal_of(op->as.number);
    run->steps -= pc_decimal_division_cost(&number, &divisor);
    return pc_decimal_is_multiple(&number, &divisor);
}

PC_KEYWORD_TEXT(pc_number_expected) {
    (void)schema;
    static const struct {
        const char *keyword;
        const char *phrase;
    } phrases[] = {
        {"minimum", "a number of at least "},    {"maximum", "a number of at most "},
        {"exclusiveMinimum", "a number above "}, {"exclusiveMaximum", "a number below "},
        {"multipleOf", "a multiple of "},
    };
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
        if (strcmp(phrases[i].keyword, hit->op->keyword->name) == 0)
            status = pc_buf_append_text(out, phrases[i].phrase);
    return status == PC_OK ? pc_phrase_json(out, hit->op->source) : status;
}
