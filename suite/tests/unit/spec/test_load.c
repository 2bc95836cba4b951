#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MODEL_REF "{\n          \"$ref\": \"#/components/parameters/model_id\"\n        }"

static void test_embedded(void **state) {
    (void)state;
    struct pc_spec *spec = load_embedded();
    assert_string_equal(pc_spec_source(spec), "embedded");
    assert_string_equal(pc_spec_operation_pointer(spec),
                        "#/paths/~1v1~1models~1{model_id}~1environments~1{env_name}~1promote/post");
    assert_string_equal(pc_spec_request_schema_pointer(spec),
                        "#/components/schemas/PromoteToEnvironmentRequestV1");
    assert_string_equal(pc_spec_response_schema_pointer(spec), "#/components/schemas/DeploymentV1");
    assert_int_equal(pc_json_type(pc_spec_document(spec)), PC_JSON_OBJECT);
    /* the root, three properties; the root, eleven, and seven of the autoscaling settings */
    assert_int_equal(pc_schema_member_count(pc_spec_request_schema(spec)), 4);
    assert_int_equal(pc_schema_member_count(pc_spec_response_schema(spec)), 19);
    pc_spec_free(spec);
}

static void test_same_bytes_same_digest(void **state) {
    (void)state;
    struct pc_error err = {0};
    struct pc_spec *embedded = load_embedded();
    struct pc_spec *same = load_edited(NULL, 0, PC_OK, &err);
    const struct edit edit = {"\"title\": \"Baseten management API\"", "\"title\": \"Another\""};
    struct pc_spec *other = load_edited(&edit, 1, PC_OK, &err);
    assert_string_equal(pc_spec_sha256(embedded), pc_spec_sha256(same));
    assert_string_not_equal(pc_spec_sha256(embedded), pc_spec_sha256(other));
    assert_int_equal(strlen(pc_spec_sha256(embedded)), 64);
    assert_non_null(strstr(pc_spec_source(same), "unit_spec_"));
    pc_spec_free(embedded);
    pc_spec_free(same);
    pc_spec_free(other);
}

struct refusal {
    struct edit edit;
    const char *sentence; /* a piece of the message */
};

static const struct refusal refusals[] = {
    {{NULL, ""}, "not JSON: the text holds no value"},
    {{NULL, "openapi: 3.1.0\ninfo:\n  title: x\n"}, "looks like YAML: convert it to JSON"},
    {{NULL, "# a comment\n\n---\n- a\n"}, "looks like YAML: convert it to JSON"},
    {{NULL, "%YAML 1.2\n"}, "looks like YAML: convert it to JSON"},
    {{NULL, "\"openapi\": 3.1.0\n"}, "looks like YAML: convert it to JSON"},
    {{NULL, "{\n  \"openapi\": 3.1.0\n}"}, ":2:17: not JSON: "},
    {{NULL, "<html>x: y</html>"}, ":1:1: not JSON: "},
    {{NULL, "[1]"}, "its root is no object"},
    {{NULL, "{}"}, "has no member `openapi`"},
    {{NULL, "{\"swagger\":\"2.0\"}"}, "is Swagger 2.0"},
    {{NULL, "{\"openapi\":\"3.1.0\"}"}, "has no path " PC_SPEC_PATH},
    {{NULL, "{\"openapi\":\"3.1.0\",\"paths\":[]}"}, "has no path "},
    {{"\"3.1.0\"", "\"3.0.3\""}, "is OpenAPI 3.0.3"},
    {{"\"3.1.0\"", "\"3.10.0\""}, "is OpenAPI 3.10.0"},
    {{"\"3.1.0\"", "3.1"}, "is OpenAPI 3.1:"},
    {{"\"openapi\"", "\"jsonSchemaDialect\": \"http://json-schema.org/draft-07/schema#\",\n  \"openapi\""},
     "the jsonSchemaDialect is not known"},
    {{"/promote\"", "/promoted\""}, "has no path "},
    {{"{env_name}/promote\"", "env/promote\""}, "has no path "},
    {{"{env_name}/promote\"", "{env_name}/promote/now\""}, "has no path "},
    {{"\"post\"", "\"put\""}, "has no post operation"},
    {{"\"requestBody\"", "\"body\""}, "no application/json schema for its request body"},
    {{"\"200\"", "\"201\""}, "no application/json schema for its 200 response"},
    {{"application/json", "text/json"}, "no application/json schema for its request body"},
    {{"#/components/parameters/model_id", "#/components/parameters/model"}, "names nothing in the document"},
    {{"#/components/parameters/model_id", "other.json#/model_id"}, "leads out of the document"},
    {{"\"format\": \"date-time\",", "\"format\": \"date-time\", \"maxWeight\": 3,"}, "maxWeight"},
    {{"#/components/schemas/DeploymentStatusV1\"", "#/components/schemas/Nothing\""}, "Nothing"},
};

static void test_refusals(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(refusals); i++) {
        const char *sentence = refusals[i].sentence;
        struct pc_error err = {0};
        assert_null(load_edited(&refusals[i].edit, 1, PC_USAGE, &err));
        if (strstr(err.message, sentence) == NULL || strstr(err.message, "unit_spec_") == NULL)
            fail_msg("%s\nholds neither its file nor: %s", err.message, sentence);
    }
}

static void test_no_file(void **state) {
    (void)state;
    struct pc_spec *spec = NULL;
    struct pc_error err = {0};
    assert_int_equal(pc_spec_load("no-such-file.json", &spec, &err), PC_USAGE);
    assert_null(spec);
    assert_non_null(strstr(err.message, "no-such-file.json"));
}

/* What a document may have otherwise, and is the same contract. */
static void test_tolerated(void **state) {
    (void)state;
    static const struct edit edits[][2] = {
        {{"\"/v1/models/{model_id}/environments/{env_name}/promote\"",
          "\"/v1/models/{m}/environments/{e}/promote\""},
         {"3.1.0", "3.1"}},
        {{"application/json", "application/json; charset=utf-8"}, {"3.1.0", "3.1.1"}},
        {{"application/json", "Application/JSON"}, {"\"openapi\"", "\"x-note\": [], \"openapi\""}},
        {{MODEL_REF ",\n", ""}, {"#/components/parameters/env_name", "#/components/parameters/env%5fname"}},
        {{"\"post\"", "\"parameters\": [],\n      \"post\""}, {"\"3.1.0\"", "\"3.1.0\""}},
    };
    for (size_t i = 0; i < COUNT(edits); i++) {
        struct pc_error err = {0};
        struct pc_spec *spec = load_edited(edits[i], i == 4 ? 0 : 2, PC_OK, &err);
        assert_int_equal(pc_schema_member_count(pc_spec_response_schema(spec)), 19);
        assert_true(pc_json_exists(
            pc_json_pointer_get(pc_spec_document(spec), pc_view_of(pc_spec_operation_pointer(spec) + 1))));
        pc_spec_free(spec);
    }
}

/* A request body, a response and a schema that stand elsewhere, and a path item that does. */
static void test_references(void **state) {
    (void)state;
    static const char document[] =
        "{\"openapi\":\"3.1.0\",\"paths\":{\"/v1/models/{a}/environments/{b}/promote\":{\"$ref\":\"#/"
        "x-item\"}},"
        "\"x-item\":{\"post\":{\"requestBody\":{\"$ref\":\"#/components/requestBodies/B\"},"
        "\"responses\":{\"200\":{\"$ref\":\"#/components/responses/R\"}}}},"
        "\"components\":{\"requestBodies\":{\"B\":{\"content\":{\"application/"
        "json\":{\"schema\":{\"type\":\"object\"}}}}},"
        "\"responses\":{\"R\":{\"content\":{\"text/html\":{},\"application/json\":"
        "{\"schema\":{\"$ref\":\"#/components/schemas/One\",\"description\":\"x\"}}}}},"
        "\"schemas\":{\"One\":{\"$ref\":\"#/components/schemas/Two\"},\"Two\":{\"type\":\"object\"}}}}";
    const struct edit edit = {NULL, document};
    struct pc_error err = {0};
    struct pc_spec *spec = load_edited(&edit, 1, PC_OK, &err);
    assert_string_equal(pc_spec_operation_pointer(spec), "#/x-item/post");
    assert_string_equal(pc_spec_request_schema_pointer(spec),
                        "#/components/requestBodies/B/content/application~1json/schema");
    assert_string_equal(pc_spec_response_schema_pointer(spec), "#/components/schemas/Two");
    struct pc_buf cite = {.limit = 4096};
    assert_int_equal(pc_spec_cite(spec, "spec:@operation/responses/200/content", &cite), PC_OK);
    assert_string_equal(cite.data, "spec:#/components/responses/R/content");
    pc_buf_clear(&cite);
    pc_spec_free(spec);
}

static void test_circle(void **state) {
    (void)state;
    const struct edit edit = {NULL,
                              "{\"openapi\":\"3.1.0\",\"paths\":{\"/v1/models/{a}/environments/{b}/promote\":"
                              "{\"$ref\":\"#/x\"}},\"x\":{\"$ref\":\"#/y\"},\"y\":{\"$ref\":\"#/x\"}}"};
    struct pc_error err = {0};
    assert_null(load_edited(&edit, 1, PC_USAGE, &err));
    assert_non_null(strstr(err.message, "in a circle"));
}

static void test_compile(void **state) {
    (void)state;
    static const char *const found[] = {"DeploymentV1", "AutoscalingSettingsV1",
                                        "#/components/schemas/DeploymentV1/properties/status",
                                        "#/components/parameters/model_id/schema"};
    static const char *const lost[] = {"Deployment", "#/components/schemas/Deployment", "#nowhere", ""};
    struct pc_spec *spec = load_embedded();
    for (size_t i = 0; i < COUNT(found); i++) {
        struct pc_schema *schema = NULL;
        struct pc_error err = {0};
        assert_int_equal(pc_spec_compile(spec, found[i], &schema, &err), PC_OK);
        assert_non_null(schema);
        pc_schema_free(schema);
    }
    for (size_t i = 0; i < COUNT(lost); i++) {
        struct pc_schema *schema = NULL;
        struct pc_error err = {0};
        assert_int_equal(pc_spec_compile(spec, lost[i], &schema, &err), PC_NOT_FOUND);
        assert_null(schema);
        assert_non_null(strstr(err.message, "DeploymentV1, DeploymentStatusV1"));
    }
    pc_spec_free(spec);
}

const struct CMUnitTest load_tests[] = {
    cmocka_unit_test(test_embedded),  cmocka_unit_test(test_same_bytes_same_digest),
    cmocka_unit_test(test_refusals),  cmocka_unit_test(test_no_file),
    cmocka_unit_test(test_tolerated), cmocka_unit_test(test_references),
    cmocka_unit_test(test_circle),    cmocka_unit_test(test_compile),
};
const size_t load_test_count = COUNT(load_tests);
