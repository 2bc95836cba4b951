/* Neither --jobs nor --seed changes a verdict: whatever one of several requests at once did is found out one
 * by one, and is charged to the request that did it. */
#include "against_mock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct pc_spec *spec;

/* What waits, or sends megabytes, is the same with any order. */
static const char *const left_out[] = {"server/request/body/8m", "server/http/half-request"};
/* Two promotes at once end as chance will have it. */
static const char by_chance[] = "server/promote/concurrent";

static void judge(struct against_mock *run, const char *fault, unsigned jobs, uint64_t seed) {
    const struct pc_run_options how = {.skip_patterns = left_out,
                                       .skip_count = sizeof left_out / sizeof left_out[0],
                                       .max_level = PC_LEVEL_MAY,
                                       .jobs = jobs,
                                       .seed = seed,
                                       .version = "test"};
    against_mock_run_how(run, spec, &fault, fault[0] == '\0' ? 0 : 1, &how);
}

static size_t compare(const struct against_mock *usual, const struct against_mock *other) {
    size_t different = 0;
    assert_int_equal(usual->result.case_count, other->result.case_count);
    for (size_t i = 0; i < usual->result.case_count; i++) {
        const struct pc_case_result *one = &usual->result.cases[i];
        const struct pc_case_result *same = against_mock_case(other, one->id);
        assert_non_null(same);
        if (one->verdict == same->verdict || strncmp(one->id, by_chance, sizeof by_chance - 1) == 0)
            continue;
        print_error("was: ");
        against_mock_print(one);
        print_error("now: ");
        against_mock_print(same);
        different++;
    }
    return different;
}

static void test_verdicts_are_the_same(void **state) {
    const char *fault = *state;
    struct against_mock usual, batched;
    uint64_t seed = strlen(fault) % 4; /* four orders, the usual one among them */
    judge(&usual, fault, 1, seed);
    judge(&batched, fault, 8, seed);
    size_t different = compare(&usual, &batched);
    against_mock_end(&batched);
    against_mock_end(&usual);
    assert_int_equal(different, 0);
}

/* The name of the probe that was sent as number `at`. */
static const char *probe_at(const struct against_mock *run, size_t at) {
    return run->result.exchanges[at].probe;
}

static void test_a_seed_is_another_order_each_time_the_same(void **state) {
    (void)state;
    struct against_mock runs[3];
    size_t moved = 0;
    judge(&runs[0], "", 1, 0);
    judge(&runs[1], "", 1, 3);
    judge(&runs[2], "", 1, 3);
    assert_true(runs[0].result.exchange_count > 50);
    for (size_t i = 0; i < 50; i++) {
        moved += strcmp(probe_at(&runs[0], i), probe_at(&runs[1], i)) != 0;
        assert_string_equal(probe_at(&runs[1], i), probe_at(&runs[2], i));
    }
    assert_true(moved > 25);
    assert_string_equal(runs[1].result.notes[0], "in the order of --seed 3");
    for (size_t i = 0; i < 3; i++)
        against_mock_end(&runs[i]);
}

int main(void) {
    /* "": an honest server. */
    static const char faults[][32] = {"",
                                      "stored-though-refused",
                                      "demoted-though-refused",
                                      "no-auth-accepted",
                                      "empty-body-500",
                                      "any-key-accepted",
                                      "missing-deployment_id-accepted",
                                      "previous-not-demoted",
                                      "promotion-takes-time",
                                      "concurrent-500"};
    enum { FAULTS = sizeof faults / sizeof faults[0] };
    static char names[FAULTS][32];
    struct CMUnitTest tests[FAULTS + 1] = {
        [FAULTS] = cmocka_unit_test(test_a_seed_is_another_order_each_time_the_same)};
    memcpy(names, faults, sizeof names);
    for (size_t i = 0; i < FAULTS; i++)
        tests[i] = (struct CMUnitTest){i == 0 ? "honest" : faults[i], test_verdicts_are_the_same, NULL, NULL,
                                       names[i]};
    if (pc_spec_load(NULL, &spec, NULL) != PC_OK)
        return EXIT_FAILURE;
    int failed = cmocka_run_group_tests_name("side_by_side", tests, NULL, NULL);
    pc_spec_free(spec);
    return failed != 0;
}
