#include "run_internal.h"

#include <stdlib.h>

/* What the rows of a plan point into. */
struct owner {
    struct run run;
    const struct pc_case **cases;
    char **reasons;
    size_t reason_count;
};

void pc_plan_clear(struct pc_plan *plan) {
    if (plan == NULL)
        return;
    struct owner *owner = plan->owner;
    if (owner != NULL) {
        for (size_t i = 0; i < owner->reason_count; i++)
            free(owner->reasons[i]);
        free(owner->reasons);
        free(owner->cases);
        free(owner->run.probes);
        free(owner->run.selected);
        pc_catalog_free(owner->run.catalog);
        free(owner);
    }
    free(plan->items);
    *plan = (struct pc_plan){0};
}

/* Whether each of its templates can be filled in. $returned is known only once something was returned. */
static enum pc_status try_to_write(struct run *run, const struct pc_probe *probe, struct pc_error *why) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < probe->request_count; i++) {
        struct pc_http_exchange *exchange = NULL;
        status = pc_target_prepare(run->target, &probe->requests[i], &exchange, why);
        pc_http_exchange_free(exchange);
        if (status == PC_UNSUPPORTED && i > 0) {
            status = PC_OK;
            pc_error_clear(why);
        }
    }
    return status;
}

static enum pc_status keep_reason(struct owner *owner, const char *reason, struct pc_planned *item) {
    owner->reasons[owner->reason_count] = pc_text_copy(reason);
    item->not_sent = owner->reasons[owner->reason_count];
    owner->reason_count += item->not_sent != NULL;
    return item->not_sent == NULL ? PC_NO_MEMORY : PC_OK;
}

static void count(struct pc_plan *plan, const struct pc_planned *item) {
    unsigned requests = (unsigned)item->probe->request_count;
    bool promotes = item->probe->effect == PC_EFFECT_PROMOTES;
    plan->requests += requests;
    plan->promotes += item->promotes;
    plan->refused += promotes ? 0 : item->promotes;
    /* The environment and the deployment behind what must change nothing; the environment behind a promote.
     */
    plan->looks += promotes ? 1 : 2;
}

static enum pc_status plan_probe(struct owner *owner, const struct pc_probe *probe, size_t *case_at,
                                 struct pc_plan *plan) {
    struct pc_planned *item = &plan->items[plan->count++];
    struct pc_error why = {0};
    *item = (struct pc_planned){.probe = probe, .cases = owner->cases + *case_at};
    for (size_t i = 0; i < pc_catalog_count(owner->run.catalog); i++) {
        const struct pc_case *one = pc_catalog_case(owner->run.catalog, i);
        if (owner->run.selected[i] == PC_SELECTED && one->probe == probe)
            owner->cases[(*case_at)++] = one;
    }
    item->case_count = (size_t)(owner->cases + *case_at - item->cases);
    for (size_t i = 0; i < probe->request_count; i++)
        item->promotes += pc_request_may_change(&probe->requests[i]);
    enum pc_status status = try_to_write(&owner->run, probe, &why);
    if (status == PC_NOT_FOUND || status == PC_UNSUPPORTED)
        return keep_reason(owner, why.message, item);
    if (status == PC_OK)
        count(plan, item);
    return status;
}

static enum pc_status plan_all(struct owner *owner, struct pc_plan *plan) {
    size_t cases = pc_catalog_count(owner->run.catalog);
    enum pc_status status = pc_run_collect_probes(&owner->run);
    owner->cases = calloc(cases + 1, sizeof *owner->cases);
    owner->reasons = calloc(owner->run.probe_count + 1, sizeof *owner->reasons);
    plan->items = calloc(owner->run.probe_count + 1, sizeof *plan->items);
    if (owner->cases == NULL || owner->reasons == NULL || plan->items == NULL)
        status = PC_NO_MEMORY;
    for (size_t i = 0; status == PC_OK && i < owner->run.probe_count; i++)
        status = plan_probe(owner, owner->run.probes[i].sent.probe, &plan->case_count, plan);
    plan->touches_other = pc_run_touches_other(&owner->run);
    return status;
}

enum pc_status pc_plan_make(const struct pc_spec *spec, struct pc_target *target,
                            const struct pc_run_options *options, struct pc_plan *out, struct pc_error *err) {
    *out = (struct pc_plan){0};
    struct owner *owner = calloc(1, sizeof *owner);
    if (owner == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the plan");
    out->owner = owner;
    owner->run = (struct run){.spec = spec, .target = target, .options = options};
    enum pc_status status = pc_catalog_new(spec, &owner->run.catalog, err);
    if (status == PC_OK) {
        owner->run.selected = calloc(pc_catalog_count(owner->run.catalog) + 1, sizeof *owner->run.selected);
        status = owner->run.selected == NULL
                     ? pc_error_set(err, PC_NO_MEMORY, "no memory for the plan")
                     : pc_run_select(owner->run.catalog, options, owner->run.selected, err);
    }
    if (status == PC_OK) {
        status = plan_all(owner, out);
        if (status != PC_OK)
            pc_error_set(err, status, "the plan could not be made: %s", pc_status_sentence(status));
    }
    if (status != PC_OK)
        pc_plan_clear(out);
    return status;
}
