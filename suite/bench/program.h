/* Runs a program to its end. */
#ifndef BENCH_PROGRAM_H
#define BENCH_PROGRAM_H

#define BENCH_MAX_WORDS 64u /* of a command, its end included */

/* Its exit status; standard output is thrown away. -1: it could not be started, or a signal ended it. */
int bench_program_run(const char *const *words);

#endif
