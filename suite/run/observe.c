#include "run_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct pc_request promote_other = {.body = "{\"deployment_id\":$other_deployment}"};

/* What is seen while a promotion runs is seen as it is then. */
static enum pc_status settle(struct run *run, struct pc_error *err) {
    struct pc_error why = {0};
    enum pc_status status = pc_target_settle(run->target, &why);
    return status == PC_NO_MEMORY ? pc_error_set(err, status, "%s", why.message) : PC_OK;
}

/* A promote that no case asked for. */
static enum pc_status promote(struct run *run, const struct pc_request *request, bool *accepted,
                              struct pc_error *err) {
    struct pc_http_exchange *exchange = NULL;
    enum pc_status status = pc_target_promote(run->target, request, &exchange, err);
    unsigned answer = status == PC_OK ? pc_http_exchange_response(exchange)->status : 0;
    *accepted = answer >= 200 && answer <= 299;
    pc_http_exchange_free(exchange);
    return status != PC_OK ? status : settle(run, err);
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
    if (status != PC_OK || !run->original.available || !sends_refused_probes(run))
        return status;
    const struct pc_target_options *options = pc_target_options(run->target);
    if (options->other_deployment == NULL || strcmp(run->original.current_id, options->deployment) != 0)
        return PC_OK;
    bool accepted;
    status = promote(run, &promote_other, &accepted, err);
    return status != PC_OK ? status : pc_target_observe(run->target, &run->last, err);
}

enum pc_status pc_run_compare(struct run *run, struct pc_sent *sent, struct pc_error *err) {
    sent->observed = run->last.available;
    memcpy(sent->unobserved, run->last.reason, sizeof sent->unobserved);
    if (!run->last.available)
        return PC_OK;
    struct pc_observed now;
    enum pc_status status = pc_target_observe(run->target, &now, err);
    if (status != PC_OK || !now.available)
        return status;
    if (strcmp(run->last.state, now.state) != 0) {
        memcpy(sent->state_before, run->last.state, sizeof sent->state_before);
        memcpy(sent->state_after, now.state, sizeof sent->state_after);
    }
    run->last = now;
    return PC_OK;
}

static enum pc_status note(struct run *run, const char *sentence, const char *what) {
    char text[2 * PC_ERROR_MESSAGE_SIZE];
    snprintf(text, sizeof text, "%s: %s", sentence, what);
    return pc_result_add_note(run->result, text);
}

/* The original deployment by its id; a copy that was made of it on the way would have another one. */
static enum pc_status promote_original(struct run *run, bool *accepted, struct pc_error *err) {
    struct pc_buf body;
    pc_buf_init(&body, 1024);
    enum pc_status status = pc_buf_append_text(&body, "{\"deployment_id\":");
    if (status == PC_OK)
        status = pc_json_quote(&body, pc_view_of(run->original.current_id));
    if (status == PC_OK)
        status = pc_buf_append_byte(&body, '}');
    const struct pc_request request = {.body_bytes = pc_buf_view(&body)};
    if (status == PC_OK)
        status = promote(run, &request, accepted, err);
    pc_buf_clear(&body);
    return status;
}

enum pc_status pc_run_restore(struct run *run, struct pc_error *err) {
    if (!run->original.available || run->original.current_id[0] == '\0')
        return PC_OK;
    struct pc_observed now;
    struct pc_error why = {0};
    bool accepted = false;
    enum pc_status status = settle(run, &why);
    if (status == PC_OK)
        status = pc_target_observe(run->target, &now, &why);
    if (status == PC_OK && now.available && strcmp(now.current_id, run->original.current_id) != 0) {
        status = promote_original(run, &accepted, &why);
        if (status == PC_OK)
            status = pc_target_observe(run->target, &now, &why);
    }
    if (status == PC_NO_MEMORY)
        return pc_error_set(err, status, "%s", why.message);
    if (status != PC_OK)
        return note(run, "the environment was not put back as it was", why.message);
    if (!now.available)
        return note(run, "whether the environment is as it was cannot be seen", now.reason);
    if (accepted && strcmp(now.current_id, run->original.current_id) != 0)
        return note(run, "the environment runs a copy of the deployment that it had before the run",
                    run->original.current_id);
    if (strcmp(now.current_id, run->original.current_id) != 0)
        return note(run, "the environment is not as it was; its deployment before the run was",
                    run->original.current_id);
    return PC_OK;
}
