/* The client's cases as cmocka tests.
 *
 * client_conformance           all of them in one run, against the adapter in C
 * client_conformance --list    their ids, a line each
 * client_conformance ID        one case; exit status 77 where it is not applicable */
#include "against_mock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EXIT_NOT_APPLICABLE 77

static struct pc_spec *spec;
static struct pc_catalog *catalog;
static bool not_applicable;

static void judge(const char *const *pattern, struct pc_result *result) {
    const char *command = getenv("PROMOTECHECK_ADAPTER");
    bool given = command != NULL && command[0] != '\0';
    char *words[] = {pc_text_copy("sh"), pc_text_copy("-c"), pc_text_copy(given ? command : ""),
                     pc_text_copy(PC_ADAPTER_PROGRAM)};
    char *shell[] = {words[0], words[1], words[2], NULL};
    char *adapter[] = {words[3], NULL};
    const struct pc_client_options client = {
        .argv = given ? shell : adapter, .timeout_ms = 5000, .wait_ms = 500};
    const struct pc_run_options how = {.run_patterns = pattern,
                                       .run_count = pattern == NULL ? 0 : 1,
                                       .max_level = PC_LEVEL_MAY,
                                       .version = "test"};
    struct pc_error err = {0};
    if (pc_run_client(spec, &client, &how, result, &err) != PC_OK)
        fail_msg("the run failed: %s", err.message);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        free(words[i]);
}

static void test_case(void **state) {
    const char *id = *state;
    struct pc_result result = {0};
    judge(&id, &result);
    assert_int_equal(result.case_count, 1);
    enum pc_verdict verdict = result.cases[0].verdict;
    not_applicable = verdict == PC_VERDICT_NA;
    if (verdict != PC_VERDICT_PASS)
        against_mock_print(&result.cases[0]);
    int status = pc_result_exit_status(&result);
    pc_result_clear(&result);
    assert_int_equal(status, 0);
}

/* Nothing counts against it, and nothing is left out. */
static void test_all(void **state) {
    (void)state;
    struct pc_result result = {0};
    judge(NULL, &result);
    assert_int_equal(result.case_count, pc_catalog_count(catalog));
    size_t wrong = 0;
    for (size_t i = 0; i < result.case_count; i++) {
        enum pc_verdict verdict = result.cases[i].verdict;
        if (verdict == PC_VERDICT_PASS || verdict == PC_VERDICT_NOTE)
            continue;
        wrong++;
        against_mock_print(&result.cases[i]);
    }
    pc_result_clear(&result);
    assert_int_equal(wrong, 0);
}

static int run_as_test(const char *name, CMUnitTestFunction function, const char *id) {
    union {
        const char *borrowed;
        void *state;
    } initial = {.borrowed = id};
    const struct CMUnitTest tests[] = {{.name = name, .test_func = function, .initial_state = initial.state}};
    int failed = _cmocka_run_group_tests("client", tests, 1, NULL, NULL);
    return failed == 0 && not_applicable ? EXIT_NOT_APPLICABLE : failed != 0;
}

int main(int argc, char **argv) {
    int status = EXIT_FAILURE;
    if (pc_spec_load(NULL, &spec, NULL) == PC_OK &&
        pc_catalog_make(spec, PC_SIDE_CLIENT, &catalog, NULL) == PC_OK) {
        if (argc == 2 && strcmp(argv[1], "--list") == 0) {
            for (size_t i = 0; i < pc_catalog_count(catalog); i++)
                puts(pc_catalog_case(catalog, i)->id);
            status = EXIT_SUCCESS;
        } else if (argc == 2 && pc_catalog_find(catalog, argv[1]) != NULL) {
            status = run_as_test(argv[1], test_case, argv[1]);
        } else if (argc == 1) {
            status = run_as_test("all", test_all, NULL);
        } else {
            fprintf(stderr, "no case has that id\n");
        }
    }
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return status;
}
