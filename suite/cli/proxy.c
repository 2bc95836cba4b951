#include "pc_cli.h"
#include "pc_proxy.h"
#include "pc_report.h"
#include "reports.h"
#include "shared_checks.h"

/* One `promotecheck proxy`, from its options to its reports. */
struct proxy_command {
    const struct options *options;
    struct pc_spec *spec;
    struct pc_proxy *proxy;
    struct pc_result result;
    enum report_format format;
    bool read;       /* the upstream's URL was understood: before, it may hold a password */
    bool unwritable; /* the reports' place */
};

/* What happens meanwhile. Formats that programs read get the report alone. */
static FILE *console(const struct proxy_command *command) {
    return command->format == REPORT_FORMAT_TEXT ? stdout : stderr;
}

static void tell(void *context, const char *line) {
    struct pc_buf text;
    pc_buf_init(&text, PC_HTTP_MAX_HEAD_SIZE);
    if (pc_report_printable(pc_view_of(line), 0, &text) == PC_OK && text.size > 0) {
        fprintf(console(context), "%s\n", text.data);
        fflush(console(context));
    }
    pc_buf_clear(&text);
}

static enum pc_status check_options(const struct options *options, const char *key, struct pc_error *err) {
    if (options->upstream == NULL)
        return pc_error_set(err, PC_USAGE, "proxy wants the server behind it: --upstream URL");
    enum pc_status status = check_port(options, "--listen", err);
    if (status == PC_OK)
        status = check_tls_files(options, err);
    if (status == PC_OK)
        status = check_timeout(options, err);
    if (status == PC_OK)
        status = check_key_env(options, key, err);
    return status == PC_OK && key != NULL ? pc_secret_check(key, err) : status;
}

static enum pc_status start(struct proxy_command *command, struct pc_error *err) {
    const struct options *options = command->options;
    const char *key = key_from_environment(options);
    const struct pc_tls_files files = {.certificate = options->tls_cert, .key = options->tls_key};
    enum pc_status status = read_report_format(options, &command->format, err);
    if (status == PC_OK)
        status = check_options(options, key, err);
    if (status == PC_OK)
        status = pc_spec_load(options->spec, &command->spec, err);
    if (status != PC_OK)
        return status;
    const struct pc_proxy_options how = {
        .upstream = options->upstream,
        .port = (uint16_t)options->port,
        .tls = options->tls_cert != NULL ? &files : NULL,
        .ca_file = options->ca_file,
        .insecure = options->insecure,
        .allow_live = options->allow_live,
        .key = key,
        .timeout_ms = options->timeout_ms < 0 ? 0 : options->timeout_ms,
        .strict = options->strict,
        .tells_all = options->verbose,
        .told = tell,
        .context = command,
    };
    status = pc_proxy_start(command->spec, &how, &command->proxy, err);
    command->read = status == PC_OK;
    return status;
}

static struct run_identity identity_of(const struct proxy_command *command) {
    return (struct run_identity){
        .spec = command->spec, .side = "proxy", .target = command->read ? command->options->upstream : ""};
}

static enum pc_status begin_reports(struct proxy_command *command, struct pc_error *err) {
    struct pc_result unfinished = {0};
    const struct run_identity identity = identity_of(command);
    struct reports reports =
        reports_of(command->options, command->spec, command->format, &unfinished, NOT_ENDED);
    enum pc_status status = reports_begin(&reports, &identity, &unfinished, err);
    command->unwritable = status != PC_OK;
    return status;
}

static enum pc_status judge(struct proxy_command *command, struct pc_error *err) {
    signals_hold();
    enum pc_status status = start(command, err);
    if (status == PC_OK)
        status = begin_reports(command, err);
    if (status != PC_OK)
        return status;
    fprintf(console(command), "listening on %s://127.0.0.1:%u\n",
            command->options->tls_cert != NULL ? "https" : "http", pc_proxy_port(command->proxy));
    /* Nobody would learn the port, where this cannot be printed. */
    if (fflush(console(command)) == 0)
        signals_wait();
    return pc_proxy_finish(command->proxy, &command->result, err);
}

int command_proxy(const struct options *options) {
    struct proxy_command command = {.options = options};
    struct pc_error err = {0};
    enum pc_status judged = judge(&command, &err);
    const struct run_identity identity = identity_of(&command);
    struct reports reports = reports_of(options, command.spec, command.format, &command.result,
                                        judged != PC_OK ? err.message : NULL);
    int exit_status = reports_end(&reports, &identity, &command.result, command.unwritable, judged, &err);
    pc_proxy_free(command.proxy);
    pc_result_clear(&command.result);
    pc_spec_free(command.spec);
    return exit_status;
}
