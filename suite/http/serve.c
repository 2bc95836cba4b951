#include "http_internal.h"
#include "wait.h"

#define MAX_ANSWER_SIZE ((size_t)64 << 20)

/* What a conversation of pc_connection_serve holds. */
struct service {
    struct pc_connection *connection;
    struct pc_http_parser *parser;
    struct pc_buf received;
    struct pc_buf answer;
    int64_t idle_timeout_ms;
};

/* RFC 9110 section 10.1.1: the client waits for 100 or a final answer; where a part of the body is already
 * there it does not. "A server MUST ignore" the expectation "in an HTTP/1.0 request". */
static bool expects_continue(const struct service *service, const struct pc_http_message *request) {
    return request->progress == PC_HTTP_IN_BODY && request->version_minor > 0 &&
           service->parser->wire.size == service->parser->head_end &&
           pc_http_field_has_token(request, "Expect", "100-continue");
}

/* Reads until the request is complete or cannot be followed. PC_CLOSED where the peer closes before. */
static enum pc_status read_request(struct service *service) {
    const struct pc_http_message *request = pc_http_parser_message(service->parser);
    while (pc_http_unfinished(service->parser)) {
        int64_t deadline_ms = pc_clock_ms() + service->idle_timeout_ms;
        enum pc_status status;
        if (expects_continue(service, request)) {
            status = pc_connection_write(service->connection, PC_VIEW("HTTP/1.1 100 Continue\r\n\r\n"),
                                         deadline_ms);
            if (status != PC_OK)
                return status;
        }
        pc_buf_reset(&service->received);
        status = pc_connection_read(service->connection, deadline_ms, &service->received);
        if (status == PC_OK)
            status = pc_http_parser_feed(service->parser, pc_buf_view(&service->received));
        if (status != PC_OK)
            return status;
        request = pc_http_parser_message(service->parser);
    }
    return PC_OK;
}

/* Whether another request may follow on the connection (RFC 9112 section 9.3). HTTP/1.0 connections always
 * close: their keep-alive wants a field in the answer, and that is the caller's. */
static bool may_follow(const struct pc_http_message *request) {
    return request->progress == PC_HTTP_COMPLETE && request->version_minor > 0 &&
           !pc_http_field_has_token(request, "Connection", "close");
}

static enum pc_http_after answer_request(struct service *service, pc_http_answer *answer, void *context) {
    const struct pc_http_message *request = pc_http_parser_message(service->parser);
    pc_buf_reset(&service->answer);
    enum pc_http_after after = answer(request, &service->answer, context);
    enum pc_status status = pc_connection_write(service->connection, pc_buf_view(&service->answer),
                                                pc_clock_ms() + service->idle_timeout_ms);
    if (after == PC_HTTP_RESET_CONNECTION)
        pc_connection_reset(service->connection);
    if (status != PC_OK || (after == PC_HTTP_KEEP_OPEN && !may_follow(request)))
        return PC_HTTP_CLOSE;
    return after;
}

void pc_connection_serve(struct pc_connection *connection, pc_http_answer *answer, void *context,
                         int64_t idle_timeout_ms) {
    struct service service = {.connection = connection, .idle_timeout_ms = idle_timeout_ms};
    service.parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    pc_buf_init(&service.received, PC_HTTP_READ_SIZE);
    pc_buf_init(&service.answer, MAX_ANSWER_SIZE);
    while (service.parser != NULL && read_request(&service) == PC_OK &&
           answer_request(&service, answer, context) == PC_HTTP_KEEP_OPEN) {
        if (pc_http_parser_next(service.parser) != PC_OK)
            break;
    }
    pc_http_parser_free(service.parser);
    pc_buf_clear(&service.received);
    pc_buf_clear(&service.answer);
}
