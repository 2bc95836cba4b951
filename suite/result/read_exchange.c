#include "input.h"

#include <stdlib.h>
#include <string.h>

/* {"text":…} or {"base64":…} */
static bool read_body(struct pc_input *in, struct pc_json_value object, struct pc_stored_message *out) {
    struct pc_json_value body = pc_input_member(in, object, "body", PC_JSON_OBJECT);
    pc_buf_init(&out->body, SIZE_MAX);
    struct pc_json_value text = pc_json_get_text(body, "text");
    bool fine = pc_json_exists(body) &&
                (pc_json_exists(text) ? pc_input_is(in, text, PC_JSON_STRING, "a string was expected") &&
                                            pc_input_bytes(in, text, &out->body)
                                      : pc_input_base64(in, body, "base64", &out->body));
    int64_t size = (int64_t)out->body.size;
    if (fine && pc_json_exists(pc_json_get_text(body, "size")))
        fine = pc_input_int(in, body, "size", INT64_MAX, &size);
    out->body_size = (uint64_t)size;
    return fine;
}

static bool read_target(struct pc_input *in, struct pc_json_value object, struct pc_buf *out) {
    pc_buf_init(out, SIZE_MAX);
    struct pc_json_value value = pc_json_get_text(object, "target");
    if (pc_json_type(value) == PC_JSON_OBJECT)
        return pc_input_base64(in, value, "base64", out);
    value = pc_input_member(in, object, "target", PC_JSON_STRING);
    return pc_json_exists(value) && pc_input_bytes(in, value, out);
}

static bool read_headers(struct pc_input *in, struct pc_json_value object, struct pc_stored_message *out) {
    struct pc_json_value array = pc_input_member(in, object, "headers", PC_JSON_ARRAY);
    if (!pc_json_exists(array))
        return false;
    out->headers = calloc((size_t)pc_json_count(array) + 1, sizeof *out->headers);
    if (out->headers == NULL)
        return pc_input_no_memory(in);
    for (struct pc_json_value item = pc_json_first(array); pc_json_exists(item); item = pc_json_next(item)) {
        if (!pc_input_is(in, item, PC_JSON_ARRAY, "a pair of name and value was expected"))
            return false;
        struct pc_stored_header *header = &out->headers[out->header_count++];
        if (pc_json_count(item) != 2)
            return pc_input_wrong(in, item, "a pair of name and value was expected");
        if (!pc_input_string(in, pc_json_at(item, 0), &header->name) ||
            !pc_input_string(in, pc_json_at(item, 1), &header->value))
            return false;
    }
    return true;
}

static bool read_message_rest(struct pc_input *in, struct pc_json_value object,
                              struct pc_stored_message *out) {
    char *version = NULL;
    bool fine = pc_input_optional_text(in, object, "version", &version);
    if (fine && version != NULL) {
        struct pc_view view = pc_view_of(version);
        fine = view.size < sizeof out->version || pc_input_wrong(in, object, "a \"version\" that is none");
        if (fine)
            memcpy(out->version, version, view.size + 1);
    }
    free(version);
    return fine && read_headers(in, object, out) && read_body(in, object, out);
}

static bool read_request(struct pc_input *in, struct pc_json_value exchange, struct pc_stored_message *out) {
    if (pc_json_type(pc_json_get_text(exchange, "request")) == PC_JSON_NULL)
        return true;
    struct pc_json_value object = pc_input_member(in, exchange, "request", PC_JSON_OBJECT);
    return pc_json_exists(object) && pc_input_text(in, object, "method", &out->method) &&
           read_target(in, object, &out->target) && read_message_rest(in, object, out);
}

static bool read_response(struct pc_input *in, struct pc_json_value exchange, struct pc_stored_message *out) {
    if (pc_json_type(pc_json_get_text(exchange, "response")) == PC_JSON_NULL)
        return true;
    struct pc_json_value object = pc_input_member(in, exchange, "response", PC_JSON_OBJECT);
    int64_t status = 0;
    bool fine = pc_json_exists(object) && pc_input_int(in, object, "status", UINT32_MAX, &status) &&
                read_message_rest(in, object, out);
    out->status = (unsigned)status;
    return fine;
}

static bool read_wire(struct pc_input *in, struct pc_json_value exchange, const char *name,
                      struct pc_buf *out) {
    struct pc_json_value wire = pc_json_get_text(exchange, "wire");
    pc_buf_init(out, SIZE_MAX);
    return !pc_json_exists(pc_json_get_text(wire, name)) || pc_input_base64(in, wire, name, out);
}

bool pc_input_exchange(struct pc_input *in, struct pc_json_value object, struct pc_stored_exchange *out) {
    return pc_input_is(in, object, PC_JSON_OBJECT, "an exchange was expected") &&
           read_request(in, object, &out->request) && read_response(in, object, &out->response) &&
           pc_input_int(in, object, "ms", INT64_MAX, &out->ms) &&
           pc_input_text(in, object, "outcome", &out->outcome) &&
           pc_input_text(in, object, "probe", &out->probe) &&
           pc_input_optional_text(in, object, "curl", &out->curl) &&
           read_wire(in, object, "request", &out->request.wire) &&
           read_wire(in, object, "response", &out->response.wire);
}
