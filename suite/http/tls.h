/* TLS as the server speaks it: OpenSSL behind a connection's read and write. tls.c and tls_files.c alone see
 * OpenSSL. */
#ifndef PC_HTTP_TLS_H
#define PC_HTTP_TLS_H

#include "pc_http.h"

/* What one attempt to move bytes came to: `size` of them moved, or it wants poll's `events` first, or the end
 * (PC_CLOSED, PC_IO). */
struct io_step {
    enum pc_status status;
    size_t size;
    short events;
};

/* Certificate and key, shared by the connections of a server. PC_IO, PC_MALFORMED: a file that cannot be used
 * as such. */
struct tls_context;
enum pc_status pc_http_tls_context_new(const struct pc_tls_files *files, struct tls_context **out,
                                       struct pc_error *err);
void pc_http_tls_context_free(struct tls_context *context);

/* One connection. The socket stays the caller's; NULL when memory is out. */
struct tls_session;
struct tls_session *pc_http_tls_session_new(const struct tls_context *context, int socket);
void pc_http_tls_session_free(struct tls_session *session);
/* None of them waits. OpenSSL writes by write(), which raises SIGPIPE: the caller's thread must block it. */
struct io_step pc_http_tls_handshake(struct tls_session *session);
struct io_step pc_http_tls_read(struct tls_session *session, char *data, size_t size);
struct io_step pc_http_tls_write(struct tls_session *session, struct pc_view bytes);
/* Tells the peer that nothing more comes (the closing alert); reading goes on. */
void pc_http_tls_end(struct tls_session *session);

#endif
