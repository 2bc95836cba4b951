#include "cases_internal.h"

#include <stdlib.h>
#include <string.h>

#define ANSWERED_CITES "rfc9110:15.6.1"

/* 401 and 403 first, 404 and 501 are as good: what counts is that nothing is promoted. */
static const struct pc_statuses method_refusals = {{405, 404, 401, 403, 501}};

/* "An origin server MUST generate an Allow header field in a 405 response containing a list of the target
 * resource's currently supported methods": POST is one of them. */
static void check_method(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    pc_check_refused(check);
    const struct pc_http_message *answer = pc_check_answer(check);
    if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED || answer->status != 405 ||
        pc_http_field_has_token(answer, "Allow", "POST"))
        return;
    const struct pc_http_field *allow = pc_http_field_get(answer, "Allow");
    char *seen =
        allow == NULL ? pc_text_copy("no such header") : pc_view_copy(pc_view_slice(allow->value, 0, 200));
    char at[] = "header Allow";
    char cite[] = "rfc9110:15.5.6";
    char requirement[] = "a 405 lists the methods that are allowed";
    char expected[] = "POST among the methods that are allowed, beside the 405";
    check->out_of_memory |= seen == NULL;
    if (seen != NULL)
        pc_check_finding(
            check, PC_LEVEL_SHOULD,
            &(struct pc_finding){
                .at = at, .cite = cite, .requirement = requirement, .expected = expected, .seen = seen});
    free(seen);
}

/* Where the state cannot be seen, the answer can: an accepted promote shows the deployment. */
static bool shows_a_deployment(struct pc_check *check) {
    struct pc_json_value body = pc_judge_body(check->judge, pc_check_exchange(check));
    return pc_check_is_accepted(pc_check_exchange(check)) && pc_json_exists(pc_json_get_text(body, "id")) &&
           pc_json_exists(pc_json_get_text(body, "model_id"));
}

/* "Answered (any status below 500, or 501), promoting nothing". */
static void check_open_method(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    pc_check_nothing_changed(check);
    if (shows_a_deployment(check))
        pc_check_report_status(check, PC_LEVEL_MUST, exchange,
                               "no promotion, but the answer is a deployment");
    bool unimplemented =
        exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && pc_http_exchange_response(exchange)->status == 501;
    if (!pc_check_is_answered(exchange) && !unimplemented)
        pc_check_report_status(check, PC_LEVEL_SHOULD, exchange, "an answer below 500, or 501");
    if (pc_http_exchange_excess(exchange).size == 0 ||
        strcmp(check->sent->probe->requests[0].method, "HEAD") != 0)
        return;
    char at[] = "the body";
    char expected[] = "no body in an answer to HEAD";
    char seen[] = "bytes behind the head";
    pc_check_finding(check, PC_LEVEL_SHOULD,
                     &(struct pc_finding){.at = at, .expected = expected, .seen = seen});
}

#define METHOD(word, verb, with_body, faults)                                                                \
    {                                                                                                        \
        .id = "server/http/method/" word, .title = verb " promotes nothing", .level = PC_LEVEL_MUST,         \
        .cites = "spec:@operation rfc9110:15.5.6",                                                           \
        .probe = &(const struct pc_probe){.name = "method-" word,                                            \
                                          .effect = PC_EFFECT_REFUSED,                                       \
                                          ONE_REQUEST(.method = verb, .body = with_body)},                   \
        .control = &pc_probe_minimal, .check = check_method, .statuses = &method_refusals, .kills = faults   \
    }

#define OPEN_METHOD(word, verb, with_body, faults)                                                           \
    {                                                                                                        \
        .id = "server/http/method/" word, .title = verb " is answered and promotes nothing",                 \
        .level = PC_LEVEL_SHOULD, .cites = "rfc9110:9.1",                                                    \
        .probe = &(const struct pc_probe){.name = "method-" word,                                            \
                                          .effect = PC_EFFECT_REFUSED,                                       \
                                          ONE_REQUEST(.method = verb, .body = with_body)},                   \
        .control = &pc_probe_minimal, .check = check_open_method, .kills = faults                            \
    }

/* The plain promote in another form: `check_name` says whether it has to succeed or only to be answered. */
#define FORM(condition, words, source, check_name, faults, ...)                                              \
    {                                                                                                        \
        .id = "server/http/" condition, .title = words, .level = PC_LEVEL_SHOULD, .cites = source,           \
        .probe = &(const struct pc_probe){.name = condition,                                                 \
                                          .effect = PC_EFFECT_PROMOTES,                                      \
                                          ONE_REQUEST(.body = MINIMAL_BODY, __VA_ARGS__)},                   \
        .control = &pc_probe_minimal, .check = check_name, .kills = faults                                   \
    }

static bool has_status(const struct pc_http_exchange *exchange, unsigned status) {
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED &&
           pc_http_exchange_response(exchange)->status == status;
}

/* 411 is RFC 9110's way to say that a length is wanted (section 15.5.12). */
static void check_chunked(struct pc_check *check) {
    if (!has_status(pc_check_exchange(check), 411))
        pc_check_accepted(check);
}

/* 505 and 426 are answers to a version that the server does not speak. */
static void check_version(struct pc_check *check) {
    if (!has_status(pc_check_exchange(check), 505))
        pc_check_answered(check);
}

static const struct pc_case cases[] = {
    METHOD("get", "GET", NULL, "get-promotes method-500 method-400 no-allow"),
    METHOD("put", "PUT", MINIMAL_BODY, "put-promotes method-500"),
    METHOD("patch", "PATCH", MINIMAL_BODY, "patch-promotes method-500"),
    METHOD("delete", "DELETE", NULL, "delete-promotes method-500"),
    OPEN_METHOD("head", "HEAD", MINIMAL_BODY, "head-500 head-with-body head-promotes"),
    OPEN_METHOD("options", "OPTIONS", MINIMAL_BODY, "options-500 options-promotes"),
    OPEN_METHOD("trace", "TRACE", NULL, "trace-promotes"),
    OPEN_METHOD("unknown", "PROMOTE", MINIMAL_BODY, "unknown-method-500"),
    FORM("chunked", "a request in chunks is accepted", "rfc9112:7.1", check_chunked,
         "chunked-500 chunked-refused", .chunked = true),
    FORM("expect-continue", "Expect: 100-continue does not hang the request", "rfc9110:10.1.1",
         pc_check_answered, "expect-500", .extra_headers = "Expect: 100-continue\r\n"),
    FORM("version/1.0", "HTTP/1.0 is answered", "rfc9112:2.3", check_version, "http-1.0-500",
         .version = "HTTP/1.0"),
    FORM("header/lower-case", "the names of header fields have no case", "rfc9110:5.1", pc_check_accepted,
         "lower-case-fields-missed", .lower_case = true),
    FORM("header/repeated", "a field that nobody knows may stand twice", "rfc9110:5.3", pc_check_accepted,
         "repeated-field-refused", .extra_headers = "X-Note: one\r\nX-Note: two\r\n"),
    FORM("header/long", "a field of 64 KiB is answered", ANSWERED_CITES, pc_check_answered_or_closed,
         "long-header-500", .extra_headers = "X-Note: $filler\r\n", .filler_size = 65536),
    {.id = "server/http/error/no-leak",
     .title = "errors show nothing of the server's inside",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:17.3",
     .probe = &(const struct pc_probe){.name = "errors",
                                       .effect = PC_EFFECT_REFUSED,
                                       .requests =
                                           (const struct pc_request[]){
                                               {.body = "promote it, please"},
                                               {.body = "{\"deployment_id\":{}}"},
                                               {.body = "{\"deployment_id\":\"promotecheck-none\"}"},
                                               {.method = "GET"},
                                           },
                                       .request_count = 4},
     .control = &pc_probe_minimal,
     .check = pc_check_no_leak,
     .kills = "stack-trace-in-error path-in-error"},
};

const struct pc_case_table pc_cases_server_http = {cases, COUNT(cases)};
