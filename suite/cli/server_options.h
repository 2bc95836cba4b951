#ifndef PC_SERVER_OPTIONS_H
#define PC_SERVER_OPTIONS_H

#include "options.h"
#include "pc_run.h"

/* Turns the words of the command line into what target and run want; both borrow from `options`. */
enum pc_status make_target_options(const struct options *options, struct pc_target_options *out,
                                   struct pc_error *err);
enum pc_status make_run_options(const struct options *options, struct pc_run_options *out,
                                struct pc_error *err);

/* What standard output gets. */
enum report_format { REPORT_FORMAT_TEXT, REPORT_FORMAT_TAP, REPORT_FORMAT_GITHUB };
enum pc_status read_report_format(const struct options *options, enum report_format *out,
                                  struct pc_error *err);

#endif
