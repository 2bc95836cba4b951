/* corpus/documents: NAME.json against DeploymentV1 must have the violations of NAME.expect, a line `pointer
 * TAB keyword` each; an empty file means valid. */
#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "corpus/documents"

static void judge(const struct pc_schema *schema, const char *file) {
    struct pc_buf document, expected, seen;
    pc_buf_init(&document, 1u << 20);
    pc_buf_init(&expected, 1u << 20);
    pc_buf_init(&seen, 1u << 20);
    size_t stem = strlen(file) - strlen(".json");
    char *json = pc_text_format(FOLDER "/%s", file);
    char *expect = pc_text_format(FOLDER "/%.*s.expect", (int)stem, file);
    assert_non_null(json);
    assert_non_null(expect);
    read_source_file(json, &document);
    read_source_file(expect, &expected);
    violations_of(schema, pc_buf_view(&document), INSTANCE_KEYWORD, &seen);
    if (!pc_view_equal(pc_buf_view(&seen), pc_buf_view(&expected)))
        fail_msg("%s: expected:\n%sseen:\n%s", json, expected.data ? expected.data : "", seen.data);
    free(json);
    free(expect);
    pc_buf_clear(&document);
    pc_buf_clear(&expected);
    pc_buf_clear(&seen);
}

static void test_documents(void **state) {
    (void)state;
    struct pc_schema *schema = deployment_schema();
    DIR *folder = opendir(PC_SOURCE_DIR "/" FOLDER);
    assert_non_null(folder);
    size_t count = 0;
    for (const struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
        size_t length = strlen(entry->d_name);
        if (length <= 5 || strcmp(entry->d_name + length - 5, ".json") != 0)
            continue;
        judge(schema, entry->d_name);
        count++;
    }
    closedir(folder);
    assert_in_range(count, 40, 100000); /* a lost folder is no success */
    pc_schema_free(schema);
}

int run_corpus_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),
    };
    return cmocka_run_group_tests_name("corpus", tests, NULL, NULL);
}
