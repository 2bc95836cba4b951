#include "spelled.h"

#include <inttypes.h>

enum { IN_ARRAY, IN_OBJECT };

/* Bytes of the well-formed sequence at the front, 0 where there is none. */
static size_t sequence_at(struct pc_view text) {
    unsigned char lead = (unsigned char)text.data[0];
    size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    struct pc_view sequence = pc_view_slice(text, 0, length);
    return sequence.size == length && pc_utf8_valid(sequence) ? length : 0;
}

/* The scalar value of a well-formed sequence beyond ASCII. */
static uint32_t scalar_of(struct pc_view sequence) {
    uint32_t scalar = (unsigned char)sequence.data[0] & (0xFFu >> (sequence.size + 1));
    for (size_t i = 1; i < sequence.size; i++)
        scalar = scalar << 6 | ((unsigned char)sequence.data[i] & 0x3F);
    return scalar;
}

static enum pc_status append_escaped(struct pc_buf *out, uint32_t scalar) {
    if (scalar < 0x10000)
        return pc_buf_appendf(out, "\\u%04" PRIx32, scalar);
    return pc_buf_appendf(out, "\\u%04" PRIx32 "\\u%04" PRIx32, 0xD800 + ((scalar - 0x10000) >> 10),
                          0xDC00 + ((scalar - 0x10000) & 0x3FF));
}

static enum pc_status append_control(struct pc_buf *out, unsigned char byte) {
    static const char *const short_form[0x20] = {
        ['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
    if (byte == '"' || byte == '\\')
        return pc_buf_append(out, (struct pc_view){(const char[]){'\\', (char)byte}, 2});
    return short_form[byte] != NULL ? pc_buf_append_text(out, short_form[byte]) : append_escaped(out, byte);
}

static bool must_escape(unsigned char byte) {
    return byte < 0x20 || byte == '"' || byte == '\\';
}

static enum pc_status quote(struct pc_buf *out, struct pc_view text, bool ascii) {
    enum pc_status status = pc_buf_append_byte(out, '"');
    struct pc_scan scan; /* of it, no more than the text's bounds is asked */
    scan.text = text.data;
    scan.end = text.size > 0 ? text.data + text.size : text.data;
    while (status == PC_OK && text.size > 0) {
        size_t taken = (size_t)(pc_scan_plain(&scan, text.data) - text.data);
        if (taken > 0) {
            status = pc_buf_append(out, (struct pc_view){text.data, taken});
        } else if (must_escape((unsigned char)text.data[0])) {
            taken = 1;
            status = append_control(out, (unsigned char)text.data[0]);
        } else {
            taken = sequence_at(text);
            char replacement[4];
            struct pc_view sequence = pc_view_slice(text, 0, taken);
            if (taken == 0) {
                sequence =
                    (struct pc_view){replacement, pc_utf8_encode(PC_REPLACEMENT_CHARACTER, replacement)};
                taken = 1;
            }
            status = ascii ? append_escaped(out, scalar_of(sequence)) : pc_buf_append(out, sequence);
        }
        text.data += taken;
        text.size -= taken;
    }
    return status == PC_OK ? pc_buf_append_byte(out, '"') : status;
}

enum pc_status pc_json_quote(struct pc_buf *out, struct pc_view text) {
    size_t before = out->size;
    enum pc_status status = quote(out, text, false);
    if (status != PC_OK)
        pc_json_cut(out, before);
    return status;
}

void pc_json_writer_init(struct pc_json_writer *writer, struct pc_buf *out, unsigned indent) {
    *writer = (struct pc_json_writer){.out = out, .indent = indent, .expects_value = true};
}

/* The first failure sticks. */
static void put(struct pc_json_writer *writer, enum pc_status status) {
    if (writer->status == PC_OK)
        writer->status = status;
}

static void put_text(struct pc_json_writer *writer, const char *text) {
    if (writer->status == PC_OK)
        writer->status = pc_buf_append_text(writer->out, text);
}

static void put_line_break(struct pc_json_writer *writer) {
    if (writer->indent == 0 || writer->status != PC_OK)
        return;
    static const struct pc_view line = {"\n                                ", 33};
    size_t left = (size_t)writer->indent * writer->depth;
    struct pc_view some = pc_view_slice(line, 0, left + 1);
    put(writer, pc_buf_append(writer->out, some));
    for (left -= some.size - 1; left > 0; left -= some.size) {
        some = pc_view_slice(line, 1, left + 1);
        put(writer, pc_buf_append(writer->out, some));
    }
}

static bool in_object(const struct pc_json_writer *writer) {
    return writer->depth > 0 && writer->kind[writer->depth - 1] == IN_OBJECT;
}

/* Comma and line break in front of an element or a member's name. */
static void put_separator(struct pc_json_writer *writer) {
    if (writer->depth == 0)
        return;
    if (!writer->empty[writer->depth - 1])
        put_text(writer, ",");
    writer->empty[writer->depth - 1] = false;
    put_line_break(writer);
}

/* Whether a value may be written now; writes what stands in front of it. */
static bool begin_value(struct pc_json_writer *writer) {
    bool fits = in_object(writer) || writer->depth == 0 ? writer->expects_value : true;
    if (!fits)
        put(writer, PC_INTERNAL);
    else if (writer->depth > 0 && !in_object(writer))
        put_separator(writer);
    writer->expects_value = false;
    return writer->status == PC_OK;
}

static void begin(struct pc_json_writer *writer, unsigned char kind, const char *bracket) {
    if (!begin_value(writer))
        return;
    if (writer->depth == PC_JSON_WRITER_MAX_DEPTH) {
        put(writer, PC_LIMIT);
        return;
    }
    put_text(writer, bracket);
    writer->kind[writer->depth] = kind;
    writer->empty[writer->depth] = true;
    writer->depth++;
}

static void end(struct pc_json_writer *writer, unsigned char kind, const char *bracket) {
    if (writer->status != PC_OK)
        return;
    if (writer->depth == 0 || writer->kind[writer->depth - 1] != kind || writer->expects_value) {
        put(writer, PC_INTERNAL);
        return;
    }
    writer->depth--;
    if (!writer->empty[writer->depth])
        put_line_break(writer);
    put_text(writer, bracket);
}

void pc_json_write_object_begin(struct pc_json_writer *writer) {
    begin(writer, IN_OBJECT, "{");
}

void pc_json_write_object_end(struct pc_json_writer *writer) {
    end(writer, IN_OBJECT, "}");
}

void pc_json_write_array_begin(struct pc_json_writer *writer) {
    begin(writer, IN_ARRAY, "[");
}

void pc_json_write_array_end(struct pc_json_writer *writer) {
    end(writer, IN_ARRAY, "]");
}

void pc_json_write_key(struct pc_json_writer *writer, const char *name) {
    if (!in_object(writer) || writer->expects_value || name == NULL)
        put(writer, PC_INTERNAL);
    if (writer->status != PC_OK)
        return;
    put_separator(writer);
    put(writer, quote(writer->out, pc_view_of(name), writer->ascii));
    put_text(writer, writer->indent > 0 ? ": " : ":");
    writer->expects_value = true;
}

void pc_json_write_string(struct pc_json_writer *writer, struct pc_view text) {
    if (begin_value(writer))
        put(writer, quote(writer->out, text, writer->ascii));
}

void pc_json_write_text(struct pc_json_writer *writer, const char *text) {
    if (text == NULL)
        pc_json_write_null(writer);
    else
        pc_json_write_string(writer, pc_view_of(text));
}

void pc_json_write_int(struct pc_json_writer *writer, int64_t number) {
    if (begin_value(writer))
        put(writer, pc_buf_appendf(writer->out, "%" PRId64, number));
}

void pc_json_write_bool(struct pc_json_writer *writer, bool value) {
    if (begin_value(writer))
        put_text(writer, value ? "true" : "false");
}

void pc_json_write_null(struct pc_json_writer *writer) {
    if (begin_value(writer))
        put_text(writer, "null");
}

void pc_json_write_raw(struct pc_json_writer *writer, struct pc_view json) {
    if (begin_value(writer))
        put(writer, pc_buf_append(writer->out, json));
}

void pc_json_write_member_text(struct pc_json_writer *writer, const char *name, const char *text) {
    pc_json_write_key(writer, name);
    pc_json_write_text(writer, text);
}

void pc_json_write_member_int(struct pc_json_writer *writer, const char *name, int64_t number) {
    pc_json_write_key(writer, name);
    pc_json_write_int(writer, number);
}

void pc_json_write_member_bool(struct pc_json_writer *writer, const char *name, bool value) {
    pc_json_write_key(writer, name);
    pc_json_write_bool(writer, value);
}

enum pc_status pc_json_writer_end(struct pc_json_writer *writer) {
    if (writer->depth > 0 || writer->expects_value)
        put(writer, PC_INTERNAL);
    return writer->status;
}
