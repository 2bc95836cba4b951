#include "projection.h"

static size_t field_index(const struct codec_shape *shape, struct pc_json_value key) {
    struct pc_view raw = pc_json_string_raw(key);
    bool escapes = pc_json_string_has_escapes(key);
    for (size_t i = 0; i < shape->count; i++) {
        struct pc_view name = {shape->fields[i].name, shape->fields[i].name_size};
        if (escapes ? pc_json_string_equal(key, name) : pc_view_equal(raw, name))
            return i;
    }
    return shape->count;
}

/* Arrays, and objects where the contract has none, come without what is in them: no field wants it. */
static cJSON *item_of(struct pc_json_value value) {
    struct pc_view token = pc_json_raw(value);
    switch (pc_json_type(value)) {
    case PC_JSON_NULL:
    case PC_JSON_BOOLEAN:
        return cJSON_ParseWithLengthOpts(token.data, token.size, NULL, false);
    case PC_JSON_NUMBER:
    case PC_JSON_STRING:
        return cJSON_CreateStringReference("");
    case PC_JSON_ARRAY:
        return cJSON_CreateArray();
    case PC_JSON_OBJECT:
        return cJSON_CreateObject();
    case PC_JSON_NONE:
        break;
    }
    return NULL;
}

/* Recursion ends with the tables: no shape holds itself. */
static enum pc_status project(const struct codec_shape *shape, struct pc_json_value object, cJSON *tree,
                              struct pc_json_value *slots) {
    struct pc_json_value *at = slots + shape->first_slot;
    struct pc_json_value member = pc_json_first(object);
    for (; pc_json_exists(member); member = pc_json_next(member)) {
        size_t index = field_index(shape, pc_json_key(member));
        if (index < shape->count)
            at[index] = member;
    }
    for (size_t i = 0; i < shape->count; i++) {
        if (!pc_json_exists(at[i]))
            continue;
        cJSON *item = item_of(at[i]);
        /* The table's names outlive the tree, so none is copied: only a missing item makes this fail. */
        if (!cJSON_AddItemToObjectCS(tree, shape->fields[i].name, item))
            return PC_NO_MEMORY;
        if (shape->fields[i].shape != NULL && cJSON_IsObject(item)) {
            enum pc_status status = project(shape->fields[i].shape, at[i], item, slots);
            if (status != PC_OK)
                return status;
        }
    }
    return PC_OK;
}

enum pc_status codec_project(const struct codec_shape *shape, struct pc_json_value object,
                             struct codec_projection *out) {
    *out = (struct codec_projection){.tree = cJSON_CreateObject()};
    return out->tree == NULL ? PC_NO_MEMORY : project(shape, object, out->tree, out->at);
}

void codec_projection_clear(struct codec_projection *projection) {
    cJSON_Delete(projection->tree);
    *projection = (struct codec_projection){0};
}
