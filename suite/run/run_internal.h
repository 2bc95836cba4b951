#ifndef PC_RUN_INTERNAL_H
#define PC_RUN_INTERNAL_H

#include "draw.h"
#include "pc_run.h"

/* One probe's place in the run: which cases look at it does not matter here. */
struct run_probe {
    struct pc_sent sent;
    size_t stored[PC_PROBE_MAX_REQUESTS]; /* index in the result's exchanges, plus one; 0: none */
    int64_t ms;
};

struct run {
    const struct pc_spec *spec;
    struct pc_target *target;
    const struct pc_run_options *options;
    struct pc_catalog *catalog;
    enum pc_selection *selected;
    struct run_probe *probes; /* in the order of sending */
    size_t probe_count;
    struct pc_judge *judge;
    struct pc_result *result;
    unsigned questions;          /* how often the peer was asked whether it is still there */
    unsigned failed_promotes;    /* in a row, with a 5xx */
    bool promoting;              /* the first promoting probe was sent */
    struct pc_observed original; /* before anything was sent */
    struct pc_observed last;     /* as it was observed last */
    bool touches_other;          /* the second environment is promoted to as well */
    struct pc_observed other_original;
};

/* Lists each probe of the selected cases and their controls once, those that change nothing first. */
enum pc_status pc_run_collect_probes(struct run *run);
/* Looks at the state, where the peer offers that, and makes a later change visible: when the deployment that
 * refused probes name is the current one already, another is promoted first. */
enum pc_status pc_run_observe(struct run *run, struct pc_error *err);
/* How many probes from this one on may be sent side by side; 1: it is sent alone. */
size_t pc_run_batch_size(const struct run *run, size_t first);
/* Sends so many at once. Not `kept`: each is to be sent alone, as if nothing had been. */
enum pc_status pc_run_send_batch(struct run *run, size_t first, size_t count, bool *kept,
                                 struct pc_error *err);
/* Puts what was sent for a probe into the result. */
enum pc_status pc_run_store(struct run *run, struct run_probe *probe);
/* Says in `sent` whether the state can be seen, and why not. */
void pc_run_note_observed(const struct run *run, struct pc_sent *sent);
/* Compares the state with what it was: differences go into `sent`. */
enum pc_status pc_run_compare(struct run *run, struct pc_sent *sent, struct pc_error *err);
/* Whether a probe promotes to the second environment. */
bool pc_run_touches_other(const struct run *run);
/* A promote that no case asked for; `answer` is the status that it had, 0 for none. */
enum pc_status pc_run_promote(struct run *run, const struct pc_request *request, unsigned *answer,
                              struct pc_error *err);
/* A promote of this deployment; `takes_type`: with its own instance type. */
enum pc_status pc_run_promote_id(struct run *run, const char *id, bool takes_type, unsigned *answer,
                                 struct pc_error *err);
/* What is kept of the budgets to put back what can be put back, and for the plain promote until it was sent.
 */
void pc_run_keep(struct run *run);
/* Puts each environment back as it was, and notes in the result what was changed, what was put back, and what
 * could not be and how the user does it. */
enum pc_status pc_run_restore(struct run *run, struct pc_error *err);
/* Sends them; stops early when interrupted. */
enum pc_status pc_run_send_probes(struct run *run, struct pc_error *err);
struct run_probe *pc_run_find_probe(struct run *run, const struct pc_probe *probe);
/* One result for each selected or skipped case. */
enum pc_status pc_run_judge_cases(struct run *run, struct pc_error *err);
/* A case that was not judged. */
enum pc_status pc_run_add_plain(struct pc_result *result, const struct pc_case *one, enum pc_verdict verdict,
                                const char *reason);
/* Adds what the check says of its case, and clears the check. */
enum pc_status pc_run_judge_check(struct pc_check *check, bool strict, int64_t ms, struct pc_result *result,
                                  struct pc_case_result **out);
/* Nothing could be sent: every selected case gets the verdict `error` with this reason, or `skip` where the
 * run was interrupted. */
enum pc_status pc_run_fail_cases(struct pc_result *result, const struct pc_catalog *catalog,
                                 const enum pc_selection *selected, const struct pc_error *why);

/* What the command lines of the reports have to know. */
static inline struct pc_curl_peer pc_run_peer(const struct run *run) {
    const struct pc_target_options *target = pc_target_options(run->target);
    return (struct pc_curl_peer){
        .url = target->url, .ca_file = target->ca_file, .insecure = target->insecure};
}

bool pc_run_is_interrupted(const struct run *run);

#endif
