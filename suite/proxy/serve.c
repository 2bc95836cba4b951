/* A client's connection and the server's that mirrors it: made for its first request, closed with it, and
 * never made a second time. So what a client learns of the server's connection, it learns as if directly. */
#include "proxy_internal.h"

#include <stdio.h>

#define IDLE_MS    60000 /* a client that keeps its connection and asks nothing */
#define CONNECT_MS 10000 /* nothing wakes who waits for a connection: the proxy would not end */

struct passage {
    struct pc_proxy *proxy;
    struct pc_relay relay;
    struct pc_proxy_crossing crossing;
    unsigned answered; /* exchanges before this one */
    bool loopback;
    int64_t moved_ms; /* when something last did */
};

static enum pc_status turn(struct passage *passage, int64_t wait_ms) {
    enum pc_status status = pc_relay_turn(&passage->relay, passage->moved_ms + wait_ms);
    if (status == PC_OK)
        passage->moved_ms = pc_clock_ms();
    return status;
}

static bool failed(struct passage *passage, enum pc_status status) {
    if (status == PC_OK)
        return false;
    passage->crossing.end = status == PC_INTERRUPTED ? PC_PROXY_END_STOPPED : PC_PROXY_END_FAILED;
    return true;
}

/* Whether a request's head came, whole or beyond help. Else the crossing has its end, if it ever began. */
static bool read_head(struct passage *passage, size_t *size) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    struct pc_relay *relay = &passage->relay;
    passage->moved_ms = pc_clock_ms();
    relay->client.reads = relay->server.reads = true;
    crossing->end = PC_PROXY_END_GONE;
    for (;;) {
        bool begun = relay->client.in.size > 0;
        if (failed(passage, pc_proxy_feed_head(&crossing->request, &relay->client.in, size)))
            return false;
        if (pc_proxy_request_of(crossing)->progress != PC_HTTP_IN_HEAD)
            return true;
        /* The server closed, or said something that nobody asked for: its connection is done with. */
        bool left = relay->wire != NULL && (relay->server.read != PC_OK || relay->server.in.size > 0);
        if (relay->client.read != PC_OK || (left && !begun))
            return false;
        enum pc_status status = turn(passage, begun ? passage->proxy->options.timeout_ms : IDLE_MS);
        if (status == PC_TIMEOUT) {
            crossing->end = begun ? PC_PROXY_END_STALLED : PC_PROXY_END_GONE;
            return false;
        }
        if (failed(passage, status))
            return false;
    }
}

static bool connect_upstream(struct passage *passage) {
    struct pc_http_target target = passage->proxy->target;
    struct pc_error err = {0};
    if (passage->relay.wire != NULL)
        return true;
    if (target.timeout_ms > CONNECT_MS)
        target.timeout_ms = CONNECT_MS;
    if (pc_wire_open(&target, &passage->relay.wire, &err) == PC_OK) {
        passage->loopback = pc_wire_is_loopback(passage->relay.wire);
        return true;
    }
    struct pc_http_exchange *exchange = passage->crossing.exchange;
    snprintf(exchange->detail, sizeof exchange->detail, "%.*s%s", (int)sizeof exchange->detail / 2,
             err.message, err.status == PC_USAGE ? ": --allow-live lets the proxy lead there" : "");
    exchange->outcome = PC_HTTP_OUTCOME_UNREACHABLE;
    passage->crossing.end = PC_PROXY_END_UNREACHABLE;
    return false;
}

/* Decides whether the request is passed on, and puts its head into the buffer that leaves. */
static bool begin(struct passage *passage, size_t size) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    const struct pc_http_message *request = pc_proxy_request_of(crossing);
    const struct pc_url *upstream = &passage->proxy->target.url;
    const struct pc_proxy_places places = {.upstream = upstream,
                                           .own = {passage->proxy->own[0], passage->proxy->own[1]}};
    crossing->refusal = pc_proxy_refuse(request, &places);
    if (crossing->refusal != PC_PROXY_REFUSED_NONE) {
        crossing->end = PC_PROXY_END_REFUSED;
        return false;
    }
    crossing->last = request->version_minor == 0 || pc_http_field_has_token(request, "Connection", "close");
    crossing->expects =
        request->version_minor > 0 && pc_http_field_has_token(request, "Expect", "100-continue");
    crossing->as_proxy = pc_proxy_leads_to(request->target, upstream->authority);
    if (!connect_upstream(passage))
        return false;
    struct pc_relay *relay = &passage->relay;
    struct pc_view head = pc_view_slice(pc_buf_view(&relay->client.in), 0, size);
    enum pc_status status =
        pc_proxy_write_request(head, request, upstream, crossing->last, &relay->server.out);
    pc_relay_take(&relay->client, size);
    pc_proxy_body_begin(&crossing->request.body, request, request->framing == PC_HTTP_CHUNKED);
    crossing->request.head = true;
    crossing->request.done = request->progress == PC_HTTP_COMPLETE;
    return !failed(passage, status);
}

/* Nothing moves: who is waited for? */
static enum pc_proxy_end blame(const struct passage *passage) {
    const struct pc_proxy_crossing *crossing = &passage->crossing;
    const struct pc_relay *relay = &passage->relay;
    if (relay->client.out.size > 0)
        return PC_PROXY_END_GONE;
    if (crossing->response.done)
        return PC_PROXY_END_COMPLETE; /* and the rest of the request never came */
    bool waits = crossing->expects && !crossing->request.begun;
    return crossing->request.done || relay->server.out.size > 0 || waits ? PC_PROXY_END_SILENT
                                                                         : PC_PROXY_END_STALLED;
}

/* Both are done with, or one of them will not go on. True: the crossing has its end. */
static bool is_over(struct passage *passage) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    struct pc_relay *relay = &passage->relay;
    struct pc_proxy_half *response = &crossing->response;
    if (crossing->end != PC_PROXY_END_COMPLETE)
        return true;
    if (relay->client.write != PC_OK) {
        crossing->end = PC_PROXY_END_GONE;
        return true;
    }
    if (relay->client.out.size > 0)
        return false; /* it leaves first */
    if (response->done)
        return crossing->request.done || relay->server.read != PC_OK || relay->server.write != PC_OK ||
               relay->client.read != PC_OK;
    if (relay->server.read != PC_OK) {
        bool ended = response->head && response->body.framing == PC_HTTP_UNTIL_CLOSE && !relay->server.cut;
        bool nothing = pc_proxy_response_of(crossing)->wire.size == 0;
        response->done = ended;
        if (!ended)
            crossing->end = nothing && passage->answered > 0 ? PC_PROXY_END_LOST : PC_PROXY_END_BROKEN;
        return true;
    }
    if (!crossing->request.done && !response->head && relay->client.read != PC_OK) {
        crossing->end = PC_PROXY_END_GONE;
        return true;
    }
    return false;
}

static void relay_both(struct passage *passage) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    struct pc_relay *relay = &passage->relay;
    crossing->end = PC_PROXY_END_COMPLETE;
    passage->moved_ms = pc_clock_ms();
    for (;;) {
        if (failed(passage, pc_proxy_pump_request(crossing, relay)) ||
            failed(passage, pc_proxy_pump_response(crossing, relay)) || is_over(passage))
            return;
        relay->client.reads = !crossing->request.done;
        relay->server.reads = true;
        enum pc_status status = turn(passage, passage->proxy->options.timeout_ms);
        if (status == PC_TIMEOUT)
            crossing->end = blame(passage);
        else
            (void)failed(passage, status);
        if (status != PC_OK)
            return;
    }
}

/* What the exchange says of itself to the judge. */
static void close_exchange(struct passage *passage) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    struct pc_http_exchange *exchange = crossing->exchange;
    const struct pc_relay_end *server = &passage->relay.server;
    static const enum pc_http_outcome outcomes[] = {[PC_PROXY_END_UNREACHABLE] = PC_HTTP_OUTCOME_UNREACHABLE,
                                                    [PC_PROXY_END_SILENT] = PC_HTTP_OUTCOME_TIMED_OUT,
                                                    [PC_PROXY_END_GARBLED] = PC_HTTP_OUTCOME_GARBLED,
                                                    [PC_PROXY_END_LOST] = PC_HTTP_OUTCOME_CLOSED,
                                                    [PC_PROXY_END_GONE] = PC_HTTP_OUTCOME_CLOSED,
                                                    [PC_PROXY_END_STOPPED] = PC_HTTP_OUTCOME_CLOSED,
                                                    [PC_PROXY_END_FAILED] = PC_HTTP_OUTCOME_CLOSED};
    exchange->duration_ms = pc_clock_ms() - crossing->started_ms;
    exchange->loopback = passage->loopback;
    exchange->closed_by_peer = server->read != PC_OK;
    if (crossing->end == PC_PROXY_END_COMPLETE)
        exchange->outcome = PC_HTTP_OUTCOME_ANSWERED;
    else if (crossing->end == PC_PROXY_END_BROKEN)
        exchange->outcome = server->read == PC_IO ? PC_HTTP_OUTCOME_RESET : PC_HTTP_OUTCOME_CLOSED;
    else if (crossing->end != PC_PROXY_END_REFUSED && crossing->end != PC_PROXY_END_STALLED)
        exchange->outcome = outcomes[crossing->end];
    struct pc_http_parser *parser = crossing->response.parser;
    if (parser == NULL || crossing->response.cut)
        return;
    if (crossing->response.done && server->in.size > 0)
        (void)pc_http_parser_feed(parser, pc_buf_view(&server->in)); /* bytes behind the answer */
    if (server->cut)
        pc_http_parser_cut(parser);
    else if (server->read != PC_OK)
        pc_http_parser_end(parser);
}

/* What is in the buffer leaves, as far as the client takes it. */
static void flush(struct passage *passage) {
    struct pc_relay *relay = &passage->relay;
    relay->client.reads = relay->server.reads = false;
    pc_buf_reset(&relay->server.out);
    passage->moved_ms = pc_clock_ms();
    while (relay->client.out.size > 0 && turn(passage, passage->proxy->options.timeout_ms) == PC_OK)
        continue;
}

/* Ends the client's connection as the server ended its own, where no answer of ours can stand in. */
static void close_client(struct passage *passage) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    const struct pc_proxy_half *response = &crossing->response;
    bool answers = !response->head && crossing->end != PC_PROXY_END_COMPLETE &&
                   crossing->end != PC_PROXY_END_LOST && crossing->end != PC_PROXY_END_GONE &&
                   crossing->end != PC_PROXY_END_STOPPED;
    if (answers)
        (void)pc_proxy_answer(crossing, &passage->relay.client.out);
    flush(passage);
    /* An answer that lasts until the close would look whole. */
    bool whole = crossing->end == PC_PROXY_END_COMPLETE;
    bool by_close = response->body.framing == PC_HTTP_UNTIL_CLOSE ||
                    (response->body.framing == PC_HTTP_CHUNKED && !response->body.chunks);
    if (!whole && !answers && ((response->head && by_close) || passage->relay.server.read == PC_IO))
        pc_connection_reset(passage->relay.connection);
}

/* One exchange. True: another may follow on the connection. */
static bool exchange_one(struct passage *passage) {
    struct pc_proxy_crossing *crossing = &passage->crossing;
    struct pc_relay *relay = &passage->relay;
    size_t size = 0;
    if (pc_proxy_crossing_init(crossing, passage->proxy->options.kept_body) != PC_OK)
        return false;
    bool came = read_head(passage, &size);
    crossing->started_ms = pc_clock_ms();
    crossing->whole = came && size > 0;
    if (came && begin(passage, size))
        relay_both(passage);
    bool begun = came || crossing->end == PC_PROXY_END_STALLED || relay->client.in.size > 0;
    bool on = begun && crossing->end == PC_PROXY_END_COMPLETE && !crossing->last && crossing->request.done &&
              relay->server.in.size == 0 && relay->server.read == PC_OK;
    if (begun) {
        close_exchange(passage);
        if (!on)
            close_client(passage);
        pc_record_add(passage->proxy->record, crossing);
    }
    passage->answered++;
    pc_proxy_crossing_clear(crossing);
    return on;
}

void pc_proxy_serve(struct pc_connection *connection, void *context) {
    struct passage passage = {.proxy = context};
    pthread_mutex_lock(&passage.proxy->started);
    pthread_mutex_unlock(&passage.proxy->started);
    pc_relay_init(&passage.relay, connection);
    while (exchange_one(&passage))
        continue;
    pc_relay_clear(&passage.relay);
}
