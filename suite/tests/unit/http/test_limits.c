/* The parser's limits, and that its work is linear: in processor time, which a busy machine does not
 * lengthen. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EIGHT_MIB ((size_t)8 << 20)

static struct pc_http_parser *parser_of(enum pc_http_kind kind, size_t max_body_size) {
    struct pc_http_parser_options options = {.kind = kind, .max_body_size = max_body_size};
    struct pc_http_parser *parser = pc_http_parser_new(&options);
    assert_non_null(parser);
    return parser;
}

static void feed_text(struct pc_http_parser *parser, const char *text) {
    assert_int_equal(pc_http_parser_feed(parser, pc_view_of(text)), PC_OK);
}

static void feed_repeated(struct pc_http_parser *parser, char byte, size_t count) {
    char *bytes = malloc(count + 1);
    assert_non_null(bytes);
    memset(bytes, byte, count);
    assert_int_equal(pc_http_parser_feed(parser, (struct pc_view){bytes, count}), PC_OK);
    free(bytes);
}

static const struct pc_http_message *message_of(const struct pc_http_parser *parser) {
    return pc_http_parser_message(parser);
}

static void expect_garbled(const struct pc_http_parser *parser, enum pc_http_defect_kind kind,
                           size_t offset) {
    assert_int_equal(message_of(parser)->progress, PC_HTTP_GARBLED);
    assert_int_equal(message_of(parser)->defects[0].kind, kind);
    assert_int_equal(message_of(parser)->defects[0].offset, offset);
}

/* Start line and one field: PC_HTTP_MAX_HEAD_SIZE bytes and `more`. */
static struct pc_http_parser *parser_with_head(size_t more) {
    struct pc_http_parser *parser = parser_of(PC_HTTP_REQUEST, 0);
    const char *begin = "GET / HTTP/1.1\r\nA: ";
    feed_text(parser, begin);
    feed_repeated(parser, 'a', PC_HTTP_MAX_HEAD_SIZE + more - strlen(begin) - 4);
    feed_text(parser, "\r\n\r\n");
    return parser;
}

static void heads_have_a_largest_size(void **state) {
    (void)state;
    struct pc_http_parser *parser = parser_with_head(0);
    assert_int_equal(message_of(parser)->progress, PC_HTTP_COMPLETE);
    pc_http_parser_free(parser);
    parser = parser_with_head(1);
    expect_garbled(parser, PC_HTTP_HEAD_TOO_LARGE, PC_HTTP_MAX_HEAD_SIZE);
    pc_http_parser_free(parser);
    /* without any line end */
    parser = parser_of(PC_HTTP_REQUEST, 0);
    feed_repeated(parser, 'G', PC_HTTP_MAX_HEAD_SIZE);
    assert_int_equal(message_of(parser)->progress, PC_HTTP_IN_HEAD);
    feed_text(parser, "G");
    expect_garbled(parser, PC_HTTP_HEAD_TOO_LARGE, PC_HTTP_MAX_HEAD_SIZE);
    pc_http_parser_free(parser);
    /* empty lines in front count too */
    parser = parser_of(PC_HTTP_REQUEST, 0);
    feed_repeated(parser, '\n', PC_HTTP_MAX_HEAD_SIZE + 1);
    expect_garbled(parser, PC_HTTP_HEAD_TOO_LARGE, PC_HTTP_MAX_HEAD_SIZE);
    pc_http_parser_free(parser);
}

static void fields_are_counted(void **state) {
    (void)state;
    struct pc_http_parser *parser = parser_of(PC_HTTP_RESPONSE, 0);
    feed_text(parser, "HTTP/1.1 204 N\r\n");
    for (unsigned i = 0; i < PC_HTTP_MAX_FIELDS; i++) {
        char line[32];
        snprintf(line, sizeof line, "F%u: v%u\r\n", i, i);
        feed_text(parser, line);
    }
    assert_int_equal(message_of(parser)->progress, PC_HTTP_IN_HEAD);
    /* The views have followed the buffer as it grew. */
    assert_int_equal(message_of(parser)->field_count, PC_HTTP_MAX_FIELDS);
    assert_view_is(pc_http_field_value(message_of(parser), "f0"), "v0");
    assert_view_is(pc_http_field_value(message_of(parser), "f511"), "v511");
    size_t size = message_of(parser)->wire.size;
    feed_text(parser, "One: more\r\n");
    expect_garbled(parser, PC_HTTP_TOO_MANY_FIELDS, size);
    pc_http_parser_free(parser);
}

static void informational_answers_are_counted(void **state) {
    (void)state;
    struct pc_http_parser *parser = parser_of(PC_HTTP_RESPONSE, 0);
    const char *answer = "HTTP/1.1 102 P\r\n\r\n";
    for (unsigned i = 0; i < PC_HTTP_MAX_INFORMATIONAL; i++)
        feed_text(parser, answer);
    assert_int_equal(message_of(parser)->progress, PC_HTTP_IN_HEAD);
    assert_int_equal(message_of(parser)->informational, PC_HTTP_MAX_INFORMATIONAL);
    feed_text(parser, answer);
    expect_garbled(parser, PC_HTTP_TOO_MANY_INFORMATIONAL, (PC_HTTP_MAX_INFORMATIONAL + 1) * strlen(answer));
    pc_http_parser_free(parser);
}

/* Bodies where ten bytes are allowed. */
static void bodies_have_a_largest_size(void **state) {
    static const struct {
        const char *wire;
        enum pc_http_progress progress;
        size_t offset;
        size_t body_size;
    } rows[] = {
        {"HTTP/1.1 200 O\r\nContent-Length: 10\r\n\r\n0123456789", PC_HTTP_COMPLETE, 0, 10},
        {"HTTP/1.1 200 O\r\nContent-Length: 11\r\n\r\n", PC_HTTP_GARBLED, 16, 0},
        {"HTTP/1.1 200 O\r\n\r\n0123456789", PC_HTTP_COMPLETE, 0, 10},
        {"HTTP/1.1 200 O\r\n\r\n0123456789A", PC_HTTP_GARBLED, 28, 10},
        {"HTTP/1.1 200 O\r\nTransfer-Encoding:chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n",
         PC_HTTP_COMPLETE, 0, 10},
        {"HTTP/1.1 200 O\r\nTransfer-Encoding:chunked\r\n\r\n5\r\n01234\r\n6\r\n", PC_HTTP_GARBLED, 55, 5},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_http_parser *parser = parser_of(PC_HTTP_RESPONSE, 10);
        feed_text(parser, rows[i].wire);
        pc_http_parser_end(parser);
        assert_int_equal(message_of(parser)->progress, rows[i].progress);
        assert_int_equal(message_of(parser)->body.size, rows[i].body_size);
        if (rows[i].progress == PC_HTTP_GARBLED)
            expect_garbled(parser, PC_HTTP_BODY_TOO_LARGE, rows[i].offset);
        pc_http_parser_free(parser);
    }
}

/* Chunk lines cost no more room than the body may. */
static void chunk_lines_are_bounded(void **state) {
    (void)state;
    const char *head = "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
    struct pc_http_parser *parser = parser_of(PC_HTTP_REQUEST, 100000);
    feed_text(parser, head);
    size_t lines = 0;
    while (message_of(parser)->progress == PC_HTTP_IN_BODY && lines < 1000) {
        feed_text(parser, "1;");
        feed_repeated(parser, 'x', 8000);
        feed_text(parser, "\r\na\r\n");
        lines++;
    }
    assert_int_equal(message_of(parser)->progress, PC_HTTP_GARBLED);
    assert_int_equal(message_of(parser)->defects[0].kind, PC_HTTP_BODY_TOO_LARGE);
    /* 8006 bytes of framing each: one line more than fit into a body and a head. */
    assert_int_equal(lines, (100000 + PC_HTTP_MAX_HEAD_SIZE) / 8006 + 1);
    pc_http_parser_free(parser);

    parser = parser_of(PC_HTTP_REQUEST, 100000);
    feed_text(parser, head);
    feed_text(parser, "1;");
    feed_repeated(parser, 'x', 8 << 10);
    expect_garbled(parser, PC_HTTP_BAD_CHUNK, strlen(head));
    pc_http_parser_free(parser);

    parser = parser_of(PC_HTTP_REQUEST, 100000);
    feed_text(parser, head);
    feed_text(parser, "0\r\nT: ");
    feed_repeated(parser, 'x', PC_HTTP_MAX_HEAD_SIZE);
    expect_garbled(parser, PC_HTTP_HEAD_TOO_LARGE, strlen(head) + 3);
    pc_http_parser_free(parser);
}

static void what_is_kept_is_bounded(void **state) {
    (void)state;
    size_t largest = 8 * (1000 + (size_t)PC_HTTP_MAX_HEAD_SIZE);
    struct pc_http_parser *garbled = parser_of(PC_HTTP_RESPONSE, 1000);
    struct pc_http_parser *complete = parser_of(PC_HTTP_RESPONSE, 1000);
    feed_text(complete, "HTTP/1.1 204 N\r\n\r\n");
    for (int i = 0; i < 16; i++) {
        feed_repeated(garbled, 'x', 1u << 20);
        feed_repeated(complete, 'x', 1u << 20);
    }
    assert_int_equal(message_of(garbled)->progress, PC_HTTP_GARBLED);
    assert_in_range(message_of(garbled)->wire.size, 1, largest);
    assert_int_equal(message_of(complete)->progress, PC_HTTP_COMPLETE);
    /* one more message of the largest size fits */
    assert_in_range(pc_http_parser_excess(complete).size, 1000 + PC_HTTP_MAX_HEAD_SIZE, largest);
    pc_http_parser_free(garbled);
    pc_http_parser_free(complete);
}

/* Many times what it takes, and a small part of what a quadratic parser would. */
static void expect_cpu_time(clock_t since, int seconds) {
    assert_true((clock() - since) / CLOCKS_PER_SEC < seconds);
}

static void feed_bytewise(struct pc_http_parser *parser, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char byte = (char)('a' + i % 26);
        assert_true(pc_http_parser_feed(parser, (struct pc_view){&byte, 1}) == PC_OK);
    }
}

static void bytewise_bodies_are_linear(void **state) {
    static const struct {
        const char *head;
        const char *tail;
    } rows[] = {
        {"Content-Length: 8388608\r\n\r\n", ""},
        {"Transfer-Encoding: chunked\r\n\r\n800000\r\n", "\r\n0\r\n\r\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_http_parser *parser = parser_of(PC_HTTP_REQUEST, 0);
        feed_text(parser, "PUT / HTTP/1.1\r\n");
        /* Many fields, which must not be looked at again for every byte. */
        for (int field = 0; field < 400; field++)
            feed_text(parser, "Name: value\r\n");
        feed_text(parser, rows[i].head);
        feed_bytewise(parser, EIGHT_MIB);
        feed_text(parser, rows[i].tail);
        assert_int_equal(message_of(parser)->progress, PC_HTTP_COMPLETE);
        assert_int_equal(message_of(parser)->body.size, EIGHT_MIB);
        assert_int_equal(message_of(parser)->body.data[EIGHT_MIB - 1], 'a' + (EIGHT_MIB - 1) % 26);
        assert_view_is(pc_http_field_value(message_of(parser), "Name"), "value");
        pc_http_parser_free(parser);
    }
}

/* One line that grows byte by byte must not be searched from its beginning each time. */
static void a_long_line_is_linear(void **state) {
    (void)state;
    clock_t begin = clock();
    for (int i = 0; i < 8; i++) {
        struct pc_http_parser *parser = parser_of(PC_HTTP_REQUEST, 0);
        feed_text(parser, "PUT / HTTP/1.1\r\nA: ");
        feed_bytewise(parser, PC_HTTP_MAX_HEAD_SIZE - 100);
        feed_text(parser, "\r\n\r\n");
        assert_int_equal(message_of(parser)->progress, PC_HTTP_COMPLETE);
        pc_http_parser_free(parser);
    }
    expect_cpu_time(begin, 2);
}

static void pipelined_requests_are_linear(void **state) {
    enum { COUNT = 200000 };
    (void)state;
    struct pc_buf wire;
    clock_t begin = clock();
    pc_buf_init(&wire, (size_t)16 << 20);
    for (unsigned i = 0; i < COUNT; i++)
        assert_true(pc_buf_appendf(&wire, "GET /%06u HTTP/1.1\r\nA: b\r\n\r\n", i) == PC_OK);
    struct pc_http_parser *parser = parser_of(PC_HTTP_REQUEST, 0);
    assert_int_equal(pc_http_parser_feed(parser, pc_buf_view(&wire)), PC_OK);
    for (unsigned i = 0; i < COUNT; i++) {
        char target[16];
        snprintf(target, sizeof target, "/%06u", i);
        assert_true(i == 0 || pc_http_parser_next(parser) == PC_OK);
        assert_true(message_of(parser)->progress == PC_HTTP_COMPLETE);
        assert_true(pc_view_equal_text(message_of(parser)->target, target));
    }
    assert_int_equal(pc_http_parser_excess(parser).size, 0);
    expect_cpu_time(begin, 4);
    pc_http_parser_free(parser);
    pc_buf_clear(&wire);
}

/* Nobody listens there, and nobody else can. */
static void an_idle_port_refuses(void **state) {
    (void)state;
    struct pc_idle_port *port = NULL;
    struct pc_http_target target = {.timeout_ms = 5000};
    const struct pc_wire_options how = {.linger_ms = 1};
    struct pc_http_exchange *exchange = NULL;
    struct pc_server *server = NULL;
    char url[64];
    assert_int_equal(pc_idle_port_new(&port, NULL), PC_OK);
    snprintf(url, sizeof url, "http://127.0.0.1:%u", pc_idle_port_number(port));
    assert_int_equal(pc_url_parse(url, &target.url, NULL), PC_OK);
    assert_int_equal(
        pc_wire_exchange(&target, PC_VIEW("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), &how, &exchange, NULL),
        PC_OK);
    assert_int_not_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
    assert_int_not_equal(exchange->outcome, PC_HTTP_OUTCOME_TIMED_OUT);
    pc_http_exchange_free(exchange);
    const struct pc_server_options options = {.port = pc_idle_port_number(port)};
    assert_int_equal(pc_server_start(&options, &server, NULL), PC_IO);
    pc_idle_port_free(port);
}

int run_limit_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_idle_port_refuses),       cmocka_unit_test(heads_have_a_largest_size),
        cmocka_unit_test(fields_are_counted),         cmocka_unit_test(informational_answers_are_counted),
        cmocka_unit_test(bodies_have_a_largest_size), cmocka_unit_test(chunk_lines_are_bounded),
        cmocka_unit_test(what_is_kept_is_bounded),    cmocka_unit_test(bytewise_bodies_are_linear),
        cmocka_unit_test(a_long_line_is_linear),      cmocka_unit_test(pipelined_requests_are_linear),
    };
    return cmocka_run_group_tests_name("http limits", tests, NULL, NULL);
}
