#include "tls_internal.h"

#include <errno.h>
#include <openssl/err.h>
#include <poll.h>
#include <stdlib.h>

/* Both only give OpenSSL's types a name of ours. */
struct tls_context {
    SSL_CTX *ssl;
};

struct tls_session {
    SSL *ssl;
    bool broken; /* after a fatal error OpenSSL allows no further call but to free it */
};

/* RFC 7301 section 3.2: of what the client offers HTTP/1.1 alone is spoken here; a client that offers ALPN
 * without it gets the alert no_application_protocol. */
static int choose_protocol(SSL *ssl, const unsigned char **out, unsigned char *out_size,
                           const unsigned char *offered, unsigned offered_size, void *context) {
    static const unsigned char spoken[] = "\x08http/1.1";
    unsigned char *chosen = NULL;
    (void)ssl;
    (void)context;
    int result = SSL_select_next_proto(&chosen, out_size, spoken, sizeof spoken - 1, offered, offered_size);
    *out = chosen;
    return result == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

/* No session tickets: a client that closes without having read one would reset the connection. No demand for
 * a closing alert of the peer: the server treats both ends alike. */
static bool configure(SSL_CTX *ssl) {
    SSL_CTX_set_options(ssl, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET);
    SSL_CTX_set_mode(ssl, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(ssl, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_alpn_select_cb(ssl, choose_protocol, NULL);
    return SSL_CTX_set_min_proto_version(ssl, TLS1_2_VERSION) == 1 && SSL_CTX_set_num_tickets(ssl, 0) == 1;
}

enum pc_status pc_http_tls_context_new(const struct pc_tls_files *files, struct tls_context **out,
                                       struct pc_error *err) {
    struct tls_context *context = calloc(1, sizeof *context);
    enum pc_status status = PC_NO_MEMORY;
    if (context != NULL)
        context->ssl = SSL_CTX_new(TLS_server_method());
    if (context != NULL && context->ssl != NULL && configure(context->ssl))
        status = pc_http_tls_load(context->ssl, files, err);
    if (status != PC_OK) {
        pc_http_tls_context_free(context);
        return pc_error_set(err, status, "no memory for TLS");
    }
    *out = context;
    return PC_OK;
}

void pc_http_tls_context_free(struct tls_context *context) {
    if (context == NULL)
        return;
    SSL_CTX_free(context->ssl);
    free(context);
}

struct tls_session *pc_http_tls_session_new(const struct tls_context *context, int socket) {
    struct tls_session *session = calloc(1, sizeof *session);
    if (session == NULL)
        return NULL;
    session->ssl = SSL_new(context->ssl);
    if (session->ssl == NULL || SSL_set_fd(session->ssl, socket) != 1) {
        pc_http_tls_session_free(session);
        return NULL;
    }
    SSL_set_accept_state(session->ssl);
    return session;
}

void pc_http_tls_session_free(struct tls_session *session) {
    if (session == NULL)
        return;
    SSL_free(session->ssl);
    free(session);
}

/* What an attempt that returned `result` wants or came to. */
static struct io_step step_of(struct tls_session *session, int result, size_t size) {
    if (result > 0)
        return (struct io_step){.status = PC_OK, .size = size};
    int reason = errno;
    switch (SSL_get_error(session->ssl, result)) {
    case SSL_ERROR_WANT_READ:
        return (struct io_step){.status = PC_OK, .events = POLLIN};
    case SSL_ERROR_WANT_WRITE:
        return (struct io_step){.status = PC_OK, .events = POLLOUT};
    case SSL_ERROR_ZERO_RETURN:
        return (struct io_step){.status = PC_CLOSED};
    case SSL_ERROR_SYSCALL:
        session->broken = true;
        return (struct io_step){.status = reason == EPIPE || reason == 0 ? PC_CLOSED : PC_IO};
    default:
        session->broken = true;
        ERR_clear_error();
        return (struct io_step){.status = PC_IO};
    }
}

/* OpenSSL judges a failure by the thread's queue of errors and by errno: both must not hold older ones. */
static bool begin(const struct tls_session *session) {
    ERR_clear_error();
    errno = 0;
    return !session->broken;
}

struct io_step pc_http_tls_handshake(struct tls_session *session) {
    if (!begin(session))
        return (struct io_step){.status = PC_IO};
    return step_of(session, SSL_do_handshake(session->ssl), 1);
}

struct io_step pc_http_tls_read(struct tls_session *session, char *data, size_t size) {
    size_t got = 0;
    if (!begin(session))
        return (struct io_step){.status = PC_IO};
    int result = SSL_read_ex(session->ssl, data, size, &got);
    return step_of(session, result, got);
}

struct io_step pc_http_tls_write(struct tls_session *session, struct pc_view bytes) {
    size_t sent = 0;
    if (!begin(session))
        return (struct io_step){.status = PC_IO};
    int result = SSL_write_ex(session->ssl, bytes.data, bytes.size, &sent);
    return step_of(session, result, sent);
}

void pc_http_tls_end(struct tls_session *session) {
    /* Whether the alert still fits into the socket's buffer is left to chance, as the peer's reading it is.
     */
    if (begin(session) && SSL_is_init_finished(session->ssl))
        SSL_shutdown(session->ssl);
    ERR_clear_error();
}
