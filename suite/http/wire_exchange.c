#include "http_internal.h"
#include "wait.h"
#include "wire_internal.h"

#include <poll.h>
#include <stdlib.h>

#define MAX_EXCESS_SIZE ((size_t)1 << 20) /* more behind an answer is not looked for */
#define READS_AT_ONCE   16                /* before the clock is looked at again */

struct conversation {
    struct pc_wire *wire;
    struct pc_http_exchange *exchange;
    struct pc_http_parser *parser;
    struct pc_view unsent;
    bool may_send;
    bool closed; /* the peer has: nothing more comes */
    bool reset;
    bool more; /* perhaps there are bytes that no poll tells of */
    int64_t started_ms;
    int64_t deadline_ms;
    int64_t linger_ms;
    int64_t complete_ms; /* when the answer was, or when a byte left after that */
};

static bool is_complete(const struct conversation *conversation) {
    return pc_http_parser_message(conversation->parser)->progress == PC_HTTP_COMPLETE;
}

static enum pc_status read_some(struct conversation *conversation) {
    conversation->more = true;
    for (int i = 0; i < READS_AT_ONCE; i++) {
        char data[PC_HTTP_READ_SIZE];
        size_t got;
        enum wire_result result = pc_http_wire_read(conversation->wire, data, sizeof data, &got);
        if (result == WIRE_DONE) {
            if (pc_http_parser_feed(conversation->parser, (struct pc_view){data, got}) != PC_OK)
                return PC_NO_MEMORY;
            continue;
        }
        conversation->more = false;
        if (result == WIRE_AGAIN)
            break;
        conversation->closed = true;
        conversation->reset = result == WIRE_RESET;
        if (conversation->reset || conversation->wire->unclean)
            pc_http_parser_cut(conversation->parser);
        else
            pc_http_parser_end(conversation->parser);
        break;
    }
    return PC_OK;
}

static void write_some(struct conversation *conversation) {
    size_t sent;
    enum wire_result result = pc_http_wire_write(conversation->wire, conversation->unsent, &sent);
    if (result == WIRE_CLOSED || result == WIRE_RESET)
        conversation->may_send = false; /* what the peer answered before is still there to be read */
    if (sent == 0)
        return;
    conversation->unsent = pc_view_slice(conversation->unsent, sent, conversation->unsent.size);
    if (is_complete(conversation))
        conversation->complete_ms = pc_clock_ms();
}

/* Whether nothing more can come that is wanted. */
static bool is_over(struct conversation *conversation) {
    enum pc_http_progress progress = pc_http_parser_message(conversation->parser)->progress;
    return conversation->closed || progress == PC_HTTP_GARBLED ||
           pc_http_parser_excess(conversation->parser).size > MAX_EXCESS_SIZE;
}

/* A peer that has answered in full gets `linger_ms` to close, to send what does not belong there, or to take
 * a byte of a request that it has not read to its end. */
static int64_t current_deadline(const struct conversation *conversation) {
    int64_t linger_end = conversation->complete_ms + conversation->linger_ms;
    if (is_complete(conversation) && linger_end < conversation->deadline_ms)
        return linger_end;
    return conversation->deadline_ms;
}

static enum pc_status converse(struct conversation *conversation) {
    enum pc_status status = PC_OK;
    bool was_complete = false;
    while (status == PC_OK) {
        status = read_some(conversation);
        if (is_complete(conversation) && !was_complete) {
            was_complete = true;
            conversation->complete_ms = pc_clock_ms();
            conversation->exchange->duration_ms = conversation->complete_ms - conversation->started_ms;
        }
        if (status != PC_OK || is_over(conversation))
            break;
        bool sending = conversation->may_send && conversation->unsent.size > 0;
        if (sending)
            write_some(conversation);
        int64_t deadline_ms = current_deadline(conversation);
        if (conversation->more)
            status = pc_clock_ms() < deadline_ms ? PC_OK : PC_TIMEOUT;
        else
            status = pc_http_wait(conversation->wire->socket,
                                  conversation->may_send && conversation->unsent.size > 0 ? POLLIN | POLLOUT
                                                                                          : POLLIN,
                                  -1, deadline_ms);
    }
    if (!was_complete)
        conversation->exchange->duration_ms = pc_clock_ms() - conversation->started_ms;
    return status == PC_TIMEOUT ? PC_OK : status;
}

static enum pc_http_outcome outcome_of(const struct conversation *conversation) {
    const struct pc_http_message *message = pc_http_parser_message(conversation->parser);
    if (message->progress == PC_HTTP_COMPLETE)
        return PC_HTTP_OUTCOME_ANSWERED;
    if (message->progress == PC_HTTP_GARBLED) {
        enum pc_http_defect_kind why = message->defects[0].kind;
        bool large =
            why == PC_HTTP_HEAD_TOO_LARGE || why == PC_HTTP_BODY_TOO_LARGE || why == PC_HTTP_TOO_MANY_FIELDS;
        return large ? PC_HTTP_OUTCOME_TOO_LARGE : PC_HTTP_OUTCOME_GARBLED;
    }
    if (conversation->reset)
        return PC_HTTP_OUTCOME_RESET;
    return conversation->closed ? PC_HTTP_OUTCOME_CLOSED : PC_HTTP_OUTCOME_TIMED_OUT;
}

/* Keeps what left of the bytes. */
static enum pc_status keep_sent(struct pc_http_exchange *exchange, struct pc_view sent,
                                struct pc_buf *owner) {
    if (owner == NULL)
        return pc_buf_append(&exchange->sent, sent);
    pc_buf_clear(&exchange->sent);
    exchange->sent = *owner;
    pc_buf_init(owner, owner->limit);
    if (exchange->sent.data != NULL)
        exchange->sent.data[sent.size] = '\0';
    exchange->sent.size = sent.size;
    return PC_OK;
}

/* Reads what was sent as the peer has to. */
static enum pc_status read_request(struct pc_http_exchange *exchange) {
    struct pc_http_parser_options options = {.kind = PC_HTTP_REQUEST};
    if (exchange->sent.size > PC_HTTP_MAX_BODY_SIZE)
        options.max_body_size = exchange->sent.size;
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    if (parser == NULL || pc_http_parser_adopt(parser, &exchange->sent) != PC_OK) {
        pc_http_parser_free(parser);
        return PC_NO_MEMORY;
    }
    exchange->request_parser = parser;
    if (pc_http_parser_message(parser)->method.size > 0)
        return PC_OK;
    if (exchange->sent.size == 0) { /* they begin no request: they move back */
        exchange->sent = parser->wire;
        parser->wire = (struct pc_buf){0};
    }
    pc_http_parser_free(parser);
    exchange->request_parser = NULL;
    return PC_OK;
}

static enum pc_status run(const struct pc_http_target *target, struct pc_view bytes,
                          const struct pc_wire_options *options, struct pc_http_exchange *exchange) {
    struct conversation conversation = {.exchange = exchange,
                                        .parser = exchange->response_parser,
                                        .unsent = bytes,
                                        .may_send = true,
                                        .linger_ms =
                                            options->linger_ms > 0 ? options->linger_ms : PC_WIRE_LINGER_MS,
                                        .started_ms = pc_clock_ms()};
    conversation.deadline_ms = conversation.started_ms + target->timeout_ms;
    enum pc_status status = pc_http_wire_connect(target, &conversation.wire, &exchange->outcome,
                                                 exchange->detail, sizeof exchange->detail);
    if (status != PC_OK || exchange->outcome != PC_HTTP_OUTCOME_ANSWERED) {
        exchange->duration_ms = pc_clock_ms() - conversation.started_ms;
        return status;
    }
    exchange->loopback = pc_wire_is_loopback(conversation.wire);
    status = converse(&conversation);
    exchange->outcome = outcome_of(&conversation);
    exchange->closed_by_peer = conversation.closed;
    exchange->send_failed = conversation.unsent.size > 0;
    if (conversation.closed)
        pc_http_wire_refusal(conversation.wire, exchange->detail, sizeof exchange->detail);
    pc_wire_close(conversation.wire);
    if (status == PC_OK)
        status = keep_sent(exchange, pc_view_slice(bytes, 0, bytes.size - conversation.unsent.size),
                           options->owner);
    return status == PC_OK ? read_request(exchange) : status;
}

enum pc_status pc_wire_exchange(const struct pc_http_target *target, struct pc_view bytes,
                                const struct pc_wire_options *options, struct pc_http_exchange **out,
                                struct pc_error *err) {
    static const struct pc_wire_options by_default = {0};
    if (options == NULL)
        options = &by_default;
    struct pc_http_parser_options response = {.kind = PC_HTTP_RESPONSE,
                                              .answers_head = options->answers_head,
                                              .max_body_size = target->max_response_size};
    size_t copied = options->owner == NULL ? bytes.size : 0;
    enum pc_status status = PC_NO_MEMORY;
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    if (exchange != NULL) {
        pc_buf_init(&exchange->sent, copied);
        exchange->response_parser = pc_http_parser_new(&response);
        /* What it takes to keep the bytes is there before the first of them leaves. */
        if (exchange->response_parser != NULL && pc_buf_reserve(&exchange->sent, copied) == PC_OK)
            status = run(target, bytes, options, exchange);
    }
    if (status != PC_OK) {
        pc_http_exchange_free(exchange);
        return pc_error_set(err, status, "the conversation with %s failed: %s", target->url.authority,
                            pc_status_sentence(status));
    }
    *out = exchange;
    return PC_OK;
}
