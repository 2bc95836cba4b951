/* Integers: exact to the last digit of int64, or refused; JSON Schema core section 4.2.3 says what is one. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *json;
    bool taken;
    int64_t value;
} cases[] = {
    {"0", true, 0},
    {"-0", true, 0},
    {"-0.0e5", true, 0},
    {"1", true, 1},
    {"-1", true, -1},
    {"1.0", true, 1},
    {"2e0", true, 2},
    {"2E+0", true, 2},
    {"1e3", true, 1000},
    {"1.5e1", true, 15},
    {"1500e-2", true, 15},
    {"0e400", true, 0},
    {"0.000e-999999999999999999999", true, 0},
    {"9007199254740993", true, 9007199254740993}, /* 2^53 + 1: no double */
    {"9223372036854775807", true, INT64_MAX},
    {"9223372036854775807.000", true, INT64_MAX},
    {"92233720368547758070e-1", true, INT64_MAX},
    {"9.223372036854775807e18", true, INT64_MAX},
    {"-9223372036854775808", true, INT64_MIN},
    {"-9.223372036854775808e18", true, INT64_MIN},
    {"9223372036854775808", false, 0},
    {"-9223372036854775809", false, 0},
    {"9223372036854775807.5", false, 0},
    {"1.5", false, 0},
    {"-0.5", false, 0},
    {"1e-1", false, 0},
    {"1.0000000000000000000000000000000001", false, 0},
    {"1e19", false, 0},
    {"1e400", false, 0},
    {"-1e400", false, 0},
    {"1e-400", false, 0},
    {"1e99999999999999999999", false, 0},
    {"18446744073709551617", false, 0}, /* 2^64 + 1: must not wrap to 1 */
    {"100000000000000000000000000000000000000000000000000000000000000000000000000000", false, 0},
};

/* Where each integer of the contract stands in the struct; the optional ones have a presence beside it. */
#define PLAIN(pointer, member)                                                                               \
    { pointer, offsetof(struct pc_deployment, member), false }
#define OPTIONAL(pointer, member)                                                                            \
    { pointer, offsetof(struct pc_deployment, member), true }
static const struct {
    const char *pointer;
    size_t offset;
    bool optional;
} integers[] = {
    PLAIN("/active_replica_count", active_replica_count),
    PLAIN("/autoscaling_settings/min_replica", autoscaling_settings.min_replica),
    PLAIN("/autoscaling_settings/max_replica", autoscaling_settings.max_replica),
    OPTIONAL("/autoscaling_settings/autoscaling_window", autoscaling_settings.autoscaling_window),
    OPTIONAL("/autoscaling_settings/scale_down_delay", autoscaling_settings.scale_down_delay),
    PLAIN("/autoscaling_settings/concurrency_target", autoscaling_settings.concurrency_target),
    OPTIONAL("/autoscaling_settings/target_utilization_percentage",
             autoscaling_settings.target_utilization_percentage),
    OPTIONAL("/autoscaling_settings/target_in_flight_tokens", autoscaling_settings.target_in_flight_tokens),
};

static int64_t integer_at(const struct pc_deployment *deployment, size_t index) {
    const void *member = (const char *)deployment + integers[index].offset;
    if (!integers[index].optional)
        return *(const int64_t *)member;
    const struct pc_optional_int *optional = member;
    assert_int_equal(optional->presence, PC_PRESENT);
    return optional->value;
}

static void takes_integers_exactly_or_not_at_all(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof integers / sizeof integers[0]; i++)
        for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
            struct variant variant;
            make_deployment(&variant, integers[i].pointer, cases[c].json);
            for (int mode = PC_CODEC_STRICT; mode <= PC_CODEC_LENIENT; mode++) {
                if (!cases[c].taken) {
                    expect_deployment_refused(variant.text, (enum pc_codec_mode)mode, integers[i].pointer,
                                              variant.at);
                    continue;
                }
                struct pc_deployment got = {0};
                expect_deployment(variant.text, (enum pc_codec_mode)mode, &got);
                assert_true(integer_at(&got, i) == cases[c].value);
                pc_deployment_clear(&got);
            }
        }
}

/* What is no integer and what is one that has no room are told apart. */
static void says_which_it_was(void **state) {
    (void)state;
    static const char *const refused[][2] = {{"1.5", "not an integer: 1.5"}, {"1e19", "beyond 64 bits"}};
    for (size_t i = 0; i < 2; i++) {
        struct variant variant;
        struct pc_deployment out = {0};
        enum pc_codec_verdict verdict;
        struct pc_codec_refusal refusal;
        make_deployment(&variant, "/active_replica_count", refused[i][0]);
        assert_int_equal(
            pc_deployment_decode(pc_view_of(variant.text), PC_CODEC_LENIENT, &out, &verdict, &refusal),
            PC_OK);
        assert_non_null(strstr(refusal.reason, refused[i][1]));
    }
}

static void writes_integers_exactly(void **state) {
    (void)state;
    static const struct {
        int64_t value;
        const char *text;
    } written[] = {{INT64_MAX, ":9223372036854775807,"},
                   {INT64_MIN, ":-9223372036854775808,"},
                   {9007199254740993, ":9007199254740993,"},
                   {0, ":0,"}};
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        struct variant variant;
        struct pc_deployment deployment = {0};
        struct pc_deployment again = {0};
        make_deployment(&variant, "", "");
        expect_deployment(variant.text, PC_CODEC_STRICT, &deployment);
        deployment.active_replica_count = written[i].value;
        deployment.autoscaling_settings.scale_down_delay.value = written[i].value;
        char *text = encoded_deployment(&deployment);
        const char *at = strstr(text, written[i].text);
        assert_non_null(at);
        assert_non_null(strstr(at + 1, written[i].text));
        expect_deployment(text, PC_CODEC_STRICT, &again);
        assert_true(pc_deployment_equal(&deployment, &again));
        free(text);
        pc_deployment_clear(&again);
        pc_deployment_clear(&deployment);
    }
}

int run_integer_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_integers_exactly_or_not_at_all),
        cmocka_unit_test(says_which_it_was),
        cmocka_unit_test(writes_integers_exactly),
    };
    return cmocka_run_group_tests_name("codec/integers", tests, NULL, NULL);
}
