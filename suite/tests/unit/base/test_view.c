#include "fixture.h"

#include <string.h>

static void test_equality(void **state) {
    (void)state;
    static const struct {
        struct pc_view a, b;
        bool equal, equal_nocase, starts;
    } rows[] = {
        {T(""), T(""), true, true, true},
        {{NULL, 0}, T(""), true, true, true},
        {{NULL, 0}, {NULL, 0}, true, true, true},
        {T("a"), T(""), false, false, true},
        {T("a"), {NULL, 0}, false, false, true},
        {T(""), T("a"), false, false, false},
        {T("abc"), T("abc"), true, true, true},
        {T("abc"), T("ab"), false, false, true},
        {T("abc"), T("bc"), false, false, false},
        {T("abc"), T("abd"), false, false, false},
        {T("Abc"), T("aBC"), false, true, false},
        {T("a\0b"), T("a\0c"), false, false, false},
        {T("a\0b"), T("a\0b"), true, true, true},
        {T("[@`{"), T("{@`["), false, false, false},
        {T("Z"), T("z"), false, true, false},
        {T("@"), T("`"), false, false, false},               /* 0x20 apart, and no letters */
        {T("\xC3\x89"), T("\xC3\xA9"), false, false, false}, /* ASCII only */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(pc_view_equal(rows[i].a, rows[i].b), rows[i].equal);
        assert_int_equal(pc_view_equal_nocase(rows[i].a, rows[i].b), rows[i].equal_nocase);
        assert_int_equal(pc_view_starts_with(rows[i].a, rows[i].b), rows[i].starts);
    }
    assert_true(pc_view_equal_text(PC_VIEW("ab"), "ab"));
    assert_false(pc_view_equal_text(PC_VIEW("ab"), "abc"));
    assert_false(pc_view_equal_text(PC_VIEW("a\0b"), "a"));
    assert_true(pc_view_equal_text((struct pc_view){0}, NULL));
    assert_int_equal(pc_view_of("abc").size, 3);
    assert_int_equal(pc_view_of(NULL).size, 0);
}

static void test_slices_are_clamped(void **state) {
    (void)state;
    static const struct {
        size_t from, to;
        const char *slice;
    } rows[] = {
        {0, 5, "hello"},
        {0, 0, ""},
        {1, 3, "el"},
        {5, 5, ""},
        {3, 99, "lo"},
        {9, 99, ""},
        {3, 1, ""},
        {4, 5, "o"},
        {0, SIZE_MAX, "hello"},
        {SIZE_MAX, SIZE_MAX, ""},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_view slice = pc_view_slice(PC_VIEW("hello"), rows[i].from, rows[i].to);
        assert_true(pc_view_equal_text(slice, rows[i].slice));
    }
    assert_int_equal(pc_view_slice((struct pc_view){0}, 0, 9).size, 0);
    assert_int_equal(pc_view_slice((struct pc_view){0}, 3, 9).size, 0);
}

static void test_finding(void **state) {
    (void)state;
    static const struct {
        struct pc_view view, needle;
        size_t offset;
    } rows[] = {
        {T("hello"), T("l"), 2},  {T("hello"), T("lo"), 3},     {T("hello"), T("hello"), 0},
        {T("hello"), T("x"), 5},  {T("hello"), T("hellox"), 5}, {T("hello"), T(""), 0},
        {T("aaab"), T("aab"), 1}, {T("ababac"), T("abac"), 2},  {T("a\0b"), T("\0b"), 1},
        {{NULL, 0}, T("a"), 0},   {{NULL, 0}, {NULL, 0}, 0},    {T("abcab"), T("abx"), 5},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(pc_view_find(rows[i].view, rows[i].needle), rows[i].offset);
}

static void test_trimming(void **state) {
    (void)state;
    static const struct {
        struct pc_view view;
        const char *trimmed;
    } rows[] = {
        {T(""), ""},          {{NULL, 0}, ""},   {T(" \t "), ""},       {T("a"), "a"},
        {T(" a b\t"), "a b"}, {T("\t\ta"), "a"}, {T("\na\r"), "\na\r"}, /* only SP and HTAB are OWS */
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_true(pc_view_equal_text(pc_view_trim(rows[i].view), rows[i].trimmed));
}

static void test_distances(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        size_t distance;
    } rows[] = {
        {"", "", 0},        {"", "abc", 3},
        {"abc", "", 3},     {"abc", "abc", 0},
        {"abc", "abd", 1},  {"abc", "ac", 1},
        {"abc", "abxc", 1}, {"kitten", "sitting", 3},
        {"ab", "ba", 2},    {"response/minimal", "response/minimum", 2},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_int_equal(pc_text_distance(rows[i].a, rows[i].b), rows[i].distance);
    char a[PC_DISTANCE_MAX + 50], b[PC_DISTANCE_MAX + 50];
    memset(a, 'a', sizeof a);
    memset(b, 'b', sizeof b);
    a[sizeof a - 1] = b[sizeof b - 1] = '\0';
    assert_int_equal(pc_text_distance(a, b), PC_DISTANCE_MAX);
    assert_int_equal(pc_text_distance(a, ""), PC_DISTANCE_MAX);
}

int run_view_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equality),  cmocka_unit_test(test_slices_are_clamped),
        cmocka_unit_test(test_finding),   cmocka_unit_test(test_trimming),
        cmocka_unit_test(test_distances),
    };
    return cmocka_run_group_tests_name("base: views", tests, NULL, NULL);
}
