#include "fixture.h"

#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct member deployment_members[] = {
    {"/id", "\"w604592\"", T_STRING, false},
    {"/created_at", "\"2026-01-02T03:04:05Z\"", T_STRING, false},
    {"/name", "\"first\"", T_STRING, false},
    {"/model_id", "\"wdlgzjk3\"", T_STRING, false},
    {"/is_production", "true", T_BOOLEAN, false},
    {"/is_development", "false", T_BOOLEAN, false},
    {"/status", "\"ACTIVE\"", T_STRING, false},
    {"/active_replica_count", "2", T_NUMBER, false},
    {"/autoscaling_settings", "", T_OBJECT | T_NULL, false},
    {"/autoscaling_settings/min_replica", "1", T_NUMBER, false},
    {"/autoscaling_settings/max_replica", "5", T_NUMBER, false},
    {"/autoscaling_settings/autoscaling_window", "60", T_NUMBER | T_NULL, false},
    {"/autoscaling_settings/scale_down_delay", "900", T_NUMBER | T_NULL, false},
    {"/autoscaling_settings/concurrency_target", "3", T_NUMBER, false},
    {"/autoscaling_settings/target_utilization_percentage", "70", T_NUMBER | T_NULL, false},
    {"/autoscaling_settings/target_in_flight_tokens", "4000", T_NUMBER | T_NULL, true},
    {"/instance_type_name", "\"A10G\"", T_STRING | T_NULL, false},
    {"/environment", "\"production\"", T_STRING | T_NULL, false},
};
const size_t deployment_member_count = COUNT(deployment_members);

const struct member request_members[] = {
    {"/scale_down_previous_deployment", "false", T_BOOLEAN, true},
    {"/deployment_id", "\"w604592\"", T_STRING, false},
    {"/preserve_env_instance_type", "true", T_BOOLEAN, true},
};
const size_t request_member_count = COUNT(request_members);

const struct typed_value typed_values[] = {
    {"null", T_NULL}, {"true", T_BOOLEAN}, {"false", T_BOOLEAN},    {"1", T_NUMBER},
    {"0", T_NUMBER},  {"\"1\"", T_STRING}, {"\"\"", T_STRING},      {"[]", T_ARRAY},
    {"[1]", T_ARRAY}, {"{}", T_OBJECT},    {"{\"a\":1}", T_OBJECT},
};
const size_t typed_value_count = COUNT(typed_values);

static void add(struct variant *out, const char *text) {
    size_t used = strlen(out->text);
    assert_true(used + strlen(text) < sizeof out->text);
    memcpy(out->text + used, text, strlen(text) + 1);
}

/* The members whose pointer is `parent` + one token, as an object. */
static void add_object(struct variant *out, const struct member *members, size_t count, const char *parent,
                       const char *changed, const char *json) {
    size_t begin = strlen(out->text);
    bool first = true;
    add(out, "{");
    for (size_t i = 0; i < count; i++) {
        const char *pointer = members[i].pointer;
        const char *name = strrchr(pointer, '/') + 1;
        bool is_changed = strcmp(pointer, changed) == 0;
        if (strncmp(pointer, parent, strlen(parent)) != 0 || pointer + strlen(parent) != name - 1)
            continue;
        if (is_changed)
            out->parent = begin;
        if (is_changed && json == NULL)
            continue;
        add(out, first ? "\"" : ",\"");
        add(out, name);
        add(out, "\":");
        first = false;
        if (is_changed) {
            out->at = strlen(out->text);
            add(out, json);
        } else if (members[i].valid[0] == '\0') {
            add_object(out, members, count, pointer, changed, json);
        } else {
            add(out, members[i].valid);
        }
    }
    add(out, "}");
}

void make_deployment(struct variant *out, const char *pointer, const char *json) {
    *out = (struct variant){.text = ""};
    add_object(out, deployment_members, deployment_member_count, "", pointer, json);
}

void make_request(struct variant *out, const char *pointer, const char *json) {
    *out = (struct variant){.text = ""};
    add_object(out, request_members, request_member_count, "", pointer, json);
}

size_t add_members(struct variant *out, const char *more) {
    char *end = strrchr(out->text, '}');
    assert_non_null(end);
    *end = '\0';
    add(out, more);
    add(out, "}");
    return (size_t)(end - out->text);
}

static void check_refusal(const struct pc_codec_refusal *refusal, const char *text, const char *pointer,
                          size_t offset) {
    assert_string_equal(refusal->pointer, pointer);
    assert_true(refusal->reason[0] != '\0');
    assert_int_equal(refusal->place.offset, offset);
    struct pc_json_place place = pc_json_place_of(pc_view_of(text), (uint32_t)offset);
    assert_int_equal(refusal->place.line, place.line);
    assert_int_equal(refusal->place.column, place.column);
}

void expect_deployment(const char *text, enum pc_codec_mode mode, struct pc_deployment *out) {
    enum pc_codec_verdict verdict = PC_REFUSED;
    struct pc_codec_refusal refusal;
    assert_int_equal(pc_deployment_decode(pc_view_of(text), mode, out, &verdict, &refusal), PC_OK);
    if (verdict != PC_DECODED)
        fail_msg("refused at \"%s\": %s\n%s", refusal.pointer, refusal.reason, text);
    assert_string_equal(refusal.pointer, "");
    assert_string_equal(refusal.reason, "");
}

void expect_deployment_refused(const char *text, enum pc_codec_mode mode, const char *pointer,
                               size_t offset) {
    struct pc_deployment out = {0};
    const struct pc_deployment empty = {0};
    enum pc_codec_verdict verdict = PC_DECODED;
    struct pc_codec_refusal refusal;
    assert_int_equal(pc_deployment_decode(pc_view_of(text), mode, &out, &verdict, &refusal), PC_OK);
    if (verdict != PC_REFUSED)
        fail_msg("decoded, but expected a refusal at \"%s\":\n%s", pointer, text);
    assert_true(pc_deployment_equal(&out, &empty));
    check_refusal(&refusal, text, pointer, offset);
    verdict = PC_DECODED;
    assert_int_equal(pc_deployment_decode(pc_view_of(text), mode, &out, &verdict, NULL), PC_OK);
    assert_int_equal(verdict, PC_REFUSED);
}

void expect_request(const char *text, enum pc_codec_mode mode, struct pc_promote_request *out) {
    enum pc_codec_verdict verdict = PC_REFUSED;
    struct pc_codec_refusal refusal;
    assert_int_equal(pc_promote_request_decode(pc_view_of(text), mode, out, &verdict, &refusal), PC_OK);
    if (verdict != PC_DECODED)
        fail_msg("refused at \"%s\": %s\n%s", refusal.pointer, refusal.reason, text);
}

void expect_request_refused(const char *text, enum pc_codec_mode mode, const char *pointer, size_t offset) {
    struct pc_promote_request out = {0};
    const struct pc_promote_request empty = {0};
    enum pc_codec_verdict verdict = PC_DECODED;
    struct pc_codec_refusal refusal;
    assert_int_equal(pc_promote_request_decode(pc_view_of(text), mode, &out, &verdict, &refusal), PC_OK);
    if (verdict != PC_REFUSED)
        fail_msg("decoded, but expected a refusal at \"%s\":\n%s", pointer, text);
    assert_true(pc_promote_request_equal(&out, &empty));
    check_refusal(&refusal, text, pointer, offset);
}

char *encoded_deployment(const struct pc_deployment *deployment) {
    struct pc_buf out;
    pc_buf_init(&out, 1u << 20);
    assert_int_equal(pc_deployment_encode(deployment, &out), PC_OK);
    return out.data;
}

char *encoded_request(const struct pc_promote_request *request) {
    struct pc_buf out;
    pc_buf_init(&out, 1u << 20);
    assert_int_equal(pc_promote_request_encode(request, &out), PC_OK);
    return out.data;
}
