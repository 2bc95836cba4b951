/* The limits that a caller sets. */
#include "program.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

struct limit {
    const char *name;
    size_t offset;
    uint64_t least;
    uint64_t most;
};

#define ROW(name, usual, least, most) {#name, offsetof(struct pc_schema_limits, name), least, most},
static const struct limit table[] = {PC_SCHEMA_EACH_LIMIT(ROW)};

enum pc_status pc_limits_take(const struct pc_schema_limits *given, struct pc_schema_limits *out,
                              struct pc_error *err) {
    *out = given ? *given : (struct pc_schema_limits)PC_SCHEMA_LIMITS_DEFAULT;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        uint64_t value;
        memcpy(&value, (const char *)out + table[i].offset, sizeof value);
        if (value < table[i].least || value > table[i].most)
            return pc_error_set(err, PC_USAGE,
                                "the limit %s is %" PRIu64 "; it goes from %" PRIu64 " to %" PRIu64,
                                table[i].name, value, table[i].least, table[i].most);
    }
    return PC_OK;
}
