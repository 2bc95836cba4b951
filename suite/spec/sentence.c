/* Sentences made from the schemas: what a keyword demands of which value, in our words. */
#include "spec.h"

#define MAX_RAW_VALUE  60
#define MAX_ENUM_WORDS 240

struct type_word {
    unsigned bits;
    const char *word;
};

/* Read from the top: the first line takes its bits away, so that `number` covers `integer`. */
static const struct type_word type_words[] = {
    {PC_TYPE_STRING, "a string"},    {PC_TYPE_INTEGER | PC_TYPE_NUMBER, "a number"},
    {PC_TYPE_INTEGER, "an integer"}, {PC_TYPE_NUMBER, "a number that is no integer"},
    {PC_TYPE_BOOLEAN, "a boolean"},  {PC_TYPE_OBJECT, "an object"},
    {PC_TYPE_ARRAY, "an array"},     {PC_TYPE_NULL, "null"},
};

/* Keywords that assert something and have no sentence of their own. */
static const char *const asserting_keywords[] = {
    "maximum",
    "minimum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "multipleOf",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "maxProperties",
    "minProperties",
    "const",
    "not",
    "anyOf",
    "oneOf",
    "allOf",
    "additionalProperties",
    "propertyNames",
    "contains",
    "dependentRequired",
    "type",
    "enum",
    "format",
    "required",
    "items",
};

/* One of the two schemas and its name for the root's sentences. */
struct side {
    const struct pc_schema *schema;
    const char *root;
};

static enum pc_status append_types(unsigned types, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    const char *between = "";
    for (size_t i = 0; status == PC_OK && i < sizeof type_words / sizeof type_words[0]; i++) {
        if ((types & type_words[i].bits) != type_words[i].bits)
            continue;
        types &= ~type_words[i].bits;
        status = pc_buf_appendf(out, "%s%s", between, type_words[i].word);
        between = " or ";
    }
    return status;
}

static enum pc_status append_label(const struct side *side, const struct pc_schema_member *member,
                                   struct pc_buf *out) {
    if (member->instance_pointer[0] == '\0')
        return pc_buf_append_text(out, side->root);
    const struct pc_schema_member *parent = pc_schema_member(side->schema, member->parent);
    if (parent->instance_pointer[0] == '\0')
        return pc_buf_appendf(out, "`%s`", member->name);
    return pc_buf_appendf(out, "`%s` in `%s`", member->name, parent->name);
}

static enum pc_status say_required(const struct side *side, const struct pc_schema_member *member,
                                   struct pc_buf *out) {
    const struct pc_schema_member *parent = pc_schema_member(side->schema, member->parent);
    if (parent->instance_pointer[0] == '\0')
        return pc_buf_appendf(out, "the key `%s` is required", member->name);
    return pc_buf_appendf(out, "the key `%s` is required in `%s`", member->name, parent->name);
}

static enum pc_status say_type(const struct side *side, const struct pc_schema_member *member,
                               struct pc_buf *out) {
    enum pc_status status = append_label(side, member, out);
    if (status == PC_OK)
        status = pc_buf_append_text(out, " is ");
    return status == PC_OK ? append_types(member->types, out) : status;
}

static enum pc_status say_enum(const struct side *side, const struct pc_schema_member *member,
                               struct pc_buf *out) {
    enum pc_status status = append_label(side, member, out);
    size_t before = out->size;
    if (status == PC_OK)
        status = pc_buf_appendf(out, " is one of %zu words:", member->enum_count);
    for (size_t i = 0; status == PC_OK && i < member->enum_count; i++) {
        if (out->size - before > MAX_ENUM_WORDS)
            return pc_buf_append_text(out, " …");
        status = pc_buf_appendf(out, " %s%s", member->enum_strings[i], i + 1 < member->enum_count ? "," : "");
    }
    return status;
}

static enum pc_status say_format(const struct side *side, const struct pc_schema_member *member,
                                 struct pc_buf *out) {
    enum pc_status status = append_label(side, member, out);
    if (status != PC_OK)
        return status;
    if (pc_view_equal_text(pc_view_of(member->format), "date-time"))
        return pc_buf_append_text(out, " is a date-time by RFC 3339");
    return pc_buf_appendf(out, " has the format %s", member->format);
}

/* Whether `pointer` is `base` or lies below it. */
static bool at_or_below(struct pc_view pointer, const char *base) {
    struct pc_view prefix = pc_view_of(base);
    return base != NULL && pc_view_starts_with(pointer, prefix) &&
           (pointer.size == prefix.size || pointer.data[prefix.size] == '/');
}

static enum pc_status say_member(const struct side *side, const struct pc_schema_member *member,
                                 struct pc_view pointer, struct pc_buf *out) {
    if (member->required_pointer != NULL && pc_view_equal_text(pointer, member->required_pointer))
        return say_required(side, member, out);
    if (member->enum_pointer != NULL && pc_view_equal_text(pointer, member->enum_pointer) &&
        member->enum_count > 0)
        return say_enum(side, member, out);
    if (member->format_pointer != NULL && pc_view_equal_text(pointer, member->format_pointer))
        return say_format(side, member, out);
    return PC_NOT_FOUND;
}

/* The `type` keyword or the anyOf that decides a member's type, or the `type` in a branch of that anyOf. */
static bool decides_type(struct pc_view pointer, const char *type_pointer) {
    if (!at_or_below(pointer, type_pointer))
        return false;
    struct pc_view rest = pc_view_slice(pointer, pc_view_of(type_pointer).size, pointer.size);
    struct pc_view branch = pc_view_slice(rest, 1, rest.size);
    size_t end = pc_view_find(branch, PC_VIEW("/"));
    return rest.size == 0 || pc_view_equal_text(pc_view_slice(branch, end, branch.size), "/type");
}

static enum pc_status say_known(const struct side *side, struct pc_view pointer, struct pc_buf *out) {
    size_t count = pc_schema_member_count(side->schema);
    for (size_t i = 0; i < count; i++) {
        enum pc_status status = say_member(side, pc_schema_member(side->schema, i), pointer, out);
        if (status != PC_NOT_FOUND)
            return status;
    }
    for (size_t i = 0; i < count; i++) {
        const struct pc_schema_member *member = pc_schema_member(side->schema, i);
        if (member->types != PC_TYPE_ANY && decides_type(pointer, member->type_pointer))
            return say_type(side, member, out);
    }
    return PC_NOT_FOUND;
}

/* The member whose own schema is nearest above the pointer, or NULL. */
static const struct pc_schema_member *nearest(const struct pc_schema *schema, struct pc_view pointer) {
    const struct pc_schema_member *best = NULL;
    size_t best_size = 0;
    for (size_t i = 0; i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        size_t size = pc_view_of(member->schema_pointer).size;
        if (at_or_below(pointer, member->schema_pointer) && (best == NULL || size > best_size)) {
            best = member;
            best_size = size;
        }
    }
    return best;
}

static struct pc_view last_token(struct pc_view pointer) {
    size_t from = pointer.size;
    while (from > 0 && pointer.data[from - 1] != '/')
        from--;
    return pc_view_slice(pointer, from, pointer.size);
}

static bool asserts(struct pc_view keyword) {
    for (size_t i = 0; i < sizeof asserting_keywords / sizeof asserting_keywords[0]; i++) {
        if (pc_view_equal_text(keyword, asserting_keywords[i]))
            return true;
    }
    return false;
}

static enum pc_status say_keyword(const struct pc_spec *spec, const struct side sides[2],
                                  struct pc_view pointer, struct pc_buf *out) {
    struct pc_view keyword = last_token(pointer);
    struct pc_json_value value = pc_json_pointer_get(spec->document, pc_view_slice(pointer, 1, pointer.size));
    if (!asserts(keyword) || !pc_json_exists(value))
        return PC_NOT_FOUND;
    const struct pc_schema_member *member = NULL;
    const struct side *side = NULL;
    for (size_t i = 0; member == NULL && i < 2; i++) {
        side = &sides[i];
        member = nearest(side->schema, pointer);
    }
    enum pc_status status =
        member == NULL ? pc_buf_append_text(out, "the value") : append_label(side, member, out);
    if (status == PC_OK)
        status = pc_buf_appendf(out, " keeps to the schema's `%.*s`", (int)keyword.size, keyword.data);
    struct pc_view raw = pc_json_raw(value);
    bool one_line = pc_view_find(raw, PC_VIEW("\n")) == raw.size;
    if (status == PC_OK && raw.size <= MAX_RAW_VALUE && one_line)
        status = pc_buf_appendf(out, " %.*s", (int)raw.size, raw.data);
    return status;
}

enum pc_status pc_spec_sentence(const struct pc_spec *spec, struct pc_view pointer, struct pc_buf *out) {
    const struct side sides[2] = {
        {spec->response_schema, "the response's body"},
        {spec->request_schema, "the request's body"},
    };
    for (size_t i = 0; i < 2; i++) {
        enum pc_status status = say_known(&sides[i], pointer, out);
        if (status != PC_NOT_FOUND)
            return status;
    }
    return say_keyword(spec, sides, pointer, out);
}
