#include "target_internal.h"

#include <string.h>

bool pc_target_gave_up(const struct pc_target *target) {
    return target->unanswered >= PC_TARGET_MAX_UNANSWERED;
}

void pc_target_insist(struct pc_target *target) {
    target->insisted = true;
}

enum pc_status pc_target_budget(const struct pc_target *target, struct pc_error *err) {
    if (!target->guarded)
        return pc_error_set(err, PC_INTERNAL, "a request was about to leave before the guards were asked");
    if (target->sent >= target->options.max_requests)
        return pc_error_set(err, PC_LIMIT, "the budget of %u requests is spent",
                            target->options.max_requests);
    if (target->insisted)
        return PC_OK;
    if (target->received > PC_TARGET_MAX_RECEIVED)
        return pc_error_set(err, PC_LIMIT, "not sent: the peer's answers hold more than %u MiB altogether",
                            PC_TARGET_MAX_RECEIVED >> 20);
    if (pc_target_gave_up(target))
        return pc_error_set(err, PC_LIMIT,
                            "not sent: the peer left %u requests in a row without an answer in time",
                            target->unanswered);
    return PC_OK;
}

void pc_target_count(struct pc_target *target, const struct pc_http_exchange *exchange) {
    bool waited =
        exchange->outcome == PC_HTTP_OUTCOME_TIMED_OUT || exchange->outcome == PC_HTTP_OUTCOME_UNREACHABLE;
    target->unanswered = waited ? target->unanswered + 1 : 0;
    target->received +=
        pc_http_exchange_response(exchange)->wire.size + pc_http_exchange_excess(exchange).size;
    target->insisted = false;
}

enum pc_status pc_target_send(struct pc_target *target, const struct pc_request *request,
                              struct pc_http_exchange **out, struct pc_error *err) {
    *out = NULL;
    enum pc_status status = pc_target_budget(target, err);
    if (status != PC_OK)
        return status;
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_REQUEST_SIZE);
    status = pc_target_write(target, request, &bytes, err);
    if (status == PC_OK) {
        bool is_head = request->method != NULL && strcmp(request->method, "HEAD") == 0;
        target->sent++;
        status = pc_wire_exchange(&target->peer, pc_buf_view(&bytes),
                                  &(struct pc_wire_options){.answers_head = is_head}, out, err);
    }
    if (status == PC_OK)
        pc_target_count(target, *out);
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
    while (pc_target_is_busy(*out) && pc_clock_ms() < until_ms && pc_target_budget(target, NULL) == PC_OK) {
        pc_http_exchange_free(*out);
        pc_target_pause();
        enum pc_status status = pc_target_send(target, request, out, err);
        if (status != PC_OK)
            return status;
    }
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
