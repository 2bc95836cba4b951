/* The four things that can be asked: promote, and the three ways to observe. */
#include "call.h"

#include "edit.h"
#include "pc_json.h"

void pc_mock_look_up(struct pc_mock_call *call, bool with_environment) {
    call->model = pc_mock_find_model(call->state, call->parameters[0]);
    if (call->model != NULL && with_environment)
        call->environment = pc_mock_find_environment(call->model, call->parameters[1]);
    pc_mock_hooks(call, PC_MOCK_POINT_LOOK_UP);
    if (call->answered)
        return;
    if (call->model == NULL)
        pc_mock_refuse(call, 404, "NOT_FOUND", "there is no such model");
    else if (with_environment && call->environment == NULL)
        pc_mock_refuse(call, 404, "NOT_FOUND", "the model has no such environment");
}

enum pc_status pc_mock_encode(struct pc_mock_call *call, const struct pc_deployment *deployment,
                              struct pc_buf *out) {
    enum pc_status status = PC_OK;
    if (deployment != &call->deployment)
        status = pc_deployment_copy(&call->deployment, deployment);
    pc_buf_init(&call->text, PC_MOCK_MAX_BODY_SIZE);
    if (status == PC_OK) {
        pc_mock_hooks(call, PC_MOCK_POINT_DEPLOYMENT);
        status = pc_deployment_encode(&call->deployment, &call->text);
    }
    if (status == PC_OK) {
        pc_mock_hooks(call, PC_MOCK_POINT_DEPLOYMENT_TEXT);
        status = pc_buf_append(out, pc_buf_view(&call->text));
    }
    pc_buf_clear(&call->text);
    return status;
}

static void give(struct pc_mock_call *call, enum pc_status status) {
    if (status != PC_OK) {
        pc_mock_refuse(call, 500, "INTERNAL", "the mock is out of memory");
        return;
    }
    call->reply.status = 200;
    pc_mock_reply_header(&call->reply, "Content-Type", "application/json");
    call->answered = true;
}

void pc_mock_handle_deployment(struct pc_mock_call *call) {
    pc_mock_look_up(call, false);
    if (call->answered)
        return;
    const struct pc_mock_deployment *found = pc_mock_find_deployment(call->model, call->parameters[1]);
    if (found == NULL)
        pc_mock_refuse(call, 404, "NOT_FOUND", "the model has no such deployment");
    else
        give(call, pc_mock_encode(call, &found->data, &call->reply.body));
}

void pc_mock_handle_deployments(struct pc_mock_call *call) {
    pc_mock_look_up(call, false);
    if (call->answered)
        return;
    struct pc_buf *body = &call->reply.body;
    enum pc_status status = pc_buf_append_text(body, "{\"deployments\":[");
    for (size_t i = 0; i < call->model->deployment_count && status == PC_OK; i++) {
        if (i > 0)
            status = pc_buf_append_byte(body, ',');
        if (status == PC_OK)
            status = pc_mock_encode(call, &call->model->deployments[i].data, body);
    }
    give(call, status == PC_OK ? pc_buf_append_text(body, "]}") : status);
}

static void write_nullable(struct pc_json_writer *writer, struct pc_string text) {
    if (text.data == NULL)
        pc_json_write_null(writer);
    else
        pc_json_write_string(writer, pc_string_view(text));
}

/* The type of the service is an object of several members; its name is what a deployment repeats. */
static void write_instance_type(struct pc_json_writer *writer, struct pc_string name) {
    pc_json_write_key(writer, "instance_type");
    if (name.data == NULL) {
        pc_json_write_null(writer);
        return;
    }
    pc_json_write_object_begin(writer);
    pc_json_write_key(writer, "id");
    write_nullable(writer, name);
    pc_json_write_key(writer, "name");
    write_nullable(writer, name);
    pc_json_write_object_end(writer);
}

void pc_mock_handle_environment(struct pc_mock_call *call) {
    pc_mock_look_up(call, true);
    if (call->answered)
        return;
    struct pc_json_writer writer;
    struct pc_buf encoded, settings;
    enum pc_status status = PC_OK;
    const struct pc_mock_deployment *current = pc_mock_find_current(call->model, call->environment);
    pc_buf_init(&encoded, PC_MOCK_MAX_BODY_SIZE);
    pc_buf_init(&settings, PC_MOCK_MAX_BODY_SIZE);
    if (current != NULL)
        status = pc_mock_encode(call, &current->data, &encoded);
    pc_json_writer_init(&writer, &call->reply.body, 0);
    pc_json_write_object_begin(&writer);
    pc_json_write_key(&writer, "name");
    write_nullable(&writer, call->environment->name);
    pc_json_write_key(&writer, "model_id");
    write_nullable(&writer, call->model->id);
    pc_json_write_key(&writer, "current_deployment");
    pc_json_write_raw(&writer, current != NULL ? pc_buf_view(&encoded) : PC_VIEW("null"));
    write_instance_type(&writer, call->environment->instance_type);
    pc_json_write_key(&writer, "autoscaling_settings");
    bool has_settings = pc_mock_json_get(&encoded, "/autoscaling_settings", &settings);
    pc_json_write_raw(&writer, has_settings ? pc_buf_view(&settings) : PC_VIEW("null"));
    pc_json_write_object_end(&writer);
    pc_buf_clear(&settings);
    pc_buf_clear(&encoded);
    if (status == PC_OK)
        status = pc_json_writer_end(&writer);
    give(call, status != PC_OK ? status : pc_mock_show_candidate(call));
}

enum pc_status pc_mock_promotion_key(const struct pc_mock_call *call, struct pc_buf *out) {
    const struct pc_view parts[] = {call->parameters[0], call->parameters[1],
                                    pc_string_view(call->wanted.deployment_id)};
    enum pc_status status = PC_OK;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] && status == PC_OK; i++) {
        status = pc_buf_append(out, parts[i]);
        if (status == PC_OK)
            status = pc_buf_append_byte(out, '\0');
    }
    return status;
}

static bool wanted_flag(enum pc_optional_bool flag) {
    return flag != PC_BOOL_FALSE;
}

static enum pc_status promote(struct pc_mock_call *call) {
    enum pc_status status = pc_mock_promote(call->state, &call->order, &call->outcome);
    if (status == PC_OK)
        status = pc_deployment_copy(&call->deployment, &call->outcome.promoted->data);
    if (status != PC_OK)
        return status;
    call->promoted = true;
    pc_buf_reset(&call->mock->last_promotion);
    status = pc_mock_promotion_key(call, &call->mock->last_promotion);
    if (status != PC_OK)
        return status;
    pc_mock_hooks(call, PC_MOCK_POINT_PROMOTED);
    return call->answered ? PC_OK : pc_mock_encode(call, &call->deployment, &call->reply.body);
}

/* As `promote`, but the state is as before afterwards where a fault wants that. */
static enum pc_status carry_out(struct pc_mock_call *call) {
    struct pc_mock_state before = {0};
    if (!call->not_stored)
        return promote(call);
    enum pc_status status = pc_mock_state_copy(&before, call->state);
    if (status != PC_OK)
        return status;
    status = promote(call);
    pc_mock_state_clear(call->state);
    *call->state = before;
    return status;
}

void pc_mock_handle_promote(struct pc_mock_call *call) {
    pc_mock_look_up(call, true);
    if (!call->answered && call->environment->restricted)
        pc_mock_refuse(call, 403, "FORBIDDEN", "this environment is restricted");
    if (!call->answered)
        pc_mock_read_body(call);
    if (call->answered)
        return;
    call->source = pc_mock_find_deployment(call->model, pc_string_view(call->wanted.deployment_id));
    pc_mock_hooks(call, PC_MOCK_POINT_SOURCE);
    if (call->source == NULL && !call->answered)
        pc_mock_refuse(call, 404, "NOT_FOUND", "the model has no such deployment");
    if (call->answered)
        return;
    call->order = (struct pc_mock_order){
        .model = call->model,
        .environment = call->environment,
        .source = call->source,
        .scale_down_previous = wanted_flag(call->wanted.scale_down_previous_deployment),
        .preserve_instance_type = wanted_flag(call->wanted.preserve_env_instance_type),
        .unix_seconds = call->unix_seconds,
    };
    pc_mock_hooks(call, PC_MOCK_POINT_ORDER);
    if (call->answered)
        return;
    enum pc_status status = carry_out(call);
    if (call->answered)
        return;
    if (status == PC_LIMIT)
        pc_mock_refuse(call, 400, "VALIDATION_ERROR", "the model holds too many deployments");
    else
        give(call, status);
}
