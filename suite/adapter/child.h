/* The process: started, fed, listened to, ended. */
#ifndef PC_ADAPTER_CHILD_H
#define PC_ADAPTER_CHILD_H

#include "pc_adapter.h"

#include <sys/types.h>

#define CHILD_POLL_STEP_MS 5

struct child {
    pid_t pid; /* 0: none; also its group's id */
    int in;    /* its standard input; -1: closed */
    int out;
    int err;
    struct pc_buf ahead; /* what came on `out` behind the line before */
};

/* How a process ended. */
struct child_end {
    int signal;
    int exit_status;
};

/* PC_USAGE where the program is not there or may not be run. `environment` is NAME=VALUE…, NULL-terminated.
 */
enum pc_status child_start(struct child *child, char *const *argv, char *const *environment,
                           struct pc_error *err);
void child_close_input(struct child *child); /* it is to end by itself */
/* Kills the group and takes the process's end; {0} is fine. */
struct child_end child_kill(struct child *child);
/* Whether it has ended by itself; nothing of it is taken yet. */
bool child_is_over(const struct child *child);
/* The same; then the rest of its group is killed and the descriptors are closed. */
bool child_has_ended(struct child *child, struct child_end *end);
/* The same, waiting for at most `wait_ms`; killed after that. `killed` tells which. */
struct child_end child_wait(struct child *child, int64_t wait_ms, bool *killed);

/* Feeds `text` to the process and reads what it says until a line is complete (`whole`: until it closes its
 * output). PC_OK; PC_CLOSED: no more output comes; PC_TIMEOUT; PC_LIMIT: longer than PC_ADAPTER_MAX_LINE;
 * PC_INTERRUPTED; PC_NO_MEMORY. `line` is without its line end. */
struct talk {
    struct pc_view text;
    bool whole;
    int64_t deadline_ms;
    struct pc_buf *line;
    struct pc_buf *noise;
    bool (*interrupted)(void *context);
    void *interrupted_context;
};
enum pc_status child_talk(struct child *child, struct talk *talk);
/* Takes in what stands on standard error now. */
void child_take_noise(struct child *child, struct pc_buf *noise);
/* Like child_wait, taking in what it still says on either stream. */
struct child_end child_hear_out(struct child *child, int64_t wait_ms, struct pc_buf *noise, bool *killed);

#endif
