#include "json_types.h"

const struct json_type json_types[] = {
#include "json_types.inc"
};

const size_t json_type_count = sizeof json_types / sizeof json_types[0];
