#include "exchange_of_bytes.h"

#include "answer_of_bytes.h"
#include "support.h"

#include <stdlib.h>

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes, size_t piece) {
    struct pc_http_parser_options options = {.kind = kind};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    fuzz_require(parser != NULL, "memory for a parser");
    for (size_t at = 0; at < bytes.size; at += piece < bytes.size - at ? piece : bytes.size - at)
        fuzz_require(
            pc_http_parser_feed(
                parser, pc_view_slice(bytes, at, piece < bytes.size - at ? at + piece : bytes.size)) == PC_OK,
            "memory for a parser");
    pc_http_parser_end(parser);
    return parser;
}

static void check_fields(const struct pc_http_message *whole, const struct pc_http_message *pieces) {
    fuzz_require(whole->field_count == pieces->field_count && whole->defect_count == pieces->defect_count,
                 "an answer in pieces has the fields and defects of the whole one");
    for (size_t i = 0; i < whole->field_count; i++)
        fuzz_require(pc_view_equal(whole->fields[i].name, pieces->fields[i].name) &&
                         pc_view_equal(whole->fields[i].value, pieces->fields[i].value),
                     "an answer in pieces has the fields of the whole one");
    for (size_t i = 0; i < whole->defect_count; i++)
        fuzz_require(whole->defects[i].kind == pieces->defects[i].kind &&
                         whole->defects[i].offset == pieces->defects[i].offset,
                     "an answer in pieces has the defects of the whole one");
}

/* However the bytes are cut, the same message is read. */
static void check_pieces(const struct pc_http_parser *parser, struct pc_view bytes) {
    struct pc_http_parser *in_pieces = parse(PC_HTTP_RESPONSE, bytes, 1);
    const struct pc_http_message *whole = pc_http_parser_message(parser);
    const struct pc_http_message *pieces = pc_http_parser_message(in_pieces);
    fuzz_require(whole->progress == pieces->progress && whole->status == pieces->status &&
                     whole->framing == pieces->framing && whole->informational == pieces->informational,
                 "an answer in pieces ends as the whole one does");
    fuzz_require(pc_view_equal(whole->body, pieces->body) && pc_view_equal(whole->wire, pieces->wire) &&
                     pc_view_equal(pc_http_parser_excess(parser), pc_http_parser_excess(in_pieces)),
                 "an answer in pieces has the bytes of the whole one");
    check_fields(whole, pieces);
    pc_http_parser_free(in_pieces);
}

struct pc_http_exchange *exchange_of_bytes(const uint8_t *data, size_t size, struct pc_view key) {
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    struct pc_buf answer;
    fuzz_require(exchange != NULL, "memory for an exchange");
    pc_buf_init(&exchange->sent, 4096);
    pc_buf_init(&answer, SIZE_MAX / 2);
    fuzz_require(pc_buf_appendf(&exchange->sent,
                                "POST /v1/models/m/environments/e/promote HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                "Authorization: Api-Key %.*s\r\nContent-Type: application/json\r\n"
                                "Content-Length: 21\r\n\r\n{\"deployment_id\":\"d\"}",
                                (int)key.size, key.data) == PC_OK,
                 "memory for a request");
    answer_of_bytes(data, size, key, &answer);
    exchange->request_parser = parse(PC_HTTP_REQUEST, pc_buf_view(&exchange->sent), SIZE_MAX);
    exchange->response_parser = parse(PC_HTTP_RESPONSE, pc_buf_view(&answer), SIZE_MAX);
    check_pieces(exchange->response_parser, pc_buf_view(&answer));
    enum pc_http_progress progress = pc_http_parser_message(exchange->response_parser)->progress;
    exchange->outcome = progress == PC_HTTP_COMPLETE  ? PC_HTTP_OUTCOME_ANSWERED
                        : progress == PC_HTTP_GARBLED ? PC_HTTP_OUTCOME_GARBLED
                                                      : PC_HTTP_OUTCOME_CLOSED;
    pc_buf_clear(&answer);
    return exchange;
}
