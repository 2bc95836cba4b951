/* Counting, the exit status, and the lists that grow. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static void add(struct pc_result *result, enum pc_verdict verdict) {
    struct pc_case_result *one = pc_result_add_case(result);
    assert_non_null(one);
    one->verdict = verdict;
}

/* Each verdict alone: where it counts, and what the program exits with, without --strict and with it. */
static void verdicts(void **state) {
    (void)state;
    static const struct {
        enum pc_verdict verdict;
        const char *word;
        char counts; /* as p(assed), f(ailed) or s(kipped) */
        char strict;
    } table[] = {
        {PC_VERDICT_PASS, "pass", 'p', 'p'},   {PC_VERDICT_FAIL, "fail", 'f', 'f'},
        {PC_VERDICT_WARN, "warn", 'p', 'f'},   {PC_VERDICT_NOTE, "note", 'p', 'p'},
        {PC_VERDICT_KNOWN, "known", 'p', 'p'}, {PC_VERDICT_STALE, "stale", 'f', 'f'},
        {PC_VERDICT_NA, "n/a", 's', 's'},      {PC_VERDICT_UNTESTABLE, "untestable", 'f', 'f'},
        {PC_VERDICT_ERROR, "error", 'f', 'f'}, {PC_VERDICT_SKIP, "skip", 's', 's'},
    };
    assert_int_equal(sizeof table / sizeof table[0], PC_VERDICT_COUNT);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_string_equal(pc_verdict_word(table[i].verdict), table[i].word);
        for (int strict = 0; strict < 2; strict++) {
            char counts = strict ? table[i].strict : table[i].counts;
            struct pc_result result = {.strict = strict != 0};
            add(&result, table[i].verdict);
            struct pc_summary summary = pc_result_summary(&result);
            assert_int_equal(summary.by_verdict[table[i].verdict], 1);
            assert_int_equal(summary.passed, counts == 'p');
            assert_int_equal(summary.failed, counts == 'f');
            assert_int_equal(summary.skipped, counts == 's');
            assert_int_equal(pc_result_exit_status(&result), counts == 'f' ? 1 : 0);
            result.interrupted = true;
            assert_int_equal(pc_result_exit_status(&result), 130);
            pc_result_clear(&result);
        }
    }
}

static void many(void **state) {
    (void)state;
    struct pc_result result = {0};
    assert_int_equal(pc_result_exit_status(&result), 0);
    for (int i = 0; i < 300; i++) {
        add(&result, i % 3 == 0 ? PC_VERDICT_FAIL : PC_VERDICT_PASS);
        assert_non_null(pc_result_add_exchange(&result));
        assert_int_equal(pc_result_add_note(&result, "note"), PC_OK);
        assert_int_equal(pc_case_result_add_exchange(&result.cases[0], (size_t)i), PC_OK);
        assert_int_equal(pc_case_result_add_cite(&result.cases[0], "cite"), PC_OK);
    }
    assert_int_equal(pc_result_summary(&result).failed, 100);
    assert_int_equal(pc_result_summary(&result).passed, 200);
    assert_int_equal(result.cases[0].exchanges[299], 299);
    assert_string_equal(result.cases[0].cites[299], "cite");
    pc_result_clear(&result);
    pc_result_clear(&result);
    pc_result_clear(NULL);
}

static void too_many_findings(void **state) {
    (void)state;
    char seen[] = "seen";
    struct pc_findings findings = {0};
    for (unsigned i = 0; i < 2 * PC_MAX_FINDINGS; i++)
        assert_int_equal(pc_findings_add(&findings, &(struct pc_finding){.seen = seen, .line = i}), PC_OK);
    assert_int_equal(findings.count, PC_MAX_FINDINGS + 1);
    assert_int_equal(findings.items[PC_MAX_FINDINGS - 1].line, PC_MAX_FINDINGS - 1);
    assert_string_equal(findings.items[PC_MAX_FINDINGS].requirement,
                        "further findings of this case are not kept");
    assert_null(findings.items[PC_MAX_FINDINGS].seen);
    pc_findings_clear(&findings);
    pc_findings_clear(NULL);
}

/* What cases write in their own words is redacted too. */
static void redacted(void **state) {
    (void)state;
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    struct pc_result result = {0};
    char text[] = "saw \"" KEY "\"";
    add(&result, PC_VERDICT_FAIL);
    result.target = pc_text_copy("http://h/" KEY);
    result.cases[0].reason = pc_text_copy("Authorization: Api-Key x");
    assert_int_equal(pc_result_add_note(&result, text), PC_OK);
    assert_int_equal(
        pc_findings_add(&result.cases[0].findings,
                        &(struct pc_finding){
                            .requirement = text, .cite = text, .at = text, .expected = text, .seen = text}),
        PC_OK);
    assert_int_equal(pc_findings_add(&result.cases[0].findings, &(struct pc_finding){0}), PC_OK);
    assert_int_equal(pc_result_redact(&result, &secrets), PC_OK);
    const struct pc_finding *finding = &result.cases[0].findings.items[0];
    const char *const texts[] = {result.notes[0], finding->requirement, finding->cite,
                                 finding->at,     finding->expected,    finding->seen};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(texts[i], "saw \"[redacted]\"");
    assert_string_equal(result.target, "http://h/[redacted]");
    assert_string_equal(result.cases[0].reason, "Authorization: Api-Key [redacted]");
    assert_null(result.cases[0].findings.items[1].seen);
    pc_result_clear(&result);
    pc_secrets_clear(&secrets);
}

int run_summary_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts), cmocka_unit_test(many),
                                       cmocka_unit_test(too_many_findings), cmocka_unit_test(redacted)};
    return cmocka_run_group_tests_name("summary", tests, NULL, NULL);
}
