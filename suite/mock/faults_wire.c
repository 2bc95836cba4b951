/* Faults of how a granted promotion's reply is sent: framing, excess, fields, or nothing at all. */
#include "call.h"

/* number: added to the true Content-Length */
static bool wrong_length(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.length_error = row->number;
    call->reply.after = PC_HTTP_CLOSE; /* nobody could tell where the next answer begins */
    return true;
}

/* text: bytes behind the message */
static bool excess(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.body_excess = row->text;
    call->reply.after = PC_HTTP_CLOSE;
    return true;
}

/* text: lines in the head, verbatim; number: the framing */
static bool head_lines(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.head_excess = row->text;
    call->reply.framing = (enum pc_mock_framing)row->number;
    call->reply.after = PC_HTTP_CLOSE;
    return true;
}

/* Content-Length again, with the same value. */
static bool length_twice(struct pc_mock_call *call, const struct pc_mock_row *row) {
    char value[PC_MOCK_MAX_HEADER_SIZE];
    (void)row;
    pc_mock_number(call->reply.body.size, value);
    pc_mock_reply_header(&call->reply, "Content-Length", value);
    return true;
}

/* at: field; text: value */
static bool add_header(struct pc_mock_call *call, const struct pc_mock_row *row) {
    pc_mock_reply_header(&call->reply, row->at, row->text);
    return true;
}

static bool unfinished_chunks(struct pc_mock_call *call, const struct pc_mock_row *row) {
    (void)row;
    call->reply.framing = PC_MOCK_CHUNKED;
    call->reply.cut_end = sizeof "0\r\n\r\n" - 1;
    call->reply.after = PC_HTTP_CLOSE;
    return true;
}

/* number: how many bytes of the answer are sent; then text says what happens: "close", "reset", "silent" */
static bool stop(struct pc_mock_call *call, const struct pc_mock_row *row) {
    struct pc_mock_reply *reply = &call->reply;
    reply->cut = (size_t)row->number;
    if (row->number == 0)
        reply->status = 0;
    reply->after = row->text[0] == 'r' ? PC_HTTP_RESET_CONNECTION : PC_HTTP_CLOSE;
    reply->silent = row->text[0] == 's';
    return true;
}

/* text: in place of HTTP/1.1 */
static bool version(struct pc_mock_call *call, const struct pc_mock_row *row) {
    call->reply.version = row->text;
    call->reply.after = PC_HTTP_CLOSE;
    return true;
}

#define STOP(name, words, how, bytes)                                                                        \
    PC_MOCK_FAULT((name), (words), "server/response/answered", REPLY, .act = stop, .text = (how),            \
                  .number = (bytes))
#define HEAD(name, words, kills, lines, framing)                                                             \
    PC_MOCK_FAULT((name), (words), (kills), REPLY, .act = head_lines, .text = (lines), .number = (framing))
#define FIELD(name, words, line)             HEAD(name, words, "server/response/fields", line, PC_MOCK_LENGTH)
#define FRAMING(name, words, lines, framing) HEAD(name, words, "server/response/framing", lines, framing)

static const struct pc_mock_row rows[] = {
    STOP("closes-without-answer", "closes the connection instead of answering", "close", 0),
    STOP("reset-without-answer", "resets the connection instead of answering", "reset", 0),
    STOP("silent", "never answers (served only: as one answer it is a closed connection)", "silent", 0),
    STOP("closes-in-status-line", "closes within the status line", "close", 7),
    STOP("closes-in-head", "closes within the head", "close", 40),
    STOP("resets-in-body", "resets within the body", "reset", 300),
    STOP("silent-in-body", "falls silent within the body (served only)", "silent", 300),
    PC_MOCK_FAULT("content-length-too-long", "Content-Length promises more bytes than come",
                  "server/response/answered", REPLY, .act = wrong_length, .number = 5),
    PC_MOCK_FAULT("content-length-too-short", "Content-Length is shorter than the body",
                  "server/response/excess", REPLY, .act = wrong_length, .number = -5),
    PC_MOCK_FAULT("chunks-unfinished", "closes before the last chunk", "server/response/answered", REPLY,
                  .act = unfinished_chunks),
    PC_MOCK_FAULT("excess-bytes", "sends bytes behind the body", "server/response/excess", REPLY,
                  .act = excess, .text = "HTTP/1.1 200 OK\r\n"),
    PC_MOCK_FAULT("excess-garbage", "sends garbage behind the body", "server/response/excess", REPLY,
                  .act = excess, .text = "<!-- promoted -->"),
    PC_MOCK_FAULT("content-length-twice", "Content-Length stands twice", "server/response/framing", REPLY,
                  .act = length_twice),
    FRAMING("content-lengths-differ", "Content-Length stands twice and differs", "Content-Length: 3\r\n",
            PC_MOCK_LENGTH),
    FRAMING("content-length-garbled", "Content-Length is no number", "Content-Length: all\r\n",
            PC_MOCK_UNTIL_CLOSE),
    FRAMING("content-length-negative", "Content-Length is negative", "Content-Length: -1\r\n",
            PC_MOCK_UNTIL_CLOSE),
    FRAMING("length-and-chunked", "Content-Length stands beside Transfer-Encoding", NULL,
            PC_MOCK_LENGTH_AND_CHUNKED),
    FRAMING("chunk-garbled", "says chunked, and sends no chunks", "Transfer-Encoding: chunked\r\n",
            PC_MOCK_UNTIL_CLOSE),
    FRAMING("transfer-coding-unknown", "Transfer-Encoding does not end in chunked",
            "Transfer-Encoding: deflate\r\n", PC_MOCK_UNTIL_CLOSE),
    PC_MOCK_FAULT("gzip-claimed", "says Content-Encoding: gzip", "server/response/coding", REPLY,
                  .act = add_header, .at = "Content-Encoding", .text = "gzip"),
    FIELD("field-space-before-colon", "white space stands in front of a field's colon", "X-Note : a\r\n"),
    FIELD("field-folded", "a field is folded", "X-Note: a\r\n b\r\n"),
    FIELD("field-bare-lf", "a field's line ends in LF alone", "X-Note: a\n"),
    FIELD("field-bare-cr", "a CR stands within a field", "X-Note: a\rb\r\n"),
    FIELD("field-control", "a control character stands in a field", "X-Note: a\x01\r\n"),
    FIELD("field-without-colon", "a line of the head is no field", "promoted\r\n"),
    PC_MOCK_FAULT("version-garbled", "the status line begins with HTTP 1.1", "server/response/answered",
                  REPLY, .act = version, .text = "HTTP 1.1"),
    PC_MOCK_FAULT("version-icy", "the status line begins with ICY", "server/response/answered", REPLY,
                  .act = version, .text = "ICY"),
};

const struct pc_mock_table pc_mock_faults_wire = PC_MOCK_TABLE(rows);
