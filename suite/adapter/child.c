#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Descriptors below this are closed in the process whether or not they are open here: another thread may
 * have opened one a moment ago. */
#define MAX_DESCRIPTOR 512

static void close_one(int *descriptor) {
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

static bool make_pipe(int ends[2]) {
    if (pipe(ends) != 0) {
        ends[0] = ends[1] = -1;
        return false;
    }
    return fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(ends[1], F_SETFD, FD_CLOEXEC) == 0;
}

static bool add_actions(posix_spawn_file_actions_t *actions, const int pipes[3][2]) {
    bool good = posix_spawn_file_actions_adddup2(actions, pipes[0][0], STDIN_FILENO) == 0 &&
                posix_spawn_file_actions_adddup2(actions, pipes[1][1], STDOUT_FILENO) == 0 &&
                posix_spawn_file_actions_adddup2(actions, pipes[2][1], STDERR_FILENO) == 0;
    for (int i = STDERR_FILENO + 1; good && i < MAX_DESCRIPTOR; i++)
        good = posix_spawn_file_actions_addclose(actions, i) == 0;
    return good;
}

/* A group of its own, so that what it starts can be ended with it; no signal blocked or ignored by heritage.
 */
static bool set_attributes(posix_spawnattr_t *attributes) {
    sigset_t none;
    sigset_t usual;
    sigemptyset(&none);
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGXFSZ);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    sigaddset(&usual, SIGHUP);
    return posix_spawnattr_setpgroup(attributes, 0) == 0 &&
           posix_spawnattr_setsigmask(attributes, &none) == 0 &&
           posix_spawnattr_setsigdefault(attributes, &usual) == 0 &&
           posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK |
                                                    POSIX_SPAWN_SETSIGDEF) == 0;
}

static int spawn(pid_t *pid, char *const *argv, char *const *environment, const int pipes[3][2]) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int failed = posix_spawn_file_actions_init(&actions);
    if (failed != 0)
        return failed;
    failed = posix_spawnattr_init(&attributes);
    if (failed == 0) {
        failed = add_actions(&actions, pipes) && set_attributes(&attributes)
                     ? posix_spawnp(pid, argv[0], &actions, &attributes, argv, environment)
                     : ENOMEM;
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

enum pc_status child_start(struct child *child, char *const *argv, char *const *environment,
                           struct pc_error *err) {
    int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
    *child = (struct child){.in = -1, .out = -1, .err = -1};
    bool piped = make_pipe(pipes[0]) && make_pipe(pipes[1]) && make_pipe(pipes[2]);
    int failed = piped ? spawn(&child->pid, argv, environment, (const int(*)[2])pipes) : errno;
    close_one(&pipes[0][0]);
    close_one(&pipes[1][1]);
    close_one(&pipes[2][1]);
    if (failed != 0) {
        child->pid = 0;
        close_one(&pipes[0][1]);
        close_one(&pipes[1][0]);
        close_one(&pipes[2][0]);
        return pc_error_set(err, PC_USAGE,
                            "the adapter %s cannot be started: %s (behind -- stands a program "
                            "and its arguments%s)",
                            argv[0], strerror(failed),
                            failed == EACCES ? ", such as python3 adapter.py" : "");
    }
    child->in = pipes[0][1];
    child->out = pipes[1][0];
    child->err = pipes[2][0];
    fcntl(child->in, F_SETFL, O_NONBLOCK);
    fcntl(child->out, F_SETFL, O_NONBLOCK);
    fcntl(child->err, F_SETFL, O_NONBLOCK);
    pc_buf_init(&child->ahead, PC_ADAPTER_MAX_LINE);
    return PC_OK;
}

/* The group first: once its leader is taken the number may be given to others. */
static struct child_end reap(struct child *child) {
    struct child_end end = {0};
    int status = 0;
    kill(-child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    if (WIFSIGNALED(status))
        end.signal = WTERMSIG(status);
    else if (WIFEXITED(status))
        end.exit_status = WEXITSTATUS(status);
    child->pid = 0;
    close_one(&child->in);
    close_one(&child->out);
    close_one(&child->err);
    pc_buf_clear(&child->ahead);
    return end;
}

void child_close_input(struct child *child) {
    if (child->pid != 0)
        close_one(&child->in);
}

struct child_end child_kill(struct child *child) {
    return child->pid == 0 ? (struct child_end){0} : reap(child);
}

bool child_is_over(const struct child *child) {
    siginfo_t info = {0};
    int waited = waitid(P_PID, (id_t)child->pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return waited != 0 || info.si_pid == child->pid;
}

bool child_has_ended(struct child *child, struct child_end *end) {
    if (child->pid == 0 || !child_is_over(child))
        return false;
    *end = reap(child);
    return true;
}

struct child_end child_wait(struct child *child, int64_t wait_ms, bool *killed) {
    int64_t deadline_ms = pc_clock_ms() + wait_ms;
    *killed = false;
    if (child->pid == 0)
        return (struct child_end){0};
    while (!child_is_over(child)) {
        if (pc_clock_ms() >= deadline_ms) {
            *killed = true;
            break;
        }
        poll(NULL, 0, CHILD_POLL_STEP_MS);
    }
    return reap(child);
}
