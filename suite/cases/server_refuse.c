#include "cases_internal.h"

/* "404 for an unknown model, deployment or environment (400 or 422 tolerated)"; 403 hides what is another's.
 */
static const struct pc_statuses refusals = {{404, 400, 403, 422}};

#define REFUSE(condition, words, faults, ...)                                                                \
    {                                                                                                        \
        .id = "server/refuse/" condition, .title = words, .level = PC_LEVEL_SHOULD,                          \
        .cites = "docs:promote rfc9110:15.5.5",                                                              \
        .probe = &(const struct pc_probe){.name = condition,                                                 \
                                          .effect = PC_EFFECT_REFUSED,                                       \
                                          ONE_REQUEST(__VA_ARGS__)},                                         \
        .control = &pc_probe_minimal, .check = pc_check_refused, .statuses = &refusals, .kills = faults      \
    }

#define PATH(model, environment) "/v1/models/" model "/environments/" environment "/promote"

static const struct pc_probe refusals_in_a_row = {
    .name = "refusals",
    .effect = PC_EFFECT_REFUSED,
    .requests =
        (const struct pc_request[]){{.body = MINIMAL_BODY, .path = PATH("$model", "promotecheck-none")},
                                    {.body = "{\"deployment_id\":\"promotecheck-none\"}"},
                                    {.body = "{\"deployment_id\":null}"},
                                    {.body = MINIMAL_BODY, .authorization = ""}},
    .request_count = 4};

/* Where one of them was accepted, what changed is its work, and another case says so. */
static void check_nothing_changed(struct pc_check *check) {
    for (size_t i = 0; i < check->sent->probe->request_count; i++) {
        const struct pc_http_exchange *exchange = check->sent->exchanges[i];
        if (exchange != NULL && pc_check_is_accepted(exchange)) {
            pc_check_not_applicable(check, "request %zu of them was accepted", i + 1);
            return;
        }
    }
    if (check->sent->observed)
        pc_check_nothing_changed(check);
    else
        pc_check_not_applicable(check, "%s", check->sent->unobserved);
}

static const struct pc_case cases[] = {
    REFUSE("unknown-model", "a promote of a model that does not exist is refused",
           "ignores-model-id unknown-model-500", .body = MINIMAL_BODY,
           .path = PATH("promotecheck-none", "$environment")),
    REFUSE("unknown-environment", "a promote to an environment that does not exist is refused",
           "unknown-environment-created unknown-environment-accepted unknown-environment-500",
           .body = MINIMAL_BODY, .path = PATH("$model", "promotecheck-none")),
    REFUSE("unknown-deployment", "a promote of a deployment that does not exist is refused",
           "unknown-deployment-accepted unknown-deployment-500",
           .body = "{\"deployment_id\":\"promotecheck-none\"}"),
    REFUSE("foreign-deployment", "a promote of another model's deployment is refused",
           "foreign-deployment-accepted", .body = "{\"deployment_id\":$foreign_deployment}"),
    REFUSE("case-changed-model", "a model's name in another case is another name", "case-insensitive-model",
           .body = MINIMAL_BODY, .path = PATH("$swapped_model", "$environment")),
    REFUSE("case-changed-environment", "an environment's name in another case is another name",
           "case-insensitive-environment", .body = MINIMAL_BODY,
           .path = PATH("$model", "$swapped_environment")),
    REFUSE("case-changed-deployment", "a deployment's id in another case is another id",
           "case-insensitive-deployment", .body = "{\"deployment_id\":$swapped_deployment}"),
    {.id = "server/refuse/nothing-changed",
     .title = "a refused promote changes nothing",
     .level = PC_LEVEL_MUST,
     .cites = "docs:promote rfc9110:15.5",
     .probe = &refusals_in_a_row,
     .control = &pc_probe_minimal,
     .check = check_nothing_changed,
     .kills = "stored-though-refused demoted-though-refused"},
};

const struct pc_case_table pc_cases_server_refuse = {cases, COUNT(cases)};
