/* What clients do that nobody sees in their answer: in the background, and at their end. */
#include "client.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A request that is sent once more, by a thread of its own. */
struct later {
    pthread_t thread;
    bool started;
    struct pc_http_target target;
    struct pc_buf bytes;
};

static void *ask(void *context) {
    struct later *later = context;
    const struct pc_wire_options how = {.linger_ms = 1};
    struct pc_http_exchange *exchange = NULL;
    if (pc_wire_exchange(&later->target, pc_buf_view(&later->bytes), &how, &exchange, NULL) == PC_OK)
        pc_http_exchange_free(exchange);
    return NULL;
}

static void forget(struct later *later) {
    if (later == NULL)
        return;
    if (later->started)
        pthread_join(later->thread, NULL);
    pc_buf_clear(&later->bytes);
    free(later);
}

void client_ask_later(struct pc_client *client, const struct pc_promotion *promotion) {
    forget(client->later);
    client->later = calloc(1, sizeof *client->later);
    struct later *later = client->later;
    if (later == NULL)
        return;
    pc_buf_init(&later->bytes, CLIENT_MAX_TEXT);
    later->target.timeout_ms = promotion->timeout_ms;
    later->started =
        pc_url_parse(promotion->base_url, &later->target.url, NULL) == PC_OK &&
        client_write_request(client, promotion, &later->target.url, NULL, &later->bytes) == PC_OK &&
        pthread_create(&later->thread, NULL, ask, later) == 0;
}

void client_end(struct pc_client *client) {
    forget(client->later);
    if (client_on(client, "key-at-exit"))
        fprintf(stderr, "closed the session of %s\n", client->key);
    if (client_on(client, "dies-at-exit"))
        abort();
}

/* Feeds what comes to the parser until the head of an answer, 1xx or not, is whole. */
static enum pc_status listen_once(struct pc_wire *wire, int64_t deadline_ms,
                                  struct pc_http_exchange *exchange) {
    struct pc_buf received;
    pc_buf_init(&received, CLIENT_MAX_TEXT);
    enum pc_status status = pc_wire_receive(wire, deadline_ms, &received);
    if (status == PC_OK)
        status = pc_http_parser_feed(exchange->response_parser, pc_buf_view(&received));
    pc_buf_clear(&received);
    return status;
}

enum pc_status client_send_patiently(const struct pc_http_target *target, struct pc_view bytes,
                                     struct pc_http_exchange **out) {
    const struct pc_http_parser_options how = {.kind = PC_HTTP_RESPONSE};
    int64_t deadline_ms = pc_clock_ms() + target->timeout_ms;
    size_t head = pc_view_find(bytes, PC_VIEW("\r\n\r\n")) + 4;
    struct pc_wire *wire = NULL;
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    *out = exchange;
    if (exchange == NULL || (exchange->response_parser = pc_http_parser_new(&how)) == NULL)
        return PC_NO_MEMORY;
    exchange->outcome = PC_HTTP_OUTCOME_TIMED_OUT;
    enum pc_status status = pc_wire_open(target, &wire, NULL);
    if (status == PC_OK)
        status = pc_wire_send(wire, pc_view_slice(bytes, 0, head), deadline_ms, NULL);
    while (status == PC_OK && pc_http_exchange_response(exchange)->informational == 0)
        status = listen_once(wire, deadline_ms, exchange);
    if (status == PC_OK)
        status = pc_wire_send(wire, pc_view_slice(bytes, head, bytes.size), deadline_ms, NULL);
    while (status == PC_OK && pc_http_exchange_response(exchange)->progress != PC_HTTP_COMPLETE)
        status = listen_once(wire, deadline_ms, exchange);
    if (status == PC_OK)
        exchange->outcome = PC_HTTP_OUTCOME_ANSWERED;
    pc_wire_close(wire);
    return PC_OK;
}
