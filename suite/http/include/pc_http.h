/* http, floor 1: HTTP/1.1 on the wire (RFC 9112), every byte kept and any byte sendable; the only room with
 * curl and sockets in it. Four parts: message (parser and writer), client (well-formed requests through
 * libcurl), wire client (any bytes, through libcurl's raw connection, so over TLS too), server (raw bytes in,
 * any bytes out). */
#ifndef PC_HTTP_H
#define PC_HTTP_H

#include "pc_base.h"

#define PC_HTTP_MAX_HEAD_SIZE     (256u << 10) /* start line and header fields, with the 1xx answers in front */
#define PC_HTTP_MAX_BODY_SIZE     (16u << 20) /* default limit on a body, the caller may lower or raise it */
#define PC_HTTP_MAX_FIELDS        512u
#define PC_HTTP_MAX_DEFECTS       24u /* the first of each kind is kept */
#define PC_HTTP_MAX_INFORMATIONAL 32u /* 1xx answers in front of the final one */

enum pc_http_kind { PC_HTTP_REQUEST, PC_HTTP_RESPONSE };

struct pc_http_field {
    struct pc_view name;  /* as it came */
    struct pc_view value; /* without the white space around it; a fold reads as one space */
};

enum pc_http_framing {
    PC_HTTP_NO_BODY,    /* by the rules: 1xx, 204, 304, an answer to HEAD, a request without framing fields */
    PC_HTTP_LENGTH,     /* Content-Length */
    PC_HTTP_CHUNKED,    /* Transfer-Encoding: chunked */
    PC_HTTP_UNTIL_CLOSE /* a response without framing fields */
};

/* How far the bytes got. */
enum pc_http_progress {
    PC_HTTP_IN_HEAD, /* start line or fields not complete */
    PC_HTTP_IN_BODY, /* head complete, body not */
    PC_HTTP_COMPLETE,
    PC_HTTP_TRUNCATED, /* the peer closed in the middle of the message, or before its first byte */
    PC_HTTP_GARBLED    /* not HTTP/1.x, or framing that cannot be followed: defects[0] says why */
};

/* What is wrong with a message though it could be read (or, where fatal, why it could not). */
#define PC_HTTP_DEFECT_LIST(X)                                                                               \
    X(BAD_START_LINE, "the start line is not that of HTTP/1.x", "rfc9112:4")                                 \
    X(BAD_FIELD, "a line in the head is no header field", "rfc9112:5")                                       \
    X(SPACE_BEFORE_COLON, "white space between a field's name and its colon", "rfc9112:5.1")                 \
    X(FOLDED_FIELD, "a folded header field", "rfc9112:5.2")                                                  \
    X(BARE_LF, "a line ends in LF without CR", "rfc9112:2.2")                                                \
    X(BARE_CR, "a CR without LF inside the head", "rfc9112:2.2")                                             \
    X(FIELD_CONTROL, "a control character in a field's value", "rfc9110:5.5")                                \
    X(BAD_LENGTH, "Content-Length is not a number", "rfc9110:8.6")                                           \
    X(LENGTHS_DIFFER, "several Content-Length values that differ", "rfc9112:6.3")                            \
    X(LENGTH_REPEATED, "Content-Length stands more than once", "rfc9110:8.6")                                \
    X(LENGTH_AND_CHUNKED, "Content-Length beside Transfer-Encoding", "rfc9112:6.2")                          \
    X(BAD_TRANSFER_CODING, "Transfer-Encoding does not end in one chunked", "rfc9112:6.1")                   \
    X(TRANSFER_CODING_IN_1_0, "Transfer-Encoding in an HTTP/1.0 message", "rfc9112:6.1")                     \
    X(BAD_CHUNK, "a malformed chunk", "rfc9112:7.1")                                                         \
    X(TOO_MANY_FIELDS, "more header fields than the limit", "rfc9110:5.4")                                   \
    X(HEAD_TOO_LARGE, "a head larger than the limit", "rfc9110:5.4")                                         \
    X(BODY_TOO_LARGE, "a body larger than the limit", "rfc9110:8.6")                                         \
    X(TOO_MANY_INFORMATIONAL, "1xx answers without end", "rfc9110:15.2")

enum pc_http_defect_kind {
#define PC_HTTP_DEFECT_ENUM(name, sentence, source) PC_HTTP_##name,
    PC_HTTP_DEFECT_LIST(PC_HTTP_DEFECT_ENUM)
#undef PC_HTTP_DEFECT_ENUM
};

const char *pc_http_defect_sentence(enum pc_http_defect_kind kind);
const char *pc_http_defect_source(enum pc_http_defect_kind kind);

struct pc_http_defect {
    enum pc_http_defect_kind kind;
    size_t offset; /* in the wire bytes */
};

/* One message as it stood on the wire. All views borrow from the parser that made it. */
struct pc_http_message {
    enum pc_http_kind kind;
    enum pc_http_progress progress;
    struct pc_view method; /* request */
    struct pc_view target; /* request */
    unsigned version_major, version_minor;
    unsigned status;       /* response: 100 to 999 */
    struct pc_view reason; /* response */
    const struct pc_http_field *fields;
    size_t field_count;
    enum pc_http_framing framing;
    uint64_t content_length; /* with PC_HTTP_LENGTH */
    struct pc_view body;     /* transfer coding removed; what came of it so far */
    struct pc_view wire;    /* the message's bytes as they came: 1xx answers in front, head, body, trailers */
    unsigned informational; /* how many 1xx answers came first */
    const struct pc_http_defect *defects; /* the first of each kind */
    size_t defect_count;
};

/* First field of that name (ASCII case ignored), NULL without one; and how often it stands there. */
const struct pc_http_field *pc_http_field_get(const struct pc_http_message *message, const char *name);
size_t pc_http_field_count(const struct pc_http_message *message, const char *name);
/* The field's value, or the empty view. */
struct pc_view pc_http_field_value(const struct pc_http_message *message, const char *name);
/* Whether a comma-separated list field (Connection, Allow …) holds the token, case ignored. */
bool pc_http_field_has_token(const struct pc_http_message *message, const char *name, const char *token);
bool pc_http_is_token(struct pc_view text);
/* Control characters, which a field's value must not hold (RFC 9110 section 5.5); HTAB may stand there. */
static inline bool pc_http_is_control(char byte) {
    unsigned char c = (unsigned char)byte;
    return (c < 0x20 && c != '\t') || c == 0x7f;
}
/* Splits a comma-separated list; items may be empty. Start with `more` = true. */
bool pc_http_next_item(struct pc_view *rest, struct pc_view *item, bool *more);

/* Incremental parser. Linear in the bytes fed, however they are cut. */
struct pc_http_parser;
struct pc_http_parser_options {
    enum pc_http_kind kind;
    bool answers_head;    /* a response to HEAD: no body follows */
    size_t max_body_size; /* 0: PC_HTTP_MAX_BODY_SIZE */
};
struct pc_http_parser *pc_http_parser_new(const struct pc_http_parser_options *options);
void pc_http_parser_free(struct pc_http_parser *parser);
/* Appends bytes and reads on. Bytes behind a complete message are kept as excess, as many as one more message
 * of the largest size has; further ones are dropped. PC_NO_MEMORY only: what is wrong with the bytes stands
 * in the message. */
enum pc_status pc_http_parser_feed(struct pc_http_parser *parser, struct pc_view bytes);
void pc_http_parser_end(struct pc_http_parser *parser); /* the peer closed */
/* The connection broke: other than by pc_http_parser_end, a body that lasts until the close is not complete.
 */
void pc_http_parser_cut(struct pc_http_parser *parser);
/* Valid until the next call of feed, next or free. Never NULL. */
const struct pc_http_message *pc_http_parser_message(const struct pc_http_parser *parser);
struct pc_view pc_http_parser_excess(const struct pc_http_parser *parser);
/* Starts the next message on the excess bytes (keep-alive, pipelining). PC_USAGE where this one is not
 * complete. */
enum pc_status pc_http_parser_next(struct pc_http_parser *parser);

/* Writer: appends a well-formed message; nothing is added that the caller did not ask for, but the
 * Content-Length
 * (`with_length`). Bytes for faulty messages are simply appended to a buffer by hand. */
struct pc_http_header {
    const char *name;
    const char *value;
};
enum pc_status pc_http_write_request(struct pc_buf *out, const char *method, const char *target,
                                     const struct pc_http_header *headers, size_t header_count,
                                     bool with_length, struct pc_view body);
enum pc_status pc_http_write_response(struct pc_buf *out, unsigned status,
                                      const struct pc_http_header *headers, size_t header_count,
                                      bool with_length, struct pc_view body);
const char *pc_http_reason(unsigned status); /* "Not Found"; "" for an unknown one */

/* A date in any of the three forms that a recipient reads (RFC 9110 section 5.6.7), as seconds since 1970.
 * False: it is none. */
bool pc_http_date(struct pc_view text, int64_t *unix_seconds);

/* http://host[:port][/prefix] or https://…; PC_USAGE with what is wrong. No user info, query or fragment. */
struct pc_url {
    char scheme[6];
    char host[256]; /* without the brackets of an IPv6 literal */
    uint16_t port;
    char prefix[512];    /* path in front of the endpoint's own, "" or /like/this, no slash behind */
    char authority[300]; /* host[:port] as a Host field has it: no default port, brackets kept */
};
enum pc_status pc_url_parse(const char *text, struct pc_url *out, struct pc_error *err);

/* How a conversation ended. */
#define PC_HTTP_OUTCOME_LIST(X)                                                                              \
    X(ANSWERED, "answered", "a complete answer came")                                                        \
    X(UNREACHABLE, "unreachable", "no connection could be made")                                             \
    X(TLS_FAILED, "tls-failed", "the TLS handshake failed")                                                  \
    X(CLOSED, "closed", "the peer closed before its answer was complete")                                    \
    X(RESET, "reset", "the peer reset the connection")                                                       \
    X(TIMED_OUT, "timed-out", "no complete answer within the time-out")                                      \
    X(GARBLED, "garbled", "what came cannot be read as HTTP/1.x")                                            \
    X(TOO_LARGE, "too-large", "the answer is larger than the limit")

enum pc_http_outcome {
#define PC_HTTP_OUTCOME_ENUM(name, word, sentence) PC_HTTP_OUTCOME_##name,
    PC_HTTP_OUTCOME_LIST(PC_HTTP_OUTCOME_ENUM)
#undef PC_HTTP_OUTCOME_ENUM
};
const char *pc_http_outcome_word(enum pc_http_outcome outcome);
const char *pc_http_outcome_sentence(enum pc_http_outcome outcome);

struct pc_http_target {
    struct pc_url url;
    int64_t timeout_ms;       /* for the whole conversation, connection included */
    const char *ca_file;      /* NULL: the system's */
    bool insecure;            /* certificates are not checked */
    bool loopback_only;       /* no packet leaves for an address that is not on loopback */
    size_t max_response_size; /* 0: PC_HTTP_MAX_BODY_SIZE */
};

/* Whether certificates can be checked as the target says. PC_USAGE: contradictions; PC_IO, PC_MALFORMED: a CA
 * file that cannot be read, or is none. */
enum pc_status pc_http_check_trust(const struct pc_http_target *target, struct pc_error *err);

#define PC_HTTP_DETAIL_SIZE 384

/* Request and response of one conversation, every byte of them. Owned; free with pc_http_exchange_free. */
struct pc_http_exchange {
    struct pc_buf sent;                     /* bytes that left; pc_http_exchange_sent reads them */
    struct pc_http_parser *request_parser;  /* over `sent`; NULL where they begin no request */
    struct pc_http_parser *response_parser; /* over what came */
    enum pc_http_outcome outcome;
    bool send_failed;    /* not all bytes left: the peer closed, reset or stopped reading */
    bool closed_by_peer; /* it closed or reset the connection; after an answer: within the linger time */
    bool loopback;       /* the connected address is 127.0.0.0/8 or ::1 */
    int64_t duration_ms; /* from the connection's beginning to the answer's end */
    char detail[PC_HTTP_DETAIL_SIZE]; /* why the connection failed and what to do next, or "" */
};
void pc_http_exchange_free(struct pc_http_exchange *exchange);
/* The bytes that left, whether `sent` or the request's parser holds them. */
struct pc_view pc_http_exchange_sent(const struct pc_http_exchange *exchange);
const struct pc_http_message *pc_http_exchange_request(const struct pc_http_exchange *exchange); /* or NULL */
const struct pc_http_message *
pc_http_exchange_response(const struct pc_http_exchange *exchange);              /* never NULL */
struct pc_view pc_http_exchange_excess(const struct pc_http_exchange *exchange); /* bytes behind the answer */

/* Wire client. HTTP/1.1 is forced in ALPN; never a proxy (it would answer in the peer's place), no retry, a
 * fresh connection each. pc_wire_open: PC_UNREACHABLE, also for a failed TLS handshake; PC_TIMEOUT; PC_USAGE
 * where loopback_only is what kept it from connecting; PC_NO_MEMORY. */
struct pc_wire;
enum pc_status pc_wire_open(const struct pc_http_target *target, struct pc_wire **out, struct pc_error *err);
void pc_wire_close(struct pc_wire *wire);
bool pc_wire_is_loopback(const struct pc_wire *wire);
/* Sends all bytes; PC_CLOSED (also at a reset), PC_LIMIT (`early` is full), PC_TIMEOUT (deadline in
 * pc_clock_ms time). While it sends it also takes in what the peer already answers (into `early`, may be
 * NULL), so that a server that answers before reading all cannot dead-lock. */
enum pc_status pc_wire_send(struct pc_wire *wire, struct pc_view bytes, int64_t deadline_ms,
                            struct pc_buf *early);
/* Waits until some bytes are there and appends them; PC_CLOSED at the orderly end, PC_IO at a reset,
 * PC_LIMIT where `out` is full, PC_TIMEOUT. */
enum pc_status pc_wire_receive(struct pc_wire *wire, int64_t deadline_ms, struct pc_buf *out);

/* One conversation on a fresh connection: sends the bytes, reads the answer to its end, then looks for bytes
 * behind it until the peer closes or `linger_ms` have passed. PC_OK whatever the peer did: see outcome.
 * `answers_head` when the request's method is HEAD. PC_NO_MEMORY, PC_INTERNAL otherwise. */
struct pc_wire_options {
    bool answers_head;
    int64_t linger_ms;    /* 0: PC_WIRE_LINGER_MS */
    struct pc_buf *owner; /* holds the bytes and no more: the exchange takes them over, and it is left empty.
                             NULL: they are copied */
};
#define PC_WIRE_LINGER_MS 40
enum pc_status pc_wire_exchange(const struct pc_http_target *target, struct pc_view bytes,
                                const struct pc_wire_options *options, struct pc_http_exchange **out,
                                struct pc_error *err);

/* What the peer speaks instead of HTTP/1.x, by what it answered, and what to do next: a sentence that lives
 * as long as the exchange, or NULL where nothing tells. */
const char *pc_http_foreign(const struct pc_http_exchange *exchange);
/* The same of a target with an http:// URL, found out by a TLS handshake with its port. */
const char *pc_http_foreign_port(const struct pc_http_target *target);

/* Client: a well-formed request through libcurl's ordinary interface, for what needs no bytes of its own
 * (observation, the reference client). One connection a request, no redirects followed, no proxy on loopback,
 * no retry. PC_OK whatever the peer did: see outcome; PC_USAGE for what cannot be sent well-formed. `out`
 * need not be initialised and is always to be cleared. */
struct pc_client_request {
    const char *method;
    const char *path; /* request target behind the URL's prefix, sent as it is */
    const struct pc_http_header *headers;
    size_t header_count;
    struct pc_view body;
    bool has_body;
};
struct pc_client_response {
    enum pc_http_outcome outcome;
    unsigned status;
    struct pc_buf body;
    char content_type[128];
    char detail[PC_HTTP_DETAIL_SIZE];
};
enum pc_status pc_client_send(const struct pc_http_target *target, const struct pc_client_request *request,
                              struct pc_client_response *out, struct pc_error *err);
void pc_client_response_clear(struct pc_client_response *response);

/* Server: listens on loopback, one thread a connection, capped. The handler owns the conversation: it reads
 * raw bytes and writes any bytes; when it returns, the connection is closed in good order: half-closed, then
 * what the peer still sends is read for a short time, so that no reset costs it the answer. */
struct pc_server;
struct pc_connection;
/* PEM files: the certificate, with its chain behind it, and its key. */
struct pc_tls_files {
    const char *certificate;
    const char *key;
};
struct pc_server_options {
    uint16_t port;                  /* 0: any free one */
    const struct pc_tls_files *tls; /* NULL: plain TCP */
    void (*handle)(struct pc_connection *connection, void *context);
    void *context;
    unsigned max_connections; /* 0: PC_SERVER_MAX_CONNECTIONS; further ones wait in the backlog */
};
#define PC_SERVER_MAX_CONNECTIONS 64u
/* PC_IO: the port; PC_IO, PC_MALFORMED: the files. */
enum pc_status pc_server_start(const struct pc_server_options *options, struct pc_server **out,
                               struct pc_error *err);
uint16_t pc_server_port(const struct pc_server *server);
void pc_server_stop(struct pc_server *server); /* wakes and joins every thread; NULL is fine */
/* A port of loopback at which nobody listens, nor will as long as it is kept: connections are refused. */
struct pc_idle_port;
enum pc_status pc_idle_port_new(struct pc_idle_port **out, struct pc_error *err); /* PC_IO, PC_NO_MEMORY */
void pc_idle_port_free(struct pc_idle_port *port);
uint16_t pc_idle_port_number(const struct pc_idle_port *port);
/* PC_CLOSED at the peer's end, PC_IO at a reset, PC_TIMEOUT, PC_INTERRUPTED when the server stops. */
enum pc_status pc_connection_read(struct pc_connection *connection, int64_t deadline_ms, struct pc_buf *out);
enum pc_status pc_connection_write(struct pc_connection *connection, struct pc_view bytes,
                                   int64_t deadline_ms);
/* Waits without reading: PC_OK at the deadline, PC_INTERRUPTED when the server stops before. */
enum pc_status pc_connection_wait(struct pc_connection *connection, int64_t deadline_ms);
void pc_connection_half_close(struct pc_connection *connection); /* no more bytes from us, still reading */
void pc_connection_reset(struct pc_connection *connection);      /* TCP RST instead of an orderly close */

/* Relay: bytes between a server's connection and a wire, both ways at once, in the connection's thread. What
 * came is left in `in`, from whose front the caller takes it; what the caller appends to `out` leaves. */
#define PC_RELAY_BUF_SIZE (2 * (size_t)PC_HTTP_MAX_HEAD_SIZE) /* limit of each of the four buffers */
struct pc_relay_end {
    struct pc_buf in;
    struct pc_buf out;
    bool reads;           /* the caller says whether; while `in` is full nothing is read */
    enum pc_status read;  /* PC_OK; PC_CLOSED at the orderly end, PC_IO at a reset: nothing more comes */
    enum pc_status write; /* PC_OK; else it takes no more, and `out` is dropped */
    bool cut;             /* it ended in a way that does not end a body */
};
struct pc_relay {
    struct pc_connection *connection;
    struct pc_wire *wire; /* NULL: none yet */
    struct pc_relay_end client;
    struct pc_relay_end server;
};
void pc_relay_init(struct pc_relay *relay, struct pc_connection *connection);
void pc_relay_clear(struct pc_relay *relay); /* closes the wire, not the connection */
void pc_relay_take(struct pc_relay_end *end, size_t size);
/* Waits until something came, left or ended. PC_TIMEOUT: nothing did before the deadline; PC_INTERRUPTED: the
 * server stops. */
enum pc_status pc_relay_turn(struct pc_relay *relay, int64_t deadline_ms);

/* Reads requests until the peer closes: a ready handler for servers that answer request by request, with
 * keep-alive, pipelining and Expect: 100-continue. `answer` appends the response's bytes and says whether to
 * go on. A garbled request is answered too (see its progress), then the connection closes; a truncated one is
 * not. The idle time-out holds for each wait, not for a whole request. */
enum pc_http_after { PC_HTTP_KEEP_OPEN, PC_HTTP_CLOSE, PC_HTTP_RESET_CONNECTION };
typedef enum pc_http_after pc_http_answer(const struct pc_http_message *request, struct pc_buf *response,
                                          void *context);
void pc_connection_serve(struct pc_connection *connection, pc_http_answer *answer, void *context,
                         int64_t idle_timeout_ms);

#endif
