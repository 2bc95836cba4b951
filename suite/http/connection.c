#include "server_internal.h"

#include "wait.h"

#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define DRAIN_MS 1000 /* how long a connection that is done with may keep its thread */

static bool would_block(void) {
    return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

/* Whether a read or write is possible at all. */
static enum pc_status usable(const struct pc_connection *connection) {
    if (atomic_load(connection->stopping))
        return PC_INTERRUPTED;
    return connection->socket < 0 ? PC_CLOSED : PC_OK;
}

enum pc_status pc_connection_read(struct pc_connection *connection, int64_t deadline_ms, struct pc_buf *out) {
    size_t room = out->limit - out->size;
    size_t size = room < PC_HTTP_READ_SIZE ? room : PC_HTTP_READ_SIZE;
    if (size == 0)
        return PC_LIMIT;
    enum pc_status status = pc_buf_reserve(out, size);
    while (status == PC_OK && (status = usable(connection)) == PC_OK) {
        ssize_t got = recv(connection->socket, out->data + out->size, size, 0);
        if (got > 0) {
            out->size += (size_t)got;
            out->data[out->size] = '\0';
            return PC_OK;
        }
        if (got == 0)
            return PC_CLOSED;
        if (!would_block())
            return PC_IO;
        status = pc_http_wait(connection->socket, POLLIN, connection->stop, deadline_ms);
    }
    return status;
}

enum pc_status pc_connection_write(struct pc_connection *connection, struct pc_view bytes,
                                   int64_t deadline_ms) {
    enum pc_status status = usable(connection);
    while (status == PC_OK && bytes.size > 0) {
        ssize_t sent = send(connection->socket, bytes.data, bytes.size, MSG_NOSIGNAL);
        if (sent >= 0) {
            bytes = pc_view_slice(bytes, (size_t)sent, bytes.size);
            status = usable(connection);
        } else if (would_block()) {
            status = pc_http_wait(connection->socket, POLLOUT, connection->stop, deadline_ms);
        } else {
            status = errno == EPIPE ? PC_CLOSED : PC_IO;
        }
    }
    return status;
}

enum pc_status pc_connection_wait(struct pc_connection *connection, int64_t deadline_ms) {
    enum pc_status status = pc_http_wait(-1, 0, connection->stop, deadline_ms);
    return status == PC_TIMEOUT ? PC_OK : status;
}

void pc_connection_half_close(struct pc_connection *connection) {
    if (connection->socket >= 0)
        shutdown(connection->socket, SHUT_WR);
}

void pc_connection_reset(struct pc_connection *connection) {
    if (connection->socket < 0)
        return;
    /* A close that lingers for no time drops what is unsent and sends RST. */
    struct linger none = {.l_onoff = 1, .l_linger = 0};
    setsockopt(connection->socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    close(connection->socket);
    connection->socket = -1;
}

void pc_http_connection_finish(struct pc_connection *connection) {
    if (connection->socket < 0)
        return;
    int64_t deadline_ms = pc_clock_ms() + DRAIN_MS;
    shutdown(connection->socket, SHUT_WR);
    while (pc_http_wait(connection->socket, POLLIN, connection->stop, deadline_ms) == PC_OK &&
           pc_clock_ms() < deadline_ms) {
        char scratch[PC_HTTP_READ_SIZE];
        ssize_t got = recv(connection->socket, scratch, sizeof scratch, 0);
        if (got == 0 || (got < 0 && !would_block()))
            break;
    }
    close(connection->socket);
    connection->socket = -1;
}
