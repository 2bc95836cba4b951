/* Servers whose answers can be followed, and hurt whoever reads, stores or shows them. */
#include "peer.h"

#include <stdlib.h>

#define MAX_DEPTH      1000000u
#define MANY_KEYS      100000u
#define SMALL_BODY     65536u
#define ESCAPES        "\x1B[2J\x1B]0;title\x07\x1B[31m"
#define RIGHT_TO_LEFT  "\xE2\x80\xAE\xE2\x81\xA6"
#define MARKUP         "</script><script>alert(1)</script>]]>&lt;<!--"
#define INVALID        "\xFF\xC0\xAF\xED\xA0\x80\xF5\x80"
#define TYPE           "Content-Type: application/json\r\n"
#define CLOSE          "Connection: close\r\n"
#define LONGEST_STRING (PC_HTTP_MAX_BODY_SIZE - 9u) /* with {"id":""} around it */

static void build_escapes_in_head(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 " ESCAPES RIGHT_TO_LEFT "\r\nX-Note: " ESCAPES RIGHT_TO_LEFT
                     "\r\nContent-Type: " ESCAPES "\r\nContent-Length: 2\r\n" CLOSE "\r\n{}");
}

static void build_escapes_in_body(struct pc_buf *answer) {
    peer_add_json(answer, "{\"id\":\"", ESCAPES RIGHT_TO_LEFT, 1, "\"}");
}

/* JSON to the letter: the escape sequences are there once somebody decodes them. */
static void build_hidden_escapes(struct pc_buf *answer) {
    peer_add_json(answer, "{\"\\u001b[2J\":1,\"id\":[\"\\u001b[2J\"],\"status\":\"",
                  "\\u001b[31m\\u009b2J" RIGHT_TO_LEFT, 1,
                  "\",\"created_at\":\"\\u001b[2J\",\"environment\":\"\\u001b[2J\\u202e\"}");
}

static void build_markup(struct pc_buf *answer) {
    peer_add_json(answer, "{\"id\":\"" MARKUP "\",\"status\":\"", MARKUP, 1,
                  "\",\"" MARKUP "\":1,\"created_at\":\"" MARKUP "\"}");
}

static void build_brackets(struct pc_buf *answer) {
    peer_add_json(answer, "", "[", SMALL_BODY, "");
}

static void build_depth(struct pc_buf *answer) {
    peer_add_head(answer, 2 * MAX_DEPTH);
    peer_add_repeated(answer, "[", MAX_DEPTH);
    peer_add_repeated(answer, "]", MAX_DEPTH);
}

static void build_deep_member(struct pc_buf *answer) {
    peer_add_json(answer, "", "{\"autoscaling_settings\":", SMALL_BODY, "null");
}

static void build_duplicate_keys(struct pc_buf *answer) {
    peer_add_json(answer, "{\"id\":1", ",\"id\":1", MANY_KEYS, "}");
}

static void build_many_keys(struct pc_buf *answer) {
    struct pc_buf body = {0};
    peer_add(&body, "{\"id\":1");
    for (unsigned i = 0; i < MANY_KEYS; i++) {
        if (pc_buf_appendf(&body, ",\"k%u\":1", i) != PC_OK)
            abort();
    }
    peer_add(&body, "}");
    peer_add_json(answer, body.data, "", 0, "");
    pc_buf_clear(&body);
}

static void build_longest_string(struct pc_buf *answer) {
    peer_add_json(answer, "{\"id\":\"", "a", LONGEST_STRING, "\"}");
}

static void build_long_number(struct pc_buf *answer) {
    peer_add_json(answer, "{\"active_replica_count\":1", "0", SMALL_BODY, "e-99999999999999999999}");
}

static void build_invalid_utf8(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 " INVALID "\r\nX-" INVALID ": " INVALID "\r\nX-Note: " INVALID "\r\n" TYPE
                     "Content-Length: 26\r\n" CLOSE "\r\n{\"" INVALID "\":\"" INVALID "\"}    ");
}

static void build_controls(struct pc_buf *answer) {
    peer_add_json(answer, "", "\x01", SMALL_BODY, "");
}

static void build_backslashes(struct pc_buf *answer) {
    peer_add_json(answer, "{\"id\":\"", "\\u0001", SMALL_BODY, "\"}");
}

static void build_largest_head(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\n" TYPE CLOSE "Content-Length: 2\r\n");
    for (unsigned i = 0; i < PC_HTTP_MAX_FIELDS - 3; i++) {
        peer_add(answer, "X-Note: ");
        peer_add_repeated(answer, "\x80<", 200);
        peer_add(answer, "\r\n");
    }
    peer_add(answer, "\r\n{}");
}

static void build_largest_to_store(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\n" TYPE CLOSE);
    for (unsigned i = 0; i < PC_HTTP_MAX_FIELDS - 2; i++) {
        peer_add(answer, "X-Note: ");
        peer_add_repeated(answer, "\x01", 490);
        peer_add(answer, "\r\n");
    }
    peer_add(answer, "\r\n");
    peer_add_repeated(answer, "\x01", SMALL_BODY);
}

static void build_compressed(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\n" TYPE CLOSE "Content-Encoding: gzip\r\n\r\n\x1F\x8B\x08\x01");
    peer_add_repeated(answer, "\xEC\xC1\x81\x01", SMALL_BODY);
}

/* The credentials in every place that an answer has. */
static enum pc_http_after echo_key(const struct pc_http_message *request, struct pc_buf *response,
                                   void *context) {
    (void)context;
    struct pc_view value = pc_http_field_value(request, "Authorization");
    int size = value.size > 1024 ? 1024 : (int)value.size;
    const char *data = size > 0 ? value.data : "";
    pc_buf_appendf(response,
                   "HTTP/1.1 200 %.*s\r\nX-Echo: %.*s\r\nAuthorization: %.*s\r\n" TYPE CLOSE "\r\n"
                   "{\"id\":\"%.*s\",\"status\":\"%.*s\",\"%.*s\":1,\"created_at\":\"%.*s\"}",
                   size, data, size, data, size, data, size, data, size, data, size, data, size, data);
    return PC_HTTP_CLOSE;
}

static void handle_echo(struct pc_connection *connection, void *state) {
    pc_connection_serve(connection, echo_key, state, PEER_PATIENCE_MS);
}

static const struct peer peers[] = {
    {.name = "has escape sequences in its head",
     .build = build_escapes_in_head,
     .finding = "server/response/content-type"},
    {.name = "has escape sequences in its body",
     .build = build_escapes_in_body,
     .finding = "server/response/json"},
    {.name = "hides escape sequences in JSON",

     .build = build_hidden_escapes,
     .finding = "server/response/enum/status"},
    {.name = "has markup in JSON", .build = build_markup, .finding = "server/response/enum/status"},
    {.name = "has a body of brackets", .build = build_brackets, .finding = "server/response/json"},
    {.name = "nests a million deep", .build = build_depth, .finding = "server/response/schema/object"},
    {.name = "nests a member and stops", .build = build_deep_member, .finding = "server/response/json"},
    {.name = "has a hundred thousand equal keys",
     .build = build_duplicate_keys,
     .finding = "server/response/json/duplicate-key"},
    {.name = "has a hundred thousand keys", .build = build_many_keys, .finding = "server/response/type/id"},
    {.name = "has a string of 16 MiB",
     .build = build_longest_string,
     .finding = "server/response/required/status"},
    {.name = "has a number of 64 KiB",
     .build = build_long_number,
     .finding = "server/response/type/active_replica_count"},
    {.name = "has invalid UTF-8 everywhere",
     .build = build_invalid_utf8,
     .finding = "server/response/json/utf-8"},
    {.name = "has a body of control characters",

     .build = build_controls,
     .finding = "server/response/json"},
    {.name = "has a body of escapes",
     .build = build_backslashes,
     .finding = "server/response/required/status"},
    {.name = "has the largest head",

     .build = build_largest_head,
     .finding = "server/response/required/id"},
    {.name = "has the answer that is largest in the report",
     .every_case = true,
     .build = build_largest_to_store,
     .finding = "server/response/json"},
    {.name = "compresses its answer", .build = build_compressed, .finding = "server/response/coding"},
    {.name = "echoes the key", .every_case = true, .handle = handle_echo, .finding = "server/auth/echo"},
};

const struct peer_table peers_of_content = PEER_TABLE(peers);
