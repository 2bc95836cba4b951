#include "support.h"

#include <stdlib.h>

static struct pc_http_parser *parse(enum pc_http_kind kind, struct pc_view bytes) {
    struct pc_http_parser *parser = pc_http_parser_new(&(struct pc_http_parser_options){.kind = kind});
    assert_non_null(parser);
    assert_int_equal(pc_http_parser_feed(parser, bytes), PC_OK);
    return parser;
}

struct pc_http_exchange *make_exchange(struct pc_view sent, struct pc_view came) {
    struct pc_http_exchange *exchange = calloc(1, sizeof *exchange);
    assert_non_null(exchange);
    pc_buf_init(&exchange->sent, SIZE_MAX);
    assert_int_equal(pc_buf_append(&exchange->sent, sent), PC_OK);
    exchange->request_parser = parse(PC_HTTP_REQUEST, sent);
    exchange->response_parser = parse(PC_HTTP_RESPONSE, came);
    exchange->outcome = PC_HTTP_OUTCOME_ANSWERED;
    exchange->duration_ms = 12;
    return exchange;
}

void append(struct pc_buf *out, const char *text) {
    assert_int_equal(pc_buf_append_text(out, text), PC_OK);
}

void repeat(struct pc_buf *out, const char *text, size_t size) {
    for (size_t from = out->size; out->size < from + size;)
        append(out, text);
}

void expect(const struct pc_secrets *secrets, struct pc_view text, const char *kept) {
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(pc_redact(secrets, text, &out), PC_OK);
    assert_string_equal(out.size == 0 ? "" : out.data, kept);
    pc_buf_clear(&out);
}
