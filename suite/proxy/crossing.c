#include "crossing.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    unsigned status;
    const char *error;
    const char *words;
} ends[] = {
#define END(name, status, error, words) [PC_PROXY_END_##name] = {status, error, words},
    PC_PROXY_END_LIST(END)
#undef END
};

const char *pc_proxy_end_words(enum pc_proxy_end end) {
    return ends[end].words;
}

static enum pc_status start_half(struct pc_proxy_half *half, enum pc_http_kind kind, bool answers_head,
                                 struct pc_http_parser **parser) {
    /* What is kept is limited here: to the parser a body that is passed on is never too large. */
    const struct pc_http_parser_options options = {
        .kind = kind, .answers_head = answers_head, .max_body_size = SIZE_MAX};
    *half = (struct pc_proxy_half){.parser = pc_http_parser_new(&options)};
    *parser = half->parser;
    return half->parser == NULL ? PC_NO_MEMORY : PC_OK;
}

enum pc_status pc_proxy_crossing_init(struct pc_proxy_crossing *crossing, size_t kept_body) {
    *crossing =
        (struct pc_proxy_crossing){.kept_body = kept_body, .exchange = calloc(1, sizeof *crossing->exchange)};
    if (crossing->exchange == NULL)
        return PC_NO_MEMORY;
    return start_half(&crossing->request, PC_HTTP_REQUEST, false, &crossing->exchange->request_parser);
}

void pc_proxy_crossing_clear(struct pc_proxy_crossing *crossing) {
    pc_http_exchange_free(crossing->exchange);
    *crossing = (struct pc_proxy_crossing){0};
}

const struct pc_http_message *pc_proxy_request_of(const struct pc_proxy_crossing *crossing) {
    return pc_http_parser_message(crossing->request.parser);
}

const struct pc_http_message *pc_proxy_response_of(const struct pc_proxy_crossing *crossing) {
    return pc_http_exchange_response(crossing->exchange);
}

enum pc_status pc_proxy_feed_head(struct pc_proxy_half *half, const struct pc_buf *in, size_t *size) {
    struct pc_view bytes = pc_buf_view(in);
    *size = pc_proxy_head_size(bytes, &half->scanned);
    size_t end = *size > 0 ? *size : bytes.size;
    enum pc_status status = pc_http_parser_feed(half->parser, pc_view_slice(bytes, half->fed, end));
    half->fed = end;
    return status;
}

static enum pc_status keep(struct pc_proxy_crossing *crossing, struct pc_proxy_half *half,
                           struct pc_view bytes) {
    half->cut |= bytes.size > crossing->kept_body - half->kept;
    if (half->cut)
        return PC_OK;
    half->kept += bytes.size;
    return pc_http_parser_feed(half->parser, bytes);
}

/* Moves a body on, as far as it is there and there is room. `good` becomes false where it cannot be followed.
 */
static enum pc_status pump_body(struct pc_proxy_crossing *crossing, struct pc_proxy_half *half,
                                struct pc_relay_end *from, struct pc_relay_end *to, bool *good) {
    enum pc_status status = PC_OK;
    while (status == PC_OK && !half->done) {
        struct pc_view piece = pc_view_slice(pc_buf_view(&from->in), 0, PC_PROXY_PIECE_SIZE);
        enum pc_proxy_progress progress = PC_PROXY_MORE;
        size_t taken = 0;
        if (to->write != PC_OK)
            pc_buf_reset(&to->out);
        if (piece.size == 0 || to->out.limit - to->out.size < PC_PROXY_PIECE_SIZE + PC_PROXY_PIECE_SLACK)
            break;
        status = pc_proxy_body_move(&half->body, piece, &taken, &to->out, &progress);
        if (status == PC_OK)
            status = keep(crossing, half, progress == PC_PROXY_BAD ? piece : pc_view_slice(piece, 0, taken));
        pc_relay_take(from, taken);
        half->begun |= taken > 0;
        half->done = progress == PC_PROXY_DONE;
        *good = progress != PC_PROXY_BAD;
        if (progress == PC_PROXY_BAD || taken == 0)
            break;
    }
    return status;
}

enum pc_status pc_proxy_pump_request(struct pc_proxy_crossing *crossing, struct pc_relay *relay) {
    bool good = true;
    enum pc_status status = pump_body(crossing, &crossing->request, &relay->client, &relay->server, &good);
    if (!good) {
        crossing->end = PC_PROXY_END_REFUSED;
        crossing->refusal = PC_PROXY_REFUSED_AMBIGUOUS;
    }
    return status;
}

/* A new head is to be read. */
static void next_head(struct pc_proxy_half *half, struct pc_relay_end *from, size_t size) {
    pc_relay_take(from, size);
    half->scanned = half->fed = 0;
}

static enum pc_status pass_informational(struct pc_proxy_crossing *crossing, struct pc_relay *relay,
                                         size_t size) {
    struct pc_view head = pc_view_slice(pc_buf_view(&relay->server.in), 0, size);
    /* RFC 9110 section 15.2: none to a client of HTTP/1.0. */
    bool wanted =
        pc_proxy_request_of(crossing)->version_minor > 0 && pc_proxy_response_of(crossing)->defect_count == 0;
    enum pc_status status = wanted ? pc_proxy_write_informational(head, &relay->client.out) : PC_OK;
    crossing->expects = false;
    next_head(&crossing->response, &relay->server, size);
    return status;
}

static enum pc_status begin_response(struct pc_proxy_crossing *crossing, struct pc_relay *relay,
                                     size_t size) {
    const struct pc_http_message *request = pc_proxy_request_of(crossing);
    const struct pc_http_message *response = pc_proxy_response_of(crossing);
    struct pc_proxy_half *half = &crossing->response;
    struct pc_view head = pc_view_slice(pc_buf_view(&relay->server.in), 0, size);
    bool chunks = response->framing == PC_HTTP_CHUNKED && request->version_minor > 0;
    bool unasked = crossing->expects && !crossing->request.begun && !crossing->request.done;
    crossing->last |= response->framing == PC_HTTP_UNTIL_CLOSE || response->version_minor == 0 || unasked ||
                      pc_http_field_has_token(response, "Connection", "close");
    enum pc_status status =
        pc_proxy_write_response(head, response, chunks, crossing->last, &relay->client.out);
    pc_proxy_body_begin(&half->body, response, chunks);
    half->head = true;
    half->done = response->progress == PC_HTTP_COMPLETE;
    next_head(half, &relay->server, size);
    return status;
}

/* A head of the answer, if it is whole. */
static enum pc_status pump_head(struct pc_proxy_crossing *crossing, struct pc_relay *relay, bool *more) {
    const struct pc_http_message *response = pc_proxy_response_of(crossing);
    size_t size = 0;
    *more = false;
    if (relay->client.out.size > 0 &&
        relay->client.out.limit - relay->client.out.size < 2 * relay->server.in.size)
        return PC_OK; /* mending makes a head a little longer */
    enum pc_status status = pc_proxy_feed_head(&crossing->response, &relay->server.in, &size);
    if (status != PC_OK)
        return status;
    if (response->progress == PC_HTTP_IN_HEAD) {
        *more = size > 0;
        return size > 0 ? pass_informational(crossing, relay, size) : PC_OK;
    }
    if (!pc_proxy_response_is_plain(response)) {
        crossing->end = PC_PROXY_END_GARBLED;
        return PC_OK;
    }
    *more = true;
    return begin_response(crossing, relay, size);
}

static enum pc_status start_response(struct pc_proxy_crossing *crossing) {
    bool answers_head = pc_view_equal_text(pc_proxy_request_of(crossing)->method, "HEAD");
    return start_half(&crossing->response, PC_HTTP_RESPONSE, answers_head,
                      &crossing->exchange->response_parser);
}

enum pc_status pc_proxy_pump_response(struct pc_proxy_crossing *crossing, struct pc_relay *relay) {
    enum pc_status status = crossing->response.parser == NULL ? start_response(crossing) : PC_OK;
    bool more = true;
    bool good = true;
    while (status == PC_OK && more && !crossing->response.head && relay->server.in.size > 0)
        status = pump_head(crossing, relay, &more);
    if (status == PC_OK && crossing->response.head)
        status = pump_body(crossing, &crossing->response, &relay->server, &relay->client, &good);
    if (!good)
        crossing->end = PC_PROXY_END_GARBLED;
    return status;
}

/* RFC 9209: whose answer it is, and why, where a client or a person looks for it. */
enum pc_status pc_proxy_answer(struct pc_proxy_crossing *crossing, struct pc_buf *out) {
    bool refused = crossing->end == PC_PROXY_END_REFUSED;
    unsigned status_code = refused ? pc_proxy_refusal_status(crossing->refusal) : ends[crossing->end].status;
    char *proxy_status = pc_text_format(PC_PROXY_NAME "; error=%s", ends[crossing->end].error);
    const char *detail = refused ? pc_proxy_refusal_words(crossing->refusal) : crossing->exchange->detail;
    char *body = pc_text_format("This answer is promotecheck's own: %s%s%s.\n",
                                pc_proxy_end_words(crossing->end), detail[0] != '\0' ? ": " : "", detail);
    enum pc_status status = proxy_status == NULL || body == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK) {
        const struct pc_http_header headers[] = {{"Proxy-Status", proxy_status},
                                                 {"Content-Type", "text/plain; charset=utf-8"},
                                                 {"Connection", "close"}};
        bool head = pc_view_equal_text(pc_proxy_request_of(crossing)->method, "HEAD");
        status = pc_http_write_response(out, status_code, headers, 3, !head,
                                        head ? (struct pc_view){NULL, 0} : pc_view_of(body));
        crossing->own_status = status_code;
    }
    free(proxy_status);
    free(body);
    return status;
}
