#include "cases_internal.h"

static const struct pc_statuses refusals = {{401, 403}};

#define AUTH(condition, value, case_level, words, faults)                                                    \
    {                                                                                                        \
        .id = "server/auth/" condition, .title = words, .level = case_level,                                 \
        .cites = "spec:#/security/0 rfc9110:15.5.2",                                                         \
        .probe = &(const struct pc_probe){.name = "auth-" condition,                                         \
                                          .effect = PC_EFFECT_REFUSED,                                       \
                                          ONE_REQUEST(.body = MINIMAL_BODY, .authorization = value)},        \
        .control = &pc_probe_minimal, .check = pc_check_refused, .statuses = &refusals, .kills = faults      \
    }

static const struct pc_case cases[] = {
    AUTH("missing", "", PC_LEVEL_MUST, "a promote without credentials is refused",
         "no-auth-accepted auth-500"),
    AUTH("wrong-key", "$scheme $wrong_key", PC_LEVEL_MUST, "a promote with a wrong key is refused",
         "any-key-accepted"),
    AUTH("wrong-scheme", "Token $key", PC_LEVEL_MUST, "the right key under another scheme is refused",
         "any-scheme-accepted"),
    AUTH("scheme-only", "$scheme", PC_LEVEL_MUST, "the scheme without a key is refused", "any-key-accepted"),
    AUTH("truncated-key", "$scheme $truncated_key", PC_LEVEL_MUST,
         "the key without its last character is refused", "any-key-accepted"),
    AUTH("lengthened-key", "$scheme $lengthened_key", PC_LEVEL_MUST,
         "the key with a character more is refused", "any-key-accepted"),
};

const struct pc_case_table pc_cases_server_auth = {cases, COUNT(cases)};
