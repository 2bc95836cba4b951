/* Heads as they leave: what concerns one connection alone goes (RFC 9110 section 7.6.1), everything else
 * keeps its bytes, its order and its number. */
#ifndef PC_PROXY_HEAD_H
#define PC_PROXY_HEAD_H

#include "pc_http.h"

#define PC_PROXY_NAME "promotecheck" /* in Via and Proxy-Status */

/* How many bytes the head has that begins `bytes`, its empty line included; 0: it is not whole. Lines end as
 * the parser has them end. `scanned`: where the search goes on; 0 in front of a new head. */
size_t pc_proxy_head_size(struct pc_view bytes, size_t *scanned);

/* Why a request is not passed on: the proxy's own answer to it. */
#define PC_PROXY_REFUSAL_LIST(X)                                                                             \
    X(NONE, 0, "")                                                                                           \
    X(UNREADABLE, 400, "it is no HTTP/1.x request that can be followed")                                     \
    X(AMBIGUOUS, 400, "it can be read in more than one way")                                                 \
    X(BAD_TARGET, 400, "its target is neither a path nor an http URL")                                       \
    X(BAD_HOST, 400, "it has not exactly one Host (RFC 9112 section 3.2)")                                   \
    X(MISDIRECTED, 421, "it is for another host: this proxy leads to one server alone")                      \
    X(TOO_LARGE, 431, "its head is larger than the limit")                                                   \
    X(NO_TUNNEL, 501,                                                                                        \
      "CONNECT: this proxy makes no tunnels; give the client this proxy's URL as its base "                  \
      "URL")                                                                                                 \
    X(UNKNOWN_CODING, 501, "a transfer coding beside chunked")

enum pc_proxy_refusal {
#define PC_PROXY_REFUSAL_ENUM(name, status, words) PC_PROXY_REFUSED_##name,
    PC_PROXY_REFUSAL_LIST(PC_PROXY_REFUSAL_ENUM)
#undef PC_PROXY_REFUSAL_ENUM
};
unsigned pc_proxy_refusal_status(enum pc_proxy_refusal refusal);
const char *pc_proxy_refusal_words(enum pc_proxy_refusal refusal);

/* Who stands where: `own` are the authorities under which clients reach the proxy. */
struct pc_proxy_places {
    const struct pc_url *upstream;
    const char *own[2];
};
/* Of a request whose head is complete, or garbled. */
enum pc_proxy_refusal pc_proxy_refuse(const struct pc_http_message *request,
                                      const struct pc_proxy_places *places);
/* Whether the target is an absolute URL with this authority. */
bool pc_proxy_leads_to(struct pc_view target, const char *authority);
/* The target as a path: of an absolute URL what stands behind its authority. */
struct pc_view pc_proxy_path(struct pc_view target);

/* Append a head as it leaves. `head` are its bytes, `last` says that the connection closes behind the
 * message. The request must not be one that is refused; its Host becomes the upstream's, as a gateway's does
 * (RFC 9112 section 3.2). */
enum pc_status pc_proxy_write_request(struct pc_view head, const struct pc_http_message *request,
                                      const struct pc_url *upstream, bool last, struct pc_buf *out);
/* `chunks`: its body leaves in chunks. Where the head has defects it is written anew from what was read. */
enum pc_status pc_proxy_write_response(struct pc_view head, const struct pc_http_message *response,
                                       bool chunks, bool last, struct pc_buf *out);
/* A 1xx answer; its fields are read from its bytes. */
enum pc_status pc_proxy_write_informational(struct pc_view head, struct pc_buf *out);
/* Whether the answer can be passed on with one meaning. */
bool pc_proxy_response_is_plain(const struct pc_http_message *response);

#endif
