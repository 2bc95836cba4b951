/* The schema core on one document in many spellings: the order of members, white space, escapes and the
 * spelling of a number change no verdict, nor does a further member; a required key that goes is missed at
 * that very place; stopping at the first violation says what going on says; the steps over a document are
 * linear in its size. */
#include "contract_answer.h"
#include "growth_check.h"
#include "oracle.h"
#include "spelling.h"
#include "support.h"
#include "work.h"

#include <stdlib.h>

/* Steps over a document in one run, for each of its bytes and in all: a value has at least one byte, and is
 * looked at by each of the few schemas that are applied to it, or to what encloses it. */
#define STEPS_PER_BYTE 1u
#define STEPS_AT_LEAST 16u

static struct pc_json_reader *reader;
static struct pc_validator *validator;
static struct pc_buf text;

static void set_up_once(void) {
    if (reader != NULL)
        return;
    reader = pc_json_reader_new(NULL);
    validator = pc_validator_new();
    fuzz_require(reader != NULL && validator != NULL, "memory for the schema core");
    pc_buf_init(&text, SIZE_MAX / 2);
}

static bool run(const struct pc_schema *schema, struct pc_json_value root, enum pc_validate_mode mode) {
    work_done();
    fuzz_require(pc_validate(validator, schema, root, mode, NULL) == PC_OK, "a verdict comes");
    fuzz_require(work_done() <= STEPS_AT_LEAST + STEPS_PER_BYTE * text.size,
                 "the steps over a document are linear in its size");
    return pc_validation_valid(validator);
}

/* The verdict on what is spelled in `text`; all violations stay in the validator. Gives the root. */
static struct pc_json_value judge(enum codec_message message, bool *valid) {
    const struct pc_json_doc *doc;
    fuzz_require(pc_json_read(reader, pc_buf_view(&text), &doc, NULL) == PC_OK && pc_json_doc_valid(doc),
                 "a document in another spelling is JSON");
    struct pc_json_value root = pc_json_root(doc);
    bool flag = run(contract_schema(message), root, PC_VALIDATE_FLAG);
    *valid = run(contract_schema(message), root, PC_VALIDATE_ALL);
    fuzz_require(flag == *valid, "both modes give one verdict");
    fuzz_require(*valid == (pc_validation_count(validator) == 0), "what is invalid has a violation");
    return root;
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
        bool valid;
        if (member->required_pointer == NULL || !pc_json_exists(value))
            continue;
        pc_buf_reset(&text);
        spell(root, SPELLED_AS_IT_IS, value, &text);
        struct pc_json_value without = judge(message, &valid);
        fuzz_require(!valid, "a key that is required is missed");
        check_missed(without, member, pc_schema_member(schema, member->parent));
    }
}

static void check_spellings(enum codec_message message, struct pc_json_value root, bool valid) {
    const struct pc_json_value none = {0};
    bool same;
    /* Each way alone, then all but one, and all. */
    for (unsigned way = 1; way <= SPELLINGS; way *= 2) {
        for (unsigned i = 0; i < 2; i++) {
            pc_buf_reset(&text);
            spell(root, (i == 0 ? way : ~way) & (SPELLINGS - 1), none, &text);
            judge(message, &same);
            fuzz_require(same == valid, "a document's spelling does not change the verdict");
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = fuzz_exact_copy(data, size);
    set_up_once();
    for (int i = 0; i < 2; i++) {
        enum codec_message message = i == 0 ? CODEC_DEPLOYMENT : CODEC_PROMOTE_REQUEST;
        struct contract_reading reading = contract_read(message, (struct pc_view){copy, size});
        if (!pc_json_doc_valid(reading.doc) || reading.repeats_names || reading.has_lone_surrogates ||
            !oracle_json(data, size, SPELLING_MAX_DEPTH).accepted)
            continue;
        if (i == 0 && size <= GROWTH_MAX_TEXT)
            growth_check((struct pc_view){copy, size});
        bool valid = pc_validation_valid(reading.violations);
        check_spellings(message, pc_json_root(reading.doc), valid);
        if (valid)
            delete_each_required(message, pc_json_root(reading.doc));
    }
    free(copy);
    return 0;
}
