/* Faults of the promotion itself: what is promoted where, what is shown, what is stored, what is refused. */
#include "acts.h"

#include <string.h>

static struct pc_view first_id(const struct pc_mock_model *model) {
    return model->deployment_count > 0 ? pc_string_view(model->deployments[0].data.id) : (struct pc_view){0};
}

/* An environment that is not the given one; NULL where the model has one only. */
static struct pc_mock_environment *another(const struct pc_mock_model *model,
                                           const struct pc_mock_environment *environment) {
    for (size_t i = 0; i < model->environment_count; i++)
        if (&model->environments[i] != environment && !model->environments[i].restricted)
            return &model->environments[i];
    return NULL;
}

/* LOOK_UP */

static bool ignore_environment(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_mock_is_promote(call) || call->environment == NULL)
        return false;
    struct pc_mock_environment *other = another(call->model, call->environment);
    if (other == NULL)
        return false;
    call->environment = other;
    return true;
}

static bool ignore_model(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_mock_is_promote(call) || call->model != NULL || call->state->model_count == 0)
        return false;
    call->model = &call->state->models[0];
    call->environment = pc_mock_find_environment(call->model, call->parameters[1]);
    return true;
}

static bool create_environment(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_mock_is_promote(call) || call->model == NULL || call->environment != NULL)
        return false;
    struct pc_mock_environment *made = pc_mock_add_environment(call->model);
    if (made == NULL)
        return false;
    call->environment = made;
    return pc_string_set(&made->name, call->parameters[1]) == PC_OK;
}

static bool default_environment(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_mock_is_promote(call) || call->model == NULL || call->environment != NULL)
        return false;
    call->environment = another(call->model, NULL);
    return call->environment != NULL;
}

static bool environment_in_any_case(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_mock_is_promote(call) || call->model == NULL || call->environment != NULL)
        return false;
    for (size_t i = 0; i < call->model->environment_count; i++)
        if (pc_view_equal_nocase(pc_string_view(call->model->environments[i].name), call->parameters[1]))
            call->environment = &call->model->environments[i];
    return call->environment != NULL;
}

static bool model_in_any_case(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!pc_mock_is_promote(call) || call->model != NULL)
        return false;
    for (size_t i = 0; i < call->state->model_count; i++)
        if (pc_view_equal_nocase(pc_string_view(call->state->models[i].id), call->parameters[0]))
            call->model = &call->state->models[i];
    if (call->model == NULL)
        return false;
    call->environment = pc_mock_find_environment(call->model, call->parameters[1]);
    return true;
}

/* number: the status in place of 404 */
static bool refuse_unknown_model(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!pc_mock_is_promote(call) || call->model != NULL)
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

static bool refuse_unknown_environment(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!pc_mock_is_promote(call) || call->model == NULL || call->environment != NULL)
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

/* SOURCE */

static bool default_source(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->source != NULL)
        return false;
    call->source = pc_mock_find_deployment(call->model, first_id(call->model));
    return call->source != NULL;
}

static bool source_in_any_case(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->source != NULL)
        return false;
    for (size_t i = 0; i < call->model->deployment_count; i++)
        if (pc_view_equal_nocase(pc_string_view(call->model->deployments[i].data.id),
                                 pc_string_view(call->wanted.deployment_id)))
            call->source = &call->model->deployments[i];
    return call->source != NULL;
}

/* The other model's deployment is taken into this one. */
static bool foreign_source(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->source != NULL)
        return false;
    const struct pc_mock_deployment *foreign =
        pc_mock_find_anywhere(call->state, pc_string_view(call->wanted.deployment_id));
    struct pc_mock_deployment *made = foreign == NULL ? NULL : pc_mock_add_deployment(call->model);
    if (made == NULL || pc_deployment_copy(&made->data, &foreign->data) != PC_OK ||
        pc_string_set(&made->data.model_id, pc_string_view(call->model->id)) != PC_OK)
        return false;
    call->source = made;
    return true;
}

static bool refuse_unknown_source(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->source != NULL)
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

/* The same deployment to the same environment, twice in succession. */
static bool refuse_repetition(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_buf key;
    pc_buf_init(&key, PC_MOCK_MAX_BODY_SIZE);
    bool again = pc_mock_promotion_key(call, &key) == PC_OK &&
                 pc_view_equal(pc_buf_view(&key), pc_buf_view(&call->mock->last_promotion));
    pc_buf_clear(&key);
    return again && pc_mock_refuse_with(call, (unsigned)row->number);
}

/* ORDER */

static bool never_scale_down(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return pc_mock_change(&call->order.scale_down_previous, false);
}

static bool always_scale_down(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return pc_mock_change(&call->order.scale_down_previous, true);
}

static bool never_preserve(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return pc_mock_change(&call->order.preserve_instance_type, false);
}

static bool always_preserve(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return pc_mock_change(&call->order.preserve_instance_type, true);
}

static bool both_always(struct pc_mock_call *call, const struct pc_mock_row *row) {
    bool scale_down = always_scale_down(call, row);
    return always_preserve(call, row) || scale_down;
}

static bool scale_down_by_default_false(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return call->wanted.scale_down_previous_deployment == PC_BOOL_ABSENT && never_scale_down(call, row);
}

static bool preserve_by_default_false(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return call->wanted.preserve_env_instance_type == PC_BOOL_ABSENT && never_preserve(call, row);
}

static bool flags_swapped(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    bool scale_down = call->order.scale_down_previous;
    bool changed = pc_mock_change(&call->order.scale_down_previous, call->order.preserve_instance_type);
    return pc_mock_change(&call->order.preserve_instance_type, scale_down) || changed;
}

static bool not_stored(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return pc_mock_change(&call->not_stored, true);
}

static bool keep_previous(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->order.environment->current.data != NULL && pc_mock_change(&call->order.keep_previous, true);
}

/* While the answer to another promotion is still held back. number: milliseconds that each is held */
static bool overlaps(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.delay_ms = row->number;
    return call->mock->held > 0;
}

static bool crash_on_overlap(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!overlaps(call, row))
        return false;
    return pc_mock_crash(call);
}

static bool two_current_on_overlap(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return overlaps(call, row) && keep_previous(call, row);
}

static bool refuse_production(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!pc_view_equal_text(pc_string_view(call->environment->name), PC_MOCK_PRODUCTION))
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

#define ROW(point, hook, name, words, kills) PC_MOCK_FAULT(name, words, kills, point, .act = (hook))
#define COUNTED(point, hook, name, words, kills, count)                                                      \
    PC_MOCK_FAULT(name, words, kills, point, .act = (hook), .number = (count))

static const struct pc_mock_row rows[] = {
    ROW(LOOK_UP, ignore_environment, "ignores-env-name", "promotes to another environment than the path's",
        "server/promote/environment"),
    ROW(LOOK_UP, ignore_model, "ignores-model-id", "takes the first model for an unknown one",
        "server/refuse/unknown-model"),
    ROW(LOOK_UP, create_environment, "unknown-environment-created",
        "makes an environment that does not exist", "server/refuse/unknown-environment"),
    ROW(LOOK_UP, default_environment, "unknown-environment-accepted",
        "takes the first environment for an unknown one", "server/refuse/unknown-environment"),
    ROW(LOOK_UP, environment_in_any_case, "case-insensitive-environment",
        "finds an environment in the other case", "server/refuse/case-changed-environment"),
    ROW(LOOK_UP, model_in_any_case, "case-insensitive-model", "finds a model in the other case",
        "server/refuse/case-changed-model"),
    COUNTED(LOOK_UP, refuse_unknown_model, "unknown-model-500", "an unknown model ends in a 500",
            "server/refuse/unknown-model", 500),
    COUNTED(LOOK_UP, refuse_unknown_environment, "unknown-environment-500",
            "an unknown environment ends in a 500", "server/refuse/unknown-environment", 500),
    ROW(SOURCE, source_in_any_case, "case-insensitive-deployment", "finds a deployment in the other case",
        "server/refuse/case-changed-deployment"),
    ROW(SOURCE, foreign_source, "foreign-deployment-accepted", "promotes another model's deployment",
        "server/refuse/foreign-deployment"),
    ROW(SOURCE, default_source, "unknown-deployment-accepted",
        "takes the model's first deployment for an unknown one", "server/refuse/unknown-deployment"),
    COUNTED(SOURCE, refuse_unknown_source, "unknown-deployment-500", "an unknown deployment ends in a 500",
            "server/refuse/unknown-deployment", 500),
    COUNTED(SOURCE, refuse_repetition, "repeat-500", "promoting the same again ends in a 500",
            "server/promote/repeat", 500),
    ROW(ORDER, never_scale_down, "scale-down-ignored", "never scales the previous deployment down",
        "server/promote/previous/scaled-down"),
    ROW(ORDER, always_scale_down, "scale-down-always",
        "scales the previous deployment down though told not to", "server/promote/previous/kept"),
    ROW(ORDER, scale_down_by_default_false, "default-scale-down-false",
        "scale_down_previous_deployment is false where absent", "server/promote/previous/default"),
    ROW(ORDER, never_preserve, "preserve-ignored", "always takes the deployment's instance type",
        "server/promote/instance-type/preserved"),
    ROW(ORDER, always_preserve, "preserve-always",
        "preserves the environment's instance type though told not to", "server/promote/instance-type/taken"),
    ROW(ORDER, preserve_by_default_false, "default-preserve-false",
        "preserve_env_instance_type is false where absent", "server/promote/instance-type/default"),
    ROW(ORDER, both_always, "explicit-false-ignored", "takes both flags for true",
        "server/promote/previous/kept"),
    ROW(ORDER, flags_swapped, "flags-swapped", "takes each flag for the other",
        "server/promote/previous/kept"),
    ROW(ORDER, not_stored, "not-stored", "answers as if it had promoted, and has not",
        "server/promote/stored"),
    ROW(ORDER, keep_previous, "previous-not-demoted", "the previous deployment keeps the environment",
        "server/promote/previous/demoted"),
    COUNTED(ORDER, crash_on_overlap, "concurrent-500",
            "of two promotions at a time one ends in a 500 (served only)", "server/promote/concurrent", 30),
    COUNTED(ORDER, two_current_on_overlap, "concurrent-two-current",
            "two promotions at a time leave two deployments in the environment (served only)",
            "server/promote/concurrent", 30),
    COUNTED(ORDER, refuse_production, "production-500", "promoting to production ends in a 500",
            "server/promote/second-environment", 500),
};

const struct pc_mock_table pc_mock_faults_promote = PC_MOCK_TABLE(rows);
