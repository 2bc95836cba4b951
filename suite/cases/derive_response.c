#include "cases_internal.h"

#include <string.h>

/* What a schema says of one property of the answer, each a case of its own. */
struct aspect {
    const char *word;
    const char *title; /* %s: the property's pointer without its first slash */
    size_t pointer;    /* offset of the keyword's pointer in pc_schema_member */
    const char *kills; /* %s: the property's path with dots, as the mock's faults name it */
};

#define POINTER(member) offsetof(struct pc_schema_member, member)

static const struct aspect aspects[] = {
    {"required", "the key `%s` is there", POINTER(required_pointer), "missing-%s"},
    {"type", "`%s` has its type", POINTER(type_pointer), "wrong-type-%s"},
    {"enum", "`%s` is one of the values that the contract lists", POINTER(enum_pointer), "status-unknown"},
    {"format", "`%s` has its format", POINTER(format_pointer), "created_at-human created_at-month-13"},
};

static const char *keyword_pointer(const struct aspect *aspect, const struct pc_schema_member *member) {
    const char *pointer;
    memcpy(&pointer, (const char *)member + aspect->pointer, sizeof pointer);
    return pointer;
}

/* The mock names its faults by the path with dots: missing-autoscaling_settings.min_replica */
static const char *dotted(struct pc_catalog_builder *builder, const char *path) {
    struct pc_buf text;
    pc_buf_init(&text, 4096);
    const char *copy = NULL;
    if (pc_buf_append_text(&text, path) == PC_OK) {
        for (char *slash = text.data; (slash = strchr(slash, '/')) != NULL;)
            *slash = '.';
        copy = pc_builder_text(builder, "%s", text.data);
    }
    pc_buf_clear(&text);
    return copy;
}

/* `format` holds one %s: a table's text, so it cannot be a literal at the call. */
static const char *fill_in(struct pc_catalog_builder *builder, const char *format, const char *value) {
    const char *hole = strstr(format, "%s");
    if (hole == NULL || value == NULL)
        return format;
    return pc_builder_text(builder, "%.*s%s%s", (int)(hole - format), format, value, hole + 2);
}

static enum pc_status add(struct pc_catalog_builder *builder, const struct aspect *aspect,
                          const struct pc_schema_member *member, const char *schema_pointer) {
    const char *path = member->instance_pointer + 1;
    const char *id_path = pc_builder_id_part(builder, path);
    const char *fault_path = dotted(builder, path);
    if (id_path == NULL || fault_path == NULL)
        return PC_NO_MEMORY;
    struct pc_case one = {
        .id = pc_builder_text(builder, "server/response/%s/%s", aspect->word, id_path),
        .title = fill_in(builder, aspect->title, path),
        .level = PC_LEVEL_MUST,
        .cites = pc_builder_text(builder, "spec:%s", schema_pointer),
        .probe = &pc_probe_minimal,
        .check = pc_check_schema_place,
        .pointer = member->instance_pointer,
        .schema_pointer = schema_pointer,
        .kills = fill_in(builder, aspect->kills, fault_path),
    };
    if (one.id == NULL || one.title == NULL || one.cites == NULL || one.kills == NULL)
        return PC_NO_MEMORY;
    return pc_builder_add(builder, &one);
}

/* The body itself has no key; only its type can be wrong. */
static enum pc_status add_root(struct pc_catalog_builder *builder, const struct pc_schema_member *root) {
    if (root->type_pointer == NULL)
        return PC_OK;
    struct pc_case one = {
        .id = "server/response/schema/object",
        .title = "the body is an object",
        .level = PC_LEVEL_MUST,
        .cites = pc_builder_text(builder, "spec:%s", root->type_pointer),
        .probe = &pc_probe_minimal,
        .check = pc_check_schema_place,
        .pointer = "",
        .schema_pointer = root->type_pointer,
        .kills = "array-wrapped",
    };
    return one.cites == NULL ? PC_NO_MEMORY : pc_builder_add(builder, &one);
}

enum pc_status pc_derive_response_cases(struct pc_catalog_builder *builder) {
    const struct pc_schema *schema = pc_spec_response_schema(pc_builder_spec(builder));
    enum pc_status status = PC_OK;
    size_t count = pc_schema_member_count(schema);
    if (count > 0)
        status = add_root(builder, pc_schema_member(schema, 0));
    for (size_t a = 0; a < COUNT(aspects); a++) {
        for (size_t i = 1; status == PC_OK && i < count; i++) {
            const struct pc_schema_member *member = pc_schema_member(schema, i);
            const char *pointer = keyword_pointer(&aspects[a], member);
            if (pointer != NULL)
                status = add(builder, &aspects[a], member, pointer);
        }
    }
    return status;
}
