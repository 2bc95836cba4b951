#include "run_internal.h"

#include <stdlib.h>

static enum pc_status begin_result(struct run *run) {
    const struct pc_target_options *target = pc_target_options(run->target);
    run->result->strict = run->options->strict;
    enum pc_status status =
        pc_result_begin(run->result, run->options->version, pc_spec_sha256(run->spec), "server", target->url);
    if (status == PC_OK && target->insecure)
        status = pc_result_add_note(run->result, "certificates were not checked (--insecure)");
    return status == PC_OK ? pc_run_note_seed(run->options, run->result) : status;
}

static enum pc_status prepare(struct run *run, struct pc_error *err) {
    enum pc_status status = pc_catalog_new(run->spec, &run->catalog, err);
    if (status != PC_OK)
        return status;
    run->selected = calloc(pc_catalog_count(run->catalog) + 1, sizeof *run->selected);
    run->judge = pc_judge_new(run->spec);
    if (run->selected == NULL || run->judge == NULL || begin_result(run) != PC_OK)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the run");
    pc_judge_hide(run->judge, pc_target_secrets(run->target));
    return pc_run_select(run->catalog, run->options, run->selected, err);
}

/* A run that a live server or a budget ended early is no success, whatever was judged until then. */
static enum pc_status judge_completeness(struct run *run, struct pc_error *err) {
    size_t judged = 0;
    const char *withheld = NULL;
    for (size_t i = 0; i < run->result->case_count; i++)
        judged += run->result->cases[i].verdict != PC_VERDICT_SKIP;
    for (size_t i = 0; i < run->probe_count && withheld == NULL; i++) {
        if (run->probes[i].sent.status == PC_WITHHELD)
            withheld = run->probes[i].sent.not_sent;
    }
    if (pc_target_stopped(run->target) != NULL)
        return pc_error_set(err, PC_UNREACHABLE, "%s", pc_target_stopped(run->target));
    if (judged == 0 && withheld != NULL && !run->result->interrupted)
        return pc_error_set(err, PC_USAGE, "no case could be judged: %s; --dry-run shows what they need",
                            withheld);
    return PC_OK;
}

static enum pc_status send_and_judge(struct run *run, struct pc_error *err) {
    enum pc_status status = pc_run_collect_probes(run);
    if (status != PC_OK)
        return pc_error_set(err, status, "no memory for the probes");
    status = pc_run_observe(run, err);
    if (status == PC_OK && pc_target_understands(run->target, err) != PC_OK)
        return PC_UNREACHABLE; /* nothing is to be put back */
    if (status == PC_OK)
        status = pc_run_send_probes(run, err);
    enum pc_status restored = pc_run_restore(run, err);
    if (status == PC_OK)
        status = restored;
    if (status == PC_OK)
        status = pc_run_judge_cases(run, err);
    return status != PC_OK ? status : judge_completeness(run, err);
}

static void release(struct run *run) {
    for (size_t i = 0; i < run->probe_count; i++) {
        for (size_t j = 0; j < PC_PROBE_MAX_REQUESTS; j++)
            pc_http_exchange_free(run->probes[i].sent.exchanges[j]);
        pc_judgements_clear(&run->probes[i].sent.judgements);
    }
    free(run->probes);
    free(run->selected);
    pc_judge_free(run->judge);
    pc_catalog_free(run->catalog);
}

enum pc_status pc_run_server(const struct pc_spec *spec, struct pc_target *target,
                             const struct pc_run_options *options, struct pc_result *result,
                             struct pc_error *err) {
    struct pc_error own = {0};
    if (err == NULL)
        err = &own;
    struct run run = {.spec = spec, .target = target, .options = options, .result = result};
    enum pc_status status = prepare(&run, err);
    if (status == PC_OK) {
        pc_target_watch(target, options->interrupted, options->interrupted_context);
        status = pc_target_connect(target, err);
        if (status == PC_OK)
            status = send_and_judge(&run, err);
        if ((status == PC_UNREACHABLE || status == PC_TIMEOUT) && pc_run_is_interrupted(&run)) {
            result->interrupted = true;
            pc_error_clear(err);
            status = pc_error_set(err, PC_INTERRUPTED, "interrupted before the peer was reached");
        }
        /* A peer that is not there, or that speaks something else, is no server that errs. */
        if (status != PC_OK && status != PC_NO_MEMORY && run.result->case_count == 0 &&
            pc_run_fail_cases(result, run.catalog, run.selected, err) != PC_OK)
            status = PC_NO_MEMORY;
    }
    release(&run);
    return status;
}
