#include "client.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FOR_EVER_MS     600000
#define NO_PATIENCE_MS  20
#define MAX_READ        (64u << 10)
#define MAX_PATIENCE_MS 120000

enum pc_status pc_client_new(const char *const *faults, size_t count, struct pc_client **out,
                             struct pc_error *err) {
    struct pc_client *client = calloc(1, sizeof *client);
    if (client == NULL || count > CLIENT_MAX_FAULTS) {
        free(client);
        return pc_error_set(err, PC_USAGE, "at most %u faults", CLIENT_MAX_FAULTS);
    }
    for (size_t i = 0; i < count; i++) {
        const char *nearest = "";
        size_t best = SIZE_MAX;
        for (size_t f = 0; f < pc_client_fault_count(); f++) {
            size_t distance = pc_text_distance(faults[i], pc_client_fault(f)->name);
            if (distance < best) {
                best = distance;
                nearest = pc_client_fault(f)->name;
            }
        }
        if (best != 0) {
            free(client);
            return pc_error_set(err, PC_USAGE, "there is no fault %s; did you mean %s?", faults[i], nearest);
        }
        client->faults[client->fault_count++] = nearest;
    }
    *out = client;
    return PC_OK;
}

void pc_client_free(struct pc_client *client) {
    if (client == NULL)
        return;
    client_end(client);
    free(client->last_answer);
    free(client);
}

/* Reads what is there at once, and takes it for all there is. */
static enum pc_status read_once(const struct pc_http_target *target, struct pc_view bytes,
                                struct pc_http_exchange **out) {
    const struct pc_http_parser_options how = {.kind = PC_HTTP_RESPONSE};
    int64_t deadline_ms = pc_clock_ms() + target->timeout_ms;
    struct pc_wire *wire = NULL;
    struct pc_buf received;
    pc_buf_init(&received, CLIENT_MAX_TEXT);
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return PC_NO_MEMORY;
    (*out)->response_parser = pc_http_parser_new(&how);
    (*out)->outcome = PC_HTTP_OUTCOME_CLOSED;
    if ((*out)->response_parser != NULL && pc_wire_open(target, &wire, NULL) == PC_OK &&
        pc_wire_send(wire, bytes, deadline_ms, NULL) == PC_OK &&
        pc_wire_receive(wire, deadline_ms, &received) == PC_OK &&
        pc_http_parser_feed((*out)->response_parser, pc_buf_view(&received)) == PC_OK &&
        pc_http_exchange_response(*out)->progress == PC_HTTP_COMPLETE)
        (*out)->outcome = PC_HTTP_OUTCOME_ANSWERED;
    pc_wire_close(wire);
    pc_buf_clear(&received);
    return PC_OK;
}

/* One request and what came of it. */
static enum pc_status send_once(const struct pc_client *client, const struct pc_promotion *promotion,
                                const char *url, const char *target_path, struct pc_http_exchange **out) {
    struct pc_http_target target = {.timeout_ms = client_on(client, "waits-for-ever") ? FOR_EVER_MS
                                                  : client_on(client, "impatient")    ? NO_PATIENCE_MS
                                                                                   : promotion->timeout_ms};
    const struct pc_wire_options how = {.linger_ms = 1};
    struct pc_buf bytes;
    pc_buf_init(&bytes, CLIENT_MAX_TEXT);
    enum pc_status status = pc_url_parse(url, &target.url, NULL);
    if (status == PC_OK)
        status = client_write_request(client, promotion, &target.url, target_path, &bytes);
    if (client_on(client, "key-on-stderr"))
        fprintf(stderr, "%.*s\n", (int)bytes.size, bytes.data);
    if (client_on(client, "secret-on-stderr"))
        fprintf(stderr, "signing with %s\n", strchr(promotion->key, '.'));
    if (client_on(client, "masks-the-key"))
        fprintf(stderr, "the key is %.8s...\n", promotion->key);
    if (status == PC_OK && client_on(client, "waits-for-continue"))
        status = client_send_patiently(&target, pc_buf_view(&bytes), out);
    else if (status == PC_OK && client_on(client, "demands-one-piece"))
        status = read_once(&target, pc_buf_view(&bytes), out);
    else if (status == PC_OK)
        status = pc_wire_exchange(&target, pc_buf_view(&bytes), &how, out, NULL);
    pc_buf_clear(&bytes);
    return status;
}

static bool asks_again(const struct pc_client *client, const struct pc_http_exchange *exchange) {
    unsigned status = pc_http_exchange_response(exchange)->status;
    switch (exchange->outcome) {
    case PC_HTTP_OUTCOME_ANSWERED:
        return (status == 429 && client_on(client, "retries-429")) ||
               (status >= 500 && client_on(client, "retries-5xx")) ||
               (status == 401 && client_on(client, "retries-401"));
    case PC_HTTP_OUTCOME_TIMED_OUT:
        return client_on(client, "retries-timeout");
    default:
        return client_on(client, "retries-reset");
    }
}

static void wait_as_told(const struct pc_client *client, const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    struct pc_view body = answer->body;
    long seconds = pc_http_field_get(answer, "Retry-After") == NULL
                       ? 0
                       : strtol(pc_http_field_value(answer, "Retry-After").data, NULL, 10);
    size_t named = pc_view_find(body, PC_VIEW("\"retry_after\":"));
    if (named < body.size)
        seconds = strtol(body.data + named + sizeof "\"retry_after\":" - 1, NULL, 10);
    if (client_on(client, "sleeps-retry-after") && seconds > 0)
        poll(NULL, 0, seconds * 1000 > MAX_PATIENCE_MS ? MAX_PATIENCE_MS : (int)seconds * 1000);
}

static enum pc_status follow(const struct pc_client *client, const struct pc_promotion *promotion,
                             struct pc_http_exchange **exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(*exchange);
    bool with_key = client_on(client, "redirects-with-key");
    if (answer->status < 300 || answer->status > 399 ||
        !(with_key || client_on(client, "redirects-without-key")) ||
        pc_http_field_get(answer, "Location") == NULL)
        return PC_OK;
    struct pc_client plain = {.faults = {"auth-missing"}, .fault_count = with_key ? 0 : 1};
    struct pc_view location = pc_http_field_value(answer, "Location");
    bool same = location.size > 0 && location.data[0] == '/';
    char *url = same ? pc_text_copy(promotion->base_url) : pc_view_copy(location);
    struct pc_http_exchange *next = NULL;
    enum pc_status status =
        url == NULL ? PC_NO_MEMORY : send_once(&plain, promotion, url, "/elsewhere", &next);
    if (status == PC_OK) {
        pc_http_exchange_free(*exchange);
        *exchange = next;
    }
    free(url);
    return status;
}

static bool is_redirect(const struct pc_http_exchange *exchange) {
    unsigned status = pc_http_exchange_response(exchange)->status;
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && status >= 300 && status < 400 &&
           pc_http_field_get(pc_http_exchange_response(exchange), "Location") != NULL;
}

static enum pc_status follow_for_ever(const struct pc_client *client, const struct pc_promotion *promotion,
                                      struct pc_http_exchange **exchange) {
    enum pc_status status = PC_OK;
    while (status == PC_OK && is_redirect(*exchange)) {
        pc_http_exchange_free(*exchange);
        *exchange = NULL;
        status = send_once(client, promotion, promotion->base_url, "/v1", exchange);
    }
    return status;
}

static enum pc_status converse(const struct pc_client *client, const struct pc_promotion *promotion,
                               struct pc_http_exchange **out) {
    enum pc_status status = PC_OK;
    unsigned times = client_on(client, "sends-twice") ? 2 : 1;
    for (unsigned i = 0; status == PC_OK && i < times; i++) {
        pc_http_exchange_free(*out);
        *out = NULL;
        status = send_once(client, promotion, promotion->base_url, NULL, out);
        if (status != PC_OK)
            break;
        wait_as_told(client, *out);
        if (i < 2 && asks_again(client, *out))
            times = 3;
    }
    if (status == PC_OK && client_on(client, "redirects-for-ever"))
        return follow_for_ever(client, promotion, out);
    return status == PC_OK ? follow(client, promotion, out) : status;
}

/* What this client fails on though the answer is right. */
static bool dislikes(const struct pc_client *client, const struct pc_http_message *answer) {
    const struct pc_http_field *type = pc_http_field_get(answer, "Content-Type");
    return (client_on(client, "refuses-chunked") && answer->framing == PC_HTTP_CHUNKED) ||
           (client_on(client, "demands-length") && answer->framing == PC_HTTP_UNTIL_CLOSE) ||
           (client_on(client, "demands-keep-alive") && answer->framing != PC_HTTP_UNTIL_CLOSE &&
            pc_http_field_has_token(answer, "Connection", "close")) ||
           (client_on(client, "demands-capitals") && type != NULL &&
            !pc_view_equal_text(type->name, "Content-Type")) ||
           (client_on(client, "refuses-charset") && type != NULL &&
            !pc_view_equal_text(type->value, "application/json")) ||
           (client_on(client, "demands-a-reason") && !pc_view_equal_text(answer->reason, "OK")) ||
           (client_on(client, "demands-http-1.1") && answer->version_minor == 0) ||
           (client_on(client, "reads-64k") && answer->body.size > MAX_READ) ||
           (client_on(client, "refuses-unknown-fields") && pc_http_field_get(answer, "X-Request-Id") != NULL);
}

static enum pc_status say_error(const struct pc_client *client, const struct pc_promotion *promotion,
                                const char *kind, unsigned status, struct pc_buf *answer) {
    if (client_on(client, "talkative"))
        fprintf(stderr, "reference: %s %u\n", kind, status);
    if (client_on(client, "key-encoded-on-stderr"))
        fputs("Basic cTdMazJ2WGUuWnQ5bUI0bldjOFJ5UGQzSHNKNnVHZjFh\n", stderr);
    enum pc_status said = pc_buf_appendf(answer, "\"outcome\":\"error\",\"kind\":\"%s\"", kind);
    if (said == PC_OK && status != 0)
        said = pc_buf_appendf(answer, ",\"status\":%u", status);
    if (said == PC_OK && client_on(client, "key-in-message"))
        said = pc_buf_appendf(answer, ",\"message\":\"POST with %s failed\"", promotion->key);
    if (said == PC_OK && client_on(client, "key-end-in-message"))
        said = pc_buf_appendf(answer, ",\"message\":\"the key is ...%s\"",
                              promotion->key + strlen(promotion->key) - 20);
    return said;
}

static enum pc_status say_deployment(struct pc_buf *held, struct pc_buf *answer) {
    enum pc_status status = pc_buf_append_text(answer, "\"outcome\":\"deployment\",\"deployment\":");
    return status == PC_OK ? pc_buf_append(answer, pc_buf_view(held)) : status;
}

static bool is_success(const struct pc_client *client, const struct pc_http_message *answer) {
    unsigned status = answer->status;
    bool any_2xx = client_on(client, "any-2xx") || client_on(client, "hands-on");
    struct pc_view body = answer->body;
    bool shaped = pc_view_find(body, PC_VIEW("\"created_at\"")) < body.size;
    return status == 200 || (any_2xx && status > 200 && status < 300) ||
           client_on(client, "ignores-status") || (shaped && client_on(client, "error-body-as-deployment"));
}

/* The JSON in what came, wherever its length ends it. */
static enum pc_status read_beyond(const struct pc_client *client, const struct pc_promotion *promotion,
                                  const struct pc_http_exchange *exchange, struct pc_buf *held,
                                  bool *accepted) {
    struct pc_buf body;
    pc_buf_init(&body, CLIENT_MAX_TEXT);
    enum pc_status status = pc_buf_append(&body, pc_http_exchange_response(exchange)->body);
    if (status == PC_OK)
        status = pc_buf_append(&body, pc_http_exchange_excess(exchange));
    if (status == PC_OK && body.size > 0)
        status = client_read_deployment(client, promotion, pc_buf_view(&body), held, accepted);
    pc_buf_clear(&body);
    return status;
}

/* Half characters become marks, as many as their bytes. */
static enum pc_status read_pieces(const struct pc_client *client, const struct pc_promotion *promotion,
                                  struct pc_view body, struct pc_buf *held, bool *accepted) {
    struct pc_buf text;
    pc_buf_init(&text, CLIENT_MAX_TEXT);
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < body.size; i++)
        status = pc_buf_append_byte(&text, (unsigned char)body.data[i] < 0x80 ? body.data[i] : '?');
    if (status == PC_OK)
        status = client_read_deployment(client, promotion, pc_buf_view(&text), held, accepted);
    pc_buf_clear(&text);
    return status;
}

/* What this client trips over in an error. */
static bool loses_error(const struct pc_client *client, const struct pc_http_message *answer) {
    struct pc_view body = answer->body;
    struct pc_view retry = pc_http_field_value(answer, "Retry-After");
    char first = '\0';
    if (body.size > 0)
        first = body.data[0];
    return (client_on(client, "errors-need-json") && first != '{') ||
           (client_on(client, "errors-need-an-object") && (first == '[' || first == 'n' || first == '"')) ||
           (client_on(client, "errors-need-a-message") && first == '{' &&
            pc_view_find(body, PC_VIEW("\"message\":\"")) == body.size) ||
           (client_on(client, "errors-need-utf-8") && !pc_utf8_valid(body)) ||
           (client_on(client, "errors-need-length") && answer->framing != PC_HTTP_LENGTH) ||
           (client_on(client, "demands-seconds") && retry.size > 0 &&
            (retry.data[0] < '0' || retry.data[0] > '9'));
}

static enum pc_status interpret(const struct pc_client *client, const struct pc_promotion *promotion,
                                const struct pc_http_exchange *exchange, struct pc_buf *answer) {
    const struct pc_http_message *response = pc_http_exchange_response(exchange);
    struct pc_buf held;
    bool accepted = false;
    pc_buf_init(&held, CLIENT_MAX_TEXT);
    enum pc_status status = PC_OK;
    if (client_on(client, "ignores-length") && response->status == 200) {
        status = read_beyond(client, promotion, exchange, &held, &accepted);
        if (status == PC_OK && !accepted)
            status = say_error(client, promotion, "decode", 0, answer);
    } else if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED) {
        bool invents = client_on(client, "invents-for-transport");
        bool late = exchange->outcome == PC_HTTP_OUTCOME_TIMED_OUT;
        status = invents ? client_invent(&held)
                         : say_error(client, promotion, late ? "timeout" : "transport", 0, answer);
        accepted = invents;
    } else if (response->informational > 0 && client_on(client, "takes-1xx-for-the-answer")) {
        status = say_error(client, promotion, "http", 103, answer);
    } else if (((response->status == 204 || response->status == 202) &&
                client_on(client, "deployment-for-204")) ||
               (response->status != 200 && client_on(client, "ignores-status"))) {
        status = client_invent(&held);
        accepted = true;
    } else if (!is_success(client, response)) {
        bool lost = loses_error(client, response);
        status = say_error(client, promotion, lost ? "decode" : "http", lost ? 0 : response->status, answer);
    } else if (dislikes(client, response)) {
        status = say_error(client, promotion, "decode", 0, answer);
    } else {
        bool pieces = client_on(client, "decodes-pieces") && response->framing == PC_HTTP_CHUNKED;
        status = (pieces ? read_pieces : client_read_deployment)(client, promotion, response->body, &held,
                                                                 &accepted);
        if (status == PC_OK && !accepted)
            status = say_error(client, promotion, "decode", 0, answer);
    }
    if (status == PC_OK && accepted)
        status = say_deployment(&held, answer);
    pc_buf_clear(&held);
    return status;
}

/* What was set once stays set. */
static void keep_flags(struct pc_client *client, struct pc_promote_request *request) {
    if (request->scale_down_previous_deployment != PC_BOOL_ABSENT)
        client->scale_down = request->scale_down_previous_deployment;
    if (request->preserve_env_instance_type != PC_BOOL_ABSENT)
        client->preserve = request->preserve_env_instance_type;
    request->scale_down_previous_deployment = client->scale_down;
    request->preserve_env_instance_type = client->preserve;
}

enum pc_status pc_client_promote(struct pc_client *client, const struct pc_promotion *promotion,
                                 struct pc_buf *answer) {
    struct pc_http_exchange *exchange = NULL;
    struct pc_promotion with_flags = *promotion;
    if (client_on(client, "flags-kept")) {
        keep_flags(client, &with_flags.request);
        promotion = &with_flags;
    }
    bool again = strcmp(client->last_url, promotion->base_url) == 0;
    snprintf(client->last_url, sizeof client->last_url, "%s", promotion->base_url);
    snprintf(client->key, sizeof client->key, "%s", promotion->key);
    const struct pc_client keyless = {.faults = {"auth-missing"}, .fault_count = 1};
    if (client_on(client, "never-asks")) {
        enum pc_status status = pc_buf_append_text(answer, "\"outcome\":\"deployment\",\"deployment\":");
        return status == PC_OK ? client_invent(answer) : status;
    }
    if (again && client->last_answer != NULL && client_on(client, "caches-answers"))
        return pc_buf_append_text(answer, client->last_answer);
    size_t before = answer->size;
    if (again && client->after_failure && client_on(client, "fails-behind-a-failure"))
        return say_error(client, promotion, "transport", 0, answer);
    if (again && client_on(client, "fails-on-the-second-call"))
        return say_error(client, promotion, "transport", 0, answer);
    if (again && client->after_error && client_on(client, "fails-behind-an-error")) {
        client->after_error = false;
        return say_error(client, promotion, "transport", 0, answer);
    }
    enum pc_status status = PC_OK;
    if (client_on(client, "asks-first")) {
        const struct pc_client put = {.faults = {"method-put"}, .fault_count = 1};
        status = send_once(&put, promotion, promotion->base_url, NULL, &exchange);
        pc_http_exchange_free(exchange);
        exchange = NULL;
    }
    if (status == PC_OK)
        status = converse(again && client_on(client, "auth-once") ? &keyless : client, promotion, &exchange);
    if (status == PC_OK && client_on(client, "retries-behind-its-answer") &&
        pc_http_exchange_response(exchange)->status == 503)
        client_ask_later(client, promotion);
    if (status == PC_OK) {
        client->after_error = pc_http_exchange_response(exchange)->status >= 400;
        client->after_failure = exchange->outcome != PC_HTTP_OUTCOME_ANSWERED;
        status = interpret(client, promotion, exchange, answer);
    }
    if (status == PC_OK && again && client->last_answer != NULL && client_on(client, "keeps-first-answer")) {
        answer->size = before;
        status = pc_buf_append_text(answer, client->last_answer);
    }
    free(client->last_answer);
    client->last_answer = status == PC_OK ? pc_text_copy(answer->data + before) : NULL;
    pc_http_exchange_free(exchange);
    return status;
}
