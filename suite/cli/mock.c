#include "options.h"
#include "pc_cli.h"
#include "pc_mock.h"

#define MAX_STATE_SIZE (16u << 20)

static int list_faults(void) {
    for (size_t i = 0; i < pc_mock_fault_count(); i++) {
        const struct pc_mock_fault *fault = pc_mock_fault(i);
        printf("%-52s %s%s\n", fault->name, fault->legal ? "(legal) " : "", fault->words);
    }
    return PC_EXIT_OK;
}

static int serve(const struct options *options, struct pc_mock *mock, struct pc_error *err) {
    struct pc_server *server = NULL;
    signals_hold();
    if (pc_mock_serve(mock, (uint16_t)options->port, &server, err) != PC_OK)
        return report_failure(err);
    printf("listening on http://127.0.0.1:%u\n", pc_server_port(server));
    if (options->state == NULL)
        printf("try: curl -i -X POST -H 'Authorization: Api-Key %s' -H 'Content-Type: application/json' "
               "-d '{\"deployment_id\":\"%s\"}' http://127.0.0.1:%u/v1/models/%s/environments/%s/promote\n",
               PC_MOCK_API_KEY, PC_MOCK_DEPLOYMENT, pc_server_port(server), PC_MOCK_MODEL,
               PC_MOCK_ENVIRONMENT);
    fflush(stdout);
    signals_wait();
    pc_server_stop(server);
    printf("%llu requests answered\n", (unsigned long long)pc_mock_request_count(mock));
    return PC_EXIT_OK;
}

int command_mock(const struct options *options) {
    if (options->list_faults)
        return list_faults();
    struct pc_error err = {0};
    if (options->port > UINT16_MAX) {
        pc_error_set(&err, PC_USAGE, "--port is at most %u", UINT16_MAX);
        return report_failure(&err);
    }
    struct pc_buf state;
    pc_buf_init(&state, MAX_STATE_SIZE);
    struct pc_mock *mock = NULL;
    enum pc_status status = PC_OK;
    if (options->state != NULL)
        status = pc_file_read(options->state, &state, &err);
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
