#include "http_internal.h"

#define MAX_CHUNK_LINE_SIZE (8u << 10) /* a chunk's size and its extensions */

static size_t available(const struct pc_http_parser *parser) {
    return parser->wire.size - parser->position;
}

static void read_length(struct pc_http_parser *parser) {
    size_t size = available(parser);
    if (size > parser->remaining)
        size = (size_t)parser->remaining;
    parser->position += size;
    parser->remaining -= size;
    if (parser->remaining == 0)
        pc_http_complete(parser);
}

static void read_until_close(struct pc_http_parser *parser) {
    size_t limit = parser->head_end + parser->options.max_body_size;
    if (parser->wire.size > limit) {
        parser->position = limit;
        pc_http_garbled(parser, PC_HTTP_BODY_TOO_LARGE, limit);
    } else {
        parser->position = parser->wire.size;
    }
}

static int hex_digit(char byte) {
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* chunk-size [ chunk-ext ]: hexadecimal digits, then the end or, behind white space, a semicolon. */
static bool read_chunk_size(struct pc_http_parser *parser, struct span text, uint64_t *out) {
    struct pc_view view = pc_http_text(parser, text);
    uint64_t value = 0;
    size_t at = 0;
    for (; at < view.size && hex_digit(view.data[at]) >= 0; at++) {
        uint64_t digit = (uint64_t)hex_digit(view.data[at]);
        value = value > (UINT64_MAX >> 4) ? UINT64_MAX : value << 4 | digit;
    }
    *out = value;
    struct pc_view rest = pc_view_trim(pc_view_slice(view, at, view.size));
    if (at == 0 || (rest.size > 0 && rest.data[0] != ';'))
        return false;
    bool clean = at == view.size || rest.size > 0;
    for (size_t i = at; i < view.size && clean; i++)
        clean = !pc_http_is_control(view.data[i]);
    if (!clean)
        pc_http_defect(parser, PC_HTTP_BAD_CHUNK, text.from);
    return true;
}

/* Whether reading can go on behind it. */
static bool read_chunk_line(struct pc_http_parser *parser) {
    if (available(parser) == 0)
        return false;
    size_t from = parser->position;
    struct line line;
    bool whole = pc_http_find_line(parser, &line);
    size_t size = (whole ? line.next : parser->wire.size) - from;
    /* The first byte is judged without its line, for which a peer that went astray may let us wait. */
    if (hex_digit(parser->wire.data[from]) < 0 || size > MAX_CHUNK_LINE_SIZE) {
        pc_http_garbled(parser, PC_HTTP_BAD_CHUNK, from);
        return false;
    }
    if (!whole)
        return false;
    pc_http_take_line(parser, &line);
    parser->framing_size += size;
    if (!read_chunk_size(parser, line.text, &parser->remaining)) {
        pc_http_garbled(parser, PC_HTTP_BAD_CHUNK, from);
        return false;
    }
    /* The lines may not be more than the body, or a small body in single bytes could take any room. */
    if (parser->remaining > parser->options.max_body_size - parser->decoded.size ||
        parser->framing_size > parser->options.max_body_size + PC_HTTP_MAX_HEAD_SIZE) {
        pc_http_garbled(parser, PC_HTTP_BODY_TOO_LARGE, from);
        return false;
    }
    parser->state = parser->remaining > 0 ? STATE_CHUNK_DATA : STATE_TRAILERS;
    if (parser->state == STATE_TRAILERS)
        parser->framing_size = 0;
    return true;
}

static enum pc_status read_chunk_data(struct pc_http_parser *parser) {
    size_t size = available(parser);
    if (size > parser->remaining)
        size = (size_t)parser->remaining;
    struct span data = {parser->position, parser->position + size};
    if (pc_buf_append(&parser->decoded, pc_http_text(parser, data)) != PC_OK)
        return PC_NO_MEMORY;
    parser->position += size;
    parser->remaining -= size;
    if (parser->remaining == 0)
        parser->state = STATE_CHUNK_END;
    return PC_OK;
}

static bool read_chunk_end(struct pc_http_parser *parser) {
    const char *data = parser->wire.data + parser->position;
    size_t size = available(parser);
    if (size == 0 || (size == 1 && data[0] == '\r'))
        return false;
    struct line line = {.bare = data[0] == '\n'};
    line.next = parser->position + (line.bare ? 1 : 2);
    if (!line.bare && (data[0] != '\r' || data[1] != '\n')) {
        pc_http_garbled(parser, PC_HTTP_BAD_CHUNK, parser->position);
        return false;
    }
    parser->framing_size += line.next - parser->position;
    pc_http_take_line(parser, &line);
    parser->state = STATE_CHUNK_LINE;
    return true;
}

/* Trailer fields are checked and stay in the wire bytes; nothing here needs them as fields. */
static bool read_trailer(struct pc_http_parser *parser, enum pc_status *status) {
    struct line line;
    bool whole = pc_http_find_line(parser, &line);
    size_t size = (whole ? line.next : parser->wire.size) - parser->position;
    if (parser->framing_size + size > PC_HTTP_MAX_HEAD_SIZE) {
        pc_http_garbled(parser, PC_HTTP_HEAD_TOO_LARGE, parser->position);
        return false;
    }
    if (!whole)
        return false;
    pc_http_take_line(parser, &line);
    parser->framing_size += size;
    if (line.text.from == line.text.to) {
        pc_http_complete(parser);
        return false;
    }
    *status = pc_http_read_field(parser, line.text, false);
    return *status == PC_OK;
}

enum pc_status pc_http_read_body(struct pc_http_parser *parser) {
    enum pc_status status = PC_OK;
    bool on = true;
    while (on && status == PC_OK && parser->message.progress == PC_HTTP_IN_BODY) {
        switch (parser->state) {
        case STATE_LENGTH:
            read_length(parser);
            on = false;
            break;
        case STATE_UNTIL_CLOSE:
            read_until_close(parser);
            on = false;
            break;
        case STATE_CHUNK_LINE:
            on = read_chunk_line(parser);
            break;
        case STATE_CHUNK_DATA:
            status = read_chunk_data(parser);
            on = parser->state == STATE_CHUNK_END;
            break;
        case STATE_CHUNK_END:
            on = read_chunk_end(parser);
            break;
        case STATE_TRAILERS:
            on = read_trailer(parser, &status);
            break;
        case STATE_START_LINE:
        case STATE_FIELDS:
        case STATE_DONE:
            on = false;
            break;
        }
    }
    return status;
}
