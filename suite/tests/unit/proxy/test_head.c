/* Heads: what is passed on, in which bytes, and what is not. */
#include "proxy_tests.h"

#include "head.h"

struct head {
    struct pc_http_parser *parser;
    const struct pc_http_message *message;
    struct pc_url upstream;
    struct pc_buf out;
};

static void read_head(struct head *head, enum pc_http_kind kind, const char *text, const char *prefix) {
    const struct pc_http_parser_options options = {.kind = kind, .max_body_size = SIZE_MAX};
    struct pc_view bytes = pc_view_of(text);
    size_t scanned = 0;
    head->parser = pc_http_parser_new(&options);
    assert_non_null(head->parser);
    assert_int_equal(pc_http_parser_feed(head->parser, bytes), PC_OK);
    head->message = pc_http_parser_message(head->parser);
    pc_buf_init(&head->out, 1u << 20);
    char *url = pc_text_format("http://" UPSTREAM_AUTHORITY "%s", prefix);
    assert_int_equal(pc_url_parse(url, &head->upstream, NULL), PC_OK);
    free(url);
    if (head->message->progress != PC_HTTP_GARBLED)
        assert_int_equal(pc_proxy_head_size(bytes, &scanned), bytes.size);
}

static void drop_head(struct head *head) {
    pc_http_parser_free(head->parser);
    pc_buf_clear(&head->out);
}

#define POST "POST /v1/models/m/environments/e/promote HTTP/1.1\r\n"
#define HOST "Host: h\r\n"
#define END  "\r\n"

/* Shapes that two recipients read in two ways, and what no gateway may pass on. */
static const struct {
    const char *request;
    enum pc_proxy_refusal refusal;
} hostile[] = {
    {POST HOST "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "Content-Length: 4\r\nContent-Length: 5\r\n" END, PC_PROXY_REFUSED_UNREADABLE},
    {POST HOST "Content-Length: 4\r\nContent-Length: 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "Content-Length: 4, 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "Content-Length: +4\r\n" END, PC_PROXY_REFUSED_UNREADABLE},
    {POST HOST "Content-Length: 0x4\r\n" END, PC_PROXY_REFUSED_UNREADABLE},
    {POST HOST "Content-Length: -4\r\n" END, PC_PROXY_REFUSED_UNREADABLE},
    {POST HOST "Content-Length:\r\n" END, PC_PROXY_REFUSED_UNREADABLE},
    {POST HOST "Content-Length : 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "X: y\r\n Content-Length: 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "X: y\r\n\tz\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "X: y\nContent-Length: 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "X: y\rContent-Length: 4\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {"POST /a HTTP/1.1\n" HOST "\n", PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "Transfer-Encoding: xchunked\r\n" END, PC_PROXY_REFUSED_UNKNOWN_CODING},
    {POST HOST "Transfer-Encoding: gzip, chunked\r\n" END, PC_PROXY_REFUSED_UNKNOWN_CODING},
    {POST HOST "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n" END,
     PC_PROXY_REFUSED_UNKNOWN_CODING},
    {POST HOST "Transfer-Encoding: chunked, chunked\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n" END,
     PC_PROXY_REFUSED_UNKNOWN_CODING},
    {POST HOST "Transfer-Encoding: \vchunked\r\n" END, PC_PROXY_REFUSED_UNKNOWN_CODING},
    {POST HOST "Transfer-Encoding : chunked\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {"POST /a HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "no colon\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "X Y: z\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST HOST "X: \x01\r\n" END, PC_PROXY_REFUSED_AMBIGUOUS},
    {POST END, PC_PROXY_REFUSED_BAD_HOST},
    {POST HOST "host: other\r\n" END, PC_PROXY_REFUSED_BAD_HOST},
    {"POST  /a HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_AMBIGUOUS},
    {"POST /a b HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_AMBIGUOUS},
    {"POST /a HTTP/1.1 \r\n" HOST END, PC_PROXY_REFUSED_AMBIGUOUS},
    {"POST /a HTTP/2.0\r\n" HOST END, PC_PROXY_REFUSED_UNREADABLE},
    {"POST /a\r\n" HOST END, PC_PROXY_REFUSED_UNREADABLE},
    {"\x16\x03\x01", PC_PROXY_REFUSED_UNREADABLE},
    {"POST a HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_BAD_TARGET},
    {"POST * HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_BAD_TARGET},
    {"POST http:///a HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_BAD_TARGET},
    {"POST ftp://" PROXY_AUTHORITY "/a HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_BAD_TARGET},
    {"POST http://elsewhere.example/a HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_MISDIRECTED},
    {"POST http://" UPSTREAM_AUTHORITY "@elsewhere.example/a HTTP/1.1\r\n" HOST END,
     PC_PROXY_REFUSED_MISDIRECTED},
    {"CONNECT " UPSTREAM_AUTHORITY " HTTP/1.1\r\n" HOST END, PC_PROXY_REFUSED_NO_TUNNEL},
};

static void hostile_requests_are_refused(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(hostile); i++) {
        struct head head;
        read_head(&head, PC_HTTP_REQUEST, hostile[i].request, "");
        const struct pc_proxy_places places = {&head.upstream, {PROXY_AUTHORITY, "localhost:9999"}};
        enum pc_proxy_refusal refusal = pc_proxy_refuse(head.message, &places);
        if (refusal != hostile[i].refusal)
            fail_msg("row %zu: refusal %d: %s", i, (int)refusal, hostile[i].request);
        assert_int_equal(pc_proxy_refusal_status(refusal) / 100,
                         refusal >= PC_PROXY_REFUSED_NO_TUNNEL ? 5 : 4);
        drop_head(&head);
    }
}

static void a_head_without_end_is_refused(void **state) {
    struct pc_buf text;
    struct head head;
    (void)state;
    pc_buf_init(&text, 1u << 20);
    pc_buf_append_text(&text, POST HOST);
    while (text.size <= PC_HTTP_MAX_HEAD_SIZE)
        pc_buf_append_text(
            &text, "X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n");
    read_head(&head, PC_HTTP_REQUEST, text.data, "");
    const struct pc_proxy_places places = {&head.upstream, {PROXY_AUTHORITY, PROXY_AUTHORITY}};
    assert_int_equal(pc_proxy_refuse(head.message, &places), PC_PROXY_REFUSED_TOO_LARGE);
    drop_head(&head);
    pc_buf_clear(&text);
}

#define SENT(line) line " HTTP/1.1\r\n"
#define UP         "Host: " UPSTREAM_AUTHORITY "\r\n"
#define VIA        "Via: 1.1 promotecheck\r\n"

static const struct {
    const char *request;
    const char *prefix;
    bool last;
    const char *sent;
} requests[] = {
    /* Bytes, order, case and number of everything else. */
    {"GET /a?b=%7e&c HTTP/1.1\r\nX-b:  two  spaces \r\nhOST:h\r\nx-B: 2\r\nAuthorization: Api-Key "
     "k\r\nX-B:\r\n" END,
     "", false,
     SENT("GET /a?b=%7e&c") "X-b:  two  spaces \r\nhOST: " UPSTREAM_AUTHORITY
                            "\r\nx-B: 2\r\nAuthorization: Api-Key k\r\nX-B:\r\n" VIA END},
    {"POST /a HTTP/1.1\r\n" HOST "Content-Length: 007\r\n" END, "/base", false,
     SENT("POST /base/a") UP "Content-Length: 007\r\n" VIA END},
    {"POST /a HTTP/1.1\r\n" HOST "tRANSFER-encoding: Chunked\r\n" END, "", false,
     SENT("POST /a") UP "tRANSFER-encoding: Chunked\r\n" VIA END},
    {"POST /a HTTP/1.1\r\n" HOST "Expect: 100-continue\r\nContent-Length: 1\r\n" END, "", true,
     SENT("POST /a") UP "Expect: 100-continue\r\nContent-Length: 1\r\n" VIA "Connection: close\r\n" END},
    /* What is for one connection alone, and what Connection names, in any case and any number of fields. */
    {"GET /a HTTP/1.1\r\n" HOST
     "Connection: keep-alive, X-One\r\nX-ONE: 1\r\nX-Two: 2\r\nKeep-Alive: timeout=5\r\nTE: trailers\r\n"
     "Trailer: X\r\nUpgrade: h2c\r\nProxy-Connection: keep-alive\r\nProxy-Authorization: Basic eDp5\r\n"
     "connection: x-two,,upgrade\r\nX-Three: 3\r\n" END,
     "", false, SENT("GET /a") UP "X-Three: 3\r\n" VIA END},
    /* Nobody takes the framing or the host away. */
    {"POST /a HTTP/1.1\r\n" HOST
     "Connection: Content-Length, Host, Transfer-Encoding\r\nContent-Length: 3\r\n" END,
     "", false, SENT("POST /a") UP "Content-Length: 3\r\n" VIA END},
    {"POST /a HTTP/1.1\r\n" HOST "Connection: Transfer-Encoding\r\nTransfer-Encoding: chunked\r\n" END, "",
     false, SENT("POST /a") UP "Transfer-Encoding: chunked\r\n" VIA END},
    {"POST /a HTTP/1.0\r\nContent-Length: 0\r\n" END, "", true,
     SENT("POST /a") UP "Content-Length: 0\r\nVia: 1.0 promotecheck\r\nConnection: close\r\n" END},
    {"\r\n\r\nGET /a HTTP/1.1\r\n" HOST END, "", false, SENT("GET /a") UP VIA END},
    {"GET http://" UPSTREAM_AUTHORITY "/a?b HTTP/1.1\r\n" HOST END, "/p", false,
     SENT("GET /p/a?b") UP VIA END},
    {"GET HTTP://UP.example:8080 HTTP/1.1\r\n" HOST END, "", false, SENT("GET /") UP VIA END},
    {"GET http://" PROXY_AUTHORITY "/a HTTP/1.1\r\n" HOST END, "", false, SENT("GET /a") UP VIA END},
    {"OPTIONS * HTTP/1.1\r\n" HOST END, "/p", false, SENT("OPTIONS *") UP VIA END},
    {"GET //x/../y/. HTTP/1.1\r\n" HOST END, "", false, SENT("GET //x/../y/.") UP VIA END},
};

static void requests_keep_their_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(requests); i++) {
        struct head head;
        read_head(&head, PC_HTTP_REQUEST, requests[i].request, requests[i].prefix);
        const struct pc_proxy_places places = {&head.upstream, {PROXY_AUTHORITY, PROXY_AUTHORITY}};
        assert_int_equal(pc_proxy_refuse(head.message, &places), PC_PROXY_REFUSED_NONE);
        assert_int_equal(pc_proxy_write_request(pc_view_of(requests[i].request), head.message, &head.upstream,
                                                requests[i].last, &head.out),
                         PC_OK);
        assert_string_equal(head.out.data, requests[i].sent);
        drop_head(&head);
    }
}

#define OK_LINE "HTTP/1.1 200 OK\r\n"

static const struct {
    const char *response;
    bool chunks, last;
    const char *sent;
} responses[] = {
    {"HTTP/1.1 299 \xC3\xA4 reason\r\nSet-Cookie: a\r\nset-cookie:b\r\nContent-Length: 2\r\n" END, false,
     false, "HTTP/1.1 299 \xC3\xA4 reason\r\nSet-Cookie: a\r\nset-cookie:b\r\nContent-Length: 2\r\n" END},
    {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n" END, false, true,
     OK_LINE "Content-Length: 2\r\nConnection: close\r\n" END},
    {"HTTP/1.1 200\r\n" END, false, true, "HTTP/1.1 200\r\nConnection: close\r\n" END},
    {OK_LINE "Transfer-Encoding: chunked\r\nTrailer: X\r\n" END, true, false,
     OK_LINE "Transfer-Encoding: chunked\r\n" END},
    {OK_LINE "Transfer-Encoding: chunked\r\n" END, false, true, OK_LINE "Connection: close\r\n" END},
    {OK_LINE
     "Connection: close, X\r\nX: 1\r\nKeep-Alive: 5\r\nProxy-Authenticate: Basic\r\nUpgrade: h2c\r\n" END,
     false, true, OK_LINE "Connection: close\r\n" END},
    /* RFC 9112 has these mended, or the fields of one value folded into it. */
    {OK_LINE "Content-Length: 2\r\nContent-Length: 2\r\n" END, false, false,
     OK_LINE "Content-Length: 2\r\n" END},
    {OK_LINE "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n" END, true, false,
     OK_LINE "Transfer-Encoding: chunked\r\n" END},
    {OK_LINE "X : 1\r\nContent-Length: 2\r\n" END, false, false, OK_LINE "X: 1\r\nContent-Length: 2\r\n" END},
    {OK_LINE "X: 1\r\n  2\r\nContent-Length: 2\r\n" END, false, false,
     OK_LINE "X: 1 2\r\nContent-Length: 2\r\n" END},
    {"HTTP/1.1 200 OK\nX: 1\nContent-Length: 2\n\n", false, false,
     OK_LINE "X: 1\r\nContent-Length: 2\r\n" END},
    {OK_LINE "X: 1\rSet-Cookie: 2\r\nContent-Length: 2\r\n" END, false, false,
     OK_LINE "X: 1 Set-Cookie: 2\r\nContent-Length: 2\r\n" END},
    {OK_LINE "no field\r\nbad name: 1\r\nX: 1\r\nContent-Length: 2\r\n" END, false, false,
     OK_LINE "X: 1\r\nContent-Length: 2\r\n" END},
    {OK_LINE "Connection: a,\r\n b\r\na: 1\r\nb: 2\r\nContent-Length: 2\r\n" END, false, false,
     OK_LINE "Content-Length: 2\r\n" END},
};

static void responses_leave_with_one_meaning(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(responses); i++) {
        struct head head;
        read_head(&head, PC_HTTP_RESPONSE, responses[i].response, "");
        assert_true(pc_proxy_response_is_plain(head.message));
        assert_int_equal(pc_proxy_write_response(pc_view_of(responses[i].response), head.message,
                                                 responses[i].chunks, responses[i].last, &head.out),
                         PC_OK);
        assert_string_equal(head.out.data, responses[i].sent);
        drop_head(&head);
    }
}

static void some_responses_cannot_be_passed_on(void **state) {
    static const char *const rows[] = {
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n" END,
        OK_LINE "Transfer-Encoding: gzip\r\n" END,
        OK_LINE "Transfer-Encoding: gzip, chunked\r\n" END,
        OK_LINE "Content-Length: 2\r\nContent-Length: 3\r\n" END,
        "HTTP/2.0 200 OK\r\n" END,
        "SSH-2.0-OpenSSH\r\n" END,
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct head head;
        read_head(&head, PC_HTTP_RESPONSE, rows[i], "");
        assert_false(pc_proxy_response_is_plain(head.message));
        drop_head(&head);
    }
}

static void informational_answers_are_passed_on(void **state) {
    struct pc_buf out;
    (void)state;
    pc_buf_init(&out, 4096);
    const char *hints =
        "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nConnection: X\r\nX: 1\r\nKeep-Alive: 5\r\n" END;
    assert_int_equal(pc_proxy_write_informational(pc_view_of(hints), &out), PC_OK);
    assert_string_equal(out.data, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n" END);
    pc_buf_clear(&out);
}

/* However the bytes are cut, the head ends where it ends. */
static void a_head_ends_at_its_empty_line(void **state) {
    static const struct {
        const char *text;
        size_t size;
    } rows[] = {
        {"\r\n\n" POST HOST END "rest\r\n\r\n", 3 + sizeof POST HOST END - 1},
        {"a\n\nrest", 3},
        {"a\r\n\r\n", 5},
        {"a\r\n\r\r\n\r\n", 8},
        {"a\r\nb\r\n", 0},
        {"\r\n\r\n\r\n", 0},
        {"", 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_view text = pc_view_of(rows[i].text);
        size_t scanned = 0;
        size_t size = 0;
        for (size_t end = 0; end <= text.size && size == 0; end++)
            size = pc_proxy_head_size(pc_view_slice(text, 0, end), &scanned);
        assert_int_equal(size, rows[i].size);
    }
}

int run_head_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hostile_requests_are_refused),
        cmocka_unit_test(a_head_without_end_is_refused),
        cmocka_unit_test(requests_keep_their_bytes),
        cmocka_unit_test(responses_leave_with_one_meaning),
        cmocka_unit_test(some_responses_cannot_be_passed_on),
        cmocka_unit_test(informational_answers_are_passed_on),
        cmocka_unit_test(a_head_ends_at_its_empty_line),
    };
    return cmocka_run_group_tests_name("heads", tests, NULL, NULL);
}
