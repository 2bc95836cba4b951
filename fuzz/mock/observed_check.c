#include "observed_check.h"

#include "contract_answer.h"
#include "support.h"

static bool is(struct pc_json_value value, struct pc_string text) {
    return text.data == NULL ? pc_json_type(value) == PC_JSON_NULL
                             : pc_json_string_equal(value, pc_string_view(text));
}

static void check_deployment(struct pc_view text, struct pc_string id) {
    struct contract_reading reading = contract_read(CODEC_DEPLOYMENT, text);
    fuzz_require(reading.answer == CONTRACT_TAKES, "what is shown is a deployment by the schema core");
    fuzz_require(is(pc_json_get_text(pc_json_root(reading.doc), "id"), id),
                 "the deployment asked for is shown");
}

static void check_deployments(const struct pc_mock_model *model, struct pc_json_value body) {
    struct pc_json_value one = pc_json_first(pc_json_get_text(body, "deployments"));
    for (size_t i = 0; i < model->deployment_count; i++, one = pc_json_next(one)) {
        fuzz_require(pc_json_exists(one), "each deployment of the model is shown");
        check_deployment(pc_json_raw(one), model->deployments[i].data.id);
    }
    fuzz_require(!pc_json_exists(one), "no other deployment than the model's is shown");
}

static void check_environment(const struct pc_mock_model *model,
                              const struct pc_mock_environment *environment, struct pc_json_value body) {
    struct pc_json_value current = pc_json_get_text(body, "current_deployment");
    struct pc_json_value type = pc_json_get_text(body, "instance_type");
    fuzz_require(is(pc_json_get_text(body, "name"), environment->name) &&
                     is(pc_json_get_text(body, "model_id"), model->id),
                 "the environment asked for is shown");
    if (environment->current.data == NULL)
        fuzz_require(is(current, environment->current), "an empty environment has no current deployment");
    else
        check_deployment(pc_json_raw(current), environment->current);
    fuzz_require(is(environment->instance_type.data == NULL ? type : pc_json_get_text(type, "name"),
                    environment->instance_type),
                 "the environment's instance type is shown");
    fuzz_require(pc_json_equal(pc_json_get_text(body, "autoscaling_settings"),
                               environment->current.data == NULL
                                   ? pc_json_get_text(body, "current_deployment")
                                   : pc_json_get_text(current, "autoscaling_settings")),
                 "the environment has the settings of its deployment");
}

void observed_check(const struct pc_mock_state *state, const struct chosen_request *chosen,
                    struct pc_view body) {
    static struct pc_json_reader *reader;
    const struct pc_json_doc *doc;
    if (reader == NULL)
        reader = pc_json_reader_new(NULL);
    fuzz_require(reader != NULL && pc_json_read(reader, body, &doc, NULL) == PC_OK, "memory for a reader");
    fuzz_require(pc_json_doc_valid(doc), "what is shown is JSON");
    const struct pc_mock_model *model = pc_mock_find_model(state, pc_view_of(chosen->model));
    fuzz_require(model != NULL, "only a model that is there is shown");
    if (chosen->observed == CHOSEN_DEPLOYMENT) {
        const struct pc_mock_deployment *one = pc_mock_find_deployment(model, pc_view_of(chosen->deployment));
        fuzz_require(one != NULL, "only a deployment that is there is shown");
        check_deployment(body, one->data.id);
    } else if (chosen->observed == CHOSEN_DEPLOYMENTS) {
        check_deployments(model, pc_json_root(doc));
    } else {
        const struct pc_mock_environment *one =
            pc_mock_find_environment(model, pc_view_of(chosen->environment));
        fuzz_require(one != NULL, "only an environment that is there is shown");
        check_environment(model, one, pc_json_root(doc));
    }
}
