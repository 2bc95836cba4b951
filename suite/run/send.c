#include "run_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct run_probe *pc_run_find_probe(struct run *run, const struct pc_probe *probe) {
    for (size_t i = 0; i < run->probe_count; i++) {
        if (run->probes[i].sent.probe == probe)
            return &run->probes[i];
    }
    return NULL;
}

static void add_probe(struct run *run, const struct pc_probe *probe, enum pc_effect effect) {
    if (probe == NULL || probe->effect != effect || pc_run_find_probe(run, probe) != NULL)
        return;
    run->probes[run->probe_count++].sent.probe = probe;
}

/* Refused and reading probes first: a server that promotes what it should refuse then spoils no promote's
 * answer, and an interrupted run has changed nothing. */
enum pc_status pc_run_collect_probes(struct run *run) {
    static const enum pc_effect order[] = {PC_EFFECT_READS, PC_EFFECT_REFUSED, PC_EFFECT_PROMOTES};
    size_t count = pc_catalog_count(run->catalog);
    run->probes = calloc(2 * count + 1, sizeof *run->probes);
    if (run->probes == NULL)
        return PC_NO_MEMORY;
    for (size_t e = 0; e < sizeof order / sizeof order[0]; e++) {
        size_t first = run->probe_count;
        for (size_t i = 0; i < count; i++) {
            if (run->selected[i] != PC_SELECTED)
                continue;
            add_probe(run, pc_catalog_case(run->catalog, i)->control, order[e]);
            add_probe(run, pc_catalog_case(run->catalog, i)->probe, order[e]);
        }
        /* Another order shows whether a server's answers depend on what it was asked before. */
        if (order[e] != PC_EFFECT_PROMOTES)
            pc_run_shuffle(&run->probes[first], run->probe_count - first, sizeof *run->probes,
                           run->options->seed);
    }
    return PC_OK;
}

enum pc_status pc_run_store(struct run *run, struct run_probe *probe) {
    const struct pc_curl_peer peer = pc_run_peer(run);
    for (size_t i = 0; i < probe->sent.probe->request_count; i++) {
        if (probe->sent.exchanges[i] == NULL)
            continue;
        struct pc_stored_exchange *stored = pc_result_add_exchange(run->result);
        if (stored == NULL)
            return PC_NO_MEMORY;
        probe->stored[i] = run->result->exchange_count;
        enum pc_status status = pc_stored_exchange_make(probe->sent.exchanges[i], probe->sent.probe->name,
                                                        &peer, probe->sent.probe->delivery != PC_SEPARATELY,
                                                        pc_target_secrets(run->target), stored);
        if (status != PC_OK)
            return status;
    }
    return PC_OK;
}

/* So often a peer that left requests unanswered is asked what changes nothing. */
#define MAX_QUESTIONS 5u

/* A peer that hangs on some bad requests, or answers them with a 5xx, may be well: before it is given up it
 * is asked whether it is still there. One that leaves that without an answer too is not asked again. */
static enum pc_status ask_whether_it_is_there(struct run *run, struct pc_error *err) {
    struct pc_observed ignored;
    struct pc_error why = {0};
    if (pc_target_is_troubled(run->target))
        return pc_target_observe(run->target, &ignored, &why) == PC_NO_MEMORY
                   ? pc_error_set(err, PC_NO_MEMORY, "%s", why.message)
                   : PC_OK;
    if (!pc_target_gave_up(run->target) || run->questions >= MAX_QUESTIONS)
        return PC_OK;
    run->questions++;
    pc_target_insist(run->target);
    enum pc_status status = pc_target_observe(run->target, &ignored, &why);
    if (pc_target_gave_up(run->target))
        run->questions = MAX_QUESTIONS;
    return status == PC_NO_MEMORY ? pc_error_set(err, status, "%s", why.message) : PC_OK;
}

/* The plain promote comes first among those that promote, and everything else is compared with it: it is sent
 * whatever the peer did before. */
static enum pc_status prepare_target(struct run *run, const struct pc_probe *probe, struct pc_error *err) {
    if (probe->effect != PC_EFFECT_PROMOTES || run->promoting)
        return ask_whether_it_is_there(run, err);
    run->promoting = true;
    pc_run_keep(run);
    pc_target_insist(run->target);
    return PC_OK;
}

/* A live server whose promotes fail is left alone, though it answers what is asked in between: the last
 * request of a promoting probe is one that has to be accepted. */
#define MAX_FAILED_PROMOTES 3u

static void watch_promotes(struct run *run, const struct pc_sent *sent) {
    const struct pc_http_exchange *last = NULL;
    for (size_t i = 0; i < sent->probe->request_count; i++) {
        if (sent->exchanges[i] != NULL && pc_request_may_change(&sent->probe->requests[i]))
            last = sent->exchanges[i];
    }
    if (last == NULL || sent->probe->effect != PC_EFFECT_PROMOTES)
        return;
    bool failed = pc_http_exchange_response(last)->status >= 500;
    run->failed_promotes = failed ? run->failed_promotes + 1 : 0;
    if (run->failed_promotes == MAX_FAILED_PROMOTES && pc_target_is_live(run->target))
        pc_target_stop(run->target, "three promotes in a row were answered with 5xx");
}

static enum pc_status send_probe(struct run *run, struct run_probe *probe, struct pc_error *err) {
    struct pc_sent *sent = &probe->sent;
    struct pc_error why = {0};
    if (prepare_target(run, sent->probe, err) != PC_OK)
        return PC_NO_MEMORY;
    int64_t started_ms = pc_clock_ms();
    sent->status = pc_target_deliver(run->target, sent->probe->delivery, sent->probe->requests,
                                     sent->probe->request_count, sent->exchanges, &why);
    probe->ms = pc_clock_ms() - started_ms;
    sent->observed = run->original.available;
    if (sent->status != PC_OK)
        memcpy(sent->not_sent, why.message, sizeof sent->not_sent);
    if (sent->status == PC_NO_MEMORY || pc_run_store(run, probe) != PC_OK)
        return pc_error_set(err, PC_NO_MEMORY, "no memory to keep the exchange of %s", sent->probe->name);
    watch_promotes(run, sent);
    bool compares = sent->probe->effect != PC_EFFECT_PROMOTES && sent->status != PC_WITHHELD;
    return compares ? pc_run_compare(run, sent, err) : PC_OK;
}

bool pc_run_is_interrupted(const struct run *run) {
    return run->options->interrupted != NULL && run->options->interrupted(run->options->interrupted_context);
}

static void leave_out(struct run *run, struct run_probe *probe) {
    run->result->interrupted = true;
    probe->sent.status = PC_INTERRUPTED;
    snprintf(probe->sent.not_sent, sizeof probe->sent.not_sent, "the run was interrupted before it");
}

/* How many were dealt with: a batch, or one. */
static enum pc_status send_next(struct run *run, size_t first, size_t *alone_until, size_t *sent,
                                struct pc_error *err) {
    size_t count = first < *alone_until ? 1 : pc_run_batch_size(run, first);
    bool kept = false;
    enum pc_status status = PC_OK;
    if (count > 1)
        status = ask_whether_it_is_there(run, err);
    if (count > 1 && status == PC_OK)
        status = pc_run_send_batch(run, first, count, &kept, err);
    *sent = kept ? count : 1;
    if (status != PC_OK || kept)
        return status;
    *alone_until = first + count;
    status = send_probe(run, &run->probes[first], err);
    run->result->interrupted |= run->probes[first].sent.status == PC_INTERRUPTED;
    return status;
}

enum pc_status pc_run_send_probes(struct run *run, struct pc_error *err) {
    enum pc_status status = PC_OK;
    size_t alone_until = 0;
    size_t sent = 1;
    for (size_t i = 0; status == PC_OK && i < run->probe_count; i += sent) {
        if (run->result->interrupted || pc_run_is_interrupted(run)) {
            leave_out(run, &run->probes[i]);
            sent = 1;
            continue;
        }
        if (run->options->progress != NULL)
            run->options->progress(run->options->progress_context, i, run->probe_count,
                                   run->probes[i].sent.probe->name);
        status = send_next(run, i, &alone_until, &sent, err);
    }
    return status;
}
