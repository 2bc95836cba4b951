#include "target_internal.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define PROMOTE_PATH "/v1/models/$model/environments/$environment/promote"
#define CHUNK_COUNT  3

static const char *or_default(const char *text, const char *otherwise) {
    return text != NULL ? text : otherwise;
}

static enum pc_status append_header(const struct pc_target *target, const char *name, const char *text,
                                    struct pc_buf *out, struct pc_error *err) {
    if (text[0] == '\0')
        return PC_OK;
    enum pc_status status = pc_buf_append_text(out, name);
    if (status == PC_OK)
        status = pc_buf_append_text(out, ": ");
    if (status == PC_OK)
        status = pc_target_expand(target, text, PC_IN_HEADER, out, err);
    return status != PC_OK ? status : pc_buf_append_text(out, "\r\n");
}

static bool has_body(const struct pc_request *request) {
    return request->body != NULL || request->body_bytes.data != NULL;
}

enum pc_status pc_target_describe(struct pc_target *target, const struct pc_request *request,
                                  struct pc_buf *out, struct pc_error *err) {
    target->filler_size = request->filler_size;
    enum pc_status status = pc_buf_append_text(out, or_default(request->method, "POST"));
    if (status == PC_OK)
        status = pc_buf_append_text(out, " ");
    if (status == PC_OK)
        status = pc_buf_append_text(out, target->peer.url.prefix);
    return status != PC_OK
               ? status
               : pc_target_expand(target, or_default(request->path, PROMOTE_PATH), PC_IN_PATH, out, err);
}

static enum pc_status write_start(struct pc_target *target, const struct pc_request *request,
                                  struct pc_buf *out, struct pc_error *err) {
    enum pc_status status = pc_target_describe(target, request, out, err);
    if (status == PC_OK)
        status = pc_buf_append_text(out, " ");
    if (status == PC_OK)
        status = pc_buf_append_text(out, or_default(request->version, "HTTP/1.1"));
    return status != PC_OK ? status : pc_buf_append_text(out, "\r\n");
}

/* Every header that a careful client sends, and none that would make a server behave in a special way.
 * Accept-Encoding: identity, so that the body is judged as the server wrote it (RFC 9110 section 12.5.3). */
static enum pc_status write_fields(const struct pc_target *target, const struct pc_request *request,
                                   size_t body_size, struct pc_buf *out, struct pc_error *err) {
    char length[32];
    snprintf(length, sizeof length, "%zu", body_size);
    const struct {
        const char *name;
        const char *text;
    } fields[] = {
        {"Host", target->peer.url.authority},
        {"User-Agent", "promotecheck"},
        {"Accept", "application/json"},
        {"Accept-Encoding", "identity"},
        {"Connection", or_default(request->connection, "close")},
        {"Authorization", or_default(request->authorization, "$scheme $key")},
        {"Content-Type", has_body(request) ? or_default(request->content_type, "application/json") : ""},
        {"Transfer-Encoding", has_body(request) && request->chunked ? "chunked" : ""},
        {"Content-Length", has_body(request) && !request->chunked ? length : ""},
    };
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < sizeof fields / sizeof fields[0]; i++) {
        size_t name_at = out->size;
        status = append_header(target, fields[i].name, fields[i].text, out, err);
        for (size_t c = name_at;
             status == PC_OK && request->lower_case && c < out->size && out->data[c] != ':'; c++)
            out->data[c] = (char)tolower((unsigned char)out->data[c]);
    }
    if (status == PC_OK && request->extra_headers != NULL)
        status = pc_target_expand(target, request->extra_headers, PC_IN_HEADER, out, err);
    return status != PC_OK ? status : pc_buf_append_text(out, "\r\n");
}

/* A few chunks of uneven size, the last one empty (RFC 9112 section 7.1). */
static enum pc_status write_chunks(struct pc_view body, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    size_t step = body.size / CHUNK_COUNT + 1;
    for (size_t at = 0; status == PC_OK && at < body.size; at += step) {
        struct pc_view chunk = pc_view_slice(body, at, at + step);
        status = pc_buf_appendf(out, "%zx\r\n", chunk.size);
        if (status == PC_OK)
            status = pc_buf_append(out, chunk);
        if (status == PC_OK)
            status = pc_buf_append_text(out, "\r\n");
    }
    return status != PC_OK ? status : pc_buf_append_text(out, "0\r\n\r\n");
}

static enum pc_status write_body(const struct pc_target *target, const struct pc_request *request,
                                 struct pc_buf *out, struct pc_error *err) {
    if (request->body_bytes.data != NULL)
        return pc_buf_append(out, request->body_bytes);
    return request->body == NULL ? PC_OK : pc_target_expand(target, request->body, PC_IN_BODY, out, err);
}

/* The head tells the body's length, so it is made last; a large body is not copied for that, but moved: it
 * stands in `out` from `at` on. */
static enum pc_status put_in_front(struct pc_buf *out, size_t at, struct pc_view head) {
    enum pc_status status = pc_buf_reserve(out, head.size);
    if (status != PC_OK)
        return status;
    memmove(out->data + at + head.size, out->data + at, out->size - at + 1); /* with the NUL */
    memcpy(out->data + at, head.data, head.size);
    out->size += head.size;
    return PC_OK;
}

enum pc_status pc_target_write(struct pc_target *target, const struct pc_request *request, struct pc_buf *out,
                               struct pc_error *err) {
    struct pc_buf head;
    pc_buf_init(&head, MAX_REQUEST_SIZE);
    struct pc_buf body;
    pc_buf_init(&body, MAX_REQUEST_SIZE);
    target->filler_size = request->filler_size;
    bool chunked = request->chunked && has_body(request);
    size_t at = out->size;
    enum pc_status status = write_body(target, request, chunked ? &body : out, err);
    if (status == PC_OK)
        status = write_start(target, request, &head, err);
    if (status == PC_OK)
        status = write_fields(target, request, out->size - at, &head, err);
    if (status == PC_OK && chunked)
        status = write_chunks(pc_buf_view(&body), out);
    if (status == PC_OK)
        status = put_in_front(out, at, pc_buf_view(&head));
    pc_buf_clear(&head);
    pc_buf_clear(&body);
    if (status == PC_NO_MEMORY || status == PC_LIMIT)
        pc_error_set(err, status, "the request could not be written: %s", pc_status_sentence(status));
    return status;
}
