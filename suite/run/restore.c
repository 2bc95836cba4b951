/* What a run leaves behind: the environments are put back where that can be seen, and the report says what
 * was done and what is left to do. */
#include "run_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTE_SIZE 1024
#define MAX_BODY  4096

/* An environment that the run may have changed. */
struct place {
    const char *name;
    const char *path; /* of its promote, a template; NULL: the plain promote's */
    const struct pc_observed *original;
    enum pc_status (*observe)(struct pc_target *target, struct pc_observed *out, struct pc_error *err);
};

static enum pc_status note(struct run *run, const struct place *place, const char *what) {
    char *text = pc_text_format("environment %s: %s", place->name, what);
    enum pc_status status = text == NULL ? PC_NO_MEMORY : pc_result_add_note(run->result, text);
    free(text);
    return status;
}

/* The original deployment by its id; a copy that was made of it on the way would have another one. Where the
 * environment has another instance type now, the deployment brings back its own. */
static enum pc_status write_body(const char *id, bool takes_type, struct pc_buf *out) {
    enum pc_status status = pc_buf_append_text(out, "{\"deployment_id\":");
    if (status == PC_OK)
        status = pc_json_quote(out, pc_view_of(id));
    if (status == PC_OK && takes_type)
        status = pc_buf_append_text(out, ",\"preserve_env_instance_type\":false");
    return status != PC_OK ? status : pc_buf_append_byte(out, '}');
}

/* What the user can type to put it back. */
static enum pc_status note_by_hand(struct run *run, const struct place *place,
                                   const struct pc_request *request, const char *why) {
    struct pc_http_exchange *exchange = NULL;
    struct pc_stored_exchange stored = {0};
    const struct pc_curl_peer peer = pc_run_peer(run);
    enum pc_status status = pc_target_prepare(run->target, request, &exchange, NULL);
    if (status == PC_OK)
        status = pc_stored_exchange_make(exchange, "restore", &peer, false, pc_target_secrets(run->target),
                                         &stored);
    if (status == PC_OK) {
        char *what = pc_text_format("NOT put back: %s. Put it back with: %s", why,
                                    stored.curl != NULL ? stored.curl : "a promote of that deployment");
        status = what == NULL ? PC_NO_MEMORY : note(run, place, what);
        free(what);
    }
    pc_stored_exchange_clear(&stored);
    pc_http_exchange_free(exchange);
    return status;
}

static bool is_as_it_was(const struct pc_observed *original, const struct pc_observed *now) {
    return strcmp(now->current_id, original->current_id) == 0 &&
           strcmp(now->instance_type, original->instance_type) == 0;
}

/* Says how it came out; `answer` is the status of the promote that was to put it back, 0: none came. */
static enum pc_status conclude(struct run *run, const struct place *place, const struct pc_request *request,
                               const struct pc_observed *now, unsigned answer, const char *failure) {
    char text[NOTE_SIZE];
    const char *id = place->original->current_id;
    if (failure[0] == '\0' && now->available && is_as_it_was(place->original, now)) {
        snprintf(text, sizeof text, "changed by the run and put back, deployment %.256s is current again",
                 id);
        return note(run, place, text);
    }
    if (answer >= 200 && answer <= 299 && now->available && now->current_id[0] != '\0' &&
        strcmp(now->current_id, id) != 0) {
        snprintf(text, sizeof text,
                 "put back, but not in place: the server accepted the promote of %.256s, and %.256s is "
                 "current now (a copy, or the promotion still runs)",
                 id, now->current_id);
        return note(run, place, text);
    }
    if (failure[0] != '\0')
        snprintf(text, sizeof text, "its deployment was %.256s (%.400s)", id, failure);
    else if (answer >= 200 && answer <= 299)
        snprintf(text, sizeof text,
                 "its deployment was %.256s with the instance type %.128s; the promote of it was accepted, "
                 "and the environment shows %.256s with %.128s",
                 id, place->original->instance_type, now->current_id, now->instance_type);
    else
        snprintf(text, sizeof text, "its deployment was %.256s, and the promote of it was answered with %u",
                 id, answer);
    return note_by_hand(run, place, request, text);
}

enum pc_status pc_run_promote_id(struct run *run, const char *id, bool takes_type, unsigned *answer,
                                 struct pc_error *err) {
    struct pc_buf body;
    pc_buf_init(&body, MAX_BODY);
    enum pc_status status = write_body(id, takes_type, &body);
    if (status == PC_OK)
        status =
            pc_run_promote(run, &(const struct pc_request){.body_bytes = pc_buf_view(&body)}, answer, err);
    pc_buf_clear(&body);
    return status;
}

static enum pc_status put_back(struct run *run, const struct place *place, struct pc_observed *now) {
    struct pc_buf body;
    pc_buf_init(&body, MAX_BODY);
    bool other_type = strcmp(now->instance_type, place->original->instance_type) != 0;
    enum pc_status status = write_body(place->original->current_id, other_type, &body);
    const struct pc_request request = {.path = place->path, .body_bytes = pc_buf_view(&body)};
    struct pc_error why = {0};
    unsigned answer = 0;
    if (status == PC_OK && now->available) {
        status = pc_run_promote(run, &request, &answer, &why);
        if (status == PC_OK)
            status = place->observe(run->target, now, &why);
    }
    if (status == PC_OK && !now->available)
        pc_error_set(&why, PC_UNSUPPORTED, "%s", now->reason);
    if (status != PC_NO_MEMORY)
        status = conclude(run, place, &request, now, answer, why.message);
    pc_buf_clear(&body);
    return status;
}

/* Nobody could see what was there: the user has to know it. What was no accepted promote may still have
 * changed it: one that was answered with a 5xx, or another method on a server that errs. */
static enum pc_status note_unseen(struct run *run, const struct place *place) {
    char text[NOTE_SIZE];
    snprintf(text, sizeof text,
             "%s by the run and not put back, because what it held before could not be seen (%.255s)",
             pc_target_counts(run->target).accepted > 0 ? "changed" : "perhaps changed",
             place->original->reason);
    return note(run, place, text);
}

static enum pc_status restore(struct run *run, const struct place *place) {
    struct pc_observed now = {0};
    struct pc_error why = {0};
    if (!place->original->available)
        return note_unseen(run, place);
    enum pc_status status = place->observe(run->target, &now, &why);
    if (status == PC_NO_MEMORY)
        return status;
    if (status != PC_OK) {
        now.available = false;
        snprintf(now.reason, sizeof now.reason, "%.255s", why.message);
    }
    if (now.available && is_as_it_was(place->original, &now))
        return note(run, place, "as it was before the run");
    if (place->original->current_id[0] == '\0')
        return note(run, place,
                    "changed by the run: it had no deployment before, and no promote takes one out of it");
    return put_back(run, place, &now);
}

enum pc_status pc_run_restore(struct run *run, struct pc_error *err) {
    const struct pc_target_options *options = pc_target_options(run->target);
    struct pc_target_counts counts = pc_target_counts(run->target);
    const struct place places[] = {
        {options->environment, NULL, &run->original, pc_target_observe},
        {options->other_environment, "/v1/models/$model/environments/$other_environment/promote",
         &run->other_original, pc_target_observe_other},
    };
    pc_target_restoring(run->target);
    if (counts.promotes == 0)
        return PC_OK;
    char text[NOTE_SIZE];
    snprintf(text, sizeof text, "%u request%s sent; %u of them may have changed something, %u %s accepted",
             counts.requests, counts.requests == 1 ? " was" : "s were", counts.promotes, counts.accepted,
             counts.accepted == 1 ? "was" : "were");
    enum pc_status status = pc_target_settle(run->target, NULL);
    if (status != PC_NO_MEMORY)
        status = pc_result_add_note(run->result, text);
    for (size_t i = 0; status == PC_OK && i < (run->touches_other ? 2U : 1U); i++)
        status = restore(run, &places[i]);
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "no memory to put the environment back");
}
