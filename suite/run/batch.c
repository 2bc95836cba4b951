/* Probes side by side (--jobs). Only those that a correct server refuses or answers without a change: what
 * they left behind is looked at once for all of them. Where anything is out of the ordinary each is sent
 * again alone, so that a finding has one cause, and a peer that has only one connection to give is not
 * accused of it. */
#include "run_internal.h"

#include <string.h>

static bool may_stand_beside(const struct pc_probe *probe) {
    return probe->effect != PC_EFFECT_PROMOTES && probe->delivery == PC_SEPARATELY &&
           probe->request_count == 1;
}

/* Who is asked gently is not asked at once. What a batch changed must be possible to put back, or the probe
 * that did it could not be told. */
static bool allows_batches(const struct run *run) {
    return run->options->jobs > 1 && !pc_target_is_live(run->target) &&
           pc_target_options(run->target)->interval_us == 0 && !pc_target_gave_up(run->target) &&
           (!run->last.available || run->last.current_id[0] != '\0');
}

size_t pc_run_batch_size(const struct run *run, size_t first) {
    size_t count = 0;
    size_t limit = run->options->jobs < PC_RUN_MAX_JOBS ? run->options->jobs : PC_RUN_MAX_JOBS;
    if (!allows_batches(run))
        return 1;
    while (count < limit && first + count < run->probe_count &&
           may_stand_beside(run->probes[first + count].sent.probe))
        count++;
    return count == 0 ? 1 : count;
}

/* A 429, a 5xx, no answer, and a success where a refusal is due are looked into one by one. */
static bool is_ordinary(const struct pc_probe *probe, const struct pc_http_exchange *exchange) {
    if (exchange == NULL || exchange->outcome != PC_HTTP_OUTCOME_ANSWERED)
        return false;
    unsigned status = pc_http_exchange_response(exchange)->status;
    unsigned least = probe->effect == PC_EFFECT_READS ? 200 : 400;
    return status >= least && status < 500 && status != 429;
}

/* The environment as it was before a batch that changed it. */
static enum pc_status undo(struct run *run, struct pc_error *err) {
    unsigned answer;
    struct pc_error why = {0};
    enum pc_status status = pc_run_promote_id(run, run->last.current_id, true, &answer, &why);
    if (status != PC_NO_MEMORY)
        status = pc_target_observe(run->target, &run->last, &why);
    return status == PC_NO_MEMORY ? pc_error_set(err, status, "%s", why.message) : PC_OK;
}

/* `calm` tells whether the state is what it was. */
static enum pc_status look(struct run *run, bool *calm, struct pc_error *err) {
    struct pc_observed now = {0};
    *calm = true;
    if (!run->last.available)
        return PC_OK;
    enum pc_status status = pc_target_observe(run->target, &now, err);
    *calm = status == PC_OK && now.available && strcmp(run->last.state, now.state) == 0;
    return status == PC_OK && now.available && !*calm ? undo(run, err) : status;
}

static enum pc_status keep(struct run *run, struct run_probe *probe, struct pc_http_exchange *exchange) {
    struct pc_sent *sent = &probe->sent;
    sent->exchanges[0] = exchange;
    sent->status = PC_OK;
    pc_run_note_observed(run, sent);
    return pc_run_store(run, probe);
}

enum pc_status pc_run_send_batch(struct run *run, size_t first, size_t count, bool *kept,
                                 struct pc_error *err) {
    struct pc_request requests[PC_RUN_MAX_JOBS];
    struct pc_http_exchange *exchanges[PC_RUN_MAX_JOBS] = {0};
    struct run_probe *probes = &run->probes[first];
    int64_t started_ms = pc_clock_ms();
    for (size_t i = 0; i < count; i++)
        requests[i] = probes[i].sent.probe->requests[0];
    enum pc_status status = pc_target_send_at_once(run->target, requests, count, exchanges, NULL);
    int64_t ms = pc_clock_ms() - started_ms;
    *kept = status == PC_OK;
    for (size_t i = 0; i < count; i++)
        *kept = *kept && is_ordinary(probes[i].sent.probe, exchanges[i]);
    bool calm = true;
    enum pc_status seen = status == PC_NO_MEMORY ? status : look(run, &calm, err);
    *kept = *kept && calm && seen == PC_OK;
    for (size_t i = 0; i < count; i++) {
        if (*kept && seen == PC_OK) {
            probes[i].ms = ms;
            seen = keep(run, &probes[i], exchanges[i]);
        } else {
            if (calm && run->last.available)
                pc_target_give_back(run->target, &requests[i], exchanges[i]);
            pc_http_exchange_free(exchanges[i]);
        }
    }
    return seen == PC_NO_MEMORY ? pc_error_set(err, seen, "no memory to keep what was sent") : PC_OK;
}
