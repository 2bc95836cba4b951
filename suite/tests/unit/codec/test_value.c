/* The structs: set, copy, compare, clear. */
#include "fixture.h"

#include <string.h>

/* Every member in another spelling of its value: each makes a difference. */
static const struct {
    const char *pointer;
    const char *json;
} differences[] = {
    {"/id", "\"W604592\""},
    {"/id", "\"\""},
    {"/created_at", "\"2026-01-02T03:04:05z\""},
    {"/name", "\"firs\""},
    {"/model_id", "\"wdlgzjk3 \""},
    {"/is_production", "false"},
    {"/is_development", "true"},
    {"/status", "\"INACTIVE\""},
    {"/status", "\"active\""},
    {"/active_replica_count", "3"},
    {"/autoscaling_settings", "null"},
    {"/autoscaling_settings/min_replica", "2"},
    {"/autoscaling_settings/max_replica", "6"},
    {"/autoscaling_settings/autoscaling_window", "null"},
    {"/autoscaling_settings/autoscaling_window", "0"},
    {"/autoscaling_settings/scale_down_delay", "901"},
    {"/autoscaling_settings/concurrency_target", "4"},
    {"/autoscaling_settings/target_utilization_percentage", "71"},
    {"/autoscaling_settings/target_in_flight_tokens", NULL},
    {"/autoscaling_settings/target_in_flight_tokens", "null"},
    {"/instance_type_name", "null"},
    {"/instance_type_name", "\"\""},
    {"/environment", "\"Production\""},
    {"/environment", "null"},
};

static void equality_sees_each_member(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment base = {0};
    make_deployment(&variant, "", "");
    expect_deployment(variant.text, PC_CODEC_STRICT, &base);
    assert_true(pc_deployment_equal(&base, &base));
    for (size_t i = 0; i < sizeof differences / sizeof differences[0]; i++) {
        struct pc_deployment other = {0};
        struct pc_deployment twin = {0};
        make_deployment(&variant, differences[i].pointer, differences[i].json);
        expect_deployment(variant.text, PC_CODEC_LENIENT, &other);
        expect_deployment(variant.text, PC_CODEC_LENIENT, &twin);
        assert_false(pc_deployment_equal(&base, &other));
        assert_false(pc_deployment_equal(&other, &base));
        assert_true(pc_deployment_equal(&other, &twin));
        pc_deployment_clear(&twin);
        pc_deployment_clear(&other);
    }
    pc_deployment_clear(&base);
}

static void unknown_statuses_differ_by_text(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment a = {0};
    struct pc_deployment b = {0};
    make_deployment(&variant, "/status", "\"ONE\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &a);
    make_deployment(&variant, "/status", "\"TWO\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &b);
    assert_false(pc_deployment_equal(&a, &b));
    /* Beside a known status the text is void. */
    a.status = b.status = PC_DEPLOYMENT_ACTIVE;
    assert_true(pc_deployment_equal(&a, &b));
    pc_deployment_clear(&b);
    pc_deployment_clear(&a);
}

/* Settings that are null hold nothing to compare. */
static void null_settings_are_not_compared(void **state) {
    (void)state;
    struct pc_deployment a = {0};
    struct pc_deployment b = {.autoscaling_settings = {.min_replica = 4}};
    assert_true(pc_deployment_equal(&a, &b));
    a.has_autoscaling_settings = b.has_autoscaling_settings = true;
    assert_false(pc_deployment_equal(&a, &b));
}

static void copies_own_their_text(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment from = {0};
    struct pc_deployment to = {0};
    make_deployment(&variant, "/status", "\"NEW\\u0000ER\"");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &from);
    make_deployment(&variant, "/environment", "null");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &to);
    assert_int_equal(pc_deployment_copy(&to, &from), PC_OK);
    assert_true(pc_deployment_equal(&to, &from));
    assert_ptr_not_equal(to.id.data, from.id.data);
    assert_ptr_not_equal(to.status_text.data, from.status_text.data);
    assert_int_equal(pc_deployment_copy(&to, &to), PC_OK);
    assert_true(pc_deployment_equal(&to, &from));
    pc_deployment_clear(&from);
    assert_string_equal(to.id.data, "w604592");
    assert_int_equal(to.status_text.size, 6);
    const struct pc_deployment empty = {0};
    assert_int_equal(pc_deployment_copy(&to, &empty), PC_OK);
    assert_null(to.id.data);
    pc_deployment_clear(&to);
}

static void clear_takes_null_and_nothing(void **state) {
    (void)state;
    struct pc_deployment deployment = {0};
    struct pc_promote_request request = {0};
    struct pc_string string = {0};
    pc_deployment_clear(NULL);
    pc_promote_request_clear(NULL);
    pc_string_clear(NULL);
    pc_deployment_clear(&deployment);
    pc_promote_request_clear(&request);
    pc_string_clear(&string);
    struct variant variant;
    make_deployment(&variant, "", "");
    expect_deployment(variant.text, PC_CODEC_STRICT, &deployment);
    pc_deployment_clear(&deployment);
    static const struct pc_deployment empty = {0};
    assert_memory_equal(&deployment, &empty, sizeof empty);
    pc_deployment_clear(&deployment);
}

/* A second decode releases what the first one left, also where it refuses, and may read its text from there.
 */
static void decode_replaces(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    enum pc_codec_verdict verdict;
    make_deployment(&variant, "", "");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_int_equal(pc_string_set(&got.name, pc_view_of(variant.text)), PC_OK);
    assert_int_equal(pc_deployment_decode(pc_string_view(got.name), PC_CODEC_STRICT, &got, &verdict, NULL),
                     PC_OK);
    assert_int_equal(verdict, PC_DECODED);
    assert_string_equal(got.name.data, "first");
    assert_int_equal(pc_deployment_decode(PC_VIEW("{}"), PC_CODEC_STRICT, &got, &verdict, NULL), PC_OK);
    assert_int_equal(verdict, PC_REFUSED);
    assert_null(got.name.data);
}

static void strings_are_set_by_length(void **state) {
    (void)state;
    struct pc_string string = {0};
    assert_int_equal(pc_string_set(&string, (struct pc_view){"a\0b", 3}), PC_OK);
    assert_int_equal(string.size, 3);
    assert_memory_equal(string.data, "a\0b", 4);
    /* a piece of itself */
    assert_int_equal(pc_string_set(&string, (struct pc_view){string.data + 2, 1}), PC_OK);
    assert_string_equal(string.data, "b");
    assert_int_equal(pc_string_set(&string, PC_VIEW("")), PC_OK);
    assert_non_null(string.data);
    assert_int_equal(pc_string_view(string).size, 0);
    assert_int_equal(pc_string_set(&string, (struct pc_view){NULL, 0}), PC_OK);
    assert_null(string.data);
    pc_string_clear(&string);
}

int run_value_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equality_sees_each_member),      cmocka_unit_test(unknown_statuses_differ_by_text),
        cmocka_unit_test(null_settings_are_not_compared), cmocka_unit_test(copies_own_their_text),
        cmocka_unit_test(clear_takes_null_and_nothing),   cmocka_unit_test(decode_replaces),
        cmocka_unit_test(strings_are_set_by_length),
    };
    return cmocka_run_group_tests_name("codec/value", tests, NULL, NULL);
}
