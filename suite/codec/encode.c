/* Struct to text: a cJSON tree, printed. cJSON keeps numbers as double (2^63-1 would change), prints them
 * with the locale's decimal point in mind and ends strings at U+0000. So integers and strings enter the tree
 * as raw items whose text we write ourselves: cJSON orders and prints, it never converts. */
#include "shape.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdio.h>

/* Escaping makes at most six bytes of one, so a text never reaches this. */
#define QUOTED_LIMIT (SIZE_MAX / 2)

/* The table's names outlive the tree, so none is copied: only a missing item makes this fail. */
static enum pc_status put(cJSON *tree, const struct codec_field *field, cJSON *item) {
    return cJSON_AddItemToObjectCS(tree, field->name, item) ? PC_OK : PC_NO_MEMORY;
}

static enum pc_status put_null(cJSON *tree, const struct codec_field *field) {
    return field->nullable ? put(tree, field, cJSON_CreateNull()) : PC_USAGE;
}

static enum pc_status put_text(cJSON *tree, const struct codec_field *field, struct pc_view text) {
    if (text.data == NULL)
        return put_null(tree, field);
    struct pc_buf quoted;
    pc_buf_init(&quoted, QUOTED_LIMIT);
    enum pc_status status = pc_json_quote(&quoted, text);
    if (status == PC_OK)
        status = put(tree, field, cJSON_CreateRaw(quoted.data));
    pc_buf_clear(&quoted);
    return status;
}

static enum pc_status put_status(cJSON *tree, const struct codec_field *field, const void *base) {
    const enum pc_deployment_status *status = codec_member_const(base, field->offset);
    const struct pc_string *text = codec_member_const(base, field->companion);
    if (*status == PC_DEPLOYMENT_UNKNOWN)
        return put_text(tree, field, pc_string_view(*text));
    return put_text(tree, field, pc_view_of(pc_deployment_status_text(*status)));
}

static enum pc_status put_bool(cJSON *tree, const struct codec_field *field, bool value) {
    return put(tree, field, cJSON_CreateBool(value));
}

static enum pc_status put_optional_bool(cJSON *tree, const struct codec_field *field,
                                        const enum pc_optional_bool *value) {
    if (*value == PC_BOOL_ABSENT)
        return field->optional ? PC_OK : PC_USAGE;
    return put_bool(tree, field, *value == PC_BOOL_TRUE);
}

static enum pc_status put_int(cJSON *tree, const struct codec_field *field, int64_t value) {
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRId64, value);
    return put(tree, field, cJSON_CreateRaw(digits));
}

static enum pc_status put_optional_int(cJSON *tree, const struct codec_field *field,
                                       const struct pc_optional_int *value) {
    if (value->presence == PC_ABSENT)
        return field->optional ? PC_OK : PC_USAGE;
    return value->presence == PC_NULL ? put_null(tree, field) : put_int(tree, field, value->value);
}

static enum pc_status put_fields(cJSON *tree, const struct codec_shape *shape, const void *base);

static enum pc_status put_object(cJSON *tree, const struct codec_field *field, const void *base) {
    const bool *has = codec_member_const(base, field->companion);
    if (!*has)
        return put_null(tree, field);
    cJSON *nested = cJSON_CreateObject();
    enum pc_status status = put(tree, field, nested);
    return status != PC_OK ? status
                           : put_fields(nested, field->shape, codec_member_const(base, field->offset));
}

static enum pc_status put_field(cJSON *tree, const struct codec_field *field, const void *base) {
    const void *member = codec_member_const(base, field->offset);
    switch (field->kind) {
    case CODEC_TEXT:
    case CODEC_DATE_TIME:
        return put_text(tree, field, pc_string_view(*(const struct pc_string *)member));
    case CODEC_STATUS:
        return put_status(tree, field, base);
    case CODEC_BOOLEAN:
        return put_bool(tree, field, *(const bool *)member);
    case CODEC_OPTIONAL_BOOLEAN:
        return put_optional_bool(tree, field, member);
    case CODEC_INTEGER:
        return put_int(tree, field, *(const int64_t *)member);
    case CODEC_OPTIONAL_INTEGER:
        return put_optional_int(tree, field, member);
    case CODEC_OBJECT:
        return put_object(tree, field, base);
    case CODEC_KINDS:
        break;
    }
    return PC_INTERNAL;
}

/* Recursion ends with the tables: no shape holds itself. */
static enum pc_status put_fields(cJSON *tree, const struct codec_shape *shape, const void *base) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < shape->count && status == PC_OK; i++)
        status = put_field(tree, &shape->fields[i], base);
    return status;
}

enum pc_status codec_encode(const struct codec_shape *shape, const void *base, struct pc_buf *out) {
    char *text = NULL;
    enum pc_status status = PC_NO_MEMORY;
    cJSON *tree = cJSON_CreateObject();
    if (tree == NULL)
        goto cleanup;
    status = put_fields(tree, shape, base);
    if (status != PC_OK)
        goto cleanup;
    text = cJSON_PrintUnformatted(tree);
    status = text == NULL ? PC_NO_MEMORY : pc_buf_append_text(out, text);
cleanup:
    cJSON_free(text);
    cJSON_Delete(tree);
    return status;
}
