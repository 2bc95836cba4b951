#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "pc_pattern.h"

#define MAX_STEPS 2000000

struct row {
    const char *pattern;
    const char *text;
    bool matches;
};

static const struct row rows[] = {
    {"", "", true},
    {"", "x", true},
    {"b", "abc", true},
    {"^b", "abc", false},
    {"^abc$", "abc\n", false},
    {"^a.c$", "a\nc", false},
    {"^a.c$",
     "a\xE2\x80\xA8"
     "c",
     false}, /* U+2028 is a line end */
    {"^a.c$",
     "a\xC2\x85"
     "c",
     true},                            /* U+0085 is none */
    {"^.$", "\xF0\x9F\x98\x80", true}, /* one character, not four bytes or two halves */
    {"^\\uD83D\\uDE00$", "\xF0\x9F\x98\x80", true},
    {"^\\u{1F600}$", "\xF0\x9F\x98\x80", true},
    {"^\\x41\\u0042\\cJ\\0$", "AB\n", false},
    {"^\\x41\\u0042\\cJ$", "AB\n", true},
    {"^[]$", "", false},
    {"^[^]$", "\n", true},
    {"^[[:alpha:]$", "[", true},
    {"^[[:alpha:]]$", "a]", true}, /* a class of letters, a colon and a bracket, and then a bracket */
    {"^[\\b]$", "\b", true},
    {"^[\\d-]+$", "1-2", true},
    {"^[a\\-z]+$", "a-z", true},
    {"^[a\\-z]+$", "b", false},
    {"^\\s$", "\xEF\xBB\xBF", true},
    {"^[\\s]$", "\xC2\xA0", true},
    {"^\\s$", "\xE1\xA0\x8E", false}, /* U+180E is no space any more */
    {"^[^\\S]$", " ", true},
    {"^[\\S ]$", "\n", false},
    {"^\\w$", "\xC3\xA9", false},
    {"^\\p{Letter}$", "\xC3\xA9", true},
    {"^\\P{Lu}$", "A", false},
    {"^\\p{Script=Greek}$", "\xCE\xB1", true},
    {"^\\p{scx=Grek}$", "\xCE\xB1", true},
    {"^\\p{General_Category=Decimal_Number}$", "7", true},
    {"^\\p{Alphabetic}$", "7", false},
    {"^[\\p{L}\\p{Nd}]+$", "a7", true},
    {"^\\p{Assigned}$", "a", true},
    {"^(?:ab){2}$", "abab", true},
    {"^(?<y>\\d)-\\k<y>$", "1-1", true},
    {"^(?<y>\\d)-\\k<y>$", "1-2", false},
    {"^(a)|b\\1$", "b", true}, /* a group that took no part is empty */
    {"^\\1(a)$", "a", true},   /* so is one that has not been reached */
    {"(?<=\\$)\\d+", "$42", true},
    {"(?<!\\$)\\b42", "$42", false},
    {"a(?!b)", "ab", false},
    {"^\\/\\.$", "/.", true},
    {"^a{,2}$", "a{,2}", true},
    {"^x{1,3}?$", "xxx", true},
    {"^\\-\\_\\@$", "-_@", true},
    {"^(#|x) $", "# ", true},
};

static void test_matches(void **state) {
    (void)state;
    struct pc_pattern_memory *matcher = pc_pattern_memory_new(MAX_STEPS);
    assert_non_null(matcher);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_pattern *pattern;
        struct pc_error err = {0};
        bool matched;
        if (pc_pattern_compile(pc_view_of(rows[i].pattern), &pattern, &err) != PC_OK)
            fail_msg("%s: %s", rows[i].pattern, err.message);
        assert_int_equal(pc_pattern_match(pattern, matcher, pc_view_of(rows[i].text), &matched), PC_OK);
        if (matched != rows[i].matches)
            fail_msg("%s against %s", rows[i].pattern, rows[i].text);
        pc_pattern_free(pattern);
    }
    pc_pattern_memory_free(matcher);
}

struct refusal {
    const char *pattern;
    enum pc_status status;
    const char *message;
    bool valid; /* by the letter of ECMA-262, all the same */
};

static const struct refusal refusals[] = {
    {"a(", PC_MALFORMED, "character 3 of the pattern: a `(` without its `)`", false},
    {"a)", PC_MALFORMED, "character 2 of the pattern: a `)` without its `(`", false},
    {"\xC3\xA9)", PC_MALFORMED, "character 2 of the pattern", false},
    {"[a", PC_MALFORMED, "without its `]`", false},
    {"[\\", PC_MALFORMED, "behind a backslash", false},
    {"*", PC_MALFORMED, "nothing to repeat", false},
    {"a**", PC_MALFORMED, "nothing to repeat", false},
    {"a++", PC_MALFORMED, "nothing to repeat", false},
    {"(*VERB)a", PC_MALFORMED, "nothing to repeat", false},
    {"^*", PC_MALFORMED, "nothing to repeat", false},
    {"(?=a)*", PC_MALFORMED, "nothing to repeat", false},
    {"a{2,1}", PC_MALFORMED, "out of order", false},
    {"[b-a]", PC_MALFORMED, "out of order", false},
    {"[a-\\d]", PC_MALFORMED, "ends with a set", false},
    {"\\a", PC_MALFORMED, "no escape `\\a`", false},
    {"\\Z", PC_MALFORMED, "no escape `\\Z`", false},
    {"\\A", PC_MALFORMED, "no escape", false},
    {"\\Qx\\E", PC_MALFORMED, "no escape", false},
    {"\\h", PC_MALFORMED, "no escape", false},
    {"[\\B]", PC_MALFORMED, "no escape", false},
    {"\\", PC_MALFORMED, "behind a backslash", false},
    {"\\1", PC_MALFORMED, "a group that is not there", false},
    {"\\01", PC_MALFORMED, "octal", false},
    {"\\c1", PC_MALFORMED, "wants a letter", false},
    {"\\x4", PC_MALFORMED, "two hexadecimal digits", false},
    {"\\u12", PC_MALFORMED, "four hexadecimal digits", false},
    {"\\u{110000}", PC_MALFORMED, "up to 10FFFF", false},
    {"\\k<a>", PC_MALFORMED, "the name of a group", false},
    {"(?<a>x)(?<a>y)", PC_MALFORMED, "one name", false},
    {"(?<1>x)", PC_MALFORMED, "name", false},
    {"(?P<a>x)", PC_MALFORMED, "no such group", false},
    {"(?i)a", PC_MALFORMED, "no such group", false},
    {"(?>a)", PC_MALFORMED, "no such group", false},
    {"(?#a)", PC_MALFORMED, "no such group", false},
    {"\\p{letter}", PC_MALFORMED, "no property", false},
    {"\\p{L", PC_MALFORMED, "ends in `}`", false},
    {"\\pL", PC_MALFORMED, "in braces", false},
    {"\\p{Block=ASCII}", PC_MALFORMED, "no property", false},
    {"(?<=a+)b", PC_UNSUPPORTED, "PCRE2", true},
    {"\\uD83D", PC_UNSUPPORTED, "surrogate", true},
    {"a{70000}", PC_UNSUPPORTED, "PCRE2", true},
};

static void test_refusals(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct pc_pattern *pattern;
        struct pc_error err = {0};
        enum pc_status status = pc_pattern_compile(pc_view_of(refusals[i].pattern), &pattern, &err);
        if (status != refusals[i].status || !strstr(err.message, refusals[i].message))
            fail_msg("%s: %s: %s", refusals[i].pattern, pc_status_name(status), err.message);
        assert_null(pattern);
        if (pc_pattern_valid(pc_view_of(refusals[i].pattern)) != refusals[i].valid)
            fail_msg("%s by the letter", refusals[i].pattern);
    }
}

/* What is taken as a pattern though the flag u forbids it. */
static void test_to_the_letter(void **state) {
    (void)state;
    static const char *const loose[] = {"\\-", "\\@", "a{", "]", "}", "[\\w-a]"};
    for (size_t i = 0; i < sizeof loose / sizeof loose[0]; i++) {
        struct pc_pattern *pattern;
        assert_false(pc_pattern_valid(pc_view_of(loose[i])));
        assert_int_equal(pc_pattern_compile(pc_view_of(loose[i]), &pattern, NULL), PC_OK);
        pc_pattern_free(pattern);
    }
}

static void test_limits(void **state) {
    (void)state;
    struct pc_pattern_memory *matcher = pc_pattern_memory_new(MAX_STEPS);
    struct pc_pattern *pattern;
    struct pc_buf text;
    bool matched = true;
    pc_buf_init(&text, 1u << 20);
    /* exponential without a limit */
    assert_int_equal(pc_pattern_compile(PC_VIEW("^(a+)+$"), &pattern, NULL), PC_OK);
    for (int i = 0; i < 64; i++)
        assert_int_equal(pc_buf_append_byte(&text, 'a'), PC_OK);
    assert_int_equal(pc_pattern_match(pattern, matcher, pc_buf_view(&text), &matched), PC_OK);
    assert_true(matched);
    assert_int_equal(pc_buf_append_byte(&text, 'b'), PC_OK);
    assert_int_equal(pc_pattern_match(pattern, matcher, pc_buf_view(&text), &matched), PC_LIMIT);
    assert_false(matched);
    pc_pattern_free(pattern);

    pc_buf_reset(&text);
    for (unsigned i = 0; i <= PC_PATTERN_MAX_NESTING; i++)
        assert_int_equal(pc_buf_append_byte(&text, '('), PC_OK);
    assert_int_equal(pc_pattern_compile(pc_buf_view(&text), &pattern, NULL), PC_LIMIT);
    pc_buf_reset(&text);
    for (unsigned i = 0; i <= PC_PATTERN_MAX_BYTES; i++)
        assert_int_equal(pc_buf_append_byte(&text, 'a'), PC_OK);
    assert_int_equal(pc_pattern_compile(pc_buf_view(&text), &pattern, NULL), PC_LIMIT);
    pc_buf_clear(&text);
    pc_pattern_memory_free(matcher);
    pc_pattern_memory_free(NULL);
    pc_pattern_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_to_the_letter),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests_name("pattern", tests, NULL, NULL) != 0;
}
