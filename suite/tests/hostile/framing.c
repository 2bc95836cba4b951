/* Servers whose bytes are no HTTP, or whose framing cannot be followed. */
#include "peer.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static void add_bytes(struct pc_buf *answer, const char *bytes, size_t size) {
    peer_add(answer, "");
    if (pc_buf_append(answer, (struct pc_view){bytes, size}) != PC_OK)
        abort();
}

/* Every byte there is, in an order that no one expects; no line of it begins like HTTP. */
static void build_garbage(struct pc_buf *answer) {
    char bytes[4096];
    uint32_t state = 1;
    for (size_t i = 0; i < sizeof bytes; i++) {
        state = state * 1664525u + 1013904223u;
        bytes[i] = (char)(state >> 24);
    }
    add_bytes(answer, bytes, sizeof bytes);
}

static void build_zeros(struct pc_buf *answer) {
    static const char zeros[65536];
    add_bytes(answer, zeros, sizeof zeros);
}

/* SETTINGS with no entry, then GOAWAY: what a server that speaks HTTP/2 alone says first (RFC 9113). */
static void build_http2(struct pc_buf *answer) {
    static const char frames[] = "\0\0\0\4\0\0\0\0\0"
                                 "\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\1";
    add_bytes(answer, frames, sizeof frames - 1);
}

static void build_http2_preface(struct pc_buf *answer) {
    peer_add(answer, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
}

static void build_tls(struct pc_buf *answer) {
    static const char alert[] = "\x15\3\1\0\2\2\x46";
    add_bytes(answer, alert, sizeof alert - 1);
}

static void build_http9(struct pc_buf *answer) {
    peer_add(answer, "<html><body>200 OK</body></html>\n");
}

static void build_bad_chunk(struct pc_buf *answer) {
    peer_add(answer, HEAD "Transfer-Encoding: chunked\r\n\r\nsize\r\n{}\r\n0\r\n\r\n");
}

static void build_negative_chunk(struct pc_buf *answer) {
    peer_add(answer, HEAD "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n");
}

static void build_overflowing_chunk(struct pc_buf *answer) {
    peer_add(answer, HEAD "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n");
}

static void build_largest_chunk(struct pc_buf *answer) {
    peer_add(answer, HEAD "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n");
}

static void build_negative_length(struct pc_buf *answer) {
    peer_add(answer, HEAD "Content-Length: -1\r\n\r\n{}");
}

static void build_overflowing_length(struct pc_buf *answer) {
    peer_add(answer, HEAD "Content-Length: 18446744073709551618\r\n\r\n{}");
}

static void build_two_lengths(struct pc_buf *answer) {
    peer_add(answer, HEAD "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ");
}

static void build_length_and_chunked(struct pc_buf *answer) {
    peer_add(answer, HEAD "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
}

static void build_unknown_coding(struct pc_buf *answer) {
    peer_add(answer, HEAD "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
}

static void build_switch(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");
}

static void build_nul_in_head(struct pc_buf *answer) {
    static const char head[] = "HTTP/1.1 200 O\0K\r\nContent-Type: application/json\0\r\nX-\0: a\0b\r\n"
                               "Content-Length: 2\r\n\r\n{}";
    add_bytes(answer, head, sizeof head - 1);
}

static void build_odd_status(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 999999999999999999999 OK\r\nContent-Length: 2\r\n\r\n{}");
}

/* Only the promote path leads there; a client that followed would ask for REDIRECT_PLACE. */
static enum pc_http_after redirect(const struct pc_http_message *request, struct pc_buf *response,
                                   void *context) {
    struct peer_state *own = context;
    if (pc_view_find(request->target, PC_VIEW(REDIRECT_PLACE)) < request->target.size)
        atomic_store(&own->followed, true);
    pc_buf_append(response, pc_buf_view(&own->answer));
    return PC_HTTP_CLOSE;
}

static void handle_redirect(struct pc_connection *connection, void *state) {
    pc_connection_serve(connection, redirect, state, PEER_PATIENCE_MS);
}

static void build_redirect(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 307 Temporary Redirect\r\nLocation: " REDIRECT_PLACE
                     "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

static void build_permanent_redirect(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 301 Moved Permanently\r\nLocation: .." REDIRECT_PLACE
                     "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

static const struct peer peers[] = {
    {.name = "sends garbage", .every_case = true, .build = build_garbage, .finding = ANSWERED},
    {.name = "sends zeros", .build = build_zeros, .finding = ANSWERED},
    {.name = "speaks HTTP/2", .build = build_http2, .foreign = true, .finding = ANSWERED},
    {.name = "sends the HTTP/2 preface", .build = build_http2_preface, .finding = ANSWERED},
    {.name = "speaks TLS", .build = build_tls, .foreign = true, .finding = ANSWERED},
    {.name = "speaks HTTP/0.9", .build = build_http9, .finding = ANSWERED},
    {.name = "has a bad chunk size", .build = build_bad_chunk, .finding = "server/response/framing"},
    {.name = "has a negative chunk size",
     .build = build_negative_chunk,
     .finding = "server/response/framing"},
    {.name = "has a chunk size that overflows", .build = build_overflowing_chunk, .finding = ANSWERED},
    {.name = "has the largest chunk size", .build = build_largest_chunk, .finding = ANSWERED},
    {.name = "has a negative length", .build = build_negative_length, .finding = "server/response/framing"},
    {.name = "has a length that overflows", .build = build_overflowing_length, .finding = ANSWERED},
    {.name = "has two lengths", .build = build_two_lengths, .finding = "server/response/framing"},
    {.name = "has a length beside chunks",
     .build = build_length_and_chunked,
     .finding = "server/response/framing"},
    {.name = "is chunked twice", .build = build_unknown_coding, .finding = "server/response/framing"},
    {.name = "switches protocols", .build = build_switch, .finding = ANSWERED " server/response/status"},
    {.name = "has NUL bytes in its head", .build = build_nul_in_head, .finding = "server/response/**"},
    {.name = "has an odd status", .build = build_odd_status, .finding = ANSWERED},
    {.name = "redirects for ever",
     .every_case = true,
     .handle = handle_redirect,
     .build = build_redirect,
     .finding = "server/response/status"},
    {.name = "has moved for ever",
     .handle = handle_redirect,
     .build = build_permanent_redirect,
     .finding = "server/response/status"},
};

const struct peer_table peers_of_framing = PEER_TABLE(peers);
