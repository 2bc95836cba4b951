#include "client_internal.h"

#include <string.h>

#define MAX_ANSWER (4u << 20)
#define JSON_TYPE  "Content-Type: application/json\r\n"

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
static enum pc_status append_chunks(struct pc_buf *out, struct pc_view body) {
    enum pc_status status = PC_OK;
    size_t size = 1;
    for (size_t at = 0; status == PC_OK && at < body.size; at += size, size = size < 100 ? size * 3 : 7) {
        struct pc_view part = pc_view_slice(body, at, at + size);
        status = pc_buf_appendf(out, "%zx%s\r\n", part.size, size == 9 ? ";a=b" : "");
        if (status == PC_OK)
            status = pc_buf_append(out, part);
        if (status == PC_OK)
            status = pc_buf_append_text(out, "\r\n");
    }
    return status == PC_OK ? pc_buf_append_text(out, "0\r\n\r\n") : status;
}

static enum pc_status append_reply(struct pc_buf *out, const struct pc_reply *reply, const char *elsewhere) {
    struct pc_view body = pc_run_reply_body(reply);
    unsigned code = reply->status != 0 ? reply->status : 200;
    enum pc_status status = pc_buf_appendf(out, "HTTP/1.1 %u %s\r\n", code, pc_http_reason(code));
    if (status == PC_OK)
        status = append_headers(out, reply->headers != NULL ? reply->headers : JSON_TYPE, elsewhere);
    if (status == PC_OK && reply->framing == PC_BY_CHUNKS)
        status = pc_buf_append_text(out, "Transfer-Encoding: chunked\r\n\r\n");
    else if (status == PC_OK && reply->framing == PC_BY_CLOSE)
        status = pc_buf_append_text(out, "Connection: close\r\n\r\n");
    else if (status == PC_OK && code != 204)
        status = pc_buf_appendf(out, "Content-Length: %zu\r\n\r\n", body.size);
    else if (status == PC_OK)
        status = pc_buf_append_text(out, "\r\n");
    if (status != PC_OK)
        return status;
    return reply->framing == PC_BY_CHUNKS ? append_chunks(out, body) : pc_buf_append(out, body);
}

/* A step of the case's own script, "$deployment" at its end replaced by a whole good answer. */
static enum pc_status stage_step(const struct pc_script_step *step, struct pc_script_step *out,
                                 struct pc_buf *text) {
    size_t hole = pc_view_find(step->bytes, PC_VIEW("$deployment"));
    *out = *step;
    if (step->bytes.size == 0 || hole == step->bytes.size)
        return PC_OK;
    enum pc_status status = pc_buf_append(text, pc_view_slice(step->bytes, 0, hole));
    if (status == PC_OK)
        status = append_reply(text, &(struct pc_reply){0}, "");
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
        if (reply->framing == PC_BY_CLOSE)
            out->steps[1].act = PC_SCRIPT_CLOSE;
        return status;
    }
    out->script.moment = reply->script->moment;
    for (size_t i = 0; status == PC_OK && reply->script->steps[i].act != PC_SCRIPT_END; i++)
        status = i + 1 < count ? stage_step(&reply->script->steps[i], &out->steps[i], &out->texts[i])
                               : PC_INTERNAL;
    return status;
}

void pc_run_unstage(struct staged *staged) {
    for (size_t i = 0; i < sizeof staged->texts / sizeof staged->texts[0]; i++)
        pc_buf_clear(&staged->texts[i]);
}
