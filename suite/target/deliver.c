#include "deliver.h"

#include <pthread.h>
#include <string.h>

/* Keeps the `id` of the answer, for $returned. */
static void remember_returned(struct pc_target *target, const struct pc_http_exchange *exchange) {
    target->returned[0] = '\0';
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    struct pc_view body = pc_http_exchange_response(exchange)->body;
    if (reader != NULL && body.size > 0 && pc_json_read(reader, body, &doc, NULL) == PC_OK) {
        struct pc_buf id;
        pc_buf_init(&id, sizeof target->returned - 1);
        struct pc_json_value value = pc_json_get_text(pc_json_root(doc), "id");
        if (pc_json_type(value) == PC_JSON_STRING && pc_json_string_decode(value, &id) == PC_OK &&
            id.size > 0 && memchr(id.data, '\0', id.size) == NULL)
            memcpy(target->returned, id.data, id.size + 1);
        pc_buf_clear(&id);
    }
    pc_json_reader_free(reader);
}

/* A look at what a promote left behind comes when it has ended. Where promotions were seen to take their time
 * everything waits for the one before it. */
static enum pc_status deliver_one(struct pc_target *target, const struct pc_request *request, bool first,
                                  struct pc_http_exchange **out, struct pc_error *err) {
    enum pc_status status = PC_OK;
    if (target->promotes_slowly || (request->method != NULL && !first))
        status = pc_target_settle(target, err);
    if (status != PC_OK)
        return status;
    return request->method == NULL ? pc_target_promote(target, request, out, err)
                                   : pc_target_send(target, request, out, err);
}

enum pc_status deliver_separately(struct pc_target *target, const struct pc_request *requests, size_t count,
                                  struct pc_http_exchange **out, struct pc_error *err) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        status = deliver_one(target, &requests[i], i == 0, &out[i], err);
        if (status == PC_OK && i == 0 && count > 1)
            remember_returned(target, out[0]);
    }
    return status;
}

struct sender {
    const struct pc_target *target;
    bool answers_head;
    struct pc_buf bytes;
    struct pc_http_exchange *exchange;
    enum pc_status status;
    pthread_t thread;
    bool started;
};

static void *send_bytes(void *context) {
    struct sender *sender = context;
    const struct pc_wire_options how = {.answers_head = sender->answers_head, .owner = &sender->bytes};
    sender->status =
        pc_wire_exchange(&sender->target->peer, pc_buf_view(&sender->bytes), &how, &sender->exchange, NULL);
    return NULL;
}

enum pc_status pc_target_send_at_once(struct pc_target *target, const struct pc_request *requests,
                                      size_t count, struct pc_http_exchange **out, struct pc_error *err) {
    struct sender senders[PC_TARGET_MAX_AT_ONCE] = {0};
    if (count > PC_TARGET_MAX_AT_ONCE)
        return pc_error_set(err, PC_INTERNAL, "more than %u requests at once", PC_TARGET_MAX_AT_ONCE);
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < count; i++) {
        senders[i].target = target;
        senders[i].answers_head = pc_request_is_head(&requests[i]);
        pc_buf_init(&senders[i].bytes, MAX_REQUEST_SIZE);
        if (status == PC_OK)
            status = pc_target_write(target, &requests[i], &senders[i].bytes, err);
    }
    if (status == PC_OK)
        status = pc_target_admit(target, requests, count, err);
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        senders[i].started = pthread_create(&senders[i].thread, NULL, send_bytes, &senders[i]) == 0;
        if (!senders[i].started)
            status = pc_error_set(err, PC_NO_MEMORY, "no thread for a request");
    }
    for (size_t i = 0; i < count; i++) {
        if (senders[i].started)
            pthread_join(senders[i].thread, NULL);
        if (status == PC_OK)
            status = senders[i].status;
        out[i] = senders[i].exchange;
        if (out[i] != NULL)
            pc_target_count(target, &requests[i], out[i]);
        pc_buf_clear(&senders[i].bytes);
    }
    return status;
}

enum pc_status deliver_while_half(struct pc_target *target, const struct pc_request *requests, size_t count,
                                  struct pc_http_exchange **out, struct pc_error *err) {
    struct pc_wire *wire = NULL;
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_REQUEST_SIZE);
    enum pc_status status = pc_target_write(target, &requests[0], &bytes, err);
    /* Half a request is none: it changes nothing. */
    if (status == PC_OK)
        status = pc_target_admit(target, &(const struct pc_request){.method = "GET", .path = ""}, 1, err);
    if (status == PC_OK)
        status = pc_wire_open(&target->peer, &wire, err);
    if (status == PC_OK) {
        struct pc_view half = pc_view_slice(pc_buf_view(&bytes), 0, bytes.size / 2);
        pc_wire_send(wire, half, pc_clock_ms() + target->peer.timeout_ms, NULL);
        status = deliver_separately(target, requests + 1, count - 1, out + 1, err);
    }
    pc_wire_close(wire);
    pc_buf_clear(&bytes);
    return status;
}

static enum pc_status deliver(struct pc_target *target, enum pc_delivery delivery,
                              const struct pc_request *requests, size_t count, struct pc_http_exchange **out,
                              struct pc_error *err) {
    enum pc_status status = PC_INTERNAL;
    switch (delivery) {
    case PC_SEPARATELY:
        return deliver_separately(target, requests, count, out, err);
    case PC_ON_ONE_CONNECTION:
        return deliver_on_one_connection(target, requests, count, false, out, err);
    case PC_PIPELINED:
        return deliver_on_one_connection(target, requests, count, true, out, err);
    case PC_AT_ONCE:
        status = pc_target_send_at_once(target, requests, count - 1, out, err);
        target->promoted_path = requests[0].path;
        return status != PC_OK ? status
                               : deliver_one(target, &requests[count - 1], false, &out[count - 1], err);
    case PC_WHILE_FIRST_IS_HALF:
        return deliver_while_half(target, requests, count, out, err);
    }
    return status;
}

/* A live server that is too busy to be judged says nothing about the case. That it stays so stops the run. */
static enum pc_status check_not_overloaded(const struct pc_target *target,
                                           struct pc_http_exchange *const *out, size_t count,
                                           struct pc_error *err) {
    for (size_t i = 0; target->live && i < count; i++) {
        if (out[i] == NULL || out[i]->outcome != PC_HTTP_OUTCOME_ANSWERED)
            continue;
        unsigned status = pc_http_exchange_response(out[i])->status;
        if (status == 429)
            return pc_error_set(err, PC_UNSUPPORTED, "status 429: the server wants fewer requests");
        if (status == 503 && wished_pause_ms(out[i], 0) >= 0)
            return pc_error_set(err, PC_UNSUPPORTED,
                                "status 503 with the wish to come back later; a promote is not sent again, "
                                "because it may have been made");
    }
    return PC_OK;
}

enum pc_status pc_target_deliver(struct pc_target *target, enum pc_delivery delivery,
                                 const struct pc_request *requests, size_t count,
                                 struct pc_http_exchange **out, struct pc_error *err) {
    unsigned promotes = 0;
    for (size_t i = 0; i < count; i++) {
        out[i] = NULL;
        promotes += pc_request_may_change(&requests[i]);
    }
    target->returned[0] = '\0';
    /* All of it or nothing: half of a probe changes as much, and proves less. */
    enum pc_status status = pc_target_affords(target, (unsigned)count, promotes, err);
    if (status == PC_OK)
        status = deliver(target, delivery, requests, count, out, err);
    return status != PC_OK ? status : check_not_overloaded(target, out, count, err);
}
