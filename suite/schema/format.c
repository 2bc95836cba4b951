/* format (JSON Schema 2020-12 validation, section 7). The table holds the formats that are asserted; every
 * other name, the standard's, OpenAPI's or a private one, is an annotation (section 7.2.3 lets unknown ones
 * be nothing else). */
#include "run.h"

struct pc_format {
    const char *name;
    const char *expected;
    bool (*check)(struct pc_view text);
};

static const struct pc_format formats[] = {
    {"date-time", "an RFC 3339 date-time", pc_format_date_time},
};

PC_KEYWORD_COMPILE(pc_format_compile) {
    enum pc_status status = pc_compile_want(compiler, value, PC_JSON_STRING, "the name of a format");
    if (status != PC_OK)
        return status;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!pc_json_string_equal(value, pc_view_of(formats[i].name)))
            continue;
        struct pc_op *op = pc_compile_op(compiler, keyword, value);
        if (!op)
            return PC_NO_MEMORY;
        op->as.format = &formats[i];
    }
    return PC_OK;
}

PC_KEYWORD_CHECK(pc_format_check) {
    if (!pc_json_string_has_escapes(instance))
        return op->as.format->check(pc_json_string_raw(instance));
    struct pc_buf *text = &run->memory->scratch;
    pc_buf_reset(text);
    enum pc_status status = pc_json_string_decode(instance, text);
    if (status != PC_OK) {
        run->status = status;
        return true; /* no verdict: the run ends with the status */
    }
    return op->as.format->check(pc_buf_view(text));
}

PC_KEYWORD_TEXT(pc_format_expected) {
    (void)schema;
    return pc_buf_append_text(out, hit->op->as.format->expected);
}
