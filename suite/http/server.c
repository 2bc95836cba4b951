#include "server_internal.h"

#include "wait.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FAILED_ACCEPT_PAUSE_MS 20 /* out of descriptors, say: not in a busy loop */

enum seat_state { SEAT_FREE, SEAT_TAKEN, SEAT_LEFT };

/* A connection's thread. SEAT_LEFT: it is over and waits to be joined. */
struct seat {
    struct pc_server *server;
    pthread_t thread;
    enum seat_state state;
    struct pc_connection connection;
};

struct pc_server {
    struct pc_server_options options;
    struct tls_context *tls; /* NULL: plain TCP */
    int listener;
    int stop[2]; /* a pipe: a byte in it, never taken out, wakes every wait */
    uint16_t port;
    atomic_bool stopping;
    pthread_t acceptor;
    pthread_mutex_t lock; /* over the states of the seats */
    pthread_cond_t left;
    struct seat *seats;
};

static void *serve_seat(void *argument) {
    struct seat *seat = argument;
    struct pc_server *server = seat->server;
    if (server->tls == NULL || pc_http_connection_secure(&seat->connection, server->tls) == PC_OK)
        server->options.handle(&seat->connection, server->options.context);
    pc_http_connection_finish(&seat->connection);
    pthread_mutex_lock(&server->lock);
    seat->state = SEAT_LEFT;
    pthread_cond_signal(&server->left);
    pthread_mutex_unlock(&server->lock);
    return NULL;
}

static struct seat *find_seat(struct pc_server *server) {
    for (unsigned i = 0; i < server->options.max_connections; i++) {
        if (server->seats[i].state != SEAT_TAKEN)
            return &server->seats[i];
    }
    return NULL;
}

/* Waits for a seat; NULL when the server stops. */
static struct seat *wait_for_seat(struct pc_server *server) {
    struct seat *seat = NULL;
    pthread_mutex_lock(&server->lock);
    while (!atomic_load(&server->stopping) && (seat = find_seat(server)) == NULL)
        pthread_cond_wait(&server->left, &server->lock);
    enum seat_state state = seat == NULL ? SEAT_FREE : seat->state;
    if (seat != NULL)
        seat->state = SEAT_FREE;
    pthread_mutex_unlock(&server->lock);
    if (state == SEAT_LEFT)
        pthread_join(seat->thread, NULL);
    return seat;
}

/* Threads of the server take no signals: those belong to the program, and OpenSSL's write() raises SIGPIPE.
 */
static bool start_thread(pthread_t *thread, void *(*run)(void *), void *argument) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(thread, NULL, run, argument) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

static void seat_connection(struct pc_server *server, struct seat *seat, int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    seat->server = server;
    seat->state = SEAT_TAKEN;
    seat->connection =
        (struct pc_connection){.socket = socket, .stop = server->stop[0], .stopping = &server->stopping};
    if (!pc_http_prepare_descriptor(socket) || !start_thread(&seat->thread, serve_seat, seat)) {
        close(socket);
        seat->state = SEAT_FREE;
    }
}

static void *accept_connections(void *argument) {
    struct pc_server *server = argument;
    struct seat *seat;
    while ((seat = wait_for_seat(server)) != NULL) {
        if (pc_http_wait(server->listener, POLLIN, server->stop[0], INT64_MAX) != PC_OK)
            break;
        int socket = accept(server->listener, NULL, NULL);
        if (socket >= 0)
            seat_connection(server, seat, socket);
        else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR && errno != ECONNABORTED)
            pc_http_wait(-1, 0, server->stop[0], pc_clock_ms() + FAILED_ACCEPT_PAUSE_MS);
    }
    return NULL;
}

static enum pc_status open_listener(struct pc_server *server, struct pc_error *err) {
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(server->options.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (server->listener < 0 || !pc_http_prepare_descriptor(server->listener) ||
        setsockopt(server->listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        bind(server->listener, (struct sockaddr *)&address, sizeof address) != 0 ||
        listen(server->listener, SOMAXCONN) != 0 ||
        getsockname(server->listener, (struct sockaddr *)&address, &size) != 0)
        return pc_error_set(err, PC_IO,
                            "cannot listen on 127.0.0.1 port %u: %s (take another port; 0 is any free one)",
                            (unsigned)server->options.port, strerror(errno));
    server->port = ntohs(address.sin_port);
    return PC_OK;
}

static void server_free(struct pc_server *server) {
    int descriptors[] = {server->listener, server->stop[0], server->stop[1]};
    for (size_t i = 0; i < sizeof descriptors / sizeof *descriptors; i++) {
        if (descriptors[i] >= 0)
            close(descriptors[i]);
    }
    pthread_cond_destroy(&server->left);
    pthread_mutex_destroy(&server->lock);
    pc_http_tls_context_free(server->tls);
    free(server->seats);
    free(server);
}

enum pc_status pc_server_start(const struct pc_server_options *options, struct pc_server **out,
                               struct pc_error *err) {
    struct pc_server *server = calloc(1, sizeof *server);
    if (server == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for a server");
    server->options = *options;
    if (options->max_connections == 0)
        server->options.max_connections = PC_SERVER_MAX_CONNECTIONS;
    server->listener = server->stop[0] = server->stop[1] = -1;
    atomic_init(&server->stopping, false);
    pthread_mutex_init(&server->lock, NULL);
    pthread_cond_init(&server->left, NULL);

    enum pc_status status = PC_OK;
    server->seats = calloc(server->options.max_connections, sizeof *server->seats);
    if (server->seats == NULL) {
        status = pc_error_set(err, PC_NO_MEMORY, "no memory for a server");
        goto cleanup;
    }
    if (options->tls != NULL)
        status = pc_http_tls_context_new(options->tls, &server->tls, err);
    if (status == PC_OK)
        status = open_listener(server, err);
    if (status != PC_OK)
        goto cleanup;
    if (pipe(server->stop) != 0 || !pc_http_prepare_descriptor(server->stop[0]) ||
        !pc_http_prepare_descriptor(server->stop[1]))
        status = pc_error_set(err, PC_IO, "cannot make a pipe: %s", strerror(errno));
    else if (!start_thread(&server->acceptor, accept_connections, server))
        status = pc_error_set(err, PC_IO, "cannot start a thread for the server");

cleanup:
    if (status != PC_OK) {
        server_free(server);
        return status;
    }
    *out = server;
    return PC_OK;
}

uint16_t pc_server_port(const struct pc_server *server) {
    return server->port;
}

void pc_server_stop(struct pc_server *server) {
    if (server == NULL)
        return;
    atomic_store(&server->stopping, true);
    /* Wakes the handlers; an acceptor that waits for a seat is woken by the one that leaves. */
    while (write(server->stop[1], "", 1) < 0 && errno == EINTR)
        continue;
    pthread_join(server->acceptor, NULL);
    /* Nobody takes a seat any more. */
    for (unsigned i = 0; i < server->options.max_connections; i++) {
        pthread_mutex_lock(&server->lock);
        enum seat_state state = server->seats[i].state;
        pthread_mutex_unlock(&server->lock);
        if (state != SEAT_FREE)
            pthread_join(server->seats[i].thread, NULL);
    }
    server_free(server);
}
