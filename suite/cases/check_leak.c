#include "cases_internal.h"

#include <stdlib.h>

#define MAX_KEY 8192

void pc_check_challenge(struct pc_check *check) {
    const struct pc_http_message *answer = pc_check_answer(check);
    if (answer->status != 401) {
        pc_check_not_applicable(check, "the answer is %u, not 401", answer->status);
        return;
    }
    if (pc_http_field_get(answer, "WWW-Authenticate") != NULL)
        return;
    char at[] = "header WWW-Authenticate";
    char expected[] = "a challenge beside the 401";
    char seen[] = "no such header";
    pc_check_finding(check, check->one->level,
                     &(struct pc_finding){.at = at, .expected = expected, .seen = seen});
}

/* Whether any answer of the probe holds the text; says so with `expected` as what should be. */
static void look_for(struct pc_check *check, struct pc_view needle, char *expected, char *seen) {
    const struct pc_sent *sent = check->sent;
    for (size_t i = 0; i < sent->probe->request_count; i++) {
        if (sent->exchanges[i] == NULL)
            continue;
        struct pc_view wire = pc_http_exchange_response(sent->exchanges[i])->wire;
        if (pc_view_find(wire, needle) == wire.size)
            continue;
        char at[] = "the answer";
        pc_check_finding(check, check->one->level,
                         &(struct pc_finding){.at = at, .expected = expected, .seen = seen});
        return;
    }
}

void pc_check_no_echo(struct pc_check *check) {
    static const char *const credentials[] = {"$key", "$wrong_key"};
    char expected[] = "nothing of what stands in Authorization";
    char seen[] = "the key that was sent";
    for (size_t i = 0; i < COUNT(credentials) && check->findings.count == 0; i++) {
        struct pc_buf key;
        pc_buf_init(&key, MAX_KEY);
        if (pc_target_expand(check->target, credentials[i], PC_IN_HEADER, &key, NULL) == PC_OK)
            look_for(check, pc_buf_view(&key), expected, seen);
        pc_buf_clear(&key);
    }
}

/* What error pages of common frameworks betray: traces, source files, places on the server's disk. */
static const char *const traces[] = {
    "Traceback (most recent call last)",
    "File \"/",
    "node_modules/",
    "goroutine 1 [",
    "goroutine ",
    "panic: ",
    "Exception in thread",
    "\tat java.",
    "    at Object.",
    "    at Function.",
    "    at process.",
    ".java:",
    "stack backtrace:",
    ".rb:in `",
    "System.Web.",
    "   at System.",
    "/usr/lib/",
    "/usr/local/",
    "/home/",
    "/var/www/",
    "/app/src/",
    "/srv/",
    "C:\\",
};

void pc_check_no_leak(struct pc_check *check) {
    char expected[] = "an error that says nothing of the server's inside";
    for (size_t i = 0; i < COUNT(traces) && check->findings.count == 0; i++) {
        char *seen = pc_text_format("the text `%s`", traces[i]);
        check->out_of_memory |= seen == NULL;
        if (seen != NULL)
            look_for(check, pc_view_of(traces[i]), expected, seen);
        free(seen);
    }
}
