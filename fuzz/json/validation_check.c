#include "validation_check.h"

#include "support.h"

static struct pc_validator *validator;

/* All that a violation can be asked, into one text. */
static void describe(struct pc_buf *out) {
    fuzz_require(!pc_validation_truncated(validator) || pc_validation_count(validator) > 0,
                 "what was left out stands behind what was found");
    for (size_t i = 0; i < pc_validation_count(validator); i++) {
        struct pc_violation violation = pc_validation_get(validator, i);
        fuzz_require(violation.keyword != NULL && pc_json_exists(violation.instance),
                     "a violation has a place");
        uint32_t branch = 0;
        const char *nearest = pc_violation_nearest(validator, i, &branch);
        fuzz_require(nearest == NULL || pc_buf_appendf(out, "%s %u", nearest, branch) == PC_OK, "memory");
        fuzz_require(pc_violation_instance_pointer(validator, i, out) == PC_OK &&
                         pc_violation_absolute_location(validator, i, out) == PC_OK &&
                         pc_violation_schema_pointer(validator, i, out) == PC_OK &&
                         pc_violation_evaluation_path(validator, i, out) == PC_OK &&
                         pc_violation_sentence(validator, i, out) == PC_OK &&
                         pc_violation_expected(validator, i, out) == PC_OK &&
                         pc_violation_seen(validator, i, out) == PC_OK,
                     "memory for a violation's text");
    }
}

static enum pc_status run(const struct pc_schema *schema, struct pc_json_value instance,
                          enum pc_validate_mode mode, bool *valid, struct pc_buf *out) {
    enum pc_status status = pc_validate(validator, schema, instance, mode, NULL);
    fuzz_require(status == PC_OK || status == PC_LIMIT, "a verdict comes, or a limit is reached");
    *valid = pc_validation_valid(validator);
    fuzz_require(status == PC_OK || !*valid, "what was not judged is not valid");
    pc_buf_reset(out);
    describe(out);
    return status;
}

/* Of all violations, in whichever order. */
static uint64_t places_found(void) {
    uint64_t sum = 0;
    for (size_t i = 0; i < pc_validation_count(validator); i++) {
        fuzz_require(pc_validation_keyword(validator, i) != NULL, "a violation is of a keyword");
        sum += pc_validation_offset(validator, i);
    }
    return sum;
}

void validation_check(const struct pc_schema *schema, struct pc_json_value instance) {
    struct pc_buf first, second;
    bool valid, again, flag;
    if (validator == NULL)
        validator = pc_validator_new();
    fuzz_require(validator != NULL, "memory for a validator");
    pc_buf_init(&first, SIZE_MAX / 2);
    pc_buf_init(&second, SIZE_MAX / 2);
    enum pc_status status = run(schema, instance, PC_VALIDATE_ALL, &valid, &first);
    fuzz_require(run(schema, instance, PC_VALIDATE_ALL, &again, &second) == status && again == valid &&
                     pc_view_equal(pc_buf_view(&first), pc_buf_view(&second)),
                 "the second run says what the first said");
    enum pc_status flag_status = run(schema, instance, PC_VALIDATE_FLAG, &flag, &second);
    fuzz_require(status != PC_OK || flag_status != PC_OK || flag == valid, "both modes give one verdict");
    const struct pc_json_doc *doc;
    enum pc_status text_status =
        pc_validate_text(validator, schema, pc_json_raw(instance), PC_VALIDATE_ALL, &doc, NULL);
    fuzz_require(status != PC_OK || text_status != PC_OK || pc_validation_valid(validator) == valid,
                 "the pass over the bytes gives the same verdict");
    if (text_status == PC_OK && status == PC_OK) {
        size_t count = pc_validation_count(validator);
        uint64_t places = places_found();
        fuzz_require(pc_validation_explain(validator, NULL) == PC_OK &&
                         pc_validation_count(validator) == count && places_found() == places,
                     "the pass over the bytes finds what the evaluator finds");
    }
    pc_buf_clear(&first);
    pc_buf_clear(&second);
}
