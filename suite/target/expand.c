#include "expand.h"

#include <string.h>

/* `count` times the byte: for what is absurdly long or deep. */
static enum pc_status append_run(struct pc_buf *out, char byte, size_t count) {
    enum pc_status status = pc_buf_reserve(out, count);
    if (status != PC_OK || count == 0)
        return status;
    memset(out->data + out->size, byte, count);
    out->size += count;
    out->data[out->size] = '\0';
    return PC_OK;
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
        return append_spelled(pc_view_of(target->returned), SPELLED_PLAINLY, place, out);
    if (pc_view_equal_text(name, "returned"))
        return pc_error_set(err, PC_UNSUPPORTED, "the promote before it returned no id");
    return PC_NOT_FOUND;
}

static enum pc_status append_variable(const struct pc_target *target, struct pc_view name,
                                      enum pc_place_of_text place, struct pc_buf *out, struct pc_error *err) {
    enum pc_status special = append_special(target, name, place, out, err);
    if (special != PC_NOT_FOUND)
        return special;
    enum spelling spelling = take_spelling(&name);
    const struct variable *variable = find_variable(name);
    if (variable == NULL)
        return pc_error_set(err, PC_INTERNAL, "the template names $%.*s, which does not exist",
                            (int)name.size, name.data);
    const char *text;
    memcpy(&text, (const char *)&target->options + variable->offset, sizeof text);
    if (text == NULL)
        return pc_error_set(err, PC_NOT_FOUND, "%s was not given", variable->option);
    if (variable->make == NULL)
        return append_spelled(pc_view_of(text), spelling, place, out);
    struct pc_buf made;
    pc_buf_init(&made, MAX_VALUE_SIZE);
    enum pc_status status = variable->make(pc_view_of(text), &made);
    if (status == PC_OK && pc_view_equal_text(pc_buf_view(&made), text))
        status = pc_error_set(err, PC_UNSUPPORTED, "%s has no letter whose case could be changed",
                              variable->option);
    if (status == PC_OK)
        status = append_spelled(pc_buf_view(&made), spelling, place, out);
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
