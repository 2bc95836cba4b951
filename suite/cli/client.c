#include "pc_cli.h"
#include "reports.h"
#include "server_options.h"
#include "shared_checks.h"
#include "terminal.h"

#define MAX_ADAPTER_WORDS  256u
#define DEFAULT_TIMEOUT_MS 5000
#define DEFAULT_WAIT_MS    1000 /* the cases that wait for the time-out to pass; --timeout shortens it */

/* One `promotecheck client`, from its options to its reports. */
struct client_command {
    const struct options *options;
    struct pc_spec *spec;
    struct pc_result result;
    enum report_format format;
    char *argv[MAX_ADAPTER_WORDS + 1];
    bool unwritable;
};

static enum pc_status make_client_options(struct client_command *command, struct pc_client_options *out,
                                          struct pc_error *err) {
    const struct options *options = command->options;
    if (options->operand_count == 0)
        return pc_error_set(err, PC_USAGE,
                            "client wants the adapter behind --: promotecheck client -- ADAPTER [ARG…]");
    if (options->operand_count > MAX_ADAPTER_WORDS)
        return pc_error_set(err, PC_USAGE, "the adapter has more than %u words", MAX_ADAPTER_WORDS);
    if (options->operands[0][0] == '\0')
        return pc_error_set(err, PC_USAGE, "the adapter's name is empty: a variable that was not set?");
    if (check_timeout(options, err) != PC_OK)
        return PC_USAGE;
    for (size_t i = 0; i < options->operand_count; i++)
        command->argv[i] = options->operands[i];
    *out = (struct pc_client_options){
        .argv = command->argv,
        .oneshot = options->oneshot,
        .timeout_ms = options->timeout_ms < 0 ? DEFAULT_TIMEOUT_MS : options->timeout_ms,
        .wait_ms = options->timeout_ms < 0 || options->timeout_ms > DEFAULT_WAIT_MS ? DEFAULT_WAIT_MS
                                                                                    : options->timeout_ms,
    };
    return PC_OK;
}

static enum pc_status prepare(struct client_command *command, struct pc_client_options *client,
                              struct pc_run_options *how, struct pc_error *err) {
    enum pc_status status = read_report_format(command->options, &command->format, err);
    if (status == PC_OK)
        status = make_client_options(command, client, err);
    if (status == PC_OK)
        status = make_run_options(command->options, how, err);
    return status == PC_OK ? pc_spec_load(command->options->spec, &command->spec, err) : status;
}

static struct run_identity identity_of(const struct client_command *command) {
    return (struct run_identity){
        .spec = command->spec, .side = "client", .target = command->argv[0] != NULL ? command->argv[0] : ""};
}

static enum pc_status judge(struct client_command *command, struct pc_error *err) {
    struct pc_run_options how = {0};
    struct pc_client_options client = {0};
    enum pc_status status = prepare(command, &client, &how, err);
    const struct run_identity identity = identity_of(command);
    struct pc_result unfinished = {0};
    struct reports reports =
        reports_of(command->options, command->spec, command->format, &unfinished, NOT_ENDED);
    if (status == PC_OK) {
        status = reports_begin(&reports, &identity, &unfinished, err);
        command->unwritable = status != PC_OK;
    }
    if (status != PC_OK)
        return status;
    if (terminal_shows_progress())
        how.progress = terminal_progress;
    how.interrupted = signals_interrupted;
    status = pc_run_client(command->spec, &client, &how, &command->result, err);
    terminal_end_progress();
    return status;
}

int command_client(const struct options *options) {
    struct client_command command = {.options = options};
    struct pc_error err = {0};
    signals_watch();
    enum pc_status judged = judge(&command, &err);
    const struct run_identity identity = identity_of(&command);
    struct reports reports = reports_of(options, command.spec, command.format, &command.result,
                                        judged != PC_OK ? err.message : NULL);
    int exit_status = reports_end(&reports, &identity, &command.result, command.unwritable, judged, &err);
    pc_result_clear(&command.result);
    pc_spec_free(command.spec);
    return exit_status;
}
