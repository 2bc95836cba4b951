/* Counts the steps over documents: how often a value's first child, next neighbour, name or bytes were asked
 * for. The linker brings the calls of everything else here (--wrap, targets.cmake): what is
 * counted carries no counter of its own, and cannot forget to count. */
#ifndef WORK_H
#define WORK_H

#include <stdint.h>

/* Since the last call. */
uint64_t work_done(void);

#endif
