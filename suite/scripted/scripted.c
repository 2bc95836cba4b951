#include "pc_scripted.h"

#include <pthread.h>
#include <stdlib.h>

#define MAX_RECEIVED (64u << 10)
#define WRITE_MS     10000
/* Who reads once is not to find more than the first byte. */
#define FIRST_PAUSE_MS 30
#define MAX_REQUEST    PC_SCRIPTED_MAX_KEPT

struct pc_scripted {
    const struct pc_script *script;
    struct pc_server *server;
    pthread_mutex_t lock; /* of the record */
    struct pc_scripted_record record;
};

/* One connection. */
struct conversation {
    struct pc_scripted *server;
    struct pc_connection *connection;
    struct pc_http_parser *parser;
    unsigned number;
    struct pc_scripted_request *kept; /* of the request at hand; NULL: not kept */
    bool open;
};

static void remember(struct pc_scripted *server, enum pc_status status) {
    if (status != PC_NO_MEMORY)
        return; /* what is too long is cut */
    pthread_mutex_lock(&server->lock);
    server->record.out_of_memory = true;
    pthread_mutex_unlock(&server->lock);
}

static void keep(struct conversation *conversation, struct pc_buf *out, struct pc_view bytes) {
    size_t room = out->limit - out->size;
    remember(conversation->server,
             pc_buf_append(out, pc_view_slice(bytes, 0, bytes.size < room ? bytes.size : room)));
}

/* Takes the request at hand into the record, once. */
static void begin_request(struct conversation *conversation) {
    struct pc_scripted *server = conversation->server;
    struct pc_scripted_record *record = &server->record;
    pthread_mutex_lock(&server->lock);
    conversation->kept = record->requests < PC_SCRIPTED_MAX_REQUESTS ? &record->kept[record->requests] : NULL;
    record->requests++;
    pthread_mutex_unlock(&server->lock);
    if (conversation->kept == NULL)
        return;
    conversation->kept->connection = conversation->number;
    pc_buf_init(&conversation->kept->raw, PC_SCRIPTED_MAX_KEPT);
    pc_buf_init(&conversation->kept->answer, PC_SCRIPTED_MAX_KEPT);
}

static void keep_request(struct conversation *conversation) {
    if (conversation->kept == NULL)
        return;
    struct pc_buf *raw = &conversation->kept->raw;
    pc_buf_reset(raw);
    keep(conversation, raw, pc_http_parser_message(conversation->parser)->wire);
}

static bool send_bytes(struct conversation *conversation, struct pc_view bytes) {
    enum pc_status status = pc_connection_write(conversation->connection, bytes, pc_clock_ms() + WRITE_MS);
    /* Interrupted: the server stops because the client has what it waited for. */
    if (conversation->kept != NULL && (status == PC_OK || status == PC_INTERRUPTED))
        keep(conversation, &conversation->kept->answer, bytes);
    return status == PC_OK;
}

static bool drip(struct conversation *conversation, const struct pc_script_step *step) {
    for (size_t i = 0; i < step->bytes.size; i++) {
        int64_t pause_ms = i == 1 && step->pause_ms < FIRST_PAUSE_MS ? FIRST_PAUSE_MS : step->pause_ms;
        if (pc_connection_wait(conversation->connection, pc_clock_ms() + pause_ms) != PC_OK ||
            !send_bytes(conversation, pc_view_slice(step->bytes, i, i + 1)))
            return false;
    }
    return true;
}

static bool repeat(struct conversation *conversation, const struct pc_script_step *step) {
    for (size_t sent = 0; sent < step->total; sent += step->bytes.size) {
        if (!send_bytes(conversation, step->bytes))
            return false;
    }
    return true;
}

/* Reads on, so that the client's going away is seen. */
static void stay_silent(struct conversation *conversation) {
    struct pc_buf ignored;
    pc_buf_init(&ignored, MAX_RECEIVED);
    while (pc_connection_read(conversation->connection, INT64_MAX, &ignored) == PC_OK)
        pc_buf_reset(&ignored);
    pc_buf_clear(&ignored);
}

/* Whether the connection goes on. */
static bool take_step(struct conversation *conversation, const struct pc_script_step *step) {
    switch (step->act) {
    case PC_SCRIPT_END:
        return true;
    case PC_SCRIPT_SEND:
        return send_bytes(conversation, step->bytes);
    case PC_SCRIPT_DRIP:
        return drip(conversation, step);
    case PC_SCRIPT_REPEAT:
        return repeat(conversation, step);
    case PC_SCRIPT_PAUSE:
        return pc_connection_wait(conversation->connection, pc_clock_ms() + step->pause_ms) == PC_OK;
    case PC_SCRIPT_SILENCE:
        stay_silent(conversation);
        return false;
    case PC_SCRIPT_CLOSE:
        return false;
    case PC_SCRIPT_RESET:
        pc_connection_reset(conversation->connection);
        return false;
    }
    return false;
}

static const struct pc_script_step *steps_for(const struct conversation *conversation) {
    const struct pc_script *script = conversation->server->script;
    if (script->coded != NULL &&
        pc_http_field_has_token(pc_http_parser_message(conversation->parser), "Accept-Encoding", "gzip"))
        return script->coded;
    return script->first != NULL && conversation->number == 1 ? script->first : script->steps;
}

static void act(struct conversation *conversation) {
    const struct pc_script_step *step = steps_for(conversation);
    for (; conversation->open && step->act != PC_SCRIPT_END; step++)
        conversation->open = take_step(conversation, step);
}

static bool is_complete(const struct conversation *conversation, enum pc_script_moment moment) {
    enum pc_http_progress progress = pc_http_parser_message(conversation->parser)->progress;
    return progress != PC_HTTP_IN_HEAD && (moment == PC_SCRIPT_AFTER_HEAD || progress != PC_HTTP_IN_BODY);
}

/* RFC 9110 section 10.1.1; curl waits a second for it. */
static bool invite_body(struct conversation *conversation, bool *invited) {
    const struct pc_http_message *request = pc_http_parser_message(conversation->parser);
    if (*invited || conversation->server->script->uninvited || request->progress != PC_HTTP_IN_BODY ||
        request->body.size > 0 || !pc_http_field_has_token(request, "Expect", "100-continue"))
        return true;
    *invited = true;
    return pc_connection_write(conversation->connection, PC_VIEW("HTTP/1.1 100 Continue\r\n\r\n"),
                               pc_clock_ms() + WRITE_MS) == PC_OK;
}

/* One request, or the part of it that the script waits for; false where the client went away before. */
static bool read_request(struct conversation *conversation) {
    struct pc_buf received;
    bool invited = false;
    enum pc_status status = PC_OK;
    pc_buf_init(&received, MAX_RECEIVED);
    bool begun = pc_http_parser_message(conversation->parser)->wire.size > 0;
    if (begun)
        begin_request(conversation);
    while (status == PC_OK && !is_complete(conversation, conversation->server->script->moment)) {
        int64_t deadline_ms = begun ? pc_clock_ms() + PC_SCRIPTED_READ_MS : INT64_MAX;
        pc_buf_reset(&received);
        status = pc_connection_read(conversation->connection, deadline_ms, &received);
        if (status != PC_OK)
            break;
        if (!begun)
            begin_request(conversation);
        begun = true;
        status = pc_http_parser_feed(conversation->parser, pc_buf_view(&received));
        if (!invite_body(conversation, &invited))
            break;
    }
    remember(conversation->server, status);
    if (begun)
        keep_request(conversation);
    pc_buf_clear(&received);
    return status == PC_OK && is_complete(conversation, conversation->server->script->moment);
}

static bool may_follow(const struct conversation *conversation) {
    const struct pc_http_message *request = pc_http_parser_message(conversation->parser);
    return request->progress == PC_HTTP_COMPLETE && request->version_minor > 0 &&
           !pc_http_field_has_token(request, "Connection", "close");
}

static void handle(struct pc_connection *connection, void *context) {
    struct conversation conversation = {.server = context, .connection = connection, .open = true};
    struct pc_scripted *server = conversation.server;
    const struct pc_http_parser_options how = {.kind = PC_HTTP_REQUEST, .max_body_size = MAX_REQUEST};
    pthread_mutex_lock(&server->lock);
    conversation.number = ++server->record.connections;
    pthread_mutex_unlock(&server->lock);
    conversation.parser = pc_http_parser_new(&how);
    if (conversation.parser == NULL)
        remember(server, PC_NO_MEMORY);
    if (server->script->moment == PC_SCRIPT_AT_ONCE)
        act(&conversation);
    while (conversation.parser != NULL && conversation.open && read_request(&conversation)) {
        act(&conversation);
        conversation.open = conversation.open && may_follow(&conversation) &&
                            pc_http_parser_next(conversation.parser) == PC_OK;
    }
    pc_http_parser_free(conversation.parser);
}

enum pc_status pc_scripted_start(const struct pc_script *script, struct pc_scripted **out,
                                 struct pc_error *err) {
    struct pc_scripted *server = calloc(1, sizeof *server);
    if (server == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for a server");
    server->script = script;
    pthread_mutex_init(&server->lock, NULL);
    const struct pc_server_options options = {.handle = handle, .context = server, .max_connections = 8};
    enum pc_status status = pc_server_start(&options, &server->server, err);
    if (status != PC_OK) {
        pc_scripted_free(server);
        return status;
    }
    *out = server;
    return PC_OK;
}

uint16_t pc_scripted_port(const struct pc_scripted *server) {
    return pc_server_port(server->server);
}

const struct pc_scripted_record *pc_scripted_stop(struct pc_scripted *server) {
    pc_server_stop(server->server);
    server->server = NULL;
    return &server->record;
}

void pc_scripted_free(struct pc_scripted *server) {
    if (server == NULL)
        return;
    pc_server_stop(server->server);
    for (size_t i = 0; i < PC_SCRIPTED_MAX_REQUESTS; i++) {
        pc_buf_clear(&server->record.kept[i].raw);
        pc_buf_clear(&server->record.kept[i].answer);
    }
    pthread_mutex_destroy(&server->lock);
    free(server);
}
