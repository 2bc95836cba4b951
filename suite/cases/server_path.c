#include "cases_internal.h"

#include <stdlib.h>
#include <string.h>

#define PROMOTE_PATH "/v1/models/$model/environments/$environment/promote"

static const struct pc_statuses refusals = {{404, 400, 403, 422}};

static const struct pc_statuses no_such_path = {{404, 400, 401, 403, 405, 410, 422, 501}};

/* The environment that an accepted answer names, as it was spelled; NULL where it names ours or none. */
static char *other_environment(struct pc_check *check, const struct pc_http_exchange *exchange) {
    struct pc_json_value environment = pc_json_get_text(pc_judge_body(check->judge, exchange), "environment");
    if (!pc_check_is_accepted(exchange) || pc_json_type(environment) != PC_JSON_STRING ||
        pc_json_string_equal(environment, pc_view_of(pc_target_options(check->target)->environment)))
        return NULL;
    char *copy = pc_view_copy(pc_view_slice(pc_json_raw(environment), 0, 200));
    check->out_of_memory |= copy == NULL;
    return copy;
}

/* "Answered; never another resource promoted": where it is taken for a promote, its answer names our
 * environment, or what the plain promote's answer names instead. */
static void check_same_or_refused(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    if (!pc_check_is_answered(exchange)) {
        pc_check_report_status(check, check->one->level, exchange, "an answer below 500");
        return;
    }
    char at[] = "/environment";
    char expected[] = "no other environment is promoted to";
    char *seen = other_environment(check, exchange);
    char *plain = other_environment(check, check->control->exchanges[0]);
    if (seen != NULL && (plain == NULL || strcmp(seen, plain) != 0))
        pc_check_finding(check, PC_LEVEL_MUST,
                         &(struct pc_finding){.at = at, .expected = expected, .seen = seen});
    free(plain);
    free(seen);
}

/* A slash that is escaped is no separator (RFC 3986 section 2.2). Who decodes first promotes; that is noted.
 */
static void check_encoded_slash(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    if (pc_check_is_accepted(exchange))
        pc_check_report_status(check, PC_LEVEL_MAY, exchange,
                               "%2F is part of a segment, so no promote is meant");
    else if (!pc_check_is_answered(exchange))
        pc_check_report_status(check, PC_LEVEL_SHOULD, exchange, "an answer below 500");
}

#define SPELLED(condition, words, source, sent_path, check_name, faults)                                     \
    {                                                                                                        \
        .id = "server/http/path/" condition, .title = words, .level = PC_LEVEL_SHOULD, .cites = source,      \
        .probe = &(const struct pc_probe){.name = "path-" condition,                                         \
                                          .effect = PC_EFFECT_PROMOTES,                                      \
                                          ONE_REQUEST(.body = MINIMAL_BODY, .path = sent_path,               \
                                                      .filler_size = 65536)},                                \
        .control = &pc_probe_minimal, .check = check_name, .kills = faults                                   \
    }

static const struct pc_case cases[] = {
    SPELLED("encoded-letters", "letters that are percent-encoded are the letters", "rfc3986:6.2.2.2",
            "/v1/models/$model_encoded/environments/$environment_encoded/promote", pc_check_accepted,
            "escapes-not-decoded"),
    {.id = "server/http/path/double-encoded",
     .title = "what is encoded twice is decoded once",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc3986:2.4",
     .probe =
         &(const struct pc_probe){
             .name = "path-double-encoded",
             .effect = PC_EFFECT_REFUSED,
             ONE_REQUEST(.body = MINIMAL_BODY,
                         .path = "/v1/models/$model/environments/$environment_twice_encoded/promote")},
     .control = &pc_probe_minimal,
     .check = pc_check_refused,
     .statuses = &refusals,
     .kills = "double-decoded-path"},
    SPELLED("encoded-slash", "an escaped slash separates nothing", "rfc3986:2.2",
            "/v1/models/$model/environments/$environment%2Fpromote", check_encoded_slash, "slash-decoded"),
    SPELLED("dot-segments", "dot segments in the path are answered", "rfc3986:5.2.4",
            "/v1/models/$model/./environments/../environments/$environment/promote", check_same_or_refused,
            "dot-segments-500"),
    SPELLED("double-slash", "a doubled slash promotes nothing else", "rfc3986:3.3",
            "/v1/models/$model/environments/$environment//promote", check_same_or_refused,
            "double-slash-other"),
    SPELLED("trailing-slash", "a trailing slash promotes nothing else", "rfc3986:3.3", PROMOTE_PATH "/",
            check_same_or_refused, "trailing-slash-other"),
    SPELLED("query", "a query string is answered and promotes nothing else", "rfc3986:3.4",
            PROMOTE_PATH "?note=1", check_same_or_refused, "query-500"),
    SPELLED("query-parameters", "a parameter in the query does not replace the path's", "rfc3986:3.4",
            PROMOTE_PATH "?env_name=$other_environment", check_same_or_refused, "query-overrides-path"),
    {.id = "server/http/path/further-segment",
     .title = "a path that goes on behind /promote is no promote",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:15.5.5",
     .probe =
         &(const struct pc_probe){.name = "path-further-segment",
                                  .effect = PC_EFFECT_REFUSED,
                                  ONE_REQUEST(.body = MINIMAL_BODY, .path = PROMOTE_PATH "/no-such-thing")},
     .control = &pc_probe_minimal,
     .check = pc_check_refused,
     .statuses = &no_such_path,
     .kills = "further-segments-ignored"},
    SPELLED("long", "a path of 64 KiB is answered", "rfc9110:15.5.15",
            "/v1/models/$model/environments/$filler/promote", pc_check_answered_or_closed, "long-path-500"),
};

const struct pc_case_table pc_cases_server_path = {cases, COUNT(cases)};
