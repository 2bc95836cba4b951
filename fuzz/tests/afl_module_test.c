/* The module for AFL++ as afl-fuzz takes it: opened by its path with every symbol bound at once, its
 * functions found by name, called as AFL++ calls them. AFL++ need not be there. */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS   2000u
#define MAX_SIZE 2048u

static unsigned failures;

static void check(bool holds, const char *what) {
    if (!holds)
        fprintf(stderr, "FAILED: %s\n", what);
    failures += holds ? 0 : 1;
}

/* What AFL++ 4 looks for; the types are those of its documentation. */
struct module {
    void *(*init)(void *afl, unsigned int seed);
    size_t (*fuzz)(void *data, uint8_t *buf, size_t buf_size, uint8_t **out_buf, uint8_t *add_buf,
                   size_t add_buf_size, size_t max_size);
    void (*deinit)(void *data);
};

/* ISO C has no way from an object's address to a function. */
static void find(void *library, const char *name, void *function, size_t size) {
    void *symbol = dlsym(library, name);
    check(symbol != NULL, name);
    if (symbol == NULL)
        exit(EXIT_FAILURE);
    memcpy(function, &symbol, size);
}

static uint64_t evolve(const struct module *module, unsigned seed, uint8_t *add, size_t add_size) {
    static uint8_t text[MAX_SIZE];
    size_t size = 2;
    uint64_t sum = 0;
    unsigned changed = 0;
    void *data = module->init(NULL, seed);
    check(data != NULL, "a mutator");
    memcpy(text, "{}", size);
    for (unsigned i = 0; i < ROUNDS; i++) {
        uint8_t *out = NULL, before[MAX_SIZE];
        memcpy(before, text, size);
        size_t made = module->fuzz(data, text, size, &out, add, add_size, MAX_SIZE);
        check(out != NULL && made <= MAX_SIZE, "an input within the limit");
        if (out == NULL || made > MAX_SIZE)
            exit(EXIT_FAILURE);
        check(memcmp(before, text, size) == 0, "AFL++'s own input stays as it was");
        changed += made != size || memcmp(out, text, made) != 0 ? 1 : 0;
        for (size_t k = 0; k < made; k++)
            sum = sum * 31 + out[k];
        memcpy(text, out, made);
        size = made;
    }
    check(changed > ROUNDS / 2, "most calls change the input");
    module->deinit(data);
    return sum;
}

int main(int argc, char **argv) {
    struct module module;
    uint8_t add[] = "{\"deployment_id\":\"w604592\"}";
    void *library = argc == 2 ? dlopen(argv[1], RTLD_NOW) : NULL;
    if (library == NULL) {
        fprintf(stderr, "FAILED: %s\n", argc == 2 ? dlerror() : "usage: afl_module_test MODULE");
        return EXIT_FAILURE;
    }
    find(library, "afl_custom_init", &module.init, sizeof module.init);
    find(library, "afl_custom_fuzz", &module.fuzz, sizeof module.fuzz);
    find(library, "afl_custom_deinit", &module.deinit, sizeof module.deinit);
    uint64_t first = evolve(&module, 1, add, sizeof add - 1);
    check(first == evolve(&module, 1, add, sizeof add - 1), "the same seed gives the same inputs");
    check(first != evolve(&module, 2, add, sizeof add - 1), "another seed gives others");
    evolve(&module, 3, NULL, 0); /* a queue of one has nothing to splice with */
    dlclose(library);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
