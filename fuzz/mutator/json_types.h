/* Which key takes which type: a table made from schemas/openapi.json by make_tables. */
#ifndef JSON_TYPES_H
#define JSON_TYPES_H

#include <stdbool.h>
#include <stddef.h>

enum {
    TYPE_NULL = 1,
    TYPE_BOOLEAN = 2,
    TYPE_INTEGER = 4,
    TYPE_NUMBER = 8,
    TYPE_STRING = 16,
    TYPE_ARRAY = 32,
    TYPE_OBJECT = 64
};

#define TYPE_MAX_VALUES 32

struct json_type {
    size_t root;   /* which message */
    size_t index;  /* within the message; 0 is the message itself */
    size_t parent; /* index of its object */
    const char *name;
    const char *key; /* the name, between quotes */
    bool required;
    unsigned types;
    const char *format;                       /* "" without one */
    const char *values[TYPE_MAX_VALUES + 1u]; /* an enum's, as JSON; NULL behind the last */
};

extern const struct json_type json_types[];
extern const size_t json_type_count;

#endif
