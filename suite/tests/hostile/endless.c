/* Servers that do not come to an end. */
#include "peer.h"

/* The head or beginning that `build` made, then one block for ever. */
static void pour(struct pc_connection *connection, void *state, const char *text, size_t count) {
    struct pc_buf block = {0};
    peer_add_repeated(&block, text, count);
    peer_answer(connection, state);
    peer_pour(connection, pc_buf_view(&block));
    pc_buf_clear(&block);
}

static void pour_bytes(struct pc_connection *connection, void *state) {
    pour(connection, state, "aaaaaaaaaaaaaaaa", 4096);
}

static void pour_brackets(struct pc_connection *connection, void *state) {
    pour(connection, state, "[[[[[[[[[[[[[[[[", 4096);
}

static void pour_fields(struct pc_connection *connection, void *state) {
    pour(connection, state, "X-Note: and one more\r\n", 1024);
}

static void pour_folds(struct pc_connection *connection, void *state) {
    pour(connection, state, " and on\r\n", 1024);
}

static void pour_empty_lines(struct pc_connection *connection, void *state) {
    pour(connection, state, "\r\n", 1024);
}

static void pour_continue(struct pc_connection *connection, void *state) {
    pour(connection, state, "HTTP/1.1 100 Continue\r\n\r\n", 64);
}

static void pour_chunks(struct pc_connection *connection, void *state) {
    pour(connection, state, "10\r\naaaaaaaaaaaaaaaa\r\n", 4096);
}

static void pour_small_chunks(struct pc_connection *connection, void *state) {
    pour(connection, state, "1;a\r\n \r\n", 4096);
}

static void pour_answers(struct pc_connection *connection, void *state) {
    pour(connection, state, "HTTP/1.1 204 No Content\r\n\r\n", 1024);
}

static void early_hints_and_silence(struct pc_connection *connection, void *state) {
    peer_answer(connection, state);
    peer_stay_silent(connection);
}

static void build_status_line(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\n");
}

static void build_reason(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 O");
}

static void build_field(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\nX-Note: a");
}

static void build_field_line(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\nX-Note: on\r\n");
}

static void build_until_close(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"id\":\"");
}

static void build_head(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n");
}

static void build_chunked(struct pc_buf *answer) {
    peer_add(answer,
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
}

static void build_trailers(struct pc_buf *answer) {
    build_chunked(answer);
    peer_add(answer, "2\r\n{}\r\n0\r\n");
}

static void build_terabyte(struct pc_buf *answer) {
    peer_add_head(answer, (size_t)1000000000000);
    peer_add(answer, "{\"id\":\"");
}

static void build_just_too_large(struct pc_buf *answer) {
    peer_add_head(answer, (size_t)PC_HTTP_MAX_BODY_SIZE + 1);
}

static void build_just_small_enough(struct pc_buf *answer) {
    peer_add_head(answer, PC_HTTP_MAX_BODY_SIZE);
}

static void build_early_hints(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n");
}

static void build_deployment(struct pc_buf *answer) {
    peer_add_json(answer, "", peer_deployment, 1, "");
}

static const struct peer peers[] = {
    {.name = "has an endless reason", .handle = pour_bytes, .build = build_reason, .finding = ANSWERED},
    {.name = "has endless header lines",
     .handle = pour_fields,
     .build = build_status_line,
     .finding = ANSWERED},
    {.name = "has an endless header line", .handle = pour_bytes, .build = build_field, .finding = ANSWERED},
    {.name = "folds a header for ever", .handle = pour_folds, .build = build_field_line, .finding = ANSWERED},
    {.name = "sends empty lines for ever", .handle = pour_empty_lines, .finding = ANSWERED},
    {.name = "says 100 Continue for ever", .handle = pour_continue, .finding = ANSWERED},
    {.name = "gives early hints and no answer",
     .silent = true,
     .handle = early_hints_and_silence,
     .build = build_early_hints,
     .finding = ANSWERED},
    {.name = "has an endless body in chunks",
     .handle = pour_chunks,
     .build = build_chunked,
     .finding = "server/response/*"},
    {.name = "has an endless body in tiny chunks",
     .handle = pour_small_chunks,
     .build = build_chunked,
     .finding = "server/response/*"},
    {.name = "has endless trailers", .handle = pour_fields, .build = build_trailers, .finding = ANSWERED},
    {.name = "has an endless body until it closes",
     .handle = pour_bytes,
     .build = build_until_close,
     .finding = ANSWERED},
    {.name = "has an endless body of brackets",
     .handle = pour_brackets,
     .build = build_head,
     .finding = ANSWERED},
    {.name = "promises a terabyte", .build = build_terabyte, .finding = ANSWERED},
    {.name = "promises a terabyte and sends on",
     .handle = pour_bytes,
     .build = build_terabyte,
     .finding = ANSWERED},
    {.name = "has a body just too large",
     .handle = pour_bytes,
     .build = build_just_too_large,
     .finding = ANSWERED},
    {.name = "has the largest body and sends on",
     .handle = pour_bytes,
     .build = build_just_small_enough,
     .finding = "server/response/json"},
    {.name = "answers without end",
     .handle = pour_answers,
     .build = build_deployment,
     .also = "server/auth/missing",
     .finding = "server/response/excess"},
};

const struct peer_table peers_without_end = PEER_TABLE(peers);
