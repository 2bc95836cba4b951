#include "target_internal.h"

#include <string.h>

#define MAX_VALUE_SIZE (64u << 10)

/* Values made from the key: each differs from it in one way, and none can be a valid key by accident. */
static enum pc_status make_wrong_key(struct pc_view key, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < key.size; i++) {
        char c = key.data[i];
        bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        status = pc_buf_append_byte(out, !alphanumeric ? c : c == 'x' ? 'y' : 'x');
    }
    return status;
}

static enum pc_status make_truncated_key(struct pc_view key, struct pc_buf *out) {
    return pc_buf_append(out, pc_view_slice(key, 0, key.size - 1));
}

static enum pc_status make_lengthened_key(struct pc_view key, struct pc_buf *out) {
    enum pc_status status = pc_buf_append(out, key);
    return status != PC_OK ? status : pc_buf_append_byte(out, 'x');
}

static enum pc_status make_swapped_key(struct pc_view key, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < key.size; i++) {
        char c = key.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        status = pc_buf_append_byte(out, letter ? (char)(c ^ 0x20) : c);
    }
    return status;
}

struct variable {
    const char *name;
    size_t offset;                                                    /* of the text in pc_target_options */
    const char *option;                                               /* what the user would have to say */
    enum pc_status (*make)(struct pc_view value, struct pc_buf *out); /* NULL: the value itself */
};

#define OPTION(member) offsetof(struct pc_target_options, member)

static const struct variable variables[] = {
    {"model", OPTION(model), "--model", NULL},
    {"environment", OPTION(environment), "--env", NULL},
    {"deployment", OPTION(deployment), "--deployment", NULL},
    {"other_deployment", OPTION(other_deployment), "--other-deployment", NULL},
    {"other_environment", OPTION(other_environment), "--other-env", NULL},
    {"foreign_deployment", OPTION(foreign_deployment), "--foreign-deployment", NULL},
    {"key", OPTION(key), "PROMOTECHECK_API_KEY", NULL},
    {"wrong_key", OPTION(key), "PROMOTECHECK_API_KEY", make_wrong_key},
    {"truncated_key", OPTION(key), "PROMOTECHECK_API_KEY", make_truncated_key},
    {"lengthened_key", OPTION(key), "PROMOTECHECK_API_KEY", make_lengthened_key},
    {"swapped_key", OPTION(key), "PROMOTECHECK_API_KEY", make_swapped_key},
    {"swapped_model", OPTION(model), "--model", make_swapped_key},
    {"swapped_environment", OPTION(environment), "--env", make_swapped_key},
    {"swapped_deployment", OPTION(deployment), "--deployment", make_swapped_key},
};

static const struct variable *find_variable(struct pc_view name) {
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        if (pc_view_equal_text(name, variables[i].name))
            return &variables[i];
    }
    return NULL;
}

/* Every character as a \u escape: the same string in another spelling. ASCII only; the rest stays as it is.
 */
static enum pc_status append_escaped(struct pc_view value, struct pc_buf *out) {
    enum pc_status status = pc_buf_append_byte(out, '"');
    for (size_t i = 0; status == PC_OK && i < value.size; i++) {
        unsigned char c = (unsigned char)value.data[i];
        status = c < 0x80 ? pc_buf_appendf(out, "\\u%04x", c) : pc_buf_append_byte(out, value.data[i]);
    }
    return status != PC_OK ? status : pc_buf_append_byte(out, '"');
}

static enum pc_status append_value(struct pc_view value, enum pc_place_of_text place, bool escaped,
                                   struct pc_buf *out) {
    if (escaped)
        return append_escaped(value, out);
    switch (place) {
    case PC_IN_BODY:
        return pc_json_quote(out, value);
    case PC_IN_PATH:
        return pc_percent_encode(value, out);
    case PC_IN_HEADER:
        return pc_buf_append(out, value);
    }
    return PC_INTERNAL;
}

/* `count` times the byte: for what is absurdly long or deep. */
static enum pc_status append_run(struct pc_buf *out, char byte, size_t count) {
    enum pc_status status = pc_buf_reserve(out, count);
    for (size_t i = 0; status == PC_OK && i < count; i++)
        status = pc_buf_append_byte(out, byte);
    return status;
}

/* Names that are no option of the user's. PC_NOT_FOUND: it is not one of these. */
static enum pc_status append_special(const struct pc_target *target, struct pc_view name,
                                     enum pc_place_of_text place, struct pc_buf *out, struct pc_error *err) {
    if (pc_view_equal_text(name, "scheme"))
        return pc_buf_append_text(out, target->options.bearer ? "Bearer" : "Api-Key");
    if (pc_view_equal_text(name, "filler"))
        return append_run(out, 'x', target->filler_size);
    if (pc_view_equal_text(name, "opening"))
        return append_run(out, '[', target->filler_size);
    if (pc_view_equal_text(name, "closing"))
        return append_run(out, ']', target->filler_size);
    if (pc_view_equal_text(name, "returned") && target->returned[0] != '\0')
        return append_value(pc_view_of(target->returned), place, false, out);
    if (pc_view_equal_text(name, "returned"))
        return pc_error_set(err, PC_UNSUPPORTED, "the promote before it returned no id");
    return PC_NOT_FOUND;
}

static enum pc_status append_variable(const struct pc_target *target, struct pc_view name,
                                      enum pc_place_of_text place, struct pc_buf *out, struct pc_error *err) {
    enum pc_status special = append_special(target, name, place, out, err);
    if (special != PC_NOT_FOUND)
        return special;
    static const char suffix[] = "_escaped";
    size_t stem = name.size - (name.size < sizeof suffix - 1 ? name.size : sizeof suffix - 1);
    bool escaped = pc_view_equal_text(pc_view_slice(name, stem, name.size), suffix);
    const struct variable *variable = find_variable(escaped ? pc_view_slice(name, 0, stem) : name);
    if (variable == NULL)
        return pc_error_set(err, PC_INTERNAL, "the template names $%.*s, which does not exist",
                            (int)name.size, name.data);
    const char *text;
    memcpy(&text, (const char *)&target->options + variable->offset, sizeof text);
    if (text == NULL)
        return pc_error_set(err, PC_NOT_FOUND, "%s was not given", variable->option);
    if (variable->make == NULL)
        return append_value(pc_view_of(text), place, escaped, out);
    struct pc_buf made;
    pc_buf_init(&made, MAX_VALUE_SIZE);
    enum pc_status status = variable->make(pc_view_of(text), &made);
    if (status == PC_OK)
        status = append_value(pc_buf_view(&made), place, escaped, out);
    pc_buf_clear(&made);
    return status;
}

static size_t name_length(const char *text) {
    size_t length = 0;
    while ((text[length] >= 'a' && text[length] <= 'z') || text[length] == '_')
        length++;
    return length;
}

enum pc_status pc_target_expand(const struct pc_target *target, const char *text, enum pc_place_of_text place,
                                struct pc_buf *out, struct pc_error *err) {
    enum pc_status status = PC_OK;
    while (status == PC_OK && *text != '\0') {
        size_t literal = strcspn(text, "$");
        status = pc_buf_append(out, (struct pc_view){text, literal});
        text += literal;
        if (status != PC_OK || *text != '$')
            continue;
        size_t length = name_length(text + 1);
        status = append_variable(target, (struct pc_view){text + 1, length}, place, out, err);
        text += length + 1;
    }
    return status;
}
