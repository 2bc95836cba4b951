/* Every report of a result is what its format says, and does not hold the key. */
#ifndef REPORT_CHECK_H
#define REPORT_CHECK_H

#include "pc_report.h"

void report_check(const struct pc_result *result, struct pc_view key);

#endif
