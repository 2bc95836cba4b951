#include "take.h"

#include "date_time.h"
#include "deployment_status.h"

#include <stdio.h>

/* One field of a message. */
struct spot {
    const struct codec_field *field;
    const cJSON *item;
    struct pc_json_value value;
    const char *parent; /* JSON Pointer of the object */
    void *base;         /* the struct */
};

static struct codec_site site_of(const struct spot *spot) {
    return (struct codec_site){spot->parent, spot->field->name, spot->value};
}

static enum pc_status refuse_type(struct codec_taking *taking, const struct spot *spot, const char *wanted) {
    taking->refused = true;
    codec_refuse_type(taking->refusal, site_of(spot), wanted);
    return PC_OK;
}

static enum pc_status refuse_value(struct codec_taking *taking, const struct spot *spot, const char *reason) {
    taking->refused = true;
    codec_refuse_value(taking->refusal, site_of(spot), reason);
    return PC_OK;
}

/* The string's characters by their length. A lone surrogate becomes three bytes of its escape's six, so the
 * result is never longer than what stands between the quotes. */
static enum pc_status decode_string(struct pc_json_value value, struct pc_string *out) {
    size_t most = pc_json_string_raw(value).size;
    struct pc_buf text;
    pc_buf_init(&text, most);
    enum pc_status status = pc_buf_reserve(&text, most); /* memory for the empty string too: it is not null */
    if (status == PC_OK)
        status = pc_json_string_decode(value, &text);
    if (status != PC_OK) {
        pc_buf_clear(&text);
        return status;
    }
    *out = (struct pc_string){text.data, text.size};
    return PC_OK;
}

static enum pc_status take_text(struct codec_taking *taking, const struct spot *spot) {
    if (pc_json_type(spot->value) != PC_JSON_STRING)
        return refuse_type(taking, spot, spot->field->nullable ? "a string or null" : "a string");
    struct pc_string *string = codec_member(spot->base, spot->field->offset);
    return decode_string(spot->value, string);
}

static enum pc_status take_date_time(struct codec_taking *taking, const struct spot *spot) {
    enum pc_status status = take_text(taking, spot);
    if (status != PC_OK || taking->refused || taking->mode == PC_CODEC_LENIENT)
        return status;
    const struct pc_string *string = codec_member(spot->base, spot->field->offset);
    if (codec_is_date_time(pc_string_view(*string)))
        return PC_OK;
    return refuse_value(taking, spot, "not a date-time of RFC 3339 section 5.6");
}

static enum pc_status take_status(struct codec_taking *taking, const struct spot *spot) {
    if (pc_json_type(spot->value) != PC_JSON_STRING)
        return refuse_type(taking, spot, "a string");
    struct pc_string *text = codec_member(spot->base, spot->field->companion);
    enum pc_status result = decode_string(spot->value, text);
    if (result != PC_OK)
        return result;
    enum pc_deployment_status *status = codec_member(spot->base, spot->field->offset);
    *status = codec_status_of(pc_string_view(*text));
    if (*status != PC_DEPLOYMENT_UNKNOWN)
        pc_string_clear(text);
    else if (taking->mode == PC_CODEC_STRICT)
        return refuse_value(taking, spot, "not a status that the contract lists");
    return PC_OK;
}

static enum pc_status take_boolean(struct codec_taking *taking, const struct spot *spot) {
    if (!cJSON_IsBool(spot->item))
        return refuse_type(taking, spot, "a boolean");
    *(bool *)codec_member(spot->base, spot->field->offset) = cJSON_IsTrue(spot->item);
    return PC_OK;
}

static enum pc_status take_optional_boolean(struct codec_taking *taking, const struct spot *spot) {
    if (!cJSON_IsBool(spot->item))
        return refuse_type(taking, spot, "a boolean");
    *(enum pc_optional_bool *)codec_member(spot->base, spot->field->offset) =
        cJSON_IsTrue(spot->item) ? PC_BOOL_TRUE : PC_BOOL_FALSE;
    return PC_OK;
}

/* JSON Schema core section 4.2.3: a number without a fractional part is an integer, however it is written. */
static enum pc_status decode_integer(struct codec_taking *taking, const struct spot *spot, int64_t *out) {
    if (pc_json_type(spot->value) != PC_JSON_NUMBER)
        return refuse_type(taking, spot, spot->field->nullable ? "an integer or null" : "an integer");
    if (!pc_json_number_is_integer(spot->value))
        return refuse_value(taking, spot, "not an integer");
    if (!pc_json_number_int64(spot->value, out))
        return refuse_value(taking, spot, "an integer beyond 64 bits, and none is rounded here");
    return PC_OK;
}

static enum pc_status take_integer(struct codec_taking *taking, const struct spot *spot) {
    return decode_integer(taking, spot, codec_member(spot->base, spot->field->offset));
}

static enum pc_status take_optional_integer(struct codec_taking *taking, const struct spot *spot) {
    struct pc_optional_int *optional = codec_member(spot->base, spot->field->offset);
    optional->presence = PC_PRESENT;
    return decode_integer(taking, spot, &optional->value);
}

static enum pc_status take_object(struct codec_taking *taking, const struct spot *spot) {
    if (!cJSON_IsObject(spot->item))
        return refuse_type(taking, spot, spot->field->nullable ? "an object or null" : "an object");
    /* Objects nest once in the contract, so the pointer of one is its name. */
    char pointer[64];
    snprintf(pointer, sizeof pointer, "%s/%s", spot->parent, spot->field->name);
    *(bool *)codec_member(spot->base, spot->field->companion) = true;
    return codec_take(taking, spot->field->shape, spot->item, (struct codec_site){pointer, NULL, spot->value},
                      codec_member(spot->base, spot->field->offset));
}

/* The struct was all zero before; null is zero but for the optional integer. */
static enum pc_status take_null(const struct spot *spot) {
    if (spot->field->kind == CODEC_OPTIONAL_INTEGER) {
        struct pc_optional_int *optional = codec_member(spot->base, spot->field->offset);
        optional->presence = PC_NULL;
    }
    return PC_OK;
}

static enum pc_status take_field(struct codec_taking *taking, const struct spot *spot) {
    static enum pc_status (*const take[CODEC_KINDS])(struct codec_taking *, const struct spot *) = {
        [CODEC_TEXT] = take_text,
        [CODEC_DATE_TIME] = take_date_time,
        [CODEC_STATUS] = take_status,
        [CODEC_BOOLEAN] = take_boolean,
        [CODEC_OPTIONAL_BOOLEAN] = take_optional_boolean,
        [CODEC_INTEGER] = take_integer,
        [CODEC_OPTIONAL_INTEGER] = take_optional_integer,
        [CODEC_OBJECT] = take_object,
    };
    if (spot->field->nullable && cJSON_IsNull(spot->item))
        return take_null(spot);
    return take[spot->field->kind](taking, spot);
}

/* Recursion (through take_object) ends with the tables: no shape holds itself. */
enum pc_status codec_take(struct codec_taking *taking, const struct codec_shape *shape, const cJSON *tree,
                          struct codec_site object, void *base) {
    enum pc_status status = PC_OK;
    const cJSON *next = tree->child;
    for (size_t i = 0; i < shape->count && status == PC_OK && !taking->refused; i++) {
        const struct codec_field *field = &shape->fields[i];
        bool is_there = next != NULL && next->string == field->name;
        struct spot spot = {.field = field,
                            .item = next,
                            .value = taking->projection->at[shape->first_slot + i],
                            .parent = object.parent,
                            .base = base};
        if (is_there) {
            status = take_field(taking, &spot);
            next = next->next;
        } else if (!field->optional) {
            taking->refused = true;
            codec_refuse_missing(taking->refusal, object, field->name);
        }
    }
    return status;
}
