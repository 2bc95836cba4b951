/* What is written: compact, in the contract's order, exact, and read back as the same. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static const char minimal[] = "{\"id\":\"a\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"b\",\"model_"
                              "id\":\"c\",\"is_production\":"
                              "false,\"is_development\":true,\"status\":\"WAKING_UP\",\"active_replica_"
                              "count\":-1,\"autoscaling_settings\":"
                              "null,\"instance_type_name\":null,\"environment\":null}";

static const char full[] =
    "{\"id\":\"a\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"b\",\"model_id\":\"c\",\"is_"
    "production\":"
    "true,\"is_development\":false,\"status\":\"SCALED_TO_ZERO\",\"active_replica_count\":0,"
    "\"autoscaling_settings\":{\"min_replica\":0,\"max_replica\":1,\"autoscaling_window\":null,"
    "\"scale_down_delay\":2,\"concurrency_target\":3,\"target_utilization_percentage\":null,"
    "\"target_in_flight_tokens\":null},\"instance_type_name\":\"L4:4x16\",\"environment\":\"production\"}";

static void check_unchanged(const char *text, enum pc_codec_mode mode) {
    struct pc_deployment deployment = {0};
    expect_deployment(text, mode, &deployment);
    char *again = encoded_deployment(&deployment);
    assert_string_equal(again, text);
    free(again);
    pc_deployment_clear(&deployment);
}

static void canonical_texts_come_back_byte_for_byte(void **state) {
    (void)state;
    check_unchanged(minimal, PC_CODEC_STRICT);
    check_unchanged(full, PC_CODEC_STRICT);
    struct variant variant;
    make_deployment(&variant, "", "");
    check_unchanged(variant.text, PC_CODEC_STRICT);
    make_deployment(&variant, "/autoscaling_settings/target_in_flight_tokens", NULL);
    check_unchanged(variant.text, PC_CODEC_STRICT);
    make_deployment(&variant, "/status", "\"HIBERNATING\"");
    check_unchanged(variant.text, PC_CODEC_LENIENT);
    make_deployment(&variant, "/name", "\"\\\"\\\\/\xE2\x82\xAC\xF0\x9F\x98\x80\"");
    check_unchanged(variant.text, PC_CODEC_STRICT);
}

/* Whatever stood in the text first, the second writing is the first one. */
static void encoding_is_a_fixpoint(void **state) {
    (void)state;
    static const char *const values[] = {"\"\\u0041\\/\\u007f\\u2028\\n\\u0001\\u0000\\ud800\"", "\"\""};
    for (size_t i = 0; i < 2; i++) {
        struct variant variant;
        struct pc_deployment first = {0};
        struct pc_deployment second = {0};
        make_deployment(&variant, "/name", values[i]);
        expect_deployment(variant.text, PC_CODEC_LENIENT, &first);
        char *text = encoded_deployment(&first);
        expect_deployment(text, PC_CODEC_LENIENT, &second);
        assert_true(pc_deployment_equal(&first, &second));
        char *again = encoded_deployment(&second);
        assert_string_equal(text, again);
        free(again);
        free(text);
        pc_deployment_clear(&second);
        pc_deployment_clear(&first);
    }
}

static void every_character_survives(void **state) {
    (void)state;
    struct pc_deployment deployment = {0};
    struct pc_deployment again = {0};
    expect_deployment(minimal, PC_CODEC_STRICT, &deployment);
    static const uint32_t starts[] = {0x0, 0xD780, 0xE000, 0xFFC0, 0x10FFC0};
    for (size_t s = 0; s < sizeof starts / sizeof starts[0]; s++) {
        struct pc_buf text;
        pc_buf_init(&text, 4096);
        for (uint32_t scalar = starts[s]; scalar < starts[s] + 0x40 + (s == 0 ? 0x40 : 0); scalar++) {
            char bytes[4];
            size_t size = pc_utf8_encode(scalar, bytes);
            assert_int_equal(pc_buf_append(&text, (struct pc_view){bytes, size}), PC_OK);
        }
        assert_int_equal(pc_string_set(&deployment.environment, pc_buf_view(&text)), PC_OK);
        char *json = encoded_deployment(&deployment);
        expect_deployment(json, PC_CODEC_LENIENT, &again);
        assert_true(pc_deployment_equal(&deployment, &again));
        free(json);
        pc_buf_clear(&text);
    }
    pc_deployment_clear(&again);
    pc_deployment_clear(&deployment);
}

/* What the contract cannot say is not written: no null for a string that may not be null, no guess. */
static void what_the_contract_forbids_is_not_written(void **state) {
    (void)state;
    struct pc_buf out;
    struct pc_deployment deployment = {0};
    struct pc_promote_request request = {0};
    pc_buf_init(&out, 4096);
    assert_int_equal(pc_deployment_encode(&deployment, &out), PC_USAGE);
    assert_int_equal(pc_promote_request_encode(&request, &out), PC_USAGE);
    expect_deployment(full, PC_CODEC_STRICT, &deployment);
    deployment.status = PC_DEPLOYMENT_UNKNOWN;
    assert_int_equal(pc_deployment_encode(&deployment, &out), PC_USAGE);
    deployment.status = PC_DEPLOYMENT_ACTIVE;
    deployment.autoscaling_settings.scale_down_delay.presence = PC_ABSENT;
    assert_int_equal(pc_deployment_encode(&deployment, &out), PC_USAGE);
    assert_int_equal(out.size, 0);
    pc_deployment_clear(&deployment);
    pc_buf_clear(&out);
}

static void a_full_buffer_keeps_what_it_had(void **state) {
    (void)state;
    struct pc_buf out;
    struct pc_deployment deployment = {0};
    expect_deployment(minimal, PC_CODEC_STRICT, &deployment);
    pc_buf_init(&out, 5 + strlen(minimal) - 1);
    assert_int_equal(pc_buf_append_text(&out, "data:"), PC_OK);
    assert_int_equal(pc_deployment_encode(&deployment, &out), PC_LIMIT);
    assert_string_equal(out.data, "data:");
    out.limit++;
    assert_int_equal(pc_deployment_encode(&deployment, &out), PC_OK);
    assert_string_equal(out.data + 5, minimal);
    pc_deployment_clear(&deployment);
    pc_buf_clear(&out);
}

int run_encode_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_texts_come_back_byte_for_byte),
        cmocka_unit_test(encoding_is_a_fixpoint),
        cmocka_unit_test(every_character_survives),
        cmocka_unit_test(what_the_contract_forbids_is_not_written),
        cmocka_unit_test(a_full_buffer_keeps_what_it_had),
    };
    return cmocka_run_group_tests_name("codec/encode", tests, NULL, NULL);
}
