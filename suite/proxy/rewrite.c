/* Heads as they leave. */
#include "head.h"

/* RFC 9110 section 7.6.1, and what applies to the next hop alone: sections 10.1.4 (TE), 6.6.2 (Trailer, since
 * no trailers are passed on), 11.7 (Proxy-…), 7.8 (Upgrade). */
static const char *const hop_by_hop[] = {
    "Connection",
    "Keep-Alive",
    "Proxy-Connection",
    "Proxy-Authenticate",
    "Proxy-Authorization",
    "TE",
    "Transfer-Encoding",
    "Proxy-Authentication-Info",
    "Trailer",
    "Upgrade",
};

static bool is_one_of(struct pc_view name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (pc_view_equal_nocase(name, pc_view_of(names[i])))
            return true;
    }
    return false;
}

/* The next line of a head, without its end. */
static struct pc_view next_line(struct pc_view *rest) {
    size_t end = pc_view_find(*rest, PC_VIEW("\n"));
    struct pc_view line = pc_view_slice(*rest, 0, end);
    *rest = pc_view_slice(*rest, end + 1, rest->size);
    if (line.size > 0 && line.data[line.size - 1] == '\r')
        line.size--;
    return line;
}

static struct pc_view name_of(struct pc_view line) {
    return pc_view_trim(pc_view_slice(line, 0, pc_view_find(line, PC_VIEW(":"))));
}

static struct pc_view value_of(struct pc_view line) {
    return pc_view_trim(pc_view_slice(line, pc_view_find(line, PC_VIEW(":")) + 1, line.size));
}

static bool lists(struct pc_view list, struct pc_view name) {
    struct pc_view item;
    bool more = true;
    while (pc_http_next_item(&list, &item, &more)) {
        if (pc_view_equal_nocase(item, name))
            return true;
    }
    return false;
}

/* What is rewritten in passing. */
struct rewriting {
    struct pc_view head;
    const struct pc_http_message *message; /* NULL: its bytes alone are known */
    const char *host;                      /* instead of Host's value; NULL: it stays */
    bool chunks;                           /* Transfer-Encoding stays */
};

/* Whether a Connection field names it. What frames the message and what leads it is never for one connection
 * alone, whoever says so. */
static bool is_named(const struct rewriting *rewriting, struct pc_view name) {
    static const char *const kept[] = {"Content-Length", "Host"};
    const struct pc_http_message *message = rewriting->message;
    struct pc_view rest = rewriting->head;
    if (is_one_of(name, kept, sizeof kept / sizeof kept[0]))
        return false;
    for (size_t i = 0; message != NULL && i < message->field_count; i++) {
        if (pc_view_equal_nocase(message->fields[i].name, PC_VIEW("Connection")) &&
            lists(message->fields[i].value, name))
            return true;
    }
    while (message == NULL && rest.size > 0) {
        struct pc_view line = next_line(&rest);
        if (pc_view_equal_nocase(name_of(line), PC_VIEW("Connection")) && lists(value_of(line), name))
            return true;
    }
    return false;
}

static bool goes_on(const struct rewriting *rewriting, struct pc_view name) {
    return !is_one_of(name, hop_by_hop, sizeof hop_by_hop / sizeof hop_by_hop[0]) &&
           !is_named(rewriting, name);
}

static enum pc_status write_line(struct pc_view line, struct pc_buf *out) {
    enum pc_status status = pc_buf_append(out, line);
    return status == PC_OK ? pc_buf_append_text(out, "\r\n") : status;
}

static enum pc_status write_field(const struct rewriting *rewriting, struct pc_view line,
                                  struct pc_buf *out) {
    struct pc_view name = name_of(line);
    if (rewriting->host != NULL && pc_view_equal_nocase(name, PC_VIEW("Host"))) {
        enum pc_status status = pc_buf_append(out, name);
        return status == PC_OK ? pc_buf_appendf(out, ": %s\r\n", rewriting->host) : status;
    }
    bool coding = rewriting->chunks && pc_view_equal_nocase(name, PC_VIEW("Transfer-Encoding"));
    return coding || goes_on(rewriting, name) ? write_line(line, out) : PC_OK;
}

/* The lines behind the start line. */
static enum pc_status write_fields(const struct rewriting *rewriting, struct pc_view rest,
                                   struct pc_buf *out) {
    enum pc_status status = PC_OK;
    while (status == PC_OK && rest.size > 0) {
        struct pc_view line = next_line(&rest);
        if (line.size > 0)
            status = write_field(rewriting, line, out);
    }
    return status;
}

static enum pc_status end_head(bool last, struct pc_buf *out) {
    return pc_buf_append_text(out, last ? "Connection: close\r\n\r\n" : "\r\n");
}

/* Empty lines stand in front of some. */
static struct pc_view start_line(struct pc_view *rest) {
    struct pc_view line;
    do
        line = next_line(rest);
    while (line.size == 0 && rest->size > 0);
    return line;
}

enum pc_status pc_proxy_write_request(struct pc_view head, const struct pc_http_message *request,
                                      const struct pc_url *upstream, bool last, struct pc_buf *out) {
    const struct rewriting rewriting = {.head = head,
                                        .message = request,
                                        .host = upstream->authority,
                                        .chunks = request->framing == PC_HTTP_CHUNKED};
    struct pc_view path = pc_proxy_path(request->target);
    struct pc_view rest = head;
    (void)start_line(&rest);
    enum pc_status status = pc_buf_append(out, request->method);
    if (status == PC_OK)
        status = pc_buf_appendf(out, " %s", path.data[0] == '/' ? upstream->prefix : "");
    if (status == PC_OK)
        status = pc_buf_append(out, path);
    /* RFC 9112 section 2.3: an intermediary sends its own version. */
    if (status == PC_OK)
        status = pc_buf_append_text(out, " HTTP/1.1\r\n");
    if (status == PC_OK && pc_http_field_get(request, "Host") == NULL)
        status = pc_buf_appendf(out, "Host: %s\r\n", upstream->authority);
    if (status == PC_OK)
        status = write_fields(&rewriting, rest, out);
    /* RFC 9110 section 7.6.3: a gateway says that it was there. */
    if (status == PC_OK)
        status = pc_buf_appendf(out, "Via: 1.%u " PC_PROXY_NAME "\r\n", request->version_minor);
    return status == PC_OK ? end_head(last, out) : status;
}

/* "HTTP/1.x " becomes our own version; the rest keeps its bytes. */
static enum pc_status write_status_line(struct pc_view line, struct pc_buf *out) {
    size_t space = pc_view_find(line, PC_VIEW(" "));
    enum pc_status status = pc_buf_append_text(out, "HTTP/1.1");
    return status == PC_OK ? write_line(pc_view_slice(line, space, line.size), out) : status;
}

/* RFC 9110 section 5.5: CR, LF and NUL are replaced by SP; other controls get no better reading. */
static enum pc_status write_cleaned(struct pc_view text, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < text.size; i++) {
        status = pc_buf_append_byte(out, pc_http_is_control(text.data[i]) ? ' ' : text.data[i]);
    }
    return status;
}

/* RFC 9112 sections 2.2, 5.1, 5.2 and 6.3 tell a proxy to mend what it passes on: white space in front of a
 * colon, folds, line ends, a length beside chunks. */
static enum pc_status write_mended(const struct rewriting *rewriting, const struct pc_http_message *response,
                                   struct pc_buf *out) {
    enum pc_status status = pc_buf_appendf(out, "HTTP/1.1 %03u ", response->status);
    if (status == PC_OK)
        status = write_cleaned(response->reason, out);
    if (status == PC_OK)
        status = pc_buf_append_text(out, "\r\n");
    for (size_t i = 0; status == PC_OK && i < response->field_count; i++) {
        const struct pc_http_field *field = &response->fields[i];
        if (!pc_http_is_token(field->name) || pc_view_equal_nocase(field->name, PC_VIEW("Content-Length")) ||
            !goes_on(rewriting, field->name))
            continue;
        status = pc_buf_append(out, field->name);
        if (status == PC_OK)
            status = pc_buf_append_text(out, ": ");
        if (status == PC_OK)
            status = write_cleaned(field->value, out);
        if (status == PC_OK)
            status = pc_buf_append_text(out, "\r\n");
    }
    if (status == PC_OK && response->framing == PC_HTTP_LENGTH)
        status =
            pc_buf_appendf(out, "Content-Length: %llu\r\n", (unsigned long long)response->content_length);
    if (status == PC_OK && rewriting->chunks)
        status = pc_buf_append_text(out, "Transfer-Encoding: chunked\r\n");
    return status;
}

enum pc_status pc_proxy_write_response(struct pc_view head, const struct pc_http_message *response,
                                       bool chunks, bool last, struct pc_buf *out) {
    const struct rewriting rewriting = {.head = head, .message = response, .chunks = chunks};
    struct pc_view rest = head;
    enum pc_status status;
    if (response->defect_count > 0) {
        status = write_mended(&rewriting, response, out);
    } else {
        status = write_status_line(start_line(&rest), out);
        if (status == PC_OK)
            status = write_fields(&rewriting, rest, out);
    }
    return status == PC_OK ? end_head(last, out) : status;
}

enum pc_status pc_proxy_write_informational(struct pc_view head, struct pc_buf *out) {
    const struct rewriting rewriting = {.head = head};
    struct pc_view rest = head;
    enum pc_status status = write_status_line(start_line(&rest), out);
    if (status == PC_OK)
        status = write_fields(&rewriting, rest, out);
    return status == PC_OK ? end_head(false, out) : status;
}
