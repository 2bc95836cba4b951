/* Peers that speak something else than HTTP/1.x. */
#include "wire_internal.h"

#include <string.h>

#define PROBE_TIMEOUT_MS 2000 /* a server of plain HTTP may wait for the rest of what is no request to it */
#define TLS_ON_THIS_PORT "the peer speaks TLS on this port: write https://"

/* A TLS record (RFC 8446 section 5.1) that a server sends first: an alert or a handshake, of any TLS version.
 */
static bool is_tls_record(struct pc_view bytes) {
    return bytes.size >= 2 && (bytes.data[0] == 0x15 || bytes.data[0] == 0x16) && bytes.data[1] == 0x03;
}

/* RFC 9113 section 3.4: the server's first frame is SETTINGS; GOAWAY may be all that one of them says to what
 * is no preface. Both belong to stream 0 (section 4.1: length, type, flags, stream). */
static bool is_http_2_frame(struct pc_view bytes) {
    return bytes.size >= 9 && bytes.data[0] == 0 && (bytes.data[3] == 4 || bytes.data[3] == 7) &&
           memcmp(bytes.data + 5, "\0\0\0\0", 4) == 0;
}

const char *pc_http_foreign(const struct pc_http_exchange *exchange) {
    struct pc_view bytes = pc_http_exchange_response(exchange)->wire;
    if (is_tls_record(bytes))
        return TLS_ON_THIS_PORT;
    if (is_http_2_frame(bytes))
        return PC_HTTP_2_ALONE;
    return exchange->outcome != PC_HTTP_OUTCOME_ANSWERED && exchange->detail[0] != '\0' ? exchange->detail
                                                                                        : NULL;
}

const char *pc_http_foreign_port(const struct pc_http_target *target) {
    struct pc_http_target probe = *target;
    struct pc_wire *wire = NULL;
    if (strcmp(target->url.scheme, "http") != 0)
        return NULL;
    strcpy(probe.url.scheme, "https");
    probe.insecure = true;
    if (probe.timeout_ms > PROBE_TIMEOUT_MS)
        probe.timeout_ms = PROBE_TIMEOUT_MS;
    enum pc_status status = pc_wire_open(&probe, &wire, NULL);
    pc_wire_close(wire);
    return status == PC_OK ? TLS_ON_THIS_PORT : NULL;
}
