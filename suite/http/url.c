#include "http_internal.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#define HTTP_PORT  80u
#define HTTPS_PORT 443u

/* Copies into a field of struct pc_url; false where it does not fit. */
static bool copy(char *out, size_t size, struct pc_view text) {
    if (text.size >= size)
        return false;
    if (text.size > 0)
        memcpy(out, text.data, text.size);
    out[text.size] = '\0';
    return true;
}

/* Whether RFC 3986 allows the byte at `at` in a path; an escape must be whole. */
static bool is_path_byte(struct pc_view text, size_t at) {
    char byte = text.data[at];
    if (byte == '%')
        return text.size - at > 2 && pc_hex_value(text.data[at + 1]) >= 0 &&
               pc_hex_value(text.data[at + 2]) >= 0;
    return pc_is_unreserved(byte) || (byte != '\0' && strchr("!$&'()*+,;=:@/", byte) != NULL);
}

static enum pc_status read_scheme(struct pc_view *rest, struct pc_url *url, struct pc_error *err) {
    static const char *const schemes[] = {"http", "https"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        struct pc_view scheme = pc_view_of(schemes[i]);
        if (pc_view_equal_nocase(pc_view_slice(*rest, 0, scheme.size), scheme) &&
            pc_view_equal_text(pc_view_slice(*rest, scheme.size, scheme.size + 3), "://")) {
            copy(url->scheme, sizeof url->scheme, scheme);
            *rest = pc_view_slice(*rest, scheme.size + 3, rest->size);
            return PC_OK;
        }
    }
    return pc_error_set(err, PC_USAGE, "the URL must start with http:// or https://");
}

static enum pc_status read_host(struct pc_view text, bool literal, struct pc_url *url, struct pc_error *err) {
    if (text.size == 0)
        return pc_error_set(err, PC_USAGE, "the URL has no host");
    if (!copy(url->host, sizeof url->host, text))
        return pc_error_set(err, PC_USAGE, "the URL's host is longer than %zu bytes", sizeof url->host - 1);
    if (literal) {
        struct in6_addr address;
        if (strlen(url->host) != text.size || inet_pton(AF_INET6, url->host, &address) != 1)
            return pc_error_set(err, PC_USAGE, "what stands in the URL's brackets is no IPv6 address");
        return PC_OK;
    }
    for (size_t i = 0; i < text.size; i++) {
        if (!pc_is_unreserved(text.data[i]))
            return pc_error_set(err, PC_USAGE,
                                "the URL's host has a byte in it that no host name has (0x%02x)",
                                (unsigned)(unsigned char)text.data[i]);
    }
    return PC_OK;
}

static enum pc_status read_port(struct pc_view text, unsigned default_port, struct pc_url *url,
                                struct pc_error *err) {
    unsigned port =
        text.size == 0 ? default_port : 0; /* RFC 3986 section 3.2.3: an empty port is the default */
    bool good = text.size <= 5;
    for (size_t i = 0; i < text.size && good; i++) {
        good = text.data[i] >= '0' && text.data[i] <= '9';
        port = port * 10 + (unsigned)(text.data[i] - '0');
    }
    if (!good || port == 0 || port > UINT16_MAX)
        return pc_error_set(err, PC_USAGE, "the URL's port must be a number from 1 to 65535");
    url->port = (uint16_t)port;
    return PC_OK;
}

static enum pc_status read_authority(struct pc_view text, struct pc_url *url, struct pc_error *err) {
    /* The text is not repeated: what stands in front of the @ may be a password. */
    if (pc_view_find(text, PC_VIEW("@")) < text.size)
        return pc_error_set(err, PC_USAGE, "the URL must not hold a user or a password");
    bool literal = text.size > 0 && text.data[0] == '[';
    size_t host_end = pc_view_find(text, literal ? PC_VIEW("]") : PC_VIEW(":"));
    if (literal && host_end == text.size)
        return pc_error_set(err, PC_USAGE, "the URL's IPv6 address has no closing bracket");
    struct pc_view host = pc_view_slice(text, literal ? 1 : 0, host_end);
    struct pc_view port = pc_view_slice(text, host_end + (literal ? 1 : 0), text.size);
    if (port.size > 0 && port.data[0] != ':')
        return pc_error_set(err, PC_USAGE, "only :port may stand behind the URL's IPv6 address");

    enum pc_status status = read_host(host, literal, url, err);
    if (status != PC_OK)
        return status;
    unsigned default_port = strcmp(url->scheme, "https") == 0 ? HTTPS_PORT : HTTP_PORT;
    status = read_port(pc_view_slice(port, 1, port.size), default_port, url, err);
    if (status != PC_OK)
        return status;
    int length = snprintf(url->authority, sizeof url->authority, literal ? "[%s]" : "%s", url->host);
    if (url->port != default_port)
        snprintf(url->authority + length, sizeof url->authority - (size_t)length, ":%u", (unsigned)url->port);
    return PC_OK;
}

static enum pc_status read_prefix(struct pc_view text, struct pc_url *url, struct pc_error *err) {
    while (text.size > 0 && text.data[text.size - 1] == '/')
        text.size--;
    for (size_t i = 0; i < text.size; i++) {
        if (text.data[i] == '?' || text.data[i] == '#')
            return pc_error_set(err, PC_USAGE, "the URL must not hold a query or a fragment (%c)",
                                text.data[i]);
        if (!is_path_byte(text, i))
            return pc_error_set(err, PC_USAGE, "byte 0x%02x in the URL's path must be percent-encoded",
                                (unsigned)(unsigned char)text.data[i]);
    }
    if (!copy(url->prefix, sizeof url->prefix, text))
        return pc_error_set(err, PC_USAGE, "the URL's path is longer than %zu bytes", sizeof url->prefix - 1);
    return PC_OK;
}

enum pc_status pc_url_parse(const char *text, struct pc_url *out, struct pc_error *err) {
    struct pc_url url = {0};
    struct pc_view rest = pc_view_of(text);
    enum pc_status status = read_scheme(&rest, &url, err);
    if (status != PC_OK)
        return status;
    size_t authority_end = 0;
    while (authority_end < rest.size && strchr("/?#", rest.data[authority_end]) == NULL)
        authority_end++;
    status = read_authority(pc_view_slice(rest, 0, authority_end), &url, err);
    if (status == PC_OK)
        status = read_prefix(pc_view_slice(rest, authority_end, rest.size), &url, err);
    if (status == PC_OK)
        *out = url;
    return status;
}
