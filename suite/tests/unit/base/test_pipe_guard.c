#include "fixture.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static bool is_member(int (*of)(sigset_t *set)) {
    sigset_t set;
    assert_int_equal(of(&set), 0);
    return sigismember(&set, SIGPIPE) == 1;
}

static int blocked(sigset_t *set) {
    return pthread_sigmask(SIG_BLOCK, NULL, set);
}

/* The signal's disposition is the usual one: without the guard this ends the program. */
static void write_to_nobody(void) {
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    close(ends[0]);
    assert_int_equal(write(ends[1], "x", 1), -1);
    assert_int_equal(errno, EPIPE);
    close(ends[1]);
}

static void keeps_the_signal_off(void **state) {
    (void)state;
    struct pc_pipe_guard guard;
    pc_pipe_guard_enter(&guard, true);
    write_to_nobody();
    assert_true(is_member(sigpending));
    pc_pipe_guard_leave(&guard);
    assert_false(is_member(sigpending));
    assert_false(is_member(blocked));
}

static void leaves_what_was_there(void **state) {
    (void)state;
    struct pc_pipe_guard guard;
    sigset_t pipe_signal;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, NULL);
    raise(SIGPIPE);
    pc_pipe_guard_enter(&guard, true);
    write_to_nobody();
    pc_pipe_guard_leave(&guard);
    assert_true(is_member(sigpending));
    assert_true(is_member(blocked));
    int taken = 0;
    assert_int_equal(sigwait(&pipe_signal, &taken), 0);
    pthread_sigmask(SIG_UNBLOCK, &pipe_signal, NULL);
}

static void does_nothing_where_it_is_not_needed(void **state) {
    (void)state;
    struct pc_pipe_guard guard;
    pc_pipe_guard_enter(&guard, false);
    assert_false(is_member(blocked));
    pc_pipe_guard_leave(&guard);
}

int run_pipe_guard_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_signal_off),
        cmocka_unit_test(leaves_what_was_there),
        cmocka_unit_test(does_nothing_where_it_is_not_needed),
    };
    return cmocka_run_group_tests_name("pipe_guard", tests, NULL, NULL);
}
