#include "redact.h"
#include "result_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pc_stored_exchange_clear(struct pc_stored_exchange *exchange) {
    if (exchange == NULL)
        return;
    struct pc_stored_message *messages[] = {&exchange->request, &exchange->response};
    for (size_t i = 0; i < 2; i++) {
        free(messages[i]->method);
        pc_buf_clear(&messages[i]->target);
        for (size_t k = 0; k < messages[i]->header_count; k++) {
            free(messages[i]->headers[k].name);
            free(messages[i]->headers[k].value);
        }
        free(messages[i]->headers);
        pc_buf_clear(&messages[i]->body);
        pc_buf_clear(&messages[i]->wire);
    }
    free(exchange->probe);
    free(exchange->outcome);
    free(exchange->curl);
    *exchange = (struct pc_stored_exchange){0};
}

static enum pc_status redact_to_text(const struct pc_secrets *secrets, struct pc_view value,
                                     bool authorization, bool folded, char **out) {
    struct pc_buf kept;
    pc_buf_init(&kept, SIZE_MAX);
    struct pc_buf scheme;
    pc_buf_init(&scheme, SIZE_MAX);
    enum pc_status status = PC_OK;
    if (authorization)
        status = pc_redact_authorization(value, &scheme);
    if (status == PC_OK)
        status = pc_redact_value(secrets, authorization ? pc_buf_view(&scheme) : value, folded, &kept);
    if (status == PC_OK) {
        *out = pc_clean_copy(pc_buf_view(&kept));
        status = *out == NULL ? PC_NO_MEMORY : PC_OK;
    }
    pc_buf_clear(&scheme);
    pc_buf_clear(&kept);
    return status;
}

static bool has_folded_fields(const struct pc_http_message *message) {
    for (size_t i = 0; i < message->defect_count; i++) {
        if (message->defects[i].kind == PC_HTTP_FOLDED_FIELD)
            return true;
    }
    return false;
}

/* Stands for the fields of a head that has grown too large: what a peer says in every answer would make the
 * report larger than anyone reads. */
static enum pc_status leave_out(struct pc_stored_header *header, size_t fields) {
    free(header->name);
    free(header->value);
    header->name = pc_text_copy("(left out)");
    header->value = pc_text_format("%zu field%s: the head is larger than %u KiB", fields,
                                   fields == 1 ? "" : "s", PC_STORED_HEAD_MAX >> 10);
    return header->name == NULL || header->value == NULL ? PC_NO_MEMORY : PC_OK;
}

static enum pc_status store_headers(const struct pc_http_message *message, const struct pc_secrets *secrets,
                                    struct pc_stored_message *out) {
    out->headers = calloc(message->field_count + 1, sizeof *out->headers);
    enum pc_status status = out->headers == NULL ? PC_NO_MEMORY : PC_OK;
    bool folded = has_folded_fields(message);
    size_t room = message->kind == PC_HTTP_RESPONSE ? PC_STORED_HEAD_MAX : SIZE_MAX;
    for (size_t i = 0; status == PC_OK && i < message->field_count; i++) {
        const struct pc_http_field *field = &message->fields[i];
        struct pc_stored_header *header = &out->headers[out->header_count++];
        status = redact_to_text(secrets, field->name, false, false, &header->name);
        if (status == PC_OK)
            status = redact_to_text(secrets, field->value, pc_is_authorization(field->name), folded,
                                    &header->value);
        if (status != PC_OK)
            break;
        size_t size = strlen(header->name) + strlen(header->value);
        if (size > room)
            return leave_out(header, message->field_count - i);
        room -= size;
    }
    return status;
}

/* Compressed bytes, where a secret cannot be looked for. Text under a Content-Encoding is only mislabelled.
 */
static bool is_compressed(const struct pc_http_message *message) {
    static const char *const codings[] = {"gzip",       "x-gzip", "deflate", "compress",
                                          "x-compress", "br",     "zstd"};
    bool claimed = pc_view_starts_with(message->body, PC_VIEW("\x1F\x8B")) ||
                   pc_view_starts_with(message->body, PC_VIEW("\x28\xB5\x2F\xFD"));
    for (size_t i = 0; !claimed && i < sizeof codings / sizeof codings[0]; i++)
        claimed = pc_http_field_has_token(message, "Content-Encoding", codings[i]);
    return claimed && !pc_utf8_valid(message->body);
}

static enum pc_status store_bytes(const struct pc_secrets *secrets, struct pc_view bytes, struct pc_buf *out,
                                  uint64_t *size) {
    struct pc_buf kept;
    pc_buf_init(&kept, SIZE_MAX);
    enum pc_status status = pc_redact_cut(secrets, bytes, PC_STORED_BODY_MAX, &kept);
    struct pc_view view = pc_buf_view(&kept);
    bool cut = bytes.size > PC_STORED_BODY_MAX || view.size > PC_STORED_BODY_MAX;
    *size = !cut ? view.size : bytes.size > view.size ? bytes.size : view.size;
    view = pc_view_slice(view, 0, PC_STORED_BODY_MAX);
    /* A cut inside a character would turn a text into binary: the character goes. */
    size_t valid = pc_utf8_valid_prefix(view);
    if (cut && view.size - valid < 4)
        view.size = valid;
    if (status == PC_OK)
        status = pc_buf_append(out, view);
    pc_buf_clear(&kept);
    return status;
}

static enum pc_status store_body(const struct pc_http_message *message, const struct pc_secrets *secrets,
                                 struct pc_stored_message *out) {
    pc_buf_init(&out->body, PC_STORED_BODY_MAX);
    if (!is_compressed(message))
        return store_bytes(secrets, message->body, &out->body, &out->body_size);
    enum pc_status status = pc_buf_appendf(
        &out->body, "[%zu compressed bytes are left out: secrets cannot be looked for in them]",
        message->body.size);
    out->body_size = out->body.size;
    return status;
}

static enum pc_status store_wire(const struct pc_http_message *message, struct pc_view wire,
                                 const struct pc_secrets *secrets, struct pc_stored_message *out) {
    pc_buf_init(&out->wire, PC_STORED_BODY_MAX);
    uint64_t size;
    if (message != NULL && is_compressed(message))
        wire = pc_view_slice(wire, 0, pc_view_find(wire, PC_VIEW("\r\n\r\n")));
    return store_bytes(secrets, wire, &out->wire, &size);
}

static enum pc_status store_message(const struct pc_http_message *message, const struct pc_secrets *secrets,
                                    struct pc_stored_message *out) {
    pc_buf_init(&out->target, SIZE_MAX);
    enum pc_status status = PC_OK;
    if (message->kind == PC_HTTP_REQUEST) {
        status = redact_to_text(secrets, message->method, false, false, &out->method);
        if (status == PC_OK)
            status = pc_redact(secrets, message->target, &out->target);
    } else {
        out->status = message->status;
    }
    if (message->version_major > 0)
        snprintf(out->version, sizeof out->version, "%u.%u", message->version_major % 100,
                 message->version_minor % 100);
    if (status == PC_OK)
        status = store_headers(message, secrets, out);
    if (status == PC_OK)
        status = store_body(message, secrets, out);
    return status;
}

/* Everything that came, the bytes behind the answer included. */
static enum pc_status store_answer_wire(const struct pc_http_exchange *exchange,
                                        const struct pc_secrets *secrets, struct pc_stored_message *out) {
    const struct pc_http_message *response = pc_http_exchange_response(exchange);
    struct pc_buf wire;
    pc_buf_init(&wire, SIZE_MAX);
    enum pc_status status = pc_buf_append(&wire, response->wire);
    if (status == PC_OK)
        status = pc_buf_append(&wire, pc_http_exchange_excess(exchange));
    if (status == PC_OK)
        status = store_wire(response, pc_buf_view(&wire), secrets, out);
    pc_buf_clear(&wire);
    return status;
}

/* The parts of such a message do not tell what was on the wire. */
static bool is_unread(const struct pc_http_message *message) {
    return message == NULL || message->progress == PC_HTTP_GARBLED || message->progress == PC_HTTP_IN_HEAD ||
           (message->kind == PC_HTTP_RESPONSE && message->status == 0);
}

enum pc_status pc_stored_exchange_make(const struct pc_http_exchange *exchange, const char *probe,
                                       const struct pc_curl_peer *peer, bool raw,
                                       const struct pc_secrets *secrets, struct pc_stored_exchange *out) {
    const struct pc_http_message *request = pc_http_exchange_request(exchange);
    const struct pc_http_message *response = pc_http_exchange_response(exchange);
    struct pc_secrets more = {0};
    *out = (struct pc_stored_exchange){.ms = exchange->duration_ms};
    enum pc_status status = pc_secrets_with_request(secrets, request, &more);
    if (more.count > 0)
        secrets = &more;
    out->probe = pc_text_copy(probe == NULL ? "" : probe);
    out->outcome = pc_text_copy(pc_http_outcome_word(exchange->outcome));
    if (status == PC_OK && (out->probe == NULL || out->outcome == NULL))
        status = PC_NO_MEMORY;
    if (status == PC_OK && request != NULL && request->method.size > 0)
        status = store_message(request, secrets, &out->request);
    if (status == PC_OK && (raw || is_unread(request)))
        status = store_wire(request, pc_http_exchange_sent(exchange), secrets, &out->request);
    if (status == PC_OK)
        status = store_message(response, secrets, &out->response);
    if (status == PC_OK && (raw || is_unread(response)))
        status = store_answer_wire(exchange, secrets, &out->response);
    if (status == PC_OK && peer != NULL && peer->url != NULL)
        status = pc_curl_line(exchange, peer, secrets, &out->curl);
    pc_secrets_clear(&more);
    if (status != PC_OK)
        pc_stored_exchange_clear(out);
    return status;
}
