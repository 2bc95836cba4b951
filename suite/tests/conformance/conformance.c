/* The cases as cmocka tests.
 *
 * conformance                  all of them against one embedded mock, in one run
 * conformance --list           their ids, a line each
 * conformance ID RESULTS       one case: against a mock of its own or, where PROMOTECHECK_URL is set, its
 * verdict from that results.json; exit status 77 where it is not applicable */
#include "against_mock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define EXIT_NOT_APPLICABLE 77
#define MAX_RESULTS_SIZE    (256u << 20)

static struct pc_spec *spec;
static struct against_mock run;
static bool judges_a_server;
static bool not_applicable;

static bool passes(enum pc_verdict verdict) {
    bool with_remarks =
        verdict == PC_VERDICT_NOTE || verdict == PC_VERDICT_WARN || verdict == PC_VERDICT_KNOWN;
    return verdict == PC_VERDICT_PASS || (judges_a_server && with_remarks);
}

static void test_case(void **state) {
    const struct pc_case *one = *state;
    const struct pc_case_result *seen = against_mock_case(&run, one->id);
    if (seen == NULL) {
        fail_msg("%s is not among the results", one->id);
        return;
    }
    not_applicable = seen->verdict == PC_VERDICT_NA || seen->verdict == PC_VERDICT_SKIP;
    if (not_applicable) {
        print_message("%s: %s\n", one->id, seen->reason != NULL ? seen->reason : "skipped");
        skip();
    }
    if (seen->verdict != PC_VERDICT_PASS)
        against_mock_print(seen);
    if (!passes(seen->verdict))
        fail();
}

/* cmocka wants a mutable state; the test only reads it. */
static struct CMUnitTest make_test(const struct pc_case *one) {
    union {
        const void *borrowed;
        void *state;
    } initial = {.borrowed = one};
    return (struct CMUnitTest){.name = one->id, .test_func = test_case, .initial_state = initial.state};
}

static int run_every_case(const struct pc_catalog *catalog) {
    size_t count = pc_catalog_count(catalog);
    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    if (tests == NULL)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++)
        tests[i] = make_test(pc_catalog_case(catalog, i));
    int failed = _cmocka_run_group_tests("conformance", tests, count, NULL, NULL);
    free(tests);
    return failed != 0;
}

/* The run asserts too, so it is a test. */
static void judge_the_mock(void **state) {
    const char *const *pattern = *state;
    against_mock_run(&run, spec, NULL, 0, pattern, pattern != NULL ? 1 : 0);
    assert_int_equal(pc_result_exit_status(&run.result), 0);
}

static void read_results(void **state) {
    const char *const *path = *state;
    struct pc_buf json;
    struct pc_error err = {0};
    pc_buf_init(&json, MAX_RESULTS_SIZE);
    if (pc_file_read(*path, &json, &err) != PC_OK ||
        pc_result_read_json(pc_buf_view(&json), &run.result, &err) != PC_OK)
        fail_msg("%s", err.message);
    pc_buf_clear(&json);
}

static int run_first(const char *name, CMUnitTestFunction function, const char **state) {
    const struct CMUnitTest first[] = {{.name = name, .test_func = function, .initial_state = state}};
    return _cmocka_run_group_tests("run", first, 1, NULL, NULL) != 0;
}

static int run_one_case(const struct pc_catalog *catalog, const char *id, const char *results) {
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        if (strcmp(one->id, id) != 0)
            continue;
        int failed = judges_a_server ? run_first("read_results", read_results, &results)
                                     : run_first("judge_the_mock", judge_the_mock, &id);
        const struct CMUnitTest tests[] = {make_test(one)};
        failed |= _cmocka_run_group_tests("conformance", tests, 1, NULL, NULL) != 0;
        return failed == 0 && not_applicable ? EXIT_NOT_APPLICABLE : failed;
    }
    fprintf(stderr, "no case has the id %s\n", id);
    return EXIT_FAILURE;
}

static int list_cases(const struct pc_catalog *catalog) {
    for (size_t i = 0; i < pc_catalog_count(catalog); i++)
        puts(pc_catalog_case(catalog, i)->id);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv) {
    struct pc_catalog *catalog = NULL;
    const char *url = getenv("PROMOTECHECK_URL");
    int status = EXIT_FAILURE;
    if (pc_spec_load(NULL, &spec, NULL) == PC_OK && pc_catalog_new(spec, &catalog, NULL) == PC_OK) {
        if (argc == 2 && strcmp(argv[1], "--list") == 0) {
            status = list_cases(catalog);
        } else if (argc == 3) {
            judges_a_server = url != NULL && url[0] != '\0';
            status = run_one_case(catalog, argv[1], argv[2]);
        } else if (argc == 1) {
            status = run_first("judge_the_mock", judge_the_mock, NULL) | run_every_case(catalog);
        }
    }
    against_mock_end(&run);
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return status;
}
