/* How long the program takes to start, as a ratio to programs that do nothing.
 *
 *   bench_start PROGRAM NOTHING NOTHING_WITH_LIBRARIES [ROUNDS]
 *
 * NOTHING is a main that returns 0; the other one is linked to the libraries that promotecheck needs as well,
 * so it shows what the loader takes. Exits 1 where a program does not end with 0. */
#include "program.h"
#include "rounds.h"

#include <stdio.h>

#define DEFAULT_ROUNDS 31u
#define STARTS         10u /* in a round: one alone is too short for the clock */

struct bench {
    const char *program, *nothing, *with_libraries;
};

static bool start(const char *program, const char *word, const char *further) {
    const char *const words[] = {program, word, further, NULL};
    bool right = true;
    for (unsigned i = 0; right && i < STARTS; i++)
        right = bench_program_run(words) == 0;
    return right;
}

static bool start_nothing(void *context) {
    return start(((struct bench *)context)->nothing, NULL, NULL);
}

static bool start_with_libraries(void *context) {
    return start(((struct bench *)context)->with_libraries, NULL, NULL);
}

static bool tell_version(void *context) {
    return start(((struct bench *)context)->program, "--version", NULL);
}

static bool list(void *context) {
    return start(((struct bench *)context)->program, "list", NULL);
}

static bool check_help(void *context) {
    return start(((struct bench *)context)->program, "server", "--help");
}

static const struct bench_contender contenders[] = {
    {"a main that returns 0", NULL, start_nothing},
    {"the same, linked to libcurl and cJSON", NULL, start_with_libraries},
    {"promotecheck --version", NULL, tell_version},
    {"promotecheck server --help", NULL, check_help},
    {"promotecheck list", NULL, list},
};

int main(int argc, char **argv) {
    unsigned rounds = argc > 4 ? bench_argument(argv[4], BENCH_MAX_ROUNDS) : DEFAULT_ROUNDS;
    if (argc < 4 || argc > 5 || rounds == 0) {
        fprintf(stderr, "usage: bench_start PROGRAM NOTHING NOTHING_WITH_LIBRARIES [ROUNDS (1 to %u)]\n",
                BENCH_MAX_ROUNDS);
        return 2;
    }
    struct bench bench = {argv[1], argv[2], argv[3]};
    printf("%u starts\n", STARTS);
    return !bench_compare(contenders, sizeof contenders / sizeof contenders[0], &bench, rounds);
}
