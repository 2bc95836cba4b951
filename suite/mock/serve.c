/* The mock behind a socket. What one answer cannot express is done here: waiting, dripping, silence. */
#include "call.h"

#include <stdlib.h>

enum { IDLE_TIMEOUT_MS = 30000, WRITE_TIMEOUT_MS = 10000 };

struct conversation {
    struct pc_mock *mock;
    struct pc_connection *connection;
};

/* Waits until the server stops; the peer may give up earlier, which nobody notices. */
static void stay_silent(struct pc_connection *connection) {
    (void)pc_connection_wait(connection, INT64_MAX);
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

static enum pc_http_after answer(const struct pc_http_message *request, struct pc_buf *response,
                                 void *context) {
    const struct conversation *conversation = context;
    struct pc_connection *connection = conversation->connection;
    struct pc_mock_delivery delivery;
    enum pc_http_after after = pc_mock_answer_with(conversation->mock, request, response, &delivery);
    if (delivery.delay_ms > 0)
        (void)pc_connection_wait(connection, pc_clock_ms() + delivery.delay_ms);
    if (delivery.drip_ms > 0 || delivery.silent) {
        struct pc_view bytes = pc_buf_view(response);
        int64_t pause_ms = delivery.silent ? 0 : delivery.drip_ms;
        if (drip(connection, bytes, pause_ms) != PC_OK)
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
    pc_connection_serve(connection, answer, &conversation, IDLE_TIMEOUT_MS);
}

enum pc_status pc_mock_serve(struct pc_mock *mock, uint16_t port, struct pc_server **server,
                             struct pc_error *err) {
    const struct pc_server_options options = {.port = port, .handle = handle, .context = mock};
    return pc_server_start(&options, server, err);
}
