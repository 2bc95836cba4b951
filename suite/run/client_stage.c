#include "client_internal.h"

#include <string.h>

#define MAX_ANSWER  (4u << 20)
#define PADDED_LINE 100
#define JSON_TYPE   "Content-Type: application/json\r\n"

struct pc_view pc_run_reply_body(const struct pc_reply *reply) {
    if (reply->bytes.data != NULL)
        return reply->bytes;
    return pc_view_of(reply->body != NULL ? reply->body : pc_call_body);
}

/* Appends `text` with each $elsewhere in it replaced. */
static enum pc_status append_headers(struct pc_buf *out, const char *text, const char *elsewhere) {
    static const char hole[] = "$elsewhere";
    enum pc_status status = PC_OK;
    for (const char *at; status == PC_OK && (at = strstr(text, hole)) != NULL; text = at + sizeof hole - 1) {
        status = pc_buf_append(out, (struct pc_view){text, (size_t)(at - text)});
        if (status == PC_OK)
            status = pc_buf_append_text(out, elsewhere);
    }
    return status == PC_OK ? pc_buf_append_text(out, text) : status;
}

/* In chunks of several sizes, an extension among them. */
static enum pc_status append_chunks(struct pc_buf *out, struct pc_view body, enum pc_call_framing framing) {
    bool odd = framing == PC_BY_ODD_CHUNKS;
    enum pc_status status = PC_OK;
    size_t size = odd ? 10 : 1;
    for (size_t at = 0; status == PC_OK && at < body.size; at += size, size = size < 100 ? size * 3 : 7) {
        struct pc_view part = pc_view_slice(body, at, at + size);
        status = odd ? pc_buf_appendf(out, "00%zX;a=\"b;c\";d\r\n", part.size)
                     : pc_buf_appendf(out, "%zx%s\r\n", part.size, size == 9 ? ";a=b" : "");
        if (status == PC_OK)
            status = pc_buf_append(out, part);
        if (status == PC_OK)
            status = pc_buf_append_text(out, "\r\n");
    }
    if (status != PC_OK || framing == PC_BY_CUT_CHUNKS)
        return status;
    return pc_buf_append_text(out, odd ? "000\r\nX-Checksum: 1\r\nServer-Timing: a\r\n\r\n" : "0\r\n\r\n");
}

static enum pc_status append_framing(struct pc_buf *out, const struct pc_reply *reply, unsigned code,
                                     size_t size) {
    switch (reply->framing) {
    case PC_BY_CHUNKS:
    case PC_BY_CUT_CHUNKS:
        return pc_buf_append_text(out, "Transfer-Encoding: chunked\r\n\r\n");
    case PC_BY_ODD_CHUNKS:
        return pc_buf_append_text(out, "Trailer: X-Checksum\r\nTransfer-Encoding: Chunked\r\n\r\n");
    case PC_BY_CLOSE:
        return pc_buf_append_text(out, "Connection: close\r\n\r\n");
    case PC_BY_BARE_LENGTH:
        return pc_buf_appendf(out, "content-length:%zu\r\n\r\n", size);
    case PC_BY_LENGTH:
        break;
    }
    return code == 204 ? pc_buf_append_text(out, "\r\n")
                       : pc_buf_appendf(out, "Content-Length: %zu\r\n\r\n", size);
}

static enum pc_status append_reply(struct pc_buf *out, const struct pc_reply *reply, const char *elsewhere) {
    struct pc_view body = pc_run_reply_body(reply);
    unsigned code = reply->status != 0 ? reply->status : 200;
    enum pc_status status = reply->start != NULL
                                ? pc_buf_appendf(out, "%s\r\n", reply->start)
                                : pc_buf_appendf(out, "HTTP/1.1 %u %s\r\n", code, pc_http_reason(code));
    if (status == PC_OK)
        status = append_headers(out, reply->headers != NULL ? reply->headers : JSON_TYPE, elsewhere);
    if (status == PC_OK)
        status = append_framing(out, reply, code, reply->padding + body.size);
    for (size_t i = 0; status == PC_OK && i < reply->padding; i++)
        status = pc_buf_append_byte(out, i % PADDED_LINE == 0 ? '\n' : ' ');
    if (status != PC_OK)
        return status;
    bool chunked = reply->framing == PC_BY_CHUNKS || reply->framing == PC_BY_ODD_CHUNKS ||
                   reply->framing == PC_BY_CUT_CHUNKS;
    return chunked ? append_chunks(out, body, reply->framing) : pc_buf_append(out, body);
}

/* The same in gzip. */
static enum pc_status append_coded_reply(struct pc_buf *out, const struct pc_reply *reply) {
    struct pc_buf body;
    pc_buf_init(&body, MAX_ANSWER);
    enum pc_status status = pc_run_gzip(pc_run_reply_body(reply), &body);
    const struct pc_reply coded = {.headers = JSON_TYPE "Content-Encoding: gzip\r\nVary: Accept-Encoding\r\n",
                                   .bytes = pc_buf_view(&body)};
    if (status == PC_OK)
        status = append_reply(out, &coded, "");
    pc_buf_clear(&body);
    return status;
}

/* A step of the case's own script, "$deployment" at its end replaced by a whole good answer, "$reply" by the
 * one that the rest of the reply describes. */
static enum pc_status stage_step(const struct pc_reply *reply, const struct pc_script_step *step,
                                 struct pc_script_step *out, struct pc_buf *text) {
    static const struct pc_reply plain = {0};
    size_t hole = pc_view_find(step->bytes, PC_VIEW("$deployment"));
    size_t own = pc_view_find(step->bytes, PC_VIEW("$reply"));
    *out = *step;
    if (step->bytes.size == 0 || (hole == step->bytes.size && own == step->bytes.size))
        return PC_OK;
    bool is_plain = hole < own;
    enum pc_status status = pc_buf_append(text, pc_view_slice(step->bytes, 0, is_plain ? hole : own));
    if (status == PC_OK)
        status = append_reply(text, is_plain ? &plain : reply, "");
    out->bytes = pc_buf_view(text);
    return status;
}

enum pc_status pc_run_stage(const struct pc_reply *reply, const char *elsewhere, struct staged *out) {
    size_t count = sizeof out->steps / sizeof out->steps[0];
    enum pc_status status = PC_OK;
    *out = (struct staged){0};
    out->script.steps = out->steps;
    for (size_t i = 0; i < count; i++)
        pc_buf_init(&out->texts[i], MAX_ANSWER);
    if (reply->script == NULL) {
        status = append_reply(&out->texts[0], reply, elsewhere);
        out->steps[0] = (struct pc_script_step){.act = PC_SCRIPT_SEND, .bytes = pc_buf_view(&out->texts[0])};
        if (reply->framing == PC_BY_CLOSE || reply->framing == PC_BY_CUT_CHUNKS)
            out->steps[1].act = PC_SCRIPT_CLOSE;
        if (status == PC_OK && reply->coded) {
            status = append_coded_reply(&out->texts[1], reply);
            out->coded[0] =
                (struct pc_script_step){.act = PC_SCRIPT_SEND, .bytes = pc_buf_view(&out->texts[1])};
            out->script.coded = out->coded;
        }
        return status;
    }
    out->script.first = reply->script->first;
    out->script.moment = reply->script->moment;
    out->script.uninvited = reply->script->uninvited;
    for (size_t i = 0; status == PC_OK && reply->script->steps[i].act != PC_SCRIPT_END; i++)
        status = i + 1 < count ? stage_step(reply, &reply->script->steps[i], &out->steps[i], &out->texts[i])
                               : PC_INTERNAL;
    return status;
}

void pc_run_unstage(struct staged *staged) {
    for (size_t i = 0; i < sizeof staged->texts / sizeof staged->texts[0]; i++)
        pc_buf_clear(&staged->texts[i]);
}
