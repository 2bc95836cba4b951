#ifndef PC_CLI_DRY_RUN_H
#define PC_CLI_DRY_RUN_H

#include "options.h"
#include "pc_run.h"

/* Prints what the run would send, as text or JSON. */
enum pc_status dry_run(const struct options *options, const struct pc_spec *spec, struct pc_target *target,
                       const struct pc_run_options *how, struct pc_error *err);

#endif
