/* The calls of a run: a few lanes, each with an adapter of its own. */
#include "client_internal.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A client that hangs on call after call, in any lane, is not waited for again and again; one that is slow at
 * times, on a machine that is busy, is asked on. */
#define MAX_HANGS_IN_A_ROW 4u
#define MAX_HANGS          24u
#define MAX_BREACHES       4u
#define WAITING_LANES      6u
/* What a client does in the background, behind an answer that invites to ask again, is waited for so long. */
#define LATE_MS 100

/* What the lanes share. */
struct lanes {
    struct client_run *run;
    bool waiting; /* which of the calls are theirs */
    pthread_mutex_t lock;
    size_t next;
    size_t done;
    unsigned hangs;
    bool hangs_on; /* a lane's calls, one after the other */
    unsigned breaches;
    enum pc_status status; /* of the first lane that could not go on */
    struct pc_error err;
};

static bool is_interrupted(const struct client_run *run) {
    return run->options->interrupted != NULL && run->options->interrupted(run->options->interrupted_context);
}

static void leave_out(struct pc_called *called, enum pc_status status, const char *why) {
    called->status = status;
    snprintf(called->not_called, sizeof called->not_called, "%s", why);
}

/* The next call of the lanes' kind, or NULL; those that nobody makes any more are marked so. */
static struct pc_called *take_call(struct lanes *lanes) {
    struct client_run *run = lanes->run;
    struct pc_called *taken = NULL;
    pthread_mutex_lock(&lanes->lock);
    while (taken == NULL && lanes->next < run->call_count) {
        struct pc_called *called = &run->calls[lanes->next++].called;
        if (called->call->waits != lanes->waiting)
            continue;
        if (is_interrupted(run))
            leave_out(called, PC_INTERRUPTED, "the run was interrupted before it");
        else if (lanes->status != PC_OK)
            leave_out(called, lanes->status, lanes->err.message);
        else if (lanes->hangs_on)
            leave_out(called, PC_TIMEOUT, "not asked: the client hung in four calls in a row before");
        else if (lanes->hangs >= MAX_HANGS)
            leave_out(called, PC_TIMEOUT, "not asked: the client hung in 24 calls before");
        else if (lanes->breaches >= MAX_BREACHES)
            leave_out(called, PC_UNREACHABLE, "not asked: the adapter broke its protocol four times before");
        else
            taken = called;
        run->result->interrupted |= called->status == PC_INTERRUPTED;
    }
    if (taken != NULL && run->options->progress != NULL)
        run->options->progress(run->options->progress_context, lanes->done++, run->call_count,
                               taken->call->name);
    pthread_mutex_unlock(&lanes->lock);
    return taken;
}

static void account(struct lanes *lanes, struct pc_called *called, enum pc_status status,
                    const struct pc_error *err, unsigned *hangs_in_a_row) {
    enum pc_adapter_outcome outcome = called->answer_count == 0 || status != PC_OK
                                          ? PC_ADAPTER_UNSUPPORTED
                                          : called->answers[called->answer_count - 1].outcome;
    pthread_mutex_lock(&lanes->lock);
    *hangs_in_a_row = outcome == PC_ADAPTER_HUNG && !called->call->waits ? *hangs_in_a_row + 1 : 0;
    lanes->hangs += *hangs_in_a_row > 0;
    lanes->hangs_on |= *hangs_in_a_row >= MAX_HANGS_IN_A_ROW;
    lanes->breaches += outcome == PC_ADAPTER_BREACH;
    if (status != PC_OK) {
        leave_out(called, status, err->message);
        if (lanes->status == PC_OK) {
            lanes->status = status;
            lanes->err = *err;
        }
    }
    pthread_mutex_unlock(&lanes->lock);
}

/* Interpreters load what a first call needs when it comes: that is not to count against a short time-out. */
static void warm_up(struct lanes *lanes, struct pc_adapter *adapter) {
    if (!lanes->waiting || !lanes->run->holds_a_deployment || !pc_adapter_is_fresh(adapter))
        return;
    struct pc_called called = {.call = &pc_run_handshake};
    struct client_scenes scenes = {0};
    (void)pc_run_make_call(lanes->run, adapter, &scenes, &called, NULL);
    pc_run_leave_scenes(&scenes);
    pc_called_clear(&called);
}

/* The adapter goes before its servers do: as long as it lives it may send. */
static void end_lane(struct lanes *lanes, struct pc_adapter *adapter, struct client_scenes *scenes,
                     struct pc_called *last) {
    if (last != NULL && lanes->waiting && !lanes->run->client->oneshot && !is_interrupted(lanes->run))
        poll(NULL, 0, LATE_MS);
    if (last != NULL && last->answer_count > 0)
        pc_adapter_end(adapter, &last->answers[last->answer_count - 1]);
    pc_adapter_free(adapter);
    pc_run_leave_scenes(scenes);
}

static void *run_lane(void *context) {
    struct lanes *lanes = context;
    struct pc_adapter *adapter = NULL;
    struct pc_error err = {0};
    const struct pc_adapter_options how = {
        .argv = lanes->run->client->argv,
        .oneshot = lanes->run->client->oneshot,
        .interrupted = lanes->run->options->interrupted,
        .interrupted_context = lanes->run->options->interrupted_context,
    };
    enum pc_status made = pc_adapter_new(&how, &adapter, &err);
    struct client_scenes scenes = {0};
    struct pc_called *last = NULL;
    struct pc_called *called;
    unsigned hangs_in_a_row = 0;
    while ((called = take_call(lanes)) != NULL) {
        enum pc_status status = made;
        if (made == PC_OK) {
            warm_up(lanes, adapter);
            status = pc_run_make_call(lanes->run, adapter, &scenes, called, &err);
            last = called;
        }
        account(lanes, called, status, &err, &hangs_in_a_row);
    }
    end_lane(lanes, adapter, &scenes, last);
    return NULL;
}

static enum pc_status run_lanes(struct client_run *run, bool waiting, unsigned count, struct pc_error *err) {
    struct lanes lanes = {.run = run, .waiting = waiting};
    pthread_t threads[PC_RUN_MAX_JOBS];
    unsigned started = 0;
    pthread_mutex_init(&lanes.lock, NULL);
    while (started + 1 < count && pthread_create(&threads[started], NULL, run_lane, &lanes) == 0)
        started++;
    run_lane(&lanes); /* this thread is a lane too: with one, no other is needed */
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&lanes.lock);
    if (lanes.status == PC_INTERRUPTED) {
        run->result->interrupted = true;
        return PC_OK;
    }
    return lanes.status == PC_OK ? PC_OK : pc_error_set(err, lanes.status, "%s", lanes.err.message);
}

static unsigned count_calls(const struct client_run *run, bool waiting) {
    unsigned count = 0;
    for (size_t i = 0; i < run->call_count; i++)
        count += run->calls[i].called.call->waits == waiting;
    return count;
}

static unsigned at_most(unsigned wanted, unsigned calls) {
    unsigned lanes = wanted < PC_RUN_MAX_JOBS ? wanted : PC_RUN_MAX_JOBS;
    return lanes < calls ? lanes : calls;
}

enum pc_status pc_run_make_calls(struct client_run *run, struct pc_error *err) {
    unsigned jobs = run->options->jobs == 0 ? 1 : run->options->jobs;
    unsigned quick = count_calls(run, false);
    unsigned waiting = count_calls(run, true);
    enum pc_status status = quick == 0 ? PC_OK : run_lanes(run, false, at_most(jobs, quick), err);
    if (status == PC_OK && waiting > 0)
        status = run_lanes(run, true, at_most(jobs > WAITING_LANES ? jobs : WAITING_LANES, waiting), err);
    return status;
}
