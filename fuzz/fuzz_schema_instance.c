/* The schema core on one document in many spellings: the order of members, white space, escapes and the
 * spelling of a number change no verdict, nor does a further member; a required key that goes is missed at
 * that very place; stopping at the first violation says what going on says; the steps over a document are
 * linear in its size. */
#include "bytes.h"
#include "contract_answer.h"
#include "growth_check.h"
#include "spelling.h"
#include "support.h"
#include "work.h"

#include <stdlib.h>

/* Steps over a document in one run, for each of its bytes and in all: a value has at least one byte, and is
 * looked at by each of the few schemas that are applied to it, or to what encloses it. */
#define STEPS_PER_BYTE 1u
#define STEPS_AT_LEAST 16u
#define MESSAGES       2u /* of enum codec_message */

static struct pc_json_reader *reader;
static struct pc_validator *validator;
static struct pc_buf text = {.limit = SIZE_MAX / 2};

static void set_up_once(void) {
    if (reader != NULL)
        return;
    reader = pc_json_reader_new(NULL);
    validator = pc_validator_new();
    fuzz_require(reader != NULL && validator != NULL, "memory for the schema core");
}

static bool run(const struct pc_schema *schema, struct pc_json_value root, enum pc_validate_mode mode) {
    work_done();
    fuzz_require(pc_validate(validator, schema, root, mode, NULL) == PC_OK, "a verdict comes");
    fuzz_require(work_done() <= STEPS_AT_LEAST + STEPS_PER_BYTE * text.size,
                 "the steps over a document are linear in its size");
    return pc_validation_valid(validator);
}

static struct pc_json_value read_spelled(void) {
    const struct pc_json_doc *doc;
    fuzz_require(pc_json_read(reader, pc_buf_view(&text), &doc, NULL) == PC_OK && pc_json_doc_valid(doc),
                 "a document in another spelling is JSON");
    return pc_json_root(doc);
}

/* The verdict on what is spelled in `text`; all violations stay in the validator. */
static bool verdict(enum codec_message message, struct pc_json_value root) {
    bool flag = run(contract_schema(message), root, PC_VALIDATE_FLAG);
    bool valid = run(contract_schema(message), root, PC_VALIDATE_ALL);
    fuzz_require(flag == valid, "both modes give one verdict");
    fuzz_require(valid == (pc_validation_count(validator) == 0), "what is invalid has a violation");
    return valid;
}

static void check_missed(struct pc_json_value root, const struct pc_schema_member *member,
                         const struct pc_schema_member *object) {
    fuzz_require(pc_validation_count(validator) == 1, "a required key that goes is one violation");
    struct pc_violation violation = pc_validation_get(validator, 0);
    struct pc_json_value place = pc_json_pointer_get(root, pc_view_of(object->instance_pointer));
    fuzz_require(pc_view_equal_text(pc_view_of(violation.keyword), "required") &&
                     pc_view_equal_text(violation.detail_name, member->name) &&
                     violation.instance.node == place.node,
                 "of its object, and by its name");
}

static void delete_each_required(enum codec_message message, struct pc_json_value root) {
    const struct pc_schema *schema = contract_schema(message);
    for (size_t i = 1; i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        struct pc_json_value value = pc_json_pointer_get(root, pc_view_of(member->instance_pointer));
        if (member->required_pointer == NULL || !pc_json_exists(value))
            continue;
        pc_buf_reset(&text);
        spell(root, SPELLED_AS_IT_IS, value, &text);
        struct pc_json_value without = read_spelled();
        fuzz_require(!verdict(message, without), "a key that is required is missed");
        check_missed(without, member, pc_schema_member(schema, member->parent));
    }
}

/* Each way alone, and some together that the input chooses: over many inputs all sets have their turn. */
static void check_spellings(struct pc_json_value root, uint32_t hash, const bool valid[MESSAGES]) {
    for (unsigned way = 1; way <= SPELLINGS; way *= 2) {
        pc_buf_reset(&text);
        spell(root, way < SPELLINGS ? way : hash % SPELLINGS, (struct pc_json_value){0}, &text);
        struct pc_json_value same = read_spelled();
        for (unsigned message = 0; message < MESSAGES; message++)
            fuzz_require(verdict((enum codec_message)message, same) == valid[message],
                         "a document's spelling does not change the verdict");
    }
}

static void check_document(struct pc_view json, uint32_t hash) {
    struct pc_json_value root = {0};
    bool valid[MESSAGES];
    if (!spelling_exists(json))
        return;
    for (unsigned message = 0; message < MESSAGES; message++) {
        struct contract_reading reading = contract_read((enum codec_message)message, json);
        valid[message] = pc_validation_valid(reading.violations);
        root = pc_json_root(reading.doc);
    }
    if (json.size <= GROWTH_MAX_TEXT)
        growth_check(json);
    check_spellings(root, hash, valid);
    for (unsigned message = 0; message < MESSAGES; message++)
        if (valid[message])
            delete_each_required((enum codec_message)message, root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = fuzz_exact_copy(data, size);
    set_up_once();
    check_document((struct pc_view){copy, size}, bytes_hash(data, size));
    free(copy);
    return 0;
}
