/* What the reports say of how many cases there were, counted where it is told case by case and held against
 * what is told in one place. Knows nothing of the renderers. */
#ifndef REPORT_COUNTS_H
#define REPORT_COUNTS_H

#include <stdbool.h>
#include <stddef.h>

struct report_counts {
    size_t passed, failed, skipped;
};

/* The last line: "1 passed, 2 failed, 0 skipped". */
bool closing_counts(const char *text, size_t size, struct report_counts *out);
/* TAP version 14: the plan is kept, and the test points are numbered in their order. */
bool tap_counts(const char *text, size_t size, struct report_counts *out);
/* JUnit XML that is well-formed: the elements are as many as the suite's attributes say. */
bool junit_counts(const char *text, size_t size, struct report_counts *out);

#endif
