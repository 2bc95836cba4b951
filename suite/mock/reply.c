#include "reply.h"

#include <stdio.h>
#include <string.h>

enum {
    CHUNK_SIZE = 37 /* odd on purpose: a chunk ends in the middle of a token */
};

void pc_mock_reply_init(struct pc_mock_reply *reply) {
    *reply = (struct pc_mock_reply){.version = "HTTP/1.1", .after = PC_HTTP_KEEP_OPEN};
    pc_buf_init(&reply->body, PC_MOCK_MAX_BODY_SIZE);
}

void pc_mock_reply_clear(struct pc_mock_reply *reply) {
    if (reply != NULL)
        pc_buf_clear(&reply->body);
}

static size_t find(const struct pc_mock_reply *reply, const char *name) {
    size_t i = 0;
    while (i < reply->header_count &&
           !pc_view_equal_nocase(pc_view_of(reply->headers[i].name), pc_view_of(name)))
        i++;
    return i;
}

bool pc_mock_reply_has_header(const struct pc_mock_reply *reply, const char *name) {
    return find(reply, name) < reply->header_count;
}

bool pc_mock_reply_is_json(const struct pc_mock_reply *reply) {
    size_t i = find(reply, "Content-Type");
    return i < reply->header_count && strcmp(reply->headers[i].value, "application/json") == 0;
}

void pc_mock_reply_header(struct pc_mock_reply *reply, const char *name, const char *value) {
    size_t i = find(reply, name);
    if (i == reply->header_count) {
        if (reply->header_count == PC_MOCK_MAX_HEADERS)
            return;
        reply->header_count++;
    }
    reply->headers[i].name = name;
    snprintf(reply->headers[i].value, sizeof reply->headers[i].value, "%s", value);
}

bool pc_mock_reply_remove_header(struct pc_mock_reply *reply, const char *name) {
    size_t i = find(reply, name);
    if (i == reply->header_count)
        return false;
    reply->header_count--;
    memmove(&reply->headers[i], &reply->headers[i + 1], (reply->header_count - i) * sizeof reply->headers[0]);
    return true;
}

void pc_mock_message(struct pc_mock_reply *reply, const char *words, struct pc_view detail) {
    int size = detail.size > sizeof reply->message ? (int)sizeof reply->message : (int)detail.size;
    snprintf(reply->message, sizeof reply->message, "%s%.*s", words, size, detail.data);
}

void pc_mock_number(size_t number, char out[PC_MOCK_MAX_HEADER_SIZE]) {
    snprintf(out, PC_MOCK_MAX_HEADER_SIZE, "%zu", number);
}

static enum pc_status write_name(const struct pc_mock_reply *reply, const char *name, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (; *name != '\0' && status == PC_OK; name++) {
        bool upper = reply->lower_case_names && *name >= 'A' && *name <= 'Z';
        status = pc_buf_append_byte(out, (char)(upper ? *name - 'A' + 'a' : *name));
    }
    return status;
}

static enum pc_status write_field(const struct pc_mock_reply *reply, const char *name, const char *value,
                                  struct pc_buf *out) {
    enum pc_status status = write_name(reply, name, out);
    return status == PC_OK ? pc_buf_appendf(out, ": %s\r\n", value) : status;
}

static enum pc_status write_head(const struct pc_mock_reply *reply, struct pc_buf *out) {
    char length[32];
    enum pc_status status = pc_buf_appendf(out, "%s %u %s\r\n", reply->version, reply->status,
                                           reply->no_reason ? "" : pc_http_reason(reply->status));
    for (size_t i = 0; i < reply->header_count && status == PC_OK; i++)
        status = write_field(reply, reply->headers[i].name, reply->headers[i].value, out);
    /* RFC 9110 section 8.6: no Content-Length in a 204. */
    bool with_length = reply->framing == PC_MOCK_LENGTH || reply->framing == PC_MOCK_LENGTH_AND_CHUNKED;
    snprintf(length, sizeof length, "%ld", (long)reply->body.size + reply->length_error);
    if (status == PC_OK && with_length && reply->status != 204)
        status = write_field(reply, "Content-Length", length, out);
    bool chunked = reply->framing == PC_MOCK_CHUNKED || reply->framing == PC_MOCK_LENGTH_AND_CHUNKED;
    if (status == PC_OK && chunked)
        status = write_field(reply, "Transfer-Encoding", "chunked", out);
    if (status == PC_OK && reply->after == PC_HTTP_CLOSE && !reply->unannounced)
        status = write_field(reply, "Connection", "close", out);
    if (status == PC_OK && reply->head_excess != NULL)
        status = pc_buf_append_text(out, reply->head_excess);
    return status == PC_OK ? pc_buf_append_text(out, "\r\n") : status;
}

static enum pc_status write_chunks(struct pc_view body, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t at = 0; at < body.size && status == PC_OK; at += CHUNK_SIZE) {
        struct pc_view chunk = pc_view_slice(body, at, at + CHUNK_SIZE);
        status = pc_buf_appendf(out, "%zx\r\n", chunk.size);
        if (status == PC_OK)
            status = pc_buf_append(out, chunk);
        if (status == PC_OK)
            status = pc_buf_append_text(out, "\r\n");
    }
    return status == PC_OK ? pc_buf_append_text(out, "0\r\n\r\n") : status;
}

enum pc_status pc_mock_reply_write(const struct pc_mock_reply *reply, struct pc_buf *out) {
    size_t start = out->size;
    enum pc_status status = write_head(reply, out);
    bool chunked = reply->framing == PC_MOCK_CHUNKED || reply->framing == PC_MOCK_LENGTH_AND_CHUNKED;
    if (status == PC_OK && !reply->bodiless)
        status = chunked ? write_chunks(pc_buf_view(&reply->body), out)
                         : pc_buf_append(out, pc_buf_view(&reply->body));
    if (status == PC_OK && reply->body_excess != NULL)
        status = pc_buf_append_text(out, reply->body_excess);
    if (status != PC_OK)
        return status;
    size_t size = out->size - start - reply->cut_end;
    out->size = start + (reply->cut > 0 && reply->cut < size ? reply->cut : size);
    out->data[out->size] = '\0';
    return PC_OK;
}
