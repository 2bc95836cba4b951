/* What the benchmarks share: contenders that take turns, and medians told as ratios to a yardstick. */
#ifndef BENCH_ROUNDS_H
#define BENCH_ROUNDS_H

#include "pc_base.h"

#define BENCH_MAX_ROUNDS     101u
#define BENCH_MAX_CONTENDERS 8u

struct bench_contender {
    const char *name;
    bool (*prepare)(void *context); /* not timed; NULL: nothing */
    bool (*run)(void *context);     /* false: what it does went wrong, and its time means nothing */
};

/* Once to warm up, then `rounds` times in turn, A B C A B C. Prints a line for each: the median time, and the
 * median, least and greatest of the ratios to the first one of the same round, by the clock and by the
 * processor time of this thread and the programs it ran. False where a contender failed. */
bool bench_compare(const struct bench_contender *contenders, size_t count, void *context, unsigned rounds);

/* A positive number up to `most`; 0 where it is none. */
unsigned bench_argument(const char *text, unsigned most);
int bench_compare_ns(const void *left, const void *right); /* of int64_t, for qsort */

#endif
