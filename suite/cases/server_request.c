#include "cases_internal.h"

/* A refusal is a set, never one number: the spec declares no error status. */
static const struct pc_statuses refusals = {{400, 415, 422}};
static const struct pc_statuses refusals_without_length = {{400, 411, 415, 422}};
/* Who answers an unknown deployment with 403, as some do, answers "" so. */
static const struct pc_statuses refusals_of_an_id = {{400, 403, 404, 422}};

#define BODY_REQUIRED "spec:@operation/requestBody/required rfc9110:15.5.1"
#define REQUEST_TYPE  "spec:@request/type rfc9110:15.5.1"

#define REFUSED_WITH(words, text, set)                                                                       \
    .probe =                                                                                                 \
        &(const struct pc_probe){.name = words, .effect = PC_EFFECT_REFUSED, ONE_REQUEST(.body = text)},     \
    .control = &pc_probe_minimal, .check = pc_check_refused, .statuses = &(set)
#define REFUSED(words, text) REFUSED_WITH(words, text, refusals)

#define ACCEPTED(words, text)                                                                                \
    .probe =                                                                                                 \
        &(const struct pc_probe){.name = words, .effect = PC_EFFECT_PROMOTES, ONE_REQUEST(.body = text)},    \
    .control = &pc_probe_minimal, .check = pc_check_accepted

#define NOT_OBJECT(type, text)                                                                               \
    {                                                                                                        \
        .id = "server/request/body/not-object/" type, .title = "a body that is a JSON " type " is refused",  \
        .level = PC_LEVEL_MUST, .cites = REQUEST_TYPE, REFUSED("body-is-" type, text),                       \
        .kills = "not-object-accepted"                                                                       \
    }

static const struct pc_case cases[] = {
    {.id = "server/request/body/missing",
     .title = "a promote without a body is refused",
     .level = PC_LEVEL_MUST,
     .cites = BODY_REQUIRED,
     REFUSED_WITH("no-body", NULL, refusals_without_length),
     .kills = "missing-body-accepted missing-body-500"},
    {.id = "server/request/body/empty",
     .title = "a promote with an empty body is refused",
     .level = PC_LEVEL_MUST,
     .cites = BODY_REQUIRED,
     REFUSED("empty-body", ""),
     .kills = "empty-body-accepted"},
    {.id = "server/request/body/not-json",
     .title = "a body that is not JSON is refused",
     .level = PC_LEVEL_MUST,
     .cites = "spec:@operation/requestBody/content rfc9110:15.5.1",
     REFUSED("not-json", "promote it, please"),
     .kills = "not-json-accepted not-json-500"},
    {.id = "server/request/body/truncated",
     .title = "JSON that ends in the middle is refused",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc8259:2 rfc9110:15.5.1",
     REFUSED("truncated-json", "{\"deployment_id\":$deployment"),
     .kills = "truncated-accepted"},
    {.id = "server/request/body/trailing-bytes",
     .title = "a value behind the value is refused",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc8259:2 rfc9110:15.5.1",
     REFUSED("trailing-bytes", MINIMAL_BODY "{}"),
     .kills = "trailing-bytes-accepted"},
    NOT_OBJECT("null", "null"),
    NOT_OBJECT("boolean", "true"),
    NOT_OBJECT("number", "7"),
    NOT_OBJECT("string", "$deployment"),
    NOT_OBJECT("array", "[" MINIMAL_BODY "]"),
    {.id = "server/request/deployment_id/empty",
     .title = "an empty deployment_id is refused",
     .level = PC_LEVEL_SHOULD,
     .cites = "spec:@request/properties/deployment_id rfc9110:15.5.1",
     REFUSED_WITH("deployment_id-is-empty", "{\"deployment_id\":\"\"}", refusals_of_an_id),
     .kills = "empty-deployment_id-accepted"},
    {.id = "server/request/extra-member",
     .title = "members that the contract does not name are accepted",
     .level = PC_LEVEL_MUST,
     .cites = "spec:@request",
     ACCEPTED("extra-members",
              "{\"deployment_id\":$deployment,\"x_note\":{\"by\":[null,1.5,\"\"]},\"Deployment_Id\":7}"),
     .kills = "extra-member-refused"},
    {.id = "server/request/white-space",
     .title = "white space between the tokens changes nothing",
     .level = PC_LEVEL_MUST,
     .cites = "rfc8259:2",
     ACCEPTED("white-space", " \t\r\n{ \"deployment_id\"\n:\t$deployment \r\n}\n "),
     .kills = "white-space-refused"},
    {.id = "server/request/escapes",
     .title = "escaped characters in keys and values are the characters",
     .level = PC_LEVEL_MUST,
     .cites = "rfc8259:7",
     ACCEPTED("escapes", "{\"d\\u0065ployment\\u005Fid\":$deployment_escaped}"),
     .kills = "escapes-refused"},
    {.id = "server/request/key-order",
     .title = "the order of the members changes nothing",
     .level = PC_LEVEL_MUST,
     .cites = "rfc8259:4",
     ACCEPTED("key-order", "{\"preserve_env_instance_type\":true,\"scale_down_previous_deployment\":true,"
                           "\"deployment_id\":$deployment}"),
     .kills = "key-order-refused"},
    {.id = "server/request/content-type/charset",
     .title = "a charset parameter on the Content-Type is accepted",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:8.3.1",
     .probe = &(const struct pc_probe){.name = "charset",
                                       .effect = PC_EFFECT_PROMOTES,
                                       ONE_REQUEST(.body = MINIMAL_BODY,
                                                   .content_type = "application/json; charset=utf-8")},
     .control = &pc_probe_minimal,
     .check = pc_check_accepted,
     .kills = "charset-refused"},
    {.id = "server/request/content-type/upper-case",
     .title = "the Content-Type's case does not matter",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:8.3.1",
     .probe = &(const struct pc_probe){.name = "upper-case-content-type",
                                       .effect = PC_EFFECT_PROMOTES,
                                       ONE_REQUEST(.body = MINIMAL_BODY, .content_type = "APPLICATION/JSON")},
     .control = &pc_probe_minimal,
     .check = pc_check_accepted,
     .kills = "upper-case-content-type-refused"},
};

const struct pc_case_table pc_cases_server_request = {cases, COUNT(cases)};
