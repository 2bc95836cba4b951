/* Texts that are not JSON: each is refused for its reason, at its byte. */
#include "fixture.h"

#include <string.h>

static const struct {
    struct pc_view text;
    enum pc_json_fault_kind kind;
    uint32_t offset;
} refusals[] = {
    /* nothing there */
    {T(""), PC_JSON_FAULT_EMPTY, 0},
    {T(" "), PC_JSON_FAULT_EMPTY, 1},
    {T(" \t\r\n"), PC_JSON_FAULT_EMPTY, 4},
    /* in front of the value */
    {T("\xEF\xBB\xBF"), PC_JSON_FAULT_BYTE_ORDER_MARK, 0},
    {T("\xEF\xBB\xBF{}"), PC_JSON_FAULT_BYTE_ORDER_MARK, 0},
    {T(" \xEF\xBB\xBF{}"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("\xEF\xBB{}"), PC_JSON_FAULT_INVALID_UTF8, 0},
    {T("\xFF\xFE[\0]\0"), PC_JSON_FAULT_INVALID_UTF8, 0},
    {T("\xFE\xFF\0[\0]"), PC_JSON_FAULT_INVALID_UTF8, 0},
    {T("[\0]\0"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("\0[\0]"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("\0"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("\f[]"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("\xE2\x81\xA0[]"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("\xC2\xA0[]"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("\xE9"), PC_JSON_FAULT_INVALID_UTF8, 0},
    {T("a\xE5"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("<.>"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("*"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("'a'"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("/* c */ []"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("// c\n[]"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("# c\n[]"), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("\\u000A\"\""), PC_JSON_FAULT_INVALID_LITERAL, 0},
    {T("]"), PC_JSON_FAULT_EXPECTED_VALUE, 0},
    {T("}"), PC_JSON_FAULT_EXPECTED_VALUE, 0},
    {T(","), PC_JSON_FAULT_EXPECTED_VALUE, 0},
    {T(":"), PC_JSON_FAULT_EXPECTED_VALUE, 0},
    /* behind it */
    {T("[][]"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("{}}"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("[]]"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("1]"), PC_JSON_FAULT_TRAILING_BYTES, 1},
    {T("1 000"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("\"\"x"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("\"a\",\n\"b\""), PC_JSON_FAULT_TRAILING_BYTES, 3},
    {T("{\"a\":true} \"x\""), PC_JSON_FAULT_TRAILING_BYTES, 11},
    {T("{\"a\":\"b\"}#"), PC_JSON_FAULT_TRAILING_BYTES, 9},
    {T("{\"a\":\"b\"}/**/"), PC_JSON_FAULT_TRAILING_BYTES, 9},
    {T("{\"a\":\"b\"}//"), PC_JSON_FAULT_TRAILING_BYTES, 9},
    {T("{\"a\":\"b\"}/"), PC_JSON_FAULT_TRAILING_BYTES, 9},
    {T("true \xE2\x82\xAC"), PC_JSON_FAULT_TRAILING_BYTES, 5},
    {T("{}\0"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("1\0"), PC_JSON_FAULT_TRAILING_BYTES, 1},
    {T("[]\f"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("{}\xEF\xBB\xBF"), PC_JSON_FAULT_TRAILING_BYTES, 2},
    {T("{}\xFF"), PC_JSON_FAULT_INVALID_UTF8, 2},
    /* literals */
    {T("tru"), PC_JSON_FAULT_INVALID_LITERAL, 3},
    {T("[fals]"), PC_JSON_FAULT_INVALID_LITERAL, 5},
    {T("[nul]"), PC_JSON_FAULT_INVALID_LITERAL, 4},
    {T("[nulL]"), PC_JSON_FAULT_INVALID_LITERAL, 4},
    {T("[True]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[TRUE]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[t\0rue]"), PC_JSON_FAULT_INVALID_LITERAL, 2},
    {T("truex"), PC_JSON_FAULT_INVALID_LITERAL, 4},
    {T("[nullnull]"), PC_JSON_FAULT_INVALID_LITERAL, 5},
    {T("[true1]"), PC_JSON_FAULT_INVALID_LITERAL, 5},
    {T("[true false]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 6},
    {T("[NaN]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[nan]"), PC_JSON_FAULT_INVALID_LITERAL, 2},
    {T("[Inf]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[Infinity]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[undefined]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[a]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[\xC3\xA5]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[\xFF]"), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("[*]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[\f]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[\v1]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[\\n]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[\xE2\x81\xA0]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("['a']"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[`a`]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[(1)]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    /* numbers */
    {T("-"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[-]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[- 1]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[--1]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-a]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-Infinity]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-NaN]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-.123]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[+1]"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[++1]"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[+Inf]"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[.5]"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[.-1]"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[01]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-01]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("012"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[00]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[00.0]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-00.0]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("[00e0]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-012.5]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("[1.]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("1."), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[-2.]"), PC_JSON_FAULT_INVALID_NUMBER, 4},
    {T("[0.e1]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("[2.e+3]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("[1.2.3]"), PC_JSON_FAULT_INVALID_NUMBER, 4},
    {T("[0.1.2]"), PC_JSON_FAULT_INVALID_NUMBER, 4},
    {T("[1e]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("1e"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("1E+"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("[1.0e]"), PC_JSON_FAULT_INVALID_NUMBER, 5},
    {T("[1.0e-]"), PC_JSON_FAULT_INVALID_NUMBER, 6},
    {T("[0e+]"), PC_JSON_FAULT_INVALID_NUMBER, 4},
    {T("[1eE2]"), PC_JSON_FAULT_INVALID_NUMBER, 3},
    {T("[9.3e+-2]"), PC_JSON_FAULT_INVALID_NUMBER, 6},
    {T("[1e1.5]"), PC_JSON_FAULT_INVALID_NUMBER, 4},
    {T("[1e1e1]"), PC_JSON_FAULT_INVALID_NUMBER, 4},
    {T("[0x1]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("0x42"), PC_JSON_FAULT_INVALID_NUMBER, 1},
    {T("[1a]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[1_000]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[1+2]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[1-2]"), PC_JSON_FAULT_INVALID_NUMBER, 2},
    {T("[1.8011670033376514H-308]"), PC_JSON_FAULT_INVALID_NUMBER, 19},
    {T("[1 000.0]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 3},
    {T("[\xEF\xBC\x91]"), PC_JSON_FAULT_INVALID_LITERAL, 1},
    {T("[123\xE5]"), PC_JSON_FAULT_INVALID_UTF8, 4},
    {T("[1e1\xE5]"), PC_JSON_FAULT_INVALID_UTF8, 4},
    {T("[0\0]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 2},
    /* arrays */
    {T("["), PC_JSON_FAULT_UNTERMINATED, 1},
    {T("[ "), PC_JSON_FAULT_UNTERMINATED, 2},
    {T("[1"), PC_JSON_FAULT_UNTERMINATED, 2},
    {T("[1,"), PC_JSON_FAULT_UNTERMINATED, 3},
    {T("[1,\n1\n,1"), PC_JSON_FAULT_UNTERMINATED, 8},
    {T("[[]"), PC_JSON_FAULT_UNTERMINATED, 3},
    {T("[{}"), PC_JSON_FAULT_UNTERMINATED, 3},
    {T("[\"\""), PC_JSON_FAULT_UNTERMINATED, 3},
    {T("[1,]"), PC_JSON_FAULT_EXPECTED_VALUE, 3},
    {T("[1,,]"), PC_JSON_FAULT_EXPECTED_VALUE, 3},
    {T("[,1]"), PC_JSON_FAULT_EXPECTED_VALUE, 1},
    {T("[,]"), PC_JSON_FAULT_EXPECTED_VALUE, 1},
    {T("[1,,2]"), PC_JSON_FAULT_EXPECTED_VALUE, 3},
    {T("[1 2]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 3},
    {T("[1;2]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 2},
    {T("[\"a\":1]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 4},
    {T("[\"a\" \"b\"]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 5},
    {T("[3[4]]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 2},
    {T("[1}"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 2},
    {T("[}"), PC_JSON_FAULT_EXPECTED_VALUE, 1},
    {T("[:1]"), PC_JSON_FAULT_EXPECTED_VALUE, 1},
    {T("[1/*c*/]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 2},
    {T("[\"\x0B\"\\f]"), PC_JSON_FAULT_CONTROL_CHARACTER, 2},
    {T("[\"\"\f]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 3},
    /* objects */
    {T("{"), PC_JSON_FAULT_UNTERMINATED, 1},
    {T("{\n"), PC_JSON_FAULT_UNTERMINATED, 2},
    {T("{\"a\""), PC_JSON_FAULT_UNTERMINATED, 4},
    {T("{\"a\":"), PC_JSON_FAULT_UNTERMINATED, 5},
    {T("{\"a\":1"), PC_JSON_FAULT_UNTERMINATED, 6},
    {T("{\"a\":1,"), PC_JSON_FAULT_UNTERMINATED, 7},
    {T("{\"a\":[1,{\"b\":2}"), PC_JSON_FAULT_UNTERMINATED, 15},
    {T("{,}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{\"a\":1,}"), PC_JSON_FAULT_EXPECTED_KEY, 7},
    {T("{\"a\":1,,\"b\":2}"), PC_JSON_FAULT_EXPECTED_KEY, 7},
    {T("{1:1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{a:1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{'a':1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{null:1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{[]:1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{{}:1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{:1}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{]"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{\xF0\x9F\x87\xA8}"), PC_JSON_FAULT_EXPECTED_KEY, 1},
    {T("{\xFF:1}"), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("{\"a\" 1}"), PC_JSON_FAULT_EXPECTED_COLON, 5},
    {T("{\"a\"}"), PC_JSON_FAULT_EXPECTED_COLON, 4},
    {T("{\"a\",\"b\"}"), PC_JSON_FAULT_EXPECTED_COLON, 4},
    {T("{\"a\"=1}"), PC_JSON_FAULT_EXPECTED_COLON, 4},
    {T("{\"a\"::1}"), PC_JSON_FAULT_EXPECTED_VALUE, 5},
    {T("{\"a\":}"), PC_JSON_FAULT_EXPECTED_VALUE, 5},
    {T("{\"a\":,\"b\":1}"), PC_JSON_FAULT_EXPECTED_VALUE, 5},
    {T("{\"a\":1 \"b\":2}"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 7},
    {T("{\"a\":1;\"b\":2}"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 6},
    {T("{\"a\":1]"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 6},
    {T("{\"a\":1:2}"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 6},
    {T("{\"a\":\"b\",\"c\"}"), PC_JSON_FAULT_EXPECTED_COLON, 12},
    {T("{\"a\":/*c*/1}"), PC_JSON_FAULT_INVALID_LITERAL, 5},
    {T("{\"a\":\"a\" 123}"), PC_JSON_FAULT_EXPECTED_COMMA_OR_END, 9},
    {T("{\"id\":0,,,,,}"), PC_JSON_FAULT_EXPECTED_KEY, 8},
    {T("{\"a\" \xEF\xBB\xBF:1}"), PC_JSON_FAULT_EXPECTED_COLON, 5},
    /* strings */
    {T("\""), PC_JSON_FAULT_UNTERMINATED_STRING, 1},
    {T("\"abc"), PC_JSON_FAULT_UNTERMINATED_STRING, 4},
    {T("[\"x"), PC_JSON_FAULT_UNTERMINATED_STRING, 3},
    {T("\"0123456789abcdef"), PC_JSON_FAULT_UNTERMINATED_STRING, 17},
    {T("{\"a"), PC_JSON_FAULT_UNTERMINATED_STRING, 3},
    {T("{\"a\":\"b"), PC_JSON_FAULT_UNTERMINATED_STRING, 7},
    {T("\"\\"), PC_JSON_FAULT_UNTERMINATED_STRING, 2},
    {T("\"\\\""), PC_JSON_FAULT_UNTERMINATED_STRING, 3},
    {T("\"\\u"), PC_JSON_FAULT_UNTERMINATED_STRING, 3},
    {T("\"\\u00"), PC_JSON_FAULT_UNTERMINATED_STRING, 5},
    {T("\"\\uD800\\"), PC_JSON_FAULT_UNTERMINATED_STRING, 8},
    {T("\"\\uD800\\u"), PC_JSON_FAULT_UNTERMINATED_STRING, 9},
    {T("\"\\uD800\\uDC0"), PC_JSON_FAULT_UNTERMINATED_STRING, 12},
    {T("\"\\uD834\\uDd"), PC_JSON_FAULT_UNTERMINATED_STRING, 11},
    {T("\"a\tb\""), PC_JSON_FAULT_CONTROL_CHARACTER, 2},
    {T("\"a\nb\""), PC_JSON_FAULT_CONTROL_CHARACTER, 2},
    {T("\"\x1F\""), PC_JSON_FAULT_CONTROL_CHARACTER, 1},
    {T("\"a\0b\""), PC_JSON_FAULT_CONTROL_CHARACTER, 2},
    {T("\"0123456789abcdef\x01\""), PC_JSON_FAULT_CONTROL_CHARACTER, 17},
    {T("{\"\t\":1}"), PC_JSON_FAULT_CONTROL_CHARACTER, 2},
    {T("[\"\\\x00\"]"), PC_JSON_FAULT_INVALID_ESCAPE, 3},
    {T("\"\\x41\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\a\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\012\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\'\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\U0041\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\0\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\\n\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\\t\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\\xF0\x9F\x8C\x80\""), PC_JSON_FAULT_INVALID_ESCAPE, 2},
    {T("\"\\u00A\""), PC_JSON_FAULT_INVALID_ESCAPE, 6},
    {T("\"\\uqqqq\""), PC_JSON_FAULT_INVALID_ESCAPE, 3},
    {T("\"\\u12G4\""), PC_JSON_FAULT_INVALID_ESCAPE, 5},
    {T("\"\\u-123\""), PC_JSON_FAULT_INVALID_ESCAPE, 3},
    {T("\"\\u 123\""), PC_JSON_FAULT_INVALID_ESCAPE, 3},
    {T("\"\\u\xE5\""), PC_JSON_FAULT_INVALID_ESCAPE, 3},
    {T("\"\\uD800\\u\""), PC_JSON_FAULT_INVALID_ESCAPE, 9},
    {T("\"\\uD800\\u1x\""), PC_JSON_FAULT_INVALID_ESCAPE, 10},
    {T("\"\\uD800\\uDCGG\""), PC_JSON_FAULT_INVALID_ESCAPE, 11},
    {T("\"\\uD800\\x\""), PC_JSON_FAULT_INVALID_ESCAPE, 8},
    {T("\"\\ud83d\\ude0\""), PC_JSON_FAULT_INVALID_ESCAPE, 12},
    /* UTF-8: the sequence's first byte */
    {T("\"\x80\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"a\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 2},
    {T("\"\xFF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xFE\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xC0\x80\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xC0\xAF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xC1\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xE0\x80\xAF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xE0\x9F\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xF0\x8F\xBF\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xFC\x83\xBF\xBF\xBF\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xED\xA0\x80\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xED\xBF\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xED\xA0\xBD\xED\xB8\x80\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xF4\x90\x80\x80\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xF5\x80\x80\x80\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xFB\xBF\xBF\xBF\xBF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xC3\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xC3"), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xE2\x82\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xE2\x82"), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xE0\xFF\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xF0\x9F\x98\""), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xF0\x9F\x98"), PC_JSON_FAULT_INVALID_UTF8, 1},
    {T("\"\xE2\x82\xAC\xE2\x82\""), PC_JSON_FAULT_INVALID_UTF8, 4},
    {T("\"\xC3\xA5\xC3\x28\""), PC_JSON_FAULT_INVALID_UTF8, 3},
    {T("{\"\xB9\":\"0\"}"), PC_JSON_FAULT_INVALID_UTF8, 2},
    {T("\"0123456789abcdef0123456789abcdef\xF0\x28\x8C\x28\""), PC_JSON_FAULT_INVALID_UTF8, 33},
};

static void test_each_fault_has_its_reason_and_place(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    int failed = 0;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        const struct pc_json_doc *doc = fixture_read(&fixture, refusals[i].text);
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        if (pc_json_doc_valid(doc) || fault.kind != refusals[i].kind || fault.offset != refusals[i].offset)
            failed += row_failed(refusals[i].text, "%s at %u; expected: %s at %u",
                                 pc_json_fault_sentence(fault.kind), fault.offset,
                                 pc_json_fault_sentence(refusals[i].kind), refusals[i].offset);
        if (pc_json_exists(pc_json_root(doc)))
            failed += row_failed(refusals[i].text, "has a root in spite of its fault");
    }
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

/* Whatever of a document is missing at its end, the fault stands where the text ends. */
static void test_every_prefix_is_refused_at_its_end(void **state) {
    (void)state;
    static const char text[] =
        " {\"a\\u00e9\" : [1.5e+3, -20, true, false, null, \"\xE2\x82\xAC\"], \"b\" : {}}";
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    int failed = 0;
    for (size_t size = 0; size < sizeof text - 1; size++) {
        struct pc_view prefix = {text, size};
        const struct pc_json_doc *doc = fixture_read(&fixture, prefix);
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        size_t valid = pc_utf8_valid_prefix(prefix);
        if (pc_json_doc_valid(doc) || fault.offset != valid)
            failed += row_failed(prefix, "%s at %u", pc_json_fault_sentence(fault.kind), fault.offset);
    }
    assert_true(pc_json_doc_valid(fixture_read(&fixture, pc_view_of(text))));
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

/* The quick path looks at many bytes at once: none may slip through, wherever it stands. */
static void test_every_byte_at_every_place_of_a_string(void **state) {
    (void)state;
    enum { LENGTH = 50 };
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    for (unsigned byte = 0; byte < 256; byte++) {
        for (uint32_t place = 1; place <= LENGTH; place++) {
            char text[LENGTH + 2];
            memset(text, 'a', sizeof text);
            text[0] = text[LENGTH + 1] = '"';
            text[place] = (char)byte;
            enum pc_json_fault_kind kind = PC_JSON_FAULT_NONE;
            uint32_t offset = place;
            if (byte < 0x20) {
                kind = PC_JSON_FAULT_CONTROL_CHARACTER;
            } else if (byte >= 0x80) {
                kind = PC_JSON_FAULT_INVALID_UTF8;
            } else if (byte == '"') {
                kind = PC_JSON_FAULT_TRAILING_BYTES;
                offset = place + 1;
            } else if (byte == '\\') {
                kind = place == LENGTH ? PC_JSON_FAULT_UNTERMINATED_STRING : PC_JSON_FAULT_INVALID_ESCAPE;
                offset = place == LENGTH ? LENGTH + 2 : place + 1;
            } else {
                offset = 0;
            }
            struct pc_view view = {text, sizeof text};
            struct pc_json_fault fault = pc_json_doc_fault(fixture_read(&fixture, view));
            if (fault.kind != kind || fault.offset != offset)
                fail_msg("byte %02X at %u: %s at %u", byte, place, pc_json_fault_sentence(fault.kind),
                         fault.offset);
        }
    }
    fixture_close(&fixture);
}

static void test_every_fault_is_expected_somewhere(void **state) {
    (void)state;
    for (int kind = PC_JSON_FAULT_EMPTY; kind < PC_JSON_FAULT_TOO_DEEP; kind++) {
        size_t i = 0;
        while (i < COUNT(refusals) && (int)refusals[i].kind != kind)
            i++;
        if (i == COUNT(refusals))
            fail_msg("no text with: %s", pc_json_fault_sentence((enum pc_json_fault_kind)kind));
    }
    assert_string_equal(pc_json_fault_sentence(PC_JSON_FAULT_NONE), "no fault");
    assert_string_equal(pc_json_fault_sentence((enum pc_json_fault_kind)1000), "an unknown fault");
}

int run_refuse_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_fault_has_its_reason_and_place),
        cmocka_unit_test(test_every_prefix_is_refused_at_its_end),
        cmocka_unit_test(test_every_byte_at_every_place_of_a_string),
        cmocka_unit_test(test_every_fault_is_expected_somewhere),
    };
    return cmocka_run_group_tests_name("json: what is refused", tests, NULL, NULL);
}
