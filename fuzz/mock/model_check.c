#include "model_check.h"

#include "support.h"

static struct pc_json_value first_model(struct pc_json_value state) {
    return pc_json_first(pc_json_get_text(state, "models"));
}

static struct pc_json_value first_of(struct pc_json_value model, const char *list) {
    return pc_json_first(pc_json_get_text(model, list));
}

static bool same(struct pc_json_value a, const char *a_member, struct pc_json_value b, const char *b_member) {
    return pc_json_equal(pc_json_get_text(a, a_member), pc_json_get_text(b, b_member));
}

static void check_environment(struct pc_json_value model, struct pc_json_value environment) {
    bool empty = pc_json_type(pc_json_get_text(environment, "current")) == PC_JSON_NULL;
    unsigned current = 0, inhabitants = 0;
    for (struct pc_json_value one = first_of(model, "deployments"); pc_json_exists(one);
         one = pc_json_next(one)) {
        bool is_here = same(one, "environment", environment, "name");
        inhabitants += is_here ? 1 : 0;
        current += is_here && same(one, "id", environment, "current") ? 1 : 0;
    }
    fuzz_require(current == (empty ? 0 : 1),
                 "an environment's current deployment is null or one of its model's, which is there");
    fuzz_require(inhabitants == current, "an environment has one current deployment");
}

void model_check(struct pc_json_value state) {
    for (struct pc_json_value model = first_model(state); pc_json_exists(model);
         model = pc_json_next(model)) {
        for (struct pc_json_value environment = first_of(model, "environments"); pc_json_exists(environment);
             environment = pc_json_next(environment))
            check_environment(model, environment);
        for (struct pc_json_value one = first_of(model, "deployments"); pc_json_exists(one);
             one = pc_json_next(one)) {
            bool in_production =
                pc_json_string_equal(pc_json_get_text(one, "environment"), PC_VIEW("production"));
            fuzz_require(pc_json_boolean(pc_json_get_text(one, "is_production")) == in_production,
                         "what is in production says so, and nothing else does");
            for (struct pc_json_value other = pc_json_next(one); pc_json_exists(other);
                 other = pc_json_next(other))
                fuzz_require(!same(one, "id", other, "id"), "a deployment's id is its own");
        }
    }
}

void model_digest(struct pc_json_value state, struct pc_buf *out) {
    static const char *const kept[] = {"id",          "created_at",         "name",          "is_production",
                                       "environment", "instance_type_name", "is_development"};
    enum pc_status status = PC_OK;
    for (struct pc_json_value model = first_model(state); pc_json_exists(model);
         model = pc_json_next(model)) {
        status = pc_buf_append(out, pc_json_raw(pc_json_get_text(model, "environments")));
        for (struct pc_json_value one = first_of(model, "deployments"); pc_json_exists(one);
             one = pc_json_next(one))
            for (size_t i = 0; i < sizeof kept / sizeof kept[0] && status == PC_OK; i++)
                status = pc_buf_append(out, pc_json_raw(pc_json_get_text(one, kept[i])));
        fuzz_require(status == PC_OK, "memory for the state");
    }
}

void model_check_promoted(struct pc_json_value before, struct pc_json_value after, struct pc_view environment,
                          struct pc_json_value deployment) {
    struct pc_json_value model = first_model(after), old_model = first_model(before);
    unsigned found = 0;
    for (; pc_json_exists(model); model = pc_json_next(model), old_model = pc_json_next(old_model)) {
        bool asked = same(deployment, "model_id", model, "id");
        struct pc_json_value now = first_of(model, "environments"),
                             then = first_of(old_model, "environments");
        for (; pc_json_exists(now); now = pc_json_next(now), then = pc_json_next(then)) {
            if (asked && pc_json_string_equal(pc_json_get_text(now, "name"), environment))
                found += same(now, "current", deployment, "id") ? 1 : 0;
            else
                fuzz_require(same(now, "current", then, "current"), "no other environment changes");
        }
    }
    fuzz_require(found == 1, "the environment now has what the answer names");
}
