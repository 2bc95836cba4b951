#ifndef PC_CHECK_SCHEMA_H
#define PC_CHECK_SCHEMA_H

#include "pc_base.h"
#include "pc_schema.h"
#include "pc_spec.h"

/* Compiles what --schema names: FILE, FILE#POINTER, #POINTER or a NAME of the spec; NULL is DeploymentV1.
 * Only a schema of the spec needs `spec_path` (--spec). */
enum pc_status check_schema_compile(const char *schema, const char *spec_path, struct pc_schema **out,
                                    struct pc_error *err);

#endif
