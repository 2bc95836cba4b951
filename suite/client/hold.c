/* From the answer's JSON to what the client holds. */
#include "hold.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_VALUE (1u << 20)

const struct client_member client_members[] = {
    {"id", STRING, false, false},
    {"created_at", TIME, false, false},
    {"name", STRING, false, false},
    {"model_id", STRING, false, false},
    {"is_production", FLAG, false, false},
    {"is_development", FLAG, false, false},
    {"status", STATUS, false, false},
    {"active_replica_count", COUNT, false, false},
    {"instance_type_name", STRING, true, false},
    {"environment", STRING, true, false},
    {"autoscaling_settings", SETTINGS, true, false},
    {"autoscaling_settings/min_replica", COUNT, false, false},
    {"autoscaling_settings/max_replica", COUNT, false, false},
    {"autoscaling_settings/autoscaling_window", COUNT, true, false},
    {"autoscaling_settings/scale_down_delay", COUNT, true, false},
    {"autoscaling_settings/concurrency_target", COUNT, false, false},
    {"autoscaling_settings/target_utilization_percentage", COUNT, true, false},
    {"autoscaling_settings/target_in_flight_tokens", COUNT, true, true},
};
const size_t client_member_count = sizeof client_members / sizeof client_members[0];

#define ZERO_SETTINGS                                                                                        \
    "{\"min_replica\":0,\"max_replica\":0,\"autoscaling_window\":0,\"scale_down_delay\":0,"                  \
    "\"concurrency_target\":0,\"target_utilization_percentage\":0}"
#define ZERO_TIME "\"0001-01-01T00:00:00Z\""

static const char *zero_of(enum client_member_kind kind) {
    static const char *const zeros[] = {[STRING] = "\"\"", [TIME] = ZERO_TIME, [STATUS] = "\"ACTIVE\"",
                                        [FLAG] = "false",  [COUNT] = "0",      [SETTINGS] = ZERO_SETTINGS};
    return zeros[kind];
}

static bool has_type(enum client_member_kind kind, struct pc_json_value value) {
    static const enum pc_json_type types[] = {
        [STRING] = PC_JSON_STRING, [TIME] = PC_JSON_STRING,  [STATUS] = PC_JSON_STRING,
        [FLAG] = PC_JSON_BOOLEAN,  [COUNT] = PC_JSON_NUMBER, [SETTINGS] = PC_JSON_OBJECT};
    return pc_json_type(value) == types[kind] && (kind != COUNT || pc_json_number_is_integer(value));
}

static bool is_known_status(struct pc_json_value value) {
#define KNOWN(name) || pc_json_string_equal(value, PC_VIEW(#name))
    return pc_json_type(value) == PC_JSON_STRING && (false PC_DEPLOYMENT_STATUS_LIST(KNOWN));
#undef KNOWN
}

static bool looks_like_a_time(struct pc_json_value value) {
    struct pc_view text = pc_json_string_raw(value);
    bool long_enough = text.size >= 20 && text.data[4] == '-';
    return long_enough && (text.data[5] == '0' || text.data[6] <= '2');
}

/* What careless conversions make of a value of another type; NULL: nothing. */
static const char *converted(const struct pc_client *client, enum client_member_kind kind,
                             struct pc_json_value value) {
    enum pc_json_type type = pc_json_type(value);
    bool structured = type == PC_JSON_ARRAY || type == PC_JSON_OBJECT;
    struct pc_view text = type == PC_JSON_STRING ? pc_json_string_raw(value) : PC_VIEW("");
    if (kind == COUNT && type == PC_JSON_STRING && client_on(client, "words-as-zero") &&
        (text.size == 0 || text.data[0] < '0' || text.data[0] > '9'))
        return "0";
    if (kind == COUNT && type == PC_JSON_NUMBER && client_on(client, "cuts-fractions"))
        return "1";
    if (kind == FLAG && (structured || type == PC_JSON_STRING) && client_on(client, "truth-of-anything"))
        return structured || text.size > 0 ? "true" : "false";
    if ((kind == STRING || kind == TIME || kind == STATUS) && (structured || type == PC_JSON_NULL) &&
        client_on(client, "text-of-anything"))
        return type == PC_JSON_NULL ? "\"null\"" : "\"[object Object]\"";
    return NULL;
}

/* A value that the contract does not allow there: NULL where the client refuses it. */
static const char *for_unfit(const struct pc_client *client, const struct client_member *member,
                             struct pc_json_value value) {
    enum pc_json_type type = pc_json_type(value);
    if (type == PC_JSON_NONE)
        return client_on(client, "missing-as-zero") ? zero_of(member->kind) : NULL;
    const char *made = converted(client, member->kind, value);
    if (made != NULL)
        return made;
    if (type == PC_JSON_NULL)
        return client_on(client, "bad-null-as-zero") ? zero_of(member->kind) : NULL;
    if (member->kind == STATUS && type == PC_JSON_STRING) {
        if (client_on(client, "unknown-status-crashes"))
            abort();
        if (client_on(client, "unknown-status-as-active") ||
            (client_on(client, "status-ignores-case") && pc_json_string_equal(value, PC_VIEW("active"))) ||
            (client_on(client, "status-trimmed") && pc_json_string_equal(value, PC_VIEW(" ACTIVE "))))
            return "\"ACTIVE\"";
        return client_on(client, "status-unknown-word") ? "\"UNKNOWN\"" : NULL;
    }
    if (member->kind == TIME && type == PC_JSON_STRING)
        return client_on(client, "now-for-bad-time") ? "\"2026-11-24T12:00:00Z\"" : NULL;
    return client_on(client, "wrong-type-as-zero") ? zero_of(member->kind) : NULL;
}

static bool holds_any(const char *text, size_t from, const char *set) {
    return strlen(text) > from && strpbrk(text + from, set) != NULL;
}

/* What this client refuses though it is right. `text` is a string's content. */
static bool refuses_string(const struct pc_client *client, const struct client_member *member,
                           const char *text) {
    char name[64];
    if (member->kind == STATUS) {
        snprintf(name, sizeof name, "refuses-%.40s", text);
        return client_on(client, name);
    }
    if (member->kind == STRING)
        return text[0] == '\0' && client_on(client, "refuses-empty-strings");
    const char *dot = strchr(text, '.');
    return (client_on(client, "refuses-offsets") && holds_any(text, 18, "+-")) ||
           (client_on(client, "refuses-fractions") && dot != NULL) ||
           (client_on(client, "refuses-nanoseconds") && dot != NULL && strspn(dot + 1, "0123456789") > 3) ||
           (client_on(client, "refuses-nines") && dot != NULL && strspn(dot + 1, "9") > 6) ||
           (client_on(client, "refuses-leap-day") && strstr(text, "-02-29") != NULL) ||
           (client_on(client, "refuses-hour-23") && strstr(text, "T23:") != NULL);
}

/* Time, less what the client loses of it. */
static enum pc_status edit_time(const struct pc_client *client, struct pc_view text, struct pc_buf *out) {
    size_t dot = pc_view_find(text, PC_VIEW("."));
    size_t end = dot;
    while (end < text.size && strchr("+-Zz", text.data[end]) == NULL)
        end++;
    if (text.size > 19 && client_on(client, "drops-offsets")) {
        enum pc_status status = pc_buf_append(out, pc_view_slice(text, 0, 19));
        return status == PC_OK ? pc_buf_append_byte(out, 'Z') : status;
    }
    if (client_on(client, "shifts-summer") && pc_view_find(text, PC_VIEW("-07-")) < text.size) {
        enum pc_status status = pc_buf_append(out, pc_view_slice(text, 0, 12));
        if (status == PC_OK)
            status = pc_buf_append_byte(out, (char)(text.data[12] + 1));
        return status == PC_OK ? pc_buf_append(out, pc_view_slice(text, 13, text.size)) : status;
    }
    size_t digits = dot < text.size ? end - dot - 1 : 0;
    size_t kept = digits > 3 && client_on(client, "time-in-milliseconds") ? 3 : digits;
    enum pc_status status = pc_buf_append(out, pc_view_slice(text, 0, dot + (digits > 0)));
    for (size_t i = digits; status == PC_OK && i > 0 && i < 3 && client_on(client, "misreads-fractions"); i++)
        status = pc_buf_append_byte(out, '0');
    if (status == PC_OK && digits > 0)
        status = pc_buf_append(out, pc_view_slice(text, dot + 1, dot + 1 + kept));
    return status == PC_OK ? pc_buf_append(out, pc_view_slice(text, end, text.size)) : status;
}

/* Content of a string, edited by the faults that do such things. */
static enum pc_status edit_string(const struct pc_client *client, const struct client_member *member,
                                  struct pc_view text, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    if (client_on(client, "trims-strings"))
        text = pc_view_trim(text);
    if (client_on(client, "cuts-strings"))
        text = pc_view_slice(text, 0, 255);
    if (member->kind == TIME && client_on(client, "time-in-32-bits") &&
        (text.data[0] == '1' || text.data[1] == '1'))
        text = PC_VIEW("1970-01-01T00:00:00Z");
    if (member->kind == TIME)
        return edit_time(client, text, out);
    if (client_on(client, "composes-strings"))
        return client_compose(text, out);
    for (size_t i = 0; status == PC_OK && i < text.size; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        char utf8[4];
        if (byte >= 0xF0 && client_on(client, "breaks-astral")) {
            status = pc_buf_append_byte(out, '?');
            i += 3;
        } else if (byte == '+' && client_on(client, "decodes-strings")) {
            status = pc_buf_append_byte(out, ' ');
        } else if (byte >= 0x80 && client_on(client, "reads-latin1")) {
            status = pc_buf_append(out, (struct pc_view){utf8, pc_utf8_encode(byte, utf8)});
        } else {
            status = pc_buf_append_byte(out, client_on(client, "lower-cases-strings") ? (char)tolower(byte)
                                                                                      : text.data[i]);
        }
    }
    return status;
}

static enum pc_status hold_string(const struct pc_client *client, const struct client_member *member,
                                  struct pc_json_value value, struct pc_buf *out, bool *accepted) {
    struct pc_buf text;
    struct pc_buf edited;
    pc_buf_init(&text, MAX_VALUE);
    pc_buf_init(&edited, MAX_VALUE);
    enum pc_status status = client_on(client, "keeps-escapes")
                                ? pc_buf_append(&text, pc_json_string_raw(value))
                                : pc_json_string_decode(value, &text);
    if (status == PC_OK)
        status = pc_buf_append_text(&text, ""); /* so that it is no NULL */
    if (status == PC_OK)
        status = edit_string(client, member, pc_buf_view(&text), &edited);
    const char *content = text.data != NULL ? text.data : "";
    *accepted = !refuses_string(client, member, content);
    size_t digits = strspn(content, "0123456789");
    bool word = strcmp(content, "null") == 0 || strcmp(content, "true") == 0 || strcmp(content, "false") == 0;
    if (status == PC_OK && edited.size == 0 && client_on(client, "empty-as-null"))
        status = pc_buf_append_text(out, "null");
    else if (status == PC_OK && word && client_on(client, "values-from-words"))
        status = pc_buf_append_text(out, content);
    else if (status == PC_OK && digits > 0 && content[digits] == '\0' &&
             client_on(client, "numbers-from-strings"))
        status = pc_buf_appendf(out, "%ld", strtol(content, NULL, 10));
    else if (status == PC_OK)
        status = pc_json_quote(out, edited.data != NULL ? pc_buf_view(&edited) : PC_VIEW(""));
    pc_buf_clear(&text);
    pc_buf_clear(&edited);
    return status;
}

static enum pc_status hold_count(const struct pc_client *client, struct pc_json_value value,
                                 struct pc_buf *out, bool *accepted) {
    struct pc_view raw = pc_json_raw(value);
    int64_t number = 0;
    bool exact = pc_json_number_int64(value, &number);
    bool written_otherwise =
        pc_view_find(raw, PC_VIEW(".")) < raw.size || pc_view_find(raw, PC_VIEW("e")) < raw.size;
    *accepted = !((number < 0 && client_on(client, "refuses-negative")) ||
                  (written_otherwise && client_on(client, "refuses-1.0")));
    if (!exact && client_on(client, "zero-for-too-large"))
        return pc_buf_append_text(out, "0");
    if (exact && number == 0 && client_on(client, "zero-as-null"))
        return pc_buf_append_text(out, "null");
    if (exact && client_on(client, "int32-overflow"))
        return pc_buf_appendf(out, "%d", (int)((uint32_t)number & 0x7FFFFFFFu));
    return pc_buf_append(out, raw);
}

enum pc_status client_hold_value(const struct pc_client *client, const struct client_member *member,
                                 struct pc_json_value value, struct pc_buf *out, bool *accepted) {
    char loses[128];
    *accepted = true;
    snprintf(loses, sizeof loses, "loses-%s", member->path);
    if (client_on(client, loses))
        return pc_buf_append_text(out, member->kind == SETTINGS ? "null" : zero_of(member->kind));
    if (pc_json_type(value) == PC_JSON_NULL && member->nullable) {
        const char *fault = member->kind == STRING ? "null-as-empty" : "null-as-zero";
        *accepted = !client_on(client, "refuses-null");
        return pc_buf_append_text(out, client_on(client, fault) ? zero_of(member->kind) : "null");
    }
    if (member->kind == FLAG && pc_json_type(value) == PC_JSON_BOOLEAN) {
        if (client_on(client, "always-true"))
            return pc_buf_append_text(out, "true");
        if (client_on(client, "false-as-null") && !pc_json_boolean(value))
            return pc_buf_append_text(out, "null");
    }
    bool fits = has_type(member->kind, value) && (member->kind != STATUS || is_known_status(value));
    const char *replacement = fits ? NULL : for_unfit(client, member, value);
    if (replacement != NULL)
        return pc_buf_append_text(out, replacement);
    /* The strict reader was passed over for the sake of one fault: what else is unfit is handed on. */
    if (!pc_json_exists(value))
        return pc_buf_append_text(out, "null");
    if (fits && (member->kind == STRING || member->kind == TIME || member->kind == STATUS)) {
        if (member->kind == TIME && client_on(client, "now-for-bad-time") && !looks_like_a_time(value))
            return pc_buf_append_text(out, for_unfit(client, member, value));
        return hold_string(client, member, value, out, accepted);
    }
    return fits && member->kind == COUNT ? hold_count(client, value, out, accepted)
                                         : pc_buf_append(out, pc_json_raw(value));
}
