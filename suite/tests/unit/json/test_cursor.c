/* Walking a document, and the places of its values. */
#include "fixture.h"

#include <string.h>

static void assert_view(struct pc_view actual, const char *expected) {
    if (!pc_view_equal_text(actual, expected))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)actual.size, actual.data, expected);
}

static void test_types_and_raw_texts(void **state) {
    (void)state;
    static const struct {
        const char *raw;
        enum pc_json_type type;
        const char *name;
    } elements[] = {
        {"null", PC_JSON_NULL, "null"},
        {"true", PC_JSON_BOOLEAN, "boolean"},
        {"false", PC_JSON_BOOLEAN, "boolean"},
        {"-1.5e3", PC_JSON_NUMBER, "number"},
        {"\"a\"", PC_JSON_STRING, "string"},
        {"[ 1, [ ] ]", PC_JSON_ARRAY, "array"},
        {"{ \"x\" : 0 }", PC_JSON_OBJECT, "object"},
    };
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    static const char text[] = " [null, true,false , -1.5e3,\"a\", [ 1, [ ] ] ,{ \"x\" : 0 } ] ";
    struct pc_json_value root = fixture_root(&fixture, text);
    assert_int_equal(pc_json_type(root), PC_JSON_ARRAY);
    assert_int_equal(pc_json_offset(root), 1);
    assert_int_equal(pc_json_raw(root).size, strlen(text) - 2);
    assert_int_equal(pc_json_count(root), COUNT(elements));
    assert_false(pc_json_exists(pc_json_next(root)));
    assert_false(pc_json_exists(pc_json_key(root)));
    struct pc_json_value element = pc_json_first(root);
    for (size_t i = 0; i < COUNT(elements); i++) {
        assert_int_equal(pc_json_type(element), elements[i].type);
        assert_string_equal(pc_json_type_name(pc_json_type(element)), elements[i].name);
        assert_view(pc_json_raw(element), elements[i].raw);
        assert_int_equal(pc_json_offset(element), strstr(text, elements[i].raw) - text);
        assert_false(pc_json_exists(pc_json_key(element)));
        assert_int_equal(pc_json_offset(pc_json_at(root, (uint32_t)i)), pc_json_offset(element));
        assert_int_equal(pc_json_boolean(element), strcmp(elements[i].raw, "true") == 0);
        element = pc_json_next(element);
    }
    assert_false(pc_json_exists(element));
    assert_false(pc_json_exists(pc_json_at(root, COUNT(elements))));
    fixture_close(&fixture);
}

static void test_members(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_json_value root =
        fixture_root(&fixture, "{\"a\":{\"in\":1}, \"b\\n\" : [2] ,\"\":3,\"a\":4,\"ab\":5}");
    static const char *const names[] = {"a", "b\\n", "", "a", "ab"};
    static const char *const values[] = {"{\"in\":1}", "[2]", "3", "4", "5"};
    assert_int_equal(pc_json_count(root), COUNT(names));
    struct pc_json_value member = pc_json_first(root);
    for (size_t i = 0; i < COUNT(names); i++, member = pc_json_next(member)) {
        struct pc_json_value key = pc_json_key(member);
        assert_int_equal(pc_json_type(key), PC_JSON_STRING);
        assert_view(pc_json_string_raw(key), names[i]);
        assert_view(pc_json_raw(member), values[i]);
        /* a name is no value among the members */
        assert_false(pc_json_exists(pc_json_next(key)));
        assert_false(pc_json_exists(pc_json_key(key)));
        assert_false(pc_json_exists(pc_json_first(key)));
    }
    assert_false(pc_json_exists(member));

    assert_view(pc_json_raw(pc_json_get_text(root, "a")), "4");
    assert_view(pc_json_raw(pc_json_get_text(root, "b\n")), "[2]");
    assert_view(pc_json_raw(pc_json_get_text(root, "")), "3");
    assert_view(pc_json_raw(pc_json_get(root, (struct pc_view){"abc", 2})), "5");
    assert_view(pc_json_raw(pc_json_get(root, (struct pc_view){0})), "3");
    assert_false(pc_json_exists(pc_json_get_text(root, "in")));
    assert_false(pc_json_exists(pc_json_get_text(root, "b\\n")));
    assert_false(pc_json_exists(pc_json_get_text(root, "A")));
    assert_false(pc_json_exists(pc_json_at(root, 0)));
    assert_false(pc_json_exists(pc_json_get_text(pc_json_get_text(root, "b\n"), "")));
    fixture_close(&fixture);
}

static void test_empty_containers(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_json_value root = fixture_root(&fixture, "[[],{},0]");
    struct pc_json_value array = pc_json_first(root);
    struct pc_json_value object = pc_json_next(array);
    assert_int_equal(pc_json_count(array), 0);
    assert_int_equal(pc_json_count(object), 0);
    assert_false(pc_json_exists(pc_json_first(array)));
    assert_false(pc_json_exists(pc_json_first(object)));
    assert_false(pc_json_exists(pc_json_at(array, 0)));
    assert_false(pc_json_exists(pc_json_get_text(object, "")));
    assert_view(pc_json_raw(pc_json_next(object)), "0");
    fixture_close(&fixture);
}

/* A name in the document may hold what decoding replaces: it is found by what it decodes to, in small and
 * large objects. */
static void test_names_with_lone_surrogates(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_buf text;
    pc_buf_init(&text, 1u << 16);
    for (size_t further = 0; further < 100; further += 99) {
        pc_buf_reset(&text);
        assert_int_equal(pc_buf_append_text(&text, "{"), PC_OK);
        for (size_t i = 0; i < further; i++)
            assert_int_equal(pc_buf_appendf(&text, "\"%zu\":0,", i), PC_OK);
        assert_int_equal(pc_buf_append_text(&text, "\"x\\udc00\":1}"), PC_OK);
        struct pc_json_value root = fixture_root(&fixture, text.data);
        assert_view(pc_json_raw(pc_json_get_text(root, "x\xEF\xBF\xBD")), "1");
        assert_false(pc_json_exists(pc_json_get_text(root, "x")));
        assert_false(pc_json_exists(pc_json_get_text(root, "x\xED\xB0\x80")));
    }
    pc_buf_clear(&text);
    fixture_close(&fixture);
}

static void test_no_value_is_taken_by_all(void **state) {
    (void)state;
    struct pc_json_value none = {0};
    int64_t integer;
    struct pc_buf out;
    pc_buf_init(&out, 100);
    assert_false(pc_json_exists(none));
    assert_int_equal(pc_json_type(none), PC_JSON_NONE);
    assert_false(pc_json_boolean(none));
    assert_int_equal(pc_json_offset(none), 0);
    assert_int_equal(pc_json_raw(none).size, 0);
    assert_int_equal(pc_json_place(none).line, 0);
    assert_int_equal(pc_json_count(none), 0);
    assert_false(pc_json_exists(pc_json_first(none)));
    assert_false(pc_json_exists(pc_json_next(none)));
    assert_false(pc_json_exists(pc_json_key(none)));
    assert_false(pc_json_exists(pc_json_get_text(none, "")));
    assert_false(pc_json_exists(pc_json_at(none, 0)));
    assert_false(pc_json_string_has_escapes(none));
    assert_int_equal(pc_json_string_raw(none).size, 0);
    assert_int_equal(pc_json_string_decode(none, &out), PC_OK);
    assert_int_equal(out.size, 0);
    assert_false(pc_json_string_equal(none, PC_VIEW("")));
    assert_int_equal(pc_json_string_length(none), 0);
    assert_int_equal(pc_json_number_raw(none).size, 0);
    assert_false(pc_json_number_is_integer(none));
    assert_false(pc_json_number_int64(none, &integer));
    assert_true(pc_json_equal(none, none));
    assert_false(pc_json_exists(pc_json_pointer_get(none, PC_VIEW(""))));
    assert_false(pc_json_exists(pc_json_pointer_get(none, PC_VIEW("/a"))));
    assert_int_equal(pc_json_pointer_of(none, 0, &out), PC_NOT_FOUND);
    assert_false(pc_json_exists(pc_json_root(NULL)));
    assert_string_equal(pc_json_type_name(PC_JSON_NONE), "none");
    pc_buf_clear(&out);
    pc_json_reader_free(NULL);
}

static void test_places(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t offset, line, column;
    } rows[] = {
        {"", 0, 1, 1},       {"", 9, 1, 1}, /* clamped to the text */
        {"abc", 0, 1, 1},    {"abc", 2, 1, 3},       {"abc", 3, 1, 4},
        {"a\nb", 1, 1, 2}, /* the line break belongs to the line that it ends */
        {"a\nb", 2, 2, 1},   {"\n\nb", 2, 3, 1},     {"a\rb", 2, 2, 1},
        {"\r\rb", 2, 3, 1},  {"a\r\nb", 1, 1, 2},    {"a\r\nb", 2, 1, 3},
        {"a\r\nb", 3, 2, 1}, {"\r\n\r\nb", 4, 3, 1}, {"\n\rb", 2, 3, 1},
        {"a\r", 2, 2, 1},    {"a\r\n", 3, 2, 1},     {"a\n\xC3\xA9z", 4, 2, 3}, /* the column counts bytes */
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_json_place place = pc_json_place_of(pc_view_of(rows[i].text), rows[i].offset);
        if (place.line != rows[i].line || place.column != rows[i].column)
            row_failed(pc_view_of(rows[i].text), "%u is at %u:%u", rows[i].offset, place.line, place.column);
        assert_int_equal(place.line, rows[i].line);
        assert_int_equal(place.column, rows[i].column);
    }
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_json_value root = fixture_root(&fixture, "{\n  \"a\": [1,\r\n    2]}");
    struct pc_json_place place = pc_json_place(pc_json_at(pc_json_get_text(root, "a"), 1));
    assert_int_equal(place.offset, 18);
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 5);
    fixture_close(&fixture);
}

int run_cursor_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_and_raw_texts),      cmocka_unit_test(test_members),
        cmocka_unit_test(test_empty_containers),         cmocka_unit_test(test_names_with_lone_surrogates),
        cmocka_unit_test(test_no_value_is_taken_by_all), cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests_name("json: cursor", tests, NULL, NULL);
}
