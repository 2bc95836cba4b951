#include "run_internal.h"

#include <string.h>

static const struct pc_request promote_other = {.body = "{\"deployment_id\":$other_deployment}"};

/* What is seen while a promotion runs is seen as it is then. */
static enum pc_status settle(struct run *run, struct pc_error *err) {
    struct pc_error why = {0};
    enum pc_status status = pc_target_settle(run->target, &why);
    return status == PC_NO_MEMORY ? pc_error_set(err, status, "%s", why.message) : PC_OK;
}

enum pc_status pc_run_promote(struct run *run, const struct pc_request *request, unsigned *answer,
                              struct pc_error *err) {
    struct pc_http_exchange *exchange = NULL;
    *answer = 0;
    enum pc_status status = pc_target_promote(run->target, request, &exchange, err);
    if (status != PC_OK)
        return status;
    *answer = pc_http_exchange_response(exchange)->status;
    pc_http_exchange_free(exchange);
    return settle(run, err);
}

static bool names_other(const char *text) {
    return text != NULL && strstr(text, "$other_environment") != NULL;
}

bool pc_run_touches_other(const struct run *run) {
    if (pc_target_options(run->target)->other_environment == NULL)
        return false;
    for (size_t i = 0; i < run->probe_count; i++) {
        const struct pc_probe *probe = run->probes[i].sent.probe;
        for (size_t j = 0; j < probe->request_count; j++) {
            if (pc_request_may_change(&probe->requests[j]) && names_other(probe->requests[j].path))
                return true;
        }
    }
    return false;
}

static bool can_put_back(const struct pc_observed *original) {
    return original->available && original->current_id[0] != '\0';
}

void pc_run_keep(struct run *run) {
    unsigned places = can_put_back(&run->original) ? 1 : 0;
    places += can_put_back(&run->other_original) ? 1 : 0;
    unsigned plain = run->promoting ? 0 : 1;
    pc_target_keep(run->target, places * PC_TARGET_RESTORE_REQUESTS + plain, places + plain);
}

static bool sends_refused_probes(const struct run *run) {
    for (size_t i = 0; i < run->probe_count; i++) {
        if (run->probes[i].sent.probe->effect != PC_EFFECT_PROMOTES)
            return true;
    }
    return false;
}

enum pc_status pc_run_observe(struct run *run, struct pc_error *err) {
    enum pc_status status = pc_target_observe(run->target, &run->original, err);
    run->last = run->original;
    run->touches_other = pc_run_touches_other(run);
    if (status == PC_OK && run->touches_other)
        status = pc_target_observe_other(run->target, &run->other_original, err);
    pc_run_keep(run);
    if (status != PC_OK || !run->original.available || !sends_refused_probes(run))
        return status;
    const struct pc_target_options *options = pc_target_options(run->target);
    if (options->other_deployment == NULL || strcmp(run->original.current_id, options->deployment) != 0)
        return PC_OK;
    unsigned answer;
    struct pc_error why = {0};
    status = pc_run_promote(run, &promote_other, &answer, &why);
    if (status == PC_WITHHELD || status == PC_LIMIT || status == PC_INTERRUPTED)
        return PC_OK;
    if (status != PC_OK)
        return pc_error_set(err, status, "%s", why.message);
    return pc_target_observe(run->target, &run->last, err);
}

void pc_run_note_observed(const struct run *run, struct pc_sent *sent) {
    sent->observed = run->last.available;
    memcpy(sent->unobserved, run->last.reason, sizeof sent->unobserved);
}

enum pc_status pc_run_compare(struct run *run, struct pc_sent *sent, struct pc_error *err) {
    pc_run_note_observed(run, sent);
    if (!run->last.available)
        return PC_OK;
    struct pc_observed now;
    enum pc_status status = pc_target_observe(run->target, &now, err);
    if (status != PC_OK || !now.available)
        return status;
    if (strcmp(run->last.state, now.state) != 0) {
        memcpy(sent->state_before, run->last.state, sizeof sent->state_before);
        memcpy(sent->state_after, now.state, sizeof sent->state_after);
    } else {
        for (size_t i = 0; i < sent->probe->request_count; i++)
            pc_target_give_back(run->target, &sent->probe->requests[i], sent->exchanges[i]);
    }
    run->last = now;
    return PC_OK;
}
