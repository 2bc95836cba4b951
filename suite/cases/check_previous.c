#include "effect.h"

/* A deployment that was scaled down, or is being. */
static const char *const down[] = {"INACTIVE", "SCALED_TO_ZERO", "DEACTIVATING"};

static bool is_down(struct pc_json_value deployment) {
    struct pc_json_value status = pc_json_get_text(deployment, "status");
    for (size_t i = 0; i < COUNT(down); i++) {
        if (pc_json_type(status) == PC_JSON_STRING && pc_json_string_equal(status, pc_view_of(down[i])))
            return true;
    }
    return false;
}

static bool has_no_replica(struct pc_json_value deployment) {
    int64_t count;
    struct pc_json_value value = pc_json_get_text(deployment, "active_replica_count");
    return pc_json_type(value) == PC_JSON_NUMBER && pc_json_number_int64(value, &count) && count == 0;
}

static bool is_in_environment(const struct pc_check *check, struct pc_json_value deployment) {
    const struct pc_target_options *options = pc_target_options(check->target);
    const char *path = check->sent->probe->requests[1].path;
    const char *name = path == NULL ? options->environment : options->other_environment;
    struct pc_json_value environment = pc_json_get_text(deployment, "environment");
    return pc_json_type(environment) == PC_JSON_STRING && pc_json_string_equal(environment, pc_view_of(name));
}

typedef void compare_previous(struct pc_check *check, struct pc_json_value before,
                              struct pc_json_value after);

/* Promote other, promote, GET what the first returned: `before` is its answer, `after` what the GET shows. */
static void look_back(struct pc_check *check, compare_previous *compare) {
    struct pc_answer before = {0};
    struct pc_answer promoted = {0};
    struct pc_answer after = {0};
    if (!pc_check_step_accepted(check, 0) || !pc_check_step_accepted(check, 1) ||
        !pc_answer_read(check, 0, &before) || !pc_answer_read(check, 1, &promoted) ||
        !pc_answer_read(check, 2, &after))
        goto cleanup;
    if (pc_json_equal(pc_json_get_text(before.body, "id"), pc_json_get_text(promoted.body, "id"))) {
        pc_check_not_applicable(check, "both promotes returned the same deployment");
        goto cleanup;
    }
    const struct pc_http_exchange *look = check->sent->exchanges[2];
    if (check->sent->observed && look->outcome == PC_HTTP_OUTCOME_ANSWERED &&
        pc_http_exchange_response(look)->status == 404)
        pc_check_report_status(check, check->one->level, look,
                               "the previous deployment is still there under its id");
    else if (pc_check_step_observed(check, 2, &after))
        compare(check, before.body, after.body);
cleanup:
    pc_answer_clear(&after);
    pc_answer_clear(&promoted);
    pc_answer_clear(&before);
}

static void compare_demoted(struct pc_check *check, struct pc_json_value before, struct pc_json_value after) {
    (void)before;
    struct pc_json_value is_production = pc_json_get_text(after, "is_production");
    if (is_in_environment(check, after))
        pc_check_report_member(check, check->one->level, "/environment", "no longer this environment",
                               pc_json_get_text(after, "environment"));
    else if (pc_json_type(is_production) == PC_JSON_BOOLEAN && pc_json_boolean(is_production))
        pc_check_report_member(check, check->one->level, "/is_production", "false, now that it was replaced",
                               is_production);
}

void pc_check_previous_demoted(struct pc_check *check) {
    look_back(check, compare_demoted);
}

static void compare_scaled_down(struct pc_check *check, struct pc_json_value before,
                                struct pc_json_value after) {
    if (is_down(after))
        return;
    if (!has_no_replica(after))
        pc_check_report_member(check, check->one->level, "/status",
                               "INACTIVE, SCALED_TO_ZERO or DEACTIVATING", pc_json_get_text(after, "status"));
    else if (has_no_replica(before))
        pc_check_not_applicable(check, "the previous deployment had not come up yet");
}

void pc_check_previous_scaled_down(struct pc_check *check) {
    look_back(check, compare_scaled_down);
}

static void compare_kept(struct pc_check *check, struct pc_json_value before, struct pc_json_value after) {
    if (is_down(before))
        pc_check_not_applicable(check, "the previous deployment was not up when it was promoted");
    else if (is_down(after))
        pc_check_report_member(check, check->one->level, "/status", "not scaled down",
                               pc_json_get_text(after, "status"));
}

void pc_check_previous_kept(struct pc_check *check) {
    look_back(check, compare_kept);
}
