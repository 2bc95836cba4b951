/* The parser, by tables: each message is fed whole, cut in two at every byte, and byte by byte. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

enum { END = 1, TO_HEAD = 2 };

struct row {
    const char *wire;
    int flags; /* END: the peer closes behind it. TO_HEAD: it answers a HEAD request. */
    const char *expected;
};

static const struct row requests[] = {
    {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", 0, "COMPLETE GET </> 1.1 [Host: x] none"},
    {"POST /a?b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc", 0,
     "COMPLETE POST </a?b> 1.1 [Content-Length: 3] length=3 {abc}"},
    {"POST / HTTP/1.1\r\ncontent-LENGTH:0\r\n\r\n", 0, "COMPLETE POST </> 1.1 [content-LENGTH: 0] length=0"},
    {"GET / HTTP/1.0\r\n\r\n", 0, "COMPLETE GET </> 1.0 none"},
    {"GET / HTTP/1.7\r\n\r\n", 0, "COMPLETE GET </> 1.7 none"},
    {"GET / HTTP/1.1\r\nA:\r\nB: \t c \t\r\n\r\n", 0, "COMPLETE GET </> 1.1 [A: ] [B: c] none"},
    {"GET / HTTP/1.1\r\n\r\nGET /2", 0, "COMPLETE GET </> 1.1 none +{GET /2}"},
    {"POST / HTTP/1.1\r\nContent-Length: 1\r\n\r\nabc", 0,
     "COMPLETE POST </> 1.1 [Content-Length: 1] length=1 {a} +{bc}"},
    /* RFC 9112 2.2: an empty line in front of the request line */
    {"\r\n\r\nGET / HTTP/1.1\r\n\r\n", 0, "COMPLETE GET </> 1.1 none"},
    {"\nGET / HTTP/1.1\r\n\r\n", 0, "COMPLETE GET </> 1.1 none !BARE_LF@0"},
    /* not complete */
    {"", 0, "IN_HEAD  <> 0.0 none"},
    {"", END, "TRUNCATED  <> 0.0 none"},
    {"GET / HT", 0, "IN_HEAD  <> 0.0 none"},
    {"GET / HTTP/1.1\r\nA: b\r\n", 0, "IN_HEAD GET </> 1.1 [A: b] none"},
    {"GET / HTTP/1.1\r\nA: b\r\n", END, "TRUNCATED GET </> 1.1 [A: b] none"},
    {"PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab", 0,
     "IN_BODY PUT </> 1.1 [Content-Length: 5] length=5 {ab}"},
    {"PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab", END,
     "TRUNCATED PUT </> 1.1 [Content-Length: 5] length=5 {ab}"},
    /* chunked */
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\nX", 0,
     "COMPLETE PUT </> 1.1 [Transfer-Encoding: chunked] chunked {abc0123456789} +{X}"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: gzip, , Chunked\r\n\r\n0\r\n\r\n", 0,
     "COMPLETE PUT </> 1.1 [Transfer-Encoding: gzip, , Chunked] chunked"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0,
     "COMPLETE PUT </> 1.1 [Transfer-Encoding: gzip] [Transfer-Encoding: chunked] chunked"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1 ; a = \"b\"\r\nx\r\n0;end\r\nT: v\r\nU: "
     "w\r\n\r\nX",
     0, "COMPLETE PUT </> 1.1 [Transfer-Encoding: chunked] chunked {x} +{X}"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", END,
     "TRUNCATED PUT </> 1.1 [Transfer-Encoding: chunked] chunked {ab}"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n", END,
     "TRUNCATED PUT </> 1.1 [Transfer-Encoding: chunked] chunked {ab}"},
};

static const struct row faulty_requests[] = {
    /* start line: read on where method, target and version can be told apart */
    {"GET /a b HTTP/1.1\r\n\r\n", 0, "COMPLETE GET </a b> 1.1 none !BAD_START_LINE@0"},
    {"GET  / HTTP/1.1\r\n\r\n", 0, "COMPLETE GET </> 1.1 none !BAD_START_LINE@0"},
    {"GET /\tHTTP/1.1\r\n\r\n", 0, "COMPLETE GET </> 1.1 none !BAD_START_LINE@0"},
    {"GET / HTTP/1.1 \r\n\r\n", 0, "COMPLETE GET </> 1.1 none !BAD_START_LINE@0"},
    {"GET /\x01 HTTP/1.1\r\n\r\n", 0, "COMPLETE GET </\x01> 1.1 none !BAD_START_LINE@0"},
    {"GET /\rx HTTP/1.1\r\n\r\n", 0, "COMPLETE GET </\rx> 1.1 none !BARE_CR@5 !BAD_START_LINE@0"},
    {"\r\nGET / HTTP/2.0\r\n", 0, "GARBLED GET </> 2.0 none !BAD_START_LINE@2"},
    {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0, "GARBLED PRI <*> 2.0 none !BAD_START_LINE@0"},
    {"GET / http/1.1\r\n", 0, "GARBLED GET </> 0.0 none !BAD_START_LINE@0"},
    {"GET / HTTP/1.10\r\n", 0, "GARBLED GET </> 0.0 none !BAD_START_LINE@0"},
    {"GET / HTTP/1\r\n", 0, "GARBLED GET </> 0.0 none !BAD_START_LINE@0"},
    {"GET / HTTP/0.9\r\n", 0, "GARBLED GET </> 0.9 none !BAD_START_LINE@0"},
    {"GET /\r\n", 0, "GARBLED  <> 0.0 none !BAD_START_LINE@0"},
    {"GET HTTP/1.1\r\n", 0, "GARBLED  <> 0.0 none !BAD_START_LINE@0"},
    {"GET\r\n", 0, "GARBLED  <> 0.0 none !BAD_START_LINE@0"},
    {"GE{T / HTTP/1.1\r\n", 0, "GARBLED  <> 0.0 none !BAD_START_LINE@0"},
    {" GET / HTTP/1.1\r\n", 0, "GARBLED  <> 0.0 none !BAD_START_LINE@0"},
    {"\x16\x03\x01\x02", 0, "GARBLED  <> 0.0 none !BAD_START_LINE@0"}, /* TLS: there may be no line end */
    /* fields */
    {"GET / HTTP/1.1\r\nA : b\r\n\r\n", 0, "COMPLETE GET </> 1.1 [A: b] none !SPACE_BEFORE_COLON@17"},
    {"GET / HTTP/1.1\r\nno colon\r\nA: b\r\n\r\n", 0, "COMPLETE GET </> 1.1 [A: b] none !BAD_FIELD@16"},
    {"GET / HTTP/1.1\r\n(a): b\r\n\r\n", 0, "COMPLETE GET </> 1.1 [(a): b] none !BAD_FIELD@16"},
    {"GET / HTTP/1.1\r\n: b\r\n\r\n", 0, "COMPLETE GET </> 1.1 [: b] none !BAD_FIELD@16"},
    {"GET / HTTP/1.1\r\n A: b\r\n\r\n", 0, "COMPLETE GET </> 1.1 none !BAD_FIELD@16"},
    {"GET / HTTP/1.1\r\nA: b\r\n\t c \r\n  d\r\nE: f\r\n\r\n", 0,
     "COMPLETE GET </> 1.1 [A: b c d] [E: f] none !FOLDED_FIELD@22"},
    {"GET / HTTP/1.1\r\nA:\r\n b\r\nC: d\r\n e\r\n\r\n", 0,
     "COMPLETE GET </> 1.1 [A: b] [C: d e] none !FOLDED_FIELD@20"},
    {"PUT / HTTP/1.1\r\nContent-Length:\r\n 2\r\n\r\nab", 0,
     "COMPLETE PUT </> 1.1 [Content-Length: 2] length=2 {ab} !FOLDED_FIELD@33"},
    {"GET / HTTP/1.1\nA: b\n\n", 0, "COMPLETE GET </> 1.1 [A: b] none !BARE_LF@14"},
    {"GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", 0, "COMPLETE GET </> 1.1 [A: b\rc] none !BARE_CR@20"},
    {"GET / HTTP/1.1\r\nA: b\x7f\r\nC: \x1f\r\n\r\n", 0,
     "COMPLETE GET </> 1.1 [A: b\x7f] [C: \x1f] none !FIELD_CONTROL@20"},
    /* framing */
    {"PUT / HTTP/1.1\r\nContent-Length: 2, 2\r\n\r\nab", 0,
     "COMPLETE PUT </> 1.1 [Content-Length: 2, 2] length=2 {ab} !LENGTH_REPEATED@16"},
    {"PUT / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 02\r\n\r\nab", 0,
     "COMPLETE PUT </> 1.1 [Content-Length: 2] [Content-Length: 02] length=2 {ab} !LENGTH_REPEATED@16"},
    {"PUT / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nab", 0,
     "GARBLED PUT </> 1.1 [Content-Length: 2] [Content-Length: 3] none !LENGTHS_DIFFER@35"},
    {"PUT / HTTP/1.1\r\nContent-Length: 2,3\r\n\r\nab", 0,
     "GARBLED PUT </> 1.1 [Content-Length: 2,3] none !LENGTHS_DIFFER@16"},
    {"PUT / HTTP/1.1\r\nContent-Length: 2,\r\n\r\nab", 0,
     "GARBLED PUT </> 1.1 [Content-Length: 2,] none !BAD_LENGTH@16"},
    {"PUT / HTTP/1.1\r\nContent-Length:\r\n\r\n", 0,
     "GARBLED PUT </> 1.1 [Content-Length: ] none !BAD_LENGTH@16"},
    {"PUT / HTTP/1.1\r\nContent-Length: +2\r\n\r\nab", 0,
     "GARBLED PUT </> 1.1 [Content-Length: +2] none !BAD_LENGTH@16"},
    {"PUT / HTTP/1.1\r\nContent-Length: 0x2\r\n\r\nab", 0,
     "GARBLED PUT </> 1.1 [Content-Length: 0x2] none !BAD_LENGTH@16"},
    {"PUT / HTTP/1.1\nContent-Length: -1\n\nab", 0,
     "GARBLED PUT </> 1.1 [Content-Length: -1] none !BAD_LENGTH@15 !BARE_LF@14"},
    {"PUT / HTTP/1.1\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n", 0,
     "COMPLETE PUT </> 1.1 [Content-Length: 9] [Transfer-Encoding: chunked] chunked {a} "
     "!LENGTH_AND_CHUNKED@35"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 0,
     "GARBLED PUT </> 1.1 [Transfer-Encoding: chunked, gzip] none !BAD_TRANSFER_CODING@16"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding:\r\n\r\n", 0,
     "GARBLED PUT </> 1.1 [Transfer-Encoding: ] none !BAD_TRANSFER_CODING@16"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n", 0,
     "GARBLED PUT </> 1.1 [Transfer-Encoding: xchunked] none !BAD_TRANSFER_CODING@16"},
    {"PUT / HTTP/1.1\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 0,
     "COMPLETE PUT </> 1.1 [Transfer-Encoding: chunked, chunked] chunked !BAD_TRANSFER_CODING@16"},
    {"PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 0,
     "COMPLETE PUT </> 1.0 [Transfer-Encoding: chunked] chunked !TRANSFER_CODING_IN_1_0@16"},
};

#define CHUNKED     "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" /* 47 bytes */
#define IS_CHUNKED  "200 <OK> 1.1 [Transfer-Encoding: chunked] chunked"
#define LENGTH_TWO  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
#define IS_TWO_LONG "200 <OK> 1.1 [Content-Length: 2] length=2"

static const struct row responses[] = {
    {LENGTH_TWO "hi", 0, "COMPLETE " IS_TWO_LONG " {hi}"},
    {LENGTH_TWO "hi!", 0, "COMPLETE " IS_TWO_LONG " {hi} +{!}"},
    {LENGTH_TWO "h", END, "TRUNCATED " IS_TWO_LONG " {h}"},
    {"HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", 0, "COMPLETE 200 <> 1.1 [Content-Length: 0] length=0"},
    {"HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", 0, "COMPLETE 200 <> 1.1 [Content-Length: 0] length=0"},
    {"HTTP/1.1 404 Not \xc3\xa9 Found\r\nContent-Length: 0\r\n\r\n", 0,
     "COMPLETE 404 <Not \xc3\xa9 Found> 1.1 [Content-Length: 0] length=0"},
    {"HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n", 0, "COMPLETE 999 <?> 1.1 [Content-Length: 0] length=0"},
    {CHUNKED "2\r\nhi\r\n0\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " {hi}"},
    {CHUNKED "2\r\nhi\r\n", END, "TRUNCATED " IS_CHUNKED " {hi}"},
    /* until the close */
    {"HTTP/1.1 200 OK\r\n\r\nhi", 0, "IN_BODY 200 <OK> 1.1 close {hi}"},
    {"HTTP/1.1 200 OK\r\n\r\nhi", END, "COMPLETE 200 <OK> 1.1 close {hi}"},
    {"HTTP/1.0 200 OK\r\n\r\n", END, "COMPLETE 200 <OK> 1.0 close"},
    {"HTTP/1.0 200 OK\r\n\r", END, "TRUNCATED 200 <OK> 1.0 none"},
    /* no body by the rules: what stands behind is excess */
    {"HTTP/1.1 204 No Content\r\n\r\nhi", 0, "COMPLETE 204 <No Content> 1.1 none +{hi}"},
    {"HTTP/1.1 304 Not Modified\r\nContent-Length: 2\r\n\r\nhi", 0,
     "COMPLETE 304 <Not Modified> 1.1 [Content-Length: 2] none +{hi}"},
    {LENGTH_TWO, TO_HEAD, "COMPLETE 200 <OK> 1.1 [Content-Length: 2] none"},
    {CHUNKED, TO_HEAD, "COMPLETE 200 <OK> 1.1 [Transfer-Encoding: chunked] none"},
    {"HTTP/1.1 200 OK\r\n\r\n", TO_HEAD, "COMPLETE 200 <OK> 1.1 none"},
    /* informational answers */
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\nContent-Length: 7\r\n\r\n" LENGTH_TWO
     "hi",
     0, "COMPLETE " IS_TWO_LONG " {hi} ~2"},
    {"HTTP/1.1 100 Continue\r\n\r\n", 0, "IN_HEAD 0 <> 0.0 none ~1"},
    {"HTTP/1.1 100 Continue\r\n\r\n", END, "TRUNCATED 0 <> 0.0 none ~1"},
    {"HTTP/1.1 100 C\r\n\r\nHTTP/1.1 204 N\r\n\r\n", TO_HEAD, "COMPLETE 204 <N> 1.1 none ~1"},
    {"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nhi", 0,
     "COMPLETE 101 <Switching Protocols> 1.1 [Upgrade: x] none +{hi}"},
};

static const struct row faulty_responses[] = {
    {"HTTP/1.1  200 OK\r\nContent-Length: 0\r\n\r\n", 0,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 0] length=0 !BAD_START_LINE@0"},
    {"HTTP/1.1 200 O\x01K\r\nContent-Length: 0\r\n\r\n", 0,
     "COMPLETE 200 <O\x01K> 1.1 [Content-Length: 0] length=0 !BAD_START_LINE@0"},
    {"\r\n" LENGTH_TWO "hi", 0, "COMPLETE " IS_TWO_LONG " {hi} !BAD_START_LINE@0"},
    {"HTTP/1.1 20 OK\r\n", 0, "GARBLED 0 <> 1.1 none !BAD_START_LINE@0"},
    {"HTTP/1.1 2000 OK\r\n", 0, "GARBLED 0 <> 1.1 none !BAD_START_LINE@0"},
    {"HTTP/1.1 099 OK\r\n", 0, "GARBLED 0 <> 1.1 none !BAD_START_LINE@0"},
    {"HTTP/1.1 OK\r\n", 0, "GARBLED 0 <> 1.1 none !BAD_START_LINE@0"},
    {"HTTP/1.1\r\n", 0, "GARBLED 0 <> 1.1 none !BAD_START_LINE@0"},
    {"HTTP/2.0 200 OK\r\n", 0, "GARBLED 0 <> 2.0 none !BAD_START_LINE@0"},
    {"HTTP/2 200\r\n", 0, "GARBLED 0 <> 0.0 none !BAD_START_LINE@0"},
    {"http/1.1 200 OK\r\n", 0, "GARBLED 0 <> 0.0 none !BAD_START_LINE@0"},
    {"<html>", 0, "GARBLED 0 <> 0.0 none !BAD_START_LINE@0"},
    {"HTXP", 0, "GARBLED 0 <> 0.0 none !BAD_START_LINE@0"},
    {"HTTP/1.1 100 C\r\n\r\n{}", 0, "GARBLED 0 <> 0.0 none ~1 !BAD_START_LINE@18"},
    /* a defect in an informational answer is one of the message */
    {"HTTP/1.1 100 C\n\r\n" LENGTH_TWO "hi", 0, "COMPLETE " IS_TWO_LONG " {hi} ~1 !BARE_LF@14"},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nhi", END,
     "COMPLETE 200 <OK> 1.1 [Transfer-Encoding: gzip] close {hi} !BAD_TRANSFER_CODING@17"},
    {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: identity\r\n\r\nhi", 0,
     "IN_BODY 200 <OK> 1.1 [Content-Length: 2] [Transfer-Encoding: identity] close {hi} "
     "!LENGTH_AND_CHUNKED@36"
     " !BAD_TRANSFER_CODING@36"},
    {"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhi", 0,
     "GARBLED 200 <OK> 1.1 [Content-Length: x] none !BAD_LENGTH@17"},
    /* no body depends on it */
    {"HTTP/1.1 204 N\r\nContent-Length: x\r\n\r\n", 0,
     "COMPLETE 204 <N> 1.1 [Content-Length: x] none !BAD_LENGTH@16"},
    {"HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\n", TO_HEAD,
     "COMPLETE 200 <OK> 1.1 [Content-Length: 2, 2] none !LENGTH_REPEATED@17"},
    /* chunks */
    {CHUNKED "g\r\n", 0, "GARBLED " IS_CHUNKED " !BAD_CHUNK@47"},
    {CHUNKED "\r\n", 0, "GARBLED " IS_CHUNKED " !BAD_CHUNK@47"},
    {CHUNKED "0x1\r\na\r\n", 0, "GARBLED " IS_CHUNKED " !BAD_CHUNK@47"},
    {CHUNKED "-1\r\n", 0, "GARBLED " IS_CHUNKED " !BAD_CHUNK@47"},
    {CHUNKED "1\r\nab", 0, "GARBLED " IS_CHUNKED " {a} !BAD_CHUNK@51"},
    {CHUNKED "1\r\na\rb", 0, "GARBLED " IS_CHUNKED " {a} !BAD_CHUNK@51"},
    {CHUNKED "2\r\nhi\r\n;\r\n", 0, "GARBLED " IS_CHUNKED " {hi} !BAD_CHUNK@54"},
    {CHUNKED "2 \r\nhi\r\n0\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " {hi} !BAD_CHUNK@47"},
    {CHUNKED "2 \r\nhi\r\nz", 0, "GARBLED " IS_CHUNKED " {hi} !BAD_CHUNK@55 !BAD_CHUNK@47"},
    {CHUNKED "2;a\rb\r\nhi\r\n0\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " {hi} !BAD_CHUNK@47"},
    {CHUNKED "2\nhi\r\n0\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " {hi} !BARE_LF@48"},
    {CHUNKED "2\r\nhi\n0\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " {hi} !BARE_LF@52"},
    {CHUNKED "0\r\nno colon\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " !BAD_FIELD@50"},
    {CHUNKED "0\r\nT: v\r\n w\r\n\r\n", 0, "COMPLETE " IS_CHUNKED " !FOLDED_FIELD@56"},
    {CHUNKED "ffffffffffffffff1\r\n", 0, "GARBLED " IS_CHUNKED " !BODY_TOO_LARGE@47"},
    {"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n", 0,
     "GARBLED 200 <OK> 1.1 [Content-Length: 99999999999999999999999] none !BODY_TOO_LARGE@17"},
};

static void feed(struct pc_http_parser *parser, const char *data, size_t size) {
    /* A copy of exactly that size, so that a sanitizer sees a read behind it. */
    char *copy = test_malloc(size + (size == 0));
    memcpy(copy, data, size);
    assert_int_equal(pc_http_parser_feed(parser, (struct pc_view){copy, size}), PC_OK);
    test_free(copy);
}

/* Fed in pieces of `step` bytes, the first of `first`. */
static void check_cut(const struct row *row, enum pc_http_kind kind, size_t first, size_t step) {
    struct pc_http_parser_options options = {.kind = kind, .answers_head = (row->flags & TO_HEAD) != 0};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    struct pc_buf text;
    size_t size = strlen(row->wire);
    pc_buf_init(&text, 1u << 16);
    assert_non_null(parser);
    for (size_t at = 0; at < size;) {
        size_t piece = at == 0 && first > 0 ? first : step;
        if (piece > size - at)
            piece = size - at;
        feed(parser, row->wire + at, piece);
        at += piece;
    }
    if (row->flags & END)
        pc_http_parser_end(parser);

    const struct pc_http_message *message = pc_http_parser_message(parser);
    struct pc_view excess = pc_http_parser_excess(parser);
    describe_message(&text, message, excess);
    if (!pc_view_equal_text(pc_buf_view(&text), row->expected))
        print_message("cut at %zu, then every %zu: %s\n", first, step, row->wire);
    assert_string_equal(text.data, row->expected);
    /* Every byte is kept, in the message or behind it. */
    assert_int_equal(message->wire.size + excess.size, size);
    if (size > 0)
        assert_memory_equal(message->wire.data, row->wire, message->wire.size);
    pc_buf_clear(&text);
    pc_http_parser_free(parser);
}

static void check_rows(const struct row *rows, size_t count, enum pc_http_kind kind) {
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(rows[i].wire);
        for (size_t cut = 0; cut <= size; cut++)
            check_cut(&rows[i], kind, cut, size + 1);
        for (size_t step = 1; step <= 3; step++)
            check_cut(&rows[i], kind, 0, step);
    }
}

#define CHECK_ROWS(rows, kind) check_rows(rows, sizeof(rows) / sizeof *(rows), kind)

static void requests_are_read(void **state) {
    (void)state;
    CHECK_ROWS(requests, PC_HTTP_REQUEST);
}

static void faults_of_requests_are_told(void **state) {
    (void)state;
    CHECK_ROWS(faulty_requests, PC_HTTP_REQUEST);
}

static void responses_are_read(void **state) {
    (void)state;
    CHECK_ROWS(responses, PC_HTTP_RESPONSE);
}

static void faults_of_responses_are_told(void **state) {
    (void)state;
    CHECK_ROWS(faulty_responses, PC_HTTP_RESPONSE);
}

static bool tells(const struct row *rows, size_t count, const char *name) {
    char mark[64];
    int size = snprintf(mark, sizeof mark, "!%s@", name);
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(rows[i].expected, mark);
        if (at != NULL && size > 0)
            return true;
    }
    return false;
}

/* The defects that are limits have tests of their own. */
static void each_defect_has_a_row(void **state) {
    static const char *const names[] = {
#define NAME(name, sentence, source) #name,
        PC_HTTP_DEFECT_LIST(NAME)
#undef NAME
    };
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (i == PC_HTTP_TOO_MANY_FIELDS || i == PC_HTTP_HEAD_TOO_LARGE ||
            i == PC_HTTP_TOO_MANY_INFORMATIONAL)
            continue;
        if (!tells(faulty_requests, sizeof faulty_requests / sizeof *faulty_requests, names[i]) &&
            !tells(faulty_responses, sizeof faulty_responses / sizeof *faulty_responses, names[i]))
            fail_msg("no row with %s", names[i]);
    }
}

/* A NUL cannot stand in the tables. */
static void nul_bytes_are_bytes(void **state) {
    static const char wire[] = "PUT /\0 HTTP/1.1\r\nA: b\0c\r\nContent-Length: 3\r\n\r\n\0\0\0";
    (void)state;
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    feed(parser, wire, sizeof wire - 1);
    const struct pc_http_message *message = pc_http_parser_message(parser);
    assert_int_equal(message->progress, PC_HTTP_COMPLETE);
    assert_int_equal(message->target.size, 2);
    assert_int_equal(message->fields[0].value.size, 3);
    assert_int_equal(message->body.size, 3);
    assert_int_equal(message->defect_count, 2);
    assert_int_equal(message->defects[0].kind, PC_HTTP_BAD_START_LINE);
    assert_int_equal(message->defects[1].kind, PC_HTTP_FIELD_CONTROL);
    assert_int_equal(message->defects[1].offset, 21);
    pc_http_parser_free(parser);
}

static void the_next_message_starts_clean(void **state) {
    static const struct row rows[] = {
        {NULL, 0, "COMPLETE PUT </1> 1.1 [Content-Length: 2] length=2 {ab} !BARE_LF@15"},
        {NULL, 0, "COMPLETE PUT </2> 1.1 [A: b c] [Transfer-Encoding: chunked] chunked {x} !FOLDED_FIELD@23"},
        {NULL, 0, "COMPLETE GET </3> 1.0 none"},
        {NULL, 0, "TRUNCATED GET </4> 1.1 none"},
    };
    static const char wire[] =
        "PUT /1 HTTP/1.1\nContent-Length: 2\r\n\r\nab"
        "PUT /2 HTTP/1.1\r\nA: b\r\n c\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
        "GET /3 HTTP/1.0\r\n\r\n"
        "GET /4 HTTP/1.1\r\n";
    (void)state;
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    feed(parser, wire, sizeof wire - 1);
    pc_http_parser_end(parser);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_buf text;
        pc_buf_init(&text, 4096);
        assert_int_equal(i == 0 ? PC_OK : pc_http_parser_next(parser), PC_OK);
        describe_message(&text, pc_http_parser_message(parser), (struct pc_view){NULL, 0});
        assert_string_equal(text.data, rows[i].expected);
        pc_buf_clear(&text);
    }
    assert_int_equal(pc_http_parser_next(parser), PC_USAGE);
    pc_http_parser_free(parser);
}

int run_parser_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_read),
        cmocka_unit_test(faults_of_requests_are_told),
        cmocka_unit_test(responses_are_read),
        cmocka_unit_test(faults_of_responses_are_told),
        cmocka_unit_test(each_defect_has_a_row),
        cmocka_unit_test(nul_bytes_are_bytes),
        cmocka_unit_test(the_next_message_starts_clean),
    };
    return cmocka_run_group_tests_name("http parser", tests, NULL, NULL);
}
