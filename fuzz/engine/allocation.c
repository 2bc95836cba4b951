#include "allocation.h"

#include <stdbool.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);

static size_t calls, failing;
static long live;

static bool fails(void) {
    return ++calls == failing;
}

static void *counted(void *memory) {
    live += memory != NULL ? 1 : 0;
    return memory;
}

void *__wrap_malloc(size_t size) {
    return fails() ? NULL : counted(__real_malloc(size));
}

void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : counted(__real_calloc(count, size));
}

void *__wrap_realloc(void *old, size_t size) {
    if (fails())
        return NULL;
    void *memory = __real_realloc(old, size);
    live += old == NULL && memory != NULL ? 1 : 0;
    return memory;
}

void __wrap_free(void *memory) {
    live -= memory != NULL ? 1 : 0;
    __real_free(memory);
}

void allocation_fail(size_t number) {
    calls = 0;
    failing = number;
}

size_t allocation_count(void) {
    return calls;
}

long allocation_live(void) {
    return live;
}
