/* Servers that are rude with the connection: they close it, reset it, or leave it alone. */
#include "peer.h"

#include "pc_mock.h"

#include <string.h>

#define DRIP_MS 50 /* the whole answer would take many time-outs */

static void close_at_once(struct pc_connection *connection, void *state) {
    (void)connection;
    (void)state;
}

static void close_after_request(struct pc_connection *connection, void *state) {
    (void)state;
    peer_read_request(connection);
}

static void stay_silent(struct pc_connection *connection, void *state) {
    (void)state;
    peer_stay_silent(connection);
}

static void drip(struct pc_connection *connection, void *state) {
    const struct peer_state *own = state;
    struct pc_view left = pc_buf_view(&own->answer);
    if (!peer_read_request(connection))
        return;
    int64_t deadline_ms = pc_clock_ms() + PEER_PATIENCE_MS;
    while (left.size > 0 && pc_clock_ms() < deadline_ms &&
           pc_connection_write(connection, pc_view_slice(left, 0, 1), deadline_ms) == PC_OK) {
        left = pc_view_slice(left, 1, left.size);
        if (pc_connection_wait(connection, pc_clock_ms() + DRIP_MS) != PC_OK)
            break;
    }
}

static void reset_at_once(struct pc_connection *connection, void *state) {
    (void)state;
    pc_connection_reset(connection);
}

static void reset_after_request(struct pc_connection *connection, void *state) {
    (void)state;
    peer_read_request(connection);
    pc_connection_reset(connection);
}

static void answer_and_reset(struct pc_connection *connection, void *state) {
    peer_answer(connection, state);
    pc_connection_reset(connection);
}

static void answer_before_request(struct pc_connection *connection, void *state) {
    const struct peer_state *own = state;
    peer_write(connection, pc_buf_view(&own->answer));
    peer_read_request(connection);
}

static void answer_and_reset_before_request(struct pc_connection *connection, void *state) {
    const struct peer_state *own = state;
    peer_write(connection, pc_buf_view(&own->answer));
    pc_connection_reset(connection);
}

static void answer_and_stay(struct pc_connection *connection, void *state) {
    peer_answer(connection, state);
    peer_stay_silent(connection);
}

/* Well with plain promotes and with other paths; a body that it does not know keeps it busy for ever. */
static enum pc_http_after answer_or_hang(const struct pc_http_message *request, struct pc_buf *response,
                                         void *context) {
    const struct peer_state *own = context;
    if (pc_view_equal_text(request->method, "GET"))
        pc_http_write_response(response, 404, NULL, 0, true, PC_VIEW(""));
    else if (pc_view_equal(request->body, PC_VIEW("{\"deployment_id\":\"" PC_MOCK_DEPLOYMENT "\"}")))
        pc_buf_append(response, pc_buf_view(&own->answer));
    return PC_HTTP_KEEP_OPEN;
}

static void answer_promotes_alone(struct pc_connection *connection, void *state) {
    pc_connection_serve(connection, answer_or_hang, state, PEER_PATIENCE_MS);
}

static void build_deployment(struct pc_buf *answer) {
    peer_add_json(answer, "", peer_deployment, 1, "");
}

static void build_half_head(struct pc_buf *answer) {
    peer_add(answer, "HTTP/1.1 200 OK\r\nContent-Ty");
}

static void build_half_body(struct pc_buf *answer) {
    peer_add_head(answer, strlen(peer_deployment));
    peer_add(answer, "{\"id\":\"abc");
}

static void build_two_answers(struct pc_buf *answer) {
    build_deployment(answer);
    build_deployment(answer);
}

static const struct peer peers[] = {
    {.name = "is dead", .dead = true, .every_case = true},
    {.name = "closes at once", .handle = close_at_once, .every_case = true, .finding = ANSWERED},
    {.name = "closes after the request",
     .handle = close_after_request,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "closes in the head", .build = build_half_head, .every_case = true, .finding = ANSWERED},
    {.name = "closes in the body", .build = build_half_body, .every_case = true, .finding = ANSWERED},
    {.name = "is silent", .handle = stay_silent, .every_case = true, .finding = ANSWERED},
    {.name = "is silent after half a head",
     .handle = answer_and_stay,
     .build = build_half_head,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "is silent after half a body",
     .handle = answer_and_stay,
     .build = build_half_body,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "drips", .handle = drip, .build = build_deployment, .every_case = true, .finding = ANSWERED},
    {.name = "resets at once",
     .resets = true,
     .handle = reset_at_once,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "resets after the request",
     .handle = reset_after_request,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "resets in the head",
     .handle = answer_and_reset,
     .build = build_half_head,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "resets in the body",
     .handle = answer_and_reset,
     .build = build_half_body,
     .every_case = true,
     .finding = ANSWERED},
    {.name = "resets after its answer",
     .resets = true,
     .handle = answer_and_reset,
     .build = build_deployment,
     .every_case = true,
     .finding = "server/**"},
    {.name = "answers before the request",
     .handle = answer_before_request,
     .build = build_deployment,
     .every_case = true,
     .finding = "server/auth/missing"},
    {.name = "answers and resets before the request",
     .resets = true,
     .handle = answer_and_reset_before_request,
     .build = build_deployment,
     .every_case = true,
     .finding = "server/**"},
    {.name = "never closes",
     .handle = answer_and_stay,
     .build = build_deployment,
     .every_case = true,
     .finding = "server/auth/*"},
    {.name = "is silent where it should refuse",
     .handle = answer_promotes_alone,
     .build = build_deployment,
     .every_case = true,
     .finding = "server/request/preserve_env_instance_type/null"},
    {.name = "answers twice",
     .build = build_two_answers,
     .every_case = true,
     .finding = "server/response/excess"},
};

const struct peer_table peers_of_connections = PEER_TABLE(peers);
