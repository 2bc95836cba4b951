#include "support.h"

#include <string.h>

#define DEPLOYMENT  "spec:#/components/schemas/DeploymentV1"
#define REQUEST     "spec:#/components/schemas/PromoteToEnvironmentRequestV1"
#define AUTOSCALING "spec:#/components/schemas/AutoscalingSettingsV1"

struct sentence {
    const char *citation;
    const char *words; /* NULL: PC_NOT_FOUND */
};

static void check(const struct pc_spec *spec, const struct sentence *sentences, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct pc_buf words = {.limit = 4096};
        enum pc_status status = pc_spec_words(spec, sentences[i].citation, &words);
        assert_int_equal(status, sentences[i].words == NULL ? PC_NOT_FOUND : PC_OK);
        if (sentences[i].words != NULL && strcmp(words.data, sentences[i].words) != 0)
            fail_msg("%s: %s", sentences[i].citation, words.data);
        pc_buf_clear(&words);
    }
}

static void test_sentences(void **state) {
    (void)state;
    static const struct sentence sentences[] = {
        {DEPLOYMENT "/required/3", "the key `model_id` is required"},
        {AUTOSCALING "/required/0", "the key `min_replica` is required in `autoscaling_settings`"},
        {REQUEST "/required/0", "the key `deployment_id` is required"},
        {DEPLOYMENT "/properties/name/type", "`name` is a string"},
        {DEPLOYMENT "/properties/active_replica_count/type", "`active_replica_count` is an integer"},
        {DEPLOYMENT "/properties/instance_type_name/anyOf", "`instance_type_name` is a string or null"},
        {DEPLOYMENT "/properties/instance_type_name/anyOf/0/type",
         "`instance_type_name` is a string or null"},
        {DEPLOYMENT "/properties/autoscaling_settings/anyOf", "`autoscaling_settings` is an object or null"},
        {AUTOSCALING "/properties/max_replica/type", "`max_replica` in `autoscaling_settings` is an integer"},
        {DEPLOYMENT "/properties/created_at/format", "`created_at` is a date-time by RFC 3339"},
        {DEPLOYMENT "/type", "the response's body is an object"},
        {REQUEST "/type", "the request's body is an object"},
        {REQUEST "/properties/scale_down_previous_deployment/type",
         "`scale_down_previous_deployment` is a boolean"},
        {"spec:#/components/schemas/DeploymentStatusV1/enum",
         "`status` is one of 14 words: BUILDING, DEPLOYING, DEPLOY_FAILED, LOADING_MODEL, ACTIVE, UNHEALTHY, "
         "BUILD_FAILED, BUILD_STOPPED, DEACTIVATING, INACTIVE, FAILED, UPDATING, SCALED_TO_ZERO, WAKING_UP"},
        {"spec:@response/required/3", "the key `model_id` is required"},
        {"spec:#/nowhere", NULL},
        {"spec:#/components/schemas/DeploymentV1/required/11", NULL},
        {"spec:#/components/schemas", NULL},
        {"spec:@nothing", NULL},
        {"spec:@operationx", NULL},
        {"spec:@operation/requestBody/nothing", NULL},
        {"rfc9110:99", NULL},
        {"", NULL},
    };
    struct pc_spec *spec = load_embedded();
    check(spec, sentences, COUNT(sentences));
    pc_spec_free(spec);
}

static void check_against_requirement(const struct pc_spec *spec, const char *citation, const char *id) {
    const struct pc_requirement *requirement = pc_spec_requirement_find(spec, id);
    assert_non_null(requirement);
    const struct sentence sentence = {citation, requirement->words};
    check(spec, &sentence, 1);
}

static void test_requirement_words(void **state) {
    (void)state;
    struct pc_spec *spec = load_embedded();
    check_against_requirement(spec, "rfc9110:15.5.2", "auth/status");
    check_against_requirement(spec, "spec:#/security/0", "auth/required");
    check_against_requirement(spec, "spec:@operation/responses", "response/status");
    check_against_requirement(spec, "spec:@response", "response/schema");
    pc_spec_free(spec);
}

/* In another document the same places have other pointers, and an index another key: no sentence of ours may
 * be about the embedded document then. */
static void test_other_document(void **state) {
    (void)state;
    static const struct edit edits[] = {
        {"\"/v1/models/{model_id}/environments/{env_name}/promote\"",
         "\"/v1/models/{m}/environments/{e}/promote\""},
        {"DeploymentV1", "Deployment"},
        {"\"required\": [\n          \"id\",", "\"required\": [\n          \"labels\",\n          \"id\","},
        {"\"properties\": {\n          \"id\": {", "\"properties\": {\n          \"labels\": {\"type\": "
                                                   "\"object\", \"maxProperties\": 9},\n          \"id\": {"},
        {"\"format\": \"date-time\",", "\"format\": \"uuid\", \"maxLength\": 36,"},
    };
    static const struct sentence sentences[] = {
        {"spec:#/components/schemas/Deployment/required/0", "the key `labels` is required"},
        {"spec:#/components/schemas/Deployment/required/3", "the key `name` is required"},
        {"spec:@response/properties/created_at/format", "`created_at` has the format uuid"},
        {"spec:@response/properties/created_at/maxLength",
         "`created_at` keeps to the schema's `maxLength` 36"},
        {"spec:@response/properties/labels/maxProperties",
         "`labels` keeps to the schema's `maxProperties` 9"},
    };
    struct pc_error err = {0};
    struct pc_spec *spec = load_edited(edits, COUNT(edits), PC_OK, &err);
    check(spec, sentences, COUNT(sentences));
    check_against_requirement(
        spec, "spec:#/paths/~1v1~1models~1{m}~1environments~1{e}~1promote/post/responses", "response/status");
    check_against_requirement(spec, "spec:#/components/schemas/Deployment", "response/schema");
    pc_spec_free(spec);
}

static void test_cite(void **state) {
    (void)state;
    static const struct sentence cites[] = {
        {"spec:@operation", "spec:#/paths/~1v1~1models~1{model_id}~1environments~1{env_name}~1promote/post"},
        {"spec:@operation/responses/200/content/application~1json",
         "spec:#/paths/~1v1~1models~1{model_id}~1environments~1{env_name}~1promote/post/responses/200/"
         "content/"
         "application~1json"},
        {"spec:@request/required/0", REQUEST "/required/0"},
        {"spec:@response", DEPLOYMENT},
        {"spec:@response/properties/status/enum", "spec:#/components/schemas/DeploymentStatusV1/enum"},
        {"spec:@response/required/01", NULL},
        {"spec:@response/required/11", NULL},
        {"spec:@response/~2", NULL},
        {"spec:#/anything", "spec:#/anything"},
        {"rfc9110:15", "rfc9110:15"},
    };
    struct pc_spec *spec = load_embedded();
    for (size_t i = 0; i < COUNT(cites); i++) {
        struct pc_buf cite = {.limit = 4096};
        assert_int_equal(pc_spec_cite(spec, cites[i].citation, &cite),
                         cites[i].words == NULL ? PC_NOT_FOUND : PC_OK);
        if (cites[i].words != NULL)
            assert_string_equal(cite.data, cites[i].words);
        pc_buf_clear(&cite);
    }
    pc_spec_free(spec);
}

const struct CMUnitTest words_tests[] = {
    cmocka_unit_test(test_sentences),
    cmocka_unit_test(test_requirement_words),
    cmocka_unit_test(test_other_document),
    cmocka_unit_test(test_cite),
};
const size_t words_test_count = COUNT(words_tests);
