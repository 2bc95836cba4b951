/* The suite is proved by its faults: each fault is found by every case that names it and by a case that the
 * fault names, no case is without a fault, and what is merely unusual is left alone. */
#include "against_mock.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MAX_NAMING 128

static struct pc_spec *spec;
static struct pc_catalog *catalog;

/* The cases that name the fault or that the fault names. */
static size_t cases_of(const struct pc_mock_fault *fault, const char *ids[MAX_NAMING]) {
    size_t count = 0;
    for (size_t i = 0; i < pc_catalog_count(catalog) && count < MAX_NAMING; i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        if (holds_word(one->kills, fault->name) || pc_glob_match_any(fault->kills, one->id))
            ids[count++] = one->id;
    }
    return count;
}

static void test_fault_is_found(void **state) {
    const struct pc_mock_fault *fault = *state;
    const char *ids[MAX_NAMING];
    size_t count = cases_of(fault, ids);
    if (count == 0)
        fail_msg("no case looks for %s (%s)", fault->name, fault->kills);
    struct against_mock run;
    against_mock_run(&run, spec, &fault->name, 1, ids, count);
    bool reached = pc_mock_fault_reached(run.mock, fault->name);
    bool found = false;
    bool all_naming = true;
    for (size_t i = 0; i < run.result.case_count; i++) {
        const struct pc_case_result *one = &run.result.cases[i];
        bool finding = verdict_is_finding(one->verdict);
        found |= finding;
        if (!finding && holds_word(pc_catalog_find(catalog, one->id)->kills, fault->name)) {
            all_naming = false;
            against_mock_print(one);
        }
    }
    against_mock_end(&run);
    if (!reached)
        fail_msg("%s was never reached", fault->name);
    if (!found)
        fail_msg("%s was found by no case", fault->name);
    if (!all_naming)
        fail_msg("%s was not found by a case that names it", fault->name);
}

/* A peer that is slow with each answer is asked for one; the 8 MiB are sent to those that treat large bodies
 * in a way of their own. */
static void run_eccentric(struct against_mock *run, const struct pc_mock_fault *fault) {
    static const char *const one_answer[] = {"server/response/**"};
    bool slow = strcmp(fault->name, "slow") == 0 || strcmp(fault->name, "dripping") == 0;
    bool large = strstr(fault->name, "body") != NULL || strcmp(fault->name, "eccentric") == 0;
    against_mock_run_but(run, spec, &fault->name, 1, slow ? one_answer : NULL, slow ? 1 : 0,
                         large || slow ? NULL : "server/request/body/8m");
}

/* Neither an accusation nor a case that looks away: a promotion that is not waited for would leave half of
 * them without a verdict. */
static bool is_as_expected(const struct pc_mock_fault *fault, const struct pc_case_result *one) {
    if (pc_glob_match_any(fault->hides, one->id))
        return one->verdict == PC_VERDICT_NA;
    return one->verdict == PC_VERDICT_PASS || one->verdict == PC_VERDICT_NOTE ||
           one->verdict == PC_VERDICT_SKIP;
}

static void test_eccentricity_is_left_alone(void **state) {
    const struct pc_mock_fault *fault = *state;
    struct against_mock run;
    run_eccentric(&run, fault);
    size_t unexpected = 0;
    for (size_t i = 0; i < run.result.case_count; i++) {
        const struct pc_case_result *one = &run.result.cases[i];
        if (is_as_expected(fault, one))
            continue;
        unexpected++;
        against_mock_print(one);
    }
    against_mock_end(&run);
    if (unexpected > 0)
        fail_msg("%s is legal, and was accused or not looked at", fault->name);
}

static void test_every_case_has_a_fault(void **state) {
    (void)state;
    size_t without = 0;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        /* The catch-all claims what no other case does: nothing, with the embedded contract. */
        bool named = one->kills != NULL || strcmp(one->id, "server/response/schema") == 0;
        for (size_t f = 0; !named && f < pc_mock_fault_count(); f++)
            named = pc_glob_match_any(pc_mock_fault(f)->kills, one->id);
        if (named)
            continue;
        print_error("%s is proved by no fault\n", one->id);
        without++;
    }
    assert_int_equal(without, 0);
}

static void test_every_named_fault_exists(void **state) {
    (void)state;
    size_t unknown = 0;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        const char *words = one->kills;
        while (words != NULL && *words != '\0') {
            char word[128];
            size_t length = strcspn(words, " ");
            snprintf(word, sizeof word, "%.*s", (int)length, words);
            bool known = false;
            for (size_t f = 0; !known && f < pc_mock_fault_count(); f++)
                known = strcmp(pc_mock_fault(f)->name, word) == 0;
            if (!known) {
                print_error("%s names the fault %s, which the mock does not have\n", one->id, word);
                unknown++;
            }
            words += length + strspn(words + length, " ");
        }
    }
    assert_int_equal(unknown, 0);
}

static int run_fault_tests(void) {
    size_t count = pc_mock_fault_count();
    struct CMUnitTest *tests = calloc(count + 1, sizeof *tests);
    if (tests == NULL)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++) {
        const struct pc_mock_fault *fault = pc_mock_fault(i);
        union {
            const void *borrowed;
            void *state;
        } initial = {.borrowed = fault};
        tests[i] = (struct CMUnitTest){.name = fault->name,
                                       .test_func = fault->legal ? test_eccentricity_is_left_alone
                                                                 : test_fault_is_found,
                                       .initial_state = initial.state};
    }
    int failed = _cmocka_run_group_tests("faults", tests, count, NULL, NULL);
    free(tests);
    return failed != 0;
}

int main(void) {
    if (pc_spec_load(NULL, &spec, NULL) != PC_OK || pc_catalog_new(spec, &catalog, NULL) != PC_OK)
        return EXIT_FAILURE;
    const struct CMUnitTest tables[] = {
        cmocka_unit_test(test_every_case_has_a_fault),
        cmocka_unit_test(test_every_named_fault_exists),
    };
    int failed = cmocka_run_group_tests_name("tables", tables, NULL, NULL) != 0;
    failed |= run_fault_tests();
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return failed != 0;
}
