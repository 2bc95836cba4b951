#include "fixture.h"

#include <dirent.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *const progress_names[] = {
    [PC_HTTP_IN_HEAD] = "IN_HEAD",     [PC_HTTP_IN_BODY] = "IN_BODY", [PC_HTTP_COMPLETE] = "COMPLETE",
    [PC_HTTP_TRUNCATED] = "TRUNCATED", [PC_HTTP_GARBLED] = "GARBLED",
};

static const char *const framing_names[] = {
    [PC_HTTP_NO_BODY] = "none",
    [PC_HTTP_LENGTH] = "length",
    [PC_HTTP_CHUNKED] = "chunked",
    [PC_HTTP_UNTIL_CLOSE] = "close",
};

static const char *const defect_names[] = {
#define DEFECT_NAME(name, sentence, source) [PC_HTTP_##name] = #name,
    PC_HTTP_DEFECT_LIST(DEFECT_NAME)
#undef DEFECT_NAME
};

static void add(struct pc_buf *out, const char *before, struct pc_view view, const char *behind) {
    assert_int_equal(pc_buf_append_text(out, before), PC_OK);
    assert_int_equal(pc_buf_append(out, view), PC_OK);
    assert_int_equal(pc_buf_append_text(out, behind), PC_OK);
}

/* PROGRESS METHOD <TARGET> VERSION (or STATUS <REASON> VERSION) [NAME: VALUE]… FRAMING {BODY} ~INFORMATIONAL
 * !DEFECT@OFFSET… +{EXCESS}. What is 0 or empty behind the framing is left out. */
void describe_message(struct pc_buf *out, const struct pc_http_message *message, struct pc_view excess) {
    pc_buf_appendf(out, "%s ", progress_names[message->progress]);
    if (message->kind == PC_HTTP_REQUEST) {
        add(out, "", message->method, " ");
        add(out, "<", message->target, ">");
    } else {
        pc_buf_appendf(out, "%u ", message->status);
        add(out, "<", message->reason, ">");
    }
    pc_buf_appendf(out, " %u.%u", message->version_major, message->version_minor);
    for (size_t i = 0; i < message->field_count; i++) {
        add(out, " [", message->fields[i].name, ": ");
        add(out, "", message->fields[i].value, "]");
    }
    pc_buf_appendf(out, " %s", framing_names[message->framing]);
    if (message->framing == PC_HTTP_LENGTH)
        pc_buf_appendf(out, "=%llu", (unsigned long long)message->content_length);
    if (message->body.size > 0)
        add(out, " {", message->body, "}");
    if (message->informational > 0)
        pc_buf_appendf(out, " ~%u", message->informational);
    for (size_t i = 0; i < message->defect_count; i++)
        pc_buf_appendf(out, " !%s@%zu", defect_names[message->defects[i].kind], message->defects[i].offset);
    if (excess.size > 0)
        add(out, " +{", excess, "}");
}

void set_target(struct pc_http_target *target, const char *scheme, uint16_t port) {
    char url[64];
    *target = (struct pc_http_target){.timeout_ms = PATIENCE_MS};
    snprintf(url, sizeof url, "%s://127.0.0.1:%u", scheme, (unsigned)port);
    assert_int_equal(pc_url_parse(url, &target->url, NULL), PC_OK);
}

const struct pc_tls_files *peer_tls;

int64_t short_timeout(int64_t timeout_ms) {
    return peer_tls == NULL || timeout_ms >= PATIENCE_MS ? timeout_ms : timeout_ms * 15;
}

static void start_peer_with(struct peer *peer, const struct pc_tls_files *tls,
                            void (*handle)(struct pc_connection *, void *), void *context) {
    struct pc_server_options options = {.tls = tls, .handle = handle, .context = context};
    struct pc_error err = {0};
    if (pc_server_start(&options, &peer->server, &err) != PC_OK)
        fail_msg("%s", err.message);
    set_target(&peer->target, tls != NULL ? "https" : "http", pc_server_port(peer->server));
    peer->target.ca_file = tls != NULL ? tls->certificate : NULL;
}

void start_peer(struct peer *peer, void (*handle)(struct pc_connection *, void *), void *context) {
    start_peer_with(peer, peer_tls, handle, context);
}

void start_plain_peer(struct peer *peer, void (*handle)(struct pc_connection *, void *), void *context) {
    start_peer_with(peer, NULL, handle, context);
}

void stop_peer(struct peer *peer) {
    pc_server_stop(peer->server);
    peer->server = NULL;
}

uint16_t unused_port(void) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    int bound = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(bound >= 0);
    assert_int_equal(bind(bound, (struct sockaddr *)&address, sizeof address), 0);
    assert_int_equal(getsockname(bound, (struct sockaddr *)&address, &size), 0);
    close(bound);
    return ntohs(address.sin_port);
}

size_t open_descriptors(void) {
    DIR *folder = opendir("/proc/self/fd");
    size_t count = 0;
    if (folder == NULL)
        return 0;
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

void read_whole_request(struct pc_connection *connection) {
    struct pc_http_parser *parser =
        pc_http_parser_new(&(struct pc_http_parser_options){.kind = PC_HTTP_REQUEST});
    struct pc_buf bytes;
    pc_buf_init(&bytes, 1u << 20);
    while (parser != NULL && pc_http_parser_message(parser)->progress < PC_HTTP_COMPLETE &&
           pc_connection_read(connection, pc_clock_ms() + PATIENCE_MS, &bytes) == PC_OK) {
        pc_http_parser_feed(parser, pc_buf_view(&bytes));
        pc_buf_reset(&bytes);
    }
    pc_http_parser_free(parser);
    pc_buf_clear(&bytes);
}

void write_text(struct pc_connection *connection, const char *text) {
    pc_connection_write(connection, pc_view_of(text), pc_clock_ms() + PATIENCE_MS);
}

void wait_for_close(struct pc_connection *connection) {
    struct pc_buf bytes;
    pc_buf_init(&bytes, 1u << 20);
    while (pc_connection_read(connection, pc_clock_ms() + PATIENCE_MS, &bytes) == PC_OK)
        pc_buf_reset(&bytes);
    pc_buf_clear(&bytes);
}

void perform_script(struct pc_connection *connection, void *context) {
    const struct peer_script *script = context;
    if (script->unread) {
        struct pc_buf some;
        pc_buf_init(&some, 1u << 20);
        pc_connection_read(connection, pc_clock_ms() + PATIENCE_MS, &some);
        pc_buf_clear(&some);
    } else {
        read_whole_request(connection);
    }
    size_t step = script->drip ? 1 : strlen(script->answer);
    for (size_t at = 0; at < strlen(script->answer); at += step) {
        struct pc_view piece = {script->answer + at, step};
        pc_connection_write(connection, piece, pc_clock_ms() + PATIENCE_MS);
    }
    if (script->then == SCRIPT_RESET)
        pc_connection_reset(connection);
    else if (script->then == SCRIPT_STAY)
        pc_connection_wait(connection, pc_clock_ms() + PATIENCE_MS);
}

struct pc_http_exchange *exchange_with(const struct pc_http_target *target, struct pc_view bytes,
                                       const struct pc_wire_options *options) {
    struct pc_http_exchange *exchange = NULL;
    struct pc_error err = {0};
    if (pc_wire_exchange(target, bytes, options, &exchange, &err) != PC_OK)
        fail_msg("%s", err.message);
    return exchange;
}

struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    unsigned open;
};

struct gate *gate_new(void) {
    struct gate *gate = calloc(1, sizeof *gate);
    assert_non_null(gate);
    pthread_mutex_init(&gate->lock, NULL);
    pthread_cond_init(&gate->changed, NULL);
    return gate;
}

void gate_free(struct gate *gate) {
    pthread_cond_destroy(&gate->changed);
    pthread_mutex_destroy(&gate->lock);
    free(gate);
}

void gate_open(struct gate *gate) {
    pthread_mutex_lock(&gate->lock);
    gate->open++;
    pthread_cond_signal(&gate->changed);
    pthread_mutex_unlock(&gate->lock);
}

void gate_pass(struct gate *gate) {
    pthread_mutex_lock(&gate->lock);
    while (gate->open == 0)
        pthread_cond_wait(&gate->changed, &gate->lock);
    gate->open--;
    pthread_mutex_unlock(&gate->lock);
}
