/* A codec on Jansson, for docs/fuzzing-your-codec.md: plain code as people write it, with three bugs. Each is
 * put right by a definition, in the order in which the walk-through finds them: -DFIXED=1, 2, 3. */
#include "codec_under_test.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifndef FIXED
#define FIXED 0
#endif

enum kind { TEXT, TIME, STATUS, FLAG, INTEGER, OBJECT };

struct field {
    const char *name;
    enum kind kind;
    bool nullable, optional;
};

static const struct field deployment[] = {
    {"id", TEXT, false, false},
    {"created_at", TIME, false, false},
    {"name", TEXT, false, false},
    {"model_id", TEXT, false, false},
    {"is_production", FLAG, false, false},
    {"is_development", FLAG, false, false},
    {"status", STATUS, false, false},
    {"active_replica_count", INTEGER, false, false},
    {"autoscaling_settings", OBJECT, true, false},
    {"instance_type_name", TEXT, true, false},
    {"environment", TEXT, true, false},
    {NULL, TEXT, false, false},
};

static const struct field settings[] = {
    {"min_replica", INTEGER, false, false},           {"max_replica", INTEGER, false, false},
    {"autoscaling_window", INTEGER, true, false},     {"scale_down_delay", INTEGER, true, false},
    {"concurrency_target", INTEGER, false, false},    {"target_utilization_percentage", INTEGER, true, false},
    {"target_in_flight_tokens", INTEGER, true, true}, {NULL, TEXT, false, false},
};

static const struct field request[] = {
    {"scale_down_previous_deployment", FLAG, false, true},
    {"deployment_id", TEXT, false, false},
    {"preserve_env_instance_type", FLAG, false, true},
    {NULL, TEXT, false, false},
};

#define MAX_FIELDS 11u

struct slot {
    bool present, null, flag;
    int64_t integer;
    char *text;
    size_t size;
    struct slot *nested; /* MAX_FIELDS of them */
};

static bool is_status(const char *text) {
    static const char *const all[] = {"BUILDING",       "DEPLOYING", "DEPLOY_FAILED", "LOADING_MODEL",
                                      "ACTIVE",         "UNHEALTHY", "BUILD_FAILED",  "BUILD_STOPPED",
                                      "DEACTIVATING",   "INACTIVE",  "FAILED",        "UPDATING",
                                      "SCALED_TO_ZERO", "WAKING_UP"};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (strcmp(text, all[i]) == 0)
            return true;
    return false;
}

static int number_at(const char *text, int digits) {
    int number = 0;
    for (; digits > 0; digits--, text++) {
        if (*text < '0' || *text > '9')
            return -1;
        number = number * 10 + (*text - '0');
    }
    return number;
}

static bool is_day(int year, int month, int day) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* RFC 3339 section 5.6. */
static bool is_time(const char *text) {
    size_t size = strlen(text), at = 19;
    if (size < 20 || text[4] != '-' || text[7] != '-' || strchr("Tt", text[10]) == NULL || text[13] != ':' ||
        text[16] != ':')
        return false;
    int hour = number_at(text + 11, 2), minute = number_at(text + 14, 2), second = number_at(text + 17, 2);
    if (text[at] == '.' && number_at(text + ++at, 1) < 0)
        return false;
    while (text[at] >= '0' && text[at] <= '9')
        at++;
    int east = 0;
    if ((text[at] == '+' || text[at] == '-') && size == at + 6 && text[at + 3] == ':') {
        int hours = number_at(text + at + 1, 2), minutes = number_at(text + at + 4, 2);
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
            return false;
        east = (hours * 60 + minutes) * (text[at] == '+' ? 1 : -1);
    } else if (size != at + 1 || strchr("Zz", text[at]) == NULL) {
        return false;
    }
    int utc = (hour * 60 + minute - east + 2 * 1440) % 1440;
    return is_day(number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2)) && hour >= 0 &&
           hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 &&
           (second <= 59 || (second == 60 && utc == 1439));
}

static bool read_object(const struct field *fields, const json_t *object, struct slot *slots);

static bool read_text(const struct field *field, const json_t *value, struct slot *slot) {
    const char *text = json_string_value(value);
    if (text == NULL || (field->kind == STATUS && !is_status(text)) ||
        (field->kind == TIME && !is_time(text)))
        return false;
    slot->size = json_string_length(value);
    slot->text = malloc(slot->size + 1);
    if (slot->text != NULL)
        memcpy(slot->text, text, slot->size + 1);
    return slot->text != NULL;
}

/* JSON Schema calls 1.0 and 1e0 integers, too. */
static bool read_integer(const json_t *value, struct slot *slot) {
    double real = json_real_value(value);
    bool whole = json_is_real(value) && real >= -9e18 && real <= 9e18 && (double)(int64_t)real == real;
    if (!json_is_integer(value) && !whole)
        return false;
    slot->integer = whole ? (int64_t)real : (int64_t)json_integer_value(value);
#if FIXED < 1
    slot->integer = (int)slot->integer;
#endif
    return true;
}

static bool read_value(const struct field *field, const json_t *value, struct slot *slot) {
    slot->present = true;
    if (json_is_null(value) && field->nullable) {
        slot->null = true;
#if FIXED < 2
        slot->null = field->kind != INTEGER; /* "a number that is not there is 0" */
#endif
        return true;
    }
    switch (field->kind) {
    case FLAG:
        slot->flag = json_is_true(value);
        return json_is_boolean(value);
    case INTEGER:
        return read_integer(value, slot);
    case OBJECT:
        slot->nested = calloc(MAX_FIELDS, sizeof *slot->nested);
        return slot->nested != NULL && json_is_object(value) && read_object(settings, value, slot->nested);
    default:
        return read_text(field, value, slot);
    }
}

static bool read_object(const struct field *fields, const json_t *object, struct slot *slots) {
    for (; fields->name != NULL; fields++, slots++) {
        const json_t *value = json_object_get(object, fields->name);
#if FIXED < 3
        if (value == NULL && fields->optional && fields->kind == FLAG) {
            slots->present = true; /* "a flag that is not there is false" */
            continue;
        }
#endif
        if (value == NULL ? !fields->optional : !read_value(fields, value, slots))
            return false;
    }
    return true;
}

static json_t *write_object(const struct field *fields, const struct slot *slots) {
    json_t *object = json_object();
    for (; fields->name != NULL; fields++, slots++) {
        if (!slots->present)
            continue;
        json_t *value = slots->null               ? json_null()
                        : fields->kind == FLAG    ? json_boolean(slots->flag)
                        : fields->kind == INTEGER ? json_integer(slots->integer)
                        : fields->kind == OBJECT  ? write_object(settings, slots->nested)
                                                  : json_stringn(slots->text, slots->size);
        json_object_set_new(object, fields->name, value);
    }
    return object;
}

static const struct field *fields_of(enum codec_message message) {
    return message == CODEC_DEPLOYMENT ? deployment : request;
}

void *tested_decode(enum codec_message message, const char *json, size_t size) {
    /* No JSON text holds a NUL; Jansson reads over one that stands behind a number or a literal. */
    bool has_nul = size > 0 && memchr(json, '\0', size) != NULL;
    json_t *tree = has_nul ? NULL : json_loadb(json, size, JSON_REJECT_DUPLICATES, NULL);
    struct slot *slots = calloc(MAX_FIELDS, sizeof *slots);
    bool taken = slots != NULL && json_is_object(tree) && read_object(fields_of(message), tree, slots);
    json_decref(tree);
    if (taken)
        return slots;
    tested_free(message, slots);
    return NULL;
}

char *tested_encode(enum codec_message message, const void *value, size_t *size) {
    json_t *tree = write_object(fields_of(message), value);
    char *text = json_dumps(tree, JSON_COMPACT);
    *size = text == NULL ? 0 : strlen(text);
    json_decref(tree);
    return text;
}

void tested_free(enum codec_message message, void *value) {
    struct slot *slots = value;
    (void)message;
    for (size_t i = 0; slots != NULL && i < MAX_FIELDS; i++) {
        free(slots[i].text);
        if (slots[i].nested != NULL)
            tested_free(message, slots[i].nested);
    }
    free(slots);
}

void tested_free_text(char *text) {
    free(text);
}
