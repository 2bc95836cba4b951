#include "against_mock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *const allowed[] = {PC_MOCK_OTHER_ENVIRONMENT};

struct pc_target_options mock_target_options(const char *url, int64_t timeout_ms) {
    return (struct pc_target_options){.url = url,
                                      .model = PC_MOCK_MODEL,
                                      .environment = PC_MOCK_ENVIRONMENT,
                                      .deployment = PC_MOCK_DEPLOYMENT,
                                      .other_deployment = PC_MOCK_OTHER_DEPLOYMENT,
                                      .other_environment = PC_MOCK_OTHER_ENVIRONMENT,
                                      .foreign_deployment = PC_MOCK_FOREIGN_DEPLOYMENT,
                                      .key = PC_MOCK_API_KEY,
                                      .allowed_environments = allowed,
                                      .allowed_environment_count = 1,
                                      .timeout_ms = timeout_ms};
}

static void start_mock(struct against_mock *run, const char *const *faults, size_t fault_count) {
    struct pc_mock_options options = {.faults = faults, .fault_count = fault_count};
    struct pc_error err = {0};
    if (pc_mock_new(&options, &run->mock, &err) != PC_OK ||
        pc_mock_serve(run->mock, 0, NULL, &run->server, &err) != PC_OK)
        fail_msg("the mock did not start: %s", err.message);
    snprintf(run->url, sizeof run->url, "http://127.0.0.1:%u", pc_server_port(run->server));
}

void against_mock_run(struct against_mock *run, const struct pc_spec *spec, const char *const *faults,
                      size_t fault_count, const char *const *patterns, size_t pattern_count) {
    against_mock_run_but(run, spec, faults, fault_count, patterns, pattern_count, NULL);
}

void against_mock_run_but(struct against_mock *run, const struct pc_spec *spec, const char *const *faults,
                          size_t fault_count, const char *const *patterns, size_t pattern_count,
                          const char *skipped) {
    const struct pc_run_options how = {.run_patterns = patterns,
                                       .run_count = pattern_count,
                                       .skip_patterns = &skipped,
                                       .skip_count = skipped == NULL ? 0 : 1,
                                       .max_level = PC_LEVEL_MAY,
                                       .version = "test"};
    against_mock_run_how(run, spec, faults, fault_count, &how);
}

void against_mock_run_how(struct against_mock *run, const struct pc_spec *spec, const char *const *faults,
                          size_t fault_count, const struct pc_run_options *how) {
    *run = (struct against_mock){0};
    start_mock(run, faults, fault_count);
    const struct pc_target_options who = mock_target_options(run->url, TEST_TIMEOUT_MS);
    struct pc_error err = {0};
    if (pc_target_new(&who, &run->target, &err) != PC_OK)
        fail_msg("no target: %s", err.message);
    if (pc_run_server(spec, run->target, how, &run->result, &err) != PC_OK)
        fail_msg("the run failed: %s", err.message);
}

void against_mock_end(struct against_mock *run) {
    pc_result_clear(&run->result);
    pc_target_free(run->target);
    pc_server_stop(run->server);
    pc_mock_free(run->mock);
}

const struct pc_case_result *against_mock_case(const struct against_mock *run, const char *id) {
    for (size_t i = 0; i < run->result.case_count; i++) {
        if (strcmp(run->result.cases[i].id, id) == 0)
            return &run->result.cases[i];
    }
    return NULL;
}

void against_mock_print(const struct pc_case_result *one) {
    print_error("%s: %s%s%s\n", one->id, pc_verdict_word(one->verdict), one->reason != NULL ? ": " : "",
                one->reason != NULL ? one->reason : "");
    for (size_t i = 0; i < one->findings.count; i++) {
        const struct pc_finding *finding = &one->findings.items[i];
        print_error("    %s: expected %s, seen %s\n", finding->at != NULL ? finding->at : "-",
                    finding->expected != NULL ? finding->expected : "-",
                    finding->seen != NULL ? finding->seen : "-");
    }
}

bool verdict_is_finding(enum pc_verdict verdict) {
    return verdict == PC_VERDICT_FAIL || verdict == PC_VERDICT_WARN || verdict == PC_VERDICT_NOTE;
}
