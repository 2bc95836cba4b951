/* Each allocation fails once, in turn: the codecs, the reader and the schema core say "no memory" or give
 * what they gave before, and nothing is left behind. The linker hands the allocations over (--wrap); cJSON, a
 * shared library, takes them through its hooks. */
#include "contract_answer.h"
#include "pc_codec.h"
#include "support.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#define MAX_TRIED 400u /* allocations of one input */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *memory);

static size_t calls, failing; /* the number of the call that fails; 0: none */
static long live;             /* allocated and not yet released */

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

/* Everything once. PC_NO_MEMORY, or what came out is appended to `out`, whose memory is there already. */
static enum pc_status run(struct pc_view json, struct pc_buf *out) {
    struct pc_deployment deployment = {0}, copy = {0};
    struct pc_promote_request request = {0};
    enum pc_codec_verdict verdict;
    struct pc_codec_refusal refusal = {0};
    const struct pc_json_doc *doc;
    struct pc_validator *validator = pc_validator_new();
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    enum pc_status status = validator == NULL || reader == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK)
        status = pc_json_read(reader, json, &doc, NULL);
    if (status == PC_OK && pc_json_doc_valid(doc))
        status = pc_validate(validator, contract_schema(CODEC_DEPLOYMENT), pc_json_root(doc), PC_VALIDATE_ALL,
                             NULL);
    if (status == PC_OK)
        status = pc_deployment_decode(json, PC_CODEC_LENIENT, &deployment, &verdict, &refusal);
    if (status == PC_OK && verdict == PC_DECODED)
        status = pc_deployment_copy(&copy, &deployment);
    if (status == PC_OK && verdict == PC_DECODED)
        status = pc_deployment_encode(&copy, out);
    if (status == PC_OK && verdict == PC_DECODED)
        fuzz_require(pc_deployment_equal(&copy, &deployment), "a copy equals what was copied");
    if (status == PC_OK)
        status = pc_promote_request_decode(json, PC_CODEC_LENIENT, &request, &verdict, &refusal);
    if (status == PC_OK && verdict == PC_DECODED)
        status = pc_promote_request_encode(&request, out);
    pc_promote_request_clear(&request);
    pc_deployment_clear(&copy);
    pc_deployment_clear(&deployment);
    pc_json_reader_free(reader);
    pc_validator_free(validator);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct pc_buf expected, seen;
    if (expected.limit == 0) {
        cJSON_Hooks hooks = {__wrap_malloc, __wrap_free};
        cJSON_InitHooks(&hooks);
        pc_buf_init(&expected, SIZE_MAX / 2);
        pc_buf_init(&seen, SIZE_MAX / 2);
    }
    contract_schema(CODEC_DEPLOYMENT); /* compiled, before anything fails */
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view json = {copy, size};
    pc_buf_reset(&expected);
    failing = 0;
    fuzz_require(pc_buf_reserve(&expected, 8 * size + 4096) == PC_OK, "memory for the expected text");
    fuzz_require(pc_buf_reserve(&seen, 8 * size + 4096) == PC_OK, "memory for a text");
    calls = 0;
    fuzz_require(run(json, &expected) == PC_OK, "with memory all goes well");
    size_t count = calls < MAX_TRIED ? calls : MAX_TRIED;
    for (size_t number = 1; number <= count; number++) {
        long before = live;
        pc_buf_reset(&seen);
        calls = 0;
        failing = number;
        enum pc_status status = run(json, &seen);
        failing = 0;
        fuzz_require(status == PC_NO_MEMORY || status == PC_OK, "the failure is called no memory");
        fuzz_require(status != PC_OK || pc_view_equal(pc_buf_view(&seen), pc_buf_view(&expected)),
                     "who goes on without memory gives what was given with it");
        fuzz_require(live == before, "nothing is left behind");
    }
    free(copy);
    return 0;
}
