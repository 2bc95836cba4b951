/* The schema's two hundred ways of being wrong, made from a table of the contract's members that is written
 * down here: each key missing, each member of every type that it must not have. Each is one judgement, and
 * the one that a case derived from the schema claims. */
#include "support.h"

#include <string.h>

enum type {
    T_NULL = 1,
    T_BOOLEAN = 2,
    T_INTEGER = 4,
    T_STRING = 8,
    T_OBJECT = 16,
    T_ARRAY = 32,
    T_FRACTION = 64
};

struct member {
    const char *parent; /* "" or the parent's name */
    const char *name;
    const char *right;
    unsigned types;
    bool optional;
};

#define SETTINGS "autoscaling_settings"

static const struct member members[] = {
    {"", "id", "\"w604592\"", T_STRING, false},
    {"", "created_at", "\"2026-01-02T03:04:05Z\"", T_STRING, false},
    {"", "name", "\"first\"", T_STRING, false},
    {"", "model_id", "\"wdlgzjk3\"", T_STRING, false},
    {"", "is_production", "true", T_BOOLEAN, false},
    {"", "is_development", "false", T_BOOLEAN, false},
    {"", "status", "\"ACTIVE\"", T_STRING, false},
    {"", "active_replica_count", "2", T_INTEGER, false},
    {"", SETTINGS, NULL, T_OBJECT | T_NULL, false},
    {"", "instance_type_name", "\"A10G\"", T_STRING | T_NULL, false},
    {"", "environment", "\"production\"", T_STRING | T_NULL, false},
    {SETTINGS, "min_replica", "1", T_INTEGER, false},
    {SETTINGS, "max_replica", "5", T_INTEGER, false},
    {SETTINGS, "autoscaling_window", "60", T_INTEGER | T_NULL, false},
    {SETTINGS, "scale_down_delay", "900", T_INTEGER | T_NULL, false},
    {SETTINGS, "concurrency_target", "3", T_INTEGER, false},
    {SETTINGS, "target_utilization_percentage", "70", T_INTEGER | T_NULL, false},
    {SETTINGS, "target_in_flight_tokens", "4000", T_INTEGER | T_NULL, true},
};

static const struct {
    const char *text;
    unsigned type;
} samples[] = {
    {"null", T_NULL},    {"true", T_BOOLEAN}, {"false", T_BOOLEAN},    {"0", T_INTEGER}, {"1.5", T_FRACTION},
    {"\"7\"", T_STRING}, {"\"\"", T_STRING},  {"{\"a\":1}", T_OBJECT}, {"[]", T_ARRAY},  {"[\"7\"]", T_ARRAY},
};

/* The members of `parent` as an object, one of them left out (value NULL) or changed. */
static void write_object(struct pc_buf *out, const char *parent, const struct member *changed,
                         const char *value) {
    const char *between = "{";
    for (size_t i = 0; i < COUNT(members); i++) {
        const struct member *member = &members[i];
        if (strcmp(member->parent, parent) != 0 || (member == changed && value == NULL))
            continue;
        assert_int_equal(pc_buf_appendf(out, "%s\"%s\":", between, member->name), PC_OK);
        between = ",";
        if (member == changed)
            assert_int_equal(pc_buf_append_text(out, value), PC_OK);
        else if (member->right != NULL)
            assert_int_equal(pc_buf_append_text(out, member->right), PC_OK);
        else
            write_object(out, member->name, changed, value);
    }
    assert_int_equal(pc_buf_append_byte(out, '}'), PC_OK);
}

static const struct pc_schema_member *find_member(const struct bench *bench, const char *pointer) {
    const struct pc_schema *schema = pc_spec_response_schema(bench->spec);
    for (size_t i = 0; i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        if (strcmp(member->instance_pointer, pointer) == 0)
            return member;
    }
    fail_msg("the schema has no %s", pointer);
    return NULL;
}

/* Judges with one member changed: `keyword` NULL means no judgement, else one at the member with that
 * pointer. */
static void check_member(struct bench *bench, const struct member *member, const char *value,
                         const char *keyword) {
    struct pc_buf body = {.limit = 1u << 16};
    struct pc_buf at = {.limit = 1024};
    struct pc_judgements judgements = {0};
    write_object(&body, "", member, value);
    assert_int_equal(
        pc_buf_appendf(&at, "%s%s/%s", member->parent[0] == '\0' ? "" : "/", member->parent, member->name),
        PC_OK);
    judge_answer(bench, &(struct answer){.body = pc_buf_view(&body)}, &judgements);
    const struct pc_schema_member *known = find_member(bench, at.data);
    const char *pointer = keyword == NULL                    ? NULL
                          : strcmp(keyword, "required") == 0 ? known->required_pointer
                                                             : known->type_pointer;
    check_judgements(body.data, &judgements,
                     &(struct expected){.subject = PC_SUBJECT_SCHEMA,
                                        .at = at.data,
                                        .schema_pointer = pointer,
                                        .level = PC_LEVEL_MUST,
                                        .level_is_asked = true},
                     keyword == NULL ? 0 : 1);
    if (keyword != NULL)
        assert_string_equal(judgements.items[0].instance_pointer, at.data);
    pc_judgements_clear(&judgements);
    pc_buf_clear(&body);
    pc_buf_clear(&at);
}

static void test_missing(void **state) {
    for (size_t i = 0; i < COUNT(members); i++)
        check_member(*state, &members[i], NULL, members[i].optional ? NULL : "required");
}

/* Right types whose content is judged further are left out. */
static bool is_right(const struct member *member, unsigned type) {
    return (member->types & type) != 0;
}

static bool is_narrower(const struct member *member, unsigned type) {
    return (type == T_STRING &&
            (strcmp(member->name, "status") == 0 || strcmp(member->name, "created_at") == 0)) ||
           type == T_OBJECT;
}

static void test_types(void **state) {
    size_t wrong = 0;
    for (size_t i = 0; i < COUNT(members); i++) {
        for (size_t k = 0; k < COUNT(samples); k++) {
            bool right = is_right(&members[i], samples[k].type);
            if (right && is_narrower(&members[i], samples[k].type))
                continue;
            check_member(*state, &members[i], samples[k].text, right ? NULL : "type");
            wrong += right ? 0 : 1;
        }
    }
    assert_true(wrong > 130);
}

/* All at once: each wrong member is one judgement, nothing is told twice. */
static void test_all_missing(void **state) {
    struct pc_judgements judgements = {0};
    judge_answer(*state, &(struct answer){.body = PC_VIEW("{}")}, &judgements);
    assert_int_equal(judgements.count, 11);
    for (size_t i = 0; i < judgements.count; i++) {
        assert_string_equal(judgements.items[i].finding.at + 1, members[i].name);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(judgements.items[i].instance_pointer,
                                    judgements.items[k].instance_pointer);
    }
    pc_judgements_clear(&judgements);
}

const struct CMUnitTest member_tests[] = {
    cmocka_unit_test(test_missing),
    cmocka_unit_test(test_types),
    cmocka_unit_test(test_all_missing),
};
const size_t member_test_count = COUNT(member_tests);
