/* How many cases of each area there are, by verdict: an area is the second segment of the ids. */
#ifndef PC_REPORT_AREAS_H
#define PC_REPORT_AREAS_H

#include "pc_report.h"

struct pc_area {
    struct pc_view name; /* in the result */
    size_t counts[PC_VERDICT_COUNT];
};

/* What went well, what went wrong, what was not judged: the order in which counts are shown. */
#define PC_AREA_COLUMN_COUNT 10u
extern const enum pc_verdict pc_area_columns[PC_AREA_COLUMN_COUNT];

/* "malformed", of "client/malformed/json/nan"; borrowed from the id. */
struct pc_view pc_area_of(const char *id);
/* To be freed; NULL when memory is out. */
struct pc_area *pc_areas_new(const struct pc_result *result, size_t *count);

#endif
