#include "fixture.h"

#include <string.h>

static const struct {
    const char *pattern, *id;
    bool matches;
} rows[] = {
    {"", "", true},
    {"", "a", false},
    {"a", "", false},
    {"a/b", "a/b", true},
    {"a/b", "a/c", false},
    {"a/b", "a/bc", false},
    {"a/bc", "a/b", false},
    {"*", "", true},
    {"*", "abc", true},
    {"*", "a/b", false},
    {"a/*", "a/b", true},
    {"a/*", "a/", true},
    {"a/*", "a", false},
    {"a/*", "a/b/c", false},
    {"*/b", "a/b", true},
    {"*/b", "a/b/b", false},
    {"a/*/c", "a/b/c", true},
    {"a/*/c", "a/b/b/c", false},
    {"a*c", "abbbc", true},
    {"a*c", "ac", true},
    {"a*c", "acb", false},
    {"a*c", "acbc", true},
    {"a*b*c", "axbxbxc", true},
    {"a*b*c", "axbx", false},
    {"*a*", "bab", true},
    {"*a*/*b", "xax/xb", true},
    {"*a*/*b", "xx/xab", false},
    {"**", "", true},
    {"**", "a/b/c", true},
    {"a/**", "a/b/c", true},
    {"a/**", "a/", true},
    {"a/**", "a", false},
    {"a/**", "b/a/c", false},
    {"**/c", "a/b/c", true},
    {"**/c", "c", false},
    {"**c", "c", true},
    {"a/**/c", "a/b/b/c", true},
    {"a/**/c", "a/c", false},
    {"a/**/c", "a/b/c/d", false},
    {"**/b/*", "a/b/b/c", true},
    {"**/b/*", "a/b/c/d", false},
    {"**b*", "a/b/bc", true},
    {"**/*x/*y", "a/bx/c/dx/ey", true},
    {"**/*x/*y", "a/bx/c/dx/ez", false},
    {"a**c", "a/b/c", true},
    {"*/**", "a/b/c", true},
    {"*/**", "a", false},
    {"**/**/c", "a/b/c", true},
    {"response/created_at/*", "response/created_at/type", true},
    {"a?c", "abc", false}, /* no other wildcards */
    {"a?c", "a?c", true},
    {"[ab]", "a", false},
};

static void test_matching(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (pc_glob_match(rows[i].pattern, rows[i].id) != rows[i].matches)
            fail_msg("\"%s\" and \"%s\"", rows[i].pattern, rows[i].id);
    }
}

/* What makes a matcher that tries everything run for ever. */
static void test_many_stars(void **state) {
    (void)state;
    char id[2000];
    memset(id, 'a', sizeof id - 1);
    id[sizeof id - 1] = '\0';
    assert_false(pc_glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", id));
    assert_false(pc_glob_match("**a**a**a**a**a**a**a**a**a**a**a**b", id));
    assert_true(pc_glob_match("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*", id));
}

static void test_several_patterns(void **state) {
    (void)state;
    char long_one[PC_PATTERN_SIZE + 1];
    memset(long_one, '*', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    assert_true(pc_glob_match_any("a/b", "a/b"));
    assert_true(pc_glob_match_any("x  a/*", "a/b"));
    assert_true(pc_glob_match_any(" a/* x", "a/b"));
    assert_false(pc_glob_match_any("a b", "a/b"));
    assert_false(pc_glob_match_any("a b", "a b"));
    assert_false(pc_glob_match_any("", ""));
    assert_false(pc_glob_match_any(NULL, "a"));
    assert_false(pc_glob_match_any(long_one, "a"));
    assert_true(pc_glob_match_any(long_one + 1, "a"));
}

int run_glob_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matching),
        cmocka_unit_test(test_many_stars),
        cmocka_unit_test(test_several_patterns),
    };
    return cmocka_run_group_tests_name("base: patterns", tests, NULL, NULL);
}
