/* The JSON Schema organisation's test suite, where PC_JSON_SCHEMA_TEST_SUITE names a folder of it (its
 * draft2020-12). Schemas that do not compile yet (PC_UNSUPPORTED) are counted; everything else must agree. */
#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* This project asserts date-time, as section 7.2.2 lets an implementation be configured to. */
static bool wants_annotation_only(struct pc_view title, struct pc_view name) {
    return pc_view_equal_text(title, "date-time format") &&
           pc_view_equal_text(name, "invalid date-time string is only an annotation by default");
}

struct tally {
    unsigned agreed;
    unsigned disagreed;
    unsigned unsupported; /* tests of schemas that do not compile yet */
};

static void run_group(struct tally *tally, const struct pc_schema *schema, const char *file,
                      struct pc_json_value group) {
    struct pc_validator *validator = pc_validator_new();
    assert_non_null(validator);
    struct pc_view title = pc_json_string_raw(pc_json_get_text(group, "description"));
    for (struct pc_json_value test = pc_json_first(pc_json_get_text(group, "tests")); pc_json_exists(test);
         test = pc_json_next(test)) {
        struct pc_view name = pc_json_string_raw(pc_json_get_text(test, "description"));
        if (wants_annotation_only(title, name))
            continue;
        bool expected = pc_json_boolean(pc_json_get_text(test, "valid"));
        enum pc_status status =
            pc_validate(validator, schema, pc_json_get_text(test, "data"), PC_VALIDATE_ALL, NULL);
        if (status == PC_OK && pc_validation_valid(validator) == expected) {
            tally->agreed++;
            continue;
        }
        tally->disagreed++;
        print_error("%s: %.*s: %.*s: expected %s (%s)\n", file, (int)title.size, title.data, (int)name.size,
                    name.data, expected ? "valid" : "invalid", pc_status_name(status));
    }
    pc_validator_free(validator);
}

static void run_file(struct tally *tally, const char *folder, const char *name) {
    struct pc_buf text;
    struct pc_error err = {0};
    char *path = pc_text_format("%s/%s", folder, name);
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc;
    assert_non_null(path);
    assert_non_null(reader);
    pc_buf_init(&text, 16u << 20);
    if (pc_file_read(path, &text, &err) != PC_OK)
        fail_msg("%s", err.message);
    assert_int_equal(pc_json_read(reader, pc_buf_view(&text), &doc, NULL), PC_OK);
    for (struct pc_json_value group = pc_json_first(pc_json_root(doc)); pc_json_exists(group);
         group = pc_json_next(group)) {
        struct pc_schema *schema;
        pc_error_clear(&err);
        enum pc_status status =
            pc_schema_compile(pc_json_get_text(group, "schema"), PC_VIEW(""), &schema, &err);
        if (status == PC_OK) {
            run_group(tally, schema, name, group);
            pc_schema_free(schema);
            continue;
        }
        unsigned tests = pc_json_count(pc_json_get_text(group, "tests"));
        if (status == PC_UNSUPPORTED) {
            tally->unsupported += tests;
            continue;
        }
        tally->disagreed += tests;
        print_error("%s: %s\n", name, err.message);
    }
    pc_json_reader_free(reader);
    pc_buf_clear(&text);
    free(path);
}

static void test_suite(void **state) {
    (void)state;
    const char *folder = getenv("PC_JSON_SCHEMA_TEST_SUITE");
    struct tally tally = {0};
    if (!folder) {
        skip();
        return;
    }
    DIR *directory = opendir(folder);
    if (!directory) {
        fail_msg("PC_JSON_SCHEMA_TEST_SUITE: no folder %s", folder);
        return;
    }
    for (const struct dirent *entry = readdir(directory); entry; entry = readdir(directory)) {
        size_t length = strlen(entry->d_name);
        if (length > 5 && strcmp(entry->d_name + length - 5, ".json") == 0)
            run_file(&tally, folder, entry->d_name);
    }
    closedir(directory);
    print_message("%u agree, %u disagree, %u wait for their keywords\n", tally.agreed, tally.disagreed,
                  tally.unsupported);
    assert_int_equal(tally.disagreed, 0);
    assert_int_not_equal(tally.agreed, 0);
}

int run_official_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_suite),
    };
    return cmocka_run_group_tests_name("official suite", tests, NULL, NULL);
}
