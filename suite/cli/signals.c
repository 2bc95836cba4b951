#include "options.h"

#include <signal.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_signal(int number) {
    /* The second one means it: the default action ends the program at once. */
    if (interrupted) {
        signal(number, SIG_DFL);
        raise(number);
    }
    interrupted = 1;
}

void signals_watch(void) {
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
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
