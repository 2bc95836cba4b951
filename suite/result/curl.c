#include "redact.h"
#include "result_internal.h"
#include "shell.h"

#include <stdio.h>
#include <string.h>

/* Longer bodies are named instead of shown, longer command lines left out: nobody reads or pastes them. */
#define MAX_BODY_SHOWN 4096u
#define MAX_LINE_SIZE  (24u << 10)
/* Above this size some versions of curl add `Expect: 100-continue` by themselves. */
#define EXPECT_SIZE 1024u

struct line {
    struct pc_buf *out;
    const struct pc_http_message *request;
    const struct pc_secrets *secrets;
    const struct pc_curl_peer *peer;
    struct pc_view origin; /* scheme://authority */
};

static enum pc_status text(const struct line *line, const char *piece) {
    return pc_buf_append_text(line->out, piece);
}

/* What curl frames as the peer saw it: one complete, well-formed request and nothing behind it. */
static bool can_send(const struct pc_http_exchange *exchange, const struct pc_http_message *request) {
    if (request == NULL || exchange->request_parser == NULL || request->progress != PC_HTTP_COMPLETE ||
        request->defect_count > 0 || pc_http_parser_excess(exchange->request_parser).size > 0)
        return false;
    if (pc_view_equal_text(request->method, "CONNECT") || pc_http_field_count(request, "Host") > 1 ||
        pc_http_field_count(request, "Content-Length") > 1)
        return false;
    if (pc_view_equal_text(request->method, "HEAD") && request->body.size > 0)
        return false;
    const struct pc_view zero = {"", 1};
    if (pc_view_find(request->target, zero) < request->target.size)
        return false;
    for (size_t i = 0; i < request->field_count; i++) {
        if (pc_view_find(request->fields[i].value, zero) < request->fields[i].value.size)
            return false;
    }
    return true;
}

/* curl reads a URL's path as it stands only where RFC 3986 allows each of its bytes there. */
static bool fits_url(struct pc_view target) {
    static const char allowed[] = "-._~!$&'()*+,;=:@/%?";
    if (target.size == 0 || target.data[0] != '/')
        return false;
    for (size_t i = 0; i < target.size; i++) {
        char c = target.data[i];
        bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!alphanumeric && memchr(allowed, c, sizeof allowed - 1) == NULL)
            return false;
    }
    return true;
}

/* Whether a segment is `.` or `..`, also percent-encoded: curl would resolve it. */
static bool has_dot_segment(struct pc_view target) {
    size_t dots = 0;
    bool only_dots = false;
    for (size_t i = 0; i <= target.size; i++) {
        bool end = i == target.size || target.data[i] == '/' || target.data[i] == '?';
        if (end && only_dots && (dots == 1 || dots == 2))
            return true;
        if (i == target.size || target.data[i] == '?')
            break;
        if (target.data[i] == '/') {
            dots = 0;
            only_dots = true;
        } else if (target.data[i] == '.') {
            dots++;
        } else if (target.data[i] == '%' &&
                   pc_view_equal_nocase(pc_view_slice(target, i, i + 3), PC_VIEW("%2e"))) {
            dots++;
            i += 2;
        } else {
            only_dots = false;
        }
    }
    return false;
}

/* How the run checked the peer's certificate. */
static enum pc_status put_trust(const struct line *line) {
    if (line->peer->insecure)
        return text(line, " -k");
    if (line->peer->ca_file == NULL)
        return PC_OK;
    enum pc_status status = text(line, " --cacert ");
    return status != PC_OK
               ? status
               : pc_shell_word(line->out, pc_view_of(line->peer->ca_file), SIZE_MAX, line->secrets);
}

static enum pc_status put_method(const struct line *line) {
    if (pc_view_equal_text(line->request->method, "HEAD"))
        return text(line, " --head");
    enum pc_status status = text(line, " -X ");
    for (size_t i = 0; i < line->request->method.size; i++) {
        if (line->request->method.data[i] < 'A' || line->request->method.data[i] > 'Z')
            return status != PC_OK ? status
                                   : pc_shell_word(line->out, line->request->method, SIZE_MAX, line->secrets);
    }
    return status != PC_OK ? status : pc_buf_append(line->out, line->request->method);
}

static enum pc_status put_url(const struct line *line) {
    struct pc_view target = line->request->target;
    struct pc_buf url;
    pc_buf_init(&url, MAX_LINE_SIZE);
    enum pc_status status = PC_OK;
    if (line->request->version_minor == 0)
        status = text(line, " --http1.0");
    else if (pc_view_starts_with(line->origin, PC_VIEW("https:")))
        status = text(line, " --http1.1");
    if (status == PC_OK && has_dot_segment(target))
        status = text(line, " --path-as-is");
    if (status == PC_OK && !fits_url(target)) {
        status = text(line, " --request-target ");
        if (status == PC_OK)
            status = pc_shell_word(line->out, target, SIZE_MAX, line->secrets);
        target = PC_VIEW("/");
    }
    if (status == PC_OK)
        status = pc_buf_append(&url, line->origin);
    if (status == PC_OK)
        status = pc_buf_append(&url, target);
    if (status == PC_OK)
        status = text(line, " ");
    if (status == PC_OK)
        status = pc_shell_word(line->out, pc_buf_view(&url), SIZE_MAX, line->secrets);
    pc_buf_clear(&url);
    return status;
}

/* curl writes these by itself, with the same value. */
static bool is_implied(const struct line *line, const struct pc_http_field *field) {
    struct pc_view authority =
        pc_view_slice(line->origin, pc_view_find(line->origin, PC_VIEW("//")) + 2, SIZE_MAX);
    if (pc_view_equal_nocase(field->name, PC_VIEW("Host")))
        return pc_view_equal_nocase(field->value, authority);
    return pc_view_equal_nocase(field->name, PC_VIEW("Content-Length")) ||
           pc_view_equal_nocase(field->name, PC_VIEW("User-Agent"));
}

static enum pc_status put_field(const struct line *line, const struct pc_http_field *field) {
    if (is_implied(line, field))
        return PC_OK;
    struct pc_buf argument;
    pc_buf_init(&argument, PC_HTTP_MAX_HEAD_SIZE);
    enum pc_status status = pc_buf_append(&argument, field->name);
    /* `Name;` is how curl is told to send a field with an empty value. */
    if (status == PC_OK)
        status = pc_buf_append_text(&argument, field->value.size == 0 ? ";" : ": ");
    size_t credential = SIZE_MAX;
    if (field->value.size > 0 && pc_is_authorization(field->name))
        credential = argument.size + pc_authorization_scheme(field->value);
    if (status == PC_OK)
        status = pc_buf_append(&argument, field->value);
    if (status == PC_OK)
        status = text(line, " -H ");
    if (status == PC_OK)
        status = pc_shell_word(line->out, pc_buf_view(&argument), credential, line->secrets);
    pc_buf_clear(&argument);
    return status;
}

/* An empty value takes away what curl would add. */
static enum pc_status put_absent(const struct line *line, const char *name) {
    if (pc_http_field_get(line->request, name) != NULL)
        return PC_OK;
    return pc_buf_appendf(line->out, " -H '%s:'", name);
}

static enum pc_status put_fields(const struct line *line) {
    bool has_body = line->request->framing != PC_HTTP_NO_BODY;
    enum pc_status status = put_absent(line, "Host");
    for (size_t i = 0; status == PC_OK && i < line->request->field_count; i++)
        status = put_field(line, &line->request->fields[i]);
    if (status == PC_OK && has_body)
        status = put_absent(line, "Content-Type");
    if (status == PC_OK && line->request->body.size > EXPECT_SIZE)
        status = put_absent(line, "Expect");
    return status;
}

static bool is_shown_as_text(struct pc_view body) {
    return body.size <= MAX_BODY_SHOWN && pc_shell_is_plain(body);
}

static enum pc_status put_body(const struct line *line) {
    struct pc_view body = line->request->body;
    if (line->request->framing == PC_HTTP_NO_BODY)
        return PC_OK;
    if (is_shown_as_text(body)) {
        enum pc_status status = text(line, " --data-raw ");
        return status != PC_OK ? status : pc_shell_word(line->out, body, SIZE_MAX, line->secrets);
    }
    if (body.size <= MAX_BODY_SHOWN)
        return text(line, " --data-binary @-");
    return pc_buf_appendf(
        line->out, " --data-binary @body # body: a file with the request's %zu bytes, see results.json",
        body.size);
}

static enum pc_status put_line(const struct line *line) {
    struct pc_view body = line->request->body;
    enum pc_status status = PC_OK;
    if (line->request->framing != PC_HTTP_NO_BODY && body.size <= MAX_BODY_SHOWN && !is_shown_as_text(body)) {
        status = text(line, "printf ");
        if (status == PC_OK)
            status = pc_shell_printf(line->out, body, line->secrets);
        if (status == PC_OK)
            status = text(line, " | ");
    }
    if (status == PC_OK)
        status = text(line, "curl -sS");
    if (status == PC_OK)
        status = put_trust(line);
    if (status == PC_OK)
        status = put_method(line);
    if (status == PC_OK)
        status = put_url(line);
    if (status == PC_OK)
        status = put_fields(line);
    return status != PC_OK ? status : put_body(line);
}

/* Nothing that quoting did may have brought a secret together. */
static enum pc_status check_line(struct pc_view line, const struct pc_secrets *secrets, bool *clean) {
    struct pc_cover cover = pc_cover_of(line.size);
    enum pc_status status = pc_cover_secrets(&cover, secrets, line);
    size_t at = 0;
    int32_t depth = 0;
    bool covered = false;
    *clean =
        status == PC_OK && pc_cover_next(&cover, line, &at, &depth, &covered).size == line.size && !covered;
    pc_cover_clear(&cover);
    return status;
}

enum pc_status pc_curl_line(const struct pc_http_exchange *exchange, const struct pc_curl_peer *peer,
                            const struct pc_secrets *secrets, char **out) {
    const struct pc_http_message *request = pc_http_exchange_request(exchange);
    struct pc_view url = pc_view_of(peer->url);
    *out = NULL;
    if (!can_send(exchange, request))
        return PC_OK;
    size_t authority = pc_view_find(url, PC_VIEW("//")) + 2;
    struct pc_view behind = pc_view_slice(url, authority, url.size);
    struct pc_buf buf;
    pc_buf_init(&buf, MAX_LINE_SIZE);
    struct line line = {.out = &buf,
                        .request = request,
                        .secrets = secrets,
                        .peer = peer,
                        .origin = pc_view_slice(url, 0, authority + pc_view_find(behind, PC_VIEW("/")))};
    bool clean = false;
    enum pc_status status = put_line(&line);
    if (status == PC_OK)
        status = check_line(pc_buf_view(&buf), secrets, &clean);
    if (status == PC_OK && clean) {
        *out = pc_view_copy(pc_buf_view(&buf));
        status = *out == NULL ? PC_NO_MEMORY : PC_OK;
    }
    pc_buf_clear(&buf);
    return status == PC_LIMIT ? PC_OK : status;
}
