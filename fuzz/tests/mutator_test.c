/* The mutator by itself, through AFL++'s door: the same seed gives the same texts, none is longer than
 * allowed, nothing is allocated for one, three quarters are JSON, all that it can make of nothing comes up,
 * and a quarter of the mutations work on bytes. Prints what it counted. */
#include "json_mutator.h"
#include "json_types.h"
#include "oracle.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXTS    20000u
#define MAX_SIZE 2048u
#define POOL     64u

void *afl_custom_init(void *afl, unsigned int seed);
size_t afl_custom_fuzz(void *data, uint8_t *buf, size_t buf_size, uint8_t **out_buf, uint8_t *add_buf,
                       size_t add_buf_size, size_t max_size);
void afl_custom_deinit(void *data);
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);

static bool forbid_allocation;
static unsigned allocations, failures;

void *__wrap_malloc(size_t size) {
    allocations += forbid_allocation ? 1 : 0;
    return __real_malloc(size);
}

void *__wrap_realloc(void *old, size_t size) {
    allocations += forbid_allocation ? 1 : 0;
    return __real_realloc(old, size);
}

static void check(bool holds, const char *what) {
    if (!holds)
        fprintf(stderr, "FAILED: %s\n", what);
    failures += holds ? 0 : 1;
}

struct counts {
    unsigned json;
    unsigned long long checksum; /* of all texts */
    bool *seen;                  /* for each of json_types */
};

/* A small evolution: a text replaces another one of the pool, so that trees grow and decay. */
static struct counts evolve(unsigned seed) {
    static uint8_t pool[POOL][MAX_SIZE];
    static size_t sizes[POOL];
    struct counts counts = {.seen = calloc(json_type_count, sizeof(bool))};
    void *mutator = afl_custom_init(NULL, seed);
    if (counts.seen == NULL || mutator == NULL)
        exit(EXIT_FAILURE);
    memset(sizes, 0, sizeof sizes);
    for (unsigned i = 0; i < TEXTS; i++) {
        uint8_t *text;
        unsigned from = (i * 7) % POOL, add = (i * 13) % POOL, to = (i * 31) % POOL;
        forbid_allocation = i > 0; /* the first makes room for all */
        size_t size =
            afl_custom_fuzz(mutator, pool[from], sizes[from], &text, pool[add], sizes[add], MAX_SIZE);
        forbid_allocation = false;
        check(size <= MAX_SIZE, "a text is as long as is allowed");
        bool is_json = oracle_json(text, size, SIZE_MAX).accepted;
        counts.json += is_json ? 1 : 0;
        for (size_t k = 0; k < size; k++)
            counts.checksum = counts.checksum * 31 + text[k];
        for (size_t k = 0; k < json_type_count && is_json; k++) {
            char key[80];
            snprintf(key, sizeof key, "\"%s\":", json_types[k].name);
            for (size_t at = 0; at + strlen(key) <= size; at++)
                counts.seen[k] = counts.seen[k] || memcmp(text + at, key, strlen(key)) == 0;
        }
        memcpy(pool[to], text, size);
        sizes[to] = size;
    }
    afl_custom_deinit(mutator);
    return counts;
}

int main(void) {
    struct counts first = evolve(1), again = evolve(1), other = evolve(2);
    check(first.checksum == again.checksum, "the same seed gives the same texts");
    check(first.checksum != other.checksum, "another seed gives other texts");
    check(allocations == 0, "no text costs an allocation");
    check(first.json >= TEXTS / 4 * 3, "three quarters are JSON");
    check(first.json < TEXTS / 20 * 19, "some are not");
    for (size_t i = 0; i < json_type_count; i++)
        if (json_types[i].index > 0)
            check(first.seen[i], json_types[i].name);
    printf("%u texts, %u of them JSON\n", TEXTS, first.json);
    free(first.seen);
    free(again.seen);
    free(other.seen);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
