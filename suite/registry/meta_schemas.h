/* The meta-schemas of JSON Schema 2020-12, embedded. */
#ifndef PC_META_SCHEMAS_H
#define PC_META_SCHEMAS_H

#include "pc_base.h"

/* No data where the URI is none of theirs. */
struct pc_view pc_meta_schema(struct pc_view uri);

#endif
