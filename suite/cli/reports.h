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

/* results.json and junit.xml in the directory. */
enum pc_status reports_write(const struct reports *reports, struct pc_error *err);
/* To standard output, and under GitHub Actions to the step's summary. */
enum pc_status reports_print(const struct reports *reports, struct pc_error *err);

#endif
