#include "expand.h"

#include <stdio.h>
#include <string.h>

/* Every character as a \u escape: the same string in another spelling. ASCII only; the rest stays as it is.
 */
static enum pc_status append_escaped(struct pc_view value, struct pc_buf *out) {
    enum pc_status status = pc_buf_append_byte(out, '"');
    for (size_t i = 0; status == PC_OK && i < value.size; i++) {
        unsigned char c = (unsigned char)value.data[i];
        status = c < 0x80 ? pc_buf_appendf(out, "\\u%04x", c) : pc_buf_append_byte(out, value.data[i]);
    }
    return status != PC_OK ? status : pc_buf_append_byte(out, '"');
}

static enum pc_status append_encoded(struct pc_view value, const char *sign, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < value.size; i++) {
        char hex[3];
        snprintf(hex, sizeof hex, "%02X", (unsigned char)value.data[i]);
        status = pc_buf_append_text(out, sign);
        if (status == PC_OK)
            status = pc_buf_append_text(out, hex);
    }
    return status;
}

static const struct {
    const char *suffix;
    enum spelling spelling;
} suffixes[] = {
    {"_escaped", SPELLED_ESCAPED},
    {"_twice_encoded", SPELLED_TWICE_ENCODED}, /* in front of the one that it ends in */
    {"_encoded", SPELLED_ENCODED},
};

enum spelling take_spelling(struct pc_view *name) {
    for (size_t i = 0; i < sizeof suffixes / sizeof suffixes[0]; i++) {
        size_t size = strlen(suffixes[i].suffix);
        if (name->size <= size ||
            !pc_view_equal_text(pc_view_slice(*name, name->size - size, name->size), suffixes[i].suffix))
            continue;
        name->size -= size;
        return suffixes[i].spelling;
    }
    return SPELLED_PLAINLY;
}

enum pc_status append_spelled(struct pc_view value, enum spelling spelling, enum pc_place_of_text place,
                              struct pc_buf *out) {
    if (spelling == SPELLED_ESCAPED)
        return append_escaped(value, out);
    if (spelling == SPELLED_ENCODED)
        return append_encoded(value, "%", out);
    if (spelling == SPELLED_TWICE_ENCODED)
        return append_encoded(value, "%25", out);
    switch (place) {
    case PC_IN_BODY:
        return pc_json_quote(out, value);
    case PC_IN_PATH:
        return pc_percent_encode(value, out);
    case PC_IN_HEADER:
        return pc_buf_append(out, value);
    }
    return PC_INTERNAL;
}
