/* Why a connection did not come about, in words that say what to do next. TLS libraries tell it in texts
 * alone: what is looked for here are OpenSSL's and, behind it, GnuTLS's. */
#include "wire_internal.h"

#include "http_internal.h"

#include <stdio.h>
#include <string.h>

#define GO_ON "go on without checking with --insecure"

static const struct {
    const char *text; /* in libcurl's reason */
    const char *sentence;
} reasons[] = {
    {"does not match target host",
     "the certificate is for another name than the URL's host: " GO_ON ", or write the name that it is for"},
    {"subject name matches target",
     "the certificate is for another name than the URL's host: " GO_ON ", or write the name that it is for"},
    {"has expired", "the certificate has expired: let the server renew it, or " GO_ON},
    {"not yet valid", "the certificate is not valid yet: look at the clocks of both machines, or " GO_ON},
    {"not yet activated", "the certificate is not valid yet: look at the clocks of both machines, or " GO_ON},
    {"self-signed certificate", "the certificate is signed by no CA that is trusted here (self-signed): name "
                                "its certificate with --ca-file FILE, or " GO_ON},
    {"self signed certificate", "the certificate is signed by no CA that is trusted here (self-signed): name "
                                "its certificate with --ca-file FILE, or " GO_ON},
    {"unable to get local issuer", "the certificate is signed by no CA that is trusted here: name the CA's "
                                   "certificate with --ca-file FILE, or " GO_ON},
    {"unable to get issuer", "the certificate is signed by no CA that is trusted here: name the CA's "
                             "certificate with --ca-file FILE, or " GO_ON},
    {"signer not trusted", "the certificate is signed by no CA that is trusted here: name the CA's "
                           "certificate with --ca-file FILE, or " GO_ON},
    {"wrong version number",
     "the peer does not speak TLS on this port: write http:// if it serves plain HTTP"},
    {"packet length too long",
     "the peer does not speak TLS on this port: write http:// if it serves plain HTTP"},
    {"unexpected TLS packet",
     "the peer does not speak TLS on this port: write http:// if it serves plain HTTP"},
    {"no application protocol", PC_HTTP_2_ALONE},
    {"(1120)", PC_HTTP_2_ALONE}, /* the same, by OpenSSL 3.0, which lacks its text */
    {"protocol version", "the peer speaks no TLS newer than 1.1: let it offer TLS 1.2 or 1.3"},
    {"unsupported protocol", "the peer speaks no TLS newer than 1.1: let it offer TLS 1.2 or 1.3"},
    {"certificate required", "the peer wants a certificate of the client, which promotecheck does not have"},
    {"unexpected eof", "the peer broke the TLS handshake off: write http:// if it serves plain "
                       "HTTP"},
    {"SSL_ERROR_SYSCALL", "the peer closed in the middle of the TLS handshake: write http:// if it serves "
                          "plain HTTP"},
    {"reset by peer", "the peer broke the TLS handshake off: write http:// if it serves plain "
                      "HTTP"},
};

void pc_http_curl_detail(CURLcode code, const char *reason, char *out, size_t size) {
    const char *raw = reason[0] != '\0' ? reason : curl_easy_strerror(code);
    const char *sentence = NULL;
    for (size_t i = 0; pc_http_curl_is_tls(code) && sentence == NULL && i < sizeof reasons / sizeof *reasons;
         i++) {
        if (strstr(raw, reasons[i].text) != NULL)
            sentence = reasons[i].sentence;
    }
    if (sentence == NULL)
        snprintf(out, size, "%s", raw);
    else
        snprintf(out, size, "%s (%s)", sentence, raw);
    for (char *byte = out; *byte != '\0'; byte++) {
        if (pc_http_is_control(*byte))
            *byte = ' ';
    }
}
