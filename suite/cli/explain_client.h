#ifndef PC_CLI_EXPLAIN_CLIENT_H
#define PC_CLI_EXPLAIN_CLIENT_H

#include "pc_cases.h"

#include <stdio.h>

/* What a client's case asks for, and what the server does then. */
void explain_call(const struct pc_call *call);

#endif
