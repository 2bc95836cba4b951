#include "deliver.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ANSWER_BUFFER (64u << 20)
/* How long a peer that has answered is given to close before the next request leaves. */
#define SETTLE_MS 30

/* Several requests on one connection. */
struct connection {
    struct pc_target *target;
    struct pc_wire *wire;
    struct pc_buf received; /* bytes that no answer has taken yet */
    bool closed, reset;
    int64_t deadline_ms;
};

struct pc_http_exchange *pc_target_new_exchange(const struct pc_request *request, struct pc_view sent) {
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    if (exchange == NULL)
        return NULL;
    bool is_head = pc_request_is_head(request);
    pc_buf_init(&exchange->sent, MAX_REQUEST_SIZE);
    exchange->response_parser = pc_http_parser_new(
        &(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE, .answers_head = is_head});
    exchange->request_parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    if (exchange->response_parser == NULL || exchange->request_parser == NULL ||
        pc_buf_append(&exchange->sent, sent) != PC_OK ||
        pc_http_parser_feed(exchange->request_parser, sent) != PC_OK) {
        pc_http_exchange_free(exchange);
        return NULL;
    }
    return exchange;
}

static void take_bytes(struct connection *connection, int64_t deadline_ms) {
    switch (pc_wire_receive(connection->wire, deadline_ms, &connection->received)) {
    case PC_OK:
    case PC_TIMEOUT:
        break;
    case PC_IO:
        connection->reset = true;
        connection->closed = true;
        break;
    default:
        connection->closed = true;
    }
}

static bool is_over(const struct pc_http_exchange *exchange) {
    enum pc_http_progress progress = pc_http_exchange_response(exchange)->progress;
    return progress == PC_HTTP_COMPLETE || progress == PC_HTTP_GARBLED;
}

/* Reads one answer; what follows it stays for the next. */
static enum pc_status read_answer(struct connection *connection, struct pc_http_exchange *exchange) {
    int64_t started_ms = pc_clock_ms();
    for (;;) {
        if (connection->received.size > 0 &&
            pc_http_parser_feed(exchange->response_parser, pc_buf_view(&connection->received)) != PC_OK)
            return PC_NO_MEMORY;
        pc_buf_reset(&connection->received);
        if (is_over(exchange) || connection->closed || pc_clock_ms() >= connection->deadline_ms)
            break;
        take_bytes(connection, connection->deadline_ms);
    }
    if (connection->closed && !is_over(exchange))
        pc_http_parser_end(exchange->response_parser);
    struct pc_buf rest;
    pc_buf_init(&rest, MAX_ANSWER_BUFFER);
    enum pc_status status = pc_buf_append(&rest, pc_http_parser_excess(exchange->response_parser));
    pc_buf_clear(&connection->received);
    connection->received = rest;
    exchange->duration_ms = pc_clock_ms() - started_ms;
    return status;
}

static void conclude(const struct connection *connection, const struct pc_request *request,
                     struct pc_http_exchange *exchange) {
    exchange->closed_by_peer = connection->closed;
    switch (pc_http_exchange_response(exchange)->progress) {
    case PC_HTTP_COMPLETE:
        exchange->outcome = PC_HTTP_OUTCOME_ANSWERED;
        break;
    case PC_HTTP_GARBLED:
        exchange->outcome = PC_HTTP_OUTCOME_GARBLED;
        break;
    default:
        exchange->outcome = connection->reset    ? PC_HTTP_OUTCOME_RESET
                            : connection->closed ? PC_HTTP_OUTCOME_CLOSED
                                                 : PC_HTTP_OUTCOME_TIMED_OUT;
    }
    pc_target_count(connection->target, request, exchange);
}

/* Whether the answer ends the connection: said so, or HTTP/1.0, or the peer closes within a moment. A peer
 * may close after any complete answer (RFC 9112 section 9.6). */
static bool ends_connection(struct connection *connection, const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED ||
        pc_http_field_has_token(answer, "Connection", "close") || answer->version_minor == 0)
        return true;
    if (connection->received.size == 0 && !connection->closed)
        take_bytes(connection, pc_clock_ms() + SETTLE_MS);
    return connection->closed && connection->received.size == 0;
}

/* Bytes of all requests, written beforehand: ends[i] is where request i ends. */
static enum pc_status write_all(struct pc_target *target, const struct pc_request *requests, size_t count,
                                struct pc_buf *bytes, size_t *ends, struct pc_error *err) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        status = pc_target_write(target, &requests[i], bytes, err);
        ends[i] = bytes->size;
    }
    return status;
}

static enum pc_status converse(struct connection *connection, const struct pc_request *requests, size_t count,
                               bool pipelined, struct pc_view bytes, const size_t *ends,
                               struct pc_http_exchange **out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        size_t from = i == 0 ? 0 : ends[i - 1];
        struct pc_view own = pc_view_slice(bytes, from, ends[i]);
        connection->deadline_ms = pc_clock_ms() + connection->target->peer.timeout_ms;
        if (!pipelined || i == 0)
            pc_wire_send(connection->wire, pipelined ? bytes : own, connection->deadline_ms,
                         &connection->received);
        out[i] = pc_target_new_exchange(&requests[i], own);
        status = out[i] == NULL ? PC_NO_MEMORY : read_answer(connection, out[i]);
        if (status != PC_OK)
            break;
        conclude(connection, &requests[i], out[i]);
        if (i + 1 < count && ends_connection(connection, out[i]))
            break;
    }
    return status;
}

enum pc_status deliver_on_one_connection(struct pc_target *target, const struct pc_request *requests,
                                         size_t count, bool pipelined, struct pc_http_exchange **out,
                                         struct pc_error *err) {
    struct connection connection = {.target = target};
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_REQUEST_SIZE);
    pc_buf_init(&connection.received, MAX_ANSWER_BUFFER);
    size_t *ends = calloc(count, sizeof *ends);
    enum pc_status status =
        ends == NULL ? PC_NO_MEMORY : write_all(target, requests, count, &bytes, ends, err);
    /* The pause for all of them comes first: a peer may close a connection that is silent for long. */
    if (status == PC_OK)
        status = pc_target_admit(target, requests, count, err);
    if (status == PC_OK)
        status = pc_wire_open(&target->peer, &connection.wire, err);
    if (status == PC_OK)
        status = converse(&connection, requests, count, pipelined, pc_buf_view(&bytes), ends, out);
    if (status == PC_NO_MEMORY)
        pc_error_set(err, status, "no memory for the answers");
    pc_wire_close(connection.wire);
    pc_buf_clear(&connection.received);
    pc_buf_clear(&bytes);
    free(ends);
    return status;
}
