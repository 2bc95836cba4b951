#include "promote.h"

#include <string.h>

static bool same_text(struct pc_string a, struct pc_string b) {
    return (a.data == NULL) == (b.data == NULL) && pc_view_equal(pc_string_view(a), pc_string_view(b));
}

/* "A new deployment is made when the source is already in another environment, when instance types differ, or
 * when the environment redeploys on promotion; otherwise it is reused in place." A development deployment
 * stays what it is, since what is promoted is none (`is_development` is false afterwards). */
static bool must_copy(const struct pc_mock_order *order) {
    const struct pc_deployment *source = &order->source->data;
    const struct pc_mock_environment *environment = order->environment;
    if (order->always_copy || environment->redeploy || source->is_development)
        return true;
    if (source->environment.data != NULL && !same_text(source->environment, environment->name))
        return true;
    return order->preserve_instance_type && environment->instance_type.data != NULL &&
           !same_text(source->instance_type_name, environment->instance_type);
}

/* NAME.<unix seconds>. A copy of a copy takes the new seconds instead of growing. */
static enum pc_status name_copy(struct pc_string source, int64_t unix_seconds, struct pc_string *out) {
    struct pc_view base = pc_string_view(source);
    size_t digits = 0;
    while (digits < base.size && base.data[base.size - 1 - digits] >= '0' &&
           base.data[base.size - 1 - digits] <= '9')
        digits++;
    if (digits >= 10 && digits < base.size && base.data[base.size - 1 - digits] == '.')
        base.size -= digits + 1;
    struct pc_buf name;
    pc_buf_init(&name, base.size + 32);
    enum pc_status status = pc_buf_append(&name, base);
    if (status == PC_OK)
        status = pc_buf_appendf(&name, ".%lld", (long long)unix_seconds);
    if (status == PC_OK)
        status = pc_string_set(out, pc_buf_view(&name));
    pc_buf_clear(&name);
    return status;
}

static enum pc_status fill_copy(struct pc_mock_state *state, const struct pc_deployment *source,
                                int64_t unix_seconds, struct pc_deployment *out) {
    char created_at[32];
    enum pc_status status = pc_deployment_copy(out, source);
    if (status == PC_OK)
        status = pc_mock_make_id(state, &out->id);
    if (status == PC_OK)
        status = name_copy(source->name, unix_seconds, &out->name);
    pc_time_rfc3339(unix_seconds, created_at);
    if (status == PC_OK)
        status = pc_string_set(&out->created_at, pc_view_of(created_at));
    out->is_production = false;
    out->is_development = false;
    out->status = PC_DEPLOYMENT_DEPLOYING;
    out->active_replica_count = 0;
    return status == PC_OK ? pc_string_set(&out->environment, (struct pc_view){0}) : status;
}

/* A deployment that does not run any more is started again. */
static bool is_down(enum pc_deployment_status status) {
    switch (status) {
    case PC_DEPLOYMENT_DEPLOY_FAILED:
    case PC_DEPLOYMENT_BUILD_FAILED:
    case PC_DEPLOYMENT_BUILD_STOPPED:
    case PC_DEPLOYMENT_DEACTIVATING:
    case PC_DEPLOYMENT_INACTIVE:
    case PC_DEPLOYMENT_FAILED:
    case PC_DEPLOYMENT_SCALED_TO_ZERO:
        return true;
    default:
        return false;
    }
}

/* All that can fail happens to these before the model is touched. */
struct changes {
    struct pc_deployment promoted; /* the whole, as it will be */
    struct pc_string environment_instance_type;
    struct pc_string current;
};

static enum pc_status prepare(struct pc_mock_state *state, const struct pc_mock_order *order, bool copy,
                              struct changes *changes) {
    struct pc_deployment *promoted = &changes->promoted;
    const struct pc_mock_environment *environment = order->environment;
    enum pc_status status = copy ? fill_copy(state, &order->source->data, order->unix_seconds, promoted)
                                 : pc_deployment_copy(promoted, &order->source->data);
    bool preserve = order->preserve_instance_type && environment->instance_type.data != NULL;
    if (status == PC_OK && preserve)
        status = pc_string_set(&promoted->instance_type_name, pc_string_view(environment->instance_type));
    if (status == PC_OK)
        status = pc_string_set(&promoted->environment, pc_string_view(environment->name));
    if (status == PC_OK)
        status =
            pc_string_set(&changes->environment_instance_type, pc_string_view(promoted->instance_type_name));
    if (status == PC_OK)
        status = pc_string_set(&changes->current, pc_string_view(promoted->id));
    promoted->is_production = pc_view_equal_text(pc_string_view(environment->name), PC_MOCK_PRODUCTION);
    if (!copy && is_down(promoted->status)) {
        promoted->status = PC_DEPLOYMENT_WAKING_UP;
        promoted->active_replica_count = 0;
    }
    return status;
}

/* "The previous deployment is demoted, keeps its id, and is scaled down unless the flag says otherwise." */
static void demote(struct pc_mock_deployment *previous, bool scale_down) {
    struct pc_deployment *data = &previous->data;
    pc_string_clear(&data->environment);
    data->is_production = false;
    if (!scale_down)
        return;
    data->status = PC_DEPLOYMENT_SCALED_TO_ZERO;
    data->active_replica_count = 0;
    previous->starting = false;
}

static void replace(struct pc_string *to, struct pc_string *from) {
    pc_string_clear(to);
    *to = *from;
    *from = (struct pc_string){0};
}

enum pc_status pc_mock_promote(struct pc_mock_state *state, const struct pc_mock_order *order,
                               struct pc_mock_outcome *out) {
    struct changes changes = {0};
    struct pc_mock_model *model = order->model;
    bool copy = must_copy(order);
    *out = (struct pc_mock_outcome){.copied = copy};
    enum pc_status status = prepare(state, order, copy, &changes);
    if (status != PC_OK)
        goto cleanup;
    size_t source = (size_t)(order->source - model->deployments);
    if (copy && model->deployment_count >= PC_MOCK_MAX_DEPLOYMENTS)
        status = PC_LIMIT;
    else if (copy && pc_mock_add_deployment(model) == NULL)
        status = PC_NO_MEMORY;
    if (status != PC_OK)
        goto cleanup;
    out->promoted = copy ? &model->deployments[model->deployment_count - 1] : &model->deployments[source];

    struct pc_string *current = &order->environment->current;
    if (!order->keep_previous)
        out->previous = pc_mock_find_current(model, order->environment);
    if (out->previous == out->promoted)
        out->previous = NULL;
    if (out->previous != NULL)
        demote(out->previous, order->scale_down_previous);
    pc_deployment_clear(&out->promoted->data);
    out->promoted->data = changes.promoted;
    out->promoted->starting = copy || changes.promoted.status == PC_DEPLOYMENT_WAKING_UP;
    changes.promoted = (struct pc_deployment){0};
    replace(&order->environment->instance_type, &changes.environment_instance_type);
    replace(current, &changes.current);
cleanup:
    pc_deployment_clear(&changes.promoted);
    pc_string_clear(&changes.environment_instance_type);
    pc_string_clear(&changes.current);
    return status;
}

void pc_mock_settle(struct pc_mock_state *state) {
    for (size_t i = 0; i < state->model_count; i++) {
        struct pc_mock_model *model = &state->models[i];
        for (size_t k = 0; k < model->deployment_count; k++) {
            struct pc_mock_deployment *one = &model->deployments[k];
            if (!one->starting)
                continue;
            const struct pc_autoscaling_settings *settings = &one->data.autoscaling_settings;
            bool more = one->data.has_autoscaling_settings && settings->min_replica > 1;
            one->data.active_replica_count = more ? settings->min_replica : 1;
            one->data.status = PC_DEPLOYMENT_ACTIVE;
            one->starting = false;
        }
    }
}
