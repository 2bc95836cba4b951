/* What must hold of the reports of a result. */
#ifndef REPORT_CHECK_H
#define REPORT_CHECK_H

#include "pc_report.h"

/* Each is what its format says, all tell the same counts, and none holds the key (where it is not empty). */
void report_check(const struct pc_result *result, const struct pc_report_options *options,
                  struct pc_view key);
/* Each is the same once more when the result was written and read back, and colours change no text. */
void report_check_again(const struct pc_result *result, const struct pc_report_options *options);

#endif
