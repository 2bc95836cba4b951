#include "fixture.h"

#include <string.h>

typedef enum pc_status (*convert)(struct pc_view in, struct pc_buf *out);

/* The result stands behind what was there; a failure leaves that alone. */
static void assert_converts(convert function, struct pc_view in, enum pc_status status,
                            struct pc_view expected) {
    struct pc_buf out;
    pc_buf_init(&out, 1000);
    assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
    enum pc_status actual = function(in, &out);
    if (actual != status)
        fail_msg("%.*s: %s", (int)in.size, in.data, pc_status_name(actual));
    struct pc_view result = pc_view_slice(pc_buf_view(&out), 1, out.size);
    if (!pc_view_equal(result, status == PC_OK ? expected : PC_VIEW("")))
        fail_msg("%.*s became %s", (int)in.size, in.data, out.data);
    pc_buf_clear(&out);
}

/* RFC 4648 section 10, and bytes that use the whole alphabet. */
static const struct {
    struct pc_view bytes, text;
} base64[] = {
    {T(""), T("")},
    {{NULL, 0}, T("")},
    {T("f"), T("Zg==")},
    {T("fo"), T("Zm8=")},
    {T("foo"), T("Zm9v")},
    {T("foob"), T("Zm9vYg==")},
    {T("fooba"), T("Zm9vYmE=")},
    {T("foobar"), T("Zm9vYmFy")},
    {T("\0"), T("AA==")},
    {T("\0\0\0"), T("AAAA")},
    {T("\xFF\xFF\xFF"), T("////")},
    {T("\xFB\xEF\xBE"), T("++++")},
    {T("\x00\x10\x83\x10\x51\x87\x20\x92\x8B\x30\xD3\x8F\x41\x14\x93\x51\x55\x97\x61\x96\x9B\x71\xD7\x9F\x82"
       "\x18\xA3\x92\x59"
       "\xA7\xA2\x9A\xAB\xB2\xDB\xAF\xC3\x1C\xB3\xD3\x5D\xB7\xE3\x9E\xBB\xF3\xDF\xBF"),
     T("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")},
};

static void test_base64(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(base64); i++) {
        assert_converts(pc_base64_encode, base64[i].bytes, PC_OK, base64[i].text);
        assert_converts(pc_base64_decode, base64[i].text, PC_OK, base64[i].bytes);
    }
    static const struct pc_view malformed[] = {
        T("Z"),
        T("Zg"),
        T("Zg="),
        T("Zm8"),
        T("===="),
        T("Z==="),
        T("Zg=="
          "Zg=="),
        T("Zm8=Zm8="),
        T("=g=="),
        T("Zg=x"),
        T("Zh=="),
        T("Zm9="),
        T("Zm9v "),
        T("Zm 9"),
        T("Zm-v"),
        T("Zm_v"),
        T("Zm9v\n"),
        T("Zm9v===="),
        T("Zm9\0"),
        T("\xC3\xA9\xC3\xA9"),
        T("Zm9vYg=a"),
        T("Zm9vZ==="),
    };
    for (size_t i = 0; i < COUNT(malformed); i++)
        assert_converts(pc_base64_decode, malformed[i], PC_MALFORMED, malformed[i]);
}

static void test_percent(void **state) {
    (void)state;
    static const struct {
        struct pc_view bytes, text;
    } rows[] = {
        {T(""), T("")},
        {T("AZaz09-._~"), T("AZaz09-._~")},
        {T(" /?#%"), T("%20%2F%3F%23%25")},
        {T("!$&'()*+,;=:@[]"), T("%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%40%5B%5D")},
        {T("\0\x1F\x7F\x80\xFF"), T("%00%1F%7F%80%FF")},
        {T("\xC3\xA9"), T("%C3%A9")},
        {T("."), T(".")},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_converts(pc_percent_encode, rows[i].bytes, PC_OK, rows[i].text);
        assert_converts(pc_percent_decode, rows[i].text, PC_OK, rows[i].bytes);
    }
    assert_converts(pc_percent_decode, PC_VIEW("a+b%2fc/%c3%A9"), PC_OK, PC_VIEW("a+b/c/\xC3\xA9"));
    static const struct pc_view malformed[] = {T("%"),   T("%2"),  T("a%"),     T("ab%2"), T("%zz"),
                                               T("%2z"), T("%z2"), T("ok%%20"), T("%+1"),  T("% 1")};
    for (size_t i = 0; i < COUNT(malformed); i++)
        assert_converts(pc_percent_decode, malformed[i], PC_MALFORMED, malformed[i]);
}

static void test_what_does_not_fit(void **state) {
    (void)state;
    static const struct {
        convert function;
        struct pc_view in;
        size_t size;
    } rows[] = {
        {pc_base64_encode, T("foobar"), 8},
        {pc_base64_decode, T("Zm9vYmFy"), 6},
        {pc_percent_encode, T("ab/c"), 6},
        {pc_percent_decode, T("ab%2Fc"), 4},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        for (size_t limit = 1; limit <= rows[i].size + 1; limit++) {
            struct pc_buf out;
            pc_buf_init(&out, limit);
            assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
            bool fits = limit == rows[i].size + 1;
            assert_int_equal(rows[i].function(rows[i].in, &out), fits ? PC_OK : PC_LIMIT);
            assert_int_equal(out.size, fits ? limit : 1);
            assert_int_equal(out.data[out.size], '\0');
            pc_buf_clear(&out);
        }
    }
}

int run_encode_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base64),
        cmocka_unit_test(test_percent),
        cmocka_unit_test(test_what_does_not_fit),
    };
    return cmocka_run_group_tests_name("base: encodings", tests, NULL, NULL);
}
