/* What the user's PEM files hold. */
#include "tls_internal.h"

#include "pc_http.h"

#include <openssl/err.h>
#include <openssl/x509_vfy.h>

#define MAX_PEM_SIZE ((size_t)16 << 20)

/* OpenSSL's words for a file that cannot be opened, or is a directory, help nobody. */
static enum pc_status check_readable(const char *option, const char *path, struct pc_error *err) {
    struct pc_buf text;
    struct pc_error why = {0};
    pc_buf_init(&text, MAX_PEM_SIZE);
    enum pc_status status = pc_file_read(path, &text, &why);
    pc_buf_clear(&text);
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "%s: %s", option, why.message);
}

static enum pc_status refuse(const char *option, const char *path, const char *what, struct pc_error *err) {
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    pc_error_set(err, PC_MALFORMED, "%s: %s %s%s%s%s", option, path, what, reason != NULL ? " (" : "",
                 reason != NULL ? reason : "", reason != NULL ? ")" : "");
    ERR_clear_error();
    return PC_MALFORMED;
}

/* A key with a passphrase is refused: the question for it would hang a run in CI. The type is OpenSSL's. */
// NOLINTNEXTLINE(readability-non-const-parameter)
static int no_passphrase(char *out, int size, int writing, void *context) {
    (void)out;
    (void)size;
    (void)writing;
    (void)context;
    return -1;
}

enum pc_status pc_http_tls_load(SSL_CTX *context, const struct pc_tls_files *files, struct pc_error *err) {
    enum pc_status status = check_readable("--tls-cert", files->certificate, err);
    if (status == PC_OK)
        status = check_readable("--tls-key", files->key, err);
    if (status != PC_OK)
        return status;
    ERR_clear_error();
    SSL_CTX_set_default_passwd_cb(context, no_passphrase);
    if (SSL_CTX_use_certificate_chain_file(context, files->certificate) != 1)
        return refuse("--tls-cert", files->certificate, "holds no certificate in PEM form", err);
    if (SSL_CTX_use_PrivateKey_file(context, files->key, SSL_FILETYPE_PEM) != 1)
        return refuse("--tls-key", files->key,
                      "holds no private key in PEM form, without a passphrase, for the certificate", err);
    return PC_OK;
}

static enum pc_status check_ca_file(const char *path, struct pc_error *err) {
    enum pc_status status = check_readable("--ca-file", path, err);
    if (status != PC_OK)
        return status;
    ERR_clear_error();
    X509_STORE *store = X509_STORE_new();
    if (store == NULL)
        return pc_error_set(err, PC_NO_MEMORY, "no memory for certificates");
    if (X509_STORE_load_file(store, path) != 1)
        status = refuse("--ca-file", path,
                        "holds no certificate in PEM form (-----BEGIN CERTIFICATE----- …): name the file "
                        "with the certificate of the CA that signed the server's",
                        err);
    X509_STORE_free(store);
    return status;
}

enum pc_status pc_http_check_trust(const struct pc_http_target *target, struct pc_error *err) {
    bool is_plain = target->url.scheme[4] != 's';
    const char *option = target->ca_file != NULL ? "--ca-file" : target->insecure ? "--insecure" : NULL;
    if (option == NULL)
        return PC_OK;
    if (target->ca_file != NULL && target->insecure)
        return pc_error_set(err, PC_USAGE,
                            "--ca-file says whom to trust and --insecure to trust anybody: leave one out");
    if (is_plain)
        return pc_error_set(err, PC_USAGE,
                            "%s is about TLS, but %s://%s has none: write https://, or leave it out", option,
                            target->url.scheme, target->url.authority);
    return target->ca_file != NULL ? check_ca_file(target->ca_file, err) : PC_OK;
}
