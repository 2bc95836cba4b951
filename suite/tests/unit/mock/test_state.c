/* State files: what is read, what is written, and the place of what is wrong. */
#include "fixture.h"

#include "state.h"

#include <stdio.h>
#include <string.h>

#define KEYS     "\"api_keys\":[\"k1234567\"]"
#define SETTINGS "null"
#define DEPLOYMENT(id, model, production, environment)                                                       \
    "{\"id\":\"" id "\",\"created_at\":\"2026-01-02T03:04:05Z\",\"name\":\"n\",\"model_id\":\"" model        \
    "\",\"is_production\":" production ",\"is_development\":false,\"status\":\"ACTIVE\","                    \
    "\"active_replica_count\":1,\"autoscaling_settings\":null,\"instance_type_name\":null,"                  \
    "\"environment\":" environment "}"
#define MODEL_OF(id, environments, deployments)                                                              \
    "{\"id\":\"" id "\",\"environments\":[" environments "],\"deployments\":[" deployments "]}"
#define STATE(models)    "{" KEYS ",\"models\":[" models "]}"
#define STAGING(current) "{\"name\":\"staging\",\"current\":" current "}"

static const struct {
    const char *text;
    const char *where; /* in the error */
    const char *why;
} bad[] = {
    {"", "line 1, column 1", "no value"},
    {"{\n  \"api_keys\": [}", "line 2, column 16", ""},
    {"[]", "(line 1, column 1)", "must be an object"},
    {"{}", "the whole", "api_keys is missing"},
    {"{" KEYS "}", "the whole", "models is missing"},
    {"{" KEYS ",\n \"models\":{}}", "/models (line 2, column 11)", "must be an array"},
    {"{\"api_keys\":[1],\"models\":[]}", "/api_keys/0", "must be a string"},
    {"{\"api_keys\":[\"\"],\"models\":[]}", "/api_keys/0", "not empty"},
    {"{" KEYS ",\"models\":[],\"modles\":[]}", "/modles", "knows no such member"},
    {STATE("7"), "/models/0", "must be an object"},
    {STATE("{\"environments\":[],\"deployments\":[]}"), "/models/0", "id is missing"},
    {STATE("{\"id\":7,\"environments\":[],\"deployments\":[]}"), "/models/0/id", "must be a string"},
    {STATE("{\"id\":\"m\",\"deployments\":[]}"), "/models/0", "environments is missing"},
    {STATE("{\"id\":\"m\",\"environments\":[]}"), "/models/0", "deployments is missing"},
    {STATE(MODEL_OF("m", "", "") "," MODEL_OF("m", "", "")), "/models/1", "stands earlier already"},
    {STATE(MODEL_OF("m", "{}", "")), "/models/0/environments/0", "name is missing"},
    {STATE(MODEL_OF("m", "{\"name\":\"a\",\"redeploy\":1}", "")), "/models/0/environments/0/redeploy",
     "true or false"},
    {STATE(MODEL_OF("m", "{\"name\":\"a\",\"restricted\":\"no\"}", "")),
     "/models/0/environments/0/restricted", "true or false"},
    {STATE(MODEL_OF("m", "{\"name\":\"a\",\"instance_type\":4}", "")),
     "/models/0/environments/0/instance_type", "a string or null"},
    {STATE(MODEL_OF("m", "{\"name\":\"a\",\"instance\":null}", "")), "/models/0/environments/0/instance",
     "knows no such member"},
    {STATE(MODEL_OF("m", "{\"name\":\"a\"},{\"name\":\"a\"}", "")), "/models/0/environments/1",
     "stands earlier already"},
    {STATE(MODEL_OF("m", "", "{}")), "/models/0/deployments/0", "not a deployment"},
    {STATE(MODEL_OF("m", "", DEPLOYMENT("d", "other", "false", "null"))), "/models/0/deployments/0/model_id",
     "the id of the model"},
    {STATE(MODEL_OF("m", "", DEPLOYMENT("", "m", "false", "null"))), "/models/0/deployments/0/id", "empty"},
    {STATE(MODEL_OF("m", "", DEPLOYMENT("d", "m", "1", "null"))), "/models/0/deployments/0/is_production",
     "not a deployment"},
    {STATE(MODEL_OF("m", "", DEPLOYMENT("d", "m", "true", "null"))), "/models/0/deployments/0/is_production",
     "exactly where"},
    {STATE(
         MODEL_OF("m", "", DEPLOYMENT("d", "m", "false", "null") "," DEPLOYMENT("d", "m", "false", "null"))),
     "/models/0/deployments/1", "stands earlier already"},
    {STATE(MODEL_OF("m", "", DEPLOYMENT("d", "m", "false", "\"staging\""))),
     "/models/0/deployments/0/environment", "whose `current`"},
    {STATE(MODEL_OF("m", STAGING("null"), DEPLOYMENT("d", "m", "false", "\"staging\""))),
     "/models/0/deployments/0/environment", "whose `current`"},
    {STATE(MODEL_OF("m", STAGING("\"d\""), "")), "/models/0/environments/0/current", "id of a deployment"},
    {STATE(MODEL_OF("m", STAGING("\"d\""), DEPLOYMENT("d", "m", "false", "null"))),
     "/models/0/environments/0/current", "whose `environment`"},
};

static void what_is_wrong_has_its_place(void **state) {
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct pc_mock *mock = NULL;
        struct pc_error err = {0};
        const struct pc_mock_options options = {.state = pc_view_of(bad[i].text)};
        struct pc_mock_state loaded = {0};
        enum pc_status status = bad[i].text[0] == '\0' ? pc_mock_state_load(options.state, &loaded, &err)
                                                       : pc_mock_new(&options, &mock, &err);
        if (status == PC_USAGE && strstr(err.message, bad[i].where) != NULL &&
            strstr(err.message, bad[i].why) != NULL)
            continue;
        print_error("%s\n    gives %d: %s\n", bad[i].text, (int)status, err.message);
        pc_mock_free(mock);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

static void production_always_exists(void **state) {
    const struct pc_mock_options options = {
        .state = PC_VIEW(
            STATE(MODEL_OF("wdlgzjk3", STAGING("null"), DEPLOYMENT("d", "wdlgzjk3", "false", "null"))))};
    struct pc_mock *mock = NULL;
    (void)state;
    assert_int_equal(pc_mock_new(&options, &mock, NULL), PC_OK);
    const struct ask ask = {.authorization = "Api-Key k1234567",
                            .target = MODEL "/environments/production/promote",
                            .body = "{\"deployment_id\":\"d\"}"};
    struct answer answer;
    put_question(mock, &ask, &answer);
    assert_int_equal(answer.status, 200);
    assert_member(&answer, "/is_production", "true");
    assert_member(&answer, "/autoscaling_settings", "null");
    assert_member(&answer, "/instance_type_name", "null");
    clear_answer(&answer);
    pc_mock_free(mock);
}

static void comes_at_the_time_it_is_told(void **state) {
    static const struct pc_view dates[] = {
        {"Date: Fri, 02 Jan 2026 03:04:05 GMT\r\n", 37},
        {"Date: Fri, 02 Jan 2026 03:04:06 GMT\r\n", 37},
    };
    const struct pc_mock_options options = {.first_unix_seconds = 1767323045};
    struct pc_mock *mock = NULL;
    (void)state;
    assert_int_equal(pc_mock_new(&options, &mock, NULL), PC_OK);
    for (size_t i = 0; i < 2; i++) {
        struct answer answer;
        put_question(mock, &(const struct ask){0}, &answer);
        assert_int_equal(answer.status, 200);
        assert_true(pc_view_find(pc_buf_view(&answer.bytes), dates[i]) < answer.bytes.size);
        clear_answer(&answer);
    }
    pc_mock_free(mock);
}

/* Ids of any characters: what the path says is decoded, what the state says is escaped. */
static void ids_of_any_characters(void **state) {
    const struct pc_mock_options options = {
        .state = PC_VIEW(STATE(
            MODEL_OF("m 7/3", "{\"name\":\"\\u00e9/%\\\"\"}", DEPLOYMENT("d", "m 7/3", "false", "null"))))};
    struct pc_mock *mock = NULL;
    (void)state;
    assert_int_equal(pc_mock_new(&options, &mock, NULL), PC_OK);
    const struct ask ask = {.authorization = "Api-Key k1234567",
                            .target = "/v1/models/m%207%2F3/environments/%C3%A9%2f%25%22/promote",
                            .body = "{\"deployment_id\":\"d\"}"};
    struct answer answer;
    put_question(mock, &ask, &answer);
    assert_int_equal(answer.status, 200);
    assert_member(&answer, "/model_id", "m 7/3");
    assert_member(&answer, "/environment", "\xC3\xA9/%\"");
    clear_answer(&answer);
    pc_mock_free(mock);
}

static void a_saved_state_loads_as_the_same(void **state) {
    struct pc_mock *first = new_mock_with(NULL);
    struct pc_mock *second = NULL;
    struct pc_deployment got = {0};
    struct pc_buf before, after;
    (void)state;
    pc_buf_init(&before, 1 << 20);
    pc_buf_init(&after, 1 << 20);
    promote(first, "staging", MINIMAL, &got);
    assert_int_equal(pc_mock_save(first, &before), PC_OK);
    const struct pc_mock_options options = {.state = pc_buf_view(&before)};
    assert_int_equal(pc_mock_new(&options, &second, NULL), PC_OK);
    assert_int_equal(pc_mock_save(second, &after), PC_OK);
    assert_string_equal(before.data, after.data);
    pc_deployment_clear(&got);
    pc_buf_clear(&before);
    pc_buf_clear(&after);
    pc_mock_free(first);
    pc_mock_free(second);
}

static void a_copy_is_equal_and_independent(void **state) {
    struct pc_mock_state original = {0}, copy = {0};
    struct pc_buf file, before, after;
    struct pc_string ids[2] = {0};
    (void)state;
    pc_buf_init(&file, 1 << 20);
    pc_buf_init(&before, 1 << 20);
    pc_buf_init(&after, 1 << 20);
    assert_int_equal(pc_file_read(PC_SOURCE_DIR "/suite/mock/state.json", &file, NULL), PC_OK);
    assert_int_equal(pc_mock_state_load(pc_buf_view(&file), &original, NULL), PC_OK);
    assert_int_equal(pc_mock_make_id(&original, &ids[0]), PC_OK);
    assert_int_equal(pc_mock_state_copy(&copy, &original), PC_OK);
    assert_int_equal(pc_mock_make_id(&original, &ids[0]), PC_OK);
    assert_int_equal(pc_mock_make_id(&copy, &ids[1]), PC_OK);
    assert_true(same_text(ids[0], ids[1].data));
    pc_string_clear(&ids[0]);
    pc_string_clear(&ids[1]);
    assert_int_equal(pc_mock_state_save(&original, &before), PC_OK);
    pc_mock_state_clear(&original);
    assert_int_equal(pc_mock_state_save(&copy, &after), PC_OK);
    assert_string_equal(before.data, after.data);
    pc_mock_state_clear(&copy);
    pc_buf_clear(&file);
    pc_buf_clear(&before);
    pc_buf_clear(&after);
}

int run_state_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_wrong_has_its_place),     cmocka_unit_test(production_always_exists),
        cmocka_unit_test(comes_at_the_time_it_is_told),    cmocka_unit_test(ids_of_any_characters),
        cmocka_unit_test(a_saved_state_loads_as_the_same), cmocka_unit_test(a_copy_is_equal_and_independent),
    };
    return cmocka_run_group_tests_name("state", tests, NULL, NULL);
}
