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

/* As base64 shows `key` behind so many bytes, but for the digits that it shares with its neighbours: so it is
 * found inside a longer text too. */
static enum pc_status spell_base64(struct pc_view key, size_t offset, struct pc_buf *out) {
    struct pc_buf bytes, coded;
    pc_buf_init(&bytes, MAX_KEY);
    pc_buf_init(&coded, 2 * MAX_KEY);
    enum pc_status status = pc_buf_append(&bytes, (struct pc_view){"::", offset});
    if (status == PC_OK)
        status = pc_buf_append(&bytes, key);
    if (status == PC_OK)
        status = pc_base64_encode(pc_buf_view(&bytes), &coded);
    if (status == PC_OK)
        status =
            pc_buf_append(out, pc_view_slice(pc_buf_view(&coded), offset > 0 ? 4 : 0, bytes.size / 3 * 4));
    pc_buf_clear(&coded);
    pc_buf_clear(&bytes);
    return status;
}

static void look_for_base64(struct pc_check *check, struct pc_view key, char *expected) {
    char seen[] = "the key that was sent, in base64";
    for (size_t offset = 0; offset < 3 && check->findings.count == 0; offset++) {
        struct pc_buf spelled;
        pc_buf_init(&spelled, 2 * MAX_KEY);
        if (spell_base64(key, offset, &spelled) == PC_OK)
            look_for(check, pc_buf_view(&spelled), expected, seen);
        pc_buf_clear(&spelled);
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
        if (check->findings.count == 0 && key.size > 0)
            look_for_base64(check, pc_buf_view(&key), expected);
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
