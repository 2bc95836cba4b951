/* One exchange on its way through the proxy. */
#ifndef PC_PROXY_CROSSING_H
#define PC_PROXY_CROSSING_H

#include "body.h"
#include "head.h"

/* How an exchange ended, and what the proxy answers in the server's place where it still can: status (0:
 * nothing), the error's name in Proxy-Status (RFC 9209 section 2.3), words. */
#define PC_PROXY_END_LIST(X)                                                                                 \
    X(COMPLETE, 0, "", "")                                                                                   \
    X(REFUSED, 400, "http_request_error", "the request was not passed on")                                   \
    X(STALLED, 408, "http_request_error", "the client stopped in the middle of its request")                 \
    X(UNREACHABLE, 502, "destination_unavailable", "the server cannot be reached")                           \
    X(SILENT, 504, "http_response_timeout", "the server did not answer in time")                             \
    X(BROKEN, 502, "http_response_incomplete",                                                               \
      "the server closed the connection before its answer was complete")                                     \
    X(GARBLED, 502, "http_protocol_error", "the server's answer cannot be passed on")                        \
    X(LOST, 0, "", "the server closed a connection that it had kept open, as it may (RFC 9112 section 9.5)") \
    X(GONE, 0, "", "the client went away")                                                                   \
    X(STOPPED, 0, "", "the proxy was stopped meanwhile")                                                     \
    X(FAILED, 500, "proxy_internal_error", "the proxy is out of memory")

enum pc_proxy_end {
#define PC_PROXY_END_ENUM(name, status, error, words) PC_PROXY_END_##name,
    PC_PROXY_END_LIST(PC_PROXY_END_ENUM)
#undef PC_PROXY_END_ENUM
};
const char *pc_proxy_end_words(enum pc_proxy_end end);

/* One direction. Its parser belongs to the crossing's exchange. */
struct pc_proxy_half {
    struct pc_http_parser *parser;
    size_t scanned, fed; /* of the head that is being read, in the relay's buffer */
    size_t kept;         /* of the body, as it came */
    bool begun;          /* some of the body came */
    bool cut;            /* more of it came than is kept */
    bool head;           /* the head has left */
    bool done;           /* all of it has been put into the buffer that leaves */
    struct pc_proxy_body body;
};

struct pc_proxy_crossing {
    struct pc_http_exchange *exchange; /* the recorder may take it: then NULL */
    struct pc_proxy_half request, response;
    size_t kept_body; /* the limit */
    bool last;        /* the connections close behind it */
    bool expects;     /* the client waits for 100 */
    bool whole;       /* the request's head was read */
    bool as_proxy;    /* its target is a whole URL of the upstream, as for a proxy */
    enum pc_proxy_end end;
    enum pc_proxy_refusal refusal;
    int64_t started_ms;
    unsigned own_status; /* of the answer that the proxy made, 0: none */
};
/* PC_NO_MEMORY. */
enum pc_status pc_proxy_crossing_init(struct pc_proxy_crossing *crossing, size_t kept_body);
void pc_proxy_crossing_clear(struct pc_proxy_crossing *crossing);
const struct pc_http_message *pc_proxy_request_of(const struct pc_proxy_crossing *crossing);
const struct pc_http_message *pc_proxy_response_of(const struct pc_proxy_crossing *crossing);

/* Feeds the parser what is there of a head; `size` is the head's where it is whole, else 0. */
enum pc_status pc_proxy_feed_head(struct pc_proxy_half *half, const struct pc_buf *in, size_t *size);
/* Puts what can be passed on of the request's body into the buffer that leaves; the head must have left.
 * Sets the crossing's end where it cannot be followed. */
enum pc_status pc_proxy_pump_request(struct pc_proxy_crossing *crossing, struct pc_relay *relay);
/* The same of the answer, its heads included. */
enum pc_status pc_proxy_pump_response(struct pc_proxy_crossing *crossing, struct pc_relay *relay);
/* The answer that the proxy makes in the server's place, into the buffer that leaves. */
enum pc_status pc_proxy_answer(struct pc_proxy_crossing *crossing, struct pc_buf *out);

#endif
