#include "reports.h"

#include "pc_report.h"
#include "terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MAX_REPORT_SIZE (256u << 20)

typedef enum pc_status (*renderer)(const struct pc_result *result, const struct pc_report_options *options,
                                   struct pc_buf *out);

static enum pc_status cite_in_words(void *context, const char *citation, struct pc_buf *out) {
    return pc_spec_words(context, citation, out);
}

static struct pc_report_options options_of(const struct reports *reports) {
    return (struct pc_report_options){.color = terminal_has_color(stdout),
                                      .verbose = reports->verbose,
                                      .width = terminal_width(stdout),
                                      .report_dir = reports->directory,
                                      .words = reports->spec != NULL ? cite_in_words : NULL,
                                      .words_context = reports->spec,
                                      .failure = reports->failure};
}

static enum pc_status render(const struct reports *reports, renderer make, const char *what,
                             struct pc_buf *out, struct pc_error *err) {
    struct pc_report_options options = options_of(reports);
    enum pc_status status = make(reports->result, &options, out);
    if (status == PC_OK)
        return PC_OK;
    return pc_error_set(err, status, "%s could not be made: %s", what, pc_status_sentence(status));
}

struct reports reports_of(const struct options *options, struct pc_spec *spec, enum report_format format,
                          const struct pc_result *result, const char *failure) {
    return (struct reports){.result = result,
                            .spec = spec,
                            .directory = options->report_dir != NULL ? options->report_dir : "reports",
                            .format = format,
                            .verbose = options->verbose,
                            .failure = failure};
}

static enum pc_status render_json(const struct pc_result *result, const struct pc_report_options *options,
                                  struct pc_buf *out) {
    (void)options;
    return pc_result_write_json(result, out);
}

static enum pc_status write_one(const struct reports *reports, const char *name, renderer make,
                                struct pc_error *err) {
    struct pc_buf text;
    pc_buf_init(&text, MAX_REPORT_SIZE);
    char *path = pc_text_format("%s/%s", reports->directory, name);
    enum pc_status status = path == NULL
                                ? pc_error_set(err, PC_NO_MEMORY, "%s could not be made: out of memory", name)
                                : render(reports, make, name, &text, err);
    struct pc_error why = {0};
    if (status == PC_OK && (status = pc_file_write(path, pc_buf_view(&text), &why)) != PC_OK)
        pc_error_set(err, status, "%s (make room, or name another directory with --report-dir)", why.message);
    free(path);
    pc_buf_clear(&text);
    return status;
}

enum pc_status reports_write(const struct reports *reports, struct pc_error *err) {
    if (mkdir(reports->directory, 0777) != 0 && errno != EEXIST)
        return pc_error_set(err, PC_IO,
                            "cannot make the report directory %s: %s (name another one with --report-dir)",
                            reports->directory, strerror(errno));
    enum pc_status json = write_one(reports, "results.json", render_json, err);
    enum pc_status junit = write_one(reports, "junit.xml", pc_report_junit, err);
    return json != PC_OK ? json : junit;
}

/* The runner makes the file; other commands of the step may have written to it. */
static enum pc_status append_summary(const struct reports *reports, struct pc_error *err) {
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    if (path == NULL || path[0] == '\0')
        return PC_OK;
    struct pc_buf text;
    pc_buf_init(&text, MAX_REPORT_SIZE);
    enum pc_status status = render(reports, pc_report_github_summary, "the step summary", &text, err);
    if (status == PC_OK) {
        errno = 0;
        FILE *file = fopen(path, "ab");
        bool written = file != NULL && fwrite(text.data, 1, text.size, file) == text.size;
        written = file != NULL && fclose(file) == 0 && written;
        if (!written)
            status = pc_error_set(
                err, PC_IO,
                "warning: the step has no summary, for GITHUB_STEP_SUMMARY %s cannot be appended to: %s",
                path, strerror(errno));
    }
    pc_buf_clear(&text);
    return status;
}

enum pc_status reports_print(const struct reports *reports, struct pc_error *err) {
    static const renderer renderers[] = {[REPORT_FORMAT_TEXT] = pc_report_text,
                                         [REPORT_FORMAT_TAP] = pc_report_tap,
                                         [REPORT_FORMAT_GITHUB] = pc_report_github};
    /* Standard error says why nothing was judged; a harness that reads the other formats looks only here. */
    if (reports->format == REPORT_FORMAT_TEXT && reports->result->case_count == 0)
        return PC_OK;
    struct pc_buf text;
    pc_buf_init(&text, MAX_REPORT_SIZE);
    enum pc_status status = render(reports, renderers[reports->format], "the console report", &text, err);
    if (status == PC_OK)
        fwrite(text.data, 1, text.size, stdout);
    pc_buf_clear(&text);
    struct pc_error why = {0};
    /* The annotations are there, and the run is judged: a summary that is missing takes nothing from it. */
    if (status == PC_OK && reports->format == REPORT_FORMAT_GITHUB && append_summary(reports, &why) != PC_OK)
        report_failure(&why);
    return status;
}

/* A run that never came to its cases leaves a report too: who was meant, and why nothing was judged. */
static enum pc_status complete_result(const struct run_identity *identity, struct pc_result *result,
                                      const struct pc_error *err) {
    const char *spec = identity->spec != NULL ? pc_spec_sha256(identity->spec) : "";
    enum pc_status status = pc_result_begin(result, PC_VERSION, spec, identity->side, identity->target);
    if (status != PC_OK)
        return status;
    return err->status == PC_OK ? PC_OK : pc_result_add_note(result, err->message);
}

enum pc_status reports_begin(struct reports *reports, const struct run_identity *identity,
                             struct pc_result *unfinished, struct pc_error *err) {
    const struct pc_error why = {.status = PC_INTERRUPTED, .message = NOT_ENDED};
    unfinished->interrupted = true;
    enum pc_status status = complete_result(identity, unfinished, &why);
    if (status == PC_OK)
        status = reports_write(reports, err);
    pc_result_clear(unfinished);
    return status == PC_OK ? PC_OK : pc_error_set(err, status, "no memory for the reports");
}

int reports_end(struct reports *reports, const struct run_identity *identity, struct pc_result *result,
                bool unwritable, enum pc_status judged, const struct pc_error *err) {
    struct pc_error report_err = {0};
    enum pc_status status = complete_result(identity, result, err);
    if (status == PC_OK && !unwritable)
        status = reports_write(reports, &report_err);
    if (status != PC_OK || unwritable)
        reports->directory = NULL; /* nothing is to be found there */
    enum pc_status printed = reports_print(reports, &report_err);
    if (status == PC_OK)
        status = printed;
    int exit_status = judged != PC_OK ? report_failure(err) : pc_result_exit_status(result);
    if (status != PC_OK) {
        pc_error_set(&report_err, status, "the report could not be made: %s", pc_status_sentence(status));
        int report_exit = report_failure(&report_err);
        if (judged == PC_OK)
            exit_status = report_exit;
    }
    return exit_status;
}
