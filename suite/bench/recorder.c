#include "recorder.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#define IDLE_TIMEOUT_MS 30000

struct bench_recorder {
    pthread_mutex_t lock;
    struct pc_mock *mock;
    struct pc_server *server;
    bool remember;
    struct bench_request *requests;
    size_t count;
    size_t lost;
};

static void clear_request(struct bench_request *request) {
    pc_buf_clear(&request->target);
    pc_buf_clear(&request->body);
    for (size_t i = 0; i < request->header_count; i++)
        free(request->headers[i]);
    free(request->headers);
}

static bool copy_headers(const struct pc_http_message *message, struct bench_request *request) {
    request->headers = calloc(message->field_count + 1, sizeof *request->headers);
    for (size_t i = 0; request->headers != NULL && i < message->field_count; i++) {
        const struct pc_http_field *field = &message->fields[i];
        struct pc_buf line;
        pc_buf_init(&line, PC_HTTP_MAX_HEAD_SIZE);
        /* libcurl takes "Name;" for a field without a value. */
        bool made = pc_buf_appendf(&line, "%.*s%s%.*s", (int)field->name.size, field->name.data,
                                   field->value.size == 0 ? ";" : ": ", (int)field->value.size,
                                   field->value.data) == PC_OK;
        if (!made) {
            pc_buf_clear(&line);
            return false;
        }
        request->headers[request->header_count++] = line.data;
    }
    return request->headers != NULL;
}

static void record(struct bench_recorder *recorder, const struct pc_http_message *message) {
    if (message->progress != PC_HTTP_COMPLETE || recorder->count == BENCH_MAX_REQUESTS) {
        recorder->lost++;
        return;
    }
    struct bench_request *request = &recorder->requests[recorder->count];
    *request = (struct bench_request){0};
    pc_buf_init(&request->target, PC_HTTP_MAX_HEAD_SIZE);
    pc_buf_init(&request->body, PC_HTTP_MAX_BODY_SIZE);
    snprintf(request->method, sizeof request->method, "%.*s", (int)message->method.size,
             message->method.data);
    if (pc_buf_append(&request->target, message->target) == PC_OK &&
        pc_buf_append(&request->body, message->body) == PC_OK && copy_headers(message, request)) {
        recorder->count++;
    } else {
        clear_request(request);
        recorder->lost++;
    }
}

static enum pc_http_after answer(const struct pc_http_message *request, struct pc_buf *response,
                                 void *context) {
    struct bench_recorder *recorder = context;
    pthread_mutex_lock(&recorder->lock);
    if (recorder->remember)
        record(recorder, request);
    enum pc_http_after after = pc_mock_answer(recorder->mock, request, response);
    pthread_mutex_unlock(&recorder->lock);
    return after;
}

static void handle(struct pc_connection *connection, void *context) {
    pc_connection_serve(connection, answer, context, IDLE_TIMEOUT_MS);
}

enum pc_status bench_recorder_new(struct bench_recorder **out, struct pc_error *err) {
    struct bench_recorder *recorder = calloc(1, sizeof *recorder);
    if (recorder == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "out of memory");
    *out = recorder;
    pthread_mutex_init(&recorder->lock, NULL);
    recorder->requests = calloc(BENCH_MAX_REQUESTS, sizeof *recorder->requests);
    if (recorder->requests == NULL || !bench_recorder_renew(recorder))
        return pc_error_set(err, PC_NO_MEMORY, "out of memory");
    const struct pc_server_options options = {.handle = handle, .context = recorder};
    return pc_server_start(&options, &recorder->server, err);
}

void bench_recorder_free(struct bench_recorder *recorder) {
    if (recorder == NULL)
        return;
    pc_server_stop(recorder->server);
    pc_mock_free(recorder->mock);
    for (size_t i = 0; i < recorder->count; i++)
        clear_request(&recorder->requests[i]);
    free(recorder->requests);
    pthread_mutex_destroy(&recorder->lock);
    free(recorder);
}

void bench_recorder_remember(struct bench_recorder *recorder, bool remember) {
    pthread_mutex_lock(&recorder->lock);
    recorder->remember = remember;
    pthread_mutex_unlock(&recorder->lock);
}

bool bench_recorder_renew(struct bench_recorder *recorder) {
    struct pc_mock *mock = NULL;
    if (pc_mock_new(&(struct pc_mock_options){0}, &mock, NULL) != PC_OK)
        return false;
    pthread_mutex_lock(&recorder->lock);
    struct pc_mock *old = recorder->mock;
    recorder->mock = mock;
    pthread_mutex_unlock(&recorder->lock);
    pc_mock_free(old);
    return true;
}

uint16_t bench_recorder_port(const struct bench_recorder *recorder) {
    return pc_server_port(recorder->server);
}

size_t bench_recorder_count(const struct bench_recorder *recorder) {
    return recorder->count;
}

const struct bench_request *bench_recorder_request(const struct bench_recorder *recorder, size_t index) {
    return &recorder->requests[index];
}

size_t bench_recorder_lost(const struct bench_recorder *recorder) {
    return recorder->lost;
}
