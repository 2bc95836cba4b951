#include "body.h"

#define MAX_CHUNK_LINE_SIZE ((size_t)8 << 10) /* a chunk's size and its extensions */
#define MAX_SIZE_DIGITS     15u               /* no larger chunk fits into what is counted here */

void pc_proxy_body_begin(struct pc_proxy_body *body, const struct pc_http_message *message, bool chunks) {
    *body = (struct pc_proxy_body){.framing = message->framing,
                                   .strict = message->kind == PC_HTTP_REQUEST,
                                   .chunks = chunks,
                                   .left = message->framing == PC_HTTP_LENGTH ? message->content_length : 0};
}

static enum pc_status pass_on(const struct pc_proxy_body *body, struct pc_view data, struct pc_buf *out) {
    if (!body->chunks || data.size == 0)
        return pc_buf_append(out, data);
    enum pc_status status = pc_buf_appendf(out, "%zx\r\n", data.size);
    if (status == PC_OK)
        status = pc_buf_append(out, data);
    return status == PC_OK ? pc_buf_append_text(out, "\r\n") : status;
}

/* As much of the body, or of the chunk, as is there. */
static enum pc_status move_counted(struct pc_proxy_body *body, struct pc_view in, size_t *taken,
                                   struct pc_buf *out) {
    *taken = in.size < body->left ? in.size : (size_t)body->left;
    body->left -= *taken;
    return pass_on(body, pc_view_slice(in, 0, *taken), out);
}

static bool is_clean(struct pc_view line) {
    for (size_t i = 0; i < line.size; i++) {
        if (pc_http_is_control(line.data[i]))
            return false;
    }
    return true;
}

/* The line at the front, without its end. PC_PROXY_MORE: it is not whole. */
static enum pc_proxy_progress find_line(const struct pc_proxy_body *body, struct pc_view in,
                                        struct pc_view *line, size_t *taken) {
    size_t end = pc_view_find(in, PC_VIEW("\n"));
    if (end == in.size)
        return in.size > MAX_CHUNK_LINE_SIZE ? PC_PROXY_BAD : PC_PROXY_MORE;
    bool bare = end == 0 || in.data[end - 1] != '\r';
    *line = pc_view_slice(in, 0, bare ? end : end - 1);
    *taken = end + 1;
    bool good = end <= MAX_CHUNK_LINE_SIZE && (!body->strict || (!bare && is_clean(*line)));
    return good ? PC_PROXY_DONE : PC_PROXY_BAD;
}

/* chunk-size [ chunk-ext ] */
static bool read_size(struct pc_view line, uint64_t *size) {
    size_t at = 0;
    *size = 0;
    for (; at < line.size && pc_hex_value(line.data[at]) >= 0; at++) {
        if (at == MAX_SIZE_DIGITS)
            return false;
        *size = *size << 4 | (uint64_t)pc_hex_value(line.data[at]);
    }
    struct pc_view rest = pc_view_trim(pc_view_slice(line, at, line.size));
    return at > 0 && (at == line.size || (rest.size > 0 && rest.data[0] == ';'));
}

static enum pc_proxy_progress read_chunk_line(struct pc_proxy_body *body, struct pc_view in, size_t *taken) {
    struct pc_view line = {NULL, 0};
    enum pc_proxy_progress found = find_line(body, in, &line, taken);
    if (found == PC_PROXY_DONE && !read_size(line, &body->left))
        return PC_PROXY_BAD;
    if (found == PC_PROXY_DONE)
        body->state = body->left > 0 ? PC_PROXY_CHUNK_DATA : PC_PROXY_TRAILERS;
    return found;
}

static enum pc_proxy_progress read_chunk_end(struct pc_proxy_body *body, struct pc_view in, size_t *taken) {
    struct pc_view end = in.data[0] == '\n' && !body->strict ? PC_VIEW("\n") : PC_VIEW("\r\n");
    if (!pc_view_equal(pc_view_slice(in, 0, end.size), pc_view_slice(end, 0, in.size)))
        return PC_PROXY_BAD;
    if (in.size < end.size)
        return PC_PROXY_MORE;
    *taken = end.size;
    body->state = PC_PROXY_CHUNK_LINE;
    return PC_PROXY_DONE;
}

/* One step in chunks: PC_PROXY_DONE: go on with the next; `over` at the end of the body. */
static enum pc_proxy_progress chunk_step(struct pc_proxy_body *body, struct pc_view in, size_t *taken,
                                         bool *over) {
    struct pc_view line = {NULL, 0};
    if (body->state == PC_PROXY_CHUNK_LINE)
        return read_chunk_line(body, in, taken);
    if (body->state == PC_PROXY_CHUNK_END)
        return read_chunk_end(body, in, taken);
    enum pc_proxy_progress found = find_line(body, in, &line, taken);
    body->trailer_size += found == PC_PROXY_DONE ? *taken : 0;
    *over = found == PC_PROXY_DONE && line.size == 0;
    return body->trailer_size > PC_HTTP_MAX_HEAD_SIZE ? PC_PROXY_BAD : found;
}

static enum pc_status move_chunked(struct pc_proxy_body *body, struct pc_view in, size_t *taken,
                                   struct pc_buf *out, enum pc_proxy_progress *progress) {
    enum pc_status status = PC_OK;
    bool over = false;
    while (status == PC_OK && !over) {
        struct pc_view rest = pc_view_slice(in, *taken, in.size);
        size_t step = 0;
        if (rest.size == 0)
            return PC_OK;
        if (body->state == PC_PROXY_CHUNK_DATA) {
            status = move_counted(body, rest, &step, out);
            if (body->left == 0)
                body->state = PC_PROXY_CHUNK_END;
        } else {
            enum pc_proxy_progress came = chunk_step(body, rest, &step, &over);
            if (came != PC_PROXY_DONE) {
                *progress = came;
                return PC_OK;
            }
        }
        *taken += step;
    }
    *progress = PC_PROXY_DONE;
    return status == PC_OK && body->chunks ? pc_buf_append_text(out, "0\r\n\r\n") : status;
}

enum pc_status pc_proxy_body_move(struct pc_proxy_body *body, struct pc_view in, size_t *taken,
                                  struct pc_buf *out, enum pc_proxy_progress *progress) {
    enum pc_status status = PC_OK;
    *taken = 0;
    *progress = PC_PROXY_MORE;
    switch (body->framing) {
    case PC_HTTP_NO_BODY:
        *progress = PC_PROXY_DONE;
        break;
    case PC_HTTP_LENGTH:
        status = move_counted(body, in, taken, out);
        *progress = body->left == 0 ? PC_PROXY_DONE : PC_PROXY_MORE;
        break;
    case PC_HTTP_CHUNKED:
        status = move_chunked(body, in, taken, out, progress);
        break;
    case PC_HTTP_UNTIL_CLOSE:
        *taken = in.size;
        status = pass_on(body, in, out);
        break;
    }
    return status;
}
