/* The list of properties that test cases are derived from. */
#include "support.h"

#include <string.h>

#define STRING  PC_TYPE_STRING
#define BOOLEAN PC_TYPE_BOOLEAN
#define INTEGER PC_TYPE_INTEGER
#define NUL     PC_TYPE_NULL
#define OBJECT  PC_TYPE_OBJECT

#define DEPLOYMENT  "#/components/schemas/DeploymentV1"
#define AUTOSCALING "#/components/schemas/AutoscalingSettingsV1"
#define STATUS      "#/components/schemas/DeploymentStatusV1"

struct expected {
    const char *pointer;
    const char *schema_pointer;
    const char *required_pointer;
    const char *type_pointer;
    unsigned types;
    size_t parent;
};

static const struct expected deployment[] = {
    {"", DEPLOYMENT, NULL, DEPLOYMENT "/type", OBJECT, 0},
    {"/id", DEPLOYMENT "/properties/id", DEPLOYMENT "/required/0", DEPLOYMENT "/properties/id/type", STRING,
     0},
    {"/created_at", DEPLOYMENT "/properties/created_at", DEPLOYMENT "/required/1",
     DEPLOYMENT "/properties/created_at/type", STRING, 0},
    {"/name", DEPLOYMENT "/properties/name", DEPLOYMENT "/required/2", DEPLOYMENT "/properties/name/type",
     STRING, 0},
    {"/model_id", DEPLOYMENT "/properties/model_id", DEPLOYMENT "/required/3",
     DEPLOYMENT "/properties/model_id/type", STRING, 0},
    {"/is_production", DEPLOYMENT "/properties/is_production", DEPLOYMENT "/required/4",
     DEPLOYMENT "/properties/is_production/type", BOOLEAN, 0},
    {"/is_development", DEPLOYMENT "/properties/is_development", DEPLOYMENT "/required/5",
     DEPLOYMENT "/properties/is_development/type", BOOLEAN, 0},
    {"/status", DEPLOYMENT "/properties/status", DEPLOYMENT "/required/6", STATUS "/type", STRING, 0},
    {"/active_replica_count", DEPLOYMENT "/properties/active_replica_count", DEPLOYMENT "/required/7",
     DEPLOYMENT "/properties/active_replica_count/type", INTEGER, 0},
    {"/autoscaling_settings", DEPLOYMENT "/properties/autoscaling_settings", DEPLOYMENT "/required/8",
     DEPLOYMENT "/properties/autoscaling_settings/anyOf", OBJECT | NUL, 0},
    {"/autoscaling_settings/min_replica", AUTOSCALING "/properties/min_replica", AUTOSCALING "/required/0",
     AUTOSCALING "/properties/min_replica/type", INTEGER, 9},
    {"/autoscaling_settings/max_replica", AUTOSCALING "/properties/max_replica", AUTOSCALING "/required/1",
     AUTOSCALING "/properties/max_replica/type", INTEGER, 9},
    {"/autoscaling_settings/autoscaling_window", AUTOSCALING "/properties/autoscaling_window",
     AUTOSCALING "/required/2", AUTOSCALING "/properties/autoscaling_window/anyOf", INTEGER | NUL, 9},
    {"/autoscaling_settings/scale_down_delay", AUTOSCALING "/properties/scale_down_delay",
     AUTOSCALING "/required/3", AUTOSCALING "/properties/scale_down_delay/anyOf", INTEGER | NUL, 9},
    {"/autoscaling_settings/concurrency_target", AUTOSCALING "/properties/concurrency_target",
     AUTOSCALING "/required/4", AUTOSCALING "/properties/concurrency_target/type", INTEGER, 9},
    {"/autoscaling_settings/target_utilization_percentage",
     AUTOSCALING "/properties/target_utilization_percentage", AUTOSCALING "/required/5",
     AUTOSCALING "/properties/target_utilization_percentage/anyOf", INTEGER | NUL, 9},
    {"/autoscaling_settings/target_in_flight_tokens", AUTOSCALING "/properties/target_in_flight_tokens", NULL,
     AUTOSCALING "/properties/target_in_flight_tokens/anyOf", INTEGER | NUL, 9},
    {"/instance_type_name", DEPLOYMENT "/properties/instance_type_name", DEPLOYMENT "/required/9",
     DEPLOYMENT "/properties/instance_type_name/anyOf", STRING | NUL, 0},
    {"/environment", DEPLOYMENT "/properties/environment", DEPLOYMENT "/required/10",
     DEPLOYMENT "/properties/environment/anyOf", STRING | NUL, 0},
};

static void assert_text(const char *seen, const char *expected) {
    if (!expected)
        assert_null(seen);
    else if (!seen)
        fail_msg("nothing, expected %s", expected);
    else
        assert_string_equal(seen, expected);
}

static void test_deployment(void **state) {
    (void)state;
    struct pc_schema *schema = deployment_schema();
    assert_int_equal(pc_schema_member_count(schema), sizeof deployment / sizeof deployment[0]);
    for (size_t i = 0; i < sizeof deployment / sizeof deployment[0]; i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        const char *slash = strrchr(deployment[i].pointer, '/');
        assert_text(member->instance_pointer, deployment[i].pointer);
        assert_text(member->name, slash ? slash + 1 : "");
        assert_text(member->schema_pointer, deployment[i].schema_pointer);
        assert_text(member->required_pointer, deployment[i].required_pointer);
        assert_text(member->type_pointer, deployment[i].type_pointer);
        assert_int_equal(member->types, deployment[i].types);
        assert_int_equal(member->parent, deployment[i].parent);
        bool status = strcmp(member->name, "status") == 0;
        assert_text(member->enum_pointer, status ? STATUS "/enum" : NULL);
        assert_int_equal(member->enum_count, status ? 14 : 0);
        bool created = strcmp(member->name, "created_at") == 0;
        assert_text(member->format, created ? "date-time" : NULL);
        assert_text(member->format_pointer, created ? DEPLOYMENT "/properties/created_at/format" : NULL);
    }
    const struct pc_schema_member *status = pc_schema_member(schema, 7);
    assert_string_equal(status->enum_strings[0], "BUILDING");
    assert_string_equal(status->enum_strings[13], "WAKING_UP");
    pc_schema_free(schema);
}

struct listing {
    const char *schema;
    const char *members; /* instance pointer, a space, the types as a number, a line each */
};

static const struct listing listings[] = {
    {"{}", " 127\n"},
    {"false", " 0\n"},
    /* a recursion is entered once */
    {"{'properties':{'next':{'$ref':'#'},'v':{'type':'number'}}}", " 127\n/next 127\n/v 12\n"},
    {"{'properties':{'a':{'properties':{'up':{'$ref':'#'},'a':{'$ref':'#/properties/a'}}}}}",
     " 127\n/a 127\n/a/up 127\n/a/a 127\n"},
    /* the same definition twice is no recursion */
    {"{'properties':{'a':{'$ref':'#/$defs/d'},'b':{'$ref':'#/$defs/d'}},'$defs':{'d':{'type':'object',"
     "'properties':{'x':{'type':'null'}}}}}",
     " 127\n/a 64\n/a/x 1\n/b 64\n/b/x 1\n"},
    /* allOf narrows, anyOf widens */
    {"{'allOf':[{'properties':{'a':{'type':['null','string']}}},{'properties':{'a':{'type':['null',"
     "'array']},'b':{}}}]}",
     " 127\n/a 1\n/b 127\n"},
    {"{'anyOf':[{'type':'object','properties':{'a':{'type':'null'}}},{'type':'object','properties':{'a':"
     "{'type':'string'}}}]}",
     " 64\n/a 17\n"},
    {"{'properties':{'a/b~':{'enum':[1,'x',2.5]}}}", " 127\n/a~1b~0 28\n"},
    {"{'required':['only']}", " 127\n"},
};

static void test_listings(void **state) {
    (void)state;
    struct pc_buf seen;
    pc_buf_init(&seen, 1u << 16);
    for (size_t i = 0; i < sizeof listings / sizeof listings[0]; i++) {
        struct pc_schema *schema = compiled(listings[i].schema, "");
        pc_buf_reset(&seen);
        for (size_t k = 0; k < pc_schema_member_count(schema); k++) {
            const struct pc_schema_member *member = pc_schema_member(schema, k);
            assert_int_equal(pc_buf_appendf(&seen, "%s %u\n", member->instance_pointer, member->types),
                             PC_OK);
        }
        assert_string_equal(seen.data, listings[i].members);
        pc_schema_free(schema);
    }
    pc_buf_clear(&seen);
}

int run_member_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deployment),
        cmocka_unit_test(test_listings),
    };
    return cmocka_run_group_tests_name("members", tests, NULL, NULL);
}
