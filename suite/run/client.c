#include "client_internal.h"
#include "run_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTE_SIZE 512

static struct client_call *find_call(const struct client_run *run, const struct pc_call *call) {
    for (size_t i = 0; call != NULL && i < run->call_count; i++) {
        if (run->calls[i].called.call == call)
            return &run->calls[i];
    }
    return NULL;
}

static void add_call(struct client_run *run, const struct pc_call *call) {
    if (call != NULL && find_call(run, call) == NULL)
        run->calls[run->call_count++].called.call = call;
}

static enum pc_status collect_calls(struct client_run *run) {
    size_t count = pc_catalog_count(run->catalog);
    run->calls = calloc(2 * count + 1, sizeof *run->calls);
    if (run->calls == NULL)
        return PC_NO_MEMORY;
    for (size_t i = 0; i < count; i++) {
        if (run->selected[i] != PC_SELECTED)
            continue;
        add_call(run, pc_catalog_case(run->catalog, i)->call_control);
        add_call(run, pc_catalog_case(run->catalog, i)->call);
    }
    pc_run_shuffle(run->calls, run->call_count, sizeof *run->calls, run->options->seed);
    return PC_OK;
}

static enum pc_status begin_result(struct client_run *run) {
    struct pc_buf target;
    pc_buf_init(&target, PC_ADAPTER_MAX_LINE);
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && run->client->argv[i] != NULL; i++)
        status = pc_buf_appendf(&target, "%s%s", i == 0 ? "" : " ", run->client->argv[i]);
    run->result->strict = run->options->strict;
    if (status == PC_OK)
        status = pc_result_begin(run->result, run->options->version, pc_spec_sha256(run->spec), "client",
                                 target.size == 0 ? "" : target.data);
    if (status == PC_OK)
        status = pc_run_note_seed(run->options, run->result);
    pc_buf_clear(&target);
    return status;
}

/* The key, and what is as good as the key: the part behind its name, and most of it. */
static enum pc_status add_secrets(struct pc_secrets *secrets) {
    struct pc_view key = PC_VIEW(PC_CALL_KEY);
    size_t dot = pc_view_find(key, PC_VIEW("."));
    enum pc_status status = pc_secrets_add(secrets, key);
    if (status == PC_OK)
        status = pc_secrets_add(secrets, pc_view_slice(key, dot + 1, key.size));
    return status == PC_OK ? pc_secrets_add(secrets, pc_view_slice(key, 0, key.size - key.size / 4)) : status;
}

static enum pc_status prepare(struct client_run *run, struct pc_error *err) {
    enum pc_status status = pc_catalog_make(run->spec, PC_SIDE_CLIENT, &run->catalog, err);
    if (status != PC_OK)
        return status;
    run->selected = calloc(pc_catalog_count(run->catalog) + 1, sizeof *run->selected);
    run->judge = pc_judge_new(run->spec);
    if (run->selected == NULL || run->judge == NULL || begin_result(run) != PC_OK ||
        add_secrets(&run->secrets) != PC_OK)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the run");
    pc_judge_hide(run->judge, &run->secrets);
    return pc_run_select(run->catalog, run->options, run->selected, err);
}

const struct pc_call pc_run_handshake = {.name = "handshake"};

/* "Before any case: hello, an unknown cmd, a plain promote against a server that answers anything": what the
 * adapter says of its client becomes a note. */
static enum pc_status greet(struct client_run *run, struct pc_error *err) {
    struct pc_adapter *adapter = NULL;
    struct pc_called called = {.call = &pc_run_handshake};
    struct client_scenes scenes = {0};
    const struct pc_adapter_options how = {.argv = run->client->argv,
                                           .oneshot = run->client->oneshot,
                                           .interrupted = run->options->interrupted,
                                           .interrupted_context = run->options->interrupted_context};
    char note[NOTE_SIZE];
    enum pc_status status = pc_adapter_new(&how, &adapter, err);
    if (status == PC_OK)
        status = pc_adapter_greet(adapter, err);
    if (status == PC_OK)
        status = pc_run_make_call(run, adapter, &scenes, &called, err);
    run->holds_a_deployment = status == PC_OK && called.answers[0].outcome == PC_ADAPTER_DEPLOYMENT;
    if (status == PC_OK && called.answers[0].outcome == PC_ADAPTER_BREACH)
        status = pc_error_set(err, PC_UNREACHABLE, "the adapter broke its protocol on a plain promote: %s",
                              called.answers[0].breach);
    if (status == PC_OK && pc_adapter_client(adapter)->name[0] != '\0') {
        const struct pc_adapter_client *client = pc_adapter_client(adapter);
        snprintf(note, sizeof note, "the client is %s %s %s%s%s", client->name, client->version,
                 client->language[0] != '\0' ? "(" : "", client->language,
                 client->language[0] != '\0' ? ")" : "");
        status = pc_result_add_note(run->result, note);
    }
    pc_adapter_free(adapter);
    pc_run_leave_scenes(&scenes);
    pc_called_clear(&called);
    return status;
}

static enum pc_status store(struct client_run *run, struct client_call *one) {
    struct pc_called *called = &one->called;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i <= called->exchange_count; i++) {
        const struct pc_http_exchange *exchange =
            i < called->exchange_count ? called->exchanges[i] : called->elsewhere;
        if (exchange == NULL)
            continue;
        struct pc_stored_exchange *stored = pc_result_add_exchange(run->result);
        if (stored == NULL)
            return PC_NO_MEMORY;
        one->stored[one->stored_count++] = run->result->exchange_count;
        status = pc_stored_exchange_make(exchange, called->call->name, NULL, true, &run->secrets, stored);
    }
    return status;
}

static enum pc_status judge_case(struct client_run *run, const struct pc_case *one) {
    struct client_call *call = find_call(run, one->call);
    struct client_call *control = find_call(run, one->call_control);
    struct pc_check check = {.one = one,
                             .spec = run->spec,
                             .judge = run->judge,
                             .called = &call->called,
                             .called_control = control == NULL ? NULL : &control->called,
                             .verdict = PC_VERDICT_PASS};
    struct pc_case_result *out = NULL;
    enum pc_status status =
        pc_run_judge_check(&check, run->options->strict, call->called.ms, run->result, &out);
    for (size_t i = 0; status == PC_OK && i < call->stored_count; i++)
        status = pc_case_result_add_exchange(out, call->stored[i] - 1);
    return status;
}

static enum pc_status judge_cases(struct client_run *run, struct pc_error *err) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < run->call_count; i++)
        status = store(run, &run->calls[i]);
    for (size_t i = 0; status == PC_OK && i < pc_catalog_count(run->catalog); i++) {
        const struct pc_case *one = pc_catalog_case(run->catalog, i);
        if (run->selected[i] == PC_SKIPPED)
            status = pc_run_add_plain(run->result, one, PC_VERDICT_SKIP, "left out with --skip");
        else if (run->selected[i] == PC_SELECTED)
            status = judge_case(run, one);
    }
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "no memory for the verdicts");
}

/* A breach in the middle of the run is survived, but the run has then not come to its end. */
static enum pc_status look_for_breaches(const struct client_run *run, struct pc_error *err) {
    for (size_t i = 0; i < run->call_count; i++) {
        const struct pc_called *called = &run->calls[i].called;
        for (size_t a = 0; a < called->answer_count; a++) {
            if (called->answers[a].outcome == PC_ADAPTER_BREACH)
                return pc_error_set(err, PC_UNREACHABLE, "the adapter broke its protocol on %s: %s",
                                    called->call->name, called->answers[a].breach);
        }
    }
    return PC_OK;
}

static enum pc_status call_and_judge(struct client_run *run, struct pc_error *err) {
    enum pc_status status = collect_calls(run);
    if (status != PC_OK)
        return pc_error_set(err, status, "no memory for the calls");
    status = greet(run, err);
    if (status == PC_OK)
        status = pc_run_make_calls(run, err);
    if (status == PC_INTERRUPTED) {
        run->result->interrupted = true;
        return status;
    }
    enum pc_status judged = PC_OK;
    if (status == PC_OK || run->calls[0].called.answer_count > 0)
        judged = judge_cases(run, err);
    if (status == PC_OK)
        status = judged;
    return status == PC_OK ? look_for_breaches(run, err) : status;
}

static void release(struct client_run *run) {
    for (size_t i = 0; i < run->call_count; i++)
        pc_called_clear(&run->calls[i].called);
    free(run->calls);
    free(run->selected);
    pc_judge_free(run->judge);
    pc_catalog_free(run->catalog);
    pc_secrets_clear(&run->secrets);
}

enum pc_status pc_run_client(const struct pc_spec *spec, const struct pc_client_options *client,
                             const struct pc_run_options *options, struct pc_result *result,
                             struct pc_error *err) {
    struct pc_error own = {0};
    if (err == NULL)
        err = &own;
    struct client_run run = {.spec = spec, .client = client, .options = options, .result = result};
    enum pc_status status = prepare(&run, err);
    if (status == PC_OK) {
        status = call_and_judge(&run, err);
        if (status != PC_OK && status != PC_NO_MEMORY && result->case_count == 0 &&
            pc_run_fail_cases(result, run.catalog, run.selected, err) != PC_OK)
            status = PC_NO_MEMORY;
    }
    if (pc_result_redact(result, &run.secrets) != PC_OK && status == PC_OK)
        status = pc_error_set(err, PC_NO_MEMORY, "no memory to redact the result");
    pc_redact_error(&run.secrets, err);
    release(&run);
    return status;
}
