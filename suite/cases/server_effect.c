#include "effect.h"

/* What a promote does to the environment, its previous deployment and the instance type: seen in the answers
 * and, where the server offers them, in the GETs of the public API. */

#define DOCS             "docs:promote"
#define ENVIRONMENT_PATH "/v1/models/$model/environments/$environment"
#define SECOND_PATH      "/v1/models/$model/environments/$other_environment/promote"
#define OTHER_BODY       "{\"deployment_id\":$other_deployment}"
/* Leaves the other deployment's instance type in the environment, so that keeping and taking differ. */
#define TAKE_OTHER_TYPE                                                                                      \
    { .body = "{\"deployment_id\":$other_deployment,\"preserve_env_instance_type\":false}" }

#define LOOK_AT_ENVIRONMENT                                                                                  \
    { .method = "GET", .path = ENVIRONMENT_PATH }
#define LOOK_AT_DEPLOYMENT                                                                                   \
    { .method = "GET", .path = "/v1/models/$model/deployments/$deployment" }
/* Its own instance type lets the deployment be promoted in place, so it is up. */
#define TAKE_OWN_TYPE                                                                                        \
    { .body = "{\"deployment_id\":$deployment,\"preserve_env_instance_type\":false}" }
#define LOOK_AT_OTHER                                                                                        \
    { .method = "GET", .path = "/v1/models/$model/deployments/$other_deployment" }
#define LOOK_AT_RETURNED                                                                                     \
    { .method = "GET", .path = "/v1/models/$model/deployments/$returned" }
#define LOOK_AT_DEPLOYMENTS                                                                                  \
    { .method = "GET", .path = "/v1/models/$model/deployments" }

#define STEPS(...)                                                                                           \
    .effect = PC_EFFECT_PROMOTES, .requests = (const struct pc_request[]){__VA_ARGS__},                      \
    .request_count = sizeof((const struct pc_request[]){__VA_ARGS__}) / sizeof(struct pc_request)

#define EFFECT(condition, words, how, faults, ...)                                                           \
    {                                                                                                        \
        .id = "server/promote/" condition, .title = words, .level = PC_LEVEL_SHOULD, .cites = DOCS,          \
        .probe = &(const struct pc_probe){.name = "promote-" condition, STEPS(__VA_ARGS__)},                 \
        .control = &pc_probe_minimal, .check = how, .kills = faults                                          \
    }

static const struct pc_case cases[] = {
    /* The order matters: a deployment that was scaled down comes up slowly, and until then little can be
       seen. */
    EFFECT("stored", "the environment shows the promoted deployment afterwards", pc_check_stored,
           "not-stored environment-keeps-current other-type-stored", {.body = MINIMAL_BODY},
           LOOK_AT_ENVIRONMENT),
    EFFECT("previous/scaled-down", "scale_down_previous_deployment true scales the previous deployment down",
           pc_check_previous_scaled_down, "scale-down-ignored flags-swapped", TAKE_OWN_TYPE,
           {.body = "{\"deployment_id\":$other_deployment,\"scale_down_previous_deployment\":true,"
                    "\"preserve_env_instance_type\":false}"},
           LOOK_AT_RETURNED),
    EFFECT("previous/default", "without the flag the previous deployment is scaled down",
           pc_check_previous_scaled_down, "default-scale-down-false", TAKE_OTHER_TYPE, {.body = MINIMAL_BODY},
           LOOK_AT_RETURNED),
    EFFECT("previous/kept", "scale_down_previous_deployment false leaves the previous deployment up",
           pc_check_previous_kept, "scale-down-always explicit-false-ignored", TAKE_OWN_TYPE,
           {.body = "{\"deployment_id\":$other_deployment,\"scale_down_previous_deployment\":false}"},
           LOOK_AT_RETURNED),
    EFFECT("previous/demoted", "the previous deployment leaves the environment and keeps its id",
           pc_check_previous_demoted, "previous-not-demoted previous-renamed", TAKE_OWN_TYPE,
           {.body = OTHER_BODY}, LOOK_AT_RETURNED),
    EFFECT("previous/demoted-elsewhere", "so does that of a second environment", pc_check_previous_demoted,
           "previous-still-production", {.body = OTHER_BODY, .path = SECOND_PATH},
           {.body = MINIMAL_BODY, .path = SECOND_PATH}, LOOK_AT_RETURNED),
    EFFECT("not-previous", "the answer is the deployment that was promoted, not the one it replaced",
           pc_check_not_previous, "returns-previous-deployment", LOOK_AT_DEPLOYMENT, LOOK_AT_OTHER,
           {.body = OTHER_BODY}, {.body = MINIMAL_BODY}),
    EFFECT("instance-type/preserved", "preserve_env_instance_type true keeps the environment's instance type",
           pc_check_instance_type, "preserve-ignored", TAKE_OTHER_TYPE, LOOK_AT_ENVIRONMENT,
           {.body = "{\"deployment_id\":$deployment,\"preserve_env_instance_type\":true}"}),
    EFFECT("instance-type/default", "without the flag the environment's instance type is kept",
           pc_check_instance_type, "default-preserve-false", TAKE_OTHER_TYPE, LOOK_AT_ENVIRONMENT,
           {.body = MINIMAL_BODY}),
    EFFECT("instance-type/taken", "preserve_env_instance_type false takes the deployment's instance type",
           pc_check_instance_type, "preserve-always", TAKE_OTHER_TYPE, LOOK_AT_DEPLOYMENT,
           {.body = "{\"deployment_id\":$deployment,\"preserve_env_instance_type\":false}"}),
    EFFECT("second-environment", "a promote to a second environment is of that environment",
           pc_check_second_environment, "production-500 is_production-never",
           {.body = MINIMAL_BODY, .path = SECOND_PATH}),
    {.id = "server/promote/concurrent",
     .title = "promotes at the same time are all answered",
     .level = PC_LEVEL_SHOULD,
     .cites = DOCS " rfc9110:15.6.1",
     .probe =
         &(const struct pc_probe){.name = "concurrent",
                                  .delivery = PC_AT_ONCE,
                                  STEPS({.body = MINIMAL_BODY}, {.body = MINIMAL_BODY},
                                        {.body = MINIMAL_BODY}, {.body = MINIMAL_BODY}, LOOK_AT_DEPLOYMENTS)},
     .control = &pc_probe_minimal,
     .check = pc_check_concurrent,
     .kills = "concurrent-500"},
    {.id = "server/promote/concurrent/one-current",
     .title = "promotes of two deployments at the same time leave one of them in the environment",
     .level = PC_LEVEL_SHOULD,
     .cites = DOCS,
     .probe =
         &(const struct pc_probe){.name = "concurrent-two",
                                  .delivery = PC_AT_ONCE,
                                  STEPS({.body = MINIMAL_BODY}, {.body = OTHER_BODY}, {.body = MINIMAL_BODY},
                                        {.body = OTHER_BODY}, LOOK_AT_DEPLOYMENTS)},
     .control = &pc_probe_minimal,
     .check = pc_check_one_current,
     .kills = "concurrent-two-current"},
};

const struct pc_case_table pc_cases_server_effect = {cases, COUNT(cases)};
