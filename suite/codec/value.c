/* The C side of the messages: releasing, copying, comparing. */
#include "shape.h"

#include <stdlib.h>
#include <string.h>

void pc_string_clear(struct pc_string *string) {
    if (string == NULL)
        return;
    free(string->data);
    *string = (struct pc_string){0};
}

enum pc_status pc_string_set(struct pc_string *string, struct pc_view text) {
    char *copy = NULL;
    if (text.data != NULL && (copy = pc_view_copy(text)) == NULL)
        return PC_NO_MEMORY;
    /* Only now: `text` may lie within the old value. */
    pc_string_clear(string);
    *string = (struct pc_string){copy, copy == NULL ? 0 : text.size};
    return PC_OK;
}

struct pc_view pc_string_view(struct pc_string string) {
    return (struct pc_view){string.data, string.size};
}

static bool string_equal(const struct pc_string *a, const struct pc_string *b) {
    if (a->data == NULL || b->data == NULL)
        return a->data == b->data;
    return pc_view_equal(pc_string_view(*a), pc_string_view(*b));
}

static bool optional_int_equal(const struct pc_optional_int *a, const struct pc_optional_int *b) {
    return a->presence == b->presence && (a->presence != PC_PRESENT || a->value == b->value);
}

/* Where the struct pc_string of a field that owns_text stands. */
static size_t text_offset(const struct codec_field *field) {
    return field->kind == CODEC_STATUS ? field->companion : field->offset;
}

static bool owns_text(const struct codec_field *field) {
    return field->kind == CODEC_TEXT || field->kind == CODEC_DATE_TIME || field->kind == CODEC_STATUS;
}

void codec_clear(const struct codec_shape *shape, void *base) {
    for (size_t i = 0; i < shape->count; i++) {
        const struct codec_field *field = &shape->fields[i];
        if (owns_text(field))
            free(((struct pc_string *)codec_member(base, text_offset(field)))->data);
        else if (field->shape != NULL)
            codec_clear(field->shape, codec_member(base, field->offset));
    }
    memset(base, 0, shape->size);
}

/* Replaces each borrowed text in `base` by a copy of its own. Those behind a failure are set to null, so that
 * what is left can be cleared. */
static enum pc_status own_texts(const struct codec_shape *shape, void *base) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < shape->count; i++) {
        const struct codec_field *field = &shape->fields[i];
        if (owns_text(field)) {
            struct pc_string *string = codec_member(base, text_offset(field));
            struct pc_view borrowed = pc_string_view(*string);
            *string = (struct pc_string){0};
            if (status == PC_OK)
                status = pc_string_set(string, borrowed);
        } else if (field->shape != NULL) {
            enum pc_status nested = own_texts(field->shape, codec_member(base, field->offset));
            status = status == PC_OK ? nested : status;
        }
    }
    return status;
}

enum pc_status codec_copy(const struct codec_shape *shape, void *to, const void *from) {
    memcpy(to, from, shape->size);
    enum pc_status status = own_texts(shape, to);
    if (status != PC_OK)
        codec_clear(shape, to);
    return status;
}

static bool field_equal(const struct codec_field *field, const void *a_base, const void *b_base) {
    const void *a = codec_member_const(a_base, field->offset);
    const void *b = codec_member_const(b_base, field->offset);
    switch (field->kind) {
    case CODEC_TEXT:
    case CODEC_DATE_TIME:
        return string_equal(a, b);
    case CODEC_BOOLEAN:
        return *(const bool *)a == *(const bool *)b;
    case CODEC_OPTIONAL_BOOLEAN:
        return *(const enum pc_optional_bool *)a == *(const enum pc_optional_bool *)b;
    case CODEC_INTEGER:
        return *(const int64_t *)a == *(const int64_t *)b;
    case CODEC_OPTIONAL_INTEGER:
        return optional_int_equal(a, b);
    case CODEC_STATUS:
        if (*(const enum pc_deployment_status *)a != *(const enum pc_deployment_status *)b)
            return false;
        return *(const enum pc_deployment_status *)a != PC_DEPLOYMENT_UNKNOWN ||
               string_equal(codec_member_const(a_base, field->companion),
                            codec_member_const(b_base, field->companion));
    case CODEC_OBJECT: {
        bool has = *(const bool *)codec_member_const(a_base, field->companion);
        if (has != *(const bool *)codec_member_const(b_base, field->companion))
            return false;
        return !has || codec_equal(field->shape, a, b);
    }
    case CODEC_KINDS:
        break;
    }
    return false;
}

bool codec_equal(const struct codec_shape *shape, const void *a, const void *b) {
    for (size_t i = 0; i < shape->count; i++)
        if (!field_equal(&shape->fields[i], a, b))
            return false;
    return true;
}
