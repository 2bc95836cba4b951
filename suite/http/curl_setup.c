#include "wire_internal.h"

#include "http_internal.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

static bool curl_ready;

static void start_curl(void) {
    curl_ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

/* Programs that are started while a connection is open must not hold it open. */
static int keep_from_children(void *context, curl_socket_t socket, curlsocktype purpose) {
    (void)context;
    (void)purpose;
    return fcntl(socket, F_SETFD, FD_CLOEXEC) == 0 ? CURL_SOCKOPT_OK : CURL_SOCKOPT_ERROR;
}

static bool set_certificates(CURL *easy, const struct pc_http_target *target) {
    bool good = curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, target->insecure ? 0L : 1L) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, target->insecure ? 0L : 2L) == CURLE_OK;
    if (good && target->ca_file != NULL) /* instead of the system's file and folder, not beside the latter */
        good = curl_easy_setopt(easy, CURLOPT_CAINFO, target->ca_file) == CURLE_OK &&
               curl_easy_setopt(easy, CURLOPT_CAPATH, NULL) == CURLE_OK;
    return good;
}

static bool set_url(CURL *easy, const struct pc_url *url) {
    char text[sizeof url->scheme + sizeof url->authority + 4];
    snprintf(text, sizeof text, "%s://%s/", url->scheme, url->authority);
    return curl_easy_setopt(easy, CURLOPT_URL, text) == CURLE_OK;
}

CURL *pc_http_curl_new(const struct pc_http_target *target, char reason[CURL_ERROR_SIZE]) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start_curl);
    CURL *easy = curl_ready ? curl_easy_init() : NULL;
    if (easy == NULL)
        return NULL;
    reason[0] = '\0';
    /* To libcurl 0 means no time-out at all. */
    long timeout_ms = target->timeout_ms < 1         ? 1
                      : target->timeout_ms > INT_MAX ? INT_MAX
                                                     : (long)target->timeout_ms;
    bool good = set_url(easy, &target->url) && set_certificates(easy, target) &&
                curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, reason) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https") == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout_ms) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L) == CURLE_OK &&
                curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, keep_from_children) == CURLE_OK &&
                /* Also what is offered in ALPN. */
                curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == CURLE_OK;
    if (!good) {
        curl_easy_cleanup(easy);
        return NULL;
    }
    return easy;
}

/* Whether TCP came about; a TLS handshake may still have failed behind it. */
static bool was_connected(CURL *easy) {
    long connections = 0;
    return curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connections) == CURLE_OK && connections > 0;
}

static bool was_reset(CURL *easy) {
    long number = 0;
    return curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK &&
           (number == ECONNRESET || number == EPIPE);
}

bool pc_http_curl_is_tls(CURLcode code) {
    switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_CLIENTCERT:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_USE_SSL_FAILED:
        return true;
    default:
        return false;
    }
}

enum pc_http_outcome pc_http_curl_outcome(CURL *easy, CURLcode code, const char *reason) {
    if (pc_http_curl_is_tls(code))
        return PC_HTTP_OUTCOME_TLS_FAILED;
    switch (code) {
    case CURLE_OK:
        return PC_HTTP_OUTCOME_ANSWERED;
    case CURLE_OPERATION_TIMEDOUT:
        return was_connected(easy) ? PC_HTTP_OUTCOME_TIMED_OUT : PC_HTTP_OUTCOME_UNREACHABLE;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
        return PC_HTTP_OUTCOME_CLOSED;
    case CURLE_SEND_ERROR:
        return was_reset(easy) ? PC_HTTP_OUTCOME_RESET : PC_HTTP_OUTCOME_CLOSED;
    case CURLE_RECV_ERROR: /* also for a chunk that is none, and for a TLS end without its alert */
        if (strstr(reason, "chunked-encoding") != NULL)
            return PC_HTTP_OUTCOME_GARBLED;
        return was_reset(easy) ? PC_HTTP_OUTCOME_RESET : PC_HTTP_OUTCOME_CLOSED;
    case CURLE_WRITE_ERROR:
    case CURLE_FILESIZE_EXCEEDED:
    case CURLE_OUT_OF_MEMORY: /* also for a head beyond libcurl's own limit */
        return PC_HTTP_OUTCOME_TOO_LARGE;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
        return PC_HTTP_OUTCOME_GARBLED;
    default:
        return was_connected(easy) ? PC_HTTP_OUTCOME_GARBLED : PC_HTTP_OUTCOME_UNREACHABLE;
    }
}

static bool is_loopback_six(const struct in6_addr *address) {
    return IN6_IS_ADDR_LOOPBACK(address) || (IN6_IS_ADDR_V4MAPPED(address) && address->s6_addr[12] == 127);
}

static bool is_loopback_four(const struct in_addr *address) {
    return ntohl(address->s_addr) >> 24 == 127;
}

bool pc_http_curl_is_loopback(CURL *easy) {
    const char *address = NULL;
    struct in6_addr six;
    if (curl_easy_getinfo(easy, CURLINFO_PRIMARY_IP, &address) != CURLE_OK || address == NULL)
        return false;
    if (inet_pton(AF_INET6, address, &six) == 1)
        return is_loopback_six(&six);
    struct in_addr four;
    return inet_pton(AF_INET, address, &four) == 1 && is_loopback_four(&four);
}

/* The address that is about to be connected decides, not the name that led to it. */
static curl_socket_t open_on_loopback(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    bool *elsewhere = context;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
    (void)purpose;
    bool loopback = false;
    if (address->family == AF_INET) {
        memcpy(&four, &address->addr, sizeof four);
        loopback = is_loopback_four(&four.sin_addr);
    } else if (address->family == AF_INET6) {
        memcpy(&six, &address->addr, sizeof six);
        loopback = is_loopback_six(&six.sin6_addr);
    }
    if (loopback)
        return socket(address->family, address->socktype, address->protocol);
    *elsewhere = true;
    return CURL_SOCKET_BAD;
}

bool pc_http_curl_stay_on_loopback(CURL *easy, bool *elsewhere) {
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_on_loopback) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, elsewhere) == CURLE_OK;
}
