#include "meta_schemas.h"

#define META_SCHEMA_LIST(X)                                                                                  \
    X(schema, "schema")                                                                                      \
    X(core, "meta/core")                                                                                     \
    X(applicator, "meta/applicator")                                                                         \
    X(unevaluated, "meta/unevaluated")                                                                       \
    X(validation, "meta/validation")                                                                         \
    X(meta_data, "meta/meta-data")                                                                           \
    X(format_annotation, "meta/format-annotation")                                                           \
    X(format_assertion, "meta/format-assertion")                                                             \
    X(content, "meta/content")

#define DECLARE(name, path)                                                                                  \
    extern const unsigned char pc_meta_schema_##name[];                                                      \
    extern const size_t pc_meta_schema_##name##_size;
META_SCHEMA_LIST(DECLARE)
#undef DECLARE

struct pc_view pc_meta_schema(struct pc_view uri) {
    static const struct {
        const char *uri;
        const unsigned char *text;
        const size_t *size;
    } rows[] = {
#define ROW(name, path)                                                                                      \
    {"https://json-schema.org/draft/2020-12/" path, pc_meta_schema_##name, &pc_meta_schema_##name##_size},
        META_SCHEMA_LIST(ROW)
#undef ROW
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (pc_view_equal_text(uri, rows[i].uri))
            return (struct pc_view){(const char *)rows[i].text, *rows[i].size};
    return (struct pc_view){0};
}
