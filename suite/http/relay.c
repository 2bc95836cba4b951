#include "server_internal.h"
#include "wait.h"
#include "wire_internal.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>

static void init_end(struct pc_relay_end *end) {
    *end = (struct pc_relay_end){0};
    pc_buf_init(&end->in, PC_RELAY_BUF_SIZE);
    pc_buf_init(&end->out, PC_RELAY_BUF_SIZE);
}

void pc_relay_init(struct pc_relay *relay, struct pc_connection *connection) {
    *relay = (struct pc_relay){.connection = connection};
    init_end(&relay->client);
    init_end(&relay->server);
}

void pc_relay_clear(struct pc_relay *relay) {
    pc_wire_close(relay->wire);
    struct pc_relay_end *ends[] = {&relay->client, &relay->server};
    for (size_t i = 0; i < 2; i++) {
        pc_buf_clear(&ends[i]->in);
        pc_buf_clear(&ends[i]->out);
    }
    *relay = (struct pc_relay){0};
}

void pc_relay_take(struct pc_relay_end *end, size_t size) {
    pc_buf_drop_front(&end->in, size);
}

static struct io_step of_wire(enum wire_result result, size_t size, short events) {
    switch (result) {
    case WIRE_DONE:
        return (struct io_step){.status = PC_OK, .size = size};
    case WIRE_AGAIN:
        return (struct io_step){.status = PC_OK, .events = events};
    case WIRE_CLOSED:
        return (struct io_step){.status = PC_CLOSED};
    case WIRE_RESET:
        break;
    }
    return (struct io_step){.status = PC_IO};
}

static struct io_step receive(struct pc_relay *relay, bool client, char *data, size_t size) {
    if (client)
        return pc_http_connection_receive(relay->connection, data, size);
    size_t got = 0;
    enum wire_result result = pc_http_wire_read(relay->wire, data, size, &got);
    return of_wire(result, got, POLLIN);
}

static struct io_step transmit(struct pc_relay *relay, bool client, struct pc_view bytes) {
    if (client)
        return pc_http_connection_send(relay->connection, bytes);
    size_t sent = 0;
    enum wire_result result = pc_http_wire_write(relay->wire, bytes, &sent);
    return of_wire(result, sent, POLLOUT);
}

/* What one pass over an end came to. */
struct pass {
    bool moved;
    short events; /* what to wait for, if nothing moved */
    enum pc_status status;
};

static void read_end(struct pc_relay *relay, bool client, struct pass *pass) {
    struct pc_relay_end *end = client ? &relay->client : &relay->server;
    size_t room = end->in.limit - end->in.size;
    if (!end->reads || end->read != PC_OK || room == 0)
        return;
    size_t size = room < PC_HTTP_READ_SIZE ? room : PC_HTTP_READ_SIZE;
    pass->status = pc_buf_reserve(&end->in, size);
    if (pass->status != PC_OK)
        return;
    struct io_step step = receive(relay, client, end->in.data + end->in.size, size);
    end->in.size += step.size;
    end->in.data[end->in.size] = '\0';
    end->read = step.status;
    if (step.status != PC_OK)
        end->cut = step.status != PC_CLOSED || (!client && relay->wire->unclean);
    pass->moved |= step.size > 0 || step.status != PC_OK;
    pass->events |= step.events;
}

static void write_end(struct pc_relay *relay, bool client, struct pass *pass) {
    struct pc_relay_end *end = client ? &relay->client : &relay->server;
    if (end->write != PC_OK)
        pc_buf_reset(&end->out);
    if (end->out.size == 0)
        return;
    struct io_step step = transmit(relay, client, pc_buf_view(&end->out));
    end->write = step.status;
    pc_buf_drop_front(&end->out, step.status == PC_OK ? step.size : end->out.size);
    pass->moved |= step.size > 0 || step.status != PC_OK;
    pass->events |= step.events;
}

static struct pass pass_over(struct pc_relay *relay, bool client) {
    struct pass pass = {.status = PC_OK};
    if (client || relay->wire != NULL) {
        read_end(relay, client, &pass);
        if (pass.status == PC_OK)
            write_end(relay, client, &pass);
    }
    return pass;
}

/* A socket of which nothing is awaited is left out: poll would tell of its end again and again. */
static enum pc_status wait_for(const struct pc_relay *relay, short client, short server,
                               int64_t deadline_ms) {
    struct pollfd polled[] = {
        {.fd = client == 0 ? -1 : relay->connection->socket, .events = client},
        {.fd = server == 0 ? -1 : relay->wire->socket, .events = server},
        {.fd = relay->connection->stop, .events = POLLIN},
    };
    int64_t left = deadline_ms - pc_clock_ms();
    int ready = poll(polled, 3, left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left);
    if (ready < 0 && errno != EINTR)
        return PC_IO;
    return ready == 0 && pc_clock_ms() >= deadline_ms ? PC_TIMEOUT : PC_OK;
}

enum pc_status pc_relay_turn(struct pc_relay *relay, int64_t deadline_ms) {
    for (;;) {
        enum pc_status status = pc_http_connection_usable(relay->connection);
        if (status != PC_OK)
            return status;
        struct pass client = pass_over(relay, true);
        struct pass server = pass_over(relay, false);
        if (client.status != PC_OK || server.status != PC_OK)
            return PC_NO_MEMORY;
        if (client.moved || server.moved)
            return PC_OK;
        status = wait_for(relay, client.events, server.events, deadline_ms);
        if (status != PC_OK)
            return status;
    }
}
