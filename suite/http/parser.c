#include "http_internal.h"

#include <stdlib.h>
#include <string.h>

/* Beyond it the sums below could overflow. */
#define LARGEST_BODY (SIZE_MAX / 16)

/* What one message can take at most: its head, and a body whose framing is no larger than itself and a head.
 */
static size_t message_limit(const struct pc_http_parser *parser) {
    return 2 * (parser->options.max_body_size + PC_HTTP_MAX_HEAD_SIZE);
}

/* That, and one message behind it. */
static size_t wire_limit(const struct pc_http_parser *parser) {
    return message_limit(parser) + parser->options.max_body_size + PC_HTTP_MAX_HEAD_SIZE;
}

struct pc_http_parser *pc_http_parser_new(const struct pc_http_parser_options *options) {
    struct pc_http_parser *parser = calloc(1, sizeof *parser);
    if (parser == NULL)
        return NULL;
    parser->options = *options;
    if (options->max_body_size == 0)
        parser->options.max_body_size = PC_HTTP_MAX_BODY_SIZE;
    if (options->max_body_size > LARGEST_BODY)
        parser->options.max_body_size = LARGEST_BODY;
    /* Up to half of the buffer may be messages that are done with: see pc_http_parser_next. */
    pc_buf_init(&parser->wire, 2 * wire_limit(parser));
    pc_buf_init(&parser->unfolded, PC_HTTP_MAX_HEAD_SIZE);
    pc_buf_init(&parser->decoded, parser->options.max_body_size);
    parser->message.kind = options->kind;
    parser->message.defects = parser->defects;
    return parser;
}

void pc_http_parser_free(struct pc_http_parser *parser) {
    if (parser == NULL)
        return;
    pc_buf_clear(&parser->wire);
    pc_buf_clear(&parser->unfolded);
    pc_buf_clear(&parser->decoded);
    free(parser->spans);
    free(parser->fields);
    free(parser);
}

bool pc_http_unfinished(const struct pc_http_parser *parser) {
    return parser->message.progress == PC_HTTP_IN_HEAD || parser->message.progress == PC_HTTP_IN_BODY;
}

struct pc_view pc_http_text(const struct pc_http_parser *parser, struct span span) {
    return pc_view_slice(pc_buf_view(&parser->wire), span.from, span.to);
}

void pc_http_refresh(struct pc_http_parser *parser) {
    struct pc_http_message *message = &parser->message;
    struct pc_view wire = pc_buf_view(&parser->wire);
    struct pc_view unfolded = pc_buf_view(&parser->unfolded);
    if (wire.data != parser->viewed_wire || unfolded.data != parser->viewed_unfolded)
        parser->fields_viewed = 0;
    for (size_t i = parser->fields_viewed; i < message->field_count; i++) {
        const struct field_spans *spans = &parser->spans[i];
        parser->fields[i].name = pc_http_text(parser, spans->name);
        parser->fields[i].value =
            pc_view_slice(spans->folded ? unfolded : wire, spans->value.from, spans->value.to);
    }
    parser->fields_viewed = message->field_count;
    parser->viewed_wire = wire.data;
    parser->viewed_unfolded = unfolded.data;

    message->fields = parser->fields;
    message->method = pc_http_text(parser, parser->method);
    message->target = pc_http_text(parser, parser->target);
    message->reason = pc_http_text(parser, parser->reason);
    message->wire =
        pc_view_slice(wire, parser->start, message->progress == PC_HTTP_COMPLETE ? parser->end : wire.size);
    message->body = (struct pc_view){NULL, 0};
    if (message->framing == PC_HTTP_CHUNKED)
        message->body = pc_buf_view(&parser->decoded);
    else if (message->framing != PC_HTTP_NO_BODY)
        message->body = pc_view_slice(wire, parser->head_end, parser->position);
}

static void mark_end(struct pc_http_parser *parser) {
    if (!parser->ended || !pc_http_unfinished(parser))
        return;
    if (parser->state == STATE_UNTIL_CLOSE && !parser->cut)
        pc_http_complete(parser);
    else
        parser->message.progress = PC_HTTP_TRUNCATED;
}

static enum pc_status read_on(struct pc_http_parser *parser) {
    enum pc_status status = pc_http_read_head(parser);
    if (status == PC_OK)
        status = pc_http_read_body(parser);
    mark_end(parser);
    pc_http_refresh(parser);
    return status;
}

enum pc_status pc_http_parser_feed(struct pc_http_parser *parser, struct pc_view bytes) {
    size_t held = parser->wire.size - parser->start;
    size_t room = wire_limit(parser) - held;
    enum pc_status status = pc_buf_append(&parser->wire, pc_view_slice(bytes, 0, room));
    if (status != PC_OK)
        return PC_NO_MEMORY;
    return read_on(parser);
}

enum pc_status pc_http_parser_adopt(struct pc_http_parser *parser, struct pc_buf *bytes) {
    if (parser->wire.size > 0 || bytes->size > wire_limit(parser))
        return pc_http_parser_feed(parser, pc_buf_view(bytes));
    size_t limit = parser->wire.limit;
    pc_buf_clear(&parser->wire);
    parser->wire = *bytes;
    parser->wire.limit = limit;
    *bytes = (struct pc_buf){.limit = bytes->limit};
    return read_on(parser);
}

void pc_http_parser_end(struct pc_http_parser *parser) {
    parser->ended = true;
    mark_end(parser);
    pc_http_refresh(parser);
}

void pc_http_parser_cut(struct pc_http_parser *parser) {
    parser->cut = true;
    pc_http_parser_end(parser);
}

const struct pc_http_message *pc_http_parser_message(const struct pc_http_parser *parser) {
    return &parser->message;
}

struct pc_view pc_http_parser_excess(const struct pc_http_parser *parser) {
    if (parser->message.progress != PC_HTTP_COMPLETE)
        return (struct pc_view){NULL, 0};
    return pc_view_slice(pc_buf_view(&parser->wire), parser->end, parser->wire.size);
}

/* Drops what is done with once it is half of the buffer, so that many small messages in one cost linear time.
 */
static void compact(struct pc_http_parser *parser) {
    struct pc_buf *wire = &parser->wire;
    size_t rest = wire->size - parser->start;
    if (parser->start < rest)
        return;
    memmove(wire->data, wire->data + parser->start, rest + 1); /* with the NUL */
    wire->size = rest;
    parser->start = 0;
}

enum pc_status pc_http_parser_next(struct pc_http_parser *parser) {
    if (parser->message.progress != PC_HTTP_COMPLETE)
        return PC_USAGE;
    parser->start = parser->end;
    compact(parser);
    pc_buf_reset(&parser->unfolded);
    pc_buf_reset(&parser->decoded);
    parser->state = STATE_START_LINE;
    parser->position = parser->scanned = parser->start;
    parser->head_end = parser->end = 0;
    parser->remaining = 0;
    parser->framing_size = 0;
    parser->method = parser->target = parser->reason = (struct span){0};
    parser->fields_viewed = 0;
    parser->message = (struct pc_http_message){.kind = parser->options.kind, .defects = parser->defects};
    return read_on(parser);
}

void pc_http_complete(struct pc_http_parser *parser) {
    parser->state = STATE_DONE;
    parser->end = parser->position;
    parser->message.progress = PC_HTTP_COMPLETE;
}

#define DEFECT_ONE(name, sentence, source) +1
_Static_assert(PC_HTTP_MAX_DEFECTS > 0 PC_HTTP_DEFECT_LIST(DEFECT_ONE),
               "one of each kind, and a second of the kind that was fatal");
#undef DEFECT_ONE

void pc_http_defect(struct pc_http_parser *parser, enum pc_http_defect_kind kind, size_t at) {
    struct pc_http_message *message = &parser->message;
    for (size_t i = 0; i < message->defect_count; i++) {
        if (parser->defects[i].kind == kind)
            return;
    }
    parser->defects[message->defect_count++] = (struct pc_http_defect){kind, at - parser->start};
}

void pc_http_garbled(struct pc_http_parser *parser, enum pc_http_defect_kind kind, size_t at) {
    struct pc_http_message *message = &parser->message;
    memmove(parser->defects + 1, parser->defects, message->defect_count * sizeof *parser->defects);
    parser->defects[0] = (struct pc_http_defect){kind, at - parser->start};
    message->defect_count++;
    message->progress = PC_HTTP_GARBLED;
}

bool pc_http_find_line(struct pc_http_parser *parser, struct line *line) {
    const char *data = parser->wire.data;
    size_t from = parser->scanned > parser->position ? parser->scanned : parser->position;
    const char *lf = from < parser->wire.size ? memchr(data + from, '\n', parser->wire.size - from) : NULL;
    if (lf == NULL) {
        parser->scanned = parser->wire.size;
        return false;
    }
    size_t end = (size_t)(lf - data);
    parser->scanned = end;
    line->next = end + 1;
    line->bare = end == parser->position || data[end - 1] != '\r';
    line->text = (struct span){parser->position, line->bare ? end : end - 1};
    return true;
}

void pc_http_take_line(struct pc_http_parser *parser, const struct line *line) {
    if (line->bare)
        pc_http_defect(parser, PC_HTTP_BARE_LF, line->next - 1);
    parser->position = line->next;
}
