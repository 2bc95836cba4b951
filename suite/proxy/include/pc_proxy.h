/* proxy, floor 4: stands between any client and any server, changes nothing that matters to either, and
 * judges both sides of every exchange with the contract's judge. Sends nothing of its own to the server. */
#ifndef PC_PROXY_H
#define PC_PROXY_H

#include "pc_base.h"
#include "pc_http.h"
#include "pc_result.h"
#include "pc_spec.h"

#define PC_PROXY_DEFAULT_TIMEOUT_MS 30000
/* So much of a body, as it stands on the wire, is kept for judging it; all of it is passed on. */
#define PC_PROXY_KEPT_BODY (1u << 20)
/* Exchanges that go into the result, for the findings they have: the first ones. */
#define PC_PROXY_MAX_KEPT 64u
/* Different credentials that are remembered; of further ones each request's own are redacted in its exchange.
 */
#define PC_PROXY_MAX_SECRETS 64u

struct pc_proxy_options {
    const char *upstream;           /* URL; what stands behind its authority goes in front of every path */
    uint16_t port;                  /* on loopback; 0: any free one */
    const struct pc_tls_files *tls; /* NULL: clients speak plain TCP */
    const char *ca_file;
    bool insecure;
    bool allow_live;    /* the upstream may be on another machine */
    const char *key;    /* redacted from the first exchange on; NULL: known from the first request */
    int64_t timeout_ms; /* without a byte of an answer, or of a request that has begun; 0: the default */
    size_t kept_body;   /* 0: PC_PROXY_KEPT_BODY */
    bool strict;
    bool tells_all; /* also of what is only passed on */
    /* What happens, line by line and redacted; a peer's text in it is hostile. One call at a time, from any
     * thread. NULL: nobody is told. */
    void (*told)(void *context, const char *line);
    void *context;
};

struct pc_proxy;
/* `spec` and the options' texts outlive the proxy. PC_USAGE: the URL, contradictions, an upstream that may be
 * on another machine, or is the proxy itself; PC_IO: the port or a file. */
enum pc_status pc_proxy_start(const struct pc_spec *spec, const struct pc_proxy_options *options,
                              struct pc_proxy **out, struct pc_error *err);
uint16_t pc_proxy_port(const struct pc_proxy *proxy);
/* Ends every conversation and fills the result, redacted: a case for each thing that the judge looks at, on
 * each side. PC_USAGE where no promote came, PC_UNREACHABLE where none reached the upstream: then nothing was
 * judged. Once. */
enum pc_status pc_proxy_finish(struct pc_proxy *proxy, struct pc_result *result, struct pc_error *err);
void pc_proxy_free(struct pc_proxy *proxy); /* NULL is fine */

/* The cases that a proxy's result has, whatever came by: appends each with its id, title, level and citation.
 */
enum pc_status pc_proxy_cases(const struct pc_spec *spec, struct pc_result *result);

#endif
