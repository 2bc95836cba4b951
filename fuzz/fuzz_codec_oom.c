/* Each allocation fails once, in turn: the codecs, the reader and the schema core say "no memory" or give
 * what they gave before, and nothing is left behind. Of a step of many allocations the later ones are a
 * sample that the input's bytes choose: over many inputs all have their turn. cJSON, a shared library,
 * allocates through its hooks. */
#include "allocation.h"
#include "bytes.h"
#include "contract_answer.h"
#include "memory_steps.h"
#include "support.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#define ALL_TRIED 48u /* allocations of one step */
#define SAMPLED   24u /* of those behind them, at most twice as many */

static struct pc_buf expected, seen;

static void set_up(size_t size) {
    if (expected.limit == 0) {
        cJSON_Hooks hooks = {__wrap_malloc, __wrap_free};
        cJSON_InitHooks(&hooks);
        pc_buf_init(&expected, SIZE_MAX / 2);
        pc_buf_init(&seen, SIZE_MAX / 2);
    }
    contract_schema(CODEC_DEPLOYMENT); /* compiled, before anything fails */
    allocation_fail(0);
    fuzz_require(pc_buf_reserve(&expected, 8 * size + 4096) == PC_OK &&
                     pc_buf_reserve(&seen, 8 * size + 4096) == PC_OK,
                 "memory for a text");
}

static void try_without(memory_step *step, const struct memory_begun *begun, size_t number) {
    long before = allocation_live();
    pc_buf_reset(&seen);
    allocation_fail(number);
    enum pc_status status = step(begun, &seen);
    allocation_fail(0);
    fuzz_require(status == PC_NO_MEMORY || status == PC_OK, "the failure is called no memory");
    fuzz_require(status != PC_OK || pc_view_equal(pc_buf_view(&seen), pc_buf_view(&expected)),
                 "who goes on without memory gives what was given with it");
    fuzz_require(allocation_live() == before, "nothing is left behind");
}

static void try_step(memory_step *step, const struct memory_begun *begun, uint32_t hash) {
    pc_buf_reset(&expected);
    allocation_fail(0);
    fuzz_require(step(begun, &expected) == PC_OK, "with memory all goes well");
    size_t count = allocation_count();
    size_t stride = count > ALL_TRIED + SAMPLED ? (count - ALL_TRIED) / SAMPLED : 1;
    for (size_t number = 1; number <= count; number += number < ALL_TRIED ? 1 : stride) {
        if (number == ALL_TRIED)
            number += hash % stride;
        try_without(step, begun, number);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct memory_begun begun;
    char *copy = fuzz_exact_copy(data, size);
    set_up(size);
    memory_steps_begin((struct pc_view){copy, size}, &begun);
    for (size_t i = 0; i < MEMORY_STEPS; i++)
        try_step(memory_steps[i], &begun, bytes_hash(data, size));
    memory_steps_end(&begun);
    free(copy);
    return 0;
}
