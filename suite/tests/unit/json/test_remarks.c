/* What is legal but suspicious: each remark at its place. */
#include "fixture.h"

#include <stdio.h>
#include <string.h>

#define MOST 3

static const char forty_letters[] = "abcdefghijklmnopqrstuvwabcdefghijklmnopq";

static const struct {
    struct pc_view text;
    size_t count;
    struct pc_json_remark remarks[MOST];
} rows[] = {
    {T("{}"), 0, {{0}}},
    {T("{\"a\":1,\"b\":1,\"A\":1,\"aa\":1,\"\":1}"), 0, {{0}}},
    {T("[{\"a\":1},{\"a\":1}]"), 0, {{0}}},
    {T("{\"a\":{\"a\":{\"a\":1}}}"), 0, {{0}}},
    {T("{\"a\":1,\"a\":1}"), 1, {{PC_JSON_DUPLICATE_KEY, 7}}},
    {T("{\"\":1,\"\":1}"), 1, {{PC_JSON_DUPLICATE_KEY, 6}}},
    {T("{\"a\":1,\"b\":2,\"a\":3,\"b\":4,\"a\":5}"),
     3,
     {{PC_JSON_DUPLICATE_KEY, 13}, {PC_JSON_DUPLICATE_KEY, 19}, {PC_JSON_DUPLICATE_KEY, 25}}},
    {T("{\"a\":1,\"\\u0061\":2}"), 1, {{PC_JSON_DUPLICATE_KEY, 7}}},
    {T("{\"\\u0061\":1,\"a\":2}"), 1, {{PC_JSON_DUPLICATE_KEY, 12}}},
    {T("{\"\\u0061\":1,\"\\u0062\":2,\"\\u0063\":2}"), 0, {{0}}},
    {T("{\"\\/\":1,\"/\":2}"), 1, {{PC_JSON_DUPLICATE_KEY, 8}}},
    {T("{\"\\ud83d\\ude00\":1,\"\xF0\x9F\x98\x80\":2}"), 1, {{PC_JSON_DUPLICATE_KEY, 18}}},
    {T("{\"\\u00e9\":1,\"\xC3\xA9\":2,\"e\xCC\x81\":3}"), 1, {{PC_JSON_DUPLICATE_KEY, 12}}},
    {T("{\"\\u0061\\u0062\":1,\"a\":2}"), 0, {{0}}},
    /* the inner object closes first; remarks stand in the order of the text all the same */
    {T("{\"a\":1,\"a\":{\"b\":1,\"b\":2}}"), 2, {{PC_JSON_DUPLICATE_KEY, 7}, {PC_JSON_DUPLICATE_KEY, 18}}},
    /* a lone surrogate is the same as itself, and not as another or as U+FFFD */
    {T("{\"\\ud800\":1,\"\\ud801\":1,\"\xEF\xBF\xBD\":1}"),
     2,
     {{PC_JSON_LONE_SURROGATE, 2}, {PC_JSON_LONE_SURROGATE, 13}}},
    {T("{\"\\ud800\":1,\"\\uD800\":1}"),
     3,
     {{PC_JSON_LONE_SURROGATE, 2}, {PC_JSON_DUPLICATE_KEY, 12}, {PC_JSON_LONE_SURROGATE, 13}}},
    {T("\"\\ud800\""), 1, {{PC_JSON_LONE_SURROGATE, 1}}},
    {T("\"a\\udfff\""), 1, {{PC_JSON_LONE_SURROGATE, 2}}},
    {T("\"\\ud800\\u0041\""), 1, {{PC_JSON_LONE_SURROGATE, 1}}},
    {T("\"\\ud800\\udbff\""), 2, {{PC_JSON_LONE_SURROGATE, 1}, {PC_JSON_LONE_SURROGATE, 7}}},
    {T("\"\\ud800\\ud83d\\ude00\""), 1, {{PC_JSON_LONE_SURROGATE, 1}}},
    {T("\"\\ud83d\\ude00\\ude00\""), 1, {{PC_JSON_LONE_SURROGATE, 13}}},
    {T("\"\\ud83d\\ude00\\ud83d\\ude00\""), 0, {{0}}},
    {T("\"\\uD83D\\uDE00\""), 0, {{0}}},
    {T("\"\\\\ud800\""), 0, {{0}}},
    {T("\"\\u0000\""), 1, {{PC_JSON_NUL_CHARACTER, 1}}},
    {T("{\"a\\u0000\":\"\\u0001\"}"), 1, {{PC_JSON_NUL_CHARACTER, 3}}},
    {T("[\"\\u0000\",\"\\udc00\",{\"x\":1,\"x\":1}]"),
     3,
     {{PC_JSON_NUL_CHARACTER, 2}, {PC_JSON_LONE_SURROGATE, 11}, {PC_JSON_DUPLICATE_KEY, 26}}},
};

static void test_remarks_and_their_places(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    int failed = 0;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct pc_json_doc *doc = fixture_read(&fixture, rows[i].text);
        bool expected[3] = {false, false, false};
        assert_true(pc_json_doc_valid(doc));
        if (pc_json_doc_remark_count(doc) != rows[i].count) {
            failed += row_failed(rows[i].text, "%zu remarks", pc_json_doc_remark_count(doc));
            continue;
        }
        for (size_t j = 0; j < rows[i].count; j++) {
            struct pc_json_remark remark = pc_json_doc_remark(doc, j);
            if (remark.kind != rows[i].remarks[j].kind || remark.offset != rows[i].remarks[j].offset)
                failed +=
                    row_failed(rows[i].text, "remark %zu is %d at %u", j, (int)remark.kind, remark.offset);
            expected[rows[i].remarks[j].kind] = true;
        }
        for (int kind = 0; kind < 3; kind++) {
            if (pc_json_doc_has_remark(doc, (enum pc_json_remark_kind)kind) != expected[kind])
                failed += row_failed(rows[i].text, "has a remark of kind %d or not", kind);
        }
    }
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

/* An object of `count` members "k0" … with one of them doubled at the end: found, at its place, in small and
 * large ones. */
static void test_duplicates_in_objects_of_every_size(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    for (size_t count = 1; count < 100; count++) {
        for (size_t doubled = 0; doubled <= count; doubled++) { /* the last turn doubles none */
            struct pc_buf text;
            pc_buf_init(&text, 1u << 16);
            for (size_t i = 0; i < count; i++)
                assert_int_equal(pc_buf_appendf(&text, "%s\"k%zu\":%zu", i == 0 ? "{" : ",", i, i), PC_OK);
            size_t place = text.size + 1;
            assert_int_equal(pc_buf_appendf(&text, ",\"k%zu\":-1}", doubled), PC_OK);
            const struct pc_json_doc *doc = fixture_read(&fixture, pc_buf_view(&text));
            assert_int_equal(pc_json_doc_remark_count(doc), doubled < count);
            if (doubled < count)
                assert_int_equal(pc_json_doc_remark(doc, 0).offset, place);
            for (size_t i = 0; i < count; i++) {
                char name[16];
                int64_t value = 0;
                snprintf(name, sizeof name, "k%zu", i);
                assert_true(pc_json_number_int64(pc_json_get_text(pc_json_root(doc), name), &value));
                assert_true(value == (i == doubled ? -1 : (int64_t)i)); /* the last one counts */
            }
            pc_buf_clear(&text);
        }
    }
    fixture_close(&fixture);
}

/* In a small object and in a large one names are the same in whichever way they are spelled, and however
 * long. */
static void test_duplicates_by_escape(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    for (int turn = 0; turn < 80; turn++) {
        int length = turn / 2;
        struct pc_buf text;
        pc_buf_init(&text, 1u << 16);
        assert_int_equal(pc_buf_append_text(&text, "{"), PC_OK);
        for (int i = 0; turn % 2 == 1 && i < 50; i++)
            assert_int_equal(pc_buf_appendf(&text, "\"%d\":0,", i), PC_OK);
        assert_int_equal(pc_buf_appendf(&text, "\"%.*s\\u0078\":1,", length, forty_letters), PC_OK);
        size_t place = text.size;
        assert_int_equal(pc_buf_appendf(&text, "\"%.*sx\":2}", length, forty_letters), PC_OK);
        const struct pc_json_doc *doc = fixture_read(&fixture, pc_buf_view(&text));
        assert_int_equal(pc_json_doc_remark_count(doc), 1);
        assert_int_equal(pc_json_doc_remark(doc, 0).offset, place);
        pc_buf_clear(&text);
    }
    fixture_close(&fixture);
}

static void test_remarks_beyond_the_limit_are_only_noticed(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    struct pc_buf text;
    pc_buf_init(&text, 1u << 16);
    assert_int_equal(pc_buf_append_text(&text, "["), PC_OK);
    for (size_t i = 0; i < PC_JSON_MAX_REMARKS; i++)
        assert_int_equal(pc_buf_append_text(&text, "\"\\ud800\","), PC_OK);
    assert_int_equal(pc_buf_append_text(&text, "\"\\u0000\"]"), PC_OK);
    const struct pc_json_doc *doc = fixture_read(&fixture, pc_buf_view(&text));
    assert_int_equal(pc_json_doc_remark_count(doc), PC_JSON_MAX_REMARKS);
    for (size_t i = 0; i < PC_JSON_MAX_REMARKS; i++) {
        assert_int_equal(pc_json_doc_remark(doc, i).kind, PC_JSON_LONE_SURROGATE);
        assert_int_equal(pc_json_doc_remark(doc, i).offset, 2 + 9 * i);
    }
    assert_true(pc_json_doc_has_remark(doc, PC_JSON_NUL_CHARACTER));
    assert_false(pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY));
    assert_int_equal(pc_json_doc_remark(doc, PC_JSON_MAX_REMARKS).offset, 0);
    pc_buf_clear(&text);
    fixture_close(&fixture);
}

int run_remark_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_remarks_and_their_places),
        cmocka_unit_test(test_duplicates_in_objects_of_every_size),
        cmocka_unit_test(test_duplicates_by_escape),
        cmocka_unit_test(test_remarks_beyond_the_limit_are_only_noticed),
    };
    return cmocka_run_group_tests_name("json: remarks", tests, NULL, NULL);
}
