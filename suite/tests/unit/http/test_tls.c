/* All that holds of connections holds over TLS too; and what there is only in TLS. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REQUEST "GET /x HTTP/1.1\r\nHost: h\r\n\r\n"
#define OK      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"

static struct pc_tls_files files;

static void write_file(const char *path, const char *text) {
    struct pc_error err = {0};
    if (pc_file_write(path, pc_view_of(text), &err) != PC_OK)
        fail_msg("%s", err.message);
}

static void files_that_are_none_are_refused(void **state) {
    char garbage[] = "/tmp/pc_http_XXXXXX";
    int descriptor = mkstemp(garbage);
    assert_true(descriptor >= 0);
    write_file(garbage, "-----BEGIN CERTIFICATE-----\nnonsense\n");
    const struct {
        struct pc_tls_files files;
        enum pc_status status;
        const char *says;
    } rows[] = {
        {{"/nowhere.pem", files.key}, PC_IO, "--tls-cert"},
        {{files.certificate, "/nowhere.pem"}, PC_IO, "--tls-key"},
        {{"/", files.key}, PC_IO, "--tls-cert"},
        {{garbage, files.key}, PC_MALFORMED, "no certificate"},
        {{files.key, files.key}, PC_MALFORMED, "no certificate"},
        {{files.certificate, garbage}, PC_MALFORMED, "no private key"},
        {{files.certificate, files.certificate}, PC_MALFORMED, "no private key"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_server *server = NULL;
        struct pc_error err = {0};
        struct pc_server_options options = {.tls = &rows[i].files, .handle = perform_script};
        assert_int_equal(pc_server_start(&options, &server, &err), rows[i].status);
        assert_non_null(strstr(err.message, rows[i].says));
        assert_null(server);
    }
    remove(garbage);
}

static void trust_is_checked_before_a_run(void **state) {
    const struct {
        const char *scheme;
        const char *ca_file;
        bool insecure;
        enum pc_status status;
        const char *says; /* NULL: nothing */
    } rows[] = {
        {"http", NULL, false, PC_OK, NULL},
        {"https", NULL, false, PC_OK, NULL},
        {"https", NULL, true, PC_OK, NULL},
        {"https", files.certificate, false, PC_OK, NULL},
        {"https", files.certificate, true, PC_USAGE, "leave one out"},
        {"http", files.certificate, false, PC_USAGE, "https://"},
        {"http", NULL, true, PC_USAGE, "https://"},
        {"https", files.key, false, PC_MALFORMED, "no certificate"},
        {"https", "/nowhere.pem", false, PC_IO, "/nowhere.pem"},
        {"https", "/", false, PC_IO, "--ca-file"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pc_http_target target;
        struct pc_error err = {0};
        set_target(&target, rows[i].scheme, 1);
        target.ca_file = rows[i].ca_file;
        target.insecure = rows[i].insecure;
        assert_int_equal(pc_http_check_trust(&target, &err), rows[i].status);
        if (rows[i].says != NULL)
            assert_non_null(strstr(err.message, rows[i].says));
    }
}

static void certificates_are_checked(void **state) {
    const struct {
        const char *host;
        const char *ca_file;
        bool insecure;
        enum pc_http_outcome outcome;
        const char *says;
    } rows[] = {
        {"127.0.0.1", files.certificate, false, PC_HTTP_OUTCOME_ANSWERED, ""},
        {"127.0.0.1", NULL, true, PC_HTTP_OUTCOME_ANSWERED, ""},
        {"localhost", NULL, true, PC_HTTP_OUTCOME_ANSWERED, ""},
        {"127.0.0.1", NULL, false, PC_HTTP_OUTCOME_TLS_FAILED, "--ca-file"},
        {"localhost", files.certificate, false, PC_HTTP_OUTCOME_TLS_FAILED, "another name"},
    };
    (void)state;
    struct peer_script script = {OK, .then = SCRIPT_CLOSE};
    struct peer peer;
    start_peer(&peer, perform_script, &script);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char url[64];
        snprintf(url, sizeof url, "https://%s:%u", rows[i].host, (unsigned)pc_server_port(peer.server));
        assert_int_equal(pc_url_parse(url, &peer.target.url, NULL), PC_OK);
        peer.target.ca_file = rows[i].ca_file;
        peer.target.insecure = rows[i].insecure;
        struct pc_http_exchange *exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), NULL);
        if (exchange->outcome != rows[i].outcome)
            fail_msg("row %zu: %s", i, pc_http_outcome_word(exchange->outcome));
        assert_non_null(strstr(exchange->detail, rows[i].says));
        pc_http_exchange_free(exchange);
    }
    stop_peer(&peer);
}

/* More records than one read takes: what TLS holds back no poll tells of. */
static void what_tls_holds_back_is_read(void **state) {
    enum { SIZE = 100000 };
    (void)state;
    char *answer = malloc(SIZE + 64);
    assert_non_null(answer);
    int head = snprintf(answer, 64, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n", SIZE);
    memset(answer + head, 'x', SIZE);
    answer[head + SIZE] = '\0';
    struct peer_script script = {answer, .then = SCRIPT_STAY};
    struct peer peer;
    start_peer(&peer, perform_script, &script);
    struct pc_http_exchange *exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), NULL);
    assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
    assert_int_equal(pc_http_exchange_response(exchange)->body.size, SIZE);
    pc_http_exchange_free(exchange);

    /* The same where bytes are asked for one by one, so that a record is left half read. */
    struct pc_wire *wire = NULL;
    struct pc_buf got;
    pc_buf_init(&got, 1);
    assert_int_equal(pc_wire_open(&peer.target, &wire, NULL), PC_OK);
    assert_int_equal(pc_wire_send(wire, PC_VIEW(REQUEST), pc_clock_ms() + PATIENCE_MS, NULL), PC_OK);
    for (int i = 0; i < head + SIZE; i++) {
        pc_buf_reset(&got);
        assert_int_equal(pc_wire_receive(wire, pc_clock_ms() + PATIENCE_MS, &got), PC_OK);
        assert_int_equal(got.data[0], answer[i]);
    }
    pc_wire_close(wire);
    stop_peer(&peer);
    pc_buf_clear(&got);
    free(answer);
}

/* A plain request is closed on, a client that leaves in the handshake frees its thread, and both ends of it
 * are told by the port. */
static void a_plain_request_reaches_no_handler(void **state) {
    (void)state;
    struct peer_script script = {OK, .then = SCRIPT_CLOSE};
    struct peer peer;
    struct pc_http_target plain;
    start_peer(&peer, perform_script, &script);
    set_target(&plain, "http", pc_server_port(peer.server));
    struct pc_http_exchange *exchange = exchange_with(&plain, PC_VIEW(REQUEST), NULL);
    assert_int_not_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
    assert_non_null(strstr(pc_http_foreign_port(&plain), "https://"));
    pc_http_exchange_free(exchange);

    struct pc_wire *half = NULL;
    assert_int_equal(pc_wire_open(&plain, &half, NULL), PC_OK);
    assert_int_equal(pc_wire_send(half, PC_VIEW("\x16\x03\x01"), pc_clock_ms() + PATIENCE_MS, NULL), PC_OK);
    exchange = exchange_with(&peer.target, PC_VIEW(REQUEST), NULL);
    assert_int_equal(exchange->outcome, PC_HTTP_OUTCOME_ANSWERED);
    pc_http_exchange_free(exchange);
    stop_peer(&peer); /* wakes the handshake that is half done */
    pc_wire_close(half);
}

int run_tls_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_that_are_none_are_refused),    cmocka_unit_test(trust_is_checked_before_a_run),
        cmocka_unit_test(certificates_are_checked),           cmocka_unit_test(what_tls_holds_back_is_read),
        cmocka_unit_test(a_plain_request_reaches_no_handler),
    };
    if (!make_certificate(&files)) {
        print_message("no TLS: the openssl program is not there\n");
        return 0;
    }
    peer_tls = &files;
    int failed = cmocka_run_group_tests_name("http TLS", tests, NULL, NULL);
    failed += run_server_tests();
    failed += run_serve_tests();
    failed += run_wire_tests();
    failed += run_wire_load_tests();
    failed += run_client_tests();
    peer_tls = NULL;
    drop_certificate();
    return failed;
}
