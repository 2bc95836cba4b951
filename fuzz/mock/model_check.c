#include "model_check.h"

#include "support.h"

#include <stdlib.h>
#include <string.h>

/* Not the mock's own comparison, which is instrumented and under test. */
static bool same(struct pc_string a, struct pc_string b) {
    if (a.data == NULL || b.data == NULL)
        return a.data == b.data;
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

static void check_environment(const struct pc_mock_model *model,
                              const struct pc_mock_environment *environment) {
    bool empty = environment->current.data == NULL;
    unsigned current = 0, inhabitants = 0;
    for (size_t i = 0; i < model->deployment_count; i++) {
        const struct pc_deployment *one = &model->deployments[i].data;
        bool is_here = same(one->environment, environment->name);
        inhabitants += is_here ? 1 : 0;
        current += is_here && same(one->id, environment->current) ? 1 : 0;
    }
    fuzz_require(current == (empty ? 0 : 1),
                 "an environment's current deployment is null or one of its model's, which is there");
    fuzz_require(inhabitants == current, "an environment has one current deployment");
}

static void check_deployments(const struct pc_mock_model *model) {
    char name[] = PC_MOCK_PRODUCTION;
    const struct pc_string production = {name, sizeof name - 1};
    for (size_t i = 0; i < model->deployment_count; i++) {
        const struct pc_deployment *one = &model->deployments[i].data;
        fuzz_require(one->is_production == same(one->environment, production),
                     "what is in production says so, and nothing else does");
        for (size_t k = i + 1; k < model->deployment_count; k++)
            fuzz_require(!same(one->id, model->deployments[k].data.id), "a deployment's id is its own");
    }
}

void model_check(const struct pc_mock_state *state) {
    for (size_t i = 0; i < state->model_count; i++) {
        const struct pc_mock_model *model = &state->models[i];
        for (size_t k = 0; k < model->environment_count; k++)
            check_environment(model, &model->environments[k]);
        check_deployments(model);
    }
}

static void put(struct model_digest *out, const void *bytes, size_t size) {
    if (out->capacity - out->size < size) {
        out->capacity = 2 * (out->capacity + size);
        out->bytes = realloc(out->bytes, out->capacity);
        fuzz_require(out->bytes != NULL, "memory for the state");
    }
    if (size > 0)
        memcpy(out->bytes + out->size, bytes, size);
    out->size += size;
}

/* With its size in front, lest two texts make one; null is no empty text. */
static void put_string(struct model_digest *out, struct pc_string text) {
    size_t size = text.data == NULL ? SIZE_MAX : text.size;
    put(out, &size, sizeof size);
    put(out, text.data, text.data == NULL ? 0 : text.size);
}

static void put_environment(struct model_digest *out, const struct pc_mock_environment *one) {
    const bool flags[] = {one->redeploy, one->restricted};
    fuzz_require(out->environments < MODEL_MAX_ENVIRONMENTS, "room for the environments");
    put(out, flags, sizeof flags);
    put_string(out, one->name);
    put_string(out, one->instance_type);
    out->current[out->environments++] = out->size;
    put_string(out, one->current);
}

static void put_deployment(struct model_digest *out, const struct pc_deployment *one) {
    const bool flags[] = {one->is_production, one->is_development, one->has_autoscaling_settings};
    put_string(out, one->id);
    put_string(out, one->created_at);
    put_string(out, one->name);
    put_string(out, one->model_id);
    put_string(out, one->environment);
    put_string(out, one->instance_type_name);
    put(out, flags, sizeof flags);
}

void model_digest(const struct pc_mock_state *state, struct model_digest *out) {
    out->size = out->environments = 0;
    for (size_t i = 0; i < state->model_count; i++) {
        const struct pc_mock_model *model = &state->models[i];
        for (size_t k = 0; k < model->environment_count; k++)
            put_environment(out, &model->environments[k]);
        for (size_t k = 0; k < model->deployment_count; k++)
            put_deployment(out, &model->deployments[k].data);
    }
}

bool model_same(const struct model_digest *a, const struct model_digest *b) {
    return a->size == b->size && (a->size == 0 || memcmp(a->bytes, b->bytes, a->size) == 0);
}

void model_digest_clear(struct model_digest *digest) {
    free(digest->bytes);
    *digest = (struct model_digest){0};
}

static bool was_current(const struct model_digest *before, size_t environment, struct pc_string now) {
    struct model_digest text = {0};
    size_t at = before->current[environment];
    put_string(&text, now);
    bool is = text.size <= before->size - at && memcmp(before->bytes + at, text.bytes, text.size) == 0;
    model_digest_clear(&text);
    return is;
}

static size_t environments_of(const struct pc_mock_state *state) {
    size_t count = 0;
    for (size_t i = 0; i < state->model_count; i++)
        count += state->models[i].environment_count;
    return count;
}

void model_check_promoted(const struct model_digest *before, const struct pc_mock_state *after,
                          struct pc_view environment, struct pc_json_value deployment) {
    struct pc_json_value id = pc_json_get_text(deployment, "id");
    struct pc_json_value model_id = pc_json_get_text(deployment, "model_id");
    unsigned found = 0;
    size_t number = 0;
    fuzz_require(environments_of(after) == before->environments, "no environment comes or goes");
    for (size_t i = 0; i < after->model_count; i++) {
        const struct pc_mock_model *model = &after->models[i];
        bool asked = pc_json_string_equal(model_id, pc_string_view(model->id));
        for (size_t k = 0; k < model->environment_count; k++, number++) {
            const struct pc_mock_environment *now = &model->environments[k];
            if (asked && pc_view_equal(pc_string_view(now->name), environment))
                found += pc_json_string_equal(id, pc_string_view(now->current)) ? 1 : 0;
            else
                fuzz_require(was_current(before, number, now->current), "no other environment changes");
        }
    }
    fuzz_require(found == 1, "the environment now has what the answer names");
}

void model_check_saved(const struct pc_mock *mock, const struct model_digest *now) {
    struct pc_mock_state loaded = {0};
    struct model_digest again = {0};
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX / 2);
    fuzz_require(pc_mock_save(mock, &text) == PC_OK &&
                     pc_mock_state_load(pc_buf_view(&text), &loaded, NULL) == PC_OK,
                 "the state that is saved can be loaded");
    model_digest(&loaded, &again);
    fuzz_require(model_same(now, &again), "the state that is loaded is the one that was saved");
    model_digest_clear(&again);
    pc_mock_state_clear(&loaded);
    pc_buf_clear(&text);
}
