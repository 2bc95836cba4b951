#include "target_internal.h"

#include <string.h>

bool pc_target_gave_up(const struct pc_target *target) {
    return target->unanswered >= PC_TARGET_MAX_UNANSWERED;
}

void pc_target_insist(struct pc_target *target) {
    target->insisted = true;
}

bool pc_request_is_head(const struct pc_request *request) {
    return request->method != NULL && strcmp(request->method, "HEAD") == 0;
}

/* So often one request is sent again at a peer's wish. */
#define MAX_RESENDS 3u

/* The exchange takes the bytes over, for some of them are large: they are written anew for each sending. */
static enum pc_status send_once(struct pc_target *target, const struct pc_request *request,
                                struct pc_http_exchange **out, struct pc_error *err) {
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_REQUEST_SIZE);
    const struct pc_wire_options how = {.answers_head = pc_request_is_head(request), .owner = &bytes};
    enum pc_status status = pc_target_write(target, request, &bytes, err);
    if (status == PC_OK)
        status = pc_target_admit(target, request, 1, err);
    if (status == PC_OK)
        status = pc_wire_exchange(&target->peer, pc_buf_view(&bytes), &how, out, err);
    if (status == PC_OK)
        pc_target_count(target, request, *out);
    pc_buf_clear(&bytes);
    return status;
}

/* A 429 says that nothing was done. So may a 503, but it may also come from a gateway behind which a
 * promotion was made: "a client must not retry it by itself". */
static bool may_send_again(const struct pc_request *request, const struct pc_http_exchange *exchange) {
    unsigned status = pc_http_exchange_response(exchange)->status;
    return status == 429 || (status == 503 && !pc_request_may_change(request));
}

enum pc_status pc_target_send(struct pc_target *target, const struct pc_request *request,
                              struct pc_http_exchange **out, struct pc_error *err) {
    *out = NULL;
    enum pc_status status = pc_target_affords(target, 1, pc_request_may_change(request), err);
    if (status != PC_OK)
        return status;
    status = send_once(target, request, out, err);
    for (unsigned i = 0;
         status == PC_OK && i < MAX_RESENDS && may_send_again(request, *out) && pc_target_can_wait(target) &&
         pc_target_affords(target, 1, pc_request_may_change(request), NULL) == PC_OK;
         i++) {
        pc_http_exchange_free(*out);
        *out = NULL;
        status = send_once(target, request, out, err);
    }
    return status;
}

enum pc_status pc_target_prepare(struct pc_target *target, const struct pc_request *request,
                                 struct pc_http_exchange **out, struct pc_error *err) {
    *out = NULL;
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_REQUEST_SIZE);
    enum pc_status status = pc_target_write(target, request, &bytes, err);
    if (status == PC_OK) {
        *out = pc_target_new_exchange(request, pc_buf_view(&bytes));
        if (*out == NULL)
            status = pc_error_set(err, PC_NO_MEMORY, "no memory for a request");
    }
    pc_buf_clear(&bytes);
    return status;
}

bool pc_target_is_busy(const struct pc_http_exchange *exchange) {
    unsigned status = pc_http_exchange_response(exchange)->status;
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && (status == 409 || status == 423 || status == 429);
}

static enum pc_status send_until_free(struct pc_target *target, const struct pc_request *request,
                                      struct pc_http_exchange **out, struct pc_error *err) {
    int64_t until_ms = pc_target_patience(target);
    enum pc_status status = PC_OK;
    target->polling = true;
    while (status == PC_OK && pc_target_is_busy(*out) && target->waiting.now_ms() < until_ms &&
           pc_target_affords(target, 1, 1, NULL) == PC_OK) {
        pc_http_exchange_free(*out);
        *out = NULL;
        status = pc_target_pause(target);
        if (status == PC_OK)
            status = pc_target_send(target, request, out, err);
    }
    target->polling = false;
    if (status != PC_OK)
        return pc_error_set(err, status, "the run was interrupted before it");
    target->vain_waits = pc_target_is_busy(*out) ? target->vain_waits + 1 : 0;
    return PC_OK;
}

enum pc_status pc_target_promote(struct pc_target *target, const struct pc_request *request,
                                 struct pc_http_exchange **out, struct pc_error *err) {
    enum pc_status status = pc_target_send(target, request, out, err);
    if (status != PC_OK)
        return status;
    if (pc_target_is_busy(*out) && target->promoted)
        status = send_until_free(target, request, out, err);
    if (status != PC_OK || pc_http_exchange_response(*out)->status != 200)
        return status;
    bool is_first = !target->promoted;
    target->promoted = true;
    target->promoted_path = request->path;
    if (is_first) /* to learn whether promotions take their time here */
        status = pc_target_settle(target, NULL);
    return status == PC_NO_MEMORY ? pc_error_set(err, status, "no memory for a look") : PC_OK;
}
