/* run, floor 6: selects cases, sends their probes once each, judges, and leaves a complete pc_result whatever
 * happened on the way. */
#ifndef PC_RUN_H
#define PC_RUN_H

#include "pc_base.h"
#include "pc_cases.h"
#include "pc_result.h"
#include "pc_spec.h"
#include "pc_target.h"

#define PC_RUN_MAX_JOBS PC_TARGET_MAX_AT_ONCE

struct pc_run_options {
    const char *const *run_patterns; /* none: every case */
    size_t run_count;
    const char *const *skip_patterns;
    size_t skip_count;
    enum pc_level max_level; /* PC_LEVEL_SHOULD: musts and shoulds; PC_LEVEL_MAY: all */
    bool strict;
    /* At the same time, up to PC_RUN_MAX_JOBS, 0: 1: adapters, or probes of a server that change nothing. */
    unsigned jobs;
    uint64_t seed; /* shuffles what may come in any order; 0: as listed */
    const char *version;
    /* Called before each probe: how many are sent, of how many, and whose turn it is. NULL: nobody is told.
     */
    void (*progress)(void *context, size_t done, size_t total, const char *probe);
    void *progress_context;
    /* Polled between probes; when it answers true the run ends with what it has. NULL: never. */
    bool (*interrupted)(void *context);
    void *interrupted_context;
};

/* Selects the cases by pattern and level: `selected` (pc_catalog_count long) says run, skip or leave out for
 * each. PC_USAGE for a pattern that matches nothing (with the nearest id) and when nothing is selected. */
enum pc_selection { PC_LEFT_OUT, PC_SKIPPED, PC_SELECTED };
enum pc_status pc_run_select(const struct pc_catalog *catalog, const struct pc_run_options *options,
                             enum pc_selection *selected, struct pc_error *err);

/* What a run would send, in its order, without sending it: each probe with its requests and the cases that
 * look at it. The target need not be connected. */
struct pc_planned {
    const struct pc_probe *probe;
    const struct pc_case *const *cases; /* selected; those for which it is the control alone are left out */
    size_t case_count;
    const char *not_sent; /* NULL; or why it would not be: an option that was not given */
    unsigned promotes;    /* of its requests, those that may change something */
};
struct pc_plan {
    struct pc_planned *items;
    size_t count;
    size_t case_count;
    unsigned requests; /* of the probes that would be sent */
    unsigned promotes; /* of these, requests that may change something */
    unsigned refused;  /* of these again, requests that a correct server refuses */
    unsigned looks; /* about so many further GETs, where the server offers them, for what the probes left */
    bool touches_other;
    void *owner;
};
enum pc_status pc_plan_make(const struct pc_spec *spec, struct pc_target *target,
                            const struct pc_run_options *options, struct pc_plan *out, struct pc_error *err);
void pc_plan_clear(struct pc_plan *plan);

/* Judges a server. `result` is filled even where the status is not PC_OK: PC_USAGE (patterns, guards),
 * PC_UNREACHABLE, PC_NO_MEMORY, PC_INTERNAL; each selected case then has the verdict `error` with the reason.
 */
enum pc_status pc_run_server(const struct pc_spec *spec, struct pc_target *target,
                             const struct pc_run_options *options, struct pc_result *result,
                             struct pc_error *err);

/* Who is judged: the program between us and a client. */
struct pc_client_options {
    char *const *argv; /* NULL-terminated */
    bool oneshot;
    int64_t timeout_ms; /* what the client is told; */
    int64_t wait_ms;    /* where it has to wait for it */
};
/* Judges a client. `result` is redacted, and filled even where the status is not PC_OK: PC_USAGE (patterns, a
 * program that cannot be started), PC_UNREACHABLE (a breach of the protocol), PC_INTERRUPTED, PC_NO_MEMORY.
 */
enum pc_status pc_run_client(const struct pc_spec *spec, const struct pc_client_options *client,
                             const struct pc_run_options *options, struct pc_result *result,
                             struct pc_error *err);

#endif
