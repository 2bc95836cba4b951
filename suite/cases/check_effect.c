#include "effect.h"

#include <stdio.h>
#include <string.h>

static struct pc_json_value id_of(struct pc_json_value deployment) {
    return pc_json_get_text(deployment, "id");
}

/* Whether the answer is the deployment that was asked for, promoted in place: a new one is recorded only
 * later. */
static bool is_in_place(const struct pc_check *check, struct pc_json_value promoted) {
    return pc_json_string_equal(id_of(promoted), pc_view_of(pc_target_options(check->target)->deployment));
}

static void compare_stored(struct pc_check *check, struct pc_json_value promoted,
                           struct pc_json_value environment) {
    struct pc_json_value current = pc_json_get_text(environment, "current_deployment");
    struct pc_json_value candidate = pc_json_get_text(environment, "candidate_deployment");
    if (pc_json_type(candidate) == PC_JSON_OBJECT) {
        pc_check_not_applicable(check, "the promotion is still running: there is a candidate_deployment");
        return;
    }
    enum pc_level level = is_in_place(check, promoted) ? PC_LEVEL_MUST : check->one->level;
    if (!pc_json_equal(id_of(current), id_of(promoted))) {
        pc_check_report_member(check, level, "/current_deployment/id", "the id that the promote returned",
                               id_of(current));
        return;
    }
    struct pc_json_value stored = pc_json_get_text(current, "instance_type_name");
    struct pc_json_value returned = pc_json_get_text(promoted, "instance_type_name");
    if (pc_json_type(returned) == PC_JSON_STRING && !pc_json_equal(stored, returned))
        pc_check_report_member(check, check->one->level, "/current_deployment/instance_type_name",
                               "the instance type that the promote returned", stored);
}

void pc_check_stored(struct pc_check *check) {
    struct pc_answer promoted = {0};
    struct pc_answer environment = {0};
    if (pc_check_step_accepted(check, 0) && pc_answer_read(check, 0, &promoted) &&
        pc_answer_read(check, 1, &environment) && pc_check_step_observed(check, 1, &environment)) {
        if (pc_json_exists(id_of(promoted.body)))
            compare_stored(check, promoted.body, environment.body);
        else
            pc_check_untestable(check, "the promote's answer has no id");
    }
    pc_answer_clear(&environment);
    pc_answer_clear(&promoted);
}

static bool starts_with_name(struct pc_json_value deployment, struct pc_json_value of) {
    struct pc_view name = pc_json_string_raw(pc_json_get_text(deployment, "name"));
    struct pc_view stem = pc_json_string_raw(pc_json_get_text(of, "name"));
    return stem.size > 0 && pc_view_starts_with(name, stem);
}

/* The deployment that was replaced, by its own id, by that of the copy that was made of it, or by the name
 * that a copy of it has (a promoted copy is named NAME.SECONDS). */
static bool is_previous(const struct pc_check *check, const struct pc_answer steps[4]) {
    struct pc_json_value promoted = steps[3].body;
    struct pc_json_value id = id_of(promoted);
    if (pc_json_type(id) != PC_JSON_STRING)
        return false;
    return pc_json_equal(id, id_of(steps[2].body)) ||
           pc_json_string_equal(id, pc_view_of(pc_target_options(check->target)->other_deployment)) ||
           (starts_with_name(promoted, steps[1].body) && !starts_with_name(promoted, steps[0].body));
}

void pc_check_not_previous(struct pc_check *check) {
    struct pc_answer steps[4] = {0};
    bool complete = pc_check_step_accepted(check, 2) && pc_check_step_accepted(check, 3);
    for (size_t i = 0; complete && i < COUNT(steps); i++)
        complete = pc_answer_read(check, i, &steps[i]);
    if (complete && is_previous(check, steps))
        pc_check_report_member(check, PC_LEVEL_MUST, "/id", "another deployment than the one before it",
                               id_of(steps[3].body));
    for (size_t i = 0; i < COUNT(steps); i++)
        pc_answer_clear(&steps[i]);
}

/* Step 1 shows the type that is to be there: an environment says `instance_type`, a deployment
 * `instance_type_name`. */
static void compare_instance_types(struct pc_check *check, struct pc_json_value before,
                                   struct pc_json_value promoted) {
    struct pc_json_value wanted = pc_json_get_text(before, "instance_type");
    if (pc_json_type(wanted) == PC_JSON_OBJECT)
        wanted = pc_json_get_text(wanted, "name");
    if (!pc_json_exists(wanted))
        wanted = pc_json_get_text(before, "instance_type_name");
    struct pc_json_value seen = pc_json_get_text(promoted, "instance_type_name");
    if (pc_json_type(wanted) != PC_JSON_STRING || pc_json_type(seen) != PC_JSON_STRING) {
        pc_check_not_applicable(check, "no instance type is known before or after");
        return;
    }
    char expected[200];
    struct pc_view raw = pc_view_slice(pc_json_raw(wanted), 0, 150);
    snprintf(expected, sizeof expected, "%.*s", (int)raw.size, raw.data);
    if (!pc_json_equal(wanted, seen))
        pc_check_report_member(check, check->one->level, "/instance_type_name", expected, seen);
}

void pc_check_instance_type(struct pc_check *check) {
    struct pc_answer before = {0};
    struct pc_answer promoted = {0};
    if (pc_check_step_accepted(check, 0) && pc_answer_read(check, 1, &before) &&
        pc_check_step_observed(check, 1, &before) && pc_check_step_accepted(check, 2) &&
        pc_answer_read(check, 2, &promoted))
        compare_instance_types(check, before.body, promoted.body);
    pc_answer_clear(&promoted);
    pc_answer_clear(&before);
}

static void compare_second(struct pc_check *check, struct pc_json_value promoted) {
    const char *name = pc_target_options(check->target)->other_environment;
    struct pc_json_value environment = pc_json_get_text(promoted, "environment");
    struct pc_json_value is_production = pc_json_get_text(promoted, "is_production");
    if (pc_json_exists(environment) && !pc_json_string_equal(environment, pc_view_of(name)))
        pc_check_report_member(check, check->one->level, "/environment", "the second environment's name",
                               environment);
    bool wanted = strcmp(name, "production") == 0;
    if (pc_json_type(is_production) == PC_JSON_BOOLEAN && pc_json_boolean(is_production) != wanted)
        pc_check_report_member(check, check->one->level, "/is_production", wanted ? "true" : "false",
                               is_production);
}

void pc_check_second_environment(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    if (pc_target_is_busy(exchange)) {
        pc_check_say_busy(check, exchange);
        return;
    }
    if (pc_check_is_restricted(exchange)) {
        pc_check_not_applicable(check, "status 403: the second environment is restricted");
        return;
    }
    if (!pc_check_is_accepted(exchange)) {
        pc_check_report_status(check, check->one->level, exchange, "the promotion succeeds: status 200");
        return;
    }
    struct pc_answer promoted = {0};
    if (pc_answer_read(check, 0, &promoted))
        compare_second(check, promoted.body);
    pc_answer_clear(&promoted);
}

void pc_check_concurrent(struct pc_check *check) {
    for (size_t i = 0; i + 1 < check->sent->probe->request_count; i++) {
        const struct pc_http_exchange *exchange = check->sent->exchanges[i];
        if (exchange == NULL || pc_check_is_answered(exchange))
            continue;
        pc_check_report_status(check, check->one->level, exchange, "an answer below 500 to each of them");
        return;
    }
}

/* Whether one of the promotes returned this deployment: what was wrong before is not their doing. */
static bool was_returned(struct pc_check *check, struct pc_json_value deployment) {
    bool found = false;
    for (size_t i = 0; !found && i + 1 < check->sent->probe->request_count; i++) {
        struct pc_answer answer = {0};
        if (pc_answer_read(check, i, &answer))
            found = pc_json_exists(id_of(deployment)) && pc_json_equal(id_of(answer.body), id_of(deployment));
        pc_answer_clear(&answer);
    }
    return found;
}

static void count_current(struct pc_check *check, struct pc_json_value deployments) {
    struct pc_view name = pc_view_of(pc_target_options(check->target)->environment);
    unsigned current = 0;
    for (struct pc_json_value one = pc_json_first(deployments); pc_json_exists(one);
         one = pc_json_next(one)) {
        struct pc_json_value environment = pc_json_get_text(one, "environment");
        if (pc_json_type(environment) != PC_JSON_STRING || !pc_json_string_equal(environment, name) ||
            !was_returned(check, one))
            continue;
        current++;
        if (current > 1)
            pc_check_report_member(check, check->one->level, "/deployments",
                                   "one deployment that says it is in the environment; a further one is",
                                   id_of(one));
    }
}

void pc_check_one_current(struct pc_check *check) {
    size_t last = check->sent->probe->request_count - 1;
    struct pc_answer answer = {0};
    if (pc_answer_read(check, last, &answer) && pc_check_step_observed(check, last, &answer))
        count_current(check, pc_json_get_text(answer.body, "deployments"));
    pc_answer_clear(&answer);
}
