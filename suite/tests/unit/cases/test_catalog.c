#include "pc_cases.h"
#include "test_compare.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct pc_spec *spec;
static struct pc_catalog *catalog;

static int load(void **state) {
    (void)state;
    return pc_spec_load(NULL, &spec, NULL) == PC_OK &&
                   pc_catalog_make(spec, PC_SIDE_BOTH, &catalog, NULL) == PC_OK
               ? 0
               : -1;
}

static int unload(void **state) {
    (void)state;
    pc_catalog_free(catalog);
    pc_spec_free(spec);
    return 0;
}

static void test_ids_are_unique_and_well_formed(void **state) {
    (void)state;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const char *id = pc_catalog_case(catalog, i)->id;
        if (strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_./-") != strlen(id))
            fail_msg("%s holds a character that an id may not", id);
        assert_ptr_equal(pc_catalog_find(catalog, id), pc_catalog_case(catalog, i));
    }
}

static void test_every_negative_has_a_control(void **state) {
    (void)state;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        assert_true((one->probe == NULL) != (one->call == NULL));
        if (one->probe != NULL && one->probe->effect == PC_EFFECT_REFUSED && one->control == NULL)
            fail_msg("%s refuses something, but no control shows what is accepted", one->id);
    }
}

static void test_no_refusal_allows_a_success_or_a_5xx(void **state) {
    (void)state;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        for (size_t s = 0; one->statuses != NULL && s < PC_MAX_STATUSES && one->statuses->items[s] != 0;
             s++) {
            unsigned status = one->statuses->items[s];
            /* 501 says that the method is not implemented: a refusal too */
            if ((status < 400 || status > 499) && status != 501)
                fail_msg("%s takes %u for a refusal", one->id, status);
        }
    }
}

/* Each word of a case's cites that points into the spec leads somewhere. */
static void test_citations_resolve(void **state) {
    (void)state;
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        const struct pc_case *one = pc_catalog_case(catalog, i);
        assert_non_null(one->cites);
        const char *at = one->cites;
        while ((at = strstr(at, "spec:#")) != NULL) {
            struct pc_view pointer = {at + 6, strcspn(at + 6, " ")};
            if (!pc_json_exists(pc_json_pointer_get(pc_spec_document(spec), pointer)))
                fail_msg("%s cites %.*s, which is not in the spec", one->id, (int)pointer.size, pointer.data);
            at += 6;
        }
    }
}

static void test_each_property_of_the_contract_has_its_cases(void **state) {
    (void)state;
    static const char *const ids[] = {
        "server/response/required/id",
        "server/response/required/created_at",
        "server/response/required/name",
        "server/response/required/model_id",
        "server/response/required/is_production",
        "server/response/required/is_development",
        "server/response/required/status",
        "server/response/required/active_replica_count",
        "server/response/required/autoscaling_settings",
        "server/response/required/instance_type_name",
        "server/response/required/environment",
        "server/response/required/autoscaling_settings/min_replica",
        "server/response/required/autoscaling_settings/max_replica",
        "server/response/required/autoscaling_settings/autoscaling_window",
        "server/response/required/autoscaling_settings/scale_down_delay",
        "server/response/required/autoscaling_settings/concurrency_target",
        "server/response/required/autoscaling_settings/target_utilization_percentage",
        "server/response/type/id",
        "server/response/type/is_production",
        "server/response/type/active_replica_count",
        "server/response/type/autoscaling_settings",
        "server/response/type/environment",
        "server/response/type/autoscaling_settings/min_replica",
        "server/response/type/autoscaling_settings/target_in_flight_tokens",
        "server/response/enum/status",
        "server/response/format/created_at",
        "server/request/deployment_id/missing",
        "server/request/deployment_id/null",
        "server/request/deployment_id/type/object",
        "server/request/scale_down_previous_deployment/type/string",
        "server/request/preserve_env_instance_type/null",
        "client/response/value/autoscaling_settings/min_replica",
        "client/response/null/autoscaling_settings",
        "client/response/null/environment",
        "client/response/zero/autoscaling_settings/scale_down_delay",
        "client/response/absent/autoscaling_settings/target_in_flight_tokens",
        "client/response/enum/status/waking_up",
        "client/malformed/missing/created_at",
        "client/malformed/null/autoscaling_settings/max_replica",
        "client/malformed/type/status/integer",
    };
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (pc_catalog_find(catalog, ids[i]) == NULL)
            fail_msg("there is no case %s", ids[i]);
    }
    /* optional in the contract, so no case may demand it */
    assert_null(
        pc_catalog_find(catalog, "server/response/required/autoscaling_settings/target_in_flight_tokens"));
}

static bool matches_a_case(const char *pattern) {
    for (size_t i = 0; i < pc_catalog_count(catalog); i++) {
        if (pc_glob_match(pattern, pc_catalog_case(catalog, i)->id))
            return true;
    }
    return false;
}

static void test_requirements_name_cases_that_exist(void **state) {
    (void)state;
    for (size_t i = 0; i < pc_spec_requirement_count(spec); i++) {
        const struct pc_requirement *one = pc_spec_requirement(spec, i);
        const char *pattern = one->cases != NULL ? one->cases : "";
        for (size_t size; *pattern != '\0'; pattern += size + strspn(pattern + size, " ")) {
            char single[PC_PATTERN_SIZE];
            size = strcspn(pattern, " ");
            snprintf(single, sizeof single, "%.*s", (int)size, pattern);
            if (!matches_a_case(single))
                fail_msg("the requirement %s names %s, which matches no case", one->id, single);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ids_are_unique_and_well_formed),
        cmocka_unit_test(test_every_negative_has_a_control),
        cmocka_unit_test(test_no_refusal_allows_a_success_or_a_5xx),
        cmocka_unit_test(test_citations_resolve),
        cmocka_unit_test(test_each_property_of_the_contract_has_its_cases),
        cmocka_unit_test(test_requirements_name_cases_that_exist),
    };
    int failed = cmocka_run_group_tests_name("cases", tests, load, unload) != 0;
    return failed | run_compare_tests();
}
