#include "wait.h"

#include "pc_http.h"

#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Bound, never listening: a connection to it is refused, and nobody else can bind the port. */
struct pc_idle_port {
    int socket;
    uint16_t number;
};

enum pc_status pc_idle_port_new(struct pc_idle_port **out, struct pc_error *err) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t size = sizeof address;
    struct pc_idle_port *port = calloc(1, sizeof *port);
    if (port == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for a port");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    port->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (port->socket < 0 || !pc_http_prepare_descriptor(port->socket) ||
        bind(port->socket, (struct sockaddr *)&address, sizeof address) != 0 ||
        getsockname(port->socket, (struct sockaddr *)&address, &size) != 0) {
        enum pc_status status = pc_error_set(err, PC_IO, "cannot keep a port: %s", strerror(errno));
        pc_idle_port_free(port);
        return status;
    }
    port->number = ntohs(address.sin_port);
    *out = port;
    return PC_OK;
}

void pc_idle_port_free(struct pc_idle_port *port) {
    if (port == NULL)
        return;
    if (port->socket >= 0)
        close(port->socket);
    free(port);
}

uint16_t pc_idle_port_number(const struct pc_idle_port *port) {
    return port->number;
}
