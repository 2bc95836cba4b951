/* format (validation, section 7): asserted or an annotation, as the schema's options and its meta-schema say;
 * a name that is not known is always an annotation (section 7.2.3). */
#include "pc_format.h"
#include "run.h"

/* OpenAPI's formats of numbers: the format registry of the OpenAPI Initiative. */
static const struct pc_number_format {
    const char *name;
    const char *expected;
    const char *least;
    const char *most;
    bool integer;
} number_formats[] = {
    {"int32", "a signed 32-bit integer", "-2147483648", "2147483647", true},
    {"int64", "a signed 64-bit integer", "-9223372036854775808", "9223372036854775807", true},
    {"float", "a number within single precision", "-3.4028234663852885981170418348451692544e38",
     "3.4028234663852885981170418348451692544e38", false},
    {"double", "a number within double precision", "-1.7976931348623157081e308", "1.7976931348623157081e308",
     false},
};

/* The rows that formats of numbers run by; `format` itself is of strings. */
static const struct pc_keyword number_keyword = {.name = "format",
                                                 .check = pc_number_format_check,
                                                 .types = PC_TYPE_ANY_NUMBER,
                                                 .expected = pc_number_format_expected};

static bool asserts(const struct pc_compiler *compiler, bool openapi) {
    unsigned vocabularies = compiler->schema->resources[compiler->resource].vocabularies;
    switch (compiler->options.formats) {
    case PC_FORMATS_ASSERT:
        return true;
    case PC_FORMATS_OPENAPI:
        return openapi || (vocabularies & PC_VOCABULARY_FORMAT_ASSERTION) != 0;
    case PC_FORMATS_BY_DOCUMENT:
        if (openapi && (vocabularies & PC_VOCABULARY_OPENAPI) != 0)
            return true;
        break;
    default:
        break;
    }
    return (vocabularies & PC_VOCABULARY_FORMAT_ASSERTION) != 0;
}

PC_KEYWORD_COMPILE(pc_format_compile) {
    struct pc_view name;
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "the name of a format");
    if (status == PC_OK)
        status = pc_compile_unescape(compiler, value, &name);
    if (status != PC_OK)
        return status;
    const struct pc_format *format = pc_format_find(name);
    if (format && asserts(compiler, format->openapi)) {
        struct pc_op *op = pc_compile_op(compiler, keyword, value);
        if (!op)
            return PC_NO_MEMORY;
        op->as.format = format;
    }
    for (size_t i = 0; i < sizeof number_formats / sizeof number_formats[0]; i++) {
        if (!pc_view_equal_text(name, number_formats[i].name) || !asserts(compiler, true))
            continue;
        struct pc_op *op = pc_compile_op(compiler, &number_keyword, value);
        if (!op)
            return PC_NO_MEMORY;
        op->as.number_format = &number_formats[i];
    }
    return PC_OK;
}

PC_KEYWORD_CHECK(pc_format_check) {
    struct pc_view text;
    /* No verdict where there is no memory: the run ends with the status. */
    return !pc_run_text(run, instance, &text) || op->as.format->check(text);
}

PC_KEYWORD_CHECK(pc_number_format_check) {
    const struct pc_number_format *format = op->as.number_format;
    struct pc_view number = pc_json_number_raw(instance);
    (void)run;
    return (!format->integer || pc_json_number_is_integer(instance)) &&
           pc_json_number_compare(number, pc_view_of(format->least)) >= 0 &&
           pc_json_number_compare(number, pc_view_of(format->most)) <= 0;
}

PC_KEYWORD_TEXT(pc_format_expected) {
    (void)schema;
    return pc_buf_append_text(out, hit->op->as.format->expected);
}

PC_KEYWORD_TEXT(pc_number_format_expected) {
    (void)schema;
    return pc_buf_append_text(out, hit->op->as.number_format->expected);
}
