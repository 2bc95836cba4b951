/* Depth, size, and one reader for many documents. */
#include "fixture.h"
#include "tape.h"

#include <stdio.h>
#include <string.h>

static void append_times(struct pc_buf *out, const char *text, size_t times) {
    for (size_t i = 0; i < times; i++)
        assert_int_equal(pc_buf_append_text(out, text), PC_OK);
}

/* `open` and `close` the given numbers of times, with `middle` between them. */
static void nest(struct pc_buf *out, const char *open, size_t opened, const char *middle, const char *close,
                 size_t closed) {
    pc_buf_reset(out);
    append_times(out, open, opened);
    append_times(out, middle, 1);
    append_times(out, close, closed);
}

static void assert_fault(const struct pc_json_doc *doc, enum pc_json_fault_kind kind, size_t offset) {
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    if (fault.kind != kind || fault.offset != offset)
        fail_msg("%s at %u; expected: %s at %zu", pc_json_fault_sentence(fault.kind), fault.offset,
                 pc_json_fault_sentence(kind), offset);
}

static void test_deep_texts(void **state) {
    (void)state;
    struct fixture fixture;
    struct pc_buf text;
    fixture_open(&fixture, NULL);
    pc_buf_init(&text, 64u << 20);

    nest(&text, "[", 100000, "", "]", 100000);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_NONE, 0);
    nest(&text, "[", 100000, "", "", 0);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_UNTERMINATED, 100000);
    nest(&text, "[{\"\":", 50000, "", "", 0);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_UNTERMINATED, 250000);
    nest(&text, "[{\"\":", 50000, "1", "}]", 50000);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_NONE, 0);
    nest(&text, "{\"a\":", 100000, "{}", "}", 99999);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_UNTERMINATED, 600001);

    nest(&text, "[", PC_JSON_DEFAULT_MAX_DEPTH, "", "]", PC_JSON_DEFAULT_MAX_DEPTH);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_NONE, 0);
    nest(&text, "[", PC_JSON_DEFAULT_MAX_DEPTH + 1, "", "]", PC_JSON_DEFAULT_MAX_DEPTH + 1);
    assert_fault(fixture_read(&fixture, pc_buf_view(&text)), PC_JSON_FAULT_TOO_DEEP,
                 PC_JSON_DEFAULT_MAX_DEPTH);

    pc_buf_clear(&text);
    fixture_close(&fixture);
}

static void test_depth_limit(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum pc_json_fault_kind kind;
        uint32_t offset;
    } rows[] = {
        {"1", PC_JSON_FAULT_NONE, 0},
        {"[[1]]", PC_JSON_FAULT_NONE, 0},
        {"[[],{},[],{}]", PC_JSON_FAULT_NONE, 0},
        {"{\"a\":[],\"b\":{\"c\":1}}", PC_JSON_FAULT_NONE, 0},
        {"[[[]]]", PC_JSON_FAULT_TOO_DEEP, 2},
        {"[[{}]]", PC_JSON_FAULT_TOO_DEEP, 2},
        {"[1,[2,[3]]]", PC_JSON_FAULT_TOO_DEEP, 6},
        {"{\"a\":{\"b\":{\"c\":1}}}", PC_JSON_FAULT_TOO_DEEP, 10},
        {"[[[", PC_JSON_FAULT_TOO_DEEP, 2},            /* too deep comes before unterminated, */
        {"[[1,],[[", PC_JSON_FAULT_EXPECTED_VALUE, 4}, /* and what stands further left before both */
    };
    struct fixture fixture;
    fixture_open(&fixture, &(struct pc_json_limits){.max_depth = 2});
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_fault(fixture_read(&fixture, pc_view_of(rows[i].text)), rows[i].kind, rows[i].offset);
    fixture_close(&fixture);
}

static void test_size_limit(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, &(struct pc_json_limits){.max_size = 8});
    assert_fault(fixture_read(&fixture, PC_VIEW("[1,2,34]")), PC_JSON_FAULT_NONE, 0);
    assert_fault(fixture_read(&fixture, PC_VIEW("[1,2,34] ")), PC_JSON_FAULT_TOO_LARGE, 8);
    assert_fault(fixture_read(&fixture, PC_VIEW("not JSON at all")), PC_JSON_FAULT_TOO_LARGE, 8);
    assert_fault(fixture_read(&fixture, PC_VIEW("[]")), PC_JSON_FAULT_NONE, 0);
    fixture_close(&fixture);
}

/* What one document leaves behind must not show in the next. */
static void test_one_reader_for_many_documents(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_buf large;
    pc_buf_init(&large, 64u << 20);
    append_times(&large, "[", 1);
    append_times(&large, "{\"a\":\"\\ud800\",\"a\":1},", 50000);
    append_times(&large, "2]", 1);

    const struct pc_json_doc *doc = fixture_read(&fixture, pc_buf_view(&large));
    assert_int_equal(pc_json_count(pc_json_root(doc)), 50001);
    assert_true(pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY));
    doc = fixture_read(&fixture, PC_VIEW("[true"));
    assert_fault(doc, PC_JSON_FAULT_UNTERMINATED, 5);
    doc = fixture_read(&fixture, PC_VIEW("{\"b\":[true]}"));
    assert_fault(doc, PC_JSON_FAULT_NONE, 0);
    assert_int_equal(pc_json_doc_remark_count(doc), 0);
    assert_false(pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY));
    assert_false(pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE));
    assert_int_equal(pc_json_count(pc_json_root(doc)), 1);
    assert_true(pc_json_boolean(pc_json_at(pc_json_get_text(pc_json_root(doc), "b"), 0)));
    pc_buf_clear(&large);
    fixture_close(&fixture);
}

/* 200,000 keys, in three kinds of names: what is quadratic takes minutes here, what is not well below a
 * second. */
static void test_many_keys(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    for (size_t i = 0; i < 3; i++) {
        struct pc_buf text;
        pc_buf_init(&text, 64u << 20);
        append_times(&text, "{", 1);
        for (size_t key = 0; key < 200000; key++) {
            char member[256];
            int length = i == 0   ? snprintf(member, sizeof member, "\"k%zu\":0,", key)
                         : i == 1 ? snprintf(member, sizeof member, "\"\\u006b%zu\":0,", key)
                                  : snprintf(member, sizeof member, "\"%0200zu\":0,", key);
            assert_int_equal(pc_buf_append(&text, (struct pc_view){member, (size_t)length}), PC_OK);
        }
        append_times(&text, "\"k77\":1,\"last\":2}", 1);
        const struct pc_json_doc *doc = fixture_read(&fixture, pc_buf_view(&text));
        assert_fault(doc, PC_JSON_FAULT_NONE, 0);
        struct pc_json_value root = pc_json_root(doc);
        assert_int_equal(pc_json_count(root), 200002);
        assert_int_equal(pc_json_doc_remark_count(doc), i < 2 ? 1 : 0);
        if (i < 2)
            assert_int_equal(pc_json_doc_remark(doc, 0).offset, text.size - strlen("\"k77\":1,\"last\":2}"));
        int64_t value = 0;
        assert_true(pc_json_number_int64(pc_json_get_text(root, "k77"), &value) && value == 1);
        assert_true(pc_json_exists(pc_json_get_text(root, "last")));
        assert_int_equal(pc_json_exists(pc_json_get_text(root, "k199999")), i < 2);
        assert_false(pc_json_exists(pc_json_get_text(root, "k200000")));
        assert_true(pc_json_equal(root, root));
        pc_buf_clear(&text);
    }
    fixture_close(&fixture);
}

static void test_memory_is_used_again(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_buf text;
    pc_buf_init(&text, 1u << 20);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(pc_buf_appendf(&text, "%s\"k%zu\":[%zu]", i == 0 ? "{" : ",", i, i), PC_OK);
    append_times(&text, "}", 1);
    fixture_read(&fixture, pc_buf_view(&text));
    const struct pc_node *nodes = fixture.reader->nodes;
    const uint64_t *order = fixture.reader->order;
    uint32_t count = fixture.reader->count;
    size_t order_count = fixture.reader->order_count;
    for (size_t i = 0; i < 10; i++)
        fixture_read(&fixture, pc_buf_view(&text));
    assert_ptr_equal(fixture.reader->nodes, nodes);
    assert_ptr_equal(fixture.reader->order, order);
    assert_int_equal(fixture.reader->count, count);
    assert_int_equal(fixture.reader->order_count, order_count);
    pc_buf_clear(&text);
    fixture_close(&fixture);
}

int run_limit_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deep_texts), cmocka_unit_test(test_depth_limit),
        cmocka_unit_test(test_size_limit), cmocka_unit_test(test_one_reader_for_many_documents),
        cmocka_unit_test(test_many_keys),  cmocka_unit_test(test_memory_is_used_again),
    };
    return cmocka_run_group_tests_name("json: limits", tests, NULL, NULL);
}
