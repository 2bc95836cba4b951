#include "pc_json.h"
#include "pc_result.h"

/* One column: the file is large, and deep. */
#define INDENT 1u

static void optional_text(struct pc_json_writer *json, const char *name, const char *text) {
    if (text != NULL)
        pc_json_write_member_text(json, name, text);
}

static void required_text(struct pc_json_writer *json, const char *name, const char *text) {
    pc_json_write_member_text(json, name, text == NULL ? "" : text);
}

static void texts(struct pc_json_writer *json, const char *name, char **items, size_t count) {
    pc_json_write_key(json, name);
    pc_json_write_array_begin(json);
    for (size_t i = 0; i < count; i++)
        pc_json_write_text(json, items[i]);
    pc_json_write_array_end(json);
}

static void member_base64(struct pc_json_writer *json, const char *name, struct pc_view bytes) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    enum pc_status status = pc_base64_encode(bytes, &text);
    pc_json_write_key(json, name);
    pc_json_write_string(json, pc_buf_view(&text));
    if (status != PC_OK && json->status == PC_OK)
        json->status = status;
    pc_buf_clear(&text);
}

static void summary(struct pc_json_writer *json, const struct pc_result *result) {
    struct pc_summary counts = pc_result_summary(result);
    pc_json_write_key(json, "summary");
    pc_json_write_object_begin(json);
    for (int verdict = 0; verdict < PC_VERDICT_COUNT; verdict++)
        pc_json_write_member_int(json, pc_verdict_word((enum pc_verdict)verdict),
                                 (int64_t)counts.by_verdict[verdict]);
    pc_json_write_object_end(json);
}

static void finding(struct pc_json_writer *json, const struct pc_finding *one) {
    pc_json_write_object_begin(json);
    optional_text(json, "requirement", one->requirement);
    optional_text(json, "cite", one->cite);
    optional_text(json, "at", one->at);
    if (one->line > 0)
        pc_json_write_member_int(json, "line", one->line);
    if (one->column > 0)
        pc_json_write_member_int(json, "column", one->column);
    optional_text(json, "expected", one->expected);
    optional_text(json, "seen", one->seen);
    pc_json_write_object_end(json);
}

static void target(struct pc_json_writer *json, struct pc_view bytes) {
    pc_json_write_key(json, "target");
    if (pc_utf8_valid(bytes)) {
        pc_json_write_string(json, bytes);
        return;
    }
    pc_json_write_object_begin(json);
    member_base64(json, "base64", bytes);
    pc_json_write_object_end(json);
}

static void body(struct pc_json_writer *json, const struct pc_stored_message *message) {
    struct pc_view bytes = pc_buf_view(&message->body);
    pc_json_write_key(json, "body");
    pc_json_write_object_begin(json);
    if (pc_utf8_valid(bytes)) {
        pc_json_write_key(json, "text");
        pc_json_write_string(json, bytes);
    } else {
        member_base64(json, "base64", bytes);
    }
    if (message->body_size > message->body.size) {
        pc_json_write_member_int(json, "size", (int64_t)message->body_size);
        pc_json_write_member_bool(json, "truncated", true);
    }
    pc_json_write_object_end(json);
}

static void message_rest(struct pc_json_writer *json, const struct pc_stored_message *message) {
    if (message->version[0] != '\0')
        pc_json_write_member_text(json, "version", message->version);
    pc_json_write_key(json, "headers");
    pc_json_write_array_begin(json);
    for (size_t i = 0; i < message->header_count; i++) {
        pc_json_write_array_begin(json);
        pc_json_write_text(json, message->headers[i].name);
        pc_json_write_text(json, message->headers[i].value);
        pc_json_write_array_end(json);
    }
    pc_json_write_array_end(json);
    body(json, message);
}

/* What was sent may be no request, and what came no response: null, and the bytes stand in `wire`. */
static void request(struct pc_json_writer *json, const struct pc_stored_message *message) {
    pc_json_write_key(json, "request");
    if (message->method == NULL) {
        pc_json_write_null(json);
        return;
    }
    pc_json_write_object_begin(json);
    pc_json_write_member_text(json, "method", message->method);
    target(json, pc_buf_view(&message->target));
    message_rest(json, message);
    pc_json_write_object_end(json);
}

static void response(struct pc_json_writer *json, const struct pc_stored_message *message) {
    pc_json_write_key(json, "response");
    if (message->status == 0) {
        pc_json_write_null(json);
        return;
    }
    pc_json_write_object_begin(json);
    pc_json_write_member_int(json, "status", message->status);
    message_rest(json, message);
    pc_json_write_object_end(json);
}

static void wire(struct pc_json_writer *json, const struct pc_stored_exchange *exchange) {
    if (exchange->request.wire.size == 0 && exchange->response.wire.size == 0)
        return;
    pc_json_write_key(json, "wire");
    pc_json_write_object_begin(json);
    if (exchange->request.wire.size > 0)
        member_base64(json, "request", pc_buf_view(&exchange->request.wire));
    if (exchange->response.wire.size > 0)
        member_base64(json, "response", pc_buf_view(&exchange->response.wire));
    pc_json_write_object_end(json);
}

static void exchange_object(struct pc_json_writer *json, const struct pc_stored_exchange *exchange) {
    pc_json_write_object_begin(json);
    request(json, &exchange->request);
    response(json, &exchange->response);
    pc_json_write_member_int(json, "ms", exchange->ms);
    required_text(json, "outcome", exchange->outcome);
    required_text(json, "probe", exchange->probe);
    optional_text(json, "curl", exchange->curl);
    wire(json, exchange);
    pc_json_write_object_end(json);
}

static void case_object(struct pc_json_writer *json, const struct pc_result *result,
                        const struct pc_case_result *one) {
    pc_json_write_object_begin(json);
    required_text(json, "id", one->id);
    required_text(json, "title", one->title);
    pc_json_write_member_text(json, "level", pc_level_word(one->level));
    pc_json_write_member_text(json, "verdict", pc_verdict_word(one->verdict));
    optional_text(json, "reason", one->reason);
    texts(json, "cites", one->cites, one->cite_count);
    pc_json_write_member_int(json, "ms", one->ms);
    pc_json_write_key(json, "findings");
    pc_json_write_array_begin(json);
    for (size_t i = 0; i < one->findings.count; i++)
        finding(json, &one->findings.items[i]);
    pc_json_write_array_end(json);
    pc_json_write_key(json, "exchanges");
    pc_json_write_array_begin(json);
    for (size_t i = 0; i < one->exchange_count; i++) {
        if (one->exchanges[i] < result->exchange_count)
            exchange_object(json, &result->exchanges[one->exchanges[i]]);
    }
    pc_json_write_array_end(json);
    pc_json_write_object_end(json);
}

enum pc_status pc_result_write_json(const struct pc_result *result, struct pc_buf *out) {
    struct pc_json_writer json;
    pc_json_writer_init(&json, out, INDENT);
    pc_json_write_object_begin(&json);
    required_text(&json, "promotecheck", result->version);
    required_text(&json, "spec", result->spec);
    required_text(&json, "side", result->side);
    required_text(&json, "target", result->target);
    required_text(&json, "started", result->started);
    pc_json_write_member_bool(&json, "interrupted", result->interrupted);
    pc_json_write_member_bool(&json, "strict", result->strict);
    texts(&json, "notes", result->notes, result->note_count);
    summary(&json, result);
    pc_json_write_key(&json, "cases");
    pc_json_write_array_begin(&json);
    for (size_t i = 0; i < result->case_count; i++)
        case_object(&json, result, &result->cases[i]);
    pc_json_write_array_end(&json);
    pc_json_write_object_end(&json);
    enum pc_status status = pc_json_writer_end(&json);
    return status != PC_OK ? status : pc_buf_append_byte(out, '\n');
}
