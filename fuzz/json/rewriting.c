#include "rewriting.h"

#include "support.h"

#include <stdlib.h>

/* Valid until the next one. */
static struct pc_buf *decode(struct pc_json_value string) {
    static struct pc_buf decoded;
    if (decoded.limit == 0)
        pc_buf_init(&decoded, SIZE_MAX / 2);
    pc_buf_reset(&decoded);
    fuzz_require(pc_json_string_decode(string, &decoded) == PC_OK, "a string can be decoded");
    return &decoded;
}

static void write_scalar(struct pc_json_writer *writer, struct pc_json_value value) {
    if (pc_json_type(value) != PC_JSON_STRING) {
        pc_json_write_raw(writer, pc_json_raw(value));
        return;
    }
    struct pc_buf *text = decode(value);
    pc_json_write_string(writer, pc_buf_view(text));
}

static void write_name(struct pc_json_writer *writer, struct pc_json_value value) {
    struct pc_json_value key = pc_json_key(value);
    if (!pc_json_exists(key))
        return;
    struct pc_buf *name = decode(key);
    fuzz_require(pc_buf_append_byte(name, '\0') == PC_OK, "memory for a name");
    pc_json_write_key(writer, name->data);
}

static void begin(struct pc_json_writer *writer, enum pc_json_type type) {
    if (type == PC_JSON_OBJECT)
        pc_json_write_object_begin(writer);
    else
        pc_json_write_array_begin(writer);
}

static void end(struct pc_json_writer *writer, enum pc_json_type type) {
    if (type == PC_JSON_OBJECT)
        pc_json_write_object_end(writer);
    else
        pc_json_write_array_end(writer);
}

enum pc_status rewrite(struct pc_json_value root, unsigned indent, bool ascii, rewriting_visit *visit,
                       void *context, struct pc_buf *out) {
    struct pc_json_writer writer;
    pc_json_writer_init(&writer, out, indent);
    writer.ascii = ascii;
    struct pc_json_value *open = calloc(pc_json_raw(root).size + 1, sizeof *open);
    fuzz_require(open != NULL, "memory for the walk");
    size_t depth = 0;
    bool begun = false;
    struct pc_json_value value = root;
    while (depth > 0 || !begun) {
        if (!pc_json_exists(value)) {
            value = open[--depth];
            end(&writer, pc_json_type(value));
            value = depth > 0 ? pc_json_next(value) : value;
            continue;
        }
        begun = true;
        visit(root, value, context);
        write_name(&writer, value);
        enum pc_json_type type = pc_json_type(value);
        if (type == PC_JSON_ARRAY || type == PC_JSON_OBJECT) {
            begin(&writer, type);
            open[depth++] = value;
            value = pc_json_first(value);
        } else {
            write_scalar(&writer, value);
            value = depth > 0 ? pc_json_next(value) : value;
        }
    }
    free(open);
    return pc_json_writer_end(&writer);
}
