/* For the tests of the harness's own parts: says what did not hold, and goes on. */
#ifndef EXPECT_H
#define EXPECT_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static unsigned expect_failures;

static inline void expect(bool holds, const char *what) {
    if (!holds)
        fprintf(stderr, "FAILED: %s\n", what);
    expect_failures += holds ? 0 : 1;
}

/* Whether an oracle's sentence is violated: the process that says so dies, hence one of its own. */
static inline bool violates(void (*check)(const void *), const void *argument) {
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        check(argument);
        _exit(EXIT_SUCCESS);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) &&
           WTERMSIG(status) == SIGABRT;
}

static inline int expect_exit(void) {
    return expect_failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
