#include "shared_checks.h"

#include <stdlib.h>

enum pc_status check_timeout(const struct options *options, struct pc_error *err) {
    return options->timeout_ms != 0
               ? PC_OK
               : pc_error_set(err, PC_USAGE, "--timeout 0 leaves no time to answer: it is in milliseconds");
}

enum pc_status check_port(const struct options *options, const char *name, struct pc_error *err) {
    return options->port <= UINT16_MAX
               ? PC_OK
               : pc_error_set(err, PC_USAGE, "%s is at most %u (without it any free port is taken)", name,
                              UINT16_MAX);
}

enum pc_status check_tls_files(const struct options *options, struct pc_error *err) {
    if ((options->tls_cert == NULL) == (options->tls_key == NULL))
        return PC_OK;
    return pc_error_set(err, PC_USAGE, "%s is missing: --tls-cert FILE and --tls-key FILE go together",
                        options->tls_cert == NULL ? "--tls-cert" : "--tls-key");
}

static const char *key_variable(const struct options *options) {
    return options->key_env != NULL ? options->key_env : "PROMOTECHECK_API_KEY";
}

const char *key_from_environment(const struct options *options) {
    return getenv(key_variable(options));
}

enum pc_status check_key_env(const struct options *options, const char *key, struct pc_error *err) {
    if (key == NULL && options->key_env != NULL)
        return pc_error_set(err, PC_USAGE,
                            "no API key: the environment variable %s, which --key-env names, is not set",
                            options->key_env);
    /* A secret that a workflow does not have arrives as an empty variable. */
    if (key != NULL && key[0] == '\0')
        return pc_error_set(err, PC_USAGE, "no API key: the environment variable %s is set, but empty",
                            key_variable(options));
    return PC_OK;
}
