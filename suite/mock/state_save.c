#include "state.h"

#include "pc_json.h"

/* The writer has no member for nullable text of any bytes. */
static void write_nullable(struct pc_json_writer *writer, const char *name, struct pc_string text) {
    pc_json_write_key(writer, name);
    if (text.data == NULL)
        pc_json_write_null(writer);
    else
        pc_json_write_string(writer, pc_string_view(text));
}

static void write_environment(struct pc_json_writer *writer, const struct pc_mock_environment *environment) {
    pc_json_write_object_begin(writer);
    write_nullable(writer, "name", environment->name);
    write_nullable(writer, "instance_type", environment->instance_type);
    pc_json_write_member_bool(writer, "redeploy", environment->redeploy);
    pc_json_write_member_bool(writer, "restricted", environment->restricted);
    write_nullable(writer, "current", environment->current);
    pc_json_write_object_end(writer);
}

static enum pc_status write_model(struct pc_json_writer *writer, const struct pc_mock_model *model) {
    struct pc_buf encoded;
    enum pc_status status = PC_OK;
    pc_buf_init(&encoded, PC_MOCK_MAX_STATE_SIZE);
    pc_json_write_object_begin(writer);
    write_nullable(writer, "id", model->id);
    pc_json_write_key(writer, "environments");
    pc_json_write_array_begin(writer);
    for (size_t i = 0; i < model->environment_count; i++)
        write_environment(writer, &model->environments[i]);
    pc_json_write_array_end(writer);
    pc_json_write_key(writer, "deployments");
    pc_json_write_array_begin(writer);
    for (size_t i = 0; i < model->deployment_count && status == PC_OK; i++) {
        pc_buf_reset(&encoded);
        status = pc_deployment_encode(&model->deployments[i].data, &encoded);
        if (status == PC_OK)
            pc_json_write_raw(writer, pc_buf_view(&encoded));
    }
    pc_json_write_array_end(writer);
    pc_json_write_object_end(writer);
    pc_buf_clear(&encoded);
    return status;
}

enum pc_status pc_mock_state_save(const struct pc_mock_state *state, struct pc_buf *out) {
    struct pc_json_writer writer;
    enum pc_status status = PC_OK;
    pc_json_writer_init(&writer, out, 2);
    pc_json_write_object_begin(&writer);
    pc_json_write_key(&writer, "api_keys");
    pc_json_write_array_begin(&writer);
    for (size_t i = 0; i < state->api_key_count; i++)
        pc_json_write_string(&writer, pc_string_view(state->api_keys[i]));
    pc_json_write_array_end(&writer);
    pc_json_write_key(&writer, "models");
    pc_json_write_array_begin(&writer);
    for (size_t i = 0; i < state->model_count && status == PC_OK; i++)
        status = write_model(&writer, &state->models[i]);
    pc_json_write_array_end(&writer);
    pc_json_write_object_end(&writer);
    return status != PC_OK ? status : pc_json_writer_end(&writer);
}
