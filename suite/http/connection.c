#include "server_internal.h"

#include "tls.h"
#include "wait.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define HANDSHAKE_MS                                                                                         \
    10000             /* a peer that leaves its TLS handshake half done does not keep a thread for ever */
#define DRAIN_MS 1000 /* how long a connection that is done with may keep its thread */

static bool would_block(void) {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

struct io_step pc_http_connection_receive(struct pc_connection *connection, char *data, size_t size) {
    if (connection->tls != NULL)
        return pc_http_tls_read(connection->tls, data, size);
    ssize_t got = recv(connection->socket, data, size, 0);
    if (got > 0)
        return (struct io_step){.status = PC_OK, .size = (size_t)got};
    if (got < 0 && would_block())
        return (struct io_step){.status = PC_OK, .events = POLLIN};
    return (struct io_step){.status = got == 0 ? PC_CLOSED : PC_IO};
}

struct io_step pc_http_connection_send(struct pc_connection *connection, struct pc_view bytes) {
    if (connection->tls != NULL)
        return pc_http_tls_write(connection->tls, bytes);
    ssize_t sent = send(connection->socket, bytes.data, bytes.size, MSG_NOSIGNAL);
    if (sent >= 0)
        return (struct io_step){.status = PC_OK, .size = (size_t)sent};
    if (would_block())
        return (struct io_step){.status = PC_OK, .events = POLLOUT};
    return (struct io_step){.status = errno == EPIPE ? PC_CLOSED : PC_IO};
}

enum pc_status pc_http_connection_usable(const struct pc_connection *connection) {
    if (atomic_load(connection->stopping))
        return PC_INTERRUPTED;
    return connection->socket < 0 ? PC_CLOSED : PC_OK;
}

enum pc_status pc_http_connection_secure(struct pc_connection *connection,
                                         const struct tls_context *context) {
    int64_t deadline_ms = pc_clock_ms() + HANDSHAKE_MS;
    connection->tls = pc_http_tls_session_new(context, connection->socket);
    enum pc_status status = connection->tls == NULL ? PC_NO_MEMORY : PC_OK;
    while (status == PC_OK && (status = pc_http_connection_usable(connection)) == PC_OK) {
        struct io_step step = pc_http_tls_handshake(connection->tls);
        if (step.status != PC_OK || step.size > 0)
            return step.status;
        status = pc_http_wait(connection->socket, step.events, connection->stop, deadline_ms);
    }
    return status;
}

enum pc_status pc_connection_read(struct pc_connection *connection, int64_t deadline_ms, struct pc_buf *out) {
    size_t room = out->limit - out->size;
    size_t size = room < PC_HTTP_READ_SIZE ? room : PC_HTTP_READ_SIZE;
    if (size == 0)
        return PC_LIMIT;
    enum pc_status status = pc_buf_reserve(out, size);
    while (status == PC_OK && (status = pc_http_connection_usable(connection)) == PC_OK) {
        struct io_step step = pc_http_connection_receive(connection, out->data + out->size, size);
        out->size += step.size;
        out->data[out->size] = '\0';
        if (step.status != PC_OK || step.size > 0)
            return step.status;
        status = pc_http_wait(connection->socket, step.events, connection->stop, deadline_ms);
    }
    return status;
}

enum pc_status pc_connection_write(struct pc_connection *connection, struct pc_view bytes,
                                   int64_t deadline_ms) {
    enum pc_status status = pc_http_connection_usable(connection);
    while (status == PC_OK && bytes.size > 0) {
        struct io_step step = pc_http_connection_send(connection, bytes);
        bytes = pc_view_slice(bytes, step.size, bytes.size);
        status = step.status;
        if (status == PC_OK)
            status = step.events == 0
                         ? pc_http_connection_usable(connection)
                         : pc_http_wait(connection->socket, step.events, connection->stop, deadline_ms);
    }
    return status;
}

enum pc_status pc_connection_wait(struct pc_connection *connection, int64_t deadline_ms) {
    enum pc_status status = pc_http_wait(-1, 0, connection->stop, deadline_ms);
    return status == PC_TIMEOUT ? PC_OK : status;
}

void pc_connection_half_close(struct pc_connection *connection) {
    if (connection->socket < 0)
        return;
    if (connection->tls != NULL)
        pc_http_tls_end(connection->tls);
    shutdown(connection->socket, SHUT_WR);
}

static void close_socket(struct pc_connection *connection) {
    pc_http_tls_session_free(connection->tls);
    connection->tls = NULL;
    close(connection->socket);
    connection->socket = -1;
}

void pc_connection_reset(struct pc_connection *connection) {
    if (connection->socket < 0)
        return;
    /* A close that lingers for no time drops what is unsent and sends RST. */
    struct linger none = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection->socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close_socket(connection);
}

void pc_http_connection_finish(struct pc_connection *connection) {
    if (connection->socket < 0)
        return;
    int64_t deadline_ms = pc_clock_ms() + DRAIN_MS;
    pc_connection_half_close(connection);
    while (pc_http_wait(connection->socket, POLLIN, connection->stop, deadline_ms) == PC_OK &&
           pc_clock_ms() < deadline_ms) {
        char scratch[PC_HTTP_READ_SIZE];
        ssize_t got = recv(connection->socket, scratch, sizeof scratch, 0);
        if (got == 0 || (got < 0 && !would_block()))
            break;
    }
    close_socket(connection);
}
