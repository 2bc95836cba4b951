/* The variables of the adapter's process: the inherited ones but for those that name a proxy, and a call's.
 */
#ifndef PC_ADAPTER_ENVIRONMENT_H
#define PC_ADAPTER_ENVIRONMENT_H

#include "pc_adapter.h"

#define ENVIRONMENT_OWN 7

struct environment {
    char **items; /* ours, then the inherited ones; NULL-terminated */
    char *own[ENVIRONMENT_OWN];
};

/* PC_NO_MEMORY. `call` is NULL for a process that is told its calls on standard input. A value with a NUL in
 * it ends there: a variable cannot hold one. */
enum pc_status environment_make(const struct pc_adapter_call *call, char *const *inherited,
                                struct environment *out);
void environment_clear(struct environment *environment);

#endif
