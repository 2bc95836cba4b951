#include "http_internal.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_FIELD_CAPACITY 16u

static bool is_blank(char byte) {
    return byte == ' ' || byte == '\t';
}

static bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

/* Reads HTTP-version: "HTTP/" DIGIT "." DIGIT (RFC 9112 section 2.3). */
static bool read_version(struct pc_http_message *message, struct pc_view text) {
    if (text.size != 8 || !pc_view_starts_with(text, PC_VIEW("HTTP/")) || !is_digit(text.data[5]) ||
        text.data[6] != '.' || !is_digit(text.data[7]))
        return false;
    message->version_major = (unsigned)(text.data[5] - '0');
    message->version_minor = (unsigned)(text.data[7] - '0');
    return true;
}

/* request-line = method SP request-target SP HTTP-version. More white space is read the way RFC 9112 section
 * 3 allows a lenient recipient, the target being all between method and version; false where that fails too.
 */
static bool read_request_line(struct pc_http_parser *parser, struct span text) {
    const char *data = parser->wire.data;
    size_t method_end = text.from;
    while (method_end < text.to && !is_blank(data[method_end]))
        method_end++;
    size_t version_end = text.to;
    while (version_end > method_end && is_blank(data[version_end - 1]))
        version_end--;
    size_t version_from = version_end;
    while (version_from > method_end && !is_blank(data[version_from - 1]))
        version_from--;
    struct span target = {method_end, version_from};
    while (target.from < target.to && is_blank(data[target.from]))
        target.from++;
    while (target.to > target.from && is_blank(data[target.to - 1]))
        target.to--;
    if (!pc_http_is_token(pc_http_text(parser, (struct span){text.from, method_end})) ||
        target.from == target.to)
        return false;

    parser->method = (struct span){text.from, method_end};
    parser->target = target;
    if (!read_version(&parser->message, pc_http_text(parser, (struct span){version_from, version_end})) ||
        parser->message.version_major != 1)
        return false;
    bool single_spaces = target.from == method_end + 1 && data[method_end] == ' ' &&
                         version_from == target.to + 1 && data[target.to] == ' ' && version_end == text.to;
    bool clean = single_spaces;
    for (size_t i = target.from; i < target.to && clean; i++)
        clean = !is_blank(data[i]) && !pc_http_is_control(data[i]);
    if (!clean)
        pc_http_defect(parser, PC_HTTP_BAD_START_LINE, text.from);
    return true;
}

/* status-line = HTTP-version SP status-code SP [ reason-phrase ]. The second SP is often left out in front of
 * an empty reason, which nobody holds against a server. */
static bool read_status_line(struct pc_http_parser *parser, struct span text) {
    struct pc_http_message *message = &parser->message;
    const char *data = parser->wire.data;
    size_t at = text.from;
    while (at < text.to && !is_blank(data[at]))
        at++;
    size_t version_end = at;
    if (!read_version(message, pc_http_text(parser, (struct span){text.from, version_end})) ||
        message->version_major != 1)
        return false;
    while (at < text.to && is_blank(data[at]))
        at++;
    bool clean = at == version_end + 1 && data[version_end] == ' ';
    if (text.to - at < 3 || data[at] < '1' || !is_digit(data[at]) || !is_digit(data[at + 1]) ||
        !is_digit(data[at + 2]))
        return false;
    message->status = (unsigned)((data[at] - '0') * 100 + (data[at + 1] - '0') * 10 + (data[at + 2] - '0'));
    at += 3;
    if (at < text.to && !is_blank(data[at])) {
        message->status = 0;
        return false;
    }
    clean = clean && (at == text.to || data[at] == ' ');
    parser->reason = (struct span){at < text.to ? at + 1 : at, text.to};
    for (size_t i = parser->reason.from; i < text.to && clean; i++)
        clean = !pc_http_is_control(data[i]);
    if (!clean)
        pc_http_defect(parser, PC_HTTP_BAD_START_LINE, text.from);
    return true;
}

/* Whether the bytes at hand can still become a start line. A peer that speaks TLS or HTTP/2 here may wait for
 * us, so the end of the line must not be waited for. An empty line is looked at when it is whole. */
static bool may_start(const struct pc_http_parser *parser) {
    struct pc_view seen = pc_http_text(parser, (struct span){parser->position, parser->wire.size});
    if (seen.size == 0 || seen.data[0] == '\r' || seen.data[0] == '\n')
        return true;
    if (parser->options.kind == PC_HTTP_REQUEST)
        return pc_http_is_token_byte(seen.data[0]);
    struct pc_view begin = PC_VIEW("HTTP/");
    size_t size = seen.size < begin.size ? seen.size : begin.size;
    return memcmp(seen.data, begin.data, size) == 0;
}

static void note_bare_cr(struct pc_http_parser *parser, struct span text) {
    struct pc_view view = pc_http_text(parser, text);
    const char *cr = view.size > 0 ? memchr(view.data, '\r', view.size) : NULL;
    if (cr != NULL)
        pc_http_defect(parser, PC_HTTP_BARE_CR, text.from + (size_t)(cr - view.data));
}

static void read_start_line(struct pc_http_parser *parser, struct span text) {
    if (text.from == text.to) {
        /* RFC 9112 section 2.2 has a server skip an empty line in front of a request; nobody skips one in
         * front of a response. */
        if (parser->options.kind == PC_HTTP_RESPONSE)
            pc_http_defect(parser, PC_HTTP_BAD_START_LINE, text.from);
        return;
    }
    note_bare_cr(parser, text);
    bool good = parser->options.kind == PC_HTTP_REQUEST ? read_request_line(parser, text)
                                                        : read_status_line(parser, text);
    if (good)
        parser->state = STATE_FIELDS;
    else
        pc_http_garbled(parser, PC_HTTP_BAD_START_LINE, text.from);
}

static enum pc_status grow_fields(struct pc_http_parser *parser) {
    size_t capacity = parser->field_capacity == 0 ? FIRST_FIELD_CAPACITY : 2 * parser->field_capacity;
    struct field_spans *spans = realloc(parser->spans, capacity * sizeof *spans);
    if (spans == NULL)
        return PC_NO_MEMORY;
    parser->spans = spans;
    struct pc_http_field *fields = realloc(parser->fields, capacity * sizeof *fields);
    if (fields == NULL)
        return PC_NO_MEMORY;
    parser->fields = fields;
    parser->field_capacity = capacity;
    return PC_OK;
}

static struct span trim(const struct pc_http_parser *parser, struct span text) {
    while (text.from < text.to && is_blank(parser->wire.data[text.from]))
        text.from++;
    while (text.to > text.from && is_blank(parser->wire.data[text.to - 1]))
        text.to--;
    return text;
}

/* RFC 9112 section 5.2: a recipient replaces each obs-fold by spaces. The wire's bytes stay as they are, so
 * the value moves into a buffer of its own; the field folded last is always the last in it. */
static enum pc_status unfold(struct pc_http_parser *parser, struct span text) {
    size_t index = parser->message.field_count - 1;
    struct field_spans *spans = &parser->spans[index];
    struct pc_buf *unfolded = &parser->unfolded;
    if (!spans->folded) {
        size_t from = unfolded->size;
        if (pc_buf_append(unfolded, pc_http_text(parser, spans->value)) != PC_OK)
            return PC_NO_MEMORY;
        spans->value = (struct span){from, unfolded->size};
        spans->folded = true;
    }
    struct span more = trim(parser, text);
    if (more.from < more.to && spans->value.from < spans->value.to &&
        pc_buf_append_byte(unfolded, ' ') != PC_OK)
        return PC_NO_MEMORY;
    if (pc_buf_append(unfolded, pc_http_text(parser, more)) != PC_OK)
        return PC_NO_MEMORY;
    spans->value.to = unfolded->size;
    if (parser->fields_viewed > index)
        parser->fields_viewed = index;
    return PC_OK;
}

static void note_controls(struct pc_http_parser *parser, struct span text) {
    for (size_t i = text.from; i < text.to; i++) {
        char byte = parser->wire.data[i];
        if (byte != '\r' && pc_http_is_control(byte)) {
            pc_http_defect(parser, PC_HTTP_FIELD_CONTROL, i);
            return;
        }
    }
}

/* `store` is false in the trailers, where folds have nothing to continue that is kept. */
static enum pc_status read_fold(struct pc_http_parser *parser, struct span text, bool store) {
    if (store && parser->message.field_count == 0) {
        pc_http_defect(parser, PC_HTTP_BAD_FIELD, text.from);
        return PC_OK;
    }
    pc_http_defect(parser, PC_HTTP_FOLDED_FIELD, text.from);
    note_controls(parser, text);
    return store ? unfold(parser, text) : PC_OK;
}

enum pc_status pc_http_read_field(struct pc_http_parser *parser, struct span text, bool store) {
    note_bare_cr(parser, text);
    if (is_blank(parser->wire.data[text.from]))
        return read_fold(parser, text, store);
    struct pc_view view = pc_http_text(parser, text);
    const char *colon = memchr(view.data, ':', view.size);
    if (colon == NULL) {
        pc_http_defect(parser, PC_HTTP_BAD_FIELD, text.from);
        return PC_OK;
    }
    size_t colon_at = text.from + (size_t)(colon - view.data);
    struct span name = trim(parser, (struct span){text.from, colon_at});
    struct span value = trim(parser, (struct span){colon_at + 1, text.to});
    if (name.to < colon_at)
        pc_http_defect(parser, PC_HTTP_SPACE_BEFORE_COLON, name.to);
    if (!pc_http_is_token(pc_http_text(parser, name)))
        pc_http_defect(parser, PC_HTTP_BAD_FIELD, text.from);
    note_controls(parser, value);
    if (!store)
        return PC_OK;
    if (parser->message.field_count == PC_HTTP_MAX_FIELDS) {
        pc_http_garbled(parser, PC_HTTP_TOO_MANY_FIELDS, text.from);
        return PC_OK;
    }
    if (parser->message.field_count == parser->field_capacity && grow_fields(parser) != PC_OK)
        return PC_NO_MEMORY;
    parser->spans[parser->message.field_count++] = (struct field_spans){.name = name, .value = value};
    return PC_OK;
}

enum pc_status pc_http_read_head(struct pc_http_parser *parser) {
    enum pc_status status = PC_OK;
    while (status == PC_OK && parser->message.progress == PC_HTTP_IN_HEAD) {
        struct line line;
        if (parser->state == STATE_START_LINE && !may_start(parser)) {
            pc_http_garbled(parser, PC_HTTP_BAD_START_LINE, parser->position);
            break;
        }
        bool whole = pc_http_find_line(parser, &line);
        size_t seen = (whole ? line.next : parser->wire.size) - parser->start;
        if (seen > PC_HTTP_MAX_HEAD_SIZE) {
            pc_http_garbled(parser, PC_HTTP_HEAD_TOO_LARGE, parser->start + PC_HTTP_MAX_HEAD_SIZE);
            break;
        }
        if (!whole)
            break;
        pc_http_take_line(parser, &line);
        if (parser->state == STATE_START_LINE)
            read_start_line(parser, line.text);
        else if (line.text.from < line.text.to)
            status = pc_http_read_field(parser, line.text, true);
        else
            pc_http_decide_framing(parser);
    }
    return status;
}
