#include "target_internal.h"

#include <string.h>

#define PROMOTE_PATH "/v1/models/$model/environments/$environment/promote"

static enum pc_status append_header(const struct pc_target *target, const char *name, const char *template,
                                    struct pc_buf *out, struct pc_error *err) {
    if (template[0] == '\0')
        return PC_OK;
    enum pc_status status = pc_buf_appendf(out, "%s: ", name);
    if (status == PC_OK)
        status = pc_target_expand(target, template, PC_IN_HEADER, out, err);
    return status != PC_OK ? status : pc_buf_append_text(out, "\r\n");
}

/* Every header that a careful client sends, and none that would make a server behave in a special way.
 * Accept-Encoding: identity, so that the body is judged as the server wrote it (RFC 9110 section 12.5.3). */
static enum pc_status write_head(const struct pc_target *target, const struct pc_request *request,
                                 const struct pc_buf *body, struct pc_buf *out, struct pc_error *err) {
    const struct pc_url *url = &target->peer.url;
    enum pc_status status =
        pc_buf_appendf(out, "%s %s", request->method != NULL ? request->method : "POST", url->prefix);
    if (status == PC_OK)
        status = pc_target_expand(target, request->path != NULL ? request->path : PROMOTE_PATH, PC_IN_PATH,
                                  out, err);
    if (status == PC_OK)
        status =
            pc_buf_appendf(out,
                           " HTTP/1.1\r\nHost: %s\r\nUser-Agent: promotecheck\r\n"
                           "Accept: application/json\r\nAccept-Encoding: identity\r\nConnection: close\r\n",
                           url->authority);
    if (status == PC_OK)
        status =
            append_header(target, "Authorization",
                          request->authorization != NULL ? request->authorization : "$scheme $key", out, err);
    if (status == PC_OK && request->body != NULL)
        status = append_header(target, "Content-Type",
                               request->content_type != NULL ? request->content_type : "application/json",
                               out, err);
    if (status == PC_OK && request->extra_headers != NULL)
        status = pc_target_expand(target, request->extra_headers, PC_IN_HEADER, out, err);
    if (status == PC_OK && request->body != NULL)
        status = pc_buf_appendf(out, "Content-Length: %zu\r\n", body->size);
    return status != PC_OK ? status : pc_buf_append_text(out, "\r\n");
}

static enum pc_status write_request(const struct pc_target *target, const struct pc_request *request,
                                    struct pc_buf *out, struct pc_error *err) {
    struct pc_buf body;
    pc_buf_init(&body, MAX_REQUEST_SIZE);
    enum pc_status status = PC_OK;
    if (request->body != NULL)
        status = pc_target_expand(target, request->body, PC_IN_BODY, &body, err);
    if (status == PC_OK)
        status = write_head(target, request, &body, out, err);
    if (status == PC_OK)
        status = pc_buf_append(out, pc_buf_view(&body));
    pc_buf_clear(&body);
    return status;
}

static enum pc_status check_budget(const struct pc_target *target, struct pc_error *err) {
    if (!target->guarded)
        return pc_error_set(err, PC_INTERNAL, "a request was about to leave before the guards were asked");
    if (target->sent >= target->options.max_requests)
        return pc_error_set(err, PC_LIMIT, "the budget of %u requests is spent",
                            target->options.max_requests);
    if (target->unanswered >= PC_TARGET_MAX_UNANSWERED)
        return pc_error_set(err, PC_LIMIT,
                            "not sent: the peer left %u requests in a row without an answer in time",
                            target->unanswered);
    return PC_OK;
}

enum pc_status pc_target_send(struct pc_target *target, const struct pc_request *request,
                              struct pc_http_exchange **out, struct pc_error *err) {
    *out = NULL;
    enum pc_status status = check_budget(target, err);
    if (status != PC_OK)
        return status;
    struct pc_buf bytes;
    pc_buf_init(&bytes, MAX_REQUEST_SIZE);
    status = write_request(target, request, &bytes, err);
    if (status == PC_OK) {
        struct pc_wire_options wire = {.answers_head =
                                           request->method != NULL && strcmp(request->method, "HEAD") == 0};
        target->sent++;
        status = pc_wire_exchange(&target->peer, pc_buf_view(&bytes), &wire, out, err);
    }
    if (status == PC_OK) {
        enum pc_http_outcome outcome = (*out)->outcome;
        bool waited = outcome == PC_HTTP_OUTCOME_TIMED_OUT || outcome == PC_HTTP_OUTCOME_UNREACHABLE;
        target->unanswered = waited ? target->unanswered + 1 : 0;
    }
    pc_buf_clear(&bytes);
    return status;
}
