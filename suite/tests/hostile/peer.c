#include "peer.h"

#include <stdlib.h>
#include <string.h>

#define MAX_ANSWER_SIZE ((size_t)64 << 20)
#define READ_SIZE       ((size_t)64 << 10)

const char peer_deployment[] =
    "{\"id\":\"abc123\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"one\",\"model_id\":\"model\","
    "\"is_production\":false,\"is_development\":false,\"status\":\"ACTIVE\",\"active_replica_count\":1,"
    "\"autoscaling_settings\":null,\"instance_type_name\":null,\"environment\":\"staging\"}";

static bool is_unfinished(const struct pc_http_message *message) {
    return message->progress == PC_HTTP_IN_HEAD || message->progress == PC_HTTP_IN_BODY;
}

bool peer_read_request(struct pc_connection *connection) {
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    struct pc_buf received;
    pc_buf_init(&received, READ_SIZE);
    enum pc_status status = parser == NULL ? PC_NO_MEMORY : PC_OK;
    while (status == PC_OK && is_unfinished(pc_http_parser_message(parser))) {
        pc_buf_reset(&received);
        status = pc_connection_read(connection, pc_clock_ms() + PEER_PATIENCE_MS, &received);
        if (status == PC_OK)
            status = pc_http_parser_feed(parser, pc_buf_view(&received));
    }
    pc_http_parser_free(parser);
    pc_buf_clear(&received);
    return status == PC_OK;
}

void peer_write(struct pc_connection *connection, struct pc_view bytes) {
    pc_connection_write(connection, bytes, pc_clock_ms() + PEER_PATIENCE_MS);
}

void peer_pour(struct pc_connection *connection, struct pc_view bytes) {
    int64_t deadline_ms = pc_clock_ms() + PEER_PATIENCE_MS;
    while (pc_clock_ms() < deadline_ms && pc_connection_write(connection, bytes, deadline_ms) == PC_OK)
        continue;
}

void peer_stay_silent(struct pc_connection *connection) {
    int64_t deadline_ms = pc_clock_ms() + PEER_PATIENCE_MS;
    struct pc_buf received;
    pc_buf_init(&received, READ_SIZE);
    while (pc_connection_read(connection, deadline_ms, &received) == PC_OK)
        pc_buf_reset(&received);
    pc_buf_clear(&received);
}

void peer_answer(struct pc_connection *connection, void *state) {
    const struct peer_state *own = state;
    if (peer_read_request(connection))
        peer_write(connection, pc_buf_view(&own->answer));
}

void peer_add(struct pc_buf *answer, const char *text) {
    if (answer->limit == 0)
        pc_buf_init(answer, MAX_ANSWER_SIZE);
    if (pc_buf_append_text(answer, text) != PC_OK)
        abort();
}

void peer_add_repeated(struct pc_buf *answer, const char *text, size_t count) {
    for (size_t i = 0; i < count; i++)
        peer_add(answer, text);
}

void peer_add_head(struct pc_buf *answer, size_t body_size) {
    peer_add(answer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n");
    if (pc_buf_appendf(answer, "Content-Length: %zu\r\n\r\n", body_size) != PC_OK)
        abort();
}

void peer_add_json(struct pc_buf *answer, const char *before, const char *text, size_t count,
                   const char *behind) {
    peer_add_head(answer, strlen(before) + strlen(text) * count + strlen(behind));
    peer_add(answer, before);
    peer_add_repeated(answer, text, count);
    peer_add(answer, behind);
}
