#include "fixture.h"

static const struct {
    const char *json;
    struct pc_view decoded;
    size_t length; /* in code points */
} strings[] = {
    {"\"\"", T(""), 0},
    {"\"abc\"", T("abc"), 3},
    {"\"a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z\"", T("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80z"), 5},
    {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", T("\"\\/\b\f\n\r\t"), 8},
    {"\"\\u0041\\u006a\\u004A\"", T("AjJ"), 3},
    {"\"x\\u0000y\"", T("x\0y"), 3},
    {"\"\\u007f\\u0080\\u07FF\\u0800\\uFFFF\"", T("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF"), 5},
    {"\"\\ud83d\\ude00\"", T("\xF0\x9F\x98\x80"), 1},
    {"\"\\uD800\\uDC00\\uDBFF\\uDFFF\"", T("\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"), 2},
    {"\"\\ud800\"", T("\xEF\xBF\xBD"), 1},
    {"\"\\udc00\\udc00\"", T("\xEF\xBF\xBD\xEF\xBF\xBD"), 2},
    {"\"\\udc00\\ud800\"", T("\xEF\xBF\xBD\xEF\xBF\xBD"), 2},
    {"\"\\ud800\\ud83d\\ude00\"", T("\xEF\xBF\xBD\xF0\x9F\x98\x80"), 2},
    {"\"\\ud800x\\udc00\"", T("\xEF\xBF\xBDx\xEF\xBF\xBD"), 3},
    {"\"\\ud800\\n\"", T("\xEF\xBF\xBD\n"), 2},
    {"\"\\\\ud800\"", T("\\ud800"), 6},
    {"\"e\xCC\x81\"", T("e\xCC\x81"), 2},
};

static void test_decoding(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_buf out;
    pc_buf_init(&out, 1000);
    int failed = 0;
    for (size_t i = 0; i < COUNT(strings); i++) {
        struct pc_json_value string = fixture_root(&fixture, strings[i].json);
        struct pc_view row = pc_view_of(strings[i].json);
        pc_buf_reset(&out);
        assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
        assert_int_equal(pc_json_string_decode(string, &out), PC_OK);
        if (!pc_view_equal(pc_view_slice(pc_buf_view(&out), 1, out.size), strings[i].decoded))
            failed += row_failed(row, "decoded to %s", out.data + 1);
        if (pc_json_string_length(string) != strings[i].length)
            failed += row_failed(row, "length %zu", pc_json_string_length(string));
        if (!pc_json_string_equal(string, strings[i].decoded))
            failed += row_failed(row, "differs from what it decodes to");
        for (size_t j = 0; j < COUNT(strings); j++) {
            bool same = pc_view_equal(strings[i].decoded, strings[j].decoded);
            if (pc_json_string_equal(string, strings[j].decoded) != same)
                failed += row_failed(row, "compared wrongly with row %zu", j);
        }
    }
    pc_buf_clear(&out);
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

static void test_raw_strings(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_json_value plain = fixture_root(&fixture, "\"ab\"");
    assert_false(pc_json_string_has_escapes(plain));
    assert_true(pc_view_equal_text(pc_json_string_raw(plain), "ab"));
    assert_false(pc_json_string_equal(plain, PC_VIEW("a")));
    assert_false(pc_json_string_equal(plain, PC_VIEW("abc")));
    struct pc_json_value escaped = fixture_root(&fixture, "\"a\\u0062\"");
    assert_true(pc_json_string_has_escapes(escaped));
    assert_true(pc_view_equal_text(pc_json_string_raw(escaped), "a\\u0062"));
    assert_true(pc_json_string_equal(escaped, PC_VIEW("ab")));
    assert_false(pc_json_string_equal(escaped, PC_VIEW("a")));
    assert_false(pc_json_string_equal(escaped, PC_VIEW("abc")));
    assert_false(pc_json_string_equal(fixture_root(&fixture, "12"), PC_VIEW("12")));
    fixture_close(&fixture);
}

/* What does not fit leaves the buffer as it was. */
static void test_decoding_into_a_small_buffer(void **state) {
    (void)state;
    static const char *const texts[] = {"\"0123456789\"", "\"01234567\\u00e9\"",
                                        "\"\\u0030\\u0031 2345678\""};
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    for (size_t i = 0; i < COUNT(texts); i++) {
        for (size_t limit = 1; limit <= 11; limit++) {
            struct pc_buf out;
            pc_buf_init(&out, limit);
            assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
            enum pc_status status = pc_json_string_decode(fixture_root(&fixture, texts[i]), &out);
            assert_int_equal(status, limit < 11 ? PC_LIMIT : PC_OK);
            if (limit < 11)
                assert_string_equal(out.data, ">");
            else
                assert_int_equal(out.size, 11);
            pc_buf_clear(&out);
        }
    }
    fixture_close(&fixture);
}

int run_string_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decoding),
        cmocka_unit_test(test_raw_strings),
        cmocka_unit_test(test_decoding_into_a_small_buffer),
    };
    return cmocka_run_group_tests_name("json: strings", tests, NULL, NULL);
}
