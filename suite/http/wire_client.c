#include "wire_internal.h"

#include "wait.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Given to the socket at once, so that reading is never put off for long. TLS takes a piece whole or not at
 * all, and may have sent half of it before: a record's worth keeps what counts as sent near the truth. */
#define WRITE_SIZE     ((size_t)256 << 10)
#define TLS_WRITE_SIZE ((size_t)16 << 10)

#define PC_WIRE_ELSEWHERE "the name leads to an address that is not on this machine"

void pc_wire_close(struct pc_wire *wire) {
    if (wire == NULL)
        return;
    struct pc_pipe_guard guard;
    pc_pipe_guard_enter(&guard, wire->tls);
    pc_http_wire_disconnect(wire);
    pc_pipe_guard_leave(&guard);
    free(wire);
}

bool pc_wire_is_loopback(const struct pc_wire *wire) {
    return wire->loopback;
}

static CURLcode connect_only(struct pc_wire *wire) {
    struct pc_pipe_guard guard;
    pc_pipe_guard_enter(&guard, wire->tls);
    CURLcode code = pc_http_wire_connect_only(wire);
    pc_pipe_guard_leave(&guard);
    curl_socket_t socket = CURL_SOCKET_BAD;
    if (code == CURLE_OK)
        code = curl_easy_getinfo(wire->easy, CURLINFO_ACTIVESOCKET, &socket);
    if (code == CURLE_OK && socket == CURL_SOCKET_BAD)
        code = CURLE_COULDNT_CONNECT;
    wire->socket = socket;
    return code;
}

enum pc_status pc_http_wire_connect(const struct pc_http_target *target, struct pc_wire **out,
                                    enum pc_http_outcome *outcome, char *detail, size_t detail_size) {
    struct pc_wire *wire = calloc(1, sizeof *wire);
    if (wire == NULL)
        return PC_NO_MEMORY;
    wire->tls = strcmp(target->url.scheme, "https") == 0;
    wire->easy = pc_http_curl_new(target, wire->reason);
    /* A proxy would answer in the peer's place. */
    if (wire->easy == NULL || curl_easy_setopt(wire->easy, CURLOPT_PROXY, "") != CURLE_OK ||
        curl_easy_setopt(wire->easy, CURLOPT_CONNECT_ONLY, 1L) != CURLE_OK ||
        /* Nor does a TLS session live longer than its connection. */
        curl_easy_setopt(wire->easy, CURLOPT_SSL_SESSIONID_CACHE, 0L) != CURLE_OK ||
        (target->loopback_only && !pc_http_curl_stay_on_loopback(wire->easy, &wire->elsewhere))) {
        pc_wire_close(wire);
        return PC_NO_MEMORY;
    }
    CURLcode code = connect_only(wire);
    *outcome = pc_http_curl_outcome(wire->easy, code, wire->reason);
    if (code == CURLE_OK) {
        wire->loopback = pc_http_curl_is_loopback(wire->easy);
        wire->reason[0] = '\0';
        *out = wire;
        return PC_OK;
    }
    /* Where no connection came about the peer was not reached, whatever libcurl calls it. */
    if (*outcome != PC_HTTP_OUTCOME_TLS_FAILED && *outcome != PC_HTTP_OUTCOME_TIMED_OUT)
        *outcome = PC_HTTP_OUTCOME_UNREACHABLE;
    if (wire->elsewhere)
        snprintf(detail, detail_size, "%s", PC_WIRE_ELSEWHERE);
    else
        pc_http_curl_detail(code, wire->reason, detail, detail_size);
    pc_wire_close(wire);
    return code == CURLE_OUT_OF_MEMORY ? PC_NO_MEMORY : PC_OK;
}

enum pc_status pc_wire_open(const struct pc_http_target *target, struct pc_wire **out, struct pc_error *err) {
    enum pc_http_outcome outcome;
    char detail[PC_HTTP_DETAIL_SIZE];
    enum pc_status status = pc_http_wire_connect(target, out, &outcome, detail, sizeof detail);
    if (status != PC_OK)
        return pc_error_set(err, status, "no memory for a connection");
    if (outcome == PC_HTTP_OUTCOME_ANSWERED)
        return PC_OK;
    bool elsewhere = strcmp(detail, PC_WIRE_ELSEWHERE) == 0;
    return pc_error_set(err,
                        elsewhere                              ? PC_USAGE
                        : outcome == PC_HTTP_OUTCOME_TIMED_OUT ? PC_TIMEOUT
                                                               : PC_UNREACHABLE,
                        "%s://%s: %s: %s", target->url.scheme, target->url.authority,
                        pc_http_outcome_sentence(outcome), detail);
}

static long last_errno(const struct pc_wire *wire) {
    long number = 0;
    curl_easy_getinfo(wire->easy, CURLINFO_OS_ERRNO, &number);
    return number;
}

/* libcurl passes a TLS library's failure on in words alone. A plain end without the closing alert is common,
 * and is no reset. */
static enum wire_result broken_tls(struct pc_wire *wire) {
    if (strstr(wire->reason, strerror(ECONNRESET)) != NULL)
        return WIRE_RESET;
    wire->unclean = true;
    return WIRE_CLOSED;
}

void pc_http_wire_refusal(const struct pc_wire *wire, char *out, size_t size) {
    if (wire->tls && strstr(wire->reason, "alert") != NULL)
        pc_http_curl_detail(CURLE_SSL_CONNECT_ERROR, wire->reason, out, size);
}

enum wire_result pc_http_wire_read(struct pc_wire *wire, char *data, size_t size, size_t *got) {
    struct pc_pipe_guard guard;
    *got = 0;
    pc_pipe_guard_enter(&guard, wire->tls);
    CURLcode code = curl_easy_recv(wire->easy, data, size, got);
    pc_pipe_guard_leave(&guard);
    if (code == CURLE_AGAIN)
        return WIRE_AGAIN;
    if (code == CURLE_OK && *got > 0)
        return WIRE_DONE;
    if (code == CURLE_OK)
        return wire->reset ? WIRE_RESET : WIRE_CLOSED;
    *got = 0;
    return wire->tls ? broken_tls(wire) : WIRE_RESET;
}

enum wire_result pc_http_wire_write(struct pc_wire *wire, struct pc_view bytes, size_t *sent) {
    struct pc_pipe_guard guard;
    size_t most = wire->tls ? TLS_WRITE_SIZE : WRITE_SIZE;
    *sent = 0;
    pc_pipe_guard_enter(&guard, wire->tls);
    CURLcode code = curl_easy_send(wire->easy, bytes.data, bytes.size < most ? bytes.size : most, sent);
    pc_pipe_guard_leave(&guard);
    if (code == CURLE_OK)
        return WIRE_DONE;
    *sent = 0;
    if (code == CURLE_AGAIN)
        return WIRE_AGAIN;
    wire->reset =
        wire->tls ? strstr(wire->reason, strerror(ECONNRESET)) != NULL : last_errno(wire) == ECONNRESET;
    return wire->reset ? WIRE_RESET : WIRE_CLOSED;
}

/* Takes in what is there; PC_TIMEOUT where nothing is. */
static enum pc_status take(struct pc_wire *wire, struct pc_buf *out) {
    size_t room = out->limit - out->size;
    size_t size = room < PC_HTTP_READ_SIZE ? room : PC_HTTP_READ_SIZE;
    if (size == 0)
        return PC_LIMIT;
    enum pc_status status = pc_buf_reserve(out, size);
    if (status != PC_OK)
        return status;
    size_t got;
    switch (pc_http_wire_read(wire, out->data + out->size, size, &got)) {
    case WIRE_DONE:
        out->size += got;
        out->data[out->size] = '\0';
        return PC_OK;
    case WIRE_AGAIN:
        return PC_TIMEOUT;
    case WIRE_CLOSED:
        return PC_CLOSED;
    case WIRE_RESET:
        break;
    }
    return PC_IO;
}

enum pc_status pc_wire_receive(struct pc_wire *wire, int64_t deadline_ms, struct pc_buf *out) {
    enum pc_status status;
    while ((status = take(wire, out)) == PC_TIMEOUT) {
        status = pc_http_wait(wire->socket, POLLIN, -1, deadline_ms);
        if (status != PC_OK)
            return status;
    }
    return status;
}

enum pc_status pc_wire_send(struct pc_wire *wire, struct pc_view bytes, int64_t deadline_ms,
                            struct pc_buf *early) {
    while (bytes.size > 0) {
        enum pc_status status;
        while (early != NULL && (status = take(wire, early)) != PC_TIMEOUT) {
            if (status != PC_OK)
                return status == PC_IO ? PC_CLOSED : status;
        }
        size_t sent;
        enum wire_result result = pc_http_wire_write(wire, bytes, &sent);
        if (result == WIRE_CLOSED || result == WIRE_RESET)
            return PC_CLOSED;
        bytes = pc_view_slice(bytes, sent, bytes.size);
        if (bytes.size == 0)
            break;
        if (pc_clock_ms() >= deadline_ms)
            return PC_TIMEOUT;
        if (result == WIRE_AGAIN) {
            status = pc_http_wait(wire->socket, early != NULL ? POLLIN | POLLOUT : POLLOUT, -1, deadline_ms);
            if (status != PC_OK)
                return status;
        }
    }
    return PC_OK;
}
