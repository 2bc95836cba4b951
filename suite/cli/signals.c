#include "options.h"

#include <signal.h>
#include <unistd.h>

/* A second signal ends the program at once, but not one that comes with the first: timeout(1) sends each
 * signal to its child and to the child's group. */
#define SAME_SIGNAL_MS 500

static volatile sig_atomic_t interrupted;
static volatile int64_t interrupted_ms; /* in pc_clock_ms time */

static void on_signal(int number) {
    int64_t now_ms = pc_clock_ms();
    if (!interrupted) {
        interrupted_ms = now_ms;
        interrupted = 1;
    } else if (now_ms - interrupted_ms > SAME_SIGNAL_MS) {
        signal(number, SIG_DFL);
        raise(number);
    }
}

void signals_begin(void) {
    signal(SIGXFSZ, SIG_IGN);
}

void signals_watch(void) {
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* nohup(1) wants a run to outlive its terminal. */
    struct sigaction hangup;
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

bool signals_interrupted(void *context) {
    (void)context;
    return interrupted != 0;
}

static sigset_t ending_signals(void) {
    sigset_t both;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGTERM);
    return both;
}

void signals_hold(void) {
    sigset_t both = ending_signals();
    pthread_sigmask(SIG_BLOCK, &both, NULL);
    signal(SIGPIPE, SIG_IGN);
}

void signals_wait(void) {
    sigset_t both = ending_signals();
    int number;
    sigwait(&both, &number);
}
