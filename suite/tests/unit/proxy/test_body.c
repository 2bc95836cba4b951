/* Bodies, piece by piece. */
#include "proxy_tests.h"

#include "body.h"

struct row {
    const char *came; /* the body and what is behind it */
    enum pc_http_framing framing;
    uint64_t length;
    bool strict, chunks;
    enum pc_proxy_progress progress;
    size_t taken;
    const char *data; /* what left, without its chunk lines */
};

#define CHUNKED PC_HTTP_CHUNKED, 0
static const struct row rows[] = {
    {"abcdef", PC_HTTP_LENGTH, 4, true, false, PC_PROXY_DONE, 4, "abcd"},
    {"abc", PC_HTTP_LENGTH, 4, true, false, PC_PROXY_MORE, 3, "abc"},
    {"abc", PC_HTTP_LENGTH, 0, true, false, PC_PROXY_DONE, 0, ""},
    {"abc", PC_HTTP_NO_BODY, 0, true, false, PC_PROXY_DONE, 0, ""},
    {"abc", PC_HTTP_UNTIL_CLOSE, 0, false, false, PC_PROXY_MORE, 3, "abc"},
    {"3\r\nabc\r\n1;x=\"y\"\r\nd\r\n0\r\n\r\nGET /", CHUNKED, true, true, PC_PROXY_DONE, 25, "abcd"},
    {"3\r\nabc\r\n0\r\nX: y\r\nContent-Length: 9\r\n\r\nmore", CHUNKED, true, true, PC_PROXY_DONE, 38, "abc"},
    {"003 ; x\r\nabc\r\n000\r\n\r\n", CHUNKED, true, false, PC_PROXY_DONE, 21, "abc"},
    {"a\r\n0123456789\r\n", CHUNKED, true, true, PC_PROXY_MORE, 15, "0123456789"},
    /* What a request may not hold, for others may read it otherwise. */
    {"3\nabc\r\n0\r\n\r\n", CHUNKED, true, true, PC_PROXY_BAD, 0, ""},
    {"3\r\nabc\n0\r\n\r\n", CHUNKED, true, true, PC_PROXY_BAD, 6, "abc"},
    {"3;a\rb\r\nabc\r\n0\r\n\r\n", CHUNKED, true, true, PC_PROXY_BAD, 0, ""},
    {"0\r\nX: y\n\r\n", CHUNKED, true, true, PC_PROXY_BAD, 3, ""},
    {"3\nabc\n0\n\n", CHUNKED, false, true, PC_PROXY_DONE, 9, "abc"},
    /* What nobody can follow. */
    {"x\r\nabc", CHUNKED, false, true, PC_PROXY_BAD, 0, ""},
    {"\r\nabc", CHUNKED, false, true, PC_PROXY_BAD, 0, ""},
    {"-3\r\nabc", CHUNKED, false, true, PC_PROXY_BAD, 0, ""},
    {"0x3\r\nabc", CHUNKED, false, true, PC_PROXY_BAD, 0, ""},
    {"3 abc\r\n", CHUNKED, false, true, PC_PROXY_BAD, 0, ""},
    {"fffffffffffffffff\r\nabc", CHUNKED, false, true, PC_PROXY_BAD, 0, ""},
    {"3\r\nabcd\r\n", CHUNKED, false, true, PC_PROXY_BAD, 6, "abc"},
};

static void begin(const struct row *row, struct pc_proxy_body *body) {
    const struct pc_http_message message = {.kind = row->strict ? PC_HTTP_REQUEST : PC_HTTP_RESPONSE,
                                            .framing = row->framing,
                                            .content_length = row->length};
    pc_proxy_body_begin(body, &message, row->chunks);
}

/* What left, read by the parser as whoever gets it does. */
static void assert_data(const struct row *row, const struct pc_buf *out) {
    struct pc_buf text = {.limit = 1u << 20};
    if (!row->chunks) {
        assert_int_equal(out->size, strlen(row->data));
        assert_true(out->size == 0 || strcmp(out->data, row->data) == 0);
        return;
    }
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_RESPONSE});
    assert_int_equal(pc_buf_append_text(&text, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
                     PC_OK);
    assert_int_equal(pc_buf_append(&text, pc_buf_view(out)), PC_OK);
    assert_int_equal(pc_http_parser_feed(parser, pc_buf_view(&text)), PC_OK);
    const struct pc_http_message *message = pc_http_parser_message(parser);
    assert_int_equal(message->progress, row->progress == PC_PROXY_DONE ? PC_HTTP_COMPLETE : PC_HTTP_IN_BODY);
    assert_int_equal(message->defect_count, 0);
    assert_true(pc_view_equal_text(message->body, row->data));
    assert_int_equal(pc_http_parser_excess(parser).size, 0);
    pc_http_parser_free(parser);
    pc_buf_clear(&text);
}

/* Fed whole, and in pieces of every size: what is not taken is offered again. */
static void bodies_are_followed_however_they_are_cut(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_view came = pc_view_of(rows[i].came);
        for (size_t piece = 1; piece <= came.size; piece++) {
            struct pc_proxy_body body;
            struct pc_buf out = {.limit = 1u << 20};
            enum pc_proxy_progress progress = PC_PROXY_MORE;
            size_t position = 0;
            begin(&rows[i], &body);
            for (size_t end = piece; progress == PC_PROXY_MORE && end < came.size + piece; end += piece) {
                size_t taken = 0;
                assert_int_equal(
                    pc_proxy_body_move(&body, pc_view_slice(came, position, end), &taken, &out, &progress),
                    PC_OK);
                position += taken;
            }
            if (progress != rows[i].progress || position != rows[i].taken)
                fail_msg("row %zu in pieces of %zu: %d, %zu taken", i, piece, (int)progress, position);
            assert_data(&rows[i], &out);
            pc_buf_clear(&out);
        }
    }
}

static void lines_without_end_are_refused(void **state) {
    static const char *const starts[] = {"1;", "0\r\nX: "};
    (void)state;
    for (size_t i = 0; i < COUNT(starts); i++) {
        struct pc_proxy_body body;
        const struct row row = {.framing = PC_HTTP_CHUNKED, .strict = true, .chunks = true};
        struct pc_buf in = {.limit = 1u << 20};
        struct pc_buf out = {.limit = 1u << 20};
        enum pc_proxy_progress progress = PC_PROXY_MORE;
        size_t taken = 0;
        begin(&row, &body);
        pc_buf_append_text(&in, starts[i]);
        while (in.size < PC_PROXY_PIECE_SIZE)
            pc_buf_append_text(&in, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
        assert_int_equal(pc_proxy_body_move(&body, pc_buf_view(&in), &taken, &out, &progress), PC_OK);
        assert_int_equal(progress, PC_PROXY_BAD);
        pc_buf_clear(&in);
        pc_buf_clear(&out);
    }
}

static void trailers_without_end_are_refused(void **state) {
    struct pc_proxy_body body;
    const struct row row = {.framing = PC_HTTP_CHUNKED, .strict = true, .chunks = true};
    struct pc_buf out = {.limit = 1u << 20};
    enum pc_proxy_progress progress = PC_PROXY_MORE;
    size_t taken = 0;
    size_t all = 0;
    (void)state;
    begin(&row, &body);
    assert_int_equal(pc_proxy_body_move(&body, PC_VIEW("0\r\n"), &taken, &out, &progress), PC_OK);
    while (progress == PC_PROXY_MORE && all < 2 * (size_t)PC_HTTP_MAX_HEAD_SIZE) {
        assert_int_equal(pc_proxy_body_move(&body, PC_VIEW("X: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n"), &taken,
                                            &out, &progress),
                         PC_OK);
        all += taken;
    }
    assert_int_equal(progress, PC_PROXY_BAD);
    pc_buf_clear(&out);
}

/* What leaves is never longer than what came by more than the slack. */
static void small_chunks_fit_into_their_room(void **state) {
    struct pc_proxy_body body;
    const struct row row = {.framing = PC_HTTP_CHUNKED, .strict = true, .chunks = true};
    struct pc_buf in = {.limit = PC_PROXY_PIECE_SIZE};
    struct pc_buf out = {.limit = PC_PROXY_PIECE_SIZE + PC_PROXY_PIECE_SLACK};
    enum pc_proxy_progress progress = PC_PROXY_MORE;
    size_t taken = 0;
    (void)state;
    begin(&row, &body);
    while (pc_buf_append_text(&in, "1\r\nx\r\n") == PC_OK)
        continue;
    assert_int_equal(pc_proxy_body_move(&body, pc_buf_view(&in), &taken, &out, &progress), PC_OK);
    assert_int_equal(taken, in.size);
    pc_buf_clear(&in);
    pc_buf_clear(&out);
}

int run_body_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bodies_are_followed_however_they_are_cut),
        cmocka_unit_test(lines_without_end_are_refused),
        cmocka_unit_test(trailers_without_end_are_refused),
        cmocka_unit_test(small_chunks_fit_into_their_room),
    };
    return cmocka_run_group_tests_name("bodies", tests, NULL, NULL);
}
