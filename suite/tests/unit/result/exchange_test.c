/* What is kept of an exchange, and that no secret is in any part of it. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static struct pc_secrets secrets;

static int set_up(void **state) {
    (void)state;
    return pc_secrets_add(&secrets, PC_VIEW(KEY)) != PC_OK;
}

static int tear_down(void **state) {
    (void)state;
    pc_secrets_clear(&secrets);
    return 0;
}

static void store(struct pc_view sent, struct pc_view came, bool raw, struct pc_stored_exchange *out) {
    struct pc_http_exchange *exchange = make_exchange(sent, came);
    assert_int_equal(pc_stored_exchange_make(exchange, "probe-name",
                                             &(struct pc_curl_peer){.url = "http://h:1/p"}, raw, &secrets,
                                             out),
                     PC_OK);
    pc_http_exchange_free(exchange);
}

static bool contains(struct pc_view text, const char *needle) {
    return pc_view_find(text, pc_view_of(needle)) < text.size;
}

/* Whether the text stands anywhere in what was stored. */
static bool leaks(const struct pc_stored_exchange *stored, const char *needle) {
    const struct pc_stored_message *messages[] = {&stored->request, &stored->response};
    for (size_t i = 0; i < 2; i++) {
        if (contains(pc_buf_view(&messages[i]->target), needle) ||
            contains(pc_buf_view(&messages[i]->body), needle) ||
            contains(pc_buf_view(&messages[i]->wire), needle) ||
            contains(pc_view_of(messages[i]->method), needle))
            return true;
        for (size_t k = 0; k < messages[i]->header_count; k++) {
            if (contains(pc_view_of(messages[i]->headers[k].name), needle) ||
                contains(pc_view_of(messages[i]->headers[k].value), needle))
                return true;
        }
    }
    return contains(pc_view_of(stored->curl), needle);
}

static void plain(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(PC_VIEW("POST /p/x HTTP/1.1\r\nHost: h:1\r\nAuthorization: Api-Key " KEY "\r\n"
                  "Content-Length: 2\r\n\r\n{}"),
          PC_VIEW("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello"), false,
          &stored);
    assert_string_equal(stored.probe, "probe-name");
    assert_string_equal(stored.outcome, "answered");
    assert_int_equal(stored.ms, 12);
    assert_string_equal(stored.request.method, "POST");
    assert_string_equal(stored.request.target.data, "/p/x");
    assert_string_equal(stored.request.version, "1.1");
    assert_int_equal(stored.request.header_count, 3);
    assert_string_equal(stored.request.headers[1].name, "Authorization");
    assert_string_equal(stored.request.headers[1].value, "Api-Key [redacted]");
    assert_string_equal(stored.request.body.data, "{}");
    assert_int_equal(stored.request.body_size, 2);
    assert_int_equal(stored.request.wire.size, 0);
    assert_int_equal(stored.response.status, 200);
    assert_null(stored.response.method);
    assert_string_equal(stored.response.body.data, "hello");
    assert_int_equal(stored.response.wire.size, 0);
    assert_non_null(stored.curl);
    pc_stored_exchange_clear(&stored);
}

/* The key goes wherever it stands, and so does a credential that nobody registered: the request itself tells
 * it. */
static void echoes(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(PC_VIEW("POST /a/" KEY "?k=AbCd1234.s3cr3t%2FKe%2By HTTP/1.1\r\nHost: h:1\r\n"
                  "Authorization: Bearer unregistered-one\r\nProxy-Authorization: bare-credential\r\n"
                  "X-Key: " KEY "\r\nContent-Length: 29\r\n\r\n[\"" KEY "\",\"x\"]"),
          PC_VIEW("HTTP/1.1 401 Unauthorized\r\nX-Echo: unregistered-one, " KEY "\r\n"
                  "X-Basic: YmFyZS1jcmVkZW50aWFs\r\nauthorization: Api-Key short\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n"
                  "8\r\nunregist\r\n8\r\nered-one\r\n5\r\n bare\r\nb\r\n-credential\r\n0\r\n\r\n"),
          true, &stored);
    static const char *const forbidden[] = {
        "s3cr3t", "S3CR3T", "unregist", "ered-one", "bare", "-credential", "YmFyZS1jcmVkZW50aWFs", "short"};
    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++) {
        if (leaks(&stored, forbidden[i]))
            fail_msg("%s is left", forbidden[i]);
    }
    assert_string_equal(stored.request.headers[1].value, "Bearer [redacted]");
    assert_string_equal(stored.request.headers[2].value, "[redacted]");
    assert_string_equal(stored.response.headers[0].value, "[redacted], [redacted]");
    assert_string_equal(stored.response.headers[2].value, "Api-Key [redacted]");
    assert_string_equal(stored.response.body.data, "[redacted] [redacted]");
    assert_true(stored.request.wire.size > 0 && stored.response.wire.size > 0);
    pc_stored_exchange_clear(&stored);
}

/* The reader writes a space for the line end of a folded field: it may stand in the key. */
static void folded(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(
        PC_VIEW("POST /p HTTP/1.1\r\nHost: h:1\r\nContent-Length: 0\r\n\r\n"),
        PC_VIEW("HTTP/1.1 200 OK\r\nX-Echo: <AbCd1234.s3c\r\n r3t/Ke\r\n\t+y>\r\nContent-Length: 0\r\n\r\n"),
        false, &stored);
    assert_string_equal(stored.response.headers[0].value, "<[redacted]>");
    pc_stored_exchange_clear(&stored);
    store(PC_VIEW("POST /p HTTP/1.1\r\nHost: h:1\r\nContent-Length: 0\r\n\r\n"),
          PC_VIEW("HTTP/1.1 200 OK\r\nX-Echo: <AbCd1234.s3c r3t/Ke+y>\r\nContent-Length: 0\r\n\r\n"), false,
          &stored);
    assert_string_equal(stored.response.headers[0].value, "<AbCd1234.s3c r3t/Ke+y>");
    pc_stored_exchange_clear(&stored);
}

/* A secret across the cut goes as a whole, in whichever form; a cut never splits a character. */
static void cut(void **state) {
    (void)state;
    static const char *const secret_forms[] = {
        KEY, "%41%62%43%64%31%32%33%34%2E%73%33%63%72%33%74%2F%4B%65%2B%79",
        "\\u0041\\u0062\\u0043\\u0064\\u0031\\u0032\\u0033\\u0034.s3cr3t/Ke+y",
        "QWJDZDEyMzQuczNjcjN0L0tlK3k=", "41624364313233342e7333637233742f4b652b79"};
    for (size_t form = 0; form < sizeof secret_forms / sizeof secret_forms[0]; form++) {
        for (size_t before = 0; before <= strlen(secret_forms[form]) + 1; before++) {
            struct pc_buf came;
            pc_buf_init(&came, SIZE_MAX);
            append(&came, "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n");
            size_t head = came.size;
            repeat(&came, ".", PC_STORED_BODY_MAX - before);
            append(&came, secret_forms[form]);
            repeat(&came, ".", head + 70000 - came.size);
            struct pc_stored_exchange stored;
            store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), pc_buf_view(&came), true, &stored);
            struct pc_view body = pc_buf_view(&stored.response.body);
            size_t dots = PC_STORED_BODY_MAX - before;
            assert_true(body.size <= PC_STORED_BODY_MAX);
            assert_int_equal(stored.response.body_size, 70000);
            struct pc_view rest = pc_view_slice(body, dots, body.size);
            struct pc_view mark = PC_VIEW("[redacted]");
            size_t length = rest.size < mark.size ? rest.size : mark.size;
            assert_true(length == (before < mark.size ? before : mark.size));
            assert_memory_equal(rest.data, mark.data, length);
            assert_true(stored.response.wire.size <= PC_STORED_BODY_MAX);
            assert_false(leaks(&stored, "AbCd"));
            assert_false(leaks(&stored, "%41%62"));
            assert_false(leaks(&stored, "QWJD"));
            pc_stored_exchange_clear(&stored);
            pc_buf_clear(&came);
        }
    }
}

static void cut_character(void **state) {
    (void)state;
    struct pc_buf came;
    pc_buf_init(&came, SIZE_MAX);
    append(&came, "HTTP/1.1 200 OK\r\nContent-Length: 66000\r\n\r\n");
    size_t head = came.size;
    append(&came, "xx");
    repeat(&came, "\xE2\x82\xAC", PC_STORED_BODY_MAX + 2);
    while (came.size < head + 66000)
        append(&came, ".");
    struct pc_stored_exchange stored;
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), pc_buf_view(&came), false, &stored);
    assert_true(pc_utf8_valid(pc_buf_view(&stored.response.body)));
    assert_int_equal(stored.response.body.size, 2 + 3 * 21844); /* the next would end behind 64 KiB */
    assert_int_equal(stored.response.body_size, 66000);
    pc_stored_exchange_clear(&stored);
    pc_buf_clear(&came);
    /* many short secrets grow when they are redacted: the limit holds all the same, and the text counts as
     * cut */
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("12345678")), PC_OK);
    append(&came, "HTTP/1.1 200 OK\r\nContent-Length: 64800\r\n\r\n");
    repeat(&came, "12345678.", 64800);
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), pc_buf_view(&came), false, &stored);
    assert_int_equal(stored.response.body.size, PC_STORED_BODY_MAX);
    assert_int_equal(stored.response.body_size, 64800 / 9 * 11);
    pc_stored_exchange_clear(&stored);
    pc_buf_clear(&came);
}

/* Only a cut takes the bytes of an unfinished character with it. */
static void uncut_character(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
          PC_VIEW("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab\xE2\x82"), false, &stored);
    assert_true(pc_view_equal(pc_buf_view(&stored.response.body), PC_VIEW("ab\xE2\x82")));
    pc_stored_exchange_clear(&stored);
}

/* A field of 40,000 bytes goes with those behind it; in a request, which is ours, it stays. */
static void large_head(void **state) {
    (void)state;
    struct pc_buf sent;
    struct pc_buf came;
    pc_buf_init(&sent, SIZE_MAX);
    pc_buf_init(&came, SIZE_MAX);
    append(&sent, "GET / HTTP/1.1\r\nHost: h\r\nX-Long: ");
    repeat(&sent, "x", 40000);
    append(&sent, "\r\n\r\n");
    append(&came, "HTTP/1.1 200 OK\r\nX-First: 1\r\nX-Long: ");
    repeat(&came, "x", 40000);
    append(&came, "\r\nX-Last: 2\r\nContent-Length: 0\r\n\r\n");
    struct pc_stored_exchange stored;
    store(pc_buf_view(&sent), pc_buf_view(&came), false, &stored);
    assert_int_equal(stored.request.header_count, 2);
    assert_int_equal(strlen(stored.request.headers[1].value), 40000);
    assert_int_equal(stored.response.header_count, 2);
    assert_string_equal(stored.response.headers[0].name, "X-First");
    assert_string_equal(stored.response.headers[1].name, "(left out)");
    assert_string_equal(stored.response.headers[1].value, "3 fields: the head is larger than 32 KiB");
    pc_stored_exchange_clear(&stored);
    pc_buf_clear(&sent);
    pc_buf_clear(&came);
}

static void binary(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    struct pc_http_exchange *exchange =
        make_exchange(PC_VIEW("PUT /\xFF HTTP/1.1\r\nHost: h\r\nX: a\xFF"
                              "b\r\nContent-Length: 5\r\n\r\na\0\xFE"
                              "bc"),
                      PC_VIEW("HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n\0\xFF" KEY "\xFF\xFE\0\0\0\0"));
    assert_int_equal(pc_stored_exchange_make(exchange, "p", &(struct pc_curl_peer){.url = "http://h"}, false,
                                             &secrets, &stored),
                     PC_OK);
    assert_int_equal(stored.response.body.size, 2 + 10 + 6);
    assert_memory_equal(stored.response.body.data, "\0\xFF[redacted]\xFF\xFE\0\0\0\0", 18);
    if (stored.request.method != NULL) {
        assert_int_equal(stored.request.body.size, 5);
        assert_memory_equal(stored.request.body.data,
                            "a\0\xFE"
                            "bc",
                            5);
        for (size_t i = 0; i < stored.request.header_count; i++)
            assert_true(pc_utf8_valid(pc_view_of(stored.request.headers[i].value)));
    }
    pc_stored_exchange_clear(&stored);
    pc_http_exchange_free(exchange);
}

/* Bytes that are no message are kept as bytes; an exchange without an answer has none. */
static void unread(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(PC_VIEW("nonsense " KEY "\r\n\r\n"), PC_VIEW("SSH-2.0 " KEY "\r\n"), false, &stored);
    assert_true(contains(pc_buf_view(&stored.request.wire), "nonsense [redacted]"));
    assert_true(contains(pc_buf_view(&stored.response.wire), "SSH-2.0 [redacted]"));
    assert_null(stored.curl);
    pc_stored_exchange_clear(&stored);
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"), PC_VIEW(""), false, &stored);
    assert_int_equal(stored.response.status, 0);
    assert_int_equal(stored.response.wire.size, 0);
    pc_stored_exchange_clear(&stored);
    struct pc_http_exchange *exchange = make_exchange(PC_VIEW(""), PC_VIEW(""));
    pc_http_parser_free(exchange->request_parser);
    pc_http_parser_free(exchange->response_parser);
    exchange->request_parser = NULL;
    exchange->response_parser = NULL;
    append(&exchange->sent, "\x16\x03 " KEY);
    assert_int_equal(pc_stored_exchange_make(exchange, NULL, NULL, false, NULL, &stored), PC_OK);
    assert_null(stored.request.method);
    pc_stored_exchange_clear(&stored);
    assert_int_equal(pc_stored_exchange_make(exchange, NULL, NULL, false, &secrets, &stored), PC_OK);
    assert_string_equal(stored.request.wire.data, "\x16\x03 [redacted]");
    pc_stored_exchange_clear(&stored);
    pc_http_exchange_free(exchange);
}

/* gzip of the key cannot be searched: nothing of it is kept. Mislabelled text can. */
static void compressed(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
          PC_VIEW("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 6\r\n\r\n\x1F\x8B\x08\x00sq"),
          true, &stored);
    assert_string_equal(stored.response.body.data,
                        "[6 compressed bytes are left out: secrets cannot be looked for in them]");
    assert_false(leaks(&stored, "\x1F\x8B"));
    assert_true(contains(pc_buf_view(&stored.response.wire), "HTTP/1.1 200 OK\r\nContent-Encoding: gzip"));
    pc_stored_exchange_clear(&stored);
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
          PC_VIEW("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\x1F\x8B\x08\xFF"), false, &stored);
    assert_false(leaks(&stored, "\x1F\x8B"));
    pc_stored_exchange_clear(&stored);
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
          PC_VIEW("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}"), false,
          &stored);
    assert_string_equal(stored.response.body.data, "{}");
    pc_stored_exchange_clear(&stored);
}

/* Bytes behind the answer belong to what came. */
static void excess(void **state) {
    (void)state;
    struct pc_stored_exchange stored;
    store(PC_VIEW("GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
          PC_VIEW("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}excess " KEY), true, &stored);
    assert_string_equal(stored.response.body.data, "{}");
    assert_string_equal(stored.response.wire.data,
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}excess [redacted]");
    pc_stored_exchange_clear(&stored);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int run_exchange_tests(void) {
    const struct CMUnitTest tests[] = {TEST(plain),  TEST(echoes),        TEST(folded),
                                       TEST(cut),    TEST(cut_character), TEST(uncut_character),
                                       TEST(binary), TEST(unread),        TEST(compressed),
                                       TEST(excess), TEST(large_head)};
    return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}
