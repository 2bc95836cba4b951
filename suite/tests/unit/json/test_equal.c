#include "fixture.h"

static const struct {
    const char *a, *b;
    bool equal;
} rows[] = {
    {"null", "null", true},
    {"true", "true", true},
    {"true", "false", false},
    {"false", "null", false},
    {"0", "false", false},
    {"\"\"", "null", false},
    {"[]", "{}", false},
    {"1", "\"1\"", false},
    {"1", "1.0", true},
    {"1e2", "100", true},
    {"-0", "0", true},
    {"1", "2", false},
    {"9007199254740992", "9007199254740993", false},
    {"\"a\"", "\"\\u0061\"", true},
    {"\"a\\/b\"", "\"a/b\"", true},
    {"\"\xF0\x9F\x98\x80\"", "\"\\ud83d\\ude00\"", true},
    {"\"a\"", "\"A\"", false},
    {"\"a\"", "\"a\\u0000\"", false},
    {"\"\xC3\xA9\"", "\"e\xCC\x81\"", false}, /* code points, not characters */
    {"\"\\ud800\"", "\"\\uD800\"", true},
    {"\"\\ud800\"", "\"\\ud801\"", false},
    {"\"\\ud800\"", "\"\\ufffd\"", false},
    {"[]", "[ ]", true},
    {"[1,2]", "[ 1.0 , 2 ]", true},
    {"[1,2]", "[2,1]", false},
    {"[1,2]", "[1]", false},
    {"[1]", "[1,1]", false},
    {"[[]]", "[[[]]]", false},
    {"[[],1]", "[[1]]", false},
    {"[[1],2]", "[[1,2]]", false},
    {"[[[1],2],3]", "[[[1],2],3]", true},
    {"[[1,[2,[3]]],[4]]", "[[1,[2,[3]]],[5]]", false},
    {"{}", "{ }", true},
    {"{\"a\":1}", "{\"a\":1}", true},
    {"{\"a\":1}", "{\"b\":1}", false},
    {"{\"a\":1}", "{\"a\":2}", false},
    {"{\"a\":1}", "{}", false},
    {"{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true},
    {"{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", false},
    {"{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}", false},
    {"{\"a\":1,\"\\u0062\":2}", "{\"b\":2,\"\\u0061\":1}", true},
    {"{\"a\":[1,{\"x\":[2],\"y\":{}}],\"b\":{\"c\":{\"d\":1},\"e\":2}}",
     "{\"b\":{\"e\":2,\"c\":{\"d\":1}},\"a\":[1,{\"y\":{},\"x\":[2]}]}", true},
    {"{\"a\":[1,{\"x\":[2],\"y\":{}}],\"b\":{\"c\":{\"d\":1},\"e\":2}}",
     "{\"b\":{\"e\":2,\"c\":{\"d\":1}},\"a\":[1,{\"y\":[],\"x\":[2]}]}", false},
    {"[{\"a\":{\"b\":1}},2]", "[{\"a\":{\"b\":1}},3]", false},
    {"[{\"b\":[1,2],\"a\":3},{\"c\":4}]", "[{\"a\":3,\"b\":[1,2]},{\"c\":4}]", true},
    /* of members with the same name the last counts */
    {"{\"a\":1,\"a\":2}", "{\"a\":2}", true},
    {"{\"a\":1,\"a\":2}", "{\"a\":1}", false},
    {"{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":2}", false},
    {"{\"a\":1,\"b\":2}", "{\"a\":1,\"a\":1}", false},
    {"{\"a\":[9],\"b\":{\"c\":1,\"c\":2},\"a\":3}", "{\"b\":{\"c\":2},\"a\":3}", true},
    {"{\"b\":{\"c\":1},\"a\":[1],\"a\":2}", "{\"b\":{\"c\":1},\"a\":2}", true},
    {"{\"\xEF\xBF\xBD\":1,\"\\ud800\":2}", "{\"\\ud800\":2,\"\xEF\xBF\xBD\":1}", true},
    {"{\"\xEF\xBF\xBD\":1,\"\\ud800\":2}", "{\"\\ud800\":1,\"\xEF\xBF\xBD\":2}", false},
    {"{\"\\ud800\":1}", "{\"\\ud801\":1}", false},
};

static void test_equality(void **state) {
    (void)state;
    struct fixture a, b;
    fixture_open(&a, NULL);
    fixture_open(&b, NULL);
    int failed = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_json_value x = fixture_root(&a, rows[i].a);
        struct pc_json_value y = fixture_root(&b, rows[i].b);
        if (pc_json_equal(x, y) != rows[i].equal || pc_json_equal(y, x) != rows[i].equal)
            failed += row_failed(pc_view_of(rows[i].a), "%s %s", rows[i].equal ? "should equal" : "equals",
                                 rows[i].b);
        if (!pc_json_equal(x, x) || !pc_json_equal(y, y))
            failed += row_failed(pc_view_of(rows[i].a), "or %s differs from itself", rows[i].b);
        if (pc_json_equal(x, (struct pc_json_value){0}) || pc_json_equal((struct pc_json_value){0}, x))
            failed += row_failed(pc_view_of(rows[i].a), "equals no value");
    }
    fixture_close(&a);
    fixture_close(&b);
    assert_int_equal(failed, 0);
}

/* Within one document, and never looking beyond the two values. */
static void test_equality_of_parts(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_json_value root =
        fixture_root(&fixture, "[[1,{\"a\":2}],[1,{\"a\":2}],[1,{\"a\":2},3],1,{\"a\":[1],\"b\":[1]},1]");
    assert_true(pc_json_equal(pc_json_at(root, 0), pc_json_at(root, 1)));
    assert_false(pc_json_equal(pc_json_at(root, 1), pc_json_at(root, 2)));
    assert_true(pc_json_equal(pc_json_at(root, 3), pc_json_at(root, 5)));
    struct pc_json_value object = pc_json_at(root, 4);
    assert_true(pc_json_equal(pc_json_get_text(object, "a"), pc_json_get_text(object, "b")));
    fixture_close(&fixture);
}

/* "k0" … in both orders, as large as to be kept sorted; and nested as deep as nothing recursive survives. */
static void test_large_and_deep_values(void **state) {
    (void)state;
    struct fixture a, b;
    struct pc_buf up, down;
    fixture_open(&a, NULL);
    fixture_open(&b, NULL);
    pc_buf_init(&up, 64u << 20);
    pc_buf_init(&down, 64u << 20);
    enum { MEMBERS = 50000, DEPTH = 500000 };
    for (int i = 0; i < MEMBERS; i++) {
        assert_int_equal(pc_buf_appendf(&up, "%s\"k%d\":{\"v\":%d}", i == 0 ? "{" : ",", i, i), PC_OK);
        assert_int_equal(pc_buf_appendf(&down, "%s\"k%d\":{\"v\":%d}", i == 0 ? "{" : ",", MEMBERS - 1 - i,
                                        MEMBERS - 1 - i),
                         PC_OK);
    }
    assert_int_equal(pc_buf_append_text(&up, "}"), PC_OK);
    assert_int_equal(pc_buf_append_text(&down, "}"), PC_OK);
    struct pc_json_value x = fixture_root(&a, up.data);
    assert_true(pc_json_equal(x, fixture_root(&b, down.data)));
    down.data[down.size - 3] = '1'; /* the value of k0 */
    assert_false(pc_json_equal(x, fixture_root(&b, down.data)));

    pc_buf_reset(&up);
    for (int i = 0; i < DEPTH; i++)
        assert_int_equal(pc_buf_append_text(&up, i % 2 == 0 ? "[" : "{\"\":"), PC_OK);
    assert_int_equal(pc_buf_append_text(&up, "0"), PC_OK);
    for (int i = DEPTH - 1; i >= 0; i--)
        assert_int_equal(pc_buf_append_text(&up, i % 2 == 0 ? "]" : "}"), PC_OK);
    x = fixture_root(&a, up.data);
    assert_true(pc_json_equal(x, fixture_root(&b, up.data)));
    up.data[pc_view_find(pc_buf_view(&up), PC_VIEW("0"))] = '1';
    assert_false(pc_json_equal(x, fixture_root(&b, up.data)));
    pc_buf_clear(&up);
    pc_buf_clear(&down);
    fixture_close(&a);
    fixture_close(&b);
}

int run_equal_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equality),
        cmocka_unit_test(test_equality_of_parts),
        cmocka_unit_test(test_large_and_deep_values),
    };
    return cmocka_run_group_tests_name("json: equality", tests, NULL, NULL);
}
