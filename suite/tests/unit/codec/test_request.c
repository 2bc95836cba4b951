/* The promote request: an explicit false is not an absent key, and nothing but a boolean is a boolean. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static const enum pc_codec_mode modes[] = {PC_CODEC_STRICT, PC_CODEC_LENIENT};

static const struct {
    const char *text;
    enum pc_optional_bool scale_down;
    enum pc_optional_bool preserve;
} taken[] = {
    {"{\"deployment_id\":\"d-9\"}", PC_BOOL_ABSENT, PC_BOOL_ABSENT},
    {"{\"scale_down_previous_deployment\":false,\"deployment_id\":\"d-9\"}", PC_BOOL_FALSE, PC_BOOL_ABSENT},
    {"{\"scale_down_previous_deployment\":true,\"deployment_id\":\"d-9\"}", PC_BOOL_TRUE, PC_BOOL_ABSENT},
    {"{\"deployment_id\":\"d-9\",\"preserve_env_instance_type\":false}", PC_BOOL_ABSENT, PC_BOOL_FALSE},
    {"{\"scale_down_previous_deployment\":false,\"deployment_id\":\"d-9\",\"preserve_env_instance_type\":"
     "true}",
     PC_BOOL_FALSE, PC_BOOL_TRUE},
};

/* These stand in the contract's order, so each is also what is written. */
static void takes_and_writes_each_combination(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        for (size_t m = 0; m < 2; m++) {
            struct pc_promote_request got = {0};
            expect_request(taken[i].text, modes[m], &got);
            assert_string_equal(got.deployment_id.data, "d-9");
            assert_int_equal(got.scale_down_previous_deployment, taken[i].scale_down);
            assert_int_equal(got.preserve_env_instance_type, taken[i].preserve);
            char *text = encoded_request(&got);
            assert_string_equal(text, taken[i].text);
            free(text);
            pc_promote_request_clear(&got);
        }
}

static void refuses_each_wrong_type(void **state) {
    (void)state;
    for (size_t i = 0; i < request_member_count; i++)
        for (size_t v = 0; v < typed_value_count; v++) {
            struct variant variant;
            struct pc_promote_request got = {0};
            make_request(&variant, request_members[i].pointer, typed_values[v].json);
            for (size_t m = 0; m < 2; m++) {
                if ((request_members[i].types & typed_values[v].type) != 0)
                    expect_request(variant.text, modes[m], &got);
                else
                    expect_request_refused(variant.text, modes[m], request_members[i].pointer, variant.at);
            }
            pc_promote_request_clear(&got);
        }
}

static void wants_the_deployment_id_alone(void **state) {
    (void)state;
    struct variant variant;
    make_request(&variant, "/deployment_id", NULL);
    expect_request_refused(variant.text, PC_CODEC_LENIENT, "", 0);
    expect_request_refused("{}", PC_CODEC_STRICT, "", 0);
    expect_request_refused("[]", PC_CODEC_STRICT, "", 0);
    expect_request_refused("{\"Deployment_Id\":\"d-9\"}", PC_CODEC_LENIENT, "", 0);
    struct pc_promote_request got = {0};
    expect_request("{\"deployment_id\":\"\",\"labels\":{\"deployment_id\":null},\"DEPLOYMENT_ID\":0}",
                   PC_CODEC_STRICT, &got);
    assert_non_null(got.deployment_id.data);
    assert_int_equal(got.deployment_id.size, 0);
    pc_promote_request_clear(&got);
}

static void duplicates_refused_or_the_last_wins(void **state) {
    (void)state;
    static const char text[] =
        "{\"deployment_id\":\"a\",\"preserve_env_instance_type\":false,\"deployment_id\":\"b\","
        "\"preserve_env_instance_type\":true}";
    struct pc_promote_request got = {0};
    expect_request_refused(text, PC_CODEC_STRICT, "/deployment_id",
                           (size_t)(strstr(text, ",\"deployment_id\"") + 1 - text));
    expect_request(text, PC_CODEC_LENIENT, &got);
    assert_string_equal(got.deployment_id.data, "b");
    assert_int_equal(got.preserve_env_instance_type, PC_BOOL_TRUE);
    pc_promote_request_clear(&got);
}

static void equality_sees_each_member(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        for (size_t k = 0; k < sizeof taken / sizeof taken[0]; k++) {
            struct pc_promote_request a = {0};
            struct pc_promote_request b = {0};
            expect_request(taken[i].text, PC_CODEC_STRICT, &a);
            expect_request(taken[k].text, PC_CODEC_STRICT, &b);
            assert_int_equal(pc_promote_request_equal(&a, &b), i == k);
            pc_string_set(&b.deployment_id, PC_VIEW("d-8"));
            assert_false(pc_promote_request_equal(&a, &b));
            pc_promote_request_clear(&b);
            pc_promote_request_clear(&a);
        }
}

int run_request_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_and_writes_each_combination),
        cmocka_unit_test(refuses_each_wrong_type),
        cmocka_unit_test(wants_the_deployment_id_alone),
        cmocka_unit_test(duplicates_refused_or_the_last_wins),
        cmocka_unit_test(equality_sees_each_member),
    };
    return cmocka_run_group_tests_name("codec/request", tests, NULL, NULL);
}
