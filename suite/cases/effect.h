#ifndef PC_EFFECT_H
#define PC_EFFECT_H

#include "cases_internal.h"

/* Checks of probes of several steps; each step's meaning stands in the table that uses them. */
void pc_check_stored(struct pc_check *check);       /* promote, GET environment */
void pc_check_not_previous(struct pc_check *check); /* GET both, promote other, promote */
void pc_check_previous_demoted(
    struct pc_check *check); /* promote, promote another, GET what the first returned */
void pc_check_previous_scaled_down(struct pc_check *check);
void pc_check_previous_kept(struct pc_check *check);
void pc_check_instance_type(struct pc_check *check);      /* promote other, GET what has the type, promote */
void pc_check_second_environment(struct pc_check *check); /* promote there */
void pc_check_concurrent(struct pc_check *check);         /* promotes, GET deployments */
void pc_check_one_current(struct pc_check *check);

/* The answers of two steps are read at the same time, so each has its own reader. */
struct pc_answer {
    struct pc_json_reader *reader;
    struct pc_json_value body; /* "no value" where the answer is no 200 with JSON */
};
/* False, with `out_of_memory` set in the check, when memory is out. */
bool pc_answer_read(struct pc_check *check, size_t step, struct pc_answer *out);
void pc_answer_clear(struct pc_answer *answer);

/* Whether the promote at that step was accepted; says n/a (busy) or untestable otherwise. */
bool pc_check_step_accepted(struct pc_check *check, size_t step);
/* Whether the GET at that step showed a JSON object; says n/a otherwise. */
bool pc_check_step_observed(struct pc_check *check, size_t step, const struct pc_answer *answer);

#endif
