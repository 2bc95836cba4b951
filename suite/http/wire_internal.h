/* libcurl, as the two clients share it. */
#ifndef PC_HTTP_WIRE_INTERNAL_H
#define PC_HTTP_WIRE_INTERNAL_H

#include "pc_http.h"

#include <curl/curl.h>
#include <signal.h>

/* An easy handle with what both clients want: HTTP/1.1, no signals, a connection of its own, the target's
 * time-out and certificates. NULL when memory is out. `reason` outlives the handle. */
CURL *pc_http_curl_new(const struct pc_http_target *target, char reason[CURL_ERROR_SIZE]);
/* What a transfer that failed with `code` comes to. */
enum pc_http_outcome pc_http_curl_outcome(CURL *easy, CURLcode code, const char *reason);
bool pc_http_curl_is_loopback(CURL *easy);
/* From now on addresses that are not on loopback are left out, and *elsewhere says that there was one. */
bool pc_http_curl_stay_on_loopback(CURL *easy, bool *elsewhere);
bool pc_http_curl_is_tls(CURLcode code); /* the handshake or the certificate failed */
/* What went wrong, what to do next where that is known, and libcurl's own words; one line. */
#define PC_HTTP_2_ALONE                                                                                      \
    "the peer speaks no HTTP/1.1, probably HTTP/2 alone: let it offer http/1.1 in ALPN, for that is what "   \
    "promotecheck speaks"
void pc_http_curl_detail(CURLcode code, const char *reason, char *out, size_t size);

struct pc_wire {
    CURL *easy;
    CURLM *multi; /* holds the connection */
    bool added;   /* easy to multi */
    int socket;
    bool tls; /* OpenSSL writes by write(), which raises SIGPIPE; libcurl itself sends with MSG_NOSIGNAL */
    bool loopback;
    bool reset;     /* a send found the connection reset, so the end that is read behind it is none */
    bool elsewhere; /* an address was left out for not being on loopback */
    bool unclean;   /* TLS ended without its closing alert (RFC 9112 section 9.8), where the library tells */
    char reason[CURL_ERROR_SIZE];
};

enum wire_result { WIRE_DONE, WIRE_AGAIN, WIRE_CLOSED, WIRE_RESET };

/* Connects the easy handle, and lets go of both handles and the connection. SIGPIPE is the caller's. */
CURLcode pc_http_wire_connect_only(struct pc_wire *wire);
void pc_http_wire_disconnect(struct pc_wire *wire);
/* PC_NO_MEMORY, or PC_OK and an outcome: PC_HTTP_OUTCOME_ANSWERED stands for connected. */
enum pc_status pc_http_wire_connect(const struct pc_http_target *target, struct pc_wire **out,
                                    enum pc_http_outcome *outcome, char *detail, size_t detail_size);
/* What can be had without waiting. */
enum wire_result pc_http_wire_read(struct pc_wire *wire, char *data, size_t size, size_t *got);
enum wire_result pc_http_wire_write(struct pc_wire *wire, struct pc_view bytes, size_t *sent);

/* Why the peer closed, where it said so in a TLS alert; else nothing is written. In TLS 1.3 a peer looks at
 * the client's certificate, or at the lack of one, only behind the handshake. */
void pc_http_wire_refusal(const struct pc_wire *wire, char *out, size_t size);

#endif
