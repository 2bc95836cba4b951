#include "support.h"

#include <locale.h>
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

double fuzz_double(const char *text) {
    static locale_t plain;
    if (plain == (locale_t)0)
        plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    fuzz_require(plain != (locale_t)0, "memory for the locale C");
    locale_t before = uselocale(plain);
    double number = strtod(text, NULL);
    uselocale(before);
    return number;
}
