/* Where in the document the promote operation stands, and its two schemas. */
#include "spec.h"

#include <string.h>

static struct pc_view next_segment(struct pc_view *rest) {
    size_t end = pc_view_find(*rest, PC_VIEW("/"));
    struct pc_view segment = pc_view_slice(*rest, 0, end);
    *rest = pc_view_slice(*rest, end + 1, rest->size);
    return segment;
}

static bool is_parameter(struct pc_view segment) {
    return segment.size > 2 && segment.data[0] == '{' && segment.data[segment.size - 1] == '}';
}

/* Whether two templates differ in nothing but the names of their parameters. */
static bool same_template(struct pc_view a, struct pc_view b) {
    while (a.size > 0 && b.size > 0) {
        struct pc_view left = next_segment(&a);
        struct pc_view right = next_segment(&b);
        if (!pc_view_equal(left, right) && !(is_parameter(left) && is_parameter(right)))
            return false;
    }
    return a.size == 0 && b.size == 0;
}

/* Goes from `paths` into the promote path: the template as we know it, else one that differs in its
 * parameters' names. */
static enum pc_status enter_path(struct pc_spec_place *place) {
    enum pc_status status = pc_spec_place_enter(place, pc_view_of(PC_SPEC_PATH));
    if (status != PC_NOT_FOUND)
        return status;
    struct pc_buf name = {.limit = PC_SPEC_MAX_POINTER};
    for (struct pc_json_value item = pc_json_first(place->value); pc_json_exists(item);
         item = pc_json_next(item)) {
        pc_buf_reset(&name);
        if (pc_json_string_decode(pc_json_key(item), &name) == PC_NO_MEMORY) {
            status = PC_NO_MEMORY;
            break;
        }
        if (same_template(pc_buf_view(&name), pc_view_of(PC_SPEC_PATH))) {
            status = pc_spec_place_enter(place, pc_buf_view(&name));
            break;
        }
    }
    pc_buf_clear(&name);
    return status;
}

static enum pc_status find_path_item(struct pc_spec *spec, struct pc_spec_place *place,
                                     struct pc_error *err) {
    enum pc_status status = pc_spec_place_enter(place, PC_VIEW("paths"));
    if (status == PC_OK)
        status = pc_json_type(place->value) == PC_JSON_OBJECT ? enter_path(place) : PC_NOT_FOUND;
    if (status == PC_NOT_FOUND)
        return pc_error_set(err, PC_USAGE, "%s has no path %s", spec->source, PC_SPEC_PATH);
    if (status != PC_OK)
        return status;
    return pc_spec_place_follow(spec, place, err);
}

/* Nothing is taken from the parameters (the path says all), but one that leads nowhere is a broken document.
 */
static enum pc_status check_parameters(const struct pc_spec *spec, const struct pc_spec_place *owner,
                                       struct pc_error *err) {
    struct pc_json_value list = pc_json_get_text(owner->value, "parameters");
    size_t index = 0;
    enum pc_status status = PC_OK;
    for (struct pc_json_value item = pc_json_first(list); status == PC_OK && pc_json_exists(item);
         item = pc_json_next(item), index++) {
        struct pc_spec_place place;
        pc_spec_place_init(&place, item);
        status = pc_buf_append(&place.pointer, pc_buf_view(&owner->pointer));
        if (status == PC_OK)
            status = pc_buf_append_text(&place.pointer, "/parameters");
        if (status == PC_OK)
            status = pc_json_pointer_append_index(&place.pointer, index);
        if (status == PC_OK)
            status = pc_spec_place_follow(spec, &place, err);
        pc_spec_place_clear(&place);
    }
    return status;
}

/* A media type's name up to its parameters. */
static struct pc_view essence(struct pc_view media_type) {
    return pc_view_trim(pc_view_slice(media_type, 0, pc_view_find(media_type, PC_VIEW(";"))));
}

/* Goes from a request body or response to the schema of its application/json. */
static enum pc_status enter_json_schema(struct pc_spec_place *place) {
    enum pc_status status = pc_spec_place_enter(place, PC_VIEW("content"));
    if (status != PC_OK)
        return status;
    struct pc_buf name = {.limit = PC_SPEC_MAX_POINTER};
    status = PC_NOT_FOUND;
    struct pc_json_value media = pc_json_type(place->value) == PC_JSON_OBJECT ? pc_json_first(place->value)
                                                                              : (struct pc_json_value){0};
    for (; pc_json_exists(media); media = pc_json_next(media)) {
        pc_buf_reset(&name);
        if (pc_json_string_decode(pc_json_key(media), &name) == PC_NO_MEMORY) {
            status = PC_NO_MEMORY;
            break;
        }
        if (pc_view_equal_nocase(essence(pc_buf_view(&name)), PC_VIEW("application/json"))) {
            status = pc_spec_place_enter(place, pc_buf_view(&name));
            break;
        }
    }
    pc_buf_clear(&name);
    return status == PC_OK ? pc_spec_place_enter(place, PC_VIEW("schema")) : status;
}

struct schema_slot {
    const char *steps;  /* from the operation */
    const char *phrase; /* for messages */
    struct pc_schema **schema;
    char **pointer;
};

static enum pc_status compile_slot(struct pc_spec *spec, const struct schema_slot *slot,
                                   struct pc_spec_place *place, struct pc_error *err) {
    enum pc_status status = pc_spec_place_walk(spec, place, pc_view_of(slot->steps), err);
    if (status == PC_OK)
        status = pc_spec_place_follow(spec, place, err);
    if (status == PC_OK)
        status = enter_json_schema(place);
    if (status == PC_NOT_FOUND)
        return pc_error_set(err, PC_USAGE,
                            "%s: the promote operation has no application/json schema for its %s",
                            spec->source, slot->phrase);
    if (status != PC_OK)
        return status;
    /* Compiled where it stands, so that keywords beside a $ref count; cited where it finally leads. */
    const struct pc_schema_options options = {.strict =
                                                  true}; /* a slip in the contract must not pass unseen */
    status =
        pc_schema_compile_with(spec->document, pc_buf_view(&place->pointer), &options, slot->schema, err);
    if (status == PC_OK)
        status = pc_spec_place_follow(spec, place, err);
    if (status != PC_OK)
        return status;
    *slot->pointer = pc_text_format("#%s", place->pointer.data == NULL ? "" : place->pointer.data);
    return *slot->pointer == NULL ? PC_NO_MEMORY : PC_OK;
}

static enum pc_status compile_slots(struct pc_spec *spec, struct pc_spec_place *operation,
                                    struct pc_error *err) {
    const struct schema_slot slots[] = {
        {"/requestBody", "request body", &spec->request_schema, &spec->request_schema_pointer},
        {"/responses/200", "200 response", &spec->response_schema, &spec->response_schema_pointer},
    };
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < sizeof slots / sizeof slots[0]; i++) {
        struct pc_spec_place place;
        pc_spec_place_init(&place, operation->value);
        status = pc_buf_append(&place.pointer, pc_buf_view(&operation->pointer));
        if (status == PC_OK)
            status = compile_slot(spec, &slots[i], &place, err);
        pc_spec_place_clear(&place);
    }
    return status;
}

enum pc_status pc_spec_find_operation(struct pc_spec *spec, struct pc_error *err) {
    struct pc_spec_place place;
    pc_spec_place_init(&place, spec->document);
    enum pc_status status = find_path_item(spec, &place, err);
    if (status == PC_OK)
        status = check_parameters(spec, &place, err);
    if (status != PC_OK)
        goto cleanup;
    status = pc_spec_place_enter(&place, PC_VIEW("post"));
    if (status == PC_NOT_FOUND)
        status =
            pc_error_set(err, PC_USAGE, "%s: the path %s has no post operation", spec->source, PC_SPEC_PATH);
    if (status == PC_OK)
        status = check_parameters(spec, &place, err);
    if (status != PC_OK)
        goto cleanup;
    spec->operation_pointer = pc_text_format("#%s", place.pointer.data);
    status = spec->operation_pointer == NULL ? PC_NO_MEMORY : compile_slots(spec, &place, err);

cleanup:
    pc_spec_place_clear(&place);
    return status;
}
