#include "dry_run.h"
#include "pc_cli.h"
#include "pc_mock.h"
#include "reports.h"
#include "server_options.h"
#include "terminal.h"

/* One `promotecheck server`, from its options to its reports. */
struct server_run {
    const struct options *options;
    struct pc_spec *spec;
    struct pc_mock *mock;
    struct pc_server *server;
    char mock_url[64];
    struct pc_target *target;
    struct pc_result result;
    enum report_format format;
    bool unwritable; /* the reports' place, already before the run */
};

static enum pc_status start_mock(struct server_run *run, struct pc_target_options *target,
                                 struct pc_error *err) {
    enum pc_status status = pc_mock_new(&(struct pc_mock_options){0}, &run->mock, err);
    if (status == PC_OK)
        status = pc_mock_serve(run->mock, 0, NULL, &run->server, err);
    if (status == PC_OK) {
        snprintf(run->mock_url, sizeof run->mock_url, "http://127.0.0.1:%u", pc_server_port(run->server));
        target->url = run->mock_url;
    }
    return status;
}

/* Stands where a dry run has no key: nothing is sent. */
#define NO_KEY "no-key-is-needed-for-a-dry-run"

static enum pc_status prepare(struct server_run *run, struct pc_run_options *how, struct pc_error *err) {
    struct pc_target_options target = {0};
    enum pc_status status = read_report_format(run->options, &run->format, err);
    if (status == PC_OK)
        status = make_target_options(run->options, &target, err);
    if (status == PC_OK)
        status = make_run_options(run->options, how, err);
    if (status == PC_OK)
        status = pc_spec_load(run->options->spec, &run->spec, err);
    if (run->options->dry_run && target.url == NULL)
        target.url = "http://127.0.0.1"; /* the embedded mock need not be started for it */
    if (status == PC_OK && target.url == NULL)
        status = start_mock(run, &target, err);
    if (run->options->dry_run && target.key == NULL)
        target.key = NO_KEY;
    return status != PC_OK ? status : pc_target_new(&target, &run->target, err);
}

static struct run_identity identity_of(const struct server_run *run) {
    /* A URL that was refused may hold a password: not before it was read is it repeated. */
    const char *target = run->options->url == NULL ? "embedded mock"
                         : run->target != NULL     ? run->options->url
                                                   : "";
    return (struct run_identity){.spec = run->spec, .side = "server", .target = target};
}

static enum pc_status begin_reports(struct server_run *run, struct pc_error *err) {
    struct pc_result unfinished = {0};
    const struct run_identity identity = identity_of(run);
    struct reports reports = reports_of(run->options, run->spec, run->format, &unfinished, NOT_ENDED);
    enum pc_status status = reports_begin(&reports, &identity, &unfinished, err);
    run->unwritable = status != PC_OK;
    return status;
}

static enum pc_status judge(struct server_run *run, struct pc_error *err) {
    struct pc_run_options how = {0};
    enum pc_status status = prepare(run, &how, err);
    if (status == PC_OK)
        status = begin_reports(run, err);
    if (status != PC_OK)
        return status;
    if (terminal_shows_progress())
        how.progress = terminal_progress;
    how.interrupted = signals_interrupted;
    status = pc_run_server(run->spec, run->target, &how, &run->result, err);
    terminal_end_progress();
    /* Findings, reasons and errors quote what the peer said: it may have said the key. */
    if (pc_result_redact(&run->result, pc_target_secrets(run->target)) != PC_OK && status == PC_OK)
        status = pc_error_set(err, PC_NO_MEMORY, "no memory to redact the result");
    pc_redact_error(pc_target_secrets(run->target), err);
    return status;
}

static void release(struct server_run *run) {
    pc_result_clear(&run->result);
    pc_target_free(run->target);
    pc_server_stop(run->server);
    pc_mock_free(run->mock);
    pc_spec_free(run->spec);
}

static int command_dry_run(const struct options *options) {
    struct server_run run = {.options = options};
    struct pc_run_options how = {0};
    struct pc_error err = {0};
    enum pc_status status = prepare(&run, &how, &err);
    if (status == PC_OK)
        status = dry_run(options, run.spec, run.target, &how, &err);
    release(&run);
    return status == PC_OK ? PC_EXIT_OK : report_failure(&err);
}

int command_server(const struct options *options) {
    struct server_run run = {.options = options};
    struct pc_error err = {0};
    if (options->dry_run)
        return command_dry_run(options);
    signals_watch();
    enum pc_status judged = judge(&run, &err);
    const struct run_identity identity = identity_of(&run);
    struct reports reports =
        reports_of(options, run.spec, run.format, &run.result, judged != PC_OK ? err.message : NULL);
    int exit_status = reports_end(&reports, &identity, &run.result, run.unwritable, judged, &err);
    release(&run);
    return exit_status;
}
