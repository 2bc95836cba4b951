/* Deployments: what is taken, what is refused, and where the refusal points. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const enum pc_codec_mode modes[] = {PC_CODEC_STRICT, PC_CODEC_LENIENT};

static void check_text(struct pc_string string, const char *expected) {
    assert_int_equal(string.size, strlen(expected));
    assert_memory_equal(string.data, expected, string.size + 1);
}

static void check_int(struct pc_optional_int number, int64_t expected) {
    assert_int_equal(number.presence, PC_PRESENT);
    assert_true(number.value == expected);
}

static void takes_every_member(void **state) {
    (void)state;
    struct variant variant;
    make_deployment(&variant, "", "");
    for (size_t m = 0; m < 2; m++) {
        struct pc_deployment got = {0};
        expect_deployment(variant.text, modes[m], &got);
        check_text(got.id, "w604592");
        check_text(got.created_at, "2026-01-02T03:04:05Z");
        check_text(got.name, "first");
        check_text(got.model_id, "wdlgzjk3");
        assert_true(got.is_production);
        assert_false(got.is_development);
        assert_int_equal(got.status, PC_DEPLOYMENT_ACTIVE);
        assert_null(got.status_text.data);
        assert_true(got.active_replica_count == 2);
        assert_true(got.has_autoscaling_settings);
        assert_true(got.autoscaling_settings.min_replica == 1);
        assert_true(got.autoscaling_settings.max_replica == 5);
        check_int(got.autoscaling_settings.autoscaling_window, 60);
        check_int(got.autoscaling_settings.scale_down_delay, 900);
        assert_true(got.autoscaling_settings.concurrency_target == 3);
        check_int(got.autoscaling_settings.target_utilization_percentage, 70);
        check_int(got.autoscaling_settings.target_in_flight_tokens, 4000);
        check_text(got.instance_type_name, "A10G");
        check_text(got.environment, "production");
        pc_deployment_clear(&got);
    }
}

static void refuses_each_missing_key_at_its_object(void **state) {
    (void)state;
    for (size_t i = 0; i < deployment_member_count; i++) {
        const struct member *member = &deployment_members[i];
        struct variant variant;
        make_deployment(&variant, member->pointer, NULL);
        char parent[64] = "";
        memcpy(parent, member->pointer, (size_t)(strrchr(member->pointer, '/') - member->pointer));
        for (size_t m = 0; m < 2; m++) {
            if (!member->optional) {
                expect_deployment_refused(variant.text, modes[m], parent, variant.parent);
                continue;
            }
            struct pc_deployment got = {0};
            expect_deployment(variant.text, modes[m], &got);
            assert_int_equal(got.autoscaling_settings.target_in_flight_tokens.presence, PC_ABSENT);
            pc_deployment_clear(&got);
        }
    }
}

static void refuses_each_wrong_type_at_its_value(void **state) {
    (void)state;
    size_t refused = 0;
    for (size_t i = 0; i < deployment_member_count; i++)
        for (size_t v = 0; v < typed_value_count; v++) {
            const struct member *member = &deployment_members[i];
            if ((member->types & typed_values[v].type) != 0)
                continue;
            struct variant variant;
            make_deployment(&variant, member->pointer, typed_values[v].json);
            for (size_t m = 0; m < 2; m++)
                expect_deployment_refused(variant.text, modes[m], member->pointer, variant.at);
            refused++;
        }
    assert_true(refused > 100);
}

/* "Nullable" is one thing, and a zero or an empty string another. */
static void keeps_null_apart_from_zero_and_absent(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "/autoscaling_settings", "null");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_false(got.has_autoscaling_settings);
    make_deployment(&variant, "/instance_type_name", "null");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_null(got.instance_type_name.data);
    assert_non_null(got.environment.data);
    make_deployment(&variant, "/environment", "\"\"");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_non_null(got.environment.data);
    assert_int_equal(got.environment.size, 0);
    make_deployment(&variant, "/autoscaling_settings/autoscaling_window", "null");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_int_equal(got.autoscaling_settings.autoscaling_window.presence, PC_NULL);
    make_deployment(&variant, "/autoscaling_settings/scale_down_delay", "0");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_int_equal(got.autoscaling_settings.scale_down_delay.presence, PC_PRESENT);
    assert_true(got.autoscaling_settings.scale_down_delay.value == 0);
    make_deployment(&variant, "/autoscaling_settings/target_in_flight_tokens", "null");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_int_equal(got.autoscaling_settings.target_in_flight_tokens.presence, PC_NULL);
    pc_deployment_clear(&got);
}

static void takes_each_listed_status(void **state) {
    (void)state;
    static const char *const listed[] = {"BUILDING",       "DEPLOYING", "DEPLOY_FAILED", "LOADING_MODEL",
                                         "ACTIVE",         "UNHEALTHY", "BUILD_FAILED",  "BUILD_STOPPED",
                                         "DEACTIVATING",   "INACTIVE",  "FAILED",        "UPDATING",
                                         "SCALED_TO_ZERO", "WAKING_UP"};
    for (size_t i = 0; i < 14; i++) {
        char json[32];
        snprintf(json, sizeof json, "\"%s\"", listed[i]);
        struct variant variant;
        struct pc_deployment got = {0};
        make_deployment(&variant, "/status", json);
        expect_deployment(variant.text, PC_CODEC_STRICT, &got);
        assert_int_equal(got.status, i + 1);
        assert_string_equal(pc_deployment_status_text(got.status), listed[i]);
        pc_deployment_clear(&got);
    }
    assert_string_equal(pc_deployment_status_text(PC_DEPLOYMENT_UNKNOWN), "");
}

static void refuses_an_unlisted_status_or_keeps_its_text(void **state) {
    (void)state;
    static const char *const unlisted[] = {"active", "ACTIVE ", "", "PAUSED", "ACTIV", "ACTIVE\\u00e9"};
    for (size_t i = 0; i < sizeof unlisted / sizeof unlisted[0]; i++) {
        char json[32];
        snprintf(json, sizeof json, "\"%s\"", unlisted[i]);
        struct variant variant;
        struct pc_deployment got = {0};
        make_deployment(&variant, "/status", json);
        expect_deployment_refused(variant.text, PC_CODEC_STRICT, "/status", variant.at);
        expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
        assert_int_equal(got.status, PC_DEPLOYMENT_UNKNOWN);
        check_text(got.status_text, i == 5 ? "ACTIVE\xC3\xA9" : unlisted[i]);
        pc_deployment_clear(&got);
    }
}

/* RFC 8259 section 7: a name is what its escapes spell. */
static void takes_escaped_names_and_values(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "/status", "\"A\\u0043TIVE\"");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_int_equal(got.status, PC_DEPLOYMENT_ACTIVE);
    make_deployment(&variant, "/name", NULL);
    add_members(&variant, ",\"n\\u0061me\":\"\\ud83d\\ude00 \\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    check_text(got.name, "\xF0\x9F\x98\x80 \"\\/\b\f\n\r\t\xC3\xA9");
    pc_deployment_clear(&got);
}

static void names_differ_by_case(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "", "");
    add_members(&variant, ",\"ID\":7,\"Status\":null,\"is_Production\":\"no\"");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    check_text(got.id, "w604592");
    /* The other way round: the member in another case is no substitute. */
    make_deployment(&variant, "/id", NULL);
    add_members(&variant, ",\"ID\":\"w604592\"");
    expect_deployment_refused(variant.text, PC_CODEC_STRICT, "", 0);
    pc_deployment_clear(&got);
}

/* Names that begin like one of ours, or hold U+0000 behind it, are others. */
static void names_differ_by_length(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "", "");
    add_members(&variant, ",\"id\\u0000\":7,\"i\":8,\"idx\":9,\"\":10");
    expect_deployment(variant.text, PC_CODEC_LENIENT, &got);
    check_text(got.id, "w604592");
    pc_deployment_clear(&got);
}

static char *repeat(const char *text, size_t times) {
    size_t size = strlen(text);
    char *all = malloc(size * times + 1);
    assert_non_null(all);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * size, text, size);
    all[size * times] = '\0';
    return all;
}

/* The contract allows further members at both levels, whatever they hold. cJSON would stop at a depth of
 * 1000, at numbers of 64 characters and at the lone surrogate. */
static void takes_further_members(void **state) {
    (void)state;
    char *open = repeat("[{\"a\":", 2500);
    char *close = repeat("}]", 2500);
    char *digits = repeat("12345678", 100);
    struct variant variant;
    make_deployment(&variant, "/autoscaling_settings/target_in_flight_tokens", "4000,\"more\":@");
    add_members(&variant, ",\"labels\":@");
    static const char *const simple[] = {"null", "{}", "[]", "1e400", "\"x\"", "{\"id\":5}", "-0.0"};
    for (size_t i = 0; i < 9; i++) {
        char *value = i == 7   ? pc_text_format("%s1%s", open, close)
                      : i == 8 ? pc_text_format("%s.%s", digits, digits)
                               : pc_text_copy(simple[i]);
        char *inner = strchr(variant.text, '@');
        char *outer = strrchr(variant.text, '@');
        char *text = pc_text_format("%.*s%s%.*s%s}", (int)(inner - variant.text), variant.text, value,
                                    (int)(outer - inner - 1), inner + 1, value);
        struct pc_deployment got = {0};
        expect_deployment(text, PC_CODEC_STRICT, &got);
        check_int(got.autoscaling_settings.target_in_flight_tokens, 4000);
        check_text(got.environment, "production");
        pc_deployment_clear(&got);
        free(text);
        free(value);
    }
    free(digits);
    free(close);
    free(open);
}

/* A deep value where a string belongs is a wrong type, found without going into it. */
static void refuses_a_deep_value_for_a_string(void **state) {
    (void)state;
    char *open = repeat("[", 5000);
    char *close = repeat("]", 5000);
    char *text = pc_text_format("{\"id\":%s%s}", open, close);
    expect_deployment_refused(text, PC_CODEC_STRICT, "/id", 6);
    free(text);
    free(close);
    free(open);
}

static void takes_white_space_and_any_order(void **state) {
    (void)state;
    static const char text[] = "\r\n\t {\n  \"environment\" : null ,\n\"instance_type_name\":\"1x "
                               "H100\",\"autoscaling_settings\":null,"
                               "\"active_replica_count\"\t:0,\"status\":\"BUILDING\",\"is_development\":true,"
                               "\"is_production\":false,"
                               "\"model_id\":\"\",\"name\":\"\",\"created_at\":\"2026-01-02t03:04:05."
                               "123456789+05:30\",\"id\":\"\"} \n";
    struct pc_deployment got = {0};
    expect_deployment(text, PC_CODEC_STRICT, &got);
    check_text(got.instance_type_name, "1x H100");
    assert_int_equal(got.id.size, 0);
    assert_non_null(got.id.data);
    pc_deployment_clear(&got);
}

static void refuses_what_is_no_object(void **state) {
    (void)state;
    static const char *const roots[] = {"null", "true", "3", "\"x\"", "[]", "[{}]"};
    for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
        expect_deployment_refused(roots[i], PC_CODEC_STRICT, "", 0);
        expect_deployment_refused(roots[i], PC_CODEC_LENIENT, "", 0);
    }
    expect_deployment_refused("{}", PC_CODEC_LENIENT, "", 0);
}

/* Each of these is something that cJSON_Parse lets pass. */
static void refuses_what_is_no_json(void **state) {
    (void)state;
    struct variant variant;
    make_deployment(&variant, "/active_replica_count", "01");
    expect_deployment_refused(variant.text, PC_CODEC_LENIENT, "", variant.at + 1);
    make_deployment(&variant, "/active_replica_count", "+1");
    expect_deployment_refused(variant.text, PC_CODEC_LENIENT, "", variant.at);
    make_deployment(&variant, "/name", "\"a\tb\"");
    expect_deployment_refused(variant.text, PC_CODEC_LENIENT, "", variant.at + 2);
    make_deployment(&variant, "/name", "\"a\xC3(\"");
    expect_deployment_refused(variant.text, PC_CODEC_LENIENT, "", variant.at + 2);
    make_deployment(&variant, "", "");
    size_t size = strlen(variant.text);
    char *trailing = pc_text_format("%s x", variant.text);
    expect_deployment_refused(trailing, PC_CODEC_LENIENT, "", size + 1);
    free(trailing);
    expect_deployment_refused("", PC_CODEC_LENIENT, "", 0);
    expect_deployment_refused("\xEF\xBB\xBF{}", PC_CODEC_LENIENT, "", 0);
}

static void points_at_line_and_column(void **state) {
    (void)state;
    struct pc_deployment out = {0};
    enum pc_codec_verdict verdict = PC_DECODED;
    struct pc_codec_refusal refusal;
    const char *text = "{\n \"id\": \"a\",\r\n \"created_at\":\t7}";
    assert_int_equal(pc_deployment_decode(pc_view_of(text), PC_CODEC_STRICT, &out, &verdict, &refusal),
                     PC_OK);
    assert_int_equal(verdict, PC_REFUSED);
    assert_string_equal(refusal.pointer, "/created_at");
    assert_int_equal(refusal.place.line, 3);
    assert_int_equal(refusal.place.column, 16);
    assert_non_null(strstr(refusal.reason, "string"));
    assert_non_null(strstr(refusal.reason, "number"));
}

int run_decode_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_every_member),
        cmocka_unit_test(refuses_each_missing_key_at_its_object),
        cmocka_unit_test(refuses_each_wrong_type_at_its_value),
        cmocka_unit_test(keeps_null_apart_from_zero_and_absent),
        cmocka_unit_test(takes_each_listed_status),
        cmocka_unit_test(refuses_an_unlisted_status_or_keeps_its_text),
        cmocka_unit_test(takes_escaped_names_and_values),
        cmocka_unit_test(names_differ_by_case),
        cmocka_unit_test(names_differ_by_length),
        cmocka_unit_test(takes_further_members),
        cmocka_unit_test(refuses_a_deep_value_for_a_string),
        cmocka_unit_test(takes_white_space_and_any_order),
        cmocka_unit_test(refuses_what_is_no_object),
        cmocka_unit_test(refuses_what_is_no_json),
        cmocka_unit_test(points_at_line_and_column),
    };
    return cmocka_run_group_tests_name("codec/decode", tests, NULL, NULL);
}
