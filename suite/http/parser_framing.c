#include "http_internal.h"

/* What the Content-Length fields say. */
struct length {
    bool there;
    bool faulty; /* then `fault` is why no length comes of them */
    bool repeated;
    enum pc_http_defect_kind fault;
    uint64_t value;
    size_t at; /* of the field that gave it, or of the faulty one */
};

static bool name_is(const struct pc_http_parser *parser, size_t index, const char *name) {
    return pc_view_equal_nocase(pc_http_text(parser, parser->spans[index].name), pc_view_of(name));
}

static struct pc_view value_of(const struct pc_http_parser *parser, size_t index) {
    const struct field_spans *spans = &parser->spans[index];
    struct pc_view text = pc_buf_view(spans->folded ? &parser->unfolded : &parser->wire);
    return pc_view_slice(text, spans->value.from, spans->value.to);
}

/* 1*DIGIT; what is larger than any limit is read as the largest number. */
static bool read_decimal(struct pc_view text, uint64_t *out) {
    uint64_t value = 0;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return false;
        uint64_t digit = (uint64_t)(text.data[i] - '0');
        value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
    }
    *out = value;
    return text.size > 0;
}

static void read_length_field(struct length *length, struct pc_view value, size_t at) {
    struct pc_view item;
    bool more = true;
    while (!length->faulty && pc_http_next_item(&value, &item, &more)) {
        uint64_t number;
        if (!read_decimal(item, &number)) {
            length->faulty = true;
            length->fault = PC_HTTP_BAD_LENGTH;
            length->at = at;
        } else if (length->there && number != length->value) {
            length->faulty = true;
            length->fault = PC_HTTP_LENGTHS_DIFFER;
            length->at = at;
        } else if (length->there) {
            length->repeated = true;
        } else {
            length->value = number;
            length->at = at;
        }
        length->there = true;
    }
}

static struct length read_length(const struct pc_http_parser *parser) {
    struct length length = {0};
    for (size_t i = 0; i < parser->message.field_count && !length.faulty; i++) {
        if (name_is(parser, i, "Content-Length"))
            read_length_field(&length, value_of(parser, i), parser->spans[i].name.from);
    }
    return length;
}

/* What the Transfer-Encoding fields say. */
struct coding {
    bool there;
    bool chunked_last;
    unsigned chunked_count;
    size_t at;
};

static struct coding read_coding(const struct pc_http_parser *parser) {
    struct coding coding = {0};
    for (size_t i = 0; i < parser->message.field_count; i++) {
        if (!name_is(parser, i, "Transfer-Encoding"))
            continue;
        if (!coding.there)
            coding.at = parser->spans[i].name.from;
        coding.there = true;
        struct pc_view rest = value_of(parser, i);
        struct pc_view item;
        bool more = true;
        while (pc_http_next_item(&rest, &item, &more)) {
            if (item.size == 0)
                continue;
            coding.chunked_last = pc_view_equal_nocase(item, PC_VIEW("chunked"));
            coding.chunked_count += coding.chunked_last ? 1 : 0;
        }
    }
    return coding;
}

static void begin_body(struct pc_http_parser *parser, enum pc_http_framing framing, enum parser_state state) {
    parser->message.framing = framing;
    parser->message.progress = PC_HTTP_IN_BODY;
    parser->state = state;
}

static void frame_by_coding(struct pc_http_parser *parser, const struct coding *coding, bool length_there) {
    if (length_there)
        pc_http_defect(parser, PC_HTTP_LENGTH_AND_CHUNKED, coding->at);
    if (parser->message.version_minor == 0)
        pc_http_defect(parser, PC_HTTP_TRANSFER_CODING_IN_1_0, coding->at);
    if (coding->chunked_last) {
        if (coding->chunked_count > 1)
            pc_http_defect(parser, PC_HTTP_BAD_TRANSFER_CODING, coding->at);
        begin_body(parser, PC_HTTP_CHUNKED, STATE_CHUNK_LINE);
    } else if (parser->options.kind == PC_HTTP_RESPONSE) {
        /* RFC 9112 section 6.3: "the message body length is determined by reading the connection until it is
         * closed by the server". */
        pc_http_defect(parser, PC_HTTP_BAD_TRANSFER_CODING, coding->at);
        begin_body(parser, PC_HTTP_UNTIL_CLOSE, STATE_UNTIL_CLOSE);
    } else {
        pc_http_garbled(parser, PC_HTTP_BAD_TRANSFER_CODING, coding->at);
    }
}

static void frame_by_length(struct pc_http_parser *parser, const struct length *length) {
    if (length->faulty) {
        pc_http_garbled(parser, length->fault, length->at);
    } else if (length->value > parser->options.max_body_size) {
        pc_http_garbled(parser, PC_HTTP_BODY_TOO_LARGE, length->at);
    } else {
        parser->message.content_length = length->value;
        parser->remaining = length->value;
        begin_body(parser, PC_HTTP_LENGTH, STATE_LENGTH);
    }
}

/* An informational answer is not the one: the final one follows (RFC 9110 section 15.2). */
static void skip_informational(struct pc_http_parser *parser) {
    struct pc_http_message *message = &parser->message;
    if (message->informational == PC_HTTP_MAX_INFORMATIONAL) {
        pc_http_garbled(parser, PC_HTTP_TOO_MANY_INFORMATIONAL, parser->position);
        return;
    }
    message->informational++;
    message->status = 0;
    message->version_major = message->version_minor = 0;
    message->field_count = 0;
    parser->fields_viewed = 0;
    parser->reason = (struct span){0};
    pc_buf_reset(&parser->unfolded);
    parser->state = STATE_START_LINE;
}

void pc_http_decide_framing(struct pc_http_parser *parser) {
    struct pc_http_message *message = &parser->message;
    bool response = parser->options.kind == PC_HTTP_RESPONSE;
    /* 101 is the last answer of its connection: what follows is another protocol. */
    if (response && message->status < 200 && message->status != 101) {
        skip_informational(parser);
        return;
    }
    parser->head_end = parser->position;
    struct length length = read_length(parser);
    struct coding coding = read_coding(parser);
    if (length.repeated && !length.faulty)
        pc_http_defect(parser, PC_HTTP_LENGTH_REPEATED, length.at);
    if (response && (parser->options.answers_head || message->status == 101 || message->status == 204 ||
                     message->status == 304)) {
        if (length.faulty)
            pc_http_defect(parser, length.fault, length.at);
        pc_http_complete(parser);
    } else if (coding.there) {
        frame_by_coding(parser, &coding, length.there);
    } else if (length.there) {
        frame_by_length(parser, &length);
    } else if (response) {
        begin_body(parser, PC_HTTP_UNTIL_CLOSE, STATE_UNTIL_CLOSE);
    } else {
        pc_http_complete(parser);
    }
}
