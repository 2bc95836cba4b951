#ifndef PC_CHECK_SCHEMA_H
#define PC_CHECK_SCHEMA_H

#include "options.h"
#include "pc_schema.h"

/* Compiles what --schema names: FILE, FILE#POINTER, #POINTER or a NAME of the spec; NULL is DeploymentV1.
 * Only a schema of the spec needs --spec. References lead into the folders of --resources. What is remarkable
 * in the schema is said on standard error. */
enum pc_status check_schema_compile(const struct options *options, struct pc_schema **out,
                                    struct pc_error *err);

#endif
