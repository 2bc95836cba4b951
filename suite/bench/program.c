#include "program.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

int bench_program_run(const char *const *words) {
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = -1;
    /* posix_spawn does not change the words, and cannot say so. */
    char *arguments[BENCH_MAX_WORDS] = {NULL};
    for (size_t i = 0; i + 1 < BENCH_MAX_WORDS && words[i] != NULL; i++)
        memcpy(&arguments[i], &words[i], sizeof arguments[i]);
    if (words[0] == NULL || posix_spawn_file_actions_init(&actions) != 0)
        return -1;
    bool started = posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
                   posix_spawn(&child, words[0], &actions, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!started || waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
        return -1;
    return WEXITSTATUS(status);
}
