#include "cases_internal.h"

static const struct pc_statuses refusals = {{401, 403}};
/* Two Authorization fields are malformed before they are wrong (RFC 9110 section 5.3). */
static const struct pc_statuses refusals_of_two = {{401, 403, 400}};

#define AUTH_CITES "spec:#/security/0 rfc9110:15.5.2"

/* The plain promote with another Authorization, or with header lines of its own and none. */
#define AUTH(condition, value, lines, words, faults)                                                         \
    AUTH_SET(condition, value, lines, words, faults, refusals)
#define AUTH_SET(condition, value, lines, words, faults, set)                                                \
    {                                                                                                        \
        .id = "server/auth/" condition, .title = words, .level = PC_LEVEL_MUST, .cites = AUTH_CITES,         \
        .probe = &(const struct pc_probe){.name = "auth-" condition,                                         \
                                          .effect = PC_EFFECT_REFUSED,                                       \
                                          ONE_REQUEST(.body = MINIMAL_BODY, .authorization = value,          \
                                                      .extra_headers = lines)},                              \
        .control = &pc_probe_minimal, .check = pc_check_refused, .statuses = &(set), .kills = faults         \
    }

/* Accepted or refused: either is defensible, but it is answered. */
#define AUTH_OPEN(condition, value, lines, words, faults)                                                    \
    {                                                                                                        \
        .id = "server/auth/" condition, .title = words, .level = PC_LEVEL_SHOULD, .cites = "rfc9110:15.6.1", \
        .probe = &(const struct pc_probe){.name = "auth-" condition,                                         \
                                          .effect = PC_EFFECT_PROMOTES,                                      \
                                          ONE_REQUEST(.body = MINIMAL_BODY, .authorization = value,          \
                                                      .extra_headers = lines)},                              \
        .control = &pc_probe_minimal, .check = pc_check_answered, .kills = faults                            \
    }

static const struct pc_probe answers_to_credentials = {
    .name = "credentials-in-answers",
    .effect = PC_EFFECT_PROMOTES,
    .requests = (const struct pc_request[]){{.body = MINIMAL_BODY},
                                            {.body = MINIMAL_BODY, .authorization = "$scheme $wrong_key"},
                                            {.body = MINIMAL_BODY, .authorization = "Token $key"},
                                            {.body = "promote it, please"},
                                            {.body = "{\"deployment_id\":\"promotecheck-none\"}"}},
    .request_count = 5};

static const struct pc_case cases[] = {
    AUTH("missing", "", NULL, "a promote without credentials is refused", "no-auth-accepted auth-500"),
    AUTH("empty", "", "Authorization: \r\n", "an empty Authorization is refused", "empty-auth-accepted"),
    AUTH("scheme-without-key", "$scheme", NULL, "the scheme without a key is refused",
         "scheme-without-key-accepted"),
    AUTH("key-without-scheme", "$key", NULL, "the key without its scheme is refused",
         "key-without-scheme-accepted"),
    AUTH("wrong-scheme", "Token $key", NULL, "the right key under another scheme is refused",
         "any-scheme-accepted"),
    AUTH("basic", "Basic $basic", NULL, "the right key as a Basic password is refused", "basic-accepted"),
    AUTH("wrong-key", "$scheme $wrong_key", NULL, "a wrong key is refused", "any-key-accepted"),
    AUTH("truncated-key", "$scheme $truncated_key", NULL, "the key without its last character is refused",
         "any-key-accepted"),
    AUTH("lengthened-key", "$scheme $lengthened_key", NULL, "the key with a character more is refused",
         "any-key-accepted"),
    AUTH("case-changed-key", "$scheme $swapped_key", NULL, "the key in another case is refused",
         "key-case-ignored"),
    AUTH("garbled", "=,$scheme;;$wrong_key,", NULL, "a garbled Authorization is refused",
         "garbled-auth-accepted"),
    AUTH_SET("twice", "$scheme $wrong_key", "Authorization: $scheme $truncated_key\r\n",
             "two Authorization headers, both wrong, are refused", "twice-auth-accepted", refusals_of_two),
    AUTH_OPEN("twice-mixed", NULL, "Authorization: $scheme $wrong_key\r\n",
              "two Authorization headers, one right and one wrong, are answered", "twice-mixed-500"),
    AUTH_OPEN("lower-case-scheme", "api-key $key", NULL, "the scheme in lower case is answered",
              "lower-case-scheme-500"),
    {.id = "server/auth/challenge",
     .title = "a 401 says with WWW-Authenticate what it wants",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:11.6.1",
     .probe = &(const struct pc_probe){.name = "auth-missing-again",
                                       .effect = PC_EFFECT_REFUSED,
                                       ONE_REQUEST(.body = MINIMAL_BODY, .authorization = "")},
     .control = &pc_probe_minimal,
     .check = pc_check_challenge,
     .kills = "no-challenge"},
    {.id = "server/auth/echo",
     .title = "no answer repeats the credentials",
     .level = PC_LEVEL_SHOULD,
     .cites = "rfc9110:17.13",
     .probe = &answers_to_credentials,
     .control = &pc_probe_minimal,
     .check = pc_check_no_echo,
     .kills = "key-echoed-in-error key-echoed-in-base64"},
};

const struct pc_case_table pc_cases_server_auth = {cases, COUNT(cases)};
