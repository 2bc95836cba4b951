#include "target_internal.h"

#include <string.h>

static bool is_allowed(const struct pc_target_options *options, const char *environment) {
    for (size_t i = 0; i < options->allowed_environment_count; i++) {
        if (strcmp(options->allowed_environments[i], environment) == 0)
            return true;
    }
    return false;
}

/* A tunnel may lead to the real one from an address on this machine: it takes the word everywhere. */
#define PRODUCTION "production"

/* Off loopback a run may change what people depend on: it takes two words of the user, one for the peer and
 * one for each environment that is promoted to. */
enum pc_status pc_target_guard(const struct pc_target *target, bool loopback, struct pc_error *err) {
    const struct pc_target_options *options = &target->options;
    if (!loopback && !options->allow_live)
        return pc_error_set(err, PC_USAGE,
                            "%s is not on this machine, and a run promotes deployments there: "
                            "say --allow-live if you mean it (--dry-run shows what would be sent)",
                            target->peer.url.host);
    const char *const touched[] = {options->environment, options->other_environment};
    for (size_t i = 0; i < sizeof touched / sizeof touched[0]; i++) {
        if (touched[i] == NULL || is_allowed(options, touched[i]))
            continue;
        if (!loopback || options->careful || strcmp(touched[i], PRODUCTION) == 0)
            return pc_error_set(err, PC_USAGE,
                                "the environment %s would be changed: say --allow-env %s if it may be",
                                touched[i], touched[i]);
    }
    return PC_OK;
}
