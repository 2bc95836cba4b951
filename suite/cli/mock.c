#include "options.h"
#include "pc_cli.h"
#include "pc_mock.h"
#include "shared_checks.h"

#define MAX_STATE_SIZE (16u << 20)

static int list_faults(void) {
    for (size_t i = 0; i < pc_mock_fault_count(); i++) {
        const struct pc_mock_fault *fault = pc_mock_fault(i);
        printf("%-52s %s%s\n", fault->name, fault->legal ? "(legal) " : "", fault->words);
    }
    return PC_EXIT_OK;
}

/* Nobody would learn the port, where this cannot be printed. */
static bool greet(const struct options *options, unsigned port) {
    const char *scheme = options->tls_cert != NULL ? "https" : "http";
    printf("listening on %s://127.0.0.1:%u\n", scheme, port);
    if (options->state == NULL)
        printf(
            "try: curl -i %s%s%s-X POST -H 'Authorization: Api-Key %s' -H 'Content-Type: application/json' "
            "-d '{\"deployment_id\":\"%s\"}' %s://127.0.0.1:%u/v1/models/%s/environments/%s/promote\n",
            options->tls_cert != NULL ? "--cacert '" : "", options->tls_cert != NULL ? options->tls_cert : "",
            options->tls_cert != NULL ? "' " : "", PC_MOCK_API_KEY, PC_MOCK_DEPLOYMENT, scheme, port,
            PC_MOCK_MODEL, PC_MOCK_ENVIRONMENT);
    return fflush(stdout) == 0;
}

static int serve(const struct options *options, struct pc_mock *mock, struct pc_error *err) {
    const struct pc_tls_files files = {.certificate = options->tls_cert, .key = options->tls_key};
    struct pc_server *server = NULL;
    signals_hold();
    if (pc_mock_serve(mock, (uint16_t)options->port, options->tls_cert != NULL ? &files : NULL, &server,
                      err) != PC_OK)
        return report_failure(err);
    bool heard = greet(options, pc_server_port(server));
    if (heard)
        signals_wait();
    pc_server_stop(server);
    if (heard)
        printf("%llu requests answered\n", (unsigned long long)pc_mock_request_count(mock));
    return PC_EXIT_OK; /* what could not be printed is told where the program ends */
}

/* An empty text would stand for the built-in state. */
static enum pc_status read_state(const char *path, struct pc_buf *state, struct pc_error *err) {
    enum pc_status status = pc_file_read(path, state, err);
    return status == PC_OK && state->size == 0
               ? pc_error_set(err, PC_USAGE,
                              "the state in %s is empty (without --state there is one built in)", path)
               : status;
}

int command_mock(const struct options *options) {
    if (options->list_faults)
        return list_faults();
    struct pc_error err = {0};
    struct pc_buf state;
    pc_buf_init(&state, MAX_STATE_SIZE);
    struct pc_mock *mock = NULL;
    enum pc_status status = check_port(options, "--port", &err);
    if (status == PC_OK)
        status = check_tls_files(options, &err);
    if (status == PC_OK && options->state != NULL)
        status = read_state(options->state, &state, &err);
    if (status == PC_OK) {
        struct pc_mock_options mock_options = {.state = pc_buf_view(&state),
                                               .faults = options->faults.items,
                                               .fault_count = options->faults.count};
        status = pc_mock_new(&mock_options, &mock, &err);
    }
    int exit_status = status == PC_OK ? serve(options, mock, &err) : report_failure(&err);
    pc_mock_free(mock);
    pc_buf_clear(&state);
    return exit_status;
}
