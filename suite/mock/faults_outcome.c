/* Faults of what is told and stored behind a promotion, and of what a refusal leaves behind. */
#include "acts.h"

#include <string.h>

/* PROMOTED: call->deployment is what the reply shows */

/* text: the value */
static bool show_environment(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view name = pc_view_of(row->text);
    if (pc_view_equal(pc_string_view(call->deployment.environment), name))
        name = PC_VIEW("staging-2");
    return pc_string_set(&call->deployment.environment, row->text == NULL ? (struct pc_view){0} : name) ==
           PC_OK;
}

static bool forget_environment(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    pc_string_clear(&call->outcome.promoted->data.environment);
    call->outcome.promoted->data.is_production = false;
    pc_string_clear(&call->deployment.environment);
    call->deployment.is_production = false;
    return true;
}

static bool show_model(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_string_set(&call->deployment.model_id, pc_view_of(row->text)) == PC_OK;
}

/* number: the value */
static bool show_production(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_mock_change(&call->deployment.is_production, row->number != 0);
}

static bool show_development(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_mock_change(&call->deployment.is_development, row->number != 0);
}

/* number: enum pc_deployment_status */
static bool show_status(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->deployment.status = (enum pc_deployment_status)row->number;
    return true;
}

static bool show_previous(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->outcome.previous != NULL &&
           pc_deployment_copy(&call->deployment, &call->outcome.previous->data) == PC_OK;
}

static bool rename_previous(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->outcome.previous != NULL &&
           pc_mock_make_id(call->state, &call->outcome.previous->data.id) == PC_OK;
}

static bool previous_stays_in_production(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    struct pc_mock_deployment *previous = call->outcome.previous;
    return previous != NULL && call->deployment.is_production &&
           pc_mock_change(&previous->data.is_production, true);
}

/* The old one is still current, though the reply says otherwise. */
static bool environment_keeps_current(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->outcome.previous != NULL &&
           pc_string_set(&call->order.environment->current,
                         pc_string_view(call->outcome.previous->data.id)) == PC_OK;
}

/* What the reply shows is not stored: another member is changed behind it. */
static bool store_other_type(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return pc_string_set(&call->outcome.promoted->data.instance_type_name, pc_view_of(row->text)) == PC_OK;
}

/* REFUSED */

static bool is_late_refusal(const struct pc_mock_call *call) {
    return pc_mock_is_promote(call) && call->auth == PC_MOCK_AUTH_GOOD &&
           pc_view_equal_text(call->method, "POST") && call->reply.status >= 400 && call->reply.status < 500;
}

static bool store_though_refused(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!is_late_refusal(call) || call->model == NULL || call->model->deployment_count == 0)
        return false;
    struct pc_mock_environment *environment = call->environment;
    if (environment == NULL)
        environment = pc_mock_find_environment(call->model, PC_VIEW(PC_MOCK_PRODUCTION));
    struct pc_mock_outcome outcome;
    const struct pc_mock_order order = {.model = call->model,
                                        .environment = environment,
                                        .source = &call->model->deployments[0],
                                        .always_copy = true,
                                        .unix_seconds = call->unix_seconds};
    return environment != NULL && pc_mock_promote(call->state, &order, &outcome) == PC_OK;
}

/* The previous deployment is demoted before anyone looks whether the new one exists. */
static bool demote_though_refused(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!is_late_refusal(call) || call->environment == NULL)
        return false;
    struct pc_mock_deployment *current = pc_mock_find_current(call->model, call->environment);
    if (current == NULL)
        return false;
    pc_string_clear(&current->data.environment);
    current->data.is_production = false;
    pc_string_clear(&call->environment->current);
    return true;
}

#define ROW(point, hook, name, words, kills) PC_MOCK_FAULT(name, words, kills, point, .act = (hook))
#define TEXT(hook, name, words, kills, value)                                                                \
    PC_MOCK_FAULT(name, words, kills, PROMOTED, .act = (hook), .text = (value))
#define NUMBER(hook, name, words, kills, value)                                                              \
    PC_MOCK_FAULT(name, words, kills, PROMOTED, .act = (hook), .number = (value))
#define STATUS(value)                                                                                        \
    NUMBER(show_status, "status-" #value, "shows the promoted deployment as " #value,                        \
           "server/promote/status", PC_DEPLOYMENT_##value)

static const struct pc_mock_row rows[] = {
    TEXT(show_environment, "environment-null", "the reply's environment is null",
         "server/promote/environment", NULL),
    TEXT(show_environment, "environment-wrong", "the reply names another environment",
         "server/promote/environment", "production"),
    TEXT(show_environment, "environment-upper-case", "the reply's environment is in the other case",
         "server/promote/environment", "STAGING"),
    ROW(PROMOTED, forget_environment, "environment-not-set", "the promoted deployment has no environment",
        "server/promote/environment"),
    TEXT(show_model, "wrong-model_id", "the reply names another model", "server/promote/model_id",
         "qv9k3d21"),
    TEXT(show_model, "empty-model_id", "the reply's model_id is empty", "server/promote/model_id", ""),
    NUMBER(show_production, "is_production-always", "is_production is true everywhere",
           "server/promote/is_production", 1),
    NUMBER(show_production, "is_production-never", "is_production is false in production too",
           "server/promote/is_production server/promote/second-environment", 0),
    PC_MOCK_FAULT("is_production-never-shown", "no deployment is shown with is_production",
                  "server/promote/is_production/observed server/promote/second-environment", DEPLOYMENT,
                  .act = show_production, .number = 0),
    NUMBER(show_development, "is_development-true", "is_development is true", "server/promote/is_development",
           1),
    STATUS(INACTIVE),
    STATUS(FAILED),
    STATUS(DEPLOY_FAILED),
    STATUS(BUILD_FAILED),
    STATUS(BUILD_STOPPED),
    STATUS(DEACTIVATING),
    ROW(PROMOTED, show_previous, "returns-previous-deployment",
        "answers with the deployment that was replaced", "server/promote/environment"),
    ROW(PROMOTED, rename_previous, "previous-renamed", "the previous deployment gets another id",
        "server/promote/previous/demoted"),
    ROW(PROMOTED, previous_stays_in_production, "previous-still-production",
        "the previous deployment still says is_production", "server/promote/previous/demoted"),
    ROW(PROMOTED, environment_keeps_current, "environment-keeps-current",
        "the environment still shows the previous deployment", "server/promote/stored"),
    TEXT(store_other_type, "other-type-stored", "another instance type is stored than the reply shows",
         "server/promote/stored", "T4x2x8"),
    ROW(REFUSED, store_though_refused, "stored-though-refused", "promotes something although it refuses",
        "server/refuse/nothing-changed"),
    ROW(REFUSED, demote_though_refused, "demoted-though-refused",
        "demotes the current deployment although it refuses", "server/refuse/nothing-changed"),
};

const struct pc_mock_table pc_mock_faults_outcome = PC_MOCK_TABLE(rows);
