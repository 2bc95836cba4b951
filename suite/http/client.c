#include "http_internal.h"
#include "wire_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a transfer needs while it runs. */
struct transfer {
    CURL *easy;
    struct curl_slist *headers;
    char reason[CURL_ERROR_SIZE];
    struct pc_client_response *response;
    enum pc_status status; /* why taking in the body stopped */
};

/* The type is libcurl's. */
// NOLINTNEXTLINE(readability-non-const-parameter)
static size_t take_body(char *data, size_t size, size_t count, void *context) {
    struct transfer *transfer = context;
    transfer->status = pc_buf_append(&transfer->response->body, (struct pc_view){data, size * count});
    return transfer->status == PC_OK ? size * count : 0;
}

static bool add_line(struct transfer *transfer, const char *line) {
    struct curl_slist *longer = line == NULL ? NULL : curl_slist_append(transfer->headers, line);
    if (longer == NULL)
        return false;
    transfer->headers = longer;
    return true;
}

static bool has_header(const struct pc_client_request *request, const char *name) {
    for (size_t i = 0; i < request->header_count; i++) {
        if (pc_view_equal_nocase(pc_view_of(request->headers[i].name), pc_view_of(name)))
            return true;
    }
    return false;
}

static bool add_headers(struct transfer *transfer, const struct pc_client_request *request) {
    /* libcurl adds these by itself where a body is sent, unless they are given without a value. */
    static const char *const unwanted[] = {"Expect", "Content-Type"};
    for (size_t i = 0; i < request->header_count; i++) {
        const struct pc_http_header *header = &request->headers[i];
        /* "Name;" is how libcurl is told to send an empty value. */
        char *line = header->value[0] == '\0' ? pc_text_format("%s;", header->name)
                                              : pc_text_format("%s: %s", header->name, header->value);
        bool added = add_line(transfer, line);
        free(line);
        if (!added)
            return false;
    }
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++) {
        char line[32];
        snprintf(line, sizeof line, "%s:", unwanted[i]);
        if (!has_header(request, unwanted[i]) && !add_line(transfer, line))
            return false;
    }
    return curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers) == CURLE_OK;
}

static bool set_request(struct transfer *transfer, const struct pc_url *url,
                        const struct pc_client_request *request) {
    CURL *easy = transfer->easy;
    char *path = pc_text_format("%s%s", url->prefix, request->path);
    bool good = path != NULL && curl_easy_setopt(easy, CURLOPT_REQUEST_TARGET, path) == CURLE_OK;
    free(path);
    if (good && request->has_body)
        good =
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body.size) == CURLE_OK &&
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body.size > 0 ? request->body.data : "") ==
                CURLE_OK;
    else if (good && strcmp(request->method, "HEAD") == 0)
        good = curl_easy_setopt(easy, CURLOPT_NOBODY, 1L) == CURLE_OK;
    return good && curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method) == CURLE_OK &&
           add_headers(transfer, request);
}

static bool is_loopback_name(const char *host) {
    struct pc_view view = pc_view_of(host);
    return pc_view_equal_nocase(view, PC_VIEW("localhost")) || pc_view_equal_text(view, "::1") ||
           pc_view_starts_with(view, PC_VIEW("127."));
}

static bool set_transfer(struct transfer *transfer, const struct pc_url *url) {
    CURL *easy = transfer->easy;
    return curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer) == CURLE_OK &&
           (!is_loopback_name(url->host) || curl_easy_setopt(easy, CURLOPT_PROXY, "") == CURLE_OK);
}

static void perform(struct transfer *transfer) {
    struct pc_client_response *response = transfer->response;
    CURLcode code = curl_easy_perform(transfer->easy);
    response->outcome = pc_http_curl_outcome(transfer->easy, code, transfer->reason);
    if (code != CURLE_OK)
        pc_http_curl_detail(code, transfer->reason, response->detail, sizeof response->detail);
    long status = 0;
    if (curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK)
        response->status = (unsigned)status;
    const char *type = NULL;
    if (curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type) == CURLE_OK && type != NULL)
        snprintf(response->content_type, sizeof response->content_type, "%s", type);
}

/* Whatever could end a line early, and so say something else, is refused. */
static enum pc_status check_request(const struct pc_client_request *request, struct pc_error *err) {
    if (!pc_http_is_token(pc_view_of(request->method)))
        return pc_error_set(err, PC_USAGE, "the request's method is no token");
    if (request->has_body && strcmp(request->method, "HEAD") == 0)
        return pc_error_set(err, PC_USAGE, "a HEAD request has no body");
    for (const char *byte = request->path; *byte != '\0'; byte++) {
        if (*byte == ' ' || *byte == '\t' || pc_http_is_control(*byte))
            return pc_error_set(err, PC_USAGE, "white space or a control character in the request's path");
    }
    for (size_t i = 0; i < request->header_count; i++) {
        if (!pc_http_is_token(pc_view_of(request->headers[i].name)))
            return pc_error_set(err, PC_USAGE, "the name of header %zu is no token", i + 1);
        for (const char *byte = request->headers[i].value; *byte != '\0'; byte++) {
            if (pc_http_is_control(*byte))
                return pc_error_set(err, PC_USAGE, "a control character in the value of the header %s",
                                    request->headers[i].name);
        }
    }
    return PC_OK;
}

enum pc_status pc_client_send(const struct pc_http_target *target, const struct pc_client_request *request,
                              struct pc_client_response *out, struct pc_error *err) {
    *out = (struct pc_client_response){.outcome = PC_HTTP_OUTCOME_UNREACHABLE};
    pc_buf_init(&out->body,
                target->max_response_size > 0 ? target->max_response_size : PC_HTTP_MAX_BODY_SIZE);
    enum pc_status status = check_request(request, err);
    if (status != PC_OK)
        return status;
    struct transfer transfer = {.response = out};
    struct pc_pipe_guard guard;
    pc_pipe_guard_enter(&guard, true);
    transfer.easy = pc_http_curl_new(target, transfer.reason);
    if (transfer.easy == NULL || !set_transfer(&transfer, &target->url) ||
        !set_request(&transfer, &target->url, request))
        status = pc_error_set(err, PC_NO_MEMORY, "no memory for a request");
    else
        perform(&transfer);
    if (transfer.status == PC_NO_MEMORY)
        status = pc_error_set(err, PC_NO_MEMORY, "no memory for an answer");
    curl_easy_cleanup(transfer.easy);
    pc_pipe_guard_leave(&guard);
    curl_slist_free_all(transfer.headers);
    return status;
}

void pc_client_response_clear(struct pc_client_response *response) {
    if (response != NULL)
        pc_buf_clear(&response->body);
}
