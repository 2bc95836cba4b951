/* Reads a state file (schemas/state.schema.json). What the schema cannot say is checked here too: ids are
 * unique, and environments and deployments agree on who is current. */
#include "state.h"

#include "pc_json.h"

#include <stdlib.h>
#include <string.h>

enum { MAX_POINTER_SIZE = 4096 };

struct loader {
    struct pc_view text;
    struct pc_json_value root;
    struct pc_error *err;
};

/* "the state, /models/0/id (line 3, column 7): the member must be a string" */
static enum pc_status refuse(const struct loader *loader, struct pc_json_value value, const char *subject,
                             const char *why) {
    struct pc_buf pointer;
    pc_buf_init(&pointer, MAX_POINTER_SIZE);
    (void)pc_json_pointer_of(loader->root, pc_json_offset(value), &pointer);
    struct pc_json_place place = pc_json_place(value);
    pc_error_set(loader->err, PC_USAGE, "the state, %s (line %u, column %u): %s %s",
                 pointer.size > 0 ? pointer.data : "the whole", place.line, place.column, subject, why);
    pc_buf_clear(&pointer);
    return PC_USAGE;
}

/* A member may be none of those named: a typing error would otherwise change nothing, silently. */
static enum pc_status only_members(const struct loader *loader, struct pc_json_value object,
                                   const char *subject, const char *const *names) {
    if (pc_json_type(object) != PC_JSON_OBJECT)
        return refuse(loader, object, subject, "must be an object");
    struct pc_json_value value = pc_json_first(object);
    for (; pc_json_exists(value); value = pc_json_next(value)) {
        const char *const *name = names;
        while (*name != NULL && !pc_json_string_equal(pc_json_key(value), pc_view_of(*name)))
            name++;
        if (*name == NULL)
            return refuse(loader, value, subject, "knows no such member");
    }
    return PC_OK;
}

enum need { REQUIRED, NULLABLE };

/* A NULLABLE member may also be absent, which is the same here. */
static enum pc_status read_text(const struct loader *loader, struct pc_json_value object, const char *name,
                                enum need need, struct pc_string *out) {
    struct pc_json_value value = pc_json_get_text(object, name);
    if (need == NULLABLE && (!pc_json_exists(value) || pc_json_type(value) == PC_JSON_NULL))
        return PC_OK;
    if (!pc_json_exists(value))
        return refuse(loader, object, name, "is missing");
    if (pc_json_type(value) != PC_JSON_STRING)
        return refuse(loader, value, name,
                      need == NULLABLE ? "must be a string or null" : "must be a string");
    struct pc_buf decoded;
    pc_buf_init(&decoded, PC_MOCK_MAX_STATE_SIZE);
    enum pc_status status = pc_json_string_decode(value, &decoded);
    if (status == PC_OK && decoded.size == 0)
        status = refuse(loader, value, name, "must not be empty");
    if (status == PC_OK)
        status = pc_string_set(out, pc_buf_view(&decoded));
    pc_buf_clear(&decoded);
    return status;
}

static enum pc_status read_flag(const struct loader *loader, struct pc_json_value object, const char *name,
                                bool *out) {
    struct pc_json_value value = pc_json_get_text(object, name);
    if (!pc_json_exists(value))
        return PC_OK;
    if (pc_json_type(value) != PC_JSON_BOOLEAN)
        return refuse(loader, value, name, "must be true or false");
    *out = pc_json_boolean(value);
    return PC_OK;
}

/* Gives the array's first element; "no value" where the member is absent. */
static enum pc_status read_array(const struct loader *loader, struct pc_json_value object, const char *name,
                                 struct pc_json_value *first) {
    struct pc_json_value array = pc_json_get_text(object, name);
    *first = (struct pc_json_value){0};
    if (!pc_json_exists(array))
        return refuse(loader, object, name, "is missing");
    if (pc_json_type(array) != PC_JSON_ARRAY)
        return refuse(loader, array, name, "must be an array");
    *first = pc_json_first(array);
    return PC_OK;
}

static enum pc_status load_environment(const struct loader *loader, struct pc_json_value from,
                                       struct pc_mock_model *model) {
    static const char *const names[] = {"name", "instance_type", "redeploy", "restricted", "current", NULL};
    struct pc_mock_environment *made = pc_mock_add_environment(model);
    if (made == NULL)
        return refuse(loader, from, "the model", "holds more environments than memory or the limit allow");
    enum pc_status status = only_members(loader, from, "an environment", names);
    if (status == PC_OK)
        status = read_text(loader, from, "name", REQUIRED, &made->name);
    if (status == PC_OK)
        status = read_text(loader, from, "instance_type", NULLABLE, &made->instance_type);
    if (status == PC_OK)
        status = read_flag(loader, from, "redeploy", &made->redeploy);
    if (status == PC_OK)
        status = read_flag(loader, from, "restricted", &made->restricted);
    if (status == PC_OK)
        status = read_text(loader, from, "current", NULLABLE, &made->current);
    if (status == PC_OK && pc_mock_find_environment(model, pc_string_view(made->name)) != made)
        status = refuse(loader, from, "an environment", "of that name stands earlier already");
    return status;
}

/* The codec's refusal, its pointer and place made absolute. */
static enum pc_status refuse_deployment(const struct loader *loader, struct pc_json_value from,
                                        const struct pc_codec_refusal *refusal) {
    struct pc_buf pointer;
    pc_buf_init(&pointer, MAX_POINTER_SIZE);
    (void)pc_json_pointer_of(loader->root, pc_json_offset(from), &pointer);
    uint32_t offset = pc_json_offset(from) + refusal->place.offset;
    struct pc_json_place place = pc_json_place_of(loader->text, offset);
    pc_error_set(loader->err, PC_USAGE, "the state, %s%s (line %u, column %u): not a deployment: %s",
                 pointer.size > 0 ? pointer.data : "", refusal->pointer, place.line, place.column,
                 refusal->reason);
    pc_buf_clear(&pointer);
    return PC_USAGE;
}

static enum pc_status load_deployment(const struct loader *loader, struct pc_json_value from,
                                      struct pc_mock_state *state, struct pc_mock_model *model) {
    struct pc_mock_deployment *made = pc_mock_add_deployment(model);
    if (made == NULL)
        return refuse(loader, from, "the model", "holds more deployments than memory or the limit allow");
    struct pc_codec_refusal refusal = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    enum pc_status status =
        pc_deployment_decode(pc_json_raw(from), PC_CODEC_STRICT, &made->data, &verdict, &refusal);
    if (status != PC_OK)
        return status;
    if (verdict == PC_REFUSED)
        return refuse_deployment(loader, from, &refusal);
    if (!pc_view_equal(pc_string_view(made->data.model_id), pc_string_view(model->id)))
        return refuse(loader, pc_json_get_text(from, "model_id"), "model_id", "must be the id of the model");
    if (made->data.id.size == 0)
        return refuse(loader, pc_json_get_text(from, "id"), "id", "must not be empty");
    if (pc_mock_find_anywhere(state, pc_string_view(made->data.id)) != made)
        return refuse(loader, from, "a deployment", "of that id stands earlier already");
    return PC_OK;
}

/* `environment` and `is_production` of each deployment repeat what the environments say. */
static enum pc_status check_deployment(const struct loader *loader, struct pc_json_value from,
                                       const struct pc_mock_model *model,
                                       const struct pc_deployment *deployment) {
    bool production = false;
    if (deployment->environment.data != NULL) {
        struct pc_view name = pc_string_view(deployment->environment);
        const struct pc_mock_environment *environment = pc_mock_find_environment(model, name);
        if (environment == NULL || environment->current.data == NULL ||
            !pc_view_equal(pc_string_view(environment->current), pc_string_view(deployment->id)))
            return refuse(loader, pc_json_get_text(from, "environment"), "environment",
                          "must name the environment whose `current` is this deployment");
        production = pc_view_equal_text(name, PC_MOCK_PRODUCTION);
    }
    if (deployment->is_production != production)
        return refuse(loader, pc_json_get_text(from, "is_production"), "is_production",
                      "must be true exactly where `environment` is production");
    return PC_OK;
}

static enum pc_status check_environment(const struct loader *loader, struct pc_json_value from,
                                        const struct pc_mock_model *model,
                                        const struct pc_mock_environment *environment) {
    if (environment->current.data == NULL)
        return PC_OK;
    const struct pc_mock_deployment *current =
        pc_mock_find_deployment(model, pc_string_view(environment->current));
    struct pc_json_value at = pc_json_get_text(from, "current");
    if (current == NULL)
        return refuse(loader, at, "current", "must be the id of a deployment of the model");
    if (current->data.environment.data == NULL ||
        !pc_view_equal(pc_string_view(current->data.environment), pc_string_view(environment->name)))
        return refuse(loader, at, "current", "must be a deployment whose `environment` is this one");
    return PC_OK;
}

/* "`production` always exists": a state that does not list it has an empty one. */
static enum pc_status ensure_production(struct pc_mock_model *model) {
    if (pc_mock_find_environment(model, PC_VIEW(PC_MOCK_PRODUCTION)) != NULL)
        return PC_OK;
    struct pc_mock_environment *made = pc_mock_add_environment(model);
    return made == NULL ? PC_NO_MEMORY : pc_string_set(&made->name, PC_VIEW(PC_MOCK_PRODUCTION));
}

static enum pc_status load_members_of_model(const struct loader *loader, struct pc_json_value from,
                                            struct pc_mock_state *state, struct pc_mock_model *model) {
    struct pc_json_value environments, deployments;
    enum pc_status status = read_array(loader, from, "environments", &environments);
    if (status == PC_OK)
        status = read_array(loader, from, "deployments", &deployments);
    if (status != PC_OK)
        return status;
    struct pc_json_value one = environments;
    for (; pc_json_exists(one) && status == PC_OK; one = pc_json_next(one))
        status = load_environment(loader, one, model);
    for (one = deployments; pc_json_exists(one) && status == PC_OK; one = pc_json_next(one))
        status = load_deployment(loader, one, state, model);
    if (status != PC_OK)
        return status;
    size_t index = 0;
    for (one = environments; pc_json_exists(one) && status == PC_OK; one = pc_json_next(one))
        status = check_environment(loader, one, model, &model->environments[index++]);
    index = 0;
    for (one = deployments; pc_json_exists(one) && status == PC_OK; one = pc_json_next(one))
        status = check_deployment(loader, one, model, &model->deployments[index++].data);
    return status == PC_OK ? ensure_production(model) : status;
}

static enum pc_status load_model(const struct loader *loader, struct pc_json_value from,
                                 struct pc_mock_state *state) {
    static const char *const names[] = {"id", "environments", "deployments", NULL};
    struct pc_mock_model *made = pc_mock_add_model(state);
    if (made == NULL)
        return refuse(loader, from, "the state", "holds more models than memory or the limit allow");
    enum pc_status status = only_members(loader, from, "a model", names);
    if (status == PC_OK)
        status = read_text(loader, from, "id", REQUIRED, &made->id);
    if (status == PC_OK && pc_mock_find_model(state, pc_string_view(made->id)) != made)
        status = refuse(loader, from, "a model", "of that id stands earlier already");
    return status == PC_OK ? load_members_of_model(loader, from, state, made) : status;
}

static enum pc_status load_key(const struct loader *loader, struct pc_json_value from,
                               struct pc_mock_state *state) {
    if (pc_json_type(from) != PC_JSON_STRING || pc_json_string_length(from) == 0)
        return refuse(loader, from, "a key", "must be a string that is not empty");
    struct pc_string *made = pc_mock_add_key(state);
    if (made == NULL)
        return refuse(loader, from, "the state", "holds more keys than memory or the limit allow");
    struct pc_buf decoded;
    pc_buf_init(&decoded, PC_MOCK_MAX_STATE_SIZE);
    enum pc_status status = pc_json_string_decode(from, &decoded);
    if (status == PC_OK)
        status = pc_string_set(made, pc_buf_view(&decoded));
    pc_buf_clear(&decoded);
    return status;
}

static enum pc_status load_document(const struct loader *loader, struct pc_mock_state *state) {
    static const char *const names[] = {"api_keys", "models", "$schema", NULL};
    struct pc_json_value keys, models, one;
    enum pc_status status = only_members(loader, loader->root, "the state", names);
    if (status == PC_OK)
        status = read_array(loader, loader->root, "api_keys", &keys);
    if (status == PC_OK)
        status = read_array(loader, loader->root, "models", &models);
    if (status != PC_OK)
        return status;
    for (one = keys; pc_json_exists(one) && status == PC_OK; one = pc_json_next(one))
        status = load_key(loader, one, state);
    for (one = models; pc_json_exists(one) && status == PC_OK; one = pc_json_next(one))
        status = load_model(loader, one, state);
    return status;
}

enum pc_status pc_mock_state_load(struct pc_view text, struct pc_mock_state *out, struct pc_error *err) {
    const struct pc_json_limits limits = {.max_depth = 64, .max_size = PC_MOCK_MAX_STATE_SIZE};
    struct pc_json_reader *reader = pc_json_reader_new(&limits);
    const struct pc_json_doc *doc = NULL;
    struct loader loader = {.text = text, .err = err};
    if (reader == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for the state");
    enum pc_status status = pc_json_read(reader, text, &doc, err);
    if (status != PC_OK)
        goto cleanup;
    if (!pc_json_doc_valid(doc)) {
        struct pc_json_fault fault = pc_json_doc_fault(doc);
        struct pc_json_place place = pc_json_place_of(text, fault.offset);
        status = pc_error_set(err, PC_USAGE, "the state (line %u, column %u): %s", place.line, place.column,
                              pc_json_fault_sentence(fault.kind));
        goto cleanup;
    }
    loader.root = pc_json_root(doc);
    status = load_document(&loader, out);
    if (status != PC_OK)
        pc_error_set(err, status, "no memory for the state");
cleanup:
    if (status != PC_OK)
        pc_mock_state_clear(out);
    pc_json_reader_free(reader);
    return status;
}
