#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t wall_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
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

static bool take_turn(const struct bench_contender *contender, void *context, int64_t *ns) {
    if (contender->prepare != NULL && !contender->prepare(context))
        return false;
    int64_t start = wall_ns();
    bool right = contender->run(context);
    *ns = wall_ns() - start;
    if (!right)
        fprintf(stderr, "%s: it went wrong, so its time means nothing\n", contender->name);
    return right;
}

static void tell(const char *name, int64_t *ns, const int64_t *yardstick_ns, unsigned rounds) {
    double ratios[BENCH_MAX_ROUNDS];
    for (unsigned i = 0; i < rounds; i++)
        ratios[i] = (double)ns[i] / (double)yardstick_ns[i];
    qsort(ratios, rounds, sizeof ratios[0], compare_ratios);
    int64_t sorted[BENCH_MAX_ROUNDS];
    for (unsigned i = 0; i < rounds; i++)
        sorted[i] = ns[i];
    qsort(sorted, rounds, sizeof sorted[0], bench_compare_ns);
    printf("%-52s %9.2f ms   %.2f of the first (%.2f to %.2f)\n", name, (double)sorted[rounds / 2] / 1e6,
           ratios[rounds / 2], ratios[0], ratios[rounds - 1]);
}

bool bench_compare(const struct bench_contender *contenders, size_t count, void *context, unsigned rounds) {
    static int64_t ns[BENCH_MAX_CONTENDERS][BENCH_MAX_ROUNDS];
    int64_t warm_ns;
    bool right = count <= BENCH_MAX_CONTENDERS && rounds <= BENCH_MAX_ROUNDS;
    for (size_t k = 0; right && k < count; k++)
        right = take_turn(&contenders[k], context, &warm_ns);
    for (unsigned round = 0; round < rounds; round++) {
        for (size_t k = 0; right && k < count; k++)
            right = take_turn(&contenders[k], context, &ns[k][round]);
    }
    for (size_t k = 0; right && k < count; k++)
        tell(contenders[k].name, ns[k], ns[0], rounds);
    return right;
}

unsigned bench_argument(const char *text, unsigned most) {
    char *end;
    unsigned long value = strtoul(text, &end, 10);
    return *text >= '0' && *text <= '9' && *end == '\0' && value <= most ? (unsigned)value : 0;
}
