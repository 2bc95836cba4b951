#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void(fuzz_require)(bool holds, const char *what) {
    if (!holds)
        fuzz_violated(what);
}

void fuzz_violated(const char *what) {
    fprintf(stderr, "violated: %s\n", what);
    abort();
}

char *fuzz_exact_copy(const uint8_t *data, size_t size) {
    char *copy = malloc(size);
    fuzz_require(copy != NULL || size == 0, "memory for a copy of the input");
    if (copy == NULL)
        copy = calloc(1, 1);
    if (size > 0)
        memcpy(copy, data, size);
    return copy;
}
