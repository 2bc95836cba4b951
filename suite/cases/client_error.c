#include "client_internal.h"

/* An error is an error, whatever its body looks like. */
#define ERROR(...) ERROR_AT(MUST, __VA_ARGS__)
#define ERROR_AT(case_level, number, word, words, type, text, late, faults)                                  \
    {                                                                                                        \
        .id = "client/error/" #number "/" word, .title = words, .level = PC_LEVEL_##case_level,              \
        .cites = "spec:@operation/responses rfc9110:15.5",                                                   \
        .call = &(const struct pc_call){.name = "error-" #number "-" word,                                   \
                                        .reply = {.status = (number), .headers = type, .body = text},        \
                                        .waits = (late)},                                                    \
        .call_control = &pc_call_minimal, .check = pc_check_client_error, .kills = faults                    \
    }

#define JSON_TYPE           "Content-Type: application/json\r\n"
#define PROBLEM_TYPE        "Content-Type: application/problem+json\r\n"
#define TEXT_TYPE           "Content-Type: text/plain\r\n"
#define HTML_TYPE           "Content-Type: text/html; charset=utf-8\r\n"
#define CODE(code, message) "{\"code\":\"" code "\",\"message\":\"" message "\"}"
#define PROBLEM(number)     "{\"type\":\"about:blank\",\"title\":\"Refused\",\"status\":" #number "}"
#define HTML(number)        "<!doctype html><html><body><h1>" #number "</h1></body></html>"
#define FAULTS              "ignores-status"

/* `late`: what clients ask again after is asked beside the others, for they wait in between. */
#define EACH_BODY(number, code, late)                                                                        \
    ERROR(number, "json", #number " with a code and a message is an error", JSON_TYPE,                       \
          CODE(code, "refused"), late, FAULTS),                                                              \
        ERROR(number, "deployment", #number " is an error though its body looks like a deployment",          \
              JSON_TYPE, PLAIN_DEPLOYMENT, late, FAULTS " error-body-as-deployment"),                        \
        ERROR(number, "empty", #number " without a body is an error", "", "", late,                          \
              FAULTS " errors-need-json"),                                                                   \
        ERROR(number, "text", #number " with plain text is an error", TEXT_TYPE, "refused\n", late,          \
              FAULTS " errors-need-json"),                                                                   \
        ERROR(number, "html", #number " with HTML is an error", HTML_TYPE, HTML(number), late,               \
              FAULTS " errors-need-json"),                                                                   \
        ERROR(number, "problem", #number " with problem+json is an error", PROBLEM_TYPE, PROBLEM(number),    \
              late, FAULTS)

/* What is documented nowhere, and what gateways say. */
#define RARE(number, late)                                                                                   \
    ERROR(number, "json", #number " is an error", JSON_TYPE, CODE("REFUSED", "refused"), late, FAULTS)
/* A redirect that leads nowhere. */
#define ASTRAY(number)                                                                                       \
    ERROR_AT(SHOULD, number, "deployment", #number " is no success though its body looks like a deployment", \
             JSON_TYPE, PLAIN_DEPLOYMENT, false, FAULTS " error-body-as-deployment")

#define PATIENT(number, word, words, headers, text, faults)                                                  \
    ERROR(number, word, words, JSON_TYPE headers, text, true, faults)

/* A body that an error's reader may trip over. */
#define ODD(number, word, words, type, text, late, faults)                                                   \
    ERROR(number, word, #number " is an error though its body " words, type, text, late, faults)
/* The same in another framing. */
#define FRAMED(number, word, words, how)                                                                     \
    {                                                                                                        \
        .id = "client/error/" #number "/" word, .title = words, .level = PC_LEVEL_MUST,                      \
        .cites = "spec:@operation/responses rfc9112:6.3",                                                    \
        .call = &(const struct pc_call){.name = "error-" #number "-" word,                                   \
                                        .reply = {.status = (number),                                        \
                                                  .headers = JSON_TYPE,                                      \
                                                  .body = CODE("REFUSED", "refused"),                        \
                                                  .framing = (how)}},                                        \
        .call_control = &pc_call_minimal, .check = pc_check_client_error, .kills = "errors-need-length"      \
    }

static const struct pc_case cases[] = {
    EACH_BODY(400, "VALIDATION_ERROR", false),
    EACH_BODY(401, "UNAUTHORIZED", false),
    EACH_BODY(403, "FORBIDDEN", false),
    EACH_BODY(404, "NOT_FOUND", false),
    EACH_BODY(405, "METHOD_NOT_ALLOWED", false),
    EACH_BODY(409, "CONFLICT", true),
    EACH_BODY(413, "TOO_LARGE", false),
    EACH_BODY(415, "UNSUPPORTED_MEDIA_TYPE", false),
    EACH_BODY(422, "VALIDATION_ERROR", false),
    EACH_BODY(423, "LOCKED", true),
    EACH_BODY(429, "TOO_MANY_REQUESTS", true),
    EACH_BODY(500, "INTERNAL", true),
    EACH_BODY(502, "BAD_GATEWAY", true),
    EACH_BODY(503, "UNAVAILABLE", true),
    EACH_BODY(504, "TIMEOUT", true),
    ODD(400, "array", "is an array", JSON_TYPE, "[]", false, "errors-need-an-object"),
    ODD(403, "null", "is null", JSON_TYPE, "null", false, "errors-need-an-object"),
    ODD(404, "string", "is a string", JSON_TYPE, "\"refused\"", false, "errors-need-an-object"),
    ODD(422, "list", "has a list in place of a message", JSON_TYPE,
        "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"refused\"}]}", false, "errors-need-a-message"),
    ODD(403, "nested", "has an object in place of a message", JSON_TYPE,
        "{\"error\":{\"code\":\"X\",\"message\":null}}", false, "errors-need-a-message"),
    ODD(400, "no-json", "is not the JSON that it is said to be", JSON_TYPE, "oops", false,
        "errors-need-json"),
    ODD(401, "truncated", "is JSON that ends in the middle", JSON_TYPE, "{\"code\":\"X", false,
        "errors-need-a-message"),
    ODD(403, "no-utf-8", "is not UTF-8", "Content-Type: text/plain; charset=utf-8\r\n", "refus\351\377\n",
        false, "errors-need-utf-8"),
    FRAMED(404, "chunked", "404 in chunks is an error", PC_BY_CHUNKS),
    FRAMED(403, "until-close", "403 that ends with its connection is an error", PC_BY_CLOSE),
    ASTRAY(300),
    ASTRAY(302),
    RARE(402, false),
    RARE(406, false),
    RARE(408, true),
    RARE(410, false),
    RARE(425, true),
    RARE(451, false),
    RARE(501, true),
    RARE(505, true),
    RARE(507, true),
    RARE(520, true),
    {.id = "client/error/404/again",
     .title = "call after call gets its own error",
     .level = PC_LEVEL_MUST,
     .cites = "rfc9112:9.3",
     .call =
         &(const struct pc_call){
             .name = "error-404-again",
             .reply = {.status = 404, .headers = JSON_TYPE, .body = CODE("NOT_FOUND", "no such model")},
             .times = 3},
     .call_control = &pc_call_minimal,
     .check = pc_check_client_error,
     .kills = FAULTS " fails-on-the-second-call fails-behind-an-error caches-answers"},
    PATIENT(429, "retry-after", "429 with retry_after in its body is an error at once, and not asked again",
            "", "{\"error\":\"slow down\",\"retry_after\":37}", FAULTS " retries-429 sleeps-retry-after"),
    PATIENT(429, "retry-after-field", "429 with Retry-After is an error at once, and not asked again",
            "Retry-After: 37\r\n", CODE("RATE_LIMITED", "slow down"), "retries-429 sleeps-retry-after"),
    PATIENT(429, "retry-after-date", "429 with a date in Retry-After is an error all the same",
            "Retry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n", CODE("RATE_LIMITED", "slow down"),
            "demands-seconds"),
    PATIENT(503, "retry-after-field", "503 with Retry-After is an error at once, and not asked again",
            "Retry-After: 37\r\n", CODE("UNAVAILABLE", "later"), "retries-5xx sleeps-retry-after"),
    PATIENT(503, "retry-after-now", "503 with Retry-After: 0 is not asked again", "Retry-After: 0\r\n",
            CODE("UNAVAILABLE", "now"), "retries-5xx retries-behind-its-answer"),
    ERROR(401, "challenge", "401 with WWW-Authenticate is not asked again",
          JSON_TYPE "WWW-Authenticate: Api-Key realm=\"x\"\r\nWWW-Authenticate: Basic realm=\"x\"\r\n",
          CODE("UNAUTHORIZED", "who?"), false, FAULTS " retries-401"),
};

const struct pc_case_table pc_cases_client_error = {cases, COUNT(cases)};
