/* The way of a request: message, route, method, credentials, handler; then the reply's way out. */
#include "call.h"

#include "pc_json.h"

#include <stdio.h>
#include <string.h>

void pc_mock_refuse(struct pc_mock_call *call, unsigned status, const char *code, const char *message) {
    struct pc_mock_reply *reply = &call->reply;
    reply->status = status;
    reply->code = code;
    snprintf(reply->message, sizeof reply->message, "%s", message);
    call->answered = true;
    call->promoted = false;
}

enum pc_status pc_mock_write_error(struct pc_mock_reply *reply) {
    struct pc_json_writer writer;
    pc_buf_reset(&reply->body);
    pc_json_writer_init(&writer, &reply->body, 0);
    pc_json_write_object_begin(&writer);
    pc_json_write_member_text(&writer, "code", reply->code);
    pc_json_write_member_text(&writer, "message", reply->message);
    pc_json_write_object_end(&writer);
    pc_mock_reply_header(reply, "Content-Type", "application/json");
    return pc_json_writer_end(&writer);
}

static bool has_defect(const struct pc_http_message *request, enum pc_http_defect_kind kind) {
    for (size_t i = 0; i < request->defect_count; i++)
        if (request->defects[i].kind == kind)
            return true;
    return false;
}

/* What the message itself is refused for, before anyone looks at what it asks. The connection is closed
 * behind such an answer: where the next request begins is not certain. */
static void check_message(struct pc_mock_call *call) {
    const struct pc_http_message *request = call->request;
    if (has_defect(request, PC_HTTP_BODY_TOO_LARGE))
        pc_mock_refuse(call, 413, "PAYLOAD_TOO_LARGE", "the request body is too large");
    else if (has_defect(request, PC_HTTP_HEAD_TOO_LARGE) || has_defect(request, PC_HTTP_TOO_MANY_FIELDS))
        pc_mock_refuse(call, 431, "HEADERS_TOO_LARGE", "the request's header is too large");
    else if (request->progress != PC_HTTP_COMPLETE)
        pc_mock_refuse(call, 400, "BAD_REQUEST", "this is not an HTTP/1.1 request");
    else if (request->version_major != 1)
        pc_mock_refuse(call, 505, "HTTP_VERSION", "HTTP/1.1 is spoken here");
    /* A repeated or contradicting framing field is how requests are smuggled: RFC 9112 sections 6.1 and 6.3.
     */
    else if (request->defect_count > 0)
        pc_mock_refuse(call, 400, "BAD_REQUEST", pc_http_defect_sentence(request->defects[0].kind));
    /* RFC 9112 section 3.2: exactly one Host field. */
    else if (pc_http_field_count(request, "Host") > 1 ||
             (pc_http_field_count(request, "Host") == 0 && request->version_minor > 0))
        pc_mock_refuse(call, 400, "BAD_REQUEST", "exactly one Host field is required");
    if (call->answered)
        call->reply.after = PC_HTTP_CLOSE;
}

static void check_method(struct pc_mock_call *call) {
    static const char *const known[] = {"GET",    "HEAD",    "POST",  "PUT",    "PATCH",
                                        "DELETE", "OPTIONS", "TRACE", "CONNECT"};
    const struct pc_mock_route *route = call->route;
    if (route == NULL)
        return;
    bool get = strcmp(route->method, "GET") == 0;
    if (pc_view_equal_text(call->method, route->method) || (get && pc_view_equal_text(call->method, "HEAD")))
        return;
    /* RFC 9110 section 15.6.2: 501 for a method that nothing here knows; 15.5.6: 405 with Allow for others.
     */
    bool is_known = false;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        is_known = is_known || pc_view_equal_text(call->method, known[i]);
    if (is_known)
        pc_mock_reply_header(&call->reply, "Allow", get ? "GET, HEAD, OPTIONS" : "POST, OPTIONS");
    if (pc_view_equal_text(call->method, "OPTIONS")) {
        call->reply.status = 204;
        call->answered = true;
        return;
    }
    pc_mock_refuse(call, is_known ? 405 : 501, is_known ? "METHOD_NOT_ALLOWED" : "NOT_IMPLEMENTED",
                   "this method is not for this resource");
}

static void handle(struct pc_mock_call *call) {
    call->route->handle(call);
}

static void check_route(struct pc_mock_call *call) {
    if (call->route == NULL)
        pc_mock_refuse(call, 404, "NOT_FOUND", "there is nothing at this path");
}

static void (*const steps[])(struct pc_mock_call *call) = {
    check_message, pc_mock_route, check_method, pc_mock_authenticate, check_route, handle,
};

/* RFC 9112 section 9.3. An HTTP/1.0 connection always ends behind its answer. */
static void decide_persistence(struct pc_mock_call *call) {
    const struct pc_http_message *request = call->request;
    bool keep = request->version_minor > 0 && !pc_http_field_has_token(request, "Connection", "close");
    if (!keep && call->reply.after == PC_HTTP_KEEP_OPEN)
        call->reply.after = PC_HTTP_CLOSE;
}

static void finish(struct pc_mock_call *call) {
    struct pc_mock_reply *reply = &call->reply;
    decide_persistence(call);
    if (reply->status >= 400) {
        if (pc_mock_write_error(reply) != PC_OK)
            reply->status = 500;
        pc_mock_hooks(call, PC_MOCK_POINT_REFUSED);
        pc_mock_hooks(call, PC_MOCK_POINT_STYLE);
    } else if (call->promoted) {
        pc_mock_hooks(call, PC_MOCK_POINT_MEMBERS);
        pc_mock_hooks(call, PC_MOCK_POINT_STYLE);
        pc_mock_hooks(call, PC_MOCK_POINT_TEXT);
        pc_mock_hooks(call, PC_MOCK_POINT_REPLY);
    } else {
        pc_mock_hooks(call, PC_MOCK_POINT_STYLE);
    }
    pc_mock_hooks(call, PC_MOCK_POINT_WIRE);
    if (pc_view_equal_text(call->request->method, "HEAD") || reply->status == 204)
        reply->bodiless = !reply->bodily;
}

void pc_mock_handle(struct pc_mock_call *call) {
    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && !call->answered; i++)
        steps[i](call);
    finish(call);
}

void pc_mock_call_clear(struct pc_mock_call *call) {
    pc_buf_clear(&call->path);
    pc_buf_clear(&call->text);
    pc_promote_request_clear(&call->wanted);
    pc_deployment_clear(&call->deployment);
    pc_mock_reply_clear(&call->reply);
}
