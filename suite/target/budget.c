/* What may leave, when, and what is kept count of. */
#include "target_internal.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

bool pc_request_may_change(const struct pc_request *request) {
    return request->method == NULL || request->path == NULL || strcmp(request->method, "GET") != 0;
}

/* RFC 9110 section 9.2.1: the client of a safe method "does not request, and does not expect, any state
 * change". A server that errs may make one all the same. */
static bool asks_for_change(const struct pc_request *request) {
    static const char *const safe[] = {"GET", "HEAD", "OPTIONS", "TRACE"};
    bool is_safe = false;
    for (size_t i = 0; request->method != NULL && i < sizeof safe / sizeof safe[0]; i++)
        is_safe = is_safe || strcmp(request->method, safe[i]) == 0;
    return !is_safe;
}

void pc_target_watch(struct pc_target *target, bool (*interrupted)(void *context), void *context) {
    target->waiting.interrupted = interrupted;
    target->waiting.context = context;
}

bool pc_target_is_live(const struct pc_target *target) {
    return target->live;
}

const char *pc_target_stopped(const struct pc_target *target) {
    return target->stopped[0] == '\0' ? NULL : target->stopped;
}

void pc_target_stop(struct pc_target *target, const char *reason) {
    if (target->stopped[0] == '\0')
        snprintf(target->stopped, sizeof target->stopped, "stopped: %s", reason);
}

bool pc_target_is_troubled(const struct pc_target *target) {
    return target->live && target->troubled + 1 == PC_TARGET_MAX_TROUBLED;
}

void pc_target_keep(struct pc_target *target, unsigned requests, unsigned promotes) {
    target->kept_requests = requests;
    target->kept_promotes = promotes;
}

void pc_target_restoring(struct pc_target *target) {
    target->restoring = true;
    target->insisted = true;
    target->vain_waits = 0;
    pc_target_keep(target, 0, 0);
}

struct pc_target_counts pc_target_counts(const struct pc_target *target) {
    return (struct pc_target_counts){
        .requests = target->sent, .promotes = target->promotes, .accepted = target->accepted};
}

static enum pc_status affords_requests(const struct pc_target *target, unsigned requests,
                                       struct pc_error *err) {
    if ((uint64_t)target->sent + requests + target->kept_requests <= target->options.max_requests)
        return PC_OK;
    if (target->kept_requests == 0)
        return pc_error_set(err, PC_WITHHELD, "the budget of %u requests is spent (--max-requests)",
                            target->options.max_requests);
    return pc_error_set(err, PC_WITHHELD,
                        "the budget of %u requests is spent (--max-requests; %u of them are kept for the "
                        "plain promote and to put the environment back)",
                        target->options.max_requests, target->kept_requests);
}

static enum pc_status affords_promotes(const struct pc_target *target, unsigned promotes,
                                       struct pc_error *err) {
    if (!target->options.limits_promotes || promotes == 0 ||
        (uint64_t)target->promotes + promotes + target->kept_promotes <= target->options.max_promotes)
        return PC_OK;
    if (target->options.max_promotes == 0)
        return pc_error_set(err, PC_WITHHELD, "it might change something (--max-promotes 0)");
    return pc_error_set(
        err, PC_WITHHELD, "the budget of %u promotes does not reach for it (--max-promotes%s)",
        target->options.max_promotes,
        target->kept_promotes == 0 ? ""
                                   : "; some are kept for the plain promote and to put the environment back");
}

/* What ends the run. Putting back is held up by none of it. */
static enum pc_status goes_on(const struct pc_target *target, struct pc_error *err) {
    if (target->restoring)
        return PC_OK;
    if (target->stopped[0] != '\0')
        return pc_error_set(err, PC_WITHHELD, "%s", target->stopped);
    if (target->waiting.interrupted != NULL && target->waiting.interrupted(target->waiting.context))
        return pc_error_set(err, PC_INTERRUPTED, "the run was interrupted before it");
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

enum pc_status pc_target_affords(const struct pc_target *target, unsigned requests, unsigned promotes,
                                 struct pc_error *err) {
    if (!target->guarded)
        return pc_error_set(err, PC_INTERNAL, "a request was about to leave before the guards were asked");
    enum pc_status status = goes_on(target, err);
    if (status == PC_OK)
        status = affords_requests(target, requests, err);
    return status != PC_OK ? status : affords_promotes(target, promotes, err);
}

bool pc_target_can_wait(const struct pc_target *target) {
    return target->wish_ms >= 0 && target->waited_ms + target->wish_ms <= PC_TARGET_MAX_WAIT_MS;
}

/* Gives the peer the time that it asked for. What is too long is left: a live peer is then asked no more. */
static enum pc_status grant_wish(struct pc_target *target, struct pc_error *err) {
    int64_t wish_ms = target->wish_ms;
    bool granted = pc_target_can_wait(target);
    target->wish_ms = -1;
    if (wish_ms < 0 || (!granted && (target->restoring || !target->live)))
        return PC_OK;
    if (!granted) {
        char reason[160];
        snprintf(reason, sizeof reason,
                 "the server asks to wait %lld s (Retry-After); a run waits %d s altogether, so it has to be "
                 "judged later",
                 (long long)(wish_ms / 1000), PC_TARGET_MAX_WAIT_MS / 1000);
        pc_target_stop(target, reason);
        return pc_error_set(err, PC_WITHHELD, "%s", target->stopped);
    }
    target->waited_ms += wish_ms;
    return wait_ms(&target->waiting, !target->restoring, wish_ms);
}

enum pc_status pc_target_admit(struct pc_target *target, const struct pc_request *requests, size_t count,
                               struct pc_error *err) {
    unsigned promotes = 0;
    for (size_t i = 0; i < count; i++)
        promotes += pc_request_may_change(&requests[i]);
    enum pc_status status = pc_target_affords(target, (unsigned)count, promotes, err);
    if (status == PC_OK)
        status = grant_wish(target, err);
    if (status == PC_OK) {
        int64_t pause_us = pace_take(&target->pace, target->waiting.now_ms() * 1000, (unsigned)count);
        status = wait_ms(&target->waiting, !target->restoring, (pause_us + 999) / 1000);
    }
    if (status != PC_OK)
        return pc_error_set(err, status, "the run was interrupted before it");
    target->sent += (unsigned)count;
    target->promotes += promotes;
    return PC_OK;
}

/* A live peer that fails whatever it is asked is left alone. */
static void watch_trouble(struct pc_target *target, unsigned status) {
    bool failed = status >= 500 && status != 501 && status != 505;
    if (!target->live || (status == 429 && target->polling))
        return;
    target->troubled = failed || status == 429 ? target->troubled + 1 : 0;
    if (target->troubled < PC_TARGET_MAX_TROUBLED)
        return;
    char reason[160];
    snprintf(reason, sizeof reason,
             "%u answers in a row were 5xx or 429, the last one %u: the server is in trouble or wants fewer "
             "requests",
             target->troubled, status);
    pc_target_stop(target, reason);
}

void pc_target_count(struct pc_target *target, const struct pc_request *request,
                     const struct pc_http_exchange *exchange) {
    const struct pc_http_message *answer = pc_http_exchange_response(exchange);
    bool waited =
        exchange->outcome == PC_HTTP_OUTCOME_TIMED_OUT || exchange->outcome == PC_HTTP_OUTCOME_UNREACHABLE;
    target->unanswered = waited ? target->unanswered + 1 : 0;
    target->received += answer->wire.size + pc_http_exchange_excess(exchange).size;
    target->insisted = target->restoring;
    pc_target_listen(target, exchange);
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED)
        return;
    if (pc_request_may_change(request)) {
        target->promotes -= answer->status >= 400 && answer->status <= 499;
        target->accepted += answer->status >= 200 && answer->status <= 299 && asks_for_change(request);
    }
    watch_trouble(target, answer->status);
    int64_t wish_ms = wished_pause_ms(exchange, (int64_t)time(NULL));
    if (wish_ms > target->wish_ms)
        target->wish_ms = wish_ms;
}

void pc_target_give_back(struct pc_target *target, const struct pc_request *request,
                         const struct pc_http_exchange *exchange) {
    if (exchange == NULL || exchange->outcome != PC_HTTP_OUTCOME_ANSWERED ||
        !pc_request_may_change(request) || asks_for_change(request))
        return;
    unsigned status = pc_http_exchange_response(exchange)->status;
    target->promotes -= status < 400 || status > 499; /* else it was given back with the answer */
}
