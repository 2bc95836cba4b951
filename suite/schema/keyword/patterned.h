/* Regular expressions in schemas. */
#ifndef PC_PATTERNED_H
#define PC_PATTERNED_H

#include "run.h"

#define PC_STEPS_PER_MATCH 8

struct pc_pattern_set {
    struct pc_pattern **patterns;
    uint32_t count;
};

/* False also where there is no verdict: run->status says why. */
bool pc_pattern_matches(struct pc_run *run, const struct pc_pattern *pattern, struct pc_view text);
/* Whether a key matches any of them; true where there is no verdict. */
bool pc_pattern_set_matches(struct pc_run *run, const struct pc_pattern_set *set, struct pc_json_value key);

#endif
