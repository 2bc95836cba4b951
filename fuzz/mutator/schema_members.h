/* Members of schemas, for targets that compile any bytes as one: each keyword of JSON Schema 2020-12 with
 * values that small documents fit, and do not fit. */
#ifndef SCHEMA_MEMBERS_H
#define SCHEMA_MEMBERS_H

#include "json_member.h"

#include <stddef.h>

extern const struct json_member schema_members[];
extern const size_t schema_member_count;

#endif
