#include "shared_checks.h"

#include <stdlib.h>
#include <string.h>

enum pc_status choose_word(const char *option, const char *value, const char *const *words, size_t count,
                           size_t *chosen, struct pc_error *err) {
    char known[128] = "";
    if (value == NULL)
        return PC_OK;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(words[i], value) == 0) {
            *chosen = i;
            return PC_OK;
        }
        strncat(known, i == 0 ? "" : i + 1 < count ? ", " : " or ", sizeof known - strlen(known) - 1);
        strncat(known, words[i], sizeof known - strlen(known) - 1);
    }
    return pc_error_set(err, PC_USAGE, "%s does not know %s: it is %s", option, value, known);
}

enum pc_status check_jobs(const struct options *options, unsigned most, struct pc_error *err) {
    if (options->jobs == 0)
        return pc_error_set(err, PC_USAGE, "--jobs 0 would do nothing: it is 1, as without it, or more");
    return options->jobs <= (int64_t)most ? PC_OK : pc_error_set(err, PC_USAGE, "--jobs goes up to %u", most);
}

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
