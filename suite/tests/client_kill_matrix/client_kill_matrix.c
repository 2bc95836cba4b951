/* The client's side is proved by the faults of the reference client: each is found by every case that names
 * it, no must or should is without a fault, and what is merely unusual is left alone. */
#include "against_mock.h"
#include "pc_client.h"
#include "words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MAX_NAMING 128
#define WAIT_MS    250

static struct pc_spec *spec;
static struct pc_catalog *catalog;

static void run_client(const char *fault, const char *const *ids, size_t count, struct pc_result *result) {
    static char option[] = "--fault";
    char *program = pc_text_copy(PC_CLIENT_PROGRAM);
    char *name = pc_text_copy(fault);
    char *argv[] = {program, option, name, NULL};
    const struct pc_client_options client = {.argv = argv, .timeout_ms = 3000, .wait_ms = WAIT_MS};
    const struct pc_run_options how = {
        .run_patterns = ids, .run_count = count, .max_level = PC_LEVEL_MAY, .jobs = 2, .version = "test"};
    struct pc_error err = {0};
    assert_non_null(program);
    assert_non_null(name);
    if (pc_run_client(spec, &client, &how, result, &err) != PC_OK)
        fail_msg("the run against %s failed: %s", fault, err.message);
    free(program);
    free(name);
}

static void test_fault_is_found(void **state) {
    const struct pc_client_fault *fault = *state;
    const char *ids[MAX_NAMING];
    size_t count = 0;
    for (size_t i = 0; i < pc_catalog_count(catalog) && count < MAX_NAMING; i++) {
        if (holds_word(pc_catalog_case(catalog, i)->kills, fault->name))
            ids[count++] = pc_catalog_case(catalog, i)->id;
    }
    if (count == 0)
        fail_msg("no case looks for %s", fault->name);
    struct pc_result result = {0};
    run_client(fault->name, ids, count, &result);
    size_t missed = 0;
    for (size_t i = 0; i < result.case_count; i++) {
        if (verdict_is_finding(result.cases[i].verdict))
            continue;
        missed++;
        against_mock_print(&result.cases[i]);
    }
    bool complete = result.case_count == count;
    pc_result_clear(&result);
    assert_true(complete);
    if (missed > 0)
        fail_msg("%s was not found by %zu of the %zu cases that name it", fault->name, missed, count);
}

static void test_liberty_is_left_alone(void **state) {
    const struct pc_client_fault *fault = *state;
    struct pc_result result = {0};
    run_client(fault->name, NULL, 0, &result);
    size_t accused = 0;
    for (size_t i = 0; i < result.case_count; i++) {
        enum pc_verdict verdict = result.cases[i].verdict;
        if (verdict == PC_VERDICT_PASS || verdict == PC_VERDICT_NOTE)
            continue;
        accused++;
        against_mock_print(&result.cases[i]);
    }
    bool complete = result.case_count == pc_catalog_count(catalog);
    pc_result_clear(&result);
    assert_true(complete);
    if (accused > 0)
        fail_msg("%s is legal, and was accused by %zu cases", fault->name, accused);
}

static bool fault_exists(const char *word, size_t size) {
    for (size_t i = 0; i < pc_client_fault_count(); i++) {
        const char *name = pc_client_fault(i)->name;
        if (strlen(name) == size && memcmp(name, word, size) == 0)
            return !pc_client_fault(i)->legal;
    }
    return false;
}

static void test_every_case_names_faults_that_exist(void **state) {
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        const char *words = one->kills;
        if (words == NULL && one->level != PC_LEVEL_MAY) {
            print_error("%s is proved by no fault\n", one->id);
            wrong++;
        }
        while (words != NULL && *words != '\0') {
            size_t length = strcspn(words, " ");
            if (!fault_exists(words, length)) {
                print_error("%s names %.*s, which the reference client does not have\n", one->id, (int)length,
                            words);
                wrong++;
            }
            words += length + strspn(words + length, " ");
        }
    }
    assert_int_equal(wrong, 0);
}

static int run_fault_tests(void) {
    size_t count = pc_client_fault_count();
    struct CMUnitTest *tests = calloc(count, sizeof *tests);
    if (tests == NULL)
        return EXIT_FAILURE;
    for (size_t i = 0; i < count; i++) {
        const struct pc_client_fault *fault = pc_client_fault(i);
        union {
            const void *borrowed;
            void *state;
        } initial = {.borrowed = fault};
        tests[i] =
            (struct CMUnitTest){.name = fault->name,
                                .test_func = fault->legal ? test_liberty_is_left_alone : test_fault_is_found,
                                .initial_state = initial.state};
    }
    int failed = _cmocka_run_group_tests("client faults", tests, count, NULL, NULL);
    free(tests);
    return failed != 0;
}

int main(void) {
    if (pc_spec_load(NULL, &spec, NULL) != PC_OK ||
        pc_catalog_make(spec, PC_SIDE_CLIENT, &catalog, NULL) != PC_OK)
        return EXIT_FAILURE;
    const struct CMUnitTest tables[] = {cmocka_unit_test(test_every_case_names_faults_that_exist)};
    int failed = cmocka_run_group_tests_name("tables", tables, NULL, NULL) != 0;
    failed |= run_fault_tests();
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return failed != 0;
}
