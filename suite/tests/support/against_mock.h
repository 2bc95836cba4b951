/* Runs the suite against a mock of its own, in this process. */
#ifndef PC_TEST_AGAINST_MOCK_H
#define PC_TEST_AGAINST_MOCK_H

#include "pc_mock.h"
#include "pc_run.h"

#define TEST_TIMEOUT_MS 2000

struct against_mock {
    struct pc_mock *mock;
    struct pc_server *server;
    char url[64];
    struct pc_target *target;
    struct pc_result result;
};

/* All that a user can say of the built-in state; `url` is borrowed. */
struct pc_target_options mock_target_options(const char *url, int64_t timeout_ms);

/* Starts a mock with the faults, judges it with the cases that match the patterns (none: all). Fails the
 * cmocka test where the run itself fails. `spec` outlives it. */
void against_mock_run(struct against_mock *run, const struct pc_spec *spec, const char *const *faults,
                      size_t fault_count, const char *const *patterns, size_t pattern_count);
/* The same, one pattern left out; NULL: none. */
void against_mock_run_but(struct against_mock *run, const struct pc_spec *spec, const char *const *faults,
                          size_t fault_count, const char *const *patterns, size_t pattern_count,
                          const char *skipped);
/* The same, as `how` says. */
void against_mock_run_how(struct against_mock *run, const struct pc_spec *spec, const char *const *faults,
                          size_t fault_count, const struct pc_run_options *how);
void against_mock_end(struct against_mock *run);

/* The case's result, or NULL. */
const struct pc_case_result *against_mock_case(const struct against_mock *run, const char *id);
/* Prints what was found, for a test that fails. */
void against_mock_print(const struct pc_case_result *one);
bool verdict_is_finding(enum pc_verdict verdict); /* fail, warn or note */

#endif
