/* The server's connection, as its own files see it. */
#ifndef PC_HTTP_SERVER_INTERNAL_H
#define PC_HTTP_SERVER_INTERNAL_H

#include "tls.h"

#include <stdatomic.h>

struct pc_connection {
    int socket; /* -1 once reset */
    int stop;   /* readable when the server stops */
    const atomic_bool *stopping;
    struct tls_session *tls; /* NULL: bytes go as they are */
};

/* Makes TLS of it: all that is read and written from here on. */
enum pc_status pc_http_connection_secure(struct pc_connection *connection, const struct tls_context *context);
/* Whether a read or write is possible at all. */
enum pc_status pc_http_connection_usable(const struct pc_connection *connection);
/* Neither of them waits. */
struct io_step pc_http_connection_receive(struct pc_connection *connection, char *data, size_t size);
struct io_step pc_http_connection_send(struct pc_connection *connection, struct pc_view bytes);
/* Closes in good order: what the peer still sends is read for a short time, because closing over unread bytes
 * would reset the connection and could cost the peer the answer. */
void pc_http_connection_finish(struct pc_connection *connection);

#endif
