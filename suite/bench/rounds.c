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
    double least, median, greatest;
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

static int compare_ratios(const void *left, const void *right) {
    double a = *(const double *)left;
    double b = *(const double *)right;
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

/* Round by round, so that a machine whose speed drifts does not matter. */
static struct ratios compare(const struct turn *turns, const struct turn *yardstick, unsigned rounds,
                             bool cpu) {
    double ratios[BENCH_MAX_ROUNDS];
    for (unsigned i = 0; i < rounds; i++)
        ratios[i] = cpu ? (double)turns[i].cpu_ns / (double)yardstick[i].cpu_ns
                        : (double)turns[i].wall_ns / (double)yardstick[i].wall_ns;
    qsort(ratios, rounds, sizeof ratios[0], compare_ratios);
    return (struct ratios){ratios[0], ratios[rounds / 2], ratios[rounds - 1]};
}

static void tell(const char *name, const struct turn *turns, const struct turn *yardstick, unsigned rounds) {
    int64_t wall_ns[BENCH_MAX_ROUNDS];
    for (unsigned i = 0; i < rounds; i++)
        wall_ns[i] = turns[i].wall_ns;
    qsort(wall_ns, rounds, sizeof wall_ns[0], bench_compare_ns);
    int64_t median_ns = wall_ns[rounds / 2];
    struct ratios wall = compare(turns, yardstick, rounds, false);
    struct ratios cpu = compare(turns, yardstick, rounds, true);
    printf("%-40s %9.2f ms  wall %5.2f (%.2f to %.2f)  cpu %5.2f (%.2f to %.2f)\n", name,
           (double)median_ns / 1e6, wall.median, wall.least, wall.greatest, cpu.median, cpu.least,
           cpu.greatest);
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
