#include "fixture.h"

#include "edit.h"

#define TEXT "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"\xC3\xA9\"},\"e\":null}"

static void start(struct pc_buf *text, const char *content) {
    pc_buf_init(text, 4096);
    assert_int_equal(pc_buf_append_text(text, content), PC_OK);
}

static void members_go(void **state) {
    static const struct {
        const char *pointer;
        const char *left;
    } rows[] = {
        {"/a", "{\"b\":{\"c\":[1,2],\"d\":\"\xC3\xA9\"},\"e\":null}"},
        {"/b", "{\"a\":1,\"e\":null}"},
        {"/e", "{\"a\":1,\"b\":{\"c\":[1,2],\"d\":\"\xC3\xA9\"}}"},
        {"/b/c", "{\"a\":1,\"b\":{\"d\":\"\xC3\xA9\"},\"e\":null}"},
        {"/b/d", "{\"a\":1,\"b\":{\"c\":[1,2]},\"e\":null}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_buf text;
        start(&text, TEXT);
        assert_true(pc_mock_json_remove(&text, rows[i].pointer));
        assert_string_equal(text.data, rows[i].left);
        pc_buf_clear(&text);
    }
}

static void the_only_member_goes(void **state) {
    struct pc_buf text;
    (void)state;
    start(&text, "{\"a\":1}");
    assert_true(pc_mock_json_remove(&text, "/a"));
    assert_string_equal(text.data, "{}");
    assert_true(pc_mock_json_add(&text, "", "\"b\":2"));
    assert_true(pc_mock_json_add(&text, "", "\"c\":3"));
    assert_string_equal(text.data, "{\"b\":2,\"c\":3}");
    assert_true(pc_mock_json_set(&text, "/b", "NaN"));
    assert_string_equal(text.data, "{\"b\":NaN,\"c\":3}");
    assert_false(pc_mock_json_set(&text, "/c", "4"));
    pc_buf_clear(&text);
}

static void what_is_not_there_stays(void **state) {
    static const char *const pointers[] = {"/x", "/a/b", "/b/c/7", "x", ""};
    struct pc_buf text;
    (void)state;
    start(&text, TEXT);
    for (size_t i = 0; i < sizeof pointers / sizeof pointers[0]; i++)
        assert_false(pc_mock_json_remove(&text, pointers[i]));
    assert_false(pc_mock_json_remove(&text, "/b/c/0"));
    assert_false(pc_mock_json_set(&text, "/x", "1"));
    assert_false(pc_mock_json_add(&text, "/a", "\"x\":1"));
    assert_string_equal(text.data, TEXT);
    pc_buf_clear(&text);
}

static void styles(void **state) {
    static const struct {
        struct pc_mock_style style;
        const char *made;
    } rows[] = {
        {{.reversed = true}, "{\"e\":null,\"b\":{\"d\":\"\xC3\xA9\",\"c\":[1,2]},\"a\":1}"},
        {{.decimals = true}, "{\"a\":1.0,\"b\":{\"c\":[1.0,2.0],\"d\":\"\xC3\xA9\"},\"e\":null}"},
        {{.escaped = true},
         "{\"\\u0061\":1,\"\\u0062\":{\"\\u0063\":[1,2],\"\\u0064\":\"\\u00e9\"},\"\\u0065\":null}"},
        {{.indent = 1},
         "{\r\n \"a\" :\t1,\r\n \"b\" :\t{\r\n  \"c\" :\t[\r\n   1,\r\n   2\r\n  ],\r\n  \"d\" "
         ":\t\"\xC3\xA9\"\r\n },"
         "\r\n \"e\" :\tnull\r\n}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_buf text;
        start(&text, TEXT);
        assert_true(pc_mock_json_restyle(&text, &rows[i].style));
        assert_string_equal(text.data, rows[i].made);
        pc_buf_clear(&text);
    }
}

static void beyond_the_first_plane(void **state) {
    struct pc_buf text;
    const struct pc_mock_style style = {.escaped = true};
    (void)state;
    start(&text, "\"\xF0\x9F\x98\x80\"");
    assert_true(pc_mock_json_restyle(&text, &style));
    assert_string_equal(text.data, "\"\\ud83d\\ude00\"");
    pc_buf_clear(&text);
    start(&text, "{\"a\":");
    assert_false(pc_mock_json_restyle(&text, &style));
    assert_string_equal(text.data, "{\"a\":");
    pc_buf_clear(&text);
}

int run_edit_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_go),
        cmocka_unit_test(the_only_member_goes),
        cmocka_unit_test(what_is_not_there_stays),
        cmocka_unit_test(styles),
        cmocka_unit_test(beyond_the_first_plane),
    };
    return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
