#include "pc_base.h"

#include <signal.h>
#include <time.h>

static void only_pipe(sigset_t *set) {
    sigemptyset(set);
    sigaddset(set, SIGPIPE);
}

void pc_pipe_guard_enter(struct pc_pipe_guard *guard, bool needed) {
    sigset_t pending;
    sigset_t pipe_signal;
    sigset_t before;
    guard->needed = needed;
    if (!needed)
        return;
    sigpending(&pending);
    guard->pending = sigismember(&pending, SIGPIPE) == 1;
    only_pipe(&pipe_signal);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    guard->blocked = sigismember(&before, SIGPIPE) == 1;
}

void pc_pipe_guard_leave(const struct pc_pipe_guard *guard) {
    sigset_t pending;
    sigset_t pipe_signal;
    struct timespec now = {0};
    if (!guard->needed)
        return;
    only_pipe(&pipe_signal);
    sigpending(&pending);
    if (!guard->pending && sigismember(&pending, SIGPIPE) == 1)
        sigtimedwait(&pipe_signal, NULL, &now);
    if (!guard->blocked)
        pthread_sigmask(SIG_UNBLOCK, &pipe_signal, NULL);
}
