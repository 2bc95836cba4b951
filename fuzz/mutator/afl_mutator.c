/* AFL++ does not call libFuzzer's custom mutators: this module hands its own calls on.
 *   AFL_CUSTOM_MUTATOR_LIBRARY=fuzz/libafl_mutator.so AFL_CUSTOM_MUTATOR_ONLY=1 afl-fuzz … */
#include "byte_mutator.h"
#include "json_mutator.h"

#include <stdlib.h>
#include <string.h>

struct afl_mutator {
    struct chance chance;
    uint8_t *text;
    size_t capacity;
};

void *afl_custom_init(void *afl, unsigned int seed);
size_t afl_custom_fuzz(void *data, uint8_t *buf, size_t buf_size, uint8_t **out_buf, uint8_t *add_buf,
                       size_t add_buf_size, size_t max_size);
void afl_custom_deinit(void *data);

void *afl_custom_init(void *afl, unsigned int seed) {
    (void)afl;
    struct afl_mutator *mutator = calloc(1, sizeof *mutator);
    if (mutator != NULL)
        mutator->chance.state = seed;
    return mutator;
}

size_t afl_custom_fuzz(void *data, uint8_t *buf, size_t buf_size, uint8_t **out_buf, uint8_t *add_buf,
                       size_t add_buf_size, size_t max_size) {
    struct afl_mutator *mutator = data;
    *out_buf = buf;
    if (max_size > mutator->capacity) {
        uint8_t *text = realloc(mutator->text, max_size);
        if (text == NULL)
            return buf_size < max_size ? buf_size : max_size;
        mutator->text = text;
        mutator->capacity = max_size;
    }
    byte_mutator_begin(&mutator->chance);
    unsigned seed = chance_below(&mutator->chance, UINT32_MAX);
    size_t size = 0;
    if (add_buf != NULL && chance_below(&mutator->chance, 8) == 0)
        size = LLVMFuzzerCustomCrossOver(buf, buf_size, add_buf, add_buf_size, mutator->text, max_size, seed);
    if (size == 0) {
        size = buf_size < max_size ? buf_size : max_size;
        memcpy(mutator->text, buf, size);
        size = LLVMFuzzerCustomMutator(mutator->text, size, max_size, seed);
    }
    *out_buf = mutator->text;
    return size;
}

void afl_custom_deinit(void *data) {
    struct afl_mutator *mutator = data;
    byte_mutator_begin(NULL);
    free(mutator->text);
    free(mutator);
}
