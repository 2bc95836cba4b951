#include "fixture.h"

#include <stdlib.h>
#include <string.h>

/* Every scalar value is encoded, and what was encoded is valid; each cut of it is not. */
static void test_all_scalar_values(void **state) {
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        char bytes[4];
        size_t length = pc_utf8_encode(code, bytes);
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        size_t expected = surrogate ? 0 : code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
        if (length != expected || (!surrogate && !pc_utf8_valid((struct pc_view){bytes, length})))
            fail_msg("U+%04X: %zu bytes", (unsigned)code, length);
        for (size_t cut = 1; cut < length; cut++) {
            if (pc_utf8_valid((struct pc_view){bytes, cut}) ||
                pc_utf8_valid((struct pc_view){bytes + cut, length - cut}))
                fail_msg("U+%04X cut at %zu is valid", (unsigned)code, cut);
        }
    }
    char bytes[4];
    assert_int_equal(pc_utf8_encode(0x110000, bytes), 0);
    assert_int_equal(pc_utf8_encode(UINT32_MAX, bytes), 0);
    assert_int_equal(pc_utf8_encode(0x20AC, bytes), 3);
    assert_memory_equal(bytes, "\xE2\x82\xAC", 3);
    assert_int_equal(pc_utf8_encode(0x1F600, bytes), 4);
    assert_memory_equal(bytes, "\xF0\x9F\x98\x80", 4);
}

static void test_valid_prefixes(void **state) {
    (void)state;
    static const struct {
        struct pc_view text;
        size_t prefix;
    } rows[] = {
        {T(""), 0},
        {{NULL, 0}, 0},
        {T("abc"), 3},
        {T("a\0b"), 3},
        {T("a\xC3\xA9z"), 4},
        {T("\x80"), 0},
        {T("a\xBF"), 1},
        {T("ab\xC3"), 2},
        {T("ab\xC3z"), 2},
        {T("\xC3\xA9\xE2\x82"), 2},
        {T("\xE2\x82z"), 0},
        {T("\xF0\x9F\x98z"), 0},
        {T("\xF0\x9Fz\x80"), 0},
        {T("\xC0\x80"), 0}, /* overlong */
        {T("\xC1\xBF"), 0},
        {T("\xE0\x80\x80"), 0},
        {T("\xE0\x9F\xBF"), 0},
        {T("\xE0\xA0\x80"), 3},
        {T("\xF0\x80\x80\x80"), 0},
        {T("\xF0\x8F\xBF\xBF"), 0},
        {T("\xF0\x90\x80\x80"), 4},
        {T("\xED\x9F\xBF"), 3},
        {T("\xED\xA0\x80"), 0}, /* surrogates */
        {T("\xED\xBF\xBF"), 0},
        {T("\xEE\x80\x80"), 3},
        {T("\xF4\x8F\xBF\xBF"), 4},
        {T("\xF4\x90\x80\x80"), 0}, /* above U+10FFFF */
        {T("\xF5\x80\x80\x80"), 0},
        {T("\xF8\x88\x80\x80\x80"), 0},
        {T("\xFE"), 0},
        {T("\xFF"), 0},
        {T("\xC3\xC3\xA9"), 0},
        {T("\xE2\xE2\x82\xAC"), 0},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        /* a copy of exactly the size: no read may go behind it */
        char *copy = malloc(rows[i].text.size == 0 ? 1 : rows[i].text.size);
        assert_non_null(copy);
        if (rows[i].text.size > 0)
            memcpy(copy, rows[i].text.data, rows[i].text.size);
        struct pc_view text = {copy, rows[i].text.size};
        if (pc_utf8_valid_prefix(text) != rows[i].prefix)
            fail_msg("row %zu: %zu", i, pc_utf8_valid_prefix(text));
        assert_int_equal(pc_utf8_valid(text), rows[i].prefix == rows[i].text.size);
        free(copy);
    }
}

int run_utf8_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_scalar_values),
        cmocka_unit_test(test_valid_prefixes),
    };
    return cmocka_run_group_tests_name("base: UTF-8", tests, NULL, NULL);
}
