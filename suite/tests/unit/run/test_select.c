#include "draw.h"
#include "pc_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct pc_spec *spec;
static struct pc_catalog *catalog;
static enum pc_selection *selected;

static int load(void **state) {
    (void)state;
    if (pc_spec_load(NULL, &spec, NULL) != PC_OK || pc_catalog_new(spec, &catalog, NULL) != PC_OK)
        return -1;
    selected = calloc(pc_catalog_count(catalog), sizeof *selected);
    return selected == NULL ? -1 : 0;
}

static int unload(void **state) {
    (void)state;
    free(selected);
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return 0;
}

static enum pc_selection selection_of(const char *id) {
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        if (strcmp(pc_catalog_case(catalog, i)->id, id) == 0)
            return selected[i];
    }
    fail_msg("no case %s", id);
    return PC_LEFT_OUT;
}

static void test_everything_without_patterns(void **state) {
    (void)state;
    const struct pc_run_options options = {.max_level = PC_LEVEL_MAY};
    assert_int_equal(pc_run_select(catalog, &options, selected, NULL), PC_OK);
    for (size_t i = 0; i < pc_catalog_count(catalog); i++)
        assert_int_equal(selected[i], PC_SELECTED);
}

static void test_patterns_and_levels(void **state) {
    (void)state;
    static const char *const run[] = {"server/auth/*", "server/request/body/**"};
    static const char *const skip[] = {"server/auth/wrong-key"};
    const struct pc_run_options options = {.run_patterns = run,
                                           .run_count = 2,
                                           .skip_patterns = skip,
                                           .skip_count = 1,
                                           .max_level = PC_LEVEL_MUST};
    assert_int_equal(pc_run_select(catalog, &options, selected, NULL), PC_OK);
    assert_int_equal(selection_of("server/auth/missing"), PC_SELECTED);
    assert_int_equal(selection_of("server/auth/wrong-key"), PC_SKIPPED);
    assert_int_equal(selection_of("server/request/body/not-object/array"), PC_SELECTED);
    assert_int_equal(selection_of("server/request/body/truncated"), PC_LEFT_OUT);
    assert_int_equal(selection_of("server/response/status"), PC_LEFT_OUT);
}

static void test_a_pattern_without_a_match_is_an_error_that_helps(void **state) {
    (void)state;
    static const char *const typo[] = {"server/auth/mising"};
    const struct pc_run_options runs[] = {
        {.run_patterns = typo, .run_count = 1, .max_level = PC_LEVEL_MAY},
        {.skip_patterns = typo, .skip_count = 1, .max_level = PC_LEVEL_MAY},
    };
    for (size_t i = 0; i < 2; i++) {
        struct pc_error err = {0};
        assert_int_equal(pc_run_select(catalog, &runs[i], selected, &err), PC_USAGE);
        assert_non_null(strstr(err.message, "server/auth/missing"));
    }
}

static void test_nothing_left_is_an_error(void **state) {
    (void)state;
    static const char *const all[] = {"**"};
    const struct pc_run_options options = {.skip_patterns = all, .skip_count = 1, .max_level = PC_LEVEL_MAY};
    assert_int_equal(pc_run_select(catalog, &options, selected, NULL), PC_USAGE);
}

/* The same order from the same seed on every machine, whatever the things are: these are wider than what is
 * moved at once. */
static void test_an_order_is_its_seed_s(void **state) {
    (void)state;
    enum { THINGS = 8 };
    struct thing {
        unsigned number;
        unsigned char rest[150];
    } things[THINGS];
    static const struct {
        uint64_t seed;
        unsigned order[THINGS];
    } rows[] = {
        {0, {0, 1, 2, 3, 4, 5, 6, 7}},
        {7, {1, 4, 5, 2, 6, 0, 3, 7}},
        {20240229, {3, 4, 5, 0, 6, 7, 1, 2}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        for (unsigned k = 0; k < THINGS; k++) {
            things[k].number = k;
            memset(things[k].rest, (int)k, sizeof things[k].rest);
        }
        pc_run_shuffle(things, THINGS, sizeof things[0], rows[i].seed);
        for (unsigned k = 0; k < THINGS; k++) {
            assert_int_equal(things[k].number, rows[i].order[k]);
            assert_int_equal(things[k].rest[0], rows[i].order[k]);
            assert_int_equal(things[k].rest[149], rows[i].order[k]);
        }
    }
    pc_run_shuffle(things, 0, sizeof things[0], 7);
    pc_run_shuffle(NULL, 0, sizeof things[0], 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything_without_patterns),
        cmocka_unit_test(test_patterns_and_levels),
        cmocka_unit_test(test_a_pattern_without_a_match_is_an_error_that_helps),
        cmocka_unit_test(test_nothing_left_is_an_error),
        cmocka_unit_test(test_an_order_is_its_seed_s),
    };
    return cmocka_run_group_tests_name("run", tests, load, unload) != 0;
}
