#include "run_internal.h"

#include <stdlib.h>

static enum pc_status name_case(const struct pc_case *one, struct pc_case_result *out) {
    out->id = pc_text_copy(one->id);
    out->title = pc_text_copy(one->title);
    out->level = one->level;
    return out->id == NULL || out->title == NULL ? PC_NO_MEMORY : PC_OK;
}

enum pc_status pc_run_add_plain(struct pc_result *result, const struct pc_case *one, enum pc_verdict verdict,
                                const char *reason) {
    struct pc_case_result *out = pc_result_add_case(result);
    enum pc_status status = out == NULL ? PC_NO_MEMORY : name_case(one, out);
    if (status != PC_OK)
        return status;
    out->verdict = verdict;
    out->reason = pc_text_copy(reason);
    return out->reason == NULL ? PC_NO_MEMORY : PC_OK;
}

static enum pc_status attach_exchanges(struct pc_case_result *out, const struct run_probe *probe) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < probe->sent.probe->request_count; i++) {
        if (probe->stored[i] != 0)
            status = pc_case_result_add_exchange(out, probe->stored[i] - 1);
    }
    return status;
}

enum pc_status pc_run_judge_check(struct pc_check *check, bool strict, int64_t ms, struct pc_result *result,
                                  struct pc_case_result **out) {
    *out = pc_result_add_case(result);
    enum pc_status status = *out == NULL ? PC_NO_MEMORY : pc_case_judge(check, strict, *out);
    free(check->reason);
    pc_findings_clear(&check->findings);
    if (status == PC_OK)
        (*out)->ms = ms;
    return status;
}

static enum pc_status judge_case(struct run *run, const struct pc_case *const *all, size_t index) {
    const struct pc_case *one = all[index];
    struct run_probe *probe = pc_run_find_probe(run, one->probe);
    struct run_probe *control = one->control == NULL ? NULL : pc_run_find_probe(run, one->control);
    struct pc_check check = {.one = one,
                             .spec = run->spec,
                             .target = run->target,
                             .judge = run->judge,
                             .sent = &probe->sent,
                             .control = control == NULL ? NULL : &control->sent,
                             .all = all,
                             .all_count = pc_catalog_count(run->catalog),
                             .verdict = PC_VERDICT_PASS};
    struct pc_case_result *out = NULL;
    enum pc_status status = pc_run_judge_check(&check, run->options->strict, probe->ms, run->result, &out);
    return status == PC_OK ? attach_exchanges(out, probe) : status;
}

enum pc_status pc_run_judge_cases(struct run *run, struct pc_error *err) {
    size_t count = pc_catalog_count(run->catalog);
    const struct pc_case **all = calloc(count + 1, sizeof *all);
    enum pc_status status = all == NULL ? PC_NO_MEMORY : PC_OK;
    for (size_t i = 0; status == PC_OK && i < count; i++)
        all[i] = pc_catalog_case(run->catalog, i);
    for (size_t i = 0; status == PC_OK && i < count; i++) {
        if (run->selected[i] == PC_SKIPPED)
            status = pc_run_add_plain(run->result, all[i], PC_VERDICT_SKIP, "left out with --skip");
        else if (run->selected[i] == PC_SELECTED)
            status = judge_case(run, all, i);
    }
    free(all);
    if (status != PC_OK)
        pc_error_set(err, status, "no memory for the verdicts");
    return status;
}

enum pc_status pc_run_fail_cases(struct pc_result *result, const struct pc_catalog *catalog,
                                 const enum pc_selection *selected, const struct pc_error *why) {
    enum pc_verdict verdict = why->status == PC_INTERRUPTED ? PC_VERDICT_SKIP : PC_VERDICT_ERROR;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < pc_catalog_count(catalog); i++) {
        if (selected[i] == PC_SELECTED)
            status = pc_run_add_plain(result, pc_catalog_case(catalog, i), verdict, why->message);
    }
    return status;
}
