#include "state.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 4 };

/* Capacities are the powers of two from FIRST_CAPACITY on, so they follow from the count. */
static void *grow(void *items, size_t count, size_t item_size, size_t limit) {
    if (count >= limit)
        return NULL;
    bool full = count == 0 || (count >= FIRST_CAPACITY && (count & (count - 1)) == 0);
    if (!full)
        return items;
    size_t capacity = count < FIRST_CAPACITY ? FIRST_CAPACITY : count * 2;
    return realloc(items, capacity * item_size);
}

#define ADD(type, items, count, limit)                                                                       \
    type *grown = grow((items), (count), sizeof(type), (limit));                                             \
    if (grown == NULL)                                                                                       \
        return NULL;                                                                                         \
    (items) = grown;                                                                                         \
    grown[(count)] = (type){0};                                                                              \
    return &grown[(count)++]

struct pc_string *pc_mock_add_key(struct pc_mock_state *state) {
    ADD(struct pc_string, state->api_keys, state->api_key_count, PC_MOCK_MAX_KEYS);
}

struct pc_mock_model *pc_mock_add_model(struct pc_mock_state *state) {
    ADD(struct pc_mock_model, state->models, state->model_count, PC_MOCK_MAX_MODELS);
}

struct pc_mock_environment *pc_mock_add_environment(struct pc_mock_model *model) {
    ADD(struct pc_mock_environment, model->environments, model->environment_count, PC_MOCK_MAX_ENVIRONMENTS);
}

struct pc_mock_deployment *pc_mock_add_deployment(struct pc_mock_model *model) {
    ADD(struct pc_mock_deployment, model->deployments, model->deployment_count, PC_MOCK_MAX_DEPLOYMENTS);
}

static void clear_environment(struct pc_mock_environment *environment) {
    pc_string_clear(&environment->name);
    pc_string_clear(&environment->instance_type);
    pc_string_clear(&environment->current);
}

static void clear_model(struct pc_mock_model *model) {
    pc_string_clear(&model->id);
    for (size_t i = 0; i < model->environment_count; i++)
        clear_environment(&model->environments[i]);
    for (size_t i = 0; i < model->deployment_count; i++)
        pc_deployment_clear(&model->deployments[i].data);
    free(model->environments);
    free(model->deployments);
}

void pc_mock_state_clear(struct pc_mock_state *state) {
    if (state == NULL)
        return;
    for (size_t i = 0; i < state->api_key_count; i++)
        pc_string_clear(&state->api_keys[i]);
    for (size_t i = 0; i < state->model_count; i++)
        clear_model(&state->models[i]);
    free(state->api_keys);
    free(state->models);
    *state = (struct pc_mock_state){0};
}

static enum pc_status copy_environment(struct pc_mock_model *to, const struct pc_mock_environment *from) {
    struct pc_mock_environment *made = pc_mock_add_environment(to);
    if (made == NULL)
        return PC_NO_MEMORY;
    made->redeploy = from->redeploy;
    made->restricted = from->restricted;
    enum pc_status status = pc_string_set(&made->name, pc_string_view(from->name));
    if (status == PC_OK)
        status = pc_string_set(&made->instance_type, pc_string_view(from->instance_type));
    if (status == PC_OK)
        status = pc_string_set(&made->current, pc_string_view(from->current));
    return status;
}

static enum pc_status copy_model(struct pc_mock_state *to, const struct pc_mock_model *from) {
    struct pc_mock_model *made = pc_mock_add_model(to);
    if (made == NULL)
        return PC_NO_MEMORY;
    enum pc_status status = pc_string_set(&made->id, pc_string_view(from->id));
    for (size_t i = 0; i < from->environment_count && status == PC_OK; i++)
        status = copy_environment(made, &from->environments[i]);
    for (size_t i = 0; i < from->deployment_count && status == PC_OK; i++) {
        struct pc_mock_deployment *deployment = pc_mock_add_deployment(made);
        if (deployment == NULL)
            return PC_NO_MEMORY;
        deployment->starting = from->deployments[i].starting;
        status = pc_deployment_copy(&deployment->data, &from->deployments[i].data);
    }
    return status;
}

enum pc_status pc_mock_state_copy(struct pc_mock_state *to, const struct pc_mock_state *from) {
    enum pc_status status = PC_OK;
    to->serial = from->serial;
    for (size_t i = 0; i < from->api_key_count && status == PC_OK; i++) {
        struct pc_string *key = pc_mock_add_key(to);
        status = key == NULL ? PC_NO_MEMORY : pc_string_set(key, pc_string_view(from->api_keys[i]));
    }
    for (size_t i = 0; i < from->model_count && status == PC_OK; i++)
        status = copy_model(to, &from->models[i]);
    if (status != PC_OK)
        pc_mock_state_clear(to);
    return status;
}

static bool is(struct pc_string string, struct pc_view text) {
    return string.data != NULL && pc_view_equal(pc_string_view(string), text);
}

struct pc_mock_model *pc_mock_find_model(const struct pc_mock_state *state, struct pc_view id) {
    for (size_t i = 0; i < state->model_count; i++)
        if (is(state->models[i].id, id))
            return &state->models[i];
    return NULL;
}

struct pc_mock_environment *pc_mock_find_environment(const struct pc_mock_model *model, struct pc_view name) {
    for (size_t i = 0; i < model->environment_count; i++)
        if (is(model->environments[i].name, name))
            return &model->environments[i];
    return NULL;
}

struct pc_mock_deployment *pc_mock_find_deployment(const struct pc_mock_model *model, struct pc_view id) {
    for (size_t i = 0; i < model->deployment_count; i++)
        if (is(model->deployments[i].data.id, id))
            return &model->deployments[i];
    return NULL;
}

struct pc_mock_deployment *pc_mock_find_current(const struct pc_mock_model *model,
                                                const struct pc_mock_environment *environment) {
    return environment->current.data == NULL
               ? NULL
               : pc_mock_find_deployment(model, pc_string_view(environment->current));
}

struct pc_mock_deployment *pc_mock_find_anywhere(const struct pc_mock_state *state, struct pc_view id) {
    struct pc_mock_deployment *found = NULL;
    for (size_t i = 0; i < state->model_count && found == NULL; i++)
        found = pc_mock_find_deployment(&state->models[i], id);
    return found;
}

bool pc_mock_key_known(const struct pc_mock_state *state, struct pc_view key) {
    for (size_t i = 0; i < state->api_key_count; i++)
        if (is(state->api_keys[i], key))
            return true;
    return false;
}

/* The finaliser of splitmix64: neighbouring numbers give unlike ids. */
static uint64_t scatter(uint64_t number) {
    number = (number + 1) * 0x9E3779B97F4A7C15u;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
    return number ^ (number >> 31);
}

enum pc_status pc_mock_make_id(struct pc_mock_state *state, struct pc_string *out) {
    static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    char id[7];
    struct pc_view view = {id, sizeof id};
    do {
        uint64_t bits = scatter(state->serial++);
        id[0] = alphabet[bits % 26];
        for (size_t i = 1; i < sizeof id; i++) {
            bits /= 36;
            id[i] = alphabet[bits % 36];
        }
    } while (pc_mock_find_anywhere(state, view) != NULL);
    return pc_string_set(out, view);
}
