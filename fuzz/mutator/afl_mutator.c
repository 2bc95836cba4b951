/* AFL++ does not call libFuzzer's custom mutators: this module hands its own calls on.
 *   AFL_CUSTOM_MUTATOR_LIBRARY=fuzz/libafl_mutator.so AFL_CUSTOM_MUTATOR_ONLY=1 afl-fuzz … */
#include "json_mutator.h"

#include "json_values.h"

#include <stdlib.h>
#include <string.h>

struct afl_mutator {
    struct chance chance;
    uint8_t *text;
    size_t capacity;
};

static struct chance *engine_chance; /* of LLVMFuzzerMutate below */

void *afl_custom_init(void *afl, unsigned int seed);
size_t afl_custom_fuzz(void *data, uint8_t *buf, size_t buf_size, uint8_t **out_buf, uint8_t *add_buf,
                       size_t add_buf_size, size_t max_size);
void afl_custom_deinit(void *data);

/* What libFuzzer would do to bytes, in small: AFL++ has no such function to offer. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size) {
    struct chance *chance = engine_chance;
    size_t at = size == 0 ? 0 : chance_below(chance, (uint32_t)size);
    switch (chance_below(chance, 4)) {
    case 0:
        if (size < max_size) {
            memmove(data + at + 1, data + at, size - at);
            data[at] = (uint8_t)chance_below(chance, 256);
            return size + 1;
        }
        break;
    case 1:
        if (size > 1) {
            memmove(data + at, data + at + 1, size - at - 1);
            return size - 1;
        }
        break;
    case 2:
        if (size > 0)
            data[at] ^= (uint8_t)(1u << chance_below(chance, 8));
        break;
    default:
        if (size > 0)
            data[at] = (uint8_t)chance_below(chance, 256);
    }
    return size;
}

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
    engine_chance = &mutator->chance;
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
    free(mutator->text);
    free(mutator);
}
