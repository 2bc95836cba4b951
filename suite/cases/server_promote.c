#include "effect.h"

#include <string.h>

#define DEPLOYMENT(name) "spec:@response/properties/" name

static void check_is_production(struct pc_check *check) {
    const char *environment = pc_target_options(check->target)->environment;
    pc_check_member_is(check, strcmp(environment, "production") == 0 ? "true" : "false");
}

/* "`production` always exists. After a finished promotion `is_production` is true exactly for `production`":
 * this can be seen also where nobody promotes there. */
static void check_production_shown(struct pc_check *check) {
    struct pc_answer environment = {0};
    if (pc_answer_read(check, 0, &environment) && pc_check_step_observed(check, 0, &environment)) {
        struct pc_json_value current = pc_json_get_text(environment.body, "current_deployment");
        struct pc_json_value shown = pc_json_get_text(current, "is_production");
        if (pc_json_type(shown) != PC_JSON_BOOLEAN)
            pc_check_not_applicable(check, "production shows no current deployment");
        else if (!pc_json_boolean(shown))
            pc_check_report_member(check, check->one->level, "/current_deployment/is_production", "true",
                                   shown);
    }
    pc_answer_clear(&environment);
}

/* What a deployment can be right after it was promoted: on its way up, up, or scaled to zero. */
static const char *const plausible[] = {"BUILDING", "DEPLOYING",      "LOADING_MODEL", "ACTIVE",
                                        "UPDATING", "SCALED_TO_ZERO", "WAKING_UP"};

static void check_status(struct pc_check *check) {
    if (!pc_check_has_body(check))
        return;
    struct pc_json_value status =
        pc_json_get_text(pc_judge_body(check->judge, pc_check_exchange(check)), "status");
    if (pc_json_type(status) != PC_JSON_STRING) {
        pc_check_not_applicable(check, "no status in this answer");
        return;
    }
    for (size_t i = 0; i < COUNT(plausible); i++) {
        if (pc_json_string_equal(status, pc_view_of(plausible[i])))
            return;
    }
    pc_check_report_member(check, check->one->level, "/status",
                           "a status of a deployment that runs or is on its way", status);
}

#define ON_THE_ANSWER .probe = &pc_probe_minimal, .control = &pc_probe_minimal

#define FLAGS(condition, words, scale_down, preserve, faults)                                                \
    {                                                                                                        \
        .id = "server/promote/flags/" condition, .title = "a promote with " words " succeeds",               \
        .level = PC_LEVEL_MUST, .cites = "spec:@request/properties/scale_down_previous_deployment",          \
        .probe =                                                                                             \
            &(const struct pc_probe){.name = "flags-" condition,                                             \
                                     .effect = PC_EFFECT_PROMOTES,                                           \
                                     ONE_REQUEST(.body = "{\"deployment_id\":$deployment,"                   \
                                                         "\"scale_down_previous_deployment\":" scale_down    \
                                                         ",\"preserve_env_instance_type\":" preserve "}")},  \
        .control = &pc_probe_minimal, .check = pc_check_accepted, .kills = faults                            \
    }

static const struct pc_case cases[] = {
    {.id = "server/promote/model_id",
     .title = "the promoted deployment belongs to the model in the path",
     .level = PC_LEVEL_MUST,
     .cites = DEPLOYMENT("model_id"),
     ON_THE_ANSWER,
     .check = pc_check_member_equals,
     .pointer = "/model_id",
     .expected = "$model",
     .kills = "wrong-model_id"},
    {.id = "server/promote/environment",
     .title = "the promoted deployment names the environment in the path",
     .level = PC_LEVEL_SHOULD,
     .cites = DEPLOYMENT("environment"),
     ON_THE_ANSWER,
     .check = pc_check_member_equals,
     .pointer = "/environment",
     .expected = "$environment",
     .kills = "environment-null environment-not-set ignores-env-name"},
    {.id = "server/promote/is_production",
     .title = "is_production is true exactly in the environment `production`",
     .level = PC_LEVEL_SHOULD,
     .cites = DEPLOYMENT("is_production"),
     ON_THE_ANSWER,
     .check = check_is_production,
     .pointer = "/is_production",
     .kills = "is_production-always"},
    {.id = "server/promote/is_production/observed",
     .title = "the current deployment of `production` says is_production",
     .level = PC_LEVEL_SHOULD,
     .cites = DEPLOYMENT("is_production"),
     .probe = &(const struct pc_probe){.name = "look-at-production",
                                       .effect = PC_EFFECT_READS,
                                       ONE_REQUEST(.method = "GET",
                                                   .path = "/v1/models/$model/environments/production")},
     .control = &pc_probe_minimal,
     .check = check_production_shown,
     .kills = "is_production-never-shown"},
    {.id = "server/promote/is_development",
     .title = "a promoted deployment is no longer the development deployment",
     .level = PC_LEVEL_SHOULD,
     .cites = DEPLOYMENT("is_development"),
     ON_THE_ANSWER,
     .check = pc_check_member_equals,
     .pointer = "/is_development",
     .expected = "false",
     .kills = "is_development-true"},
    {.id = "server/promote/status",
     .title = "the promoted deployment runs or is on its way",
     .level = PC_LEVEL_SHOULD,
     .cites = DEPLOYMENT("status"),
     ON_THE_ANSWER,
     .check = check_status,
     .kills = "status-INACTIVE"},
    FLAGS("both-false", "both flags false", "false", "false", "explicit-false-refused"),
    FLAGS("both-true", "both flags true", "true", "true", "both-true-refused"),
    FLAGS("true-false", "preserve_env_instance_type alone false", "true", "false",
          "explicit-false-refused mixed-flags-refused"),
    FLAGS("false-true", "scale_down_previous_deployment alone false", "false", "true",
          "explicit-false-refused mixed-flags-refused"),
    {.id = "server/promote/repeat",
     .title = "promoting what is already there is answered, not crashed on",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:15.6.1",
     .probe = &(const struct pc_probe){.name = "promote-again",
                                       .effect = PC_EFFECT_PROMOTES,
                                       .requests = (const struct pc_request[]){{.body = MINIMAL_BODY},
                                                                               {.body = MINIMAL_BODY}},
                                       .request_count = 2},
     .control = &pc_probe_minimal,
     .check = pc_check_answered,
     .kills = "repeat-500"},
};

const struct pc_case_table pc_cases_server_promote = {cases, COUNT(cases)};
