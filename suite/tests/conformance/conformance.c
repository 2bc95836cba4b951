/* Every case as a cmocka test of its own, against the embedded mock. The suite runs once; each test reads its
 * verdict from that run. */
#include "against_mock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct against_mock run;

static void test_case(void **state) {
    const struct pc_case *one = *state;
    const struct pc_case_result *seen = against_mock_case(&run, one->id);
    assert_non_null(seen);
    if (seen->verdict == PC_VERDICT_NA) {
        print_message("%s: %s\n", one->id, seen->reason);
        skip();
    }
    if (seen->verdict != PC_VERDICT_PASS) {
        against_mock_print(seen);
        fail();
    }
}

static int run_case_tests(const struct pc_catalog *catalog) {
    size_t count = pc_catalog_count(catalog);
    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    if (tests == NULL)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        /* cmocka wants a mutable state; the test only reads it. */
        union {
            const void *borrowed;
            void *state;
        } initial = {.borrowed = one};
        tests[i] =
            (struct CMUnitTest){.name = one->id, .test_func = test_case, .initial_state = initial.state};
    }
    int failed = _cmocka_run_group_tests("conformance", tests, count, NULL, NULL);
    free(tests);
    return failed != 0;
}

static struct pc_spec *spec;

/* The run asserts too, so it is a test: the first one. */
static void judge_the_mock(void **state) {
    (void)state;
    against_mock_run(&run, spec, NULL, 0, NULL, 0);
    assert_int_equal(pc_result_exit_status(&run.result), 0);
}

int main(void) {
    struct pc_catalog *catalog = NULL;
    if (pc_spec_load(NULL, &spec, NULL) != PC_OK || pc_catalog_new(spec, &catalog, NULL) != PC_OK)
        return EXIT_FAILURE;
    const struct CMUnitTest first[] = {cmocka_unit_test(judge_the_mock)};
    int failed = cmocka_run_group_tests_name("run", first, NULL, NULL) != 0;
    failed |= run_case_tests(catalog);
    against_mock_end(&run);
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return failed != 0;
}
