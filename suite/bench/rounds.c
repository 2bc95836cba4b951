#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

/* What a turn took: by the clock on the wall, and of the processors. */
struct turn {
    int64_t wall_ns;
    int64_t cpu_ns;
};

struct ratios {
    double medians, minima; /* of the turns */
    double least, greatest; /* round by round, so that a machine whose speed drifts does not matter */
};

static int64_t clock_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t timeval_ns(struct timeval time) {
    return (int64_t)time.tv_sec * 1000000000 + (int64_t)time.tv_usec * 1000;
}

/* Of this thread and of the programs that it ran: the servers are threads of their own, and the same for all.
 */
static int64_t cpu_ns(void) {
    struct rusage children;
    getrusage(RUSAGE_CHILDREN, &children);
    return clock_ns(CLOCK_THREAD_CPUTIME_ID) + timeval_ns(children.ru_utime) + timeval_ns(children.ru_stime);
}

int bench_compare_ns(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left;
    int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static bool take_turn(const struct bench_contender *contender, void *context, struct turn *turn) {
    if (contender->prepare != NULL && !contender->prepare(context))
        return false;
    int64_t wall_ns = clock_ns(CLOCK_MONOTONIC);
    int64_t cpu_before_ns = cpu_ns();
    bool right = contender->run(context);
    turn->cpu_ns = cpu_ns() - cpu_before_ns;
    turn->wall_ns = clock_ns(CLOCK_MONOTONIC) - wall_ns;
    if (!right)
        fprintf(stderr, "%s: it went wrong, so its time means nothing\n", contender->name);
    return right;
}

static void sort_times(const struct turn *turns, unsigned rounds, bool cpu, int64_t *sorted_ns) {
    for (unsigned i = 0; i < rounds; i++)
        sorted_ns[i] = cpu ? turns[i].cpu_ns : turns[i].wall_ns;
    qsort(sorted_ns, rounds, sizeof sorted_ns[0], bench_compare_ns);
}

static struct ratios compare(const struct turn *turns, const struct turn *yardstick, unsigned rounds,
                             bool cpu) {
    int64_t sorted_ns[BENCH_MAX_ROUNDS];
    int64_t yardstick_ns[BENCH_MAX_ROUNDS];
    sort_times(turns, rounds, cpu, sorted_ns);
    sort_times(yardstick, rounds, cpu, yardstick_ns);
    size_t middle = rounds / 2;
    struct ratios ratios = {.medians = (double)sorted_ns[middle] / (double)yardstick_ns[middle],
                            .minima = (double)sorted_ns[0] / (double)yardstick_ns[0]};
    for (unsigned i = 0; i < rounds; i++) {
        double ratio = cpu ? (double)turns[i].cpu_ns / (double)yardstick[i].cpu_ns
                           : (double)turns[i].wall_ns / (double)yardstick[i].wall_ns;
        ratios.least = i == 0 || ratio < ratios.least ? ratio : ratios.least;
        ratios.greatest = ratio > ratios.greatest ? ratio : ratios.greatest;
    }
    return ratios;
}

static void tell_ratios(const char *what, const struct turn *turns, const struct turn *yardstick,
                        unsigned rounds, bool cpu) {
    struct ratios ratios = compare(turns, yardstick, rounds, cpu);
    printf("  %s %5.2f (minima %.2f, rounds %.2f to %.2f)", what, ratios.medians, ratios.minima, ratios.least,
           ratios.greatest);
}

static void tell(const char *name, const struct turn *turns, const struct turn *yardstick, unsigned rounds) {
    int64_t wall_ns[BENCH_MAX_ROUNDS];
    size_t middle = rounds / 2;
    sort_times(turns, rounds, false, wall_ns);
    printf("%-40s %9.2f ms", name, (double)wall_ns[middle] / 1e6);
    tell_ratios("wall", turns, yardstick, rounds, false);
    tell_ratios("cpu", turns, yardstick, rounds, true);
    putchar('\n');
}

bool bench_compare(const struct bench_contender *contenders, size_t count, void *context, unsigned rounds) {
    static struct turn turns[BENCH_MAX_CONTENDERS][BENCH_MAX_ROUNDS];
    struct turn warm;
    bool right = count <= BENCH_MAX_CONTENDERS && rounds <= BENCH_MAX_ROUNDS;
    for (size_t k = 0; right && k < count; k++)
        right = take_turn(&contenders[k], context, &warm);
    for (unsigned round = 0; round < rounds; round++) {
        for (size_t k = 0; right && k < count; k++)
            right = take_turn(&contenders[k], context, &turns[k][round]);
    }
    for (size_t k = 0; right && k < count; k++)
        tell(contenders[k].name, turns[k], turns[0], rounds);
    return right;
}

unsigned bench_argument(const char *text, unsigned most) {
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' && value <= most ? (unsigned)value : 0;
}
