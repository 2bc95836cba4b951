/* The codecs against the schema core, two readings of one contract that know nothing of each other: strict
 * decode takes a text exactly when the schema does, but for the exceptions named below; and what is decoded
 * can be encoded, decoded again to the same, and encoded again to the same bytes. */
#include "pc_codec.h"
#include "pc_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The contract's OpenAPI document, embedded by the build. */
extern const unsigned char fuzz_openapi[];
extern const size_t fuzz_openapi_size;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds, const char *what) {
    if (holds)
        return;
    fprintf(stderr, "fuzz_deployment_codec: violated: %s\n", what);
    abort();
}

/* The two messages behind one face, so that each check is written once. */
union message {
    struct pc_deployment deployment;
    struct pc_promote_request request;
};

static enum pc_status deployment_decode(struct pc_view json, enum pc_codec_mode mode, union message *out,
                                        enum pc_codec_verdict *verdict, struct pc_codec_refusal *refusal) {
    return pc_deployment_decode(json, mode, &out->deployment, verdict, refusal);
}

static enum pc_status deployment_encode(const union message *message, struct pc_buf *out) {
    return pc_deployment_encode(&message->deployment, out);
}

static bool deployment_equal(const union message *a, const union message *b) {
    return pc_deployment_equal(&a->deployment, &b->deployment);
}

static void deployment_clear(union message *message) {
    pc_deployment_clear(&message->deployment);
}

static enum pc_status request_decode(struct pc_view json, enum pc_codec_mode mode, union message *out,
                                     enum pc_codec_verdict *verdict, struct pc_codec_refusal *refusal) {
    return pc_promote_request_decode(json, mode, &out->request, verdict, refusal);
}

static enum pc_status request_encode(const union message *message, struct pc_buf *out) {
    return pc_promote_request_encode(&message->request, out);
}

static bool request_equal(const union message *a, const union message *b) {
    return pc_promote_request_equal(&a->request, &b->request);
}

static void request_clear(union message *message) {
    pc_promote_request_clear(&message->request);
}

/* The contract's members by JSON Pointer, NULL behind the last. */
static const char *const deployment_members[] = {
    "/id",
    "/created_at",
    "/name",
    "/model_id",
    "/is_production",
    "/is_development",
    "/status",
    "/active_replica_count",
    "/autoscaling_settings",
    "/autoscaling_settings/min_replica",
    "/autoscaling_settings/max_replica",
    "/autoscaling_settings/autoscaling_window",
    "/autoscaling_settings/scale_down_delay",
    "/autoscaling_settings/concurrency_target",
    "/autoscaling_settings/target_utilization_percentage",
    "/autoscaling_settings/target_in_flight_tokens",
    "/instance_type_name",
    "/environment",
    NULL,
};

static const char *const request_members[] = {
    "/scale_down_previous_deployment",
    "/deployment_id",
    "/preserve_env_instance_type",
    NULL,
};

struct codec {
    const char *schema_pointer;
    const char *const *members;
    enum pc_status (*decode)(struct pc_view, enum pc_codec_mode, union message *, enum pc_codec_verdict *,
                             struct pc_codec_refusal *);
    enum pc_status (*encode)(const union message *, struct pc_buf *);
    bool (*equal)(const union message *, const union message *);
    void (*clear)(union message *);
};

#define CODEC_COUNT 2u
static const struct codec codecs[CODEC_COUNT] = {
    {"/components/schemas/DeploymentV1", deployment_members, deployment_decode, deployment_encode,
     deployment_equal, deployment_clear},
    {"/components/schemas/PromoteToEnvironmentRequestV1", request_members, request_decode, request_encode,
     request_equal, request_clear},
};

static struct pc_json_reader *reader;
static struct pc_json_reader *second_reader; /* of what was written, beside what was read */
static struct pc_validator *validator;
static struct pc_schema *schemas[CODEC_COUNT];

static void set_up_once(void) {
    struct pc_error err = {0};
    const struct pc_json_doc *doc;
    if (reader != NULL)
        return;
    reader = pc_json_reader_new(NULL);
    second_reader = pc_json_reader_new(NULL);
    validator = pc_validator_new();
    require(reader != NULL && second_reader != NULL && validator != NULL, "memory for the validator");
    struct pc_view text = {(const char *)fuzz_openapi, fuzz_openapi_size};
    require(pc_json_read(reader, text, &doc, &err) == PC_OK && pc_json_doc_valid(doc),
            "openapi.json is JSON");
    for (size_t i = 0; i < CODEC_COUNT; i++) {
        enum pc_status status =
            pc_schema_compile(pc_json_root(doc), pc_view_of(codecs[i].schema_pointer), &schemas[i], &err);
        require(status == PC_OK, err.message);
    }
}

/* The exceptions: each is legal by the schema, and refused by strict mode on purpose. */

static bool has_duplicate_name(const struct pc_json_doc *doc) {
    return pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY);
}

static bool has_nul_character(const struct pc_json_doc *doc) {
    return pc_json_doc_has_remark(doc, PC_JSON_NUL_CHARACTER);
}

static bool has_lone_surrogate(const struct pc_json_doc *doc) {
    return pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE);
}

static bool has_integer_beyond_int64(const struct codec *codec, const struct pc_json_doc *doc) {
    for (const char *const *pointer = codec->members; *pointer != NULL; pointer++) {
        int64_t number;
        struct pc_json_value value = pc_json_pointer_get(pc_json_root(doc), pc_view_of(*pointer));
        if (pc_json_type(value) == PC_JSON_NUMBER && pc_json_number_is_integer(value) &&
            !pc_json_number_int64(value, &number))
            return true;
    }
    return false;
}

static bool strict_should_take(size_t which, const struct pc_json_doc *doc) {
    struct pc_error err = {0};
    if (!pc_json_doc_valid(doc))
        return false;
    enum pc_status status = pc_validate(validator, schemas[which], pc_json_root(doc), PC_VALIDATE_FLAG, &err);
    require(status == PC_OK, "the schema core validates every document");
    return pc_validation_valid(validator) && !has_duplicate_name(doc) && !has_nul_character(doc) &&
           !has_lone_surrogate(doc) && !has_integer_beyond_int64(&codecs[which], doc);
}

/* A refusal has a reason, and a pointer that leads to the place it names: to a value or its name, or around
 * them. */
static void check_refusal(const struct codec *codec, const struct pc_json_doc *doc, const union message *out,
                          const struct pc_codec_refusal *refusal) {
    const union message empty = {0};
    require(codec->equal(out, &empty), "a refused message is empty");
    require(refusal->reason[0] != '\0', "a refusal has a reason");
    if (!pc_json_doc_valid(doc)) {
        require(refusal->place.offset == pc_json_doc_fault(doc).offset, "the place is the reader's");
        return;
    }
    struct pc_json_value value = pc_json_pointer_get(pc_json_root(doc), pc_view_of(refusal->pointer));
    require(pc_json_exists(value), "the refusal's pointer leads to a value");
    struct pc_json_value key = pc_json_key(value);
    size_t begin = pc_json_offset(pc_json_exists(key) ? key : value);
    size_t end = pc_json_offset(value) + pc_json_raw(value).size;
    require(refusal->place.offset >= begin && refusal->place.offset < end, "the place is in that value");
}

/* Nothing is lost and nothing invented: each of the contract's members is written as it was read, or in
 * neither. */
static void check_members(const struct codec *codec, const struct pc_json_doc *read,
                          struct pc_view written_text) {
    const struct pc_json_doc *written;
    struct pc_error err = {0};
    require(pc_json_read(second_reader, written_text, &written, &err) == PC_OK, "memory for the reader");
    require(pc_json_doc_valid(written), "what is encoded is JSON");
    for (const char *const *pointer = codec->members; *pointer != NULL; pointer++) {
        struct pc_json_value before = pc_json_pointer_get(pc_json_root(read), pc_view_of(*pointer));
        struct pc_json_value after = pc_json_pointer_get(pc_json_root(written), pc_view_of(*pointer));
        require(pc_json_type(before) == pc_json_type(after), "a member keeps its type, or stays absent");
        /* A lone surrogate is written as U+FFFD; an object may have lost further members. */
        if (pc_json_type(before) != PC_JSON_OBJECT && !has_lone_surrogate(read))
            require(pc_json_equal(before, after) || !pc_json_exists(before), "a member keeps its value");
    }
}

static void check_round_trip(const struct codec *codec, enum pc_codec_mode mode,
                             const struct pc_json_doc *doc, const union message *first) {
    union message second = {0};
    enum pc_codec_verdict verdict;
    struct pc_buf text;
    struct pc_buf again;
    pc_buf_init(&text, SIZE_MAX / 2);
    pc_buf_init(&again, SIZE_MAX / 2);
    require(codec->equal(first, first), "a message equals itself");
    require(codec->encode(first, &text) == PC_OK, "what was decoded can be encoded");
    check_members(codec, doc, pc_buf_view(&text));
    require(codec->decode(pc_buf_view(&text), mode, &second, &verdict, NULL) == PC_OK &&
                verdict == PC_DECODED,
            "what was encoded can be decoded");
    require(codec->equal(first, &second), "decoding again gives the same");
    require(codec->encode(&second, &again) == PC_OK && pc_view_equal(pc_buf_view(&text), pc_buf_view(&again)),
            "encoding is a fixpoint");
    codec->clear(&second);
    pc_buf_clear(&again);
    pc_buf_clear(&text);
}

static void check(size_t which, struct pc_view text, const struct pc_json_doc *doc) {
    const struct codec *codec = &codecs[which];
    union message strict = {0};
    union message lenient = {0};
    enum pc_codec_verdict strict_verdict;
    enum pc_codec_verdict lenient_verdict;
    struct pc_codec_refusal refusal;

    require(codec->decode(text, PC_CODEC_STRICT, &strict, &strict_verdict, &refusal) == PC_OK, "memory");
    if (strict_verdict == PC_REFUSED)
        check_refusal(codec, doc, &strict, &refusal);
    bool taken = strict_verdict == PC_DECODED;
    require(taken == strict_should_take(which, doc), taken ? "strict decode takes only what the schema takes"
                                                           : "strict decode takes what the schema takes");

    require(codec->decode(text, PC_CODEC_LENIENT, &lenient, &lenient_verdict, &refusal) == PC_OK, "memory");
    if (lenient_verdict == PC_REFUSED)
        check_refusal(codec, doc, &lenient, &refusal);
    else
        check_round_trip(codec, PC_CODEC_LENIENT, doc, &lenient);
    if (taken) {
        require(lenient_verdict == PC_DECODED && codec->equal(&strict, &lenient),
                "lenient mode takes what strict mode takes, as the same");
        check_round_trip(codec, PC_CODEC_STRICT, doc, &strict);
    }
    codec->clear(&lenient);
    codec->clear(&strict);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    set_up_once();
    /* A copy of exactly this size: a read behind the end is one behind the allocation. */
    char *copy = malloc(size);
    if (copy == NULL && size > 0)
        return 0;
    if (size > 0)
        memcpy(copy, data, size);
    struct pc_view text = {copy, size};
    const struct pc_json_doc *doc;
    struct pc_error err = {0};
    require(pc_json_read(reader, text, &doc, &err) == PC_OK, "memory for the reader");
    for (size_t i = 0; i < CODEC_COUNT; i++)
        check(i, text, doc);
    free(copy);
    return 0;
}
