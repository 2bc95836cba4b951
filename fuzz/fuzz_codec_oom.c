/* Each allocation fails once, in turn: the codecs, the reader and the schema core say "no memory" or give
 * what they gave before, and nothing is left behind. cJSON, a shared library, allocates through its hooks. */
#include "allocation.h"
#include "contract_answer.h"
#include "pc_codec.h"
#include "support.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#define MAX_TRIED 400u /* allocations of one input */

/* The document as a schema: mostly it is a bad one, which is no failure; `out` tells. */
static enum pc_status compile(struct pc_json_value root, struct pc_buf *out) {
    struct pc_schema *schema = NULL;
    enum pc_status status = pc_schema_compile(root, PC_VIEW(""), &schema, NULL);
    pc_schema_free(schema);
    return status == PC_NO_MEMORY ? status : pc_buf_append_byte(out, (char)('0' + status));
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
    if (status == PC_OK && pc_json_doc_valid(doc))
        status = compile(pc_json_root(doc), out);
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

static void set_up(struct pc_buf *expected, struct pc_buf *seen, size_t size) {
    if (expected->limit == 0) {
        cJSON_Hooks hooks = {__wrap_malloc, __wrap_free};
        cJSON_InitHooks(&hooks);
        pc_buf_init(expected, SIZE_MAX / 2);
        pc_buf_init(seen, SIZE_MAX / 2);
    }
    contract_schema(CODEC_DEPLOYMENT); /* compiled, before anything fails */
    pc_buf_reset(expected);
    allocation_fail(0);
    fuzz_require(pc_buf_reserve(expected, 8 * size + 4096) == PC_OK &&
                     pc_buf_reserve(seen, 8 * size + 4096) == PC_OK,
                 "memory for a text");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct pc_buf expected, seen;
    set_up(&expected, &seen, size);
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view json = {copy, size};
    allocation_fail(0);
    fuzz_require(run(json, &expected) == PC_OK, "with memory all goes well");
    size_t count = allocation_count() < MAX_TRIED ? allocation_count() : MAX_TRIED;
    for (size_t number = 1; number <= count; number++) {
        long before = allocation_live();
        pc_buf_reset(&seen);
        allocation_fail(number);
        enum pc_status status = run(json, &seen);
        allocation_fail(0);
        fuzz_require(status == PC_NO_MEMORY || status == PC_OK, "the failure is called no memory");
        fuzz_require(status != PC_OK || pc_view_equal(pc_buf_view(&seen), pc_buf_view(&expected)),
                     "who goes on without memory gives what was given with it");
        fuzz_require(allocation_live() == before, "nothing is left behind");
    }
    free(copy);
    return 0;
}
