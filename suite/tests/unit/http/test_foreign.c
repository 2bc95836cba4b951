/* Peers that speak something else than HTTP/1.x are recognised by their first bytes. */
#include "fixture.h"

#include <string.h>

/* Answers with bytes that may hold NULs. */
static void say(struct pc_connection *connection, void *context) {
    const struct pc_view *bytes = context;
    read_whole_request(connection);
    pc_connection_write(connection, *bytes, pc_clock_ms() + PATIENCE_MS);
}

static void foreign_speech_is_recognised(void **state) {
    static const struct {
        struct pc_view answer;
        const char *says; /* NULL: HTTP/1.x, or nothing that is known */
    } rows[] = {
        {{"\x15\x03\x03\x00\x02\x02\x28", 7}, "https://"},
        {{"\x16\x03\x01\x00\x02\x02\x28", 7}, "https://"},
        {{"\0\0\0\4\0\0\0\0\0", 9}, "HTTP/2"},
        {{"\0\0\x12\4\0\0\0\0\0\0\3\0\0\0\x64", 15}, "HTTP/2"},
        {{"\0\0\10\7\0\0\0\0\0\0\0\0\0\0\0\0\1", 17}, "HTTP/2"},
        {{"\0\0\0\4\0\0\0\0\1", 9}, NULL},
        {{"\0\0\0\4\0", 5}, NULL},
        {{"\x15\x02", 2}, NULL},
        {{"", 0}, NULL},
        {{"220 mail.example ESMTP\r\n", 24}, NULL},
        {{"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 38}, NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_view answer = rows[i].answer;
        struct peer peer;
        start_peer(&peer, say, &answer);
        struct pc_http_exchange *exchange =
            exchange_with(&peer.target, PC_VIEW("GET / HTTP/1.1\r\n\r\n"), NULL);
        const char *sentence = pc_http_foreign(exchange);
        if ((sentence == NULL) != (rows[i].says == NULL))
            fail_msg("row %zu: %s", i, sentence != NULL ? sentence : "not recognised");
        if (sentence != NULL && rows[i].says != NULL)
            assert_non_null(strstr(sentence, rows[i].says));
        pc_http_exchange_free(exchange);
        stop_peer(&peer);
    }
}

static void a_plain_port_is_not_foreign(void **state) {
    (void)state;
    struct peer_script script = {"HTTP/1.1 400 Bad Request\r\n\r\n", .then = SCRIPT_CLOSE, .unread = true};
    struct peer peer;
    start_peer(&peer, perform_script, &script);
    assert_null(pc_http_foreign_port(&peer.target));
    stop_peer(&peer);
}

int run_foreign_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(foreign_speech_is_recognised),
        cmocka_unit_test(a_plain_port_is_not_foreign),
    };
    return cmocka_run_group_tests_name("http foreign", tests, NULL, NULL);
}
