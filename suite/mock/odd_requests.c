/* Eccentricities of what is taken and refused: unusual, and legal. The bundle of many at once is here too. */
#include "call.h"

/* BODY: number: bits that are taken after all, or the size above which a body is too large */
static bool lenient(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if ((call->body & (unsigned long)row->number) == 0)
        return false;
    if (call->body == PC_MOCK_BODY_CONTENT_TYPE)
        pc_mock_decode_body(call);
    else
        pc_mock_forgive_body(call);
    return true;
}

static bool small_limit(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->request->body.size <= (size_t)row->number)
        return false;
    call->body = PC_MOCK_BODY_TOO_LARGE;
    return true;
}

static bool no_chunked(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->request->framing != PC_HTTP_CHUNKED)
        return false;
    pc_mock_refuse(call, 411, "LENGTH_REQUIRED", "send Content-Length");
    return true;
}

static bool no_expect(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (pc_http_field_count(call->request, "Expect") == 0)
        return false;
    pc_mock_refuse(call, 417, "EXPECTATION_FAILED", "no expectation is met here");
    return true;
}

/* AUTH, LOOK_UP, PATH */

/* text: the scheme; its case is ignored */
static bool scheme_too(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->auth != PC_MOCK_AUTH_OTHER_SCHEME || !pc_view_equal_nocase(call->scheme, pc_view_of(row->text)))
        return false;
    bool known = pc_mock_key_known(call->state, call->key);
    call->auth = known ? PC_MOCK_AUTH_GOOD : PC_MOCK_AUTH_UNKNOWN_KEY;
    return true;
}

static bool no_observation(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (!call->route->observes)
        return false;
    pc_mock_refuse(call, 404, "NOT_FOUND", "there is nothing at this path");
    return true;
}

static bool trailing_slash(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    if (call->path.size < 2 || call->path.data[call->path.size - 1] != '/')
        return false;
    call->path.size--;
    return true;
}

static bool options_refused(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (!pc_view_equal_text(call->method, "OPTIONS") || call->route == NULL)
        return false;
    pc_mock_reply_header(&call->reply, "Allow", call->route->method);
    pc_mock_refuse(call, (unsigned)row->number, "METHOD_NOT_ALLOWED", "this method is not for this resource");
    return true;
}

static const struct pc_mock_row rows[] = {
    PC_MOCK_LEGAL("duplicate-key-accepted", "a duplicate key is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_DUPLICATE_KEY),
    PC_MOCK_LEGAL("lone-surrogate-accepted", "half a surrogate pair is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_LONE_SURROGATE),
    PC_MOCK_LEGAL("bom-accepted", "a byte order mark is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_BYTE_ORDER_MARK),
    PC_MOCK_LEGAL("invalid-utf8-accepted", "invalid UTF-8 is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_NOT_UTF8),
    PC_MOCK_LEGAL("deep-accepted", "deep nesting is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_TOO_DEEP),
    PC_MOCK_LEGAL("any-content-type", "each Content-Type is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_CONTENT_TYPE),
    PC_MOCK_LEGAL("large-body-accepted", "a body of more than 1 MiB is accepted", BODY, .act = lenient,
                  .number = PC_MOCK_BODY_TOO_LARGE),
    PC_MOCK_LEGAL("413-small", "a body of more than 100 KiB gets 413", BODY, .act = small_limit,
                  .number = 100L << 10),
    PC_MOCK_LEGAL("411-for-chunked", "a chunked request gets 411", BODY, .act = no_chunked),
    PC_MOCK_LEGAL("417-for-expect", "an Expect gets 417", BODY, .act = no_expect),
    PC_MOCK_LEGAL("bearer-too", "Bearer is accepted too", AUTH, .act = scheme_too, .text = "Bearer"),
    PC_MOCK_LEGAL("scheme-in-any-case", "api-key is accepted too", AUTH, .act = scheme_too,
                  .text = "Api-Key"),
    PC_MOCK_LEGAL_HIDING(
        "no-observation", "the GETs that observe do not exist",
        "server/refuse/nothing-changed server/promote/is_production/observed server/promote/stored "
        "server/promote/previous/* server/promote/instance-type/* "
        "server/promote/concurrent/one-current",
        LOOK_UP, .act = no_observation),
    PC_MOCK_LEGAL("trailing-slash-same", "a trailing slash means the same", PATH, .act = trailing_slash),
    PC_MOCK_LEGAL("options-refused", "OPTIONS gets 405", ROUTE, .act = options_refused, .number = 405),
};

const struct pc_mock_table pc_mock_odd_requests = PC_MOCK_TABLE(rows);

static const char *const eccentric[] = {"new-id-always",
                                        "starts-LOADING_MODEL",
                                        "previous-inactive",
                                        "created_at-nanoseconds-offset",
                                        "target_in_flight_tokens-absent",
                                        "null-settings",
                                        "extra-members",
                                        "reversed-keys",
                                        "pretty-printed",
                                        "escaped-body",
                                        "integers-as-1.0",
                                        "422-for-400",
                                        "403-for-401",
                                        "404-for-405",
                                        "errors-problem-json",
                                        "any-content-type",
                                        "413-small",
                                        "411-for-chunked",
                                        "417-for-expect",
                                        "bearer-too",
                                        "scheme-in-any-case",
                                        "chunked",
                                        "lower-case-headers",
                                        "no-reason-phrase",
                                        "content-type-charset",
                                        NULL};

const struct pc_mock_bundle pc_mock_bundle_eccentric = {
    {"eccentric", "many of the legal eccentricities at once", true, NULL,
     "server/response/type/autoscaling_settings/target_in_flight_tokens server/auth/challenge"},
    eccentric};
