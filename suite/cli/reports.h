#ifndef PC_CLI_REPORTS_H
#define PC_CLI_REPORTS_H

#include "pc_result.h"
#include "pc_spec.h"
#include "server_options.h"

/* What a run leaves behind. */
struct reports {
    const struct pc_result *result;
    struct pc_spec *spec; /* NULL: citations stand alone */
    const char *directory;
    enum report_format format;
    bool verbose;
    const char *failure; /* why the run ended, NULL: it went to its end */
};

/* As the user's options want them. `result` is borrowed. */
struct reports reports_of(const struct options *options, struct pc_spec *spec, enum report_format format,
                          const struct pc_result *result, const char *failure);
/* results.json and junit.xml in the directory. */
enum pc_status reports_write(const struct reports *reports, struct pc_error *err);
/* To standard output, and under GitHub Actions to the step's summary. */
enum pc_status reports_print(const struct reports *reports, struct pc_error *err);

#define NOT_ENDED "this run has not come to its end: it still runs, or it was killed"

/* Who was meant, for a run that never came to its cases. */
struct run_identity {
    const struct pc_spec *spec; /* NULL: not loaded */
    const char *side;
    const char *target;
};
/* Before anything is sent: a place that cannot be written would cost a whole run, and the reports of the run
 * before must not be taken for this one's, should it be killed. `unfinished` is {0} and what `reports` names.
 */
enum pc_status reports_begin(struct reports *reports, const struct run_identity *identity,
                             struct pc_result *unfinished, struct pc_error *err);
/* Completes the result, writes and prints it, says what went wrong, and gives the exit status. `unwritable`:
 * reports_begin failed already. */
int reports_end(struct reports *reports, const struct run_identity *identity, struct pc_result *result,
                bool unwritable, enum pc_status judged, const struct pc_error *err);

#endif
