#include "growth_check.h"

#include "pc_schema.h"
#include "support.h"
#include "work.h"

#define FEW       8u
#define FOUR_FOLD (4 * FEW)
#define SLACK     64u /* what is done once, four times */

/* Each value is judged in frames of its own, which return to their place among its neighbours. */
static const char everything[] = "{\"additionalProperties\":{\"$ref\":\"#\"},\"items\":{\"$ref\":\"#\"},"
                                 "\"anyOf\":[{\"minLength\":1},{\"maxLength\":0}]}";

static struct pc_json_reader *reader;
static struct pc_validator *validator;
static struct pc_schema *schema;
static struct pc_buf grown;

static void set_up_once(void) {
    const struct pc_json_doc *doc;
    if (schema != NULL)
        return;
    reader = pc_json_reader_new(NULL);
    validator = pc_validator_new();
    pc_buf_init(&grown, SIZE_MAX / 2);
    fuzz_require(reader != NULL && validator != NULL &&
                     pc_json_read(reader, PC_VIEW(everything), &doc, NULL) == PC_OK &&
                     pc_schema_compile(pc_json_root(doc), PC_VIEW(""), &schema, NULL) == PC_OK,
                 "memory for a schema");
}

static uint64_t steps_for(struct pc_view text, unsigned members) {
    const struct pc_json_doc *doc;
    pc_buf_reset(&grown);
    for (unsigned i = 0; i < members; i++)
        fuzz_require(pc_buf_appendf(&grown, "%c\"%u\":%.*s", i == 0 ? '{' : ',', i, (int)text.size,
                                    text.data) == PC_OK,
                     "memory for a document");
    fuzz_require(pc_buf_append_byte(&grown, '}') == PC_OK &&
                     pc_json_read(reader, pc_buf_view(&grown), &doc, NULL) == PC_OK && pc_json_doc_valid(doc),
                 "members make an object");
    work_done();
    fuzz_require(pc_validate(validator, schema, pc_json_root(doc), PC_VALIDATE_FLAG, NULL) == PC_OK,
                 "a verdict comes");
    return work_done();
}

void growth_check(struct pc_view text) {
    set_up_once();
    uint64_t few = steps_for(text, FEW);
    fuzz_require(steps_for(text, FOUR_FOLD) <= 4 * few + SLACK,
                 "the steps grow with the document, and no faster");
}
