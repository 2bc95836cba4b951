/* The mock behind a socket. What one answer cannot express is done here: waiting, dripping, silence,
 * confusion. */
#include "call.h"

#include <stdlib.h>

enum { IDLE_TIMEOUT_MS = 30000, WRITE_TIMEOUT_MS = 10000, POLL_MS = 10 };

struct conversation {
    struct pc_mock *mock;
    struct pc_connection *connection;
    bool one_at_a_time;
    unsigned requests;
    struct pc_buf previous; /* the answer before, where a fault may want it */
};

/* Reads on and says nothing, until the peer gives up or the server stops. */
static void stay_silent(struct pc_connection *connection) {
    struct pc_buf ignored;
    pc_buf_init(&ignored, PC_HTTP_MAX_HEAD_SIZE);
    while (pc_connection_read(connection, INT64_MAX, &ignored) == PC_OK)
        pc_buf_reset(&ignored);
    pc_buf_clear(&ignored);
}

static enum pc_status drip(struct pc_connection *connection, struct pc_view bytes, int64_t pause_ms) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < bytes.size && status == PC_OK; i++) {
        int64_t now = pc_clock_ms();
        status = pc_connection_write(connection, pc_view_slice(bytes, i, i + 1), now + WRITE_TIMEOUT_MS);
        if (status == PC_OK && pc_connection_wait(connection, now + pause_ms) == PC_INTERRUPTED)
            status = PC_INTERRUPTED;
    }
    return status;
}

/* Puts the previous answer in place of this one, and keeps this one for the next. */
static void confuse(struct conversation *conversation, struct pc_buf *response, bool repeat) {
    struct pc_buf previous = conversation->previous;
    pc_buf_init(&conversation->previous, PC_MOCK_MAX_BODY_SIZE);
    (void)pc_buf_append(&conversation->previous, pc_buf_view(response));
    if (repeat) {
        pc_buf_reset(response);
        (void)pc_buf_append(response, pc_buf_view(&previous));
    }
    pc_buf_clear(&previous);
}

/* As a server that reads one request after the other: this one waits while another is not complete. The first
 * look comes late enough for a connection that was made before to be known. */
static void wait_for_others(const struct conversation *conversation) {
    enum pc_status status;
    (void)pc_mock_count_reading(conversation->mock, -1);
    do
        status = pc_connection_wait(conversation->connection, pc_clock_ms() + POLL_MS);
    while (status != PC_INTERRUPTED && pc_mock_count_reading(conversation->mock, 0) > 0);
    (void)pc_mock_count_reading(conversation->mock, 1);
}

static enum pc_http_after answer(const struct pc_http_message *request, struct pc_buf *response,
                                 void *context) {
    struct conversation *conversation = context;
    struct pc_connection *connection = conversation->connection;
    struct pc_mock_delivery delivery;
    conversation->requests++;
    if (conversation->one_at_a_time)
        wait_for_others(conversation);
    enum pc_http_after after =
        pc_mock_answer_nth(conversation->mock, request, conversation->requests, response, &delivery);
    confuse(conversation, response, delivery.repeat_previous);
    if (delivery.delay_ms > 0)
        (void)pc_connection_wait(connection, pc_clock_ms() + delivery.delay_ms);
    if (delivery.drip_ms > 0 || delivery.silent) {
        if (drip(connection, pc_buf_view(response), delivery.drip_ms) != PC_OK)
            after = PC_HTTP_CLOSE;
        pc_buf_reset(response);
    }
    if (delivery.silent)
        stay_silent(connection);
    pc_mock_delivered(conversation->mock, &delivery);
    return after;
}

static void handle(struct pc_connection *connection, void *context) {
    struct conversation conversation = {.mock = context, .connection = connection};
    conversation.one_at_a_time = pc_mock_one_at_a_time(conversation.mock);
    if (conversation.one_at_a_time)
        (void)pc_mock_count_reading(conversation.mock, 1);
    pc_buf_init(&conversation.previous, PC_MOCK_MAX_BODY_SIZE);
    pc_connection_serve(connection, answer, &conversation, IDLE_TIMEOUT_MS);
    if (conversation.one_at_a_time)
        (void)pc_mock_count_reading(conversation.mock, -1);
    pc_buf_clear(&conversation.previous);
}

enum pc_status pc_mock_serve(struct pc_mock *mock, uint16_t port, const struct pc_tls_files *tls,
                             struct pc_server **server, struct pc_error *err) {
    const struct pc_server_options options = {.port = port, .tls = tls, .handle = handle, .context = mock};
    return pc_server_start(&options, server, err);
}
