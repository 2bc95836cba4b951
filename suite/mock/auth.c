/* Who may ask. 401 with a challenge where no usable credentials came, 403 for a key that nobody has: both are
 * defensible, and 401 without WWW-Authenticate is not (RFC 9110 section 11.6.1). */
#include "call.h"

static enum pc_mock_auth read_credentials(struct pc_mock_call *call) {
    const struct pc_http_message *request = call->request;
    size_t count = pc_http_field_count(request, "Authorization");
    if (count == 0)
        return PC_MOCK_AUTH_MISSING;
    if (count > 1)
        return PC_MOCK_AUTH_TWICE;
    struct pc_view value = pc_view_trim(pc_http_field_value(request, "Authorization"));
    size_t space = pc_view_find(value, PC_VIEW(" "));
    call->scheme = pc_view_slice(value, 0, space);
    call->key = pc_view_trim(pc_view_slice(value, space, value.size));
    if (value.size == 0)
        return PC_MOCK_AUTH_EMPTY;
    /* "You must specify the scheme 'Api-Key'": an opaque value, so that word in that case. */
    if (!pc_view_equal_text(call->scheme, "Api-Key"))
        return PC_MOCK_AUTH_OTHER_SCHEME;
    if (call->key.size == 0)
        return PC_MOCK_AUTH_NO_KEY;
    return pc_mock_key_known(call->state, call->key) ? PC_MOCK_AUTH_GOOD : PC_MOCK_AUTH_UNKNOWN_KEY;
}

void pc_mock_authenticate(struct pc_mock_call *call) {
    call->auth = read_credentials(call);
    pc_mock_hooks(call, PC_MOCK_POINT_AUTH);
    if (call->answered || call->auth == PC_MOCK_AUTH_GOOD)
        return;
    if (call->auth == PC_MOCK_AUTH_UNKNOWN_KEY) {
        pc_mock_refuse(call, 403, "FORBIDDEN", "this key is not valid");
        return;
    }
    pc_mock_reply_header(&call->reply, "WWW-Authenticate", "Api-Key realm=\"promotecheck mock\"");
    pc_mock_refuse(call, 401, "UNAUTHORIZED", "send Authorization: Api-Key and a key");
}
