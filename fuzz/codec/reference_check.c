/* Strict decode takes exactly what the contract takes and refuses what it leaves open; it names the place
 * that the schema core names. What lenient mode takes comes back as the same struct. */
#include "codec_check.h"

#include "contract_answer.h"
#include "pc_codec.h"
#include "support.h"

#include <stdlib.h>

/* The two messages behind one face, so that each check is written once. */
union message {
    struct pc_deployment deployment;
    struct pc_promote_request request;
};

static enum pc_codec_verdict decode(enum codec_message which, struct pc_view json, enum pc_codec_mode mode,
                                    union message *out, struct pc_codec_refusal *refusal) {
    enum pc_codec_verdict verdict;
    enum pc_status status = which == CODEC_DEPLOYMENT
                                ? pc_deployment_decode(json, mode, &out->deployment, &verdict, refusal)
                                : pc_promote_request_decode(json, mode, &out->request, &verdict, refusal);
    fuzz_require(status == PC_OK, "memory for the codec");
    return verdict;
}

static bool encode(enum codec_message which, const union message *message, struct pc_buf *out) {
    return (which == CODEC_DEPLOYMENT ? pc_deployment_encode(&message->deployment, out)
                                      : pc_promote_request_encode(&message->request, out)) == PC_OK;
}

static bool equal(enum codec_message which, const union message *a, const union message *b) {
    return which == CODEC_DEPLOYMENT ? pc_deployment_equal(&a->deployment, &b->deployment)
                                     : pc_promote_request_equal(&a->request, &b->request);
}

static void clear(enum codec_message which, union message *message) {
    if (which == CODEC_DEPLOYMENT)
        pc_deployment_clear(&message->deployment);
    else
        pc_promote_request_clear(&message->request);
}

/* Whether the codec names a place where the schema core finds a violation. */
static bool is_named_by_schema(const struct contract_reading *reading,
                               const struct pc_codec_refusal *refusal) {
    struct pc_buf pointer;
    bool named = false;
    pc_buf_init(&pointer, SIZE_MAX / 2);
    for (size_t i = 0; i < pc_validation_count(reading->violations) && !named; i++) {
        pc_buf_reset(&pointer);
        fuzz_require(pc_violation_instance_pointer(reading->violations, i, &pointer) == PC_OK, "memory");
        named = pc_view_equal_text(pc_buf_view(&pointer), refusal->pointer);
    }
    pc_buf_clear(&pointer);
    return named;
}

/* A refusal has a reason, and a pointer that leads to the place it names: to a value or its name, or around
 * them. */
static void check_refusal(enum codec_message which, const struct contract_reading *reading,
                          const union message *out, const struct pc_codec_refusal *refusal) {
    static const union message empty;
    fuzz_require(equal(which, out, &empty), "a refused message is empty");
    fuzz_require(refusal->reason[0] != '\0', "a refusal has a reason");
    if (reading->doc == NULL) {
        fuzz_require(refusal->place.offset == reading->fault_offset,
                     "the place is where the naive acceptor stops");
        return;
    }
    struct pc_json_value root = pc_json_root(reading->doc);
    struct pc_json_value value = pc_json_pointer_get(root, pc_view_of(refusal->pointer));
    fuzz_require(pc_json_exists(value), "the refusal's pointer leads to a value");
    struct pc_json_value key = pc_json_key(value);
    size_t begin = pc_json_offset(pc_json_exists(key) ? key : value);
    size_t end = pc_json_offset(value) + pc_json_raw(value).size;
    fuzz_require(refusal->place.offset >= begin && refusal->place.offset < end, "the place is in that value");
}

/* Lenient mode keeps the last of two members of one name, and writes a lone surrogate as U+FFFD; an integer
 * it cannot hold it refuses. All else is written as it was read, or in neither. */
static void check_kept(enum codec_message which, const struct contract_reading *reading,
                       struct pc_view text) {
    const struct pc_schema *schema = contract_schema(which);
    const struct pc_json_doc *written = contract_read_written(which, text, reading->answer == CONTRACT_TAKES);
    struct pc_json_value kept[CONTRACT_MAX_MEMBERS];
    struct contract_reading closer = *reading;
    contract_look_closer(which, &closer);
    contract_members(which, pc_json_root(written), kept);
    for (size_t i = 1; i < pc_schema_member_count(schema); i++) {
        struct pc_json_value before = closer.members[i], after = kept[i];
        fuzz_require(pc_json_type(before) == pc_json_type(after), "a member keeps its type, or stays absent");
        if (pc_json_type(before) != PC_JSON_OBJECT && !closer.has_lone_surrogates)
            fuzz_require(!pc_json_exists(before) || pc_json_equal(before, after), "a member keeps its value");
    }
}

/* What was written of `first` decodes to the same struct again, and that is written as the same text:
 * encoding is a fixpoint, and equal structs have one text. */
static void check_again(enum codec_message which, enum pc_codec_mode mode, const union message *first,
                        struct pc_view written) {
    union message second = {0};
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX / 2);
    char *exact = fuzz_exact_copy((const uint8_t *)written.data, written.size);
    fuzz_require(decode(which, (struct pc_view){exact, written.size}, mode, &second, NULL) == PC_DECODED,
                 "what was encoded can be decoded in the same mode");
    free(exact);
    fuzz_require(equal(which, first, &second), "decoding again gives the same struct");
    fuzz_require(encode(which, &second, &text), "what was decoded again can be encoded");
    fuzz_require(pc_view_equal(pc_buf_view(&text), written), "equal structs are encoded as the same text");
    pc_buf_clear(&text);
    clear(which, &second);
}

/* An absent boolean means true, yet stays absent: the struct keeps what was said. */
static void check_absence(const struct contract_reading *reading, const struct pc_promote_request *request) {
    struct pc_json_value root = pc_json_root(reading->doc);
    bool absent = !pc_json_exists(pc_json_get_text(root, "scale_down_previous_deployment"));
    fuzz_require(absent == (request->scale_down_previous_deployment == PC_BOOL_ABSENT),
                 "absent stays absent");
    absent = !pc_json_exists(pc_json_get_text(root, "preserve_env_instance_type"));
    fuzz_require(absent == (request->preserve_env_instance_type == PC_BOOL_ABSENT), "absent stays absent");
}

/* Strict mode takes what the contract takes; tells whether it did. */
static bool check_strictly(enum codec_message which, struct pc_view text,
                           const struct contract_reading *reading, union message *strict) {
    struct pc_codec_refusal refusal;
    bool taken = decode(which, text, PC_CODEC_STRICT, strict, &refusal) == PC_DECODED;
    fuzz_require(taken == (reading->answer == CONTRACT_TAKES), "strict decode takes what the contract takes");
    if (taken)
        return true;
    check_refusal(which, reading, strict, &refusal);
    struct contract_reading closer = *reading;
    if (reading->answer == CONTRACT_REFUSES && !is_named_by_schema(reading, &refusal))
        fuzz_require(contract_look_closer(which, &closer),
                     "the schema core finds a violation where the codec refuses");
    return false;
}

/* What both modes would do alike, or mostly so, is asked of one of them, for the sake of speed: each gets its
 * half. */
static enum pc_codec_mode mode_of(struct pc_view text) {
    return text.size % 2 == 0 ? PC_CODEC_STRICT : PC_CODEC_LENIENT;
}

/* Both modes read with one reader, and most inputs are no JSON. */
static void check_no_json(enum codec_message which, struct pc_view text,
                          const struct contract_reading *reading) {
    union message out = {0};
    struct pc_codec_refusal refusal;
    fuzz_require(decode(which, text, mode_of(text), &out, &refusal) == PC_REFUSED,
                 "what is no JSON is refused");
    check_refusal(which, reading, &out, &refusal);
}

static void check_json(enum codec_message which, struct pc_view text,
                       const struct contract_reading *reading) {
    union message strict = {0};
    struct pc_codec_refusal refusal;
    bool taken = check_strictly(which, text, reading, &strict);
    if (!taken && mode_of(text) == PC_CODEC_STRICT)
        return;
    union message lenient = {0};
    if (decode(which, text, PC_CODEC_LENIENT, &lenient, &refusal) == PC_REFUSED) {
        fuzz_require(!taken, "lenient mode takes what strict mode takes");
        check_refusal(which, reading, &lenient, &refusal);
        return;
    }
    struct pc_buf written;
    pc_buf_init(&written, SIZE_MAX / 2);
    fuzz_require(equal(which, &lenient, &lenient), "a message equals itself");
    fuzz_require(encode(which, &lenient, &written), "what was decoded can be encoded");
    check_kept(which, reading, pc_buf_view(&written));
    check_again(which, taken ? mode_of(text) : PC_CODEC_LENIENT, &lenient, pc_buf_view(&written));
    if (taken) {
        fuzz_require(equal(which, &strict, &lenient), "lenient mode takes it as the same");
        if (which == CODEC_PROMOTE_REQUEST)
            check_absence(reading, &strict.request);
        clear(which, &strict);
    }
    pc_buf_clear(&written);
    clear(which, &lenient);
}

void reference_check(enum codec_message which, struct pc_view text, const struct contract_reading *reading) {
    if (reading->doc == NULL)
        check_no_json(which, text, reading);
    else
        check_json(which, text, reading);
}

void codec_check_input(enum codec_message message, const uint8_t *data, size_t size) {
    codec_check_copy(message, data, size, reference_check);
}
