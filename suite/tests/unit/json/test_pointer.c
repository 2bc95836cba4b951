#include "fixture.h"

#include <string.h>

/* RFC 6901 section 5, and what it does not show. */
static const char document[] =
    "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,\"i\\\\j\":5,\"k\\\"l\":6,\" "
    "\":7,\"m~n\":8,"
    "\"~1\":9,\"o\":{\"\":{\"\":10}},\"0\":11,\"\\u0070\":12,\"q\\u0000r\":13,\"s\":[[14]],\"t/"
    "~\":{\"~0\":15},"
    "\"\xC3\xA9\":16,\"u\":1,\"u\":17}";

static const struct {
    struct pc_view pointer;
    const char *raw; /* NULL: no value */
} lookups[] = {
    {T("/foo"), "[\"bar\",\"baz\"]"},
    {T("/foo/0"), "\"bar\""},
    {T("/foo/1"), "\"baz\""},
    {T("/"), "0"},
    {T("/a~1b"), "1"},
    {T("/c%d"), "2"},
    {T("/e^f"), "3"},
    {T("/g|h"), "4"},
    {T("/i\\j"), "5"},
    {T("/k\"l"), "6"},
    {T("/ "), "7"},
    {T("/m~0n"), "8"},
    {T("/~01"), "9"},
    {T("/o//"), "10"},
    {T("/0"), "11"},
    {T("/p"), "12"},
    {T("/q\0r"), "13"},
    {T("/s/0/0"), "14"},
    {T("/t~1~0/~00"), "15"},
    {T("/\xC3\xA9"), "16"},
    {T("/u"), "17"},
    {T("foo"), NULL},
    {T("#/foo"), NULL},
    {T("/Foo"), NULL},
    {T("/fo"), NULL},
    {T("/foo/"), NULL},
    {T("/foo/2"), NULL},
    {T("/foo/-"), NULL},
    {T("/foo/00"), NULL},
    {T("/foo/01"), NULL},
    {T("/foo/+1"), NULL},
    {T("/foo/-1"), NULL},
    {T("/foo/1.0"), NULL},
    {T("/foo/0x0"), NULL},
    {T("/foo/ 0"), NULL},
    {T("/foo/4294967296"), NULL},
    {T("/foo/18446744073709551616"), NULL},
    {T("/foo/99999999999999999999999999"), NULL},
    {T("/foo/0/0"), NULL},
    {T("/foo/0/"), NULL},
    {T("//"), NULL},
    {T("/a/b"), NULL},
    {T("/m~n"), NULL},
    {T("/m~"), NULL},
    {T("/~"), NULL},
    {T("/~2"), NULL},
    {T("/~1"), NULL},
    {T("/c%25d"), NULL},
    {T("/\\u0070"), NULL},
    {T("/q"), NULL},
};

static void test_looking_up(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_json_value root = fixture_root(&fixture, document);
    int failed = 0;
    for (size_t i = 0; i < COUNT(lookups); i++) {
        struct pc_json_value value = pc_json_pointer_get(root, lookups[i].pointer);
        bool same = lookups[i].raw == NULL ? !pc_json_exists(value)
                                           : pc_view_equal_text(pc_json_raw(value), lookups[i].raw);
        if (!same)
            failed += row_failed(lookups[i].pointer, "leads to %.*s", (int)pc_json_raw(value).size,
                                 pc_json_exists(value) ? pc_json_raw(value).data : "");
    }
    assert_int_equal(pc_json_offset(pc_json_pointer_get(root, PC_VIEW(""))), 0);
    assert_true(pc_json_exists(pc_json_pointer_get(root, (struct pc_view){0})));
    struct pc_json_value inner = pc_json_get_text(root, "o");
    assert_true(pc_view_equal_text(pc_json_raw(pc_json_pointer_get(inner, PC_VIEW("//"))), "10"));
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

/* In an object with more members than are searched one by one. */
static void test_looking_up_in_a_large_object(void **state) {
    (void)state;
    struct fixture fixture;
    struct pc_buf text;
    fixture_open(&fixture, NULL);
    pc_buf_init(&text, 1u << 16);
    for (int i = 0; i < 200; i++)
        assert_int_equal(pc_buf_appendf(&text, "%s\"~%d/\":%d", i == 0 ? "{" : ",", i, i), PC_OK);
    assert_int_equal(pc_buf_append_text(&text, "}"), PC_OK);
    struct pc_json_value root = fixture_root(&fixture, text.data);
    for (int i = 0; i < 200; i++) {
        pc_buf_reset(&text);
        assert_int_equal(pc_buf_appendf(&text, "/~0%d~1", i), PC_OK);
        int64_t value = -1;
        assert_true(pc_json_number_int64(pc_json_pointer_get(root, pc_buf_view(&text)), &value));
        assert_int_equal(value, i);
    }
    assert_false(pc_json_exists(pc_json_pointer_get(root, PC_VIEW("/~0200~1"))));
    pc_buf_clear(&text);
    fixture_close(&fixture);
}

static void test_appending(void **state) {
    (void)state;
    struct pc_buf out;
    pc_buf_init(&out, 20);
    assert_int_equal(pc_json_pointer_append(&out, PC_VIEW("a")), PC_OK);
    assert_int_equal(pc_json_pointer_append(&out, PC_VIEW("~/~1")), PC_OK);
    assert_int_equal(pc_json_pointer_append(&out, PC_VIEW("")), PC_OK);
    assert_int_equal(pc_json_pointer_append_index(&out, 0), PC_OK);
    assert_int_equal(pc_json_pointer_append_index(&out, 12), PC_OK);
    assert_string_equal(out.data, "/a/~0~1~01//0/12");
    assert_int_equal(pc_json_pointer_append(&out, PC_VIEW("xy/z")), PC_LIMIT);
    assert_int_equal(pc_json_pointer_append_index(&out, 1234), PC_LIMIT);
    assert_string_equal(out.data, "/a/~0~1~01//0/12");
    pc_buf_clear(&out);
}

static void test_pointers_of_offsets(void **state) {
    (void)state;
    static const char text[] = " {\"a~\": [10, {\"b/\":null} ] , \"\\u0063\" : \"x\"} ";
    static const struct {
        const char *at; /* the byte is the first of this piece of the text */
        const char *pointer;
    } places[] = {
        {" {", ""},           {"{\"a", ""},       {"\"a~", "/a~0"}, /* a name counts to its value */
        {": [", "/a~0"},      {"[10", "/a~0"},    {"10", "/a~0/0"},     {"0,", "/a~0/0"},
        {", {", "/a~0"},      {"{\"b", "/a~0/1"}, {"b/", "/a~0/1/b~1"}, {"null", "/a~0/1/b~1"},
        {"l}", "/a~0/1/b~1"}, {"} ]", "/a~0/1"},  {"] ,", "/a~0"},      {", \"\\u", ""},
        {"\\u0063", "/c"},    {"\"x\"", "/c"},    {"\"} ", "/c"},       {"} ", "/a~0/1"},
    };
    struct fixture fixture;
    struct pc_buf out;
    fixture_open(&fixture, NULL);
    pc_buf_init(&out, 100);
    struct pc_json_value root = fixture_root(&fixture, text);
    for (size_t i = 0; i < COUNT(places); i++) {
        pc_buf_reset(&out);
        assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
        assert_int_equal(pc_json_pointer_of(root, (uint32_t)(strstr(text, places[i].at) - text), &out),
                         PC_OK);
        if (strcmp(out.data + 1, places[i].pointer) != 0)
            fail_msg("at %s: %s instead of %s", places[i].at, out.data + 1, places[i].pointer);
    }
    pc_buf_reset(&out);
    assert_int_equal(pc_json_pointer_of(root, 1000000, &out), PC_OK);
    assert_int_equal(out.size, 0);
    /* seen from a part */
    struct pc_json_value part = pc_json_get_text(root, "a~");
    assert_int_equal(pc_json_pointer_of(part, (uint32_t)(strstr(text, "null") - text), &out), PC_OK);
    assert_string_equal(out.data, "/1/b~1");
    pc_buf_clear(&out);
    /* what does not fit leaves the buffer as it was */
    pc_buf_init(&out, 8);
    assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
    assert_int_equal(pc_json_pointer_of(root, (uint32_t)(strstr(text, "null") - text), &out), PC_LIMIT);
    assert_string_equal(out.data, ">");
    pc_buf_clear(&out);
    fixture_close(&fixture);
}

int run_pointer_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looking_up),
        cmocka_unit_test(test_looking_up_in_a_large_object),
        cmocka_unit_test(test_appending),
        cmocka_unit_test(test_pointers_of_offsets),
    };
    return cmocka_run_group_tests_name("json: pointers", tests, NULL, NULL);
}
