/* What the files of suite/http share. */
#ifndef PC_HTTP_INTERNAL_H
#define PC_HTTP_INTERNAL_H

#include "pc_http.h"

/* A piece of the parser's buffer. Kept as offsets, because the buffer moves when it grows. */
struct span {
    size_t from;
    size_t to;
};

struct field_spans {
    struct span name;
    struct span value;
    bool folded; /* the value stands in `unfolded`, not in `wire` */
};

enum parser_state {
    STATE_START_LINE,
    STATE_FIELDS,
    STATE_LENGTH,
    STATE_UNTIL_CLOSE,
    STATE_CHUNK_LINE,
    STATE_CHUNK_DATA,
    STATE_CHUNK_END,
    STATE_TRAILERS,
    STATE_DONE
};

struct pc_http_parser {
    struct pc_http_parser_options options;
    struct pc_buf wire;     /* everything fed that is still needed */
    struct pc_buf unfolded; /* values of folded fields */
    struct pc_buf decoded;  /* the body, where it is chunked */
    enum parser_state state;
    bool ended;          /* the peer closed */
    bool cut;            /* it closed in a way that does not end a body */
    size_t start;        /* of this message in `wire` */
    size_t position;     /* the next byte to read */
    size_t scanned;      /* no LF between `position` and here */
    size_t head_end;     /* where the body begins */
    size_t end;          /* behind the message, once complete */
    uint64_t remaining;  /* of the body, or of the chunk */
    size_t framing_size; /* chunk lines and trailers */
    struct span method, target, reason;
    struct field_spans *spans;
    struct pc_http_field *fields;
    size_t field_capacity;
    size_t fields_viewed; /* fields whose views are made */
    const char *viewed_wire, *viewed_unfolded;
    struct pc_http_defect defects[PC_HTTP_MAX_DEFECTS];
    struct pc_http_message message;
};

/* A line in the head or in the chunked coding, without its end. */
struct line {
    struct span text;
    size_t next; /* behind the LF */
    bool bare;   /* no CR in front of it */
};

/* Feeds the parser its first bytes without a copy: they move into it, and `bytes` is left empty, unless there
 * are more than it keeps. */
enum pc_status pc_http_parser_adopt(struct pc_http_parser *parser, struct pc_buf *bytes);

/* The parts of the parser. Each reads from `position` as far as it can. PC_NO_MEMORY or PC_OK. */
enum pc_status pc_http_read_head(struct pc_http_parser *parser);
enum pc_status pc_http_read_body(struct pc_http_parser *parser);
/* Decides by RFC 9112 section 6.3 what body follows the head that was just read. */
void pc_http_decide_framing(struct pc_http_parser *parser);
/* Checks one header or trailer field line, and stores it if `store`. */
enum pc_status pc_http_read_field(struct pc_http_parser *parser, struct span text, bool store);

/* Finds the line at `position` if all of it is there; pc_http_take_line moves behind it. */
bool pc_http_find_line(struct pc_http_parser *parser, struct line *line);
void pc_http_take_line(struct pc_http_parser *parser, const struct line *line);
struct pc_view pc_http_text(const struct pc_http_parser *parser, struct span span);
void pc_http_defect(struct pc_http_parser *parser, enum pc_http_defect_kind kind, size_t at);
/* The message cannot be followed any further. */
void pc_http_garbled(struct pc_http_parser *parser, enum pc_http_defect_kind kind, size_t at);
void pc_http_complete(struct pc_http_parser *parser);
bool pc_http_unfinished(const struct pc_http_parser *parser);
/* Makes the views of the message anew where they may have moved. */
void pc_http_refresh(struct pc_http_parser *parser);

bool pc_http_is_token_byte(char byte);

#endif
