#include "cases_internal.h"

#include <string.h>

#define MAX_BODY 65536

/* A value of each JSON type, as it stands in a body. */
static const struct {
    const char *word;
    enum pc_schema_type_bit bit; /* legal where the schema has this bit */
    const char *text;
} samples[] = {
    {"boolean", PC_TYPE_BOOLEAN, "true"},   {"integer", PC_TYPE_INTEGER, "7"},
    {"number", PC_TYPE_NUMBER, "1.5"},      {"string", PC_TYPE_STRING, "\"true\""},
    {"array", PC_TYPE_ARRAY, "[\"true\"]"}, {"object", PC_TYPE_OBJECT, "{\"true\":true}"},
};

static const struct pc_statuses refusals = {{400, 415, 422}};
static const struct pc_statuses refusals_of_a_value = {{400, 422}};
/* An id of any text may be looked up before its type is minded. */
static const struct pc_statuses refusals_of_an_id = {{400, 404, 422}};

static bool is_deployment_id(const struct pc_schema_member *member) {
    return strcmp(member->instance_pointer, "/deployment_id") == 0;
}

/* The value of a required member in a request that is otherwise right: the deployment's id, or the first
 * legal sample.
 */
static const char *right_value(const struct pc_schema_member *member) {
    if (is_deployment_id(member))
        return "$deployment";
    for (size_t i = 0; i < COUNT(samples); i++) {
        if ((member->types & (unsigned)samples[i].bit) != 0)
            return samples[i].text;
    }
    return "null";
}

/* A whole request but for one member, which is left out (value NULL) or replaced. */
static const char *make_body(struct pc_catalog_builder *builder, const struct pc_schema_member *changed,
                             const char *value) {
    const struct pc_schema *schema = pc_spec_request_schema(pc_builder_spec(builder));
    struct pc_buf body;
    pc_buf_init(&body, MAX_BODY);
    enum pc_status status = pc_buf_append_byte(&body, '{');
    for (size_t i = 1; status == PC_OK && i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        const char *text = member == changed                  ? value
                           : member->required_pointer != NULL ? right_value(member)
                                                              : NULL;
        if (member->parent != 0 || text == NULL)
            continue;
        if (body.size > 1)
            status = pc_buf_append_byte(&body, ',');
        if (status == PC_OK)
            status = pc_json_quote(&body, pc_view_of(member->name));
        if (status == PC_OK)
            status = pc_buf_appendf(&body, ":%s", text);
    }
    if (status == PC_OK)
        status = pc_buf_append_byte(&body, '}');
    const char *text = status == PC_OK ? pc_builder_text(builder, "%s", body.data) : NULL;
    pc_buf_clear(&body);
    return text;
}

struct defect {
    const char *condition; /* end of the id */
    const char *title;     /* with "`NAME`" between its two halves */
    const char *title_end;
    const char *value; /* NULL: left out */
    enum pc_level level;
    const char *pointer;
    const struct pc_statuses *statuses;
    const char *kills;
};

static enum pc_status add(struct pc_catalog_builder *builder, const struct pc_schema_member *member,
                          const struct defect *defect) {
    const char *part = pc_builder_id_part(builder, member->name);
    if (part == NULL)
        return PC_NO_MEMORY;
    const char *id = pc_builder_text(builder, "server/request/%s/%s", part, defect->condition);
    const char *name = pc_builder_text(builder, "%s-%s", member->name, defect->condition);
    struct pc_case one = {
        .id = id,
        .title =
            pc_builder_text(builder, "%s `%s`%s is refused", defect->title, member->name, defect->title_end),
        .level = defect->level,
        .cites = pc_builder_text(builder, "spec:%s rfc9110:15.5.1", defect->pointer),
        .probe =
            pc_builder_probe(builder, name, PC_EFFECT_REFUSED, make_body(builder, member, defect->value)),
        .control = &pc_probe_minimal,
        .check = pc_check_refused,
        .statuses = defect->statuses,
        .kills = defect->kills,
    };
    if (one.id == NULL || one.title == NULL || one.cites == NULL || one.probe == NULL)
        return PC_NO_MEMORY;
    return pc_builder_add(builder, &one);
}

static enum pc_status add_wrong_types(struct pc_catalog_builder *builder,
                                      const struct pc_schema_member *member) {
    const struct pc_statuses *statuses = is_deployment_id(member) ? &refusals_of_an_id : &refusals_of_a_value;
    const char *kills = is_deployment_id(member) ? "deployment_id-coerced" : "boolean-coerced";
    enum pc_status status = PC_OK;
    if ((member->types & PC_TYPE_NULL) == 0)
        status = add(builder, member,
                     &(struct defect){.condition = "null",
                                      .title = "a body whose",
                                      .title_end = " is null",
                                      .value = "null",
                                      .level = PC_LEVEL_SHOULD,
                                      .pointer = member->type_pointer,
                                      .statuses = statuses,
                                      .kills = "null-accepted"});
    for (size_t i = 0; status == PC_OK && i < COUNT(samples); i++) {
        if ((member->types & (unsigned)samples[i].bit) != 0)
            continue;
        status =
            add(builder, member,
                &(struct defect){.condition = pc_builder_text(builder, "type/%s", samples[i].word),
                                 .title = "a body whose",
                                 .title_end = pc_builder_text(builder, " is of type %s", samples[i].word),
                                 .value = samples[i].text,
                                 .level = PC_LEVEL_SHOULD,
                                 .pointer = member->type_pointer,
                                 .statuses = statuses,
                                 .kills = kills});
    }
    return status;
}

enum pc_status pc_derive_request_cases(struct pc_catalog_builder *builder) {
    const struct pc_schema *schema = pc_spec_request_schema(pc_builder_spec(builder));
    enum pc_status status = PC_OK;
    for (size_t i = 1; status == PC_OK && i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        if (member->parent != 0)
            continue;
        if (member->required_pointer != NULL)
            status =
                add(builder, member,
                    &(struct defect){.condition = "missing",
                                     .title = "a body without",
                                     .title_end = "",
                                     .level = PC_LEVEL_MUST,
                                     .pointer = member->required_pointer,
                                     .statuses = &refusals,
                                     .kills = "missing-deployment_id-accepted missing-deployment_id-500"});
        if (status == PC_OK && member->type_pointer != NULL)
            status = add_wrong_types(builder, member);
    }
    return status;
}
