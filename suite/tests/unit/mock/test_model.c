/* The promote model: each behaviour that the contract or the service's documentation describes. */
#include "fixture.h"

#include "promote.h"

#include <stdio.h>
#include <string.h>

#define STAGING_BEFORE    "rwn8jx1"
#define PRODUCTION_BEFORE "31d0kq9"
#define DEVELOPMENT       "dv3lq0p"

static void in_place_where_types_are_equal(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_deployment got = {0};
    char current[64];
    (void)state;
    promote(mock, "production", MINIMAL, &got);
    assert_true(same_text(got.id, PC_MOCK_DEPLOYMENT));
    assert_true(same_text(got.name, "llama-v7"));
    assert_true(same_text(got.created_at, "2026-01-02T03:04:05Z"));
    assert_true(same_text(got.model_id, PC_MOCK_MODEL));
    assert_true(same_text(got.environment, "production"));
    assert_true(same_text(got.instance_type_name, "A10G"));
    assert_int_equal(got.status, PC_DEPLOYMENT_ACTIVE);
    assert_true(got.is_production);
    assert_false(got.is_development);
    current_of(mock, "production", current);
    assert_string_equal(current, PC_MOCK_DEPLOYMENT);
    pc_deployment_clear(&got);
    pc_mock_free(mock);
}

static void the_previous_deployment_is_demoted(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_deployment got = {0}, previous = {0};
    (void)state;
    promote(mock, "production", MINIMAL, &got);
    observe(mock, PRODUCTION_BEFORE, &previous);
    assert_null(previous.environment.data);
    assert_false(previous.is_production);
    assert_int_equal(previous.status, PC_DEPLOYMENT_SCALED_TO_ZERO);
    assert_int_equal(previous.active_replica_count, 0);
    pc_deployment_clear(&got);
    pc_deployment_clear(&previous);
    pc_mock_free(mock);
}

static void scaling_down_is_a_choice(void **state) {
    static const struct {
        const char *body;
        int64_t replicas;
    } rows[] = {
        {"{\"deployment_id\":\"w604592\",\"scale_down_previous_deployment\":true}", 0},
        {"{\"deployment_id\":\"w604592\",\"scale_down_previous_deployment\":false}", 2},
        {"{\"deployment_id\":\"w604592\"}", 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_mock *mock = new_mock_with(NULL);
        struct pc_deployment got = {0}, previous = {0};
        promote(mock, "production", rows[i].body, &got);
        observe(mock, PRODUCTION_BEFORE, &previous);
        assert_int_equal(previous.active_replica_count, rows[i].replicas);
        assert_int_equal(previous.status,
                         rows[i].replicas > 0 ? PC_DEPLOYMENT_ACTIVE : PC_DEPLOYMENT_SCALED_TO_ZERO);
        assert_null(previous.environment.data);
        pc_deployment_clear(&got);
        pc_deployment_clear(&previous);
        pc_mock_free(mock);
    }
}

static void preserving_the_instance_type_is_a_choice(void **state) {
    static const struct {
        const char *body;
        const char *type;
        bool same_id;
    } rows[] = {
        {"{\"deployment_id\":\"w604592\",\"preserve_env_instance_type\":true}", "L4:4x16", false},
        {"{\"deployment_id\":\"w604592\",\"preserve_env_instance_type\":false}", "A10G", true},
        {"{\"deployment_id\":\"w604592\"}", "L4:4x16", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_mock *mock = new_mock_with(NULL);
        struct pc_deployment got = {0};
        struct answer answer;
        promote(mock, "staging", rows[i].body, &got);
        assert_true(same_text(got.instance_type_name, rows[i].type));
        assert_int_equal(same_text(got.id, PC_MOCK_DEPLOYMENT), rows[i].same_id);
        assert_false(got.is_production);
        put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/environments/staging"}, &answer);
        assert_member(&answer, "/instance_type/name", rows[i].type);
        clear_answer(&answer);
        pc_deployment_clear(&got);
        pc_mock_free(mock);
    }
}

static void a_copy_starts_anew(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_deployment got = {0}, source = {0}, later = {0};
    (void)state;
    promote(mock, "staging", MINIMAL, &got);
    assert_int_equal(got.status, PC_DEPLOYMENT_DEPLOYING);
    assert_int_equal(got.active_replica_count, 0);
    struct pc_view name = pc_string_view(got.name);
    assert_true(pc_view_starts_with(name, PC_VIEW("llama-v7.")));
    assert_int_equal(name.size, sizeof "llama-v7.1768269232" - 1);
    assert_false(same_text(got.created_at, "2026-01-02T03:04:05Z"));
    observe(mock, PC_MOCK_DEPLOYMENT, &source);
    assert_null(source.environment.data);
    assert_int_equal(source.active_replica_count, 1);
    assert_true(same_text(source.instance_type_name, "A10G"));
    observe(mock, got.id.data, &later);
    assert_int_equal(later.status, PC_DEPLOYMENT_ACTIVE);
    assert_int_equal(later.active_replica_count, 1);
    assert_true(same_text(later.environment, "staging"));
    pc_deployment_clear(&got);
    pc_deployment_clear(&source);
    pc_deployment_clear(&later);
    pc_mock_free(mock);
}

/* NAME.<unix seconds>, not NAME.<unix seconds>.<unix seconds> */
static void a_copy_of_a_copy_does_not_grow(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_deployment first = {0}, second = {0};
    char body[128];
    (void)state;
    promote(mock, "canary", MINIMAL, &first);
    snprintf(body, sizeof body, "{\"deployment_id\":\"%s\"}", first.id.data);
    promote(mock, "canary", body, &second);
    assert_int_equal(first.name.size, second.name.size);
    assert_false(pc_view_equal(pc_string_view(first.id), pc_string_view(second.id)));
    pc_deployment_clear(&first);
    pc_deployment_clear(&second);
    pc_mock_free(mock);
}

/* The source is already in another environment; the environment redeploys; the source is the development one.
 */
static void three_more_reasons_for_a_copy(void **state) {
    static const struct {
        const char *environment;
        const char *source;
    } rows[] = {{"staging", PRODUCTION_BEFORE}, {"canary", PC_MOCK_DEPLOYMENT}, {"staging", DEVELOPMENT}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_mock *mock = new_mock_with(NULL);
        struct pc_deployment before = {0}, got = {0}, source = {0};
        char body[160];
        snprintf(body, sizeof body, "{\"deployment_id\":\"%s\",\"preserve_env_instance_type\":false}",
                 rows[i].source);
        observe(mock, rows[i].source, &before);
        promote(mock, rows[i].environment, body, &got);
        assert_false(same_text(got.id, rows[i].source));
        assert_true(same_text(got.environment, rows[i].environment));
        assert_false(got.is_development);
        observe(mock, rows[i].source, &source);
        assert_true(pc_deployment_equal(&before, &source));
        pc_deployment_clear(&before);
        pc_deployment_clear(&got);
        pc_deployment_clear(&source);
        pc_mock_free(mock);
    }
}

static void what_was_scaled_down_wakes_up(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_deployment got = {0};
    char current[64];
    (void)state;
    promote(mock, "production", MINIMAL, &got);
    promote(mock, "production", "{\"deployment_id\":\"" PRODUCTION_BEFORE "\"}", &got);
    assert_true(same_text(got.id, PRODUCTION_BEFORE));
    assert_int_equal(got.status, PC_DEPLOYMENT_WAKING_UP);
    observe(mock, PRODUCTION_BEFORE, &got);
    assert_int_equal(got.status, PC_DEPLOYMENT_ACTIVE);
    assert_int_equal(got.active_replica_count, 2);
    assert_true(got.is_production);
    current_of(mock, "production", current);
    assert_string_equal(current, PRODUCTION_BEFORE);
    pc_deployment_clear(&got);
    pc_mock_free(mock);
}

static void promoting_what_is_there_changes_nothing(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_deployment before = {0}, got = {0};
    (void)state;
    observe(mock, STAGING_BEFORE, &before);
    promote(mock, "staging", "{\"deployment_id\":\"" STAGING_BEFORE "\"}", &got);
    assert_true(pc_deployment_equal(&before, &got));
    pc_deployment_clear(&before);
    pc_deployment_clear(&got);
    pc_mock_free(mock);
}

static void saved(const struct pc_mock *mock, struct pc_buf *out) {
    pc_buf_init(out, 1 << 20);
    assert_int_equal(pc_mock_save(mock, out), PC_OK);
}

static void refusals_change_nothing(void **state) {
    static const struct {
        struct ask ask;
        unsigned status;
    } rows[] = {
        {{.target = "/v1/models/unknown/environments/staging/promote"}, 404},
        {{.target = MODEL "/environments/unknown/promote"}, 404},
        {{.target = MODEL "/environments/Staging/promote"}, 404},
        {{.target = MODEL "/environments/locked/promote"}, 403},
        {{.body = "{\"deployment_id\":\"unknown\"}"}, 404},
        {{.body = "{\"deployment_id\":\"W604592\"}"}, 404},
        {{.body = "{\"deployment_id\":\"" PC_MOCK_FOREIGN_DEPLOYMENT "\"}"}, 404},
        {{.body = "{\"deployment_id\":\"w604592\",\"scale_down_previous_deployment\":null}"}, 400},
        {{.authorization = ""}, 401},
        {{.method = "PUT", .body = MINIMAL}, 405},
    };
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_buf before, after;
    (void)state;
    saved(mock, &before);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_int_equal(status_of(mock, &rows[i].ask), rows[i].status);
    saved(mock, &after);
    assert_true(pc_view_equal(pc_buf_view(&before), pc_buf_view(&after)));
    pc_buf_clear(&before);
    pc_buf_clear(&after);
    pc_mock_free(mock);
}

static void the_documented_error_bodies(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct answer answer;
    (void)state;
    put_question(mock, &(struct ask){.body = "{\"deployment_id\":\"unknown\"}"}, &answer);
    assert_member(&answer, "/code", "NOT_FOUND");
    assert_member(&answer, "/message", "the model has no such deployment");
    clear_answer(&answer);
    put_question(mock, &(struct ask){.body = "{}"}, &answer);
    assert_member(&answer, "/code", "VALIDATION_ERROR");
    clear_answer(&answer);
    pc_mock_free(mock);
}

static void three_ways_to_observe(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct answer answer;
    (void)state;
    put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/environments/staging"}, &answer);
    assert_int_equal(answer.status, 200);
    assert_member(&answer, "/name", "staging");
    assert_member(&answer, "/model_id", PC_MOCK_MODEL);
    assert_member(&answer, "/current_deployment/id", STAGING_BEFORE);
    assert_member(&answer, "/instance_type/name", "L4:4x16");
    assert_member(&answer, "/autoscaling_settings/max_replica", "4");
    assert_member(&answer, "/candidate_deployment", "");
    clear_answer(&answer);
    put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/environments/canary"}, &answer);
    assert_member(&answer, "/current_deployment", "null");
    assert_member(&answer, "/instance_type", "null");
    clear_answer(&answer);
    put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/deployments"}, &answer);
    assert_member(&answer, "/deployments/0/id", PC_MOCK_DEPLOYMENT);
    assert_member(&answer, "/deployments/4/is_development", "true");
    assert_member(&answer, "/deployments/5", "");
    clear_answer(&answer);
    put_question(mock, &(struct ask){.method = "GET", .target = MODEL "/deployments/nothing"}, &answer);
    assert_int_equal(answer.status, 404);
    clear_answer(&answer);
    pc_mock_free(mock);
}

/* A peer can make the state grow by promoting, up to a limit that is told. */
static void copies_have_a_limit(void **state) {
    struct pc_mock *mock = new_mock_with("new-id-always");
    const struct ask ask = {.target = MODEL "/environments/canary/promote"};
    unsigned status = 200;
    size_t count = 0;
    (void)state;
    for (; status == 200 && count < 10000; count++)
        status = status_of(mock, &ask);
    assert_int_equal(status, 400);
    assert_int_equal(count, 4096 - 5 + 1);
    assert_int_equal(status_of(mock, &(struct ask){.method = "GET", .target = MODEL "/deployments"}), 200);
    pc_mock_free(mock);
}

/* Without a request in between, nothing has settled: what was just started is demoted all the same. */
static void demoted_before_it_runs(void **state) {
    struct pc_mock_state model_state = {0};
    struct pc_mock_outcome first, second, again;
    struct pc_buf file;
    (void)state;
    pc_buf_init(&file, 1 << 20);
    assert_int_equal(pc_file_read(PC_SOURCE_DIR "/suite/mock/state.json", &file, NULL), PC_OK);
    assert_int_equal(pc_mock_state_load(pc_buf_view(&file), &model_state, NULL), PC_OK);
    struct pc_mock_model *model = pc_mock_find_model(&model_state, PC_VIEW(PC_MOCK_MODEL));
    struct pc_mock_order order = {.model = model,
                                  .environment = pc_mock_find_environment(model, PC_VIEW("canary")),
                                  .source = pc_mock_find_deployment(model, PC_VIEW(PC_MOCK_DEPLOYMENT)),
                                  .scale_down_previous = true};
    assert_int_equal(pc_mock_promote(&model_state, &order, &first), PC_OK);
    assert_true(first.copied);
    assert_null(first.previous);
    struct pc_view first_id = pc_string_view(first.promoted->data.id);
    order.environment = pc_mock_find_environment(model, PC_VIEW("canary"));
    order.source = pc_mock_find_deployment(model, PC_VIEW(PC_MOCK_OTHER_DEPLOYMENT));
    assert_int_equal(pc_mock_promote(&model_state, &order, &second), PC_OK);
    assert_non_null(second.previous);
    pc_mock_settle(&model_state);
    const struct pc_mock_deployment *demoted = pc_mock_find_deployment(model, first_id);
    assert_int_equal(demoted->data.status, PC_DEPLOYMENT_SCALED_TO_ZERO);
    assert_int_equal(demoted->data.active_replica_count, 0);

    order.environment = pc_mock_find_environment(model, PC_VIEW("staging"));
    order.source = pc_mock_find_deployment(model, PC_VIEW(STAGING_BEFORE));
    order.preserve_instance_type = true;
    assert_int_equal(pc_mock_promote(&model_state, &order, &again), PC_OK);
    assert_false(again.copied);
    assert_null(again.previous);
    pc_mock_state_clear(&model_state);
    pc_buf_clear(&file);
}

int run_model_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_place_where_types_are_equal),
        cmocka_unit_test(the_previous_deployment_is_demoted),
        cmocka_unit_test(scaling_down_is_a_choice),
        cmocka_unit_test(preserving_the_instance_type_is_a_choice),
        cmocka_unit_test(a_copy_starts_anew),
        cmocka_unit_test(a_copy_of_a_copy_does_not_grow),
        cmocka_unit_test(three_more_reasons_for_a_copy),
        cmocka_unit_test(what_was_scaled_down_wakes_up),
        cmocka_unit_test(promoting_what_is_there_changes_nothing),
        cmocka_unit_test(demoted_before_it_runs),
        cmocka_unit_test(refusals_change_nothing),
        cmocka_unit_test(the_documented_error_bodies),
        cmocka_unit_test(three_ways_to_observe),
        cmocka_unit_test(copies_have_a_limit),
    };
    return cmocka_run_group_tests_name("model", tests, NULL, NULL);
}
