/* Any bytes as a schema, run over any bytes: [schema, instance], and what is no such array as the schema of
 * itself. Nothing crashes, everything ends, the second time gives what the first gave. */
#include "pc_schema.h"
#include "schema_members.h"
#include "support.h"

#include <stdlib.h>

static struct pc_json_reader *reader;
static struct pc_validator *validator;

/* All that a violation can be asked, into one text. */
static void describe(struct pc_buf *out) {
    for (size_t i = 0; i < pc_validation_count(validator); i++) {
        struct pc_violation violation = pc_validation_get(validator, i);
        fuzz_require(violation.keyword != NULL && pc_json_exists(violation.instance),
                     "a violation has a place");
        fuzz_require(pc_violation_instance_pointer(validator, i, out) == PC_OK &&
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

static void check_runs(const struct pc_schema *schema, struct pc_json_value instance) {
    struct pc_buf first, second;
    bool valid, again, flag;
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
        fuzz_require(pc_validation_explain(validator, NULL) == PC_OK &&
                         pc_validation_count(validator) == count,
                     "the pass over the bytes finds what the evaluator finds");
    }
    pc_buf_clear(&first);
    pc_buf_clear(&second);
}

static void check_schema(struct pc_json_value root, bool pair) {
    struct pc_schema *schema = NULL, *again = NULL;
    struct pc_error err = {0}, second_err = {0};
    struct pc_view pointer = pair ? PC_VIEW("/0") : PC_VIEW("");
    const struct pc_schema_options options = {.formats = PC_FORMATS_ASSERT};
    enum pc_status status = pc_schema_compile_with(root, pointer, &options, &schema, &err);
    enum pc_status second = pc_schema_compile_with(root, pointer, &options, &again, &second_err);
    fuzz_require(status == second, "the second compilation ends as the first did");
    fuzz_require(status == PC_OK || err.message[0] != '\0', "a schema that is refused has a reason");
    fuzz_require(status != PC_NO_MEMORY && status != PC_INTERNAL, "memory for a schema");
    if (status == PC_OK) {
        for (size_t i = 0; i < pc_schema_member_count(schema); i++)
            fuzz_require(pc_schema_member(schema, i)->parent <= i, "a member stands behind its parent");
        check_runs(schema, pair ? pc_json_at(root, 1) : root);
    }
    pc_schema_free(schema);
    pc_schema_free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const struct pc_json_doc *doc;
    char *copy = fuzz_exact_copy(data, size);
    if (json_mutator_offer != NULL)
        json_mutator_offer(schema_members, schema_member_count);
    if (reader == NULL)
        reader = pc_json_reader_new(NULL);
    if (validator == NULL)
        validator = pc_validator_new();
    fuzz_require(reader != NULL && validator != NULL &&
                     pc_json_read(reader, (struct pc_view){copy, size}, &doc, NULL) == PC_OK,
                 "memory for a document");
    struct pc_json_value root = pc_json_root(doc);
    if (pc_json_exists(root))
        check_schema(root, pc_json_type(root) == PC_JSON_ARRAY && pc_json_count(root) == 2);
    free(copy);
    return 0;
}
