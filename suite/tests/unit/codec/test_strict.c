/* What strict mode refuses and lenient mode takes: duplicate names, U+0000, lone surrogates, odd dates. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t with_more(struct variant *out, const char *more) {
    make_deployment(out, "", "");
    return add_members(out, more);
}

static void duplicates_refused_or_the_last_wins(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    size_t at = with_more(&variant, ",\"active_replica_count\":9,\"n\\u0061me\":\"second\"");
    expect_deployment_refused(variant.text, PC_CODEC_STRICT, "/active_replica_count", at + 1);
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_true(got.active_replica_count == 9);
    assert_string_equal(got.name.data, "second");
    /* The last one wins also where it is the wrong one, or null. */
    at = with_more(&variant, ",\"active_replica_count\":null");
    expect_deployment_refused(variant.text, PC_CODEC_LENIENT, "/active_replica_count",
                              at + strlen(",\"active_replica_count\":"));
    with_more(&variant, ",\"environment\":null");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_null(got.environment.data);
    /* A wrong one that does not stand last is nobody's business. */
    make_deployment(&variant, "/id", "7,\"id\":\"w604592\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_string_equal(got.id.data, "w604592");
    pc_deployment_clear(&got);
}

/* The members of two objects of one name do not mix. */
static void a_second_object_replaces_the_first(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    size_t at = with_more(&variant, ",\"autoscaling_settings\":{\"min_replica\":8}");
    expect_deployment_refused(variant.text, PC_CODEC_LENIENT, "/autoscaling_settings",
                              at + strlen(",\"autoscaling_settings\":"));
    with_more(&variant, ",\"autoscaling_settings\":null");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_false(got.has_autoscaling_settings);
    pc_deployment_clear(&got);
}

static const struct {
    const char *pointer;
    const char *before; /* the value, up to the byte that the refusal names, */
    const char *from;   /* and from there */
    const char *refused;
} anywhere[] = {
    /* duplicates within what is not ours */
    {"/autoscaling_settings/min_replica", "1,", "\"min_replica\":1", "/autoscaling_settings/min_replica"},
    {"/environment", "\"a\",\"labels\":{\"a\":[0,{\"x\":1,", "\"x\":1}]}", "/labels/a/1/x"},
    /* U+0000 in our values, in others, in a name: that one has no pointer of its own */
    {"/name", "\"a", "\\u0000b\"", "/name"},
    {"/environment", "\"a\",\"more\":\"", "\\u0000\"", "/more"},
    {"/environment", "\"a\",\"more\":[0,[\"", "\\u0000\"]]", "/more/1/0"},
    {"/environment", "\"a\",\"more\":{\"id", "\\u0000\":1}", "/more"},
    {"/environment", "\"a\",\"id", "\\u0000\":1", ""},
    /* lone surrogates */
    {"/name", "\"", "\\ud800\"", "/name"},
    {"/name", "\"", "\\udc00\\ud800\"", "/name"},
    {"/environment", "\"a\",\"more\":\"x", "\\ud83dx\"", "/more"},
    {"/environment", "\"a\",\"more\":{\"", "\\ud83d\":0,\"\xEF\xBF\xBD\":0}", "/more"},
    /* of three members of one name the pointer would find the third, so the object is named */
    {"/environment", "\"a\",\"more\":{\"x\":1,", "\"x\":2,\"x\":3}", "/more"},
    {"/environment", "\"a\",\"more\":{\"x\":1,", "\"x\":2},\"more\":5", ""},
    /* of several the first in the text, whichever was found first */
    {"/environment", "\"a\",\"x\":1,", "\"x\":\"\\ud800\"", "/x"},
    {"/environment", "\"a\",\"y\":\"", "\\u0000\",\"x\":1,\"x\":2", "/y"},
};

static void strict_refuses_anywhere_what_lenient_takes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof anywhere / sizeof anywhere[0]; i++) {
        struct variant variant;
        struct pc_deployment got = {0};
        char json[128];
        snprintf(json, sizeof json, "%s%s", anywhere[i].before, anywhere[i].from);
        make_deployment(&variant, anywhere[i].pointer, json);
        expect_deployment_refused(variant.text, PC_CODEC_STRICT, anywhere[i].refused,
                                  variant.at + strlen(anywhere[i].before));
        expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
        pc_deployment_clear(&got);
    }
}

/* More of them than the reader keeps one by one. */
static void strict_refuses_a_thousand_duplicates(void **state) {
    (void)state;
    struct pc_buf text;
    struct variant variant;
    make_deployment(&variant, "", "");
    pc_buf_init(&text, 1u << 20);
    *strrchr(variant.text, '}') = '\0';
    pc_buf_append_text(&text, variant.text);
    for (size_t i = 0; i < 1000; i++)
        pc_buf_append_text(&text, ",\"x\":0");
    pc_buf_append_text(&text, "}");
    expect_deployment_refused(text.data, PC_CODEC_STRICT, "", strlen(variant.text) + strlen(",\"x\":0,"));
    pc_buf_clear(&text);
}

static void lenient_keeps_nul_by_length(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "/name", "\"a\\u0000b\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_int_equal(got.name.size, 3);
    assert_memory_equal(got.name.data, "a\0b", 4);
    char *text = encoded_deployment(&got);
    assert_non_null(strstr(text, "\"name\":\"a\\u0000b\""));
    struct pc_deployment again = {0};
    expect_deployment(text, PC_CODEC_LENIENT, &again);
    assert_true(pc_deployment_equal(&got, &again));
    free(text);
    /* A status with U+0000 behind it is another text. */
    make_deployment(&variant, "/status", "\"ACTIVE\\u0000\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_int_equal(got.status, PC_DEPLOYMENT_UNKNOWN);
    assert_int_equal(got.status_text.size, 7);
    pc_deployment_clear(&again);
    pc_deployment_clear(&got);
}

static void lenient_replaces_lone_surrogates(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "/name", "\"\\ud800x\\udc00\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    assert_string_equal(got.name.data, "\xEF\xBF\xBDx\xEF\xBF\xBD");
    pc_deployment_clear(&got);
}

static void only_strict_reads_the_date(void **state) {
    (void)state;
    static const char *const odd[] = {"\"\"", "\"yesterday\"", "\"2026-01-02 03:04:05Z\"",
                                      "\"2026-13-02T03:04:05Z\"", "\"2026-01-02T03:04:05\""};
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        struct variant variant;
        struct pc_deployment got = {0};
        make_deployment(&variant, "/created_at", odd[i]);
        expect_deployment_refused(variant.text, PC_CODEC_STRICT, "/created_at", variant.at);
        expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
        assert_int_equal(got.created_at.size, strlen(odd[i]) - 2);
        pc_deployment_clear(&got);
    }
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "/created_at", "\"2026-01-02\\u005403:04:05\\u005A\"");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_string_equal(got.created_at.data, "2026-01-02T03:04:05Z");
    pc_deployment_clear(&got);
}

/* What a peer sends reaches a person's terminal: the reason is one line of printable ASCII, and cut. */
static void reasons_are_printable(void **state) {
    (void)state;
    struct pc_buf value;
    pc_buf_init(&value, 1u << 16);
    pc_buf_append_text(&value, "\"\x7F\xC2\x9B\xF0\x9F\x98\x80%s%n");
    for (size_t i = 0; i < 500; i++)
        pc_buf_append_text(&value, "x");
    pc_buf_append_text(&value, "\"");
    struct variant variant;
    make_deployment(&variant, "/status", value.data);
    struct pc_deployment out = {0};
    enum pc_codec_verdict verdict;
    struct pc_codec_refusal refusal;
    assert_int_equal(
        pc_deployment_decode(pc_view_of(variant.text), PC_CODEC_STRICT, &out, &verdict, &refusal), PC_OK);
    assert_int_equal(verdict, PC_REFUSED);
    for (const char *at = refusal.reason; *at != '\0'; at++)
        assert_true(*at >= 0x20 && *at < 0x7F);
    assert_true(strlen(refusal.reason) < 200);
    assert_non_null(strstr(refusal.reason, "%s%nxxx"));
    pc_buf_clear(&value);
}

/* A pointer that does not fit names an object around the value, never another value. */
static void check_long_pointer(const char *name) {
    struct pc_buf text;
    struct pc_deployment out = {0};
    enum pc_codec_verdict verdict;
    struct pc_codec_refusal refusal;
    pc_buf_init(&text, 1u << 16);
    pc_buf_append_text(&text, "{");
    for (size_t i = 0; i < 200; i++)
        pc_buf_appendf(&text, "\"%s\":{", name);
    pc_buf_append_text(&text, "\"x\":1,\"x\":2");
    for (size_t i = 0; i < 201; i++)
        pc_buf_append_text(&text, "}");
    assert_int_equal(pc_deployment_decode(pc_buf_view(&text), PC_CODEC_STRICT, &out, &verdict, &refusal),
                     PC_OK);
    assert_int_equal(verdict, PC_REFUSED);
    size_t token = strlen(name) + 1;
    size_t size = strlen(refusal.pointer);
    assert_int_equal(size, (sizeof refusal.pointer - 1) / token * token);
    for (size_t i = 0; i < size; i += token) {
        assert_int_equal(refusal.pointer[i], '/');
        assert_memory_equal(refusal.pointer + i + 1, name, token - 1);
    }
    pc_buf_clear(&text);
}

static void a_long_pointer_is_cut_at_a_token(void **state) {
    (void)state;
    check_long_pointer("abcdef"); /* the room ends within a token, */
    check_long_pointer("abcd");   /* behind one, */
    check_long_pointer("a");      /* and behind a slash */
}

int run_strict_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duplicates_refused_or_the_last_wins),
        cmocka_unit_test(a_second_object_replaces_the_first),
        cmocka_unit_test(strict_refuses_anywhere_what_lenient_takes),
        cmocka_unit_test(strict_refuses_a_thousand_duplicates),
        cmocka_unit_test(lenient_keeps_nul_by_length),
        cmocka_unit_test(lenient_replaces_lone_surrogates),
        cmocka_unit_test(only_strict_reads_the_date),
        cmocka_unit_test(reasons_are_printable),
        cmocka_unit_test(a_long_pointer_is_cut_at_a_token),
    };
    return cmocka_run_group_tests_name("codec/strict", tests, NULL, NULL);
}
