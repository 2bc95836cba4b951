/* A whole `promotecheck server` as its user sees it, reports and the start of the program included, as a
 * ratio to a bare libcurl loop that sends the same requests, each on a fresh connection, to the same mock.
 *
 *   bench_server PROGRAM REPORT_DIR [ROUNDS]
 *
 * Cases that wait for silence are left out: what they take is their patience. Exits 1 where a run does not
 * pass. */
#include "bare_curl.h"
#include "program.h"
#include "rounds.h"

#include <stdio.h>
#include <stdlib.h>

#define DEFAULT_ROUNDS 15u

struct bench {
    const char *program;
    const char *report_dir;
    char url[64];
    struct bench_recorder *recorder;
    struct bare_curl *curl;
};

static bool renew(void *context) {
    struct bench *bench = context;
    return bench_recorder_renew(bench->recorder);
}

static bool run_program(void *context) {
    struct bench *bench = context;
    const char *const words[] = {bench->program,
                                 "server",
                                 "--url",
                                 bench->url,
                                 "--model",
                                 PC_MOCK_MODEL,
                                 "--env",
                                 PC_MOCK_ENVIRONMENT,
                                 "--deployment",
                                 PC_MOCK_DEPLOYMENT,
                                 "--other-deployment",
                                 PC_MOCK_OTHER_DEPLOYMENT,
                                 "--other-env",
                                 PC_MOCK_OTHER_ENVIRONMENT,
                                 "--allow-env",
                                 PC_MOCK_ENVIRONMENT,
                                 "--allow-env",
                                 PC_MOCK_OTHER_ENVIRONMENT,
                                 "--foreign-deployment",
                                 PC_MOCK_FOREIGN_DEPLOYMENT,
                                 "--skip",
                                 "server/http/keep-alive",
                                 "--skip",
                                 "server/http/half-request",
                                 "--report-dir",
                                 bench->report_dir,
                                 NULL};
    return bench_program_run(words) == 0;
}

static bool run_bare_loop(void *context) {
    struct bench *bench = context;
    bool right = true;
    for (size_t i = 0; i < bench_recorder_count(bench->recorder); i++)
        right = bare_curl_send(bench->curl, bench_recorder_port(bench->recorder),
                               bench_recorder_request(bench->recorder, i)) &&
                right;
    return right;
}

static const struct bench_contender contenders[] = {
    {"a bare libcurl loop, the same requests", renew, run_bare_loop},
    {"promotecheck server, with its reports", renew, run_program},
};

static bool set_up(struct bench *bench, struct pc_error *err) {
    if (bench_recorder_new(&bench->recorder, err) != PC_OK)
        return false;
    bench->curl = bare_curl_new();
    snprintf(bench->url, sizeof bench->url, "http://127.0.0.1:%u", bench_recorder_port(bench->recorder));
    bench_recorder_remember(bench->recorder, true);
    bool right = bench->curl != NULL && run_program(bench);
    bench_recorder_remember(bench->recorder, false);
    if (!right)
        pc_error_set(err, PC_INTERNAL, "the first run did not pass");
    return right;
}

int main(int argc, char **argv) {
    struct bench bench = {0};
    struct pc_error err = {0};
    unsigned rounds = argc > 3 ? bench_argument(argv[3], BENCH_MAX_ROUNDS) : DEFAULT_ROUNDS;
    if (argc < 3 || argc > 4 || rounds == 0) {
        fprintf(stderr, "usage: bench_server PROGRAM REPORT_DIR [ROUNDS (1 to %u)]\n", BENCH_MAX_ROUNDS);
        return 2;
    }
    bench.program = argv[1];
    bench.report_dir = argv[2];
    setenv("PROMOTECHECK_API_KEY", PC_MOCK_API_KEY, 1);
    bool right = set_up(&bench, &err);
    if (right) {
        printf("%zu requests in a run; %zu more are no HTTP, and the bare loop goes without them\n",
               bench_recorder_count(bench.recorder), bench_recorder_lost(bench.recorder));
        right = bench_compare(contenders, sizeof contenders / sizeof contenders[0], &bench, rounds);
    } else {
        fprintf(stderr, "bench_server: %s\n", err.message);
    }
    bare_curl_free(bench.curl);
    bench_recorder_free(bench.recorder);
    return !right;
}
