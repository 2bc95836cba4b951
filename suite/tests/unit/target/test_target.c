#include "target_tests.h"

#include "pc_target.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define KEY "abcDEF12.secret"

static const struct pc_target_options complete = {
    .url = "http://127.0.0.1:9", .model = "m 7/3", .environment = "prod-é", .deployment = "d\"1", .key = KEY};

static void test_what_is_missing_is_named(void **state) {
    (void)state;
    static const struct {
        size_t offset;
        const char *named;
    } rows[] = {
        {offsetof(struct pc_target_options, url), "--url"},
        {offsetof(struct pc_target_options, model), "--model"},
        {offsetof(struct pc_target_options, environment), "--env"},
        {offsetof(struct pc_target_options, deployment), "--deployment"},
        {offsetof(struct pc_target_options, key), "PROMOTECHECK_API_KEY"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_target_options options = complete;
        const char *nothing = NULL;
        memcpy((char *)&options + rows[i].offset, &nothing, sizeof nothing);
        struct pc_target *target = NULL;
        struct pc_error err = {0};
        assert_int_equal(pc_target_new(&options, &target, &err), PC_USAGE);
        assert_null(target);
        assert_non_null(strstr(err.message, rows[i].named));
    }
}

static void test_keys_that_cannot_be_used(void **state) {
    (void)state;
    static const char *const keys[] = {"", "1234567", "a key with spaces", "line\r\nbreak",
                                       "schl\xC3\xBCssel-lang"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        struct pc_target_options options = complete;
        options.key = keys[i];
        struct pc_target *target = NULL;
        struct pc_error err = {0};
        assert_int_equal(pc_target_new(&options, &target, &err), PC_USAGE);
        if (keys[i][0] != '\0')
            assert_null(strstr(err.message, keys[i]));
    }
}

static void test_templates(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum pc_place_of_text place;
        const char *expanded;
    } rows[] = {
        {"/v1/models/$model/environments/$environment/promote", PC_IN_PATH,
         "/v1/models/m%207%2F3/environments/prod-%C3%A9/promote"},
        {"{\"deployment_id\":$deployment}", PC_IN_BODY, "{\"deployment_id\":\"d\\\"1\"}"},
        {"$deployment_escaped", PC_IN_BODY, "\"\\u0064\\u0022\\u0031\""},
        {"$scheme $key", PC_IN_HEADER, "Api-Key " KEY},
        {"$truncated_key", PC_IN_HEADER, "abcDEF12.secre"},
        {"$lengthened_key", PC_IN_HEADER, KEY "x"},
        {"$swapped_key", PC_IN_HEADER, "ABCdef12.SECRET"},
        {"no variables", PC_IN_HEADER, "no variables"},
        {"", PC_IN_BODY, ""},
    };
    struct pc_target *target = NULL;
    assert_int_equal(pc_target_new(&complete, &target, NULL), PC_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_buf out;
        pc_buf_init(&out, 4096);
        assert_int_equal(pc_target_expand(target, rows[i].text, rows[i].place, &out, NULL), PC_OK);
        assert_string_equal(out.data == NULL ? "" : out.data, rows[i].expanded);
        pc_buf_clear(&out);
    }
    pc_target_free(target);
}

static void test_a_value_that_was_not_given(void **state) {
    (void)state;
    struct pc_target *target = NULL;
    assert_int_equal(pc_target_new(&complete, &target, NULL), PC_OK);
    struct pc_buf out;
    pc_buf_init(&out, 4096);
    struct pc_error err = {0};
    assert_int_equal(pc_target_expand(target, "$other_deployment", PC_IN_BODY, &out, &err), PC_NOT_FOUND);
    assert_non_null(strstr(err.message, "--other-deployment"));
    pc_error_clear(&err);
    assert_int_equal(pc_target_expand(target, "$nonsense", PC_IN_BODY, &out, &err), PC_INTERNAL);
    pc_buf_clear(&out);
    pc_target_free(target);
}

static void test_variants_of_the_key_differ_and_are_secret(void **state) {
    (void)state;
    static const char *const variants[] = {"$wrong_key", "$truncated_key", "$lengthened_key", "$swapped_key"};
    struct pc_target *target = NULL;
    assert_int_equal(pc_target_new(&complete, &target, NULL), PC_OK);
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++) {
        struct pc_buf variant;
        struct pc_buf redacted;
        pc_buf_init(&variant, 4096);
        pc_buf_init(&redacted, 4096);
        assert_int_equal(pc_target_expand(target, variants[i], PC_IN_HEADER, &variant, NULL), PC_OK);
        assert_string_not_equal(variant.data, KEY);
        assert_int_equal(pc_redact(pc_target_secrets(target), pc_buf_view(&variant), &redacted), PC_OK);
        assert_int_equal(pc_view_find(pc_buf_view(&redacted), pc_buf_view(&variant)), redacted.size);
        pc_buf_clear(&redacted);
        pc_buf_clear(&variant);
    }
    pc_target_free(target);
}

static void test_nothing_is_sent_before_the_guards_were_asked(void **state) {
    (void)state;
    struct pc_target *target = NULL;
    assert_int_equal(pc_target_new(&complete, &target, NULL), PC_OK);
    struct pc_http_exchange *exchange = NULL;
    const struct pc_request request = {.body = "{}"};
    assert_int_equal(pc_target_send(target, &request, &exchange, NULL), PC_INTERNAL);
    assert_null(exchange);
    pc_target_free(target);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_missing_is_named),
        cmocka_unit_test(test_keys_that_cannot_be_used),
        cmocka_unit_test(test_templates),
        cmocka_unit_test(test_a_value_that_was_not_given),
        cmocka_unit_test(test_variants_of_the_key_differ_and_are_secret),
        cmocka_unit_test(test_nothing_is_sent_before_the_guards_were_asked),
    };
    int failed = cmocka_run_group_tests_name("target", tests, NULL, NULL) != 0;
    failed |= run_promote_tests() != 0;
    failed |= run_wish_tests() != 0;
    failed |= run_live_tests() != 0;
    failed |= run_guard_tests() != 0;
    return failed;
}
