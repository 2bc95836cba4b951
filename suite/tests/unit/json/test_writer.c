#include "fixture.h"

static void write_sample(struct pc_json_writer *writer) {
    pc_json_write_object_begin(writer);
    pc_json_write_member_text(writer, "text", "a\"b");
    pc_json_write_member_text(writer, "nothing", NULL);
    pc_json_write_member_int(writer, "least", INT64_MIN);
    pc_json_write_member_bool(writer, "yes", true);
    pc_json_write_key(writer, "list");
    pc_json_write_array_begin(writer);
    pc_json_write_int(writer, 1);
    pc_json_write_bool(writer, false);
    pc_json_write_null(writer);
    pc_json_write_array_begin(writer);
    pc_json_write_array_end(writer);
    pc_json_write_object_begin(writer);
    pc_json_write_object_end(writer);
    pc_json_write_raw(writer, PC_VIEW("1e400"));
    pc_json_write_string(writer, (struct pc_view){"x\0y", 3});
    pc_json_write_array_end(writer);
    pc_json_write_key(writer, "");
    pc_json_write_object_begin(writer);
    pc_json_write_member_text(writer, "in", "");
    pc_json_write_object_end(writer);
    pc_json_write_object_end(writer);
}

static const char compact[] =
    "{\"text\":\"a\\\"b\",\"nothing\":null,\"least\":-9223372036854775808,\"yes\":true,"
    "\"list\":[1,false,null,[],{},1e400,\"x\\u0000y\"],\"\":{\"in\":\"\"}}";
static const char indented[] = "{\n"
                               "  \"text\": \"a\\\"b\",\n"
                               "  \"nothing\": null,\n"
                               "  \"least\": -9223372036854775808,\n"
                               "  \"yes\": true,\n"
                               "  \"list\": [\n"
                               "    1,\n"
                               "    false,\n"
                               "    null,\n"
                               "    [],\n"
                               "    {},\n"
                               "    1e400,\n"
                               "    \"x\\u0000y\"\n"
                               "  ],\n"
                               "  \"\": {\n"
                               "    \"in\": \"\"\n"
                               "  }\n"
                               "}";

static void test_layout(void **state) {
    (void)state;
    struct pc_buf out;
    struct pc_json_writer writer;
    pc_buf_init(&out, 1000);
    pc_json_writer_init(&writer, &out, 0);
    write_sample(&writer);
    assert_int_equal(pc_json_writer_end(&writer), PC_OK);
    assert_string_equal(out.data, compact);
    pc_buf_reset(&out);
    pc_json_writer_init(&writer, &out, 2);
    write_sample(&writer);
    assert_int_equal(pc_json_writer_end(&writer), PC_OK);
    assert_string_equal(out.data, indented);
    pc_buf_clear(&out);
}

static void test_a_full_buffer_is_told_at_the_end(void **state) {
    (void)state;
    for (size_t limit = 0; limit < sizeof indented - 1; limit++) {
        struct pc_buf out;
        struct pc_json_writer writer;
        pc_buf_init(&out, limit);
        pc_json_writer_init(&writer, &out, 2);
        write_sample(&writer);
        assert_int_equal(pc_json_writer_end(&writer), PC_LIMIT);
        assert_true(out.size <= limit);
        pc_buf_clear(&out);
    }
}

static const struct {
    struct pc_view text;
    const char *quoted;
    const char *ascii; /* NULL: the same */
} quotes[] = {
    {T(""), "\"\"", NULL},
    {T("abc /'<>&"), "\"abc /'<>&\"", NULL},
    {T("\"\\"), "\"\\\"\\\\\"", NULL},
    {T("\b\t\n\f\r"), "\"\\b\\t\\n\\f\\r\"", NULL},
    {T("\0\x01\x1F\x7F"), "\"\\u0000\\u0001\\u001f\x7F\"", NULL},
    {T("\xC3\xA9"), "\"\xC3\xA9\"", "\"\\u00e9\""},
    {T("a\xE2\x82\xACz"), "\"a\xE2\x82\xACz\"", "\"a\\u20acz\""},
    {T("\xF0\x9F\x98\x80"), "\"\xF0\x9F\x98\x80\"", "\"\\ud83d\\ude00\""},
    {T("\xF4\x8F\xBF\xBF"), "\"\xF4\x8F\xBF\xBF\"", "\"\\udbff\\udfff\""},
    {T("\xEF\xBF\xBF"), "\"\xEF\xBF\xBF\"", "\"\\uffff\""},
    {T("\xFF"), "\"\xEF\xBF\xBD\"", "\"\\ufffd\""},
    {T("a\x80z"), "\"a\xEF\xBF\xBDz\"", "\"a\\ufffdz\""},
    {T("\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"", "\"\\ufffd\\ufffd\""},
    {T("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"", "\"\\ufffd\\ufffd\\ufffd\""},
    {T("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"", "\"\\ufffd\\ufffd\""},
    {T("\xC3\xC3\xA9"), "\"\xEF\xBF\xBD\xC3\xA9\"", "\"\\ufffd\\u00e9\""},
    {T("\xC3\""), "\"\xEF\xBF\xBD\\\"\"", "\"\\ufffd\\\"\""},
};

static void test_quoting(void **state) {
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < COUNT(quotes); i++) {
        struct pc_buf out;
        pc_buf_init(&out, 1000);
        assert_int_equal(pc_buf_append_text(&out, ">"), PC_OK);
        assert_int_equal(pc_json_quote(&out, quotes[i].text), PC_OK);
        if (!pc_view_equal_text(pc_view_slice(pc_buf_view(&out), 1, out.size), quotes[i].quoted))
            failed += row_failed(quotes[i].text, "quoted as %s", out.data);
        pc_buf_reset(&out);
        struct pc_json_writer writer;
        pc_json_writer_init(&writer, &out, 0);
        writer.ascii = true;
        pc_json_write_string(&writer, quotes[i].text);
        assert_int_equal(pc_json_writer_end(&writer), PC_OK);
        const char *ascii = quotes[i].ascii == NULL ? quotes[i].quoted : quotes[i].ascii;
        if (!pc_view_equal_text(pc_buf_view(&out), ascii))
            failed += row_failed(quotes[i].text, "quoted in ASCII as %s", out.data);
        pc_buf_clear(&out);
    }
    assert_int_equal(failed, 0);

    struct pc_buf small;
    pc_buf_init(&small, 5);
    assert_int_equal(pc_buf_append_text(&small, ">"), PC_OK);
    assert_int_equal(pc_json_quote(&small, PC_VIEW("abc")), PC_LIMIT);
    assert_string_equal(small.data, ">");
    assert_int_equal(pc_json_quote(&small, PC_VIEW("ab")), PC_OK);
    assert_string_equal(small.data, ">\"ab\"");
    pc_buf_clear(&small);
}

static void value_without_key(struct pc_json_writer *writer) {
    pc_json_write_object_begin(writer);
    pc_json_write_int(writer, 1);
    pc_json_write_object_end(writer);
}

static void key_without_value(struct pc_json_writer *writer) {
    pc_json_write_object_begin(writer);
    pc_json_write_key(writer, "a");
    pc_json_write_object_end(writer);
}

static void two_keys(struct pc_json_writer *writer) {
    pc_json_write_object_begin(writer);
    pc_json_write_key(writer, "a");
    pc_json_write_member_int(writer, "b", 1);
    pc_json_write_object_end(writer);
}

static void key_in_array(struct pc_json_writer *writer) {
    pc_json_write_array_begin(writer);
    pc_json_write_member_int(writer, "a", 1);
    pc_json_write_array_end(writer);
}

static void key_at_the_top(struct pc_json_writer *writer) {
    pc_json_write_member_int(writer, "a", 1);
}

static void key_without_name(struct pc_json_writer *writer) {
    pc_json_write_object_begin(writer);
    pc_json_write_member_int(writer, NULL, 1);
    pc_json_write_object_end(writer);
}

static void end_without_begin(struct pc_json_writer *writer) {
    pc_json_write_int(writer, 1);
    pc_json_write_array_end(writer);
}

static void wrong_end(struct pc_json_writer *writer) {
    pc_json_write_array_begin(writer);
    pc_json_write_object_end(writer);
}

static void never_ended(struct pc_json_writer *writer) {
    pc_json_write_array_begin(writer);
    pc_json_write_array_begin(writer);
    pc_json_write_array_end(writer);
}

static void two_values(struct pc_json_writer *writer) {
    pc_json_write_null(writer);
    pc_json_write_null(writer);
}

static void two_containers(struct pc_json_writer *writer) {
    pc_json_write_array_begin(writer);
    pc_json_write_array_end(writer);
    pc_json_write_array_begin(writer);
    pc_json_write_array_end(writer);
}

static void no_value(struct pc_json_writer *writer) {
    (void)writer;
}

static void test_calls_that_do_not_fit(void **state) {
    (void)state;
    static const struct {
        const char *name;
        void (*calls)(struct pc_json_writer *writer);
    } mistakes[] = {
        {"value without key", value_without_key},
        {"key without value", key_without_value},
        {"two keys", two_keys},
        {"key in array", key_in_array},
        {"key at the top", key_at_the_top},
        {"key without name", key_without_name},
        {"end without begin", end_without_begin},
        {"wrong end", wrong_end},
        {"never ended", never_ended},
        {"two values", two_values},
        {"two containers", two_containers},
        {"no value", no_value},
    };
    for (size_t i = 0; i < COUNT(mistakes); i++) {
        for (unsigned indent = 0; indent < 3; indent += 2) {
            struct pc_buf out;
            struct pc_json_writer writer;
            pc_buf_init(&out, 1000);
            pc_json_writer_init(&writer, &out, indent);
            mistakes[i].calls(&writer);
            if (pc_json_writer_end(&writer) != PC_INTERNAL)
                fail_msg("%s: %s", mistakes[i].name, out.data == NULL ? "" : out.data);
            pc_buf_clear(&out);
        }
    }
}

static void test_depth(void **state) {
    (void)state;
    for (unsigned depth = PC_JSON_WRITER_MAX_DEPTH; depth <= PC_JSON_WRITER_MAX_DEPTH + 1; depth++) {
        struct pc_buf out;
        struct pc_json_writer writer;
        pc_buf_init(&out, 1u << 16);
        pc_json_writer_init(&writer, &out, 0);
        for (unsigned i = 0; i < depth; i++)
            pc_json_write_array_begin(&writer);
        for (unsigned i = 0; i < depth; i++)
            pc_json_write_array_end(&writer);
        assert_int_equal(pc_json_writer_end(&writer), depth > PC_JSON_WRITER_MAX_DEPTH ? PC_LIMIT : PC_OK);
        pc_buf_clear(&out);
    }
}

int run_writer_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),  cmocka_unit_test(test_a_full_buffer_is_told_at_the_end),
        cmocka_unit_test(test_quoting), cmocka_unit_test(test_calls_that_do_not_fit),
        cmocka_unit_test(test_depth),
    };
    return cmocka_run_group_tests_name("json: writer", tests, NULL, NULL);
}
