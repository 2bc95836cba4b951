/* A scripted peer on loopback, and messages as text that a table can hold. */
#ifndef TEST_HTTP_FIXTURE_H
#define TEST_HTTP_FIXTURE_H

#include "pc_http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PATIENCE_MS 20000 /* more than anything here takes: whoever waits so long fails */

/* The message on one line, see describe_message. */
void describe_message(struct pc_buf *out, const struct pc_http_message *message, struct pc_view excess);

/* A server that runs one handler, and the way to it. */
struct peer {
    struct pc_server *server;
    struct pc_http_target target;
};
void start_peer(struct peer *peer, void (*handle)(struct pc_connection *, void *), void *context);
void stop_peer(struct peer *peer);
/* The same without TLS. */
void start_plain_peer(struct peer *peer, void (*handle)(struct pc_connection *, void *), void *context);
/* NULL: peers are plain. Else start_peer's speak TLS with it, and their targets trust it. */
extern const struct pc_tls_files *peer_tls;
/* A time-out that is to pass, and over TLS not within the handshake. */
int64_t short_timeout(int64_t timeout_ms);
/* False where the openssl program is not there. */
bool make_certificate(struct pc_tls_files *files);
void drop_certificate(void);
/* A handler for start_peer: reads the request, writes the answer, and then… */
struct peer_script {
    const char *answer;
    enum script_then { SCRIPT_CLOSE, SCRIPT_RESET, SCRIPT_STAY } then;
    bool unread; /* it answers after the first bytes of the request */
    bool drip;   /* byte by byte */
};
void perform_script(struct pc_connection *connection, void *context);

/* A conversation that must succeed, whatever its outcome. */
struct pc_http_exchange *exchange_with(const struct pc_http_target *target, struct pc_view bytes,
                                       const struct pc_wire_options *options);

/* A port on which nobody listens. */
uint16_t unused_port(void);
/* Of this program; 0 where the system does not tell. */
size_t open_descriptors(void);
/* The target http://127.0.0.1:port. */
void set_target(struct pc_http_target *target, const char *scheme, uint16_t port);

/* What handlers do. Failures in a handler's thread cannot fail the test: the peer sees what comes of them. */
void read_whole_request(struct pc_connection *connection);
void write_text(struct pc_connection *connection, const char *text);
void wait_for_close(struct pc_connection *connection);

/* A gate that one thread opens and another waits for. */
struct gate;
struct gate *gate_new(void);
void gate_free(struct gate *gate);
void gate_open(struct gate *gate); /* one more passes */
void gate_pass(struct gate *gate);

#define assert_view_is(view, text)                                                                           \
    do {                                                                                                     \
        struct pc_view assert_view_ = (view);                                                                \
        assert_int_equal(assert_view_.size, strlen(text));                                                   \
        if (assert_view_.size > 0)                                                                           \
            assert_memory_equal(assert_view_.data, text, assert_view_.size);                                 \
    } while (0)

/* One list of tests in each file. */
int run_parser_tests(void);
int run_limit_tests(void);
int run_message_tests(void);
int run_url_tests(void);
int run_server_tests(void);
int run_serve_tests(void);
int run_wire_tests(void);
int run_wire_load_tests(void);
int run_client_tests(void);
int run_foreign_tests(void);
int run_tls_tests(void);

#endif
