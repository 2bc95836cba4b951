/* Texts that RFC 8259 allows: each is read, alone and wrapped in white space, an array and an object. */
#include "fixture.h"

static const struct pc_view values[] = {
    /* structure */
    T("[]"),
    T("{}"),
    T("[[]]"),
    T("[{}]"),
    T("[[],[[]],{}]"),
    T("{\"\":{}}"),
    T("{\"a\":[]}"),
    T("{\"a\":{\"b\":{\"c\":{}}}}"),
    T("[1]"),
    T("[1,2,3]"),
    T("[ 1 , 2 ]"),
    T("[\t1\n,\r2\r\n]"),
    T("{ \"a\" : 1 , \"b\" : 2 }"),
    T("{\"a\"\n:\t1}"),
    T("[ ]"),
    T("{ \n }"),
    T("[null,1,\"1\",{}]"),
    T("[1,null,null,null,2]"),
    T("[ 1]"),
    T("[1 ]"),
    /* keys */
    T("{\"\":0}"),
    T("{\"a\":1,\"a\":1}"),
    T("{\"a\":1,\"a\":2}"),
    T("{\"a\\u0000b\":1}"),
    T("{\"\\uDFAA\":0}"),
    T("{\"min\":-1.0e+28,\"max\":1.0e+28}"),
    T("{\"\\\"\":1}"),
    T("{\"x\":[{\"id\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}],\"id\":"
      "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"),
    /* literals */
    T("true"),
    T("false"),
    T("null"),
    /* numbers */
    T("0"),
    T("-0"),
    T("-1"),
    T("1"),
    T("10"),
    T("123"),
    T("0.0"),
    T("-0.0"),
    T("0e1"),
    T("0e+1"),
    T("0E-00"),
    T("0.5"),
    T("1.5"),
    T("20e1"),
    T("1E22"),
    T("1E-2"),
    T("1E+2"),
    T("1e00001"),
    T("123e45"),
    T("123e-10000000"),
    T("1e400"),
    T("-1e400"),
    T("0.4e00669999999999999999999999999999999999999999999999999999999999999999999999969999999006"),
    T("1e999999999999999999999999999"),
    T("-1e-999999999999999999999999999"),
    T("123.456789"),
    T("-0.000000000000000000000000000000000000000000000000000000000000000000000000000001"),
    T("100000000000000000000000000000000000000000000000000000000000000000000000"),
    T("-9223372036854775809"),
    T("18446744073709551616"),
    /* strings */
    T("\"\""),
    T("\" \""),
    T("\"a\""),
    T("\"0123456789abcde\""),
    T("\"0123456789abcdef\""),
    T("\"0123456789abcdef0\""),
    T("\"0123456789abcdef0123456789abcdef\""),
    T("\"\x7F\""),
    T("\"a/*b*/c/*d//e\""),
    T("\"'\""),
    T("\"[{,:}]\""),
    T("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""),
    T("\"\\\\u0000\""),
    T("\"\\\\a\""),
    T("\"\\\\\""),
    T("\"\\u0000\""),
    T("\"\\u0012\""),
    T("\"\\u0022\""),
    T("\"\\u005C\""),
    T("\"\\u0061\\u30af\\u30EA\\u30b9\""),
    T("\"\\uFFFF\""),
    T("\"\\uFFFE\""),
    T("\"\\uFDD0\""),
    T("\"\\u200B\""),
    T("\"\\u2064\""),
    T("\"\\uFEFF\""),
    T("\"new\\u00A0line\""),
    T("\"\\uD801\\udc37\""),
    T("\"\\ud83d\\ude39\\ud83d\\udc8d\""),
    T("\"\\uDBFF\\uDFFE\""),
    T("\"\\uDBFF\\uDFFF\""),
    /* lone surrogates: the grammar allows them (section 8.2) */
    T("\"\\uD800\""),
    T("\"\\uDC00\""),
    T("\"\\uDADA\""),
    T("\"\\uD888\\u1234\""),
    T("\"\\uD800\\n\""),
    T("\"\\uD800abc\""),
    T("\"\\uD800\\uD800\\n\""),
    T("\"\\uDd1ea\""),
    T("\"\\uDd1e\\uD834\""),
    T("\"\\uD800\\uD83D\\uDE00\""),
    /* UTF-8, all lengths and their limits */
    T("\"\xC2\x80\""),
    T("\"\xDF\xBF\""),
    T("\"\xE0\xA0\x80\""),
    T("\"\xED\x9F\xBF\""),
    T("\"\xEE\x80\x80\""),
    T("\"\xEF\xBF\xBF\""),
    T("\"\xEF\xBF\xBD\""),
    T("\"\xF0\x90\x80\x80\""),
    T("\"\xF4\x8F\xBF\xBF\""),
    T("\"\xEF\xBB\xBF\""),
    T("\"\xE2\x80\xA8\xE2\x80\xA9\""),
    T("\"\xE2\x81\xA0\""),
    T("\"\xCF\x80\""),
    T("\"0123456789abcdef\xE2\x82\xAC 0123456789abcdef\xF0\x9F\x98\x80\""),
    T("\"\xE3\x83\x91\xE3\x82\xB9 \xD0\xBF\xD1\x83\xD1\x82\xD1\x8C\""),
    T("{\"\xE2\x82\xAC\":1}"),
};

static int check(struct fixture *fixture, const char *before, struct pc_view value, const char *after) {
    struct pc_buf text;
    pc_buf_init(&text, 4096);
    assert_int_equal(pc_buf_append_text(&text, before), PC_OK);
    assert_int_equal(pc_buf_append(&text, value), PC_OK);
    assert_int_equal(pc_buf_append_text(&text, after), PC_OK);
    const struct pc_json_doc *doc = fixture_read(fixture, pc_buf_view(&text));
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    int failed = 0;
    if (!pc_json_doc_valid(doc) || fault.kind != PC_JSON_FAULT_NONE || !pc_json_exists(pc_json_root(doc)))
        failed = row_failed(pc_buf_view(&text), "refused at %u: %s", fault.offset,
                            pc_json_fault_sentence(fault.kind));
    pc_buf_clear(&text);
    return failed;
}

static void test_what_the_grammar_allows_is_taken(void **state) {
    (void)state;
    static const struct {
        const char *before, *after;
    } wraps[] = {{"", ""},
                 {" \t\r\n", "\n"},
                 {"[", "]"},
                 {"[0,", ",0]"},
                 {"[", " ]"},
                 {"{\"key\":", ",\"z\":0}"},
                 {"{\"key\" : ", "\n}"},
                 {"[[[{\"\":", "}]]]"}};
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    int failed = 0;
    for (size_t i = 0; i < COUNT(values); i++) {
        for (size_t j = 0; j < COUNT(wraps); j++)
            failed += check(&fixture, wraps[j].before, values[i], wraps[j].after);
    }
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

/* A special byte at each place of strings around the width of a vector: the quick path and the slow one meet
 * there. */
static void test_strings_of_every_length(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    for (size_t length = 0; length < 70; length++) {
        for (size_t special = 0; special <= length; special++) {
            char text[160];
            size_t size = 0;
            text[size++] = '"';
            for (size_t i = 0; i < length; i++) {
                if (i == special)
                    text[size++] = '\\';
                text[size++] = i == special ? 'n' : (char)('a' + i % 26);
            }
            text[size++] = '"';
            const struct pc_json_doc *doc = fixture_read(&fixture, (struct pc_view){text, size});
            assert_true(pc_json_doc_valid(doc));
            assert_int_equal(pc_json_string_length(pc_json_root(doc)), length);
            assert_int_equal(pc_json_string_has_escapes(pc_json_root(doc)), special < length);
            assert_false(pc_json_doc_valid(fixture_read(&fixture, (struct pc_view){text, size - 1})));
        }
    }
    fixture_close(&fixture);
}

int run_accept_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_grammar_allows_is_taken),
        cmocka_unit_test(test_strings_of_every_length),
    };
    return cmocka_run_group_tests_name("json: what is taken", tests, NULL, NULL);
}
