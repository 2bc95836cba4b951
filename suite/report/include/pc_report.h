/* report, floor 6: what a person or a CI system reads, rendered from one struct pc_result. A peer's text is
 * hostile: every renderer escapes it for its medium. */
#ifndef PC_REPORT_H
#define PC_REPORT_H

#include "pc_base.h"
#include "pc_result.h"

struct pc_report_options {
    bool color;             /* ANSI colours: the caller decides (terminal, NO_COLOR) */
    bool verbose;           /* every case a line, not only those with something to say */
    unsigned width;         /* columns to wrap at; 0: 100 */
    const char *report_dir; /* named at the end, NULL: nothing is */
    /* Our sentence for a citation, appended to `out`; NULL: citations stand alone. */
    enum pc_status (*words)(void *context, const char *citation, struct pc_buf *out);
    void *words_context;
    const char *failure; /* why the run could not begin, NULL: it could */
};

/* Text for the console: a header (target, spec), areas with counts, each finding with its requirement,
 * citation, expected, seen and a curl line that repeats it, then the line that names warnings and notes, and
 * as the last line "N passed, N failed, N skipped". */
enum pc_status pc_report_text(const struct pc_result *result, const struct pc_report_options *options,
                              struct pc_buf *out);
/* The two closing lines alone, as `check` prints them too. */
enum pc_status pc_report_closing(const struct pc_summary *summary, struct pc_buf *out);

/* JUnit XML, valid by the schema of Ant's reports and by that of Jenkins: one test suite, each case with its
 * verdict. What counts as failed is a failure (`error`: an error), what was not judged is skipped; the
 * findings of what passes all the same (warnings, notes) are the suite's output. A run that did not come to
 * its end is an error of the test "run". */
enum pc_status pc_report_junit(const struct pc_result *result, const struct pc_report_options *options,
                               struct pc_buf *out);
/* TAP version 14: each case a test point, its findings a YAML block; the counts as a last comment. "Bail
 * out!" with the reason at the end of a run that did not come to its own. */
enum pc_status pc_report_tap(const struct pc_result *result, const struct pc_report_options *options,
                             struct pc_buf *out);
/* Workflow commands of GitHub Actions, which annotate: what counts as failed is an error, then warnings and
 * notices; the closing lines follow. */
enum pc_status pc_report_github(const struct pc_result *result, const struct pc_report_options *options,
                                struct pc_buf *out);
/* Markdown for GITHUB_STEP_SUMMARY: the counts, the areas as a table, the findings. */
enum pc_status pc_report_github_summary(const struct pc_result *result,
                                        const struct pc_report_options *options, struct pc_buf *out);

/* Appends text fit for a terminal and a CI system's log: controls, escape sequences, bidirectional overrides,
 * invalid UTF-8 and the bracket of ##[ shown as \xNN or \u{NNNN}; cut at `max` bytes of output with an
 * ellipsis (0: whole). */
enum pc_status pc_report_printable(struct pc_view text, size_t max, struct pc_buf *out);

#endif
