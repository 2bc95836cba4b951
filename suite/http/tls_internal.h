/* What tls.c and tls_files.c share. */
#ifndef PC_HTTP_TLS_INTERNAL_H
#define PC_HTTP_TLS_INTERNAL_H

#include "tls.h"

#include <openssl/ssl.h>

enum pc_status pc_http_tls_load(SSL_CTX *context, const struct pc_tls_files *files, struct pc_error *err);

#endif
