/* Faults of the guard at the door. */
#include "acts.h"

#include <string.h>

static bool forgive(struct pc_mock_call *call) {
    call->auth = PC_MOCK_AUTH_GOOD;
    return true;
}

/* number: bits of enum pc_mock_auth */
static bool accept(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return (call->auth & (unsigned long)row->number) != 0 && forgive(call);
}

static bool any_scheme(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->auth == PC_MOCK_AUTH_OTHER_SCHEME && pc_mock_key_known(call->state, call->key) &&
           forgive(call);
}

/* text: the scheme, any key */
static bool scheme_alone(struct pc_mock_call *call, const struct pc_mock_row *row) {
    return call->auth == PC_MOCK_AUTH_OTHER_SCHEME &&
           pc_view_equal_nocase(call->scheme, pc_view_of(row->text)) && forgive(call);
}

static bool key_without_scheme(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->auth == PC_MOCK_AUTH_OTHER_SCHEME && pc_mock_key_known(call->state, call->scheme) &&
           forgive(call);
}

/* Each says whether an unknown key passes for a known one. */
static bool is_prefix(struct pc_view known, struct pc_view given) {
    return given.size >= 8 && pc_view_starts_with(known, given);
}

static bool is_longer(struct pc_view known, struct pc_view given) {
    return pc_view_starts_with(given, known);
}

static bool like_a_known_key(struct pc_mock_call *call, bool (*like)(struct pc_view, struct pc_view)) {
    if (call->auth != PC_MOCK_AUTH_UNKNOWN_KEY)
        return false;
    for (size_t i = 0; i < call->state->api_key_count; i++)
        if (like(pc_string_view(call->state->api_keys[i]), call->key))
            return forgive(call);
    return false;
}

static bool key_prefix(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return like_a_known_key(call, is_prefix);
}

static bool longer_key(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return like_a_known_key(call, is_longer);
}

static bool key_in_any_case(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return like_a_known_key(call, pc_view_equal_nocase);
}

/* number: the status of whatever is refused here */
static bool refuse_with(struct pc_mock_call *call, const struct pc_mock_row *row) {
    if (call->auth == PC_MOCK_AUTH_GOOD)
        return false;
    return pc_mock_refuse_with(call, (unsigned)row->number);
}

static bool crash_on_lower_case(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->auth == PC_MOCK_AUTH_OTHER_SCHEME &&
           pc_view_equal_nocase(call->scheme, PC_VIEW("Api-Key")) && pc_mock_crash(call);
}

static bool crash_on_two(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->auth == PC_MOCK_AUTH_TWICE && pc_mock_crash(call);
}

static bool no_challenge(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    return call->reply.status == 401 && pc_mock_reply_remove_header(&call->reply, "WWW-Authenticate");
}

/* The refusal repeats what was sent as Authorization; number: 1: in base64. */
static bool echo_key(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_view sent = pc_http_field_value(call->request, "Authorization");
    struct pc_mock_reply *reply = &call->reply;
    if (sent.size == 0 || (reply->status != 401 && reply->status != 403))
        return false;
    struct pc_buf shown;
    pc_buf_init(&shown, PC_HTTP_MAX_HEAD_SIZE * 2);
    enum pc_status status = row->number == 1 ? pc_base64_encode(sent, &shown) : pc_buf_append(&shown, sent);
    if (status == PC_OK) {
        pc_mock_message(reply, "these credentials are not valid: ", pc_buf_view(&shown));
        status = pc_mock_write_error(reply);
    }
    pc_buf_clear(&shown);
    return status == PC_OK;
}

#define ACCEPTED(name, words, kills, bits)                                                                   \
    PC_MOCK_FAULT((name), (words), "server/auth/" kills, AUTH, .act = accept, .number = (bits))
#define STATUS(name, words, code)                                                                            \
    PC_MOCK_FAULT((name), (words), "server/auth/missing", AUTH, .act = refuse_with, .number = (code))

static const struct pc_mock_row rows[] = {
    ACCEPTED("no-auth-accepted", "a request without Authorization is granted", "missing",
             PC_MOCK_AUTH_MISSING),
    ACCEPTED("empty-auth-accepted", "an empty Authorization is granted", "empty", PC_MOCK_AUTH_EMPTY),
    ACCEPTED("any-key-accepted", "any key is granted, even none behind the scheme", "wrong-key",
             PC_MOCK_AUTH_UNKNOWN_KEY | PC_MOCK_AUTH_NO_KEY),
    ACCEPTED("scheme-without-key-accepted", "Api-Key without a key is granted", "scheme-without-key",
             PC_MOCK_AUTH_NO_KEY),
    ACCEPTED("garbled-auth-accepted", "any Authorization is granted", "garbled", 0xFE),
    ACCEPTED("twice-auth-accepted", "two Authorization headers are granted", "twice", PC_MOCK_AUTH_TWICE),
    PC_MOCK_FAULT("any-scheme-accepted", "the key is granted behind any scheme", "server/auth/wrong-scheme",
                  AUTH, .act = any_scheme),
    PC_MOCK_FAULT("basic-accepted", "Basic is granted, whatever stands behind it", "server/auth/basic", AUTH,
                  .act = scheme_alone, .text = "Basic"),
    PC_MOCK_FAULT("key-without-scheme-accepted", "the key alone is granted", "server/auth/key-without-scheme",
                  AUTH, .act = key_without_scheme),
    PC_MOCK_FAULT("key-prefix-accepted", "a truncated key is granted", "server/auth/truncated-key", AUTH,
                  .act = key_prefix),
    PC_MOCK_FAULT("longer-key-accepted", "a lengthened key is granted", "server/auth/lengthened-key", AUTH,
                  .act = longer_key),
    PC_MOCK_FAULT("key-case-ignored", "a key in the other case is granted", "server/auth/case-changed-key",
                  AUTH, .act = key_in_any_case),
    STATUS("auth-500", "missing or wrong credentials end in a 500", 500),
    STATUS("auth-400", "missing or wrong credentials end in a 400", 400),
    STATUS("auth-404", "missing or wrong credentials end in a 404", 404),
    STATUS("auth-302", "missing or wrong credentials end in a redirect", 302),
    PC_MOCK_FAULT("lower-case-scheme-500", "the scheme in lower case ends in a 500",
                  "server/auth/lower-case-scheme", AUTH, .act = crash_on_lower_case),
    PC_MOCK_FAULT("twice-mixed-500", "two Authorization headers end in a 500", "server/auth/twice-mixed",
                  AUTH, .act = crash_on_two),
    PC_MOCK_FAULT("no-challenge", "401 comes without WWW-Authenticate", "server/auth/challenge", REFUSED,
                  .act = no_challenge),
    PC_MOCK_FAULT("key-echoed-in-error", "a refusal repeats the credentials", "server/auth/echo", REFUSED,
                  .act = echo_key),
    PC_MOCK_FAULT("key-echoed-in-base64", "a refusal repeats the whole Authorization in base64",
                  "server/auth/echo", REFUSED, .act = echo_key, .number = 1),
};

const struct pc_mock_table pc_mock_faults_auth = PC_MOCK_TABLE(rows);
