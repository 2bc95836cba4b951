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

struct moody {
    const struct peer_state *own;
    bool hangs;
};

/* Well with plain promotes and with other paths; a body that it does not know keeps it busy for ever. */
static enum pc_http_after answer_or_hang(const struct pc_http_message *request, struct pc_buf *response,
                                         void *context) {
    struct moody *moody = context;
    if (pc_view_equal_text(request->method, "GET"))
        pc_http_write_response(response, 404, NULL, 0, true, PC_VIEW(""));
    else if (pc_view_equal(request->body, PC_VIEW("{\"deployment_id\":\"" PC_MOCK_DEPLOYMENT "\"}")))
        pc_buf_append(response, pc_buf_view(&moody->own->answer));
    else
        moody->hangs = true;
    return PC_HTTP_CLOSE;
}

static void answer_promotes_alone(struct pc_connection *connection, void *state) {
    struct moody moody = {.own = state};
    pc_connection_serve(connection, answer_or_hang, &moody, PEER_PATIENCE_MS);
    if (moody.hangs)
        peer_stay_silent(connection);
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
    {.name = "is dead", .every_case = true, .dead = true},
    {.name = "closes at once", .every_case = true, .handle = close_at_once, .finding = ANSWERED},
    {.name = "closes after the request", .handle = close_after_request, .finding = ANSWERED},
    {.name = "closes in the head", .build = build_half_head, .finding = ANSWERED},
    {.name = "closes in the body", .build = build_half_body, .finding = ANSWERED},
    {.name = "is silent", .every_case = true, .silent = true, .handle = stay_silent, .finding = ANSWERED},
    {.name = "is silent after half a head",
     .silent = true,
     .handle = answer_and_stay,
     .build = build_half_head,
     .finding = ANSWERED},
    {.name = "is silent after half a body",
     .silent = true,
     .handle = answer_and_stay,
     .build = build_half_body,
     .finding = ANSWERED},
    {.name = "drips", .silent = true, .handle = drip, .build = build_deployment, .finding = ANSWERED},
    {.name = "resets at once", .resets = true, .handle = reset_at_once, .finding = ANSWERED},
    {.name = "resets after the request", .handle = reset_after_request, .finding = ANSWERED},
    {.name = "resets in the head", .handle = answer_and_reset, .build = build_half_head, .finding = ANSWERED},
    {.name = "resets in the body", .handle = answer_and_reset, .build = build_half_body, .finding = ANSWERED},
    {.name = "resets after its answer",
     .resets = true,
     .handle = answer_and_reset,
     .build = build_deployment,
     .also = "server/auth/missing",
     .finding = "server/auth/missing server/response/answered"},
    {.name = "answers before the request",
     .handle = answer_before_request,
     .build = build_deployment,
     .also = "server/auth/missing",
     .finding = "server/auth/missing"},
    {.name = "answers and resets before the request",
     .resets = true,
     .races = true,
     .handle = answer_and_reset_before_request,
     .build = build_deployment,
     .also = "server/auth/missing",
     .finding = "server/auth/missing server/response/answered"},
    {.name = "never closes",
     .handle = answer_and_stay,
     .build = build_deployment,
     .also = "server/auth/missing",
     .finding = "server/auth/missing"},
    {.name = "is silent where it should refuse",
     .warned = true,
     .silent = true,
     .handle = answer_promotes_alone,
     .build = build_deployment,
     .also = "server/request/preserve_env_instance_type/**",
     .finding = "server/request/preserve_env_instance_type/type/object"},
    {.name = "answers twice",
     .build = build_two_answers,
     .also = "server/auth/missing",
     .finding = "server/response/excess"},
};

const struct peer_table peers_of_connections = PEER_TABLE(peers);
