/* The client's cases that follow from the schema of the answer: each value held, each null, each key that is
 * missing, each type that is wrong, each word of an enumeration. */
#include "client_internal.h"

#include <string.h>

#define MAX_BODY 65536

/* What stands at a member in the answers that are made here; any other document's members get a value of
 * their type. */
static const struct {
    const char *pointer;
    const char *text;
} values[] = {
    {"/id", "\"qr1x8z2\""},
    {"/created_at", "\"2026-01-02T03:04:05Z\""},
    {"/name", "\"tts-v3.1769268232\""},
    {"/model_id", "\"wdlgzjk3\""},
    {"/is_production", "true"},
    {"/is_development", "true"},
    {"/status", "\"UPDATING\""},
    {"/active_replica_count", "5"},
    {"/instance_type_name", "\"L4:4x16\""},
    {"/environment", "\"production\""},
    {"/autoscaling_settings/min_replica", "2"},
    {"/autoscaling_settings/max_replica", "9"},
    {"/autoscaling_settings/autoscaling_window", "60"},
    {"/autoscaling_settings/scale_down_delay", "901"},
    {"/autoscaling_settings/concurrency_target", "3"},
    {"/autoscaling_settings/target_utilization_percentage", "71"},
    {"/autoscaling_settings/target_in_flight_tokens", "40001"},
};

static const struct {
    const char *word;
    enum pc_schema_type_bit bit;
    const char *text;
} samples[] = {
    {"boolean", PC_TYPE_BOOLEAN, "true"},     {"integer", PC_TYPE_INTEGER, "7"},
    {"number", PC_TYPE_NUMBER, "1.5"},        {"string", PC_TYPE_STRING, "\"7\""},
    {"array", PC_TYPE_ARRAY, "[\"ACTIVE\"]"}, {"object", PC_TYPE_OBJECT, "{\"ACTIVE\":1}"},
};

/* Strings that careless conversions make something of. */
static const struct {
    const char *word;
    enum pc_schema_type_bit bit; /* of the member */
    const char *text;
    const char *kills;
} conversions[] = {
    {"word", PC_TYPE_INTEGER, "\"abc\"", "words-as-zero wrong-type-as-zero"},
    {"empty-string", PC_TYPE_INTEGER, "\"\"", "words-as-zero wrong-type-as-zero"},
    {"word", PC_TYPE_BOOLEAN, "\"false\"", "truth-of-anything"},
    {"empty-string", PC_TYPE_BOOLEAN, "\"\"", "truth-of-anything wrong-type-as-zero"},
};

struct body {
    const struct pc_schema *schema;
    const struct pc_schema_member *changed;
    const char *value; /* NULL: the member is left out */
    struct pc_buf text;
    enum pc_status status;
};

static void append(struct body *body, const char *text) {
    if (body->status == PC_OK)
        body->status = pc_buf_append_text(&body->text, text);
}

static const char *own_value(const struct pc_schema_member *member) {
    for (size_t i = 0; i < COUNT(values); i++) {
        if (strcmp(values[i].pointer, member->instance_pointer) == 0)
            return values[i].text;
    }
    for (size_t i = 0; member->enum_count == 0 && i < COUNT(samples); i++) {
        if ((member->types & (unsigned)samples[i].bit) != 0)
            return samples[i].text;
    }
    return "null";
}

static bool has_children(const struct body *body, size_t index) {
    for (size_t i = index + 1; i < pc_schema_member_count(body->schema); i++) {
        if (pc_schema_member(body->schema, i)->parent == index)
            return true;
    }
    return false;
}

/* The members of the object at `index`; the contract's are two levels deep, other documents' deeper ones are
 * left to their parents' samples. */
static void append_members(struct body *body, size_t index, bool deeper) {
    bool first = true;
    append(body, "{");
    for (size_t i = 1; i < pc_schema_member_count(body->schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(body->schema, i);
        if (member->parent != index || (member == body->changed && body->value == NULL))
            continue;
        append(body, first ? "" : ",");
        first = false;
        if (body->status == PC_OK)
            body->status = pc_json_quote(&body->text, pc_view_of(member->name));
        append(body, ":");
        if (member == body->changed)
            append(body, body->value);
        else if (deeper && has_children(body, i))
            append_members(body, i, false);
        else
            append(body, own_value(member));
    }
    append(body, "}");
}

static const char *make_body(struct pc_catalog_builder *builder, const struct pc_schema_member *changed,
                             const char *value) {
    struct body body = {
        .schema = pc_spec_response_schema(pc_builder_spec(builder)), .changed = changed, .value = value};
    pc_buf_init(&body.text, MAX_BODY);
    append_members(&body, 0, true);
    const char *text = body.status == PC_OK ? pc_builder_text(builder, "%s", body.text.data) : NULL;
    pc_buf_clear(&body.text);
    return text;
}

/* One kind of derived case. */
struct kind {
    const char *id; /* with the member's path in it */
    const char *title;
    const char *pointer; /* the citation's */
    const char *value;
    bool good; /* the answer keeps the contract */
    bool plain;
    const char *kills;
};

static enum pc_status add(struct pc_catalog_builder *builder, const struct pc_schema_member *member,
                          const struct kind *kind) {
    struct pc_call *call = pc_builder_allocate(builder, sizeof *call);
    if (call == NULL || kind->id == NULL || kind->title == NULL)
        return PC_NO_MEMORY;
    call->name = kind->id + strlen("client/");
    call->reply.body = make_body(builder, member, kind->value);
    struct pc_case one = {
        .id = pc_builder_id_part(builder, kind->id),
        .title = kind->title,
        .level = PC_LEVEL_MUST,
        .cites = pc_builder_text(builder, "spec:%s", kind->pointer),
        .call = kind->plain ? &pc_call_minimal : call,
        .call_control = &pc_call_minimal,
        .check = kind->good ? pc_check_client_members : pc_check_client_malformed,
        .pointer = member->instance_pointer,
        .kills = kind->kills,
    };
    if (call->reply.body == NULL || one.id == NULL || one.cites == NULL)
        return PC_NO_MEMORY;
    return pc_builder_add(builder, &one);
}

#define TEXT(...) pc_builder_text(builder, __VA_ARGS__)

/* Values that careless readers take for none. */
static enum pc_status add_odd(struct pc_catalog_builder *builder, const struct pc_schema_member *member) {
    const char *path = member->instance_pointer + 1;
    bool counts = (member->types & PC_TYPE_INTEGER) != 0;
    enum pc_status status = PC_OK;
    if (status == PC_OK && counts)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/zero/%s", path),
                                    .title = TEXT("zero at `%s` is zero", path),
                                    .pointer = member->type_pointer,
                                    .value = "0",
                                    .good = true,
                                    .kills = "zero-as-null"});
    if (status == PC_OK && counts)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/large/%s", path),
                                    .title = TEXT("`%s` has no bound", path),
                                    .pointer = member->type_pointer,
                                    .value = "4294967297",
                                    .good = true,
                                    .kills = "int32-overflow"});
    if (status == PC_OK && (member->types & PC_TYPE_BOOLEAN) != 0)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/false/%s", path),
                                    .title = TEXT("false at `%s` is false", path),
                                    .pointer = member->type_pointer,
                                    .value = "false",
                                    .good = true,
                                    .kills = "false-as-null always-true"});
    if (status == PC_OK && (member->types & PC_TYPE_STRING) != 0 && (member->types & PC_TYPE_NULL) != 0)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/empty/%s", path),
                                    .title = TEXT("an empty `%s` is not null", path),
                                    .pointer = member->type_pointer,
                                    .value = "\"\"",
                                    .good = true,
                                    .kills = "empty-as-null"});
    return status;
}

static enum pc_status add_good(struct pc_catalog_builder *builder, const struct pc_schema_member *member) {
    const char *path = member->instance_pointer + 1;
    bool counts = (member->types & PC_TYPE_INTEGER) != 0;
    enum pc_status status = add(builder, member,
                                &(struct kind){.id = TEXT("client/response/value/%s", path),
                                               .title = TEXT("`%s` arrives as it was sent", path),
                                               .pointer = member->schema_pointer,
                                               .value = own_value(member),
                                               .good = true,
                                               .plain = true,
                                               .kills = TEXT("loses-%s", path)});
    if (status == PC_OK && (member->types & PC_TYPE_NULL) != 0)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/null/%s", path),
                                    .title = TEXT("null at `%s` stays null", path),
                                    .pointer = member->type_pointer,
                                    .value = "null",
                                    .good = true,
                                    .kills = counts || strcmp(path, "autoscaling_settings") == 0
                                                 ? "null-as-zero refuses-null"
                                                 : "null-as-empty refuses-null"});
    if (status == PC_OK)
        status = add_odd(builder, member);
    if (status == PC_OK && member->required_pointer == NULL)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/absent/%s", path),
                                    .title = TEXT("`%s` may be absent, and is no value then", path),
                                    .pointer = member->schema_pointer,
                                    .good = true,
                                    .kills = "missing-as-zero demands-optional"});
    return status;
}

/* The one that stands in the plain answer: what refuses it refuses that. */
static bool is_own_word(const struct pc_schema_member *member, const char *word) {
    const char *own = own_value(member);
    size_t size = strlen(word);
    return own[0] == '"' && strncmp(own + 1, word, size) == 0 && own[size + 1] == '"';
}

static enum pc_status add_words(struct pc_catalog_builder *builder, const struct pc_schema_member *member) {
    const char *path = member->instance_pointer + 1;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < member->enum_count; i++)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/response/enum/%s/%s", path, member->enum_strings[i]),
                                    .title = TEXT("`%s` %s arrives as it is", path, member->enum_strings[i]),
                                    .pointer = member->enum_pointer,
                                    .value = TEXT("\"%s\"", member->enum_strings[i]),
                                    .good = true,
                                    .plain = is_own_word(member, member->enum_strings[i]),
                                    .kills = TEXT("refuses-%s", member->enum_strings[i])});
    return status;
}

static const char *kills_of(const struct pc_schema_member *member, enum pc_schema_type_bit sample) {
    bool structured = sample == PC_TYPE_ARRAY || sample == PC_TYPE_OBJECT;
    if ((member->types & PC_TYPE_INTEGER) != 0 && sample == PC_TYPE_NUMBER)
        return "wrong-type-as-zero cuts-fractions";
    if ((member->types & PC_TYPE_BOOLEAN) != 0 && structured)
        return "wrong-type-as-zero truth-of-anything";
    /* For a word of an enumeration any other word claims nothing. */
    if ((member->types & PC_TYPE_STRING) != 0 && structured && member->enum_count == 0)
        return "wrong-type-as-zero text-of-anything";
    return "wrong-type-as-zero";
}

static enum pc_status add_conversions(struct pc_catalog_builder *builder,
                                      const struct pc_schema_member *member) {
    const char *path = member->instance_pointer + 1;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < COUNT(conversions); i++) {
        if (member->type_pointer == NULL || (member->types & (unsigned)conversions[i].bit) == 0 ||
            (member->types & PC_TYPE_STRING) != 0)
            continue;
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/malformed/type/%s/%s", path, conversions[i].word),
                                    .title = TEXT("from the string %s at `%s` nothing is made",
                                                  conversions[i].text, path),
                                    .pointer = member->type_pointer,
                                    .value = conversions[i].text,
                                    .kills = conversions[i].kills});
    }
    return status;
}

static enum pc_status add_bad(struct pc_catalog_builder *builder, const struct pc_schema_member *member) {
    const char *path = member->instance_pointer + 1;
    enum pc_status status = PC_OK;
    if (member->required_pointer != NULL)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/malformed/missing/%s", path),
                                    .title = TEXT("for a missing `%s` nothing is invented", path),
                                    .pointer = member->required_pointer,
                                    .kills = "missing-as-zero"});
    if (status == PC_OK && member->type_pointer != NULL && (member->types & PC_TYPE_NULL) == 0)
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/malformed/null/%s", path),
                                    .title = TEXT("for a null at `%s` nothing is invented", path),
                                    .pointer = member->type_pointer,
                                    .value = "null",
                                    .kills = (member->types & PC_TYPE_STRING) != 0
                                                 ? "bad-null-as-zero text-of-anything"
                                                 : "bad-null-as-zero"});
    for (size_t i = 0; status == PC_OK && member->type_pointer != NULL && i < COUNT(samples); i++) {
        if ((member->types & (unsigned)samples[i].bit) != 0)
            continue;
        status = add(builder, member,
                     &(struct kind){.id = TEXT("client/malformed/type/%s/%s", path, samples[i].word),
                                    .title = TEXT("for a value of type %s at `%s` nothing is invented",
                                                  samples[i].word, path),
                                    .pointer = member->type_pointer,
                                    .value = samples[i].text,
                                    .kills = kills_of(member, samples[i].bit)});
    }
    return status;
}

enum pc_status pc_derive_client_cases(struct pc_catalog_builder *builder) {
    const struct pc_schema *schema = pc_spec_response_schema(pc_builder_spec(builder));
    enum pc_status (*const steps[])(struct pc_catalog_builder *, const struct pc_schema_member *) = {
        add_good, add_words, add_bad, add_conversions};
    enum pc_status status = PC_OK;
    for (size_t s = 0; s < COUNT(steps); s++) {
        for (size_t i = 1; status == PC_OK && i < pc_schema_member_count(schema); i++)
            status = steps[s](builder, pc_schema_member(schema, i));
    }
    return status;
}
