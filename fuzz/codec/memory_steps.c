#include "memory_steps.h"

#include "contract_answer.h"
#include "support.h"

static enum pc_status read_it(const struct memory_begun *begun, struct pc_buf *out) {
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    enum pc_status status = reader == NULL ? PC_NO_MEMORY : pc_json_read(reader, begun->json, &doc, NULL);
    if (status == PC_OK)
        status = pc_buf_append_text(out, pc_json_doc_valid(doc) ? "JSON" : "none");
    pc_json_reader_free(reader);
    return status;
}

static enum pc_status validate(const struct memory_begun *begun, struct pc_buf *out) {
    struct pc_validator *validator = pc_validator_new();
    enum pc_status status = validator == NULL ? PC_NO_MEMORY : PC_OK;
    if (status == PC_OK && pc_json_exists(begun->root))
        status =
            pc_validate(validator, contract_schema(CODEC_DEPLOYMENT), begun->root, PC_VALIDATE_ALL, NULL);
    if (status == PC_OK && pc_json_exists(begun->root))
        status = pc_buf_appendf(out, "%zu violations", pc_validation_count(validator));
    pc_validator_free(validator);
    return status;
}

/* The document as a schema: mostly it is a bad one, which is no failure; `out` tells. */
static enum pc_status compile(const struct memory_begun *begun, struct pc_buf *out) {
    struct pc_schema *schema = NULL;
    if (!pc_json_exists(begun->root))
        return PC_OK;
    enum pc_status status = pc_schema_compile(begun->root, PC_VIEW(""), &schema, NULL);
    pc_schema_free(schema);
    return status == PC_NO_MEMORY ? status : pc_buf_append_byte(out, (char)('0' + status));
}

static enum pc_status decode(const struct memory_begun *begun, struct pc_buf *out) {
    struct pc_deployment deployment = {0};
    struct pc_codec_refusal refusal = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    enum pc_status status =
        pc_deployment_decode(begun->json, PC_CODEC_LENIENT, &deployment, &verdict, &refusal);
    fuzz_require(status != PC_OK || verdict != PC_DECODED ||
                     pc_deployment_equal(&deployment, &begun->deployment),
                 "who goes on without memory decodes what was decoded with it");
    pc_deployment_clear(&deployment);
    return status == PC_OK ? pc_buf_appendf(out, "%s %s", refusal.pointer, refusal.reason) : status;
}

static enum pc_status encode(const struct memory_begun *begun, struct pc_buf *out) {
    struct pc_deployment copy = {0};
    if (!begun->is_deployment)
        return PC_OK;
    enum pc_status status = pc_deployment_copy(&copy, &begun->deployment);
    if (status == PC_OK) {
        fuzz_require(pc_deployment_equal(&copy, &begun->deployment), "a copy equals what was copied");
        status = pc_deployment_encode(&copy, out);
    }
    pc_deployment_clear(&copy);
    return status;
}

static enum pc_status decode_request(const struct memory_begun *begun, struct pc_buf *out) {
    struct pc_promote_request request = {0};
    struct pc_codec_refusal refusal = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    enum pc_status status =
        pc_promote_request_decode(begun->json, PC_CODEC_LENIENT, &request, &verdict, &refusal);
    if (status == PC_OK && verdict == PC_DECODED)
        status = pc_promote_request_encode(&request, out);
    pc_promote_request_clear(&request);
    return status == PC_OK ? pc_buf_appendf(out, "%s %s", refusal.pointer, refusal.reason) : status;
}

memory_step *const memory_steps[MEMORY_STEPS] = {read_it, validate, compile, decode, encode, decode_request};

void memory_steps_begin(struct pc_view json, struct memory_begun *out) {
    const struct pc_json_doc *doc;
    enum pc_codec_verdict verdict = PC_REFUSED;
    *out = (struct memory_begun){.json = json, .reader = pc_json_reader_new(NULL)};
    fuzz_require(out->reader != NULL && pc_json_read(out->reader, json, &doc, NULL) == PC_OK &&
                     pc_deployment_decode(json, PC_CODEC_LENIENT, &out->deployment, &verdict, NULL) == PC_OK,
                 "with memory all goes well");
    if (pc_json_doc_valid(doc))
        out->root = pc_json_root(doc);
    out->is_deployment = verdict == PC_DECODED;
}

void memory_steps_end(struct memory_begun *begun) {
    pc_deployment_clear(&begun->deployment);
    pc_json_reader_free(begun->reader);
}
