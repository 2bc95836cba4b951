/* Counts allocations and lets one fail. The linker brings the calls of malloc and its kin here (--wrap,
 * targets.cmake); a shared library's come only where it has hooks that are set to them. */
#ifndef ALLOCATION_H
#define ALLOCATION_H

#include <stddef.h>

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *memory);

/* The allocation of that number fails, counted from 1 and from now on; 0: none does. */
void allocation_fail(size_t number);
size_t allocation_count(void); /* since then */
long allocation_live(void);    /* blocks that were allocated and not yet released */

#endif
