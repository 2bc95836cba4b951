/* What several sub-commands ask of their options in the same words. */
#ifndef PC_SHARED_CHECKS_H
#define PC_SHARED_CHECKS_H

#include "options.h"

/* The place of `value` among the words; NULL, an option that was not given, leaves it as it is. */
enum pc_status choose_word(const char *option, const char *value, const char *const *words, size_t count,
                           size_t *chosen, struct pc_error *err);
enum pc_status check_jobs(const struct options *options, unsigned most, struct pc_error *err);
enum pc_status check_timeout(const struct options *options, struct pc_error *err);
/* `name` is what the sub-command calls the option that gives the port. */
enum pc_status check_port(const struct options *options, const char *name, struct pc_error *err);
enum pc_status check_tls_files(const struct options *options, struct pc_error *err);
/* The key from the variable that --key-env names, else from PROMOTECHECK_API_KEY; NULL where it is not set.
 */
const char *key_from_environment(const struct options *options);
/* A variable that was named is set, and one that is set is not empty. */
enum pc_status check_key_env(const struct options *options, const char *key, struct pc_error *err);

#endif
