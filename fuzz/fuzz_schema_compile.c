/* Any bytes as a schema, run over any bytes: [schema, instance], and what is no such array as the schema of
 * itself. Nothing crashes, everything ends, the second time gives what the first gave. */
#include "pc_schema.h"
#include "schema_members.h"
#include "support.h"
#include "validation_check.h"

#include <stdlib.h>

static struct pc_json_reader *reader;

/* What means nothing is remarked on, and an error where that is wanted. */
static void check_strict(struct pc_json_value root, struct pc_view pointer, const struct pc_schema *usual) {
    const struct pc_schema_options options = {.formats = PC_FORMATS_ASSERT, .strict = true};
    struct pc_schema *schema = NULL;
    enum pc_status status = pc_schema_compile_with(root, pointer, &options, &schema, NULL);
    size_t remarks = usual == NULL ? 0 : pc_schema_remark_count(usual);
    fuzz_require(status != PC_OK || (usual != NULL && remarks == 0),
                 "a schema that is taken strictly is taken without remarks");
    for (size_t i = 0; i < remarks; i++)
        fuzz_require(pc_schema_remark_at(usual, i).pointer[0] == '#', "a remark has a place");
    pc_schema_free(schema);
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
        validation_check(schema, pair ? pc_json_at(root, 1) : root);
    }
    check_strict(root, pointer, status == PC_OK ? schema : NULL);
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
    fuzz_require(reader != NULL && pc_json_read(reader, (struct pc_view){copy, size}, &doc, NULL) == PC_OK,
                 "memory for a document");
    struct pc_json_value root = pc_json_root(doc);
    if (pc_json_exists(root))
        check_schema(root, pc_json_type(root) == PC_JSON_ARRAY && pc_json_count(root) == 2);
    free(copy);
    return 0;
}
