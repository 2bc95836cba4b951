/* live_peer [OPTION VALUE]…: the mock on loopback, for what a live server does to a run.
 *   --log FILE             a line for each request: METHOD TARGET STATUS
 *   --state FILE           the mock's state after each request
 *   --fail FROM COUNT ST   requests FROM to FROM + COUNT - 1 (of all, from 1) are answered with ST instead
 *   --field LINE           a header line of these answers
 *   --get-field LINE       the same, but only a GET's has it
 *   --no-gets              there is no observation
 *   --bad-500              a body that names no deployment is answered with 500
 *   --one-at-a-time        503 to what is no GET and comes behind what was none: no look in between, so at
 * once
 *   --term FROM FILE       at request FROM, SIGTERM to the process whose id stands in FILE
 *   --echo FILE            every answer says the key in every way; FILE has each way a line, NAME TAB TEXT */
#include "pc_mock.h"
#include "spellings.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define IDLE_MS  3000
#define MAX_TEXT ((size_t)1 << 20)

struct peer {
    const char *log, *state, *field, *get_field, *pid_file, *echo;
    unsigned long fail_from, fail_count, fail_status, term_at;
    bool no_gets, bad_500, one_at_a_time;
    bool busy; /* the last request was no GET */
    pthread_mutex_t lock;
    unsigned long requests;
    struct pc_mock *mock;
};

/* The process is started beside this one: its id may come a moment later. */
static void terminate(const char *pid_file) {
    long pid = 0;
    for (unsigned i = 0; pid <= 0 && i < 1000; i++) {
        FILE *file = fopen(pid_file, "r");
        char text[32] = "";
        if (file != NULL && fgets(text, sizeof text, file) != NULL && strchr(text, '\n') != NULL)
            pid = strtol(text, NULL, 10);
        if (file != NULL)
            fclose(file);
        if (pid <= 0)
            nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
    }
    if (pid > 0)
        kill((pid_t)pid, SIGTERM);
}

static struct pc_view key_of(const struct pc_http_message *request) {
    struct pc_view value = pc_http_field_value(request, "Authorization");
    return pc_view_slice(value, pc_view_find(value, PC_VIEW(" ")) + 1, value.size);
}

/* Where a finding quotes it, where it does not, and cut in two by a line's end. */
static void append_echo(struct pc_view key, struct pc_buf *response) {
    static const char *const members[] = {"id",     "created_at",         "name",
                                          "status", "instance_type_name", "environment"};
    struct pc_buf body;
    struct pc_buf fields;
    pc_buf_init(&body, MAX_TEXT);
    pc_buf_init(&fields, MAX_TEXT);
    (void)pc_buf_append_byte(&body, '{');
    for (size_t i = 0; i < spelling_count(); i++) {
        struct pc_buf text;
        pc_buf_init(&text, MAX_TEXT);
        const char *name = spelling_append(i, key, &text);
        if (i < sizeof members / sizeof members[0])
            (void)pc_buf_appendf(&body, "\"%s\":\"%s\",", members[i], text.data);
        (void)pc_buf_appendf(&body, "\"%s\":\"%s\",\"/%s\":[\"%s\"],", name, text.data, text.data, text.data);
        (void)pc_buf_appendf(&fields, "X-%s: %s\r\nWWW-Authenticate: Api-Key realm=\"%s\"\r\n", name,
                             text.data, text.data);
        pc_buf_clear(&text);
    }
    (void)pc_buf_append_text(&body, "\"cut\":\"");
    (void)pc_buf_append(&body, pc_view_slice(key, 0, key.size / 2));
    (void)pc_buf_append_text(&body, "\\n");
    (void)pc_buf_append(&body, pc_view_slice(key, key.size / 2, key.size));
    (void)pc_buf_append_text(&body, "\"}");
    (void)pc_buf_appendf(
        response, "HTTP/1.1 200 %.*s\r\nContent-Type: application/json\r\n%sContent-Length: %zu\r\n\r\n%s",
        (int)key.size, key.data, fields.data, body.size, body.data);
    pc_buf_clear(&fields);
    pc_buf_clear(&body);
}

static void write_spellings(const char *path, struct pc_view key) {
    FILE *file = fopen(path, "w");
    for (size_t i = 0; file != NULL && i < spelling_count(); i++) {
        struct pc_buf text;
        pc_buf_init(&text, MAX_TEXT);
        const char *name = spelling_append(i, key, &text);
        fprintf(file, "%s\t%s\n", name, text.data);
        pc_buf_clear(&text);
    }
    if (file != NULL)
        fclose(file);
}

static enum pc_http_after respond(struct peer *peer, const struct pc_http_message *request,
                                  struct pc_buf *response) {
    bool is_get = pc_view_equal_text(request->method, "GET");
    if (peer->requests >= peer->fail_from && peer->requests < peer->fail_from + peer->fail_count) {
        const char *field = peer->field != NULL                 ? peer->field
                            : is_get && peer->get_field != NULL ? peer->get_field
                                                                : "X-None: 1";
        (void)pc_buf_appendf(response, "HTTP/1.1 %lu X\r\n%s\r\nContent-Length: 2\r\n\r\n{}",
                             peer->fail_status, field);
        return PC_HTTP_CLOSE;
    }
    bool crowded = peer->one_at_a_time && peer->busy && !is_get;
    peer->busy = !is_get;
    if (crowded) {
        (void)pc_buf_append_text(response, "HTTP/1.1 503 X\r\nContent-Length: 2\r\n\r\n{}");
        return PC_HTTP_CLOSE;
    }
    if (is_get && peer->no_gets) {
        (void)pc_buf_append_text(response, "HTTP/1.1 404 X\r\nContent-Length: 2\r\n\r\n{}");
        return PC_HTTP_KEEP_OPEN;
    }
    if (peer->bad_500 && !is_get &&
        pc_view_find(request->body, PC_VIEW("deployment_id")) == request->body.size) {
        (void)pc_buf_append_text(response, "HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}");
        return PC_HTTP_KEEP_OPEN;
    }
    if (peer->echo != NULL && key_of(request).size > 0) {
        append_echo(key_of(request), response);
        return PC_HTTP_CLOSE;
    }
    return pc_mock_answer(peer->mock, request, response);
}

static void record(const struct peer *peer, const struct pc_http_message *request,
                   const struct pc_buf *response) {
    FILE *file = peer->log == NULL ? NULL : fopen(peer->log, "a");
    if (file != NULL) {
        struct pc_view target = pc_view_slice(request->target, 0, 200);
        fprintf(file, "%.*s %.*s %.3s\n", (int)request->method.size, request->method.data, (int)target.size,
                target.data, response->size > 12 ? response->data + 9 : "000");
        fclose(file);
    }
    if (peer->state != NULL) {
        struct pc_buf state;
        pc_buf_init(&state, MAX_TEXT);
        if (pc_mock_save(peer->mock, &state) == PC_OK)
            (void)pc_file_write(peer->state, pc_buf_view(&state), NULL);
        pc_buf_clear(&state);
    }
}

static enum pc_http_after answer(const struct pc_http_message *request, struct pc_buf *response,
                                 void *context) {
    struct peer *peer = context;
    pthread_mutex_lock(&peer->lock);
    peer->requests++;
    if (peer->requests == peer->term_at)
        terminate(peer->pid_file);
    enum pc_http_after after = respond(peer, request, response);
    record(peer, request, response);
    pthread_mutex_unlock(&peer->lock);
    return after;
}

static void handle(struct pc_connection *connection, void *context) {
    pc_connection_serve(connection, answer, context, IDLE_MS);
}

static bool parse(struct peer *peer, int argc, char **argv) {
    const struct {
        const char *name;
        const char **text;
    } texts[] = {{"--log", &peer->log},
                 {"--state", &peer->state},
                 {"--field", &peer->field},
                 {"--echo", &peer->echo},
                 {"--get-field", &peer->get_field}};
    for (int i = 1; i < argc; i++) {
        bool known = false;
        for (size_t t = 0; t < sizeof texts / sizeof texts[0] && i + 1 < argc; t++) {
            if (strcmp(argv[i], texts[t].name) == 0) {
                *texts[t].text = argv[++i];
                known = true;
                break;
            }
        }
        if (known)
            continue;
        if (strcmp(argv[i], "--no-gets") == 0) {
            peer->no_gets = true;
        } else if (strcmp(argv[i], "--one-at-a-time") == 0) {
            peer->one_at_a_time = true;
        } else if (strcmp(argv[i], "--bad-500") == 0) {
            peer->bad_500 = true;
        } else if (strcmp(argv[i], "--fail") == 0 && i + 3 < argc) {
            peer->fail_from = strtoul(argv[++i], NULL, 10);
            peer->fail_count = strtoul(argv[++i], NULL, 10);
            peer->fail_status = strtoul(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--term") == 0 && i + 2 < argc) {
            peer->term_at = strtoul(argv[++i], NULL, 10);
            peer->pid_file = argv[++i];
        } else {
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv) {
    static struct peer peer = {.lock = PTHREAD_MUTEX_INITIALIZER};
    struct pc_server *server = NULL;
    struct pc_error err = {0};
    sigset_t ending;
    int number;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, NULL);
    if (!parse(&peer, argc, argv)) {
        fputs("live_peer: see its first comment for the options\n", stderr);
        return 2;
    }
    if (peer.echo != NULL)
        write_spellings(peer.echo, PC_VIEW(PC_MOCK_API_KEY));
    if (pc_mock_new(&(struct pc_mock_options){0}, &peer.mock, &err) != PC_OK ||
        pc_server_start(&(struct pc_server_options){.handle = handle, .context = &peer}, &server, &err) !=
            PC_OK) {
        fprintf(stderr, "live_peer: %s\n", err.message);
        return 4;
    }
    printf("listening on http://127.0.0.1:%u\n", pc_server_port(server));
    fflush(stdout);
    sigwait(&ending, &number);
    pc_server_stop(server);
    pc_mock_free(peer.mock);
    return 0;
}
