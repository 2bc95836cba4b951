/* No byte of a peer reaches a terminal that acts on it, reorders or hides it. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(struct pc_view text, size_t max, const char *shown) {
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    /* a copy of exactly its size: a sanitizer sees every look behind it */
    char *copy = text.size == 0 ? NULL : malloc(text.size);
    if (copy != NULL)
        memcpy(copy, text.data, text.size);
    assert_int_equal(pc_report_printable((struct pc_view){copy, text.size}, max, &out), PC_OK);
    assert_string_equal(out.size == 0 ? "" : out.data, shown);
    free(copy);
    pc_buf_clear(&out);
}

static void hostile(void **state) {
    (void)state;
    static const struct {
        struct pc_view text;
        const char *shown;
    } table[] = {
        {{"", 0}, ""},
        {{"plain ~ text", 12}, "plain ~ text"},
        {{"gr\xC3\xBC\xC3\x9F \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x9A\x80", 18},
         "gr\xC3\xBC\xC3\x9F \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x9A\x80"},
        {{"\x1b[31mred\x1b]0;title\x07", 18}, "\\x1B[31mred\\x1B]0;title\\x07"},
        {{"a\0b\r\n\t\x7f", 7}, "a\\x00b\\x0D\\x0A\\x09\\x7F"},
        {{"\xC2\x9B"
          "31m\xC2\x80\xC2\x9F\xC2\xA0",
          11},
         "\\u{009B}31m\\u{0080}\\u{009F}\xC2\xA0"},
        {{"a\xE2\x80\x8B"
          "b\xE2\x80\x8D\xEF\xBB\xBF\xC2\xAD",
          13},
         "a\\u{200B}b\\u{200D}\\u{FEFF}\\u{00AD}"},
        {{"\xE2\x80\xA8\xE2\x80\xA9\xD8\x9C", 8}, "\\u{2028}\\u{2029}\\u{061C}"},
        {{"\xF3\xA0\x81\x81\xEF\xB8\x8F", 7}, "\\u{E0041}\\u{FE0F}"},
        /* the neighbours are harmless */
        {{"\xE2\x80\x90\xE2\x80\xA7\xE2\x80\xAF", 9}, "\xE2\x80\x90\xE2\x80\xA7\xE2\x80\xAF"},
        /* no UTF-8: stray, overlong, surrogate, too large, cut off */
        {{"\xFF\x80", 2}, "\\xFF\\x80"},
        {{"\xC0\xAF\xE0\x80\xAF", 5}, "\\xC0\\xAF\\xE0\\x80\\xAF"},
        {{"\xED\xA0\x80", 3}, "\\xED\\xA0\\x80"},
        {{"\xF4\x90\x80\x80", 4}, "\\xF4\\x90\\x80\\x80"},
        {{"\xE2\x80", 2}, "\\xE2\\x80"},
        {{"\xC3(", 2}, "\\xC3("},
        {{"\xF0\x9F\x9A", 3}, "\\xF0\\x9F\\x9A"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        expect(table[i].text, 0, table[i].shown);
}

/* The characters that set the direction of text, their neighbours aside. */
static void directions(void **state) {
    (void)state;
    static const uint32_t scalars[] = {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                       0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
    for (size_t i = 0; i < sizeof scalars / sizeof scalars[0]; i++) {
        char text[4];
        char shown[16];
        snprintf(shown, sizeof shown, "\\u{%04X}", (unsigned)scalars[i]);
        expect((struct pc_view){text, pc_utf8_encode(scalars[i], text)}, 0, shown);
    }
}

/* Whatever the bytes: valid UTF-8 comes out, without a control. */
static void all_pairs(void **state) {
    (void)state;
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        char text[3] = {(char)(pair >> 8), (char)(pair & 0xFF), 'x'};
        pc_buf_reset(&out);
        assert_int_equal(pc_report_printable((struct pc_view){text, 3}, 0, &out), PC_OK);
        assert_true(pc_utf8_valid(pc_buf_view(&out)));
        for (size_t i = 0; i < out.size; i++)
            assert_true((unsigned char)out.data[i] >= 0x20 && out.data[i] != 0x7F);
        assert_int_equal(out.data[out.size - 1], 'x');
    }
    pc_buf_clear(&out);
}

static void cut(void **state) {
    (void)state;
    static const struct {
        const char *text;
        size_t max;
        const char *shown;
    } table[] = {
        {"abcdef", 6, "abcdef"},
        {"abcdef", 5, "ab\xE2\x80\xA6"},
        {"abcdef", 3, "\xE2\x80\xA6"},
        {"abcdef", 2, ""},
        {"", 1, ""},
        {"\x1b\x1b", 8, "\\x1B\\x1B"},
        {"\x1b\x1b", 7, "\\x1B\xE2\x80\xA6"}, /* an escape stays whole */
        {"\x1b\x1b", 6, "\xE2\x80\xA6"},
        {"\xC3\xBC\xC3\xBC\xC3\xBC", 6, "\xC3\xBC\xC3\xBC\xC3\xBC"},
        {"\xC3\xBC\xC3\xBC\xC3\xBC!", 6, "\xC3\xBC\xE2\x80\xA6"}, /* and so does a character */
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        expect(pc_view_of(table[i].text), table[i].max, table[i].shown);
}

static void full(void **state) {
    (void)state;
    struct pc_buf out;
    pc_buf_init(&out, 4);
    assert_int_equal(pc_report_printable(PC_VIEW("abcdef"), 0, &out), PC_LIMIT);
    pc_buf_clear(&out);
}

int run_printable_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(hostile), cmocka_unit_test(directions),
                                       cmocka_unit_test(all_pairs), cmocka_unit_test(cut),
                                       cmocka_unit_test(full)};
    return cmocka_run_group_tests_name("printable", tests, NULL, NULL);
}
