#include "redact.h"
#include "result_internal.h"

#include <stdlib.h>
#include <time.h>

static void case_clear(struct pc_case_result *one) {
    free(one->id);
    free(one->title);
    free(one->reason);
    pc_texts_clear(one->cites, one->cite_count);
    pc_findings_clear(&one->findings);
    free(one->exchanges);
}

void pc_result_clear(struct pc_result *result) {
    if (result == NULL)
        return;
    free(result->version);
    free(result->spec);
    free(result->side);
    free(result->target);
    free(result->started);
    pc_texts_clear(result->notes, result->note_count);
    for (size_t i = 0; i < result->case_count; i++)
        case_clear(&result->cases[i]);
    free(result->cases);
    for (size_t i = 0; i < result->exchange_count; i++)
        pc_stored_exchange_clear(&result->exchanges[i]);
    free(result->exchanges);
    *result = (struct pc_result){0};
}

enum pc_status pc_result_begin(struct pc_result *result, const char *version, const char *spec_sha256,
                               const char *side, const char *target) {
    char started[32];
    pc_time_rfc3339((int64_t)time(NULL), started);
    const struct {
        char **field;
        const char *value;
    } fields[] = {
        {&result->version, version}, {&result->spec, spec_sha256}, {&result->side, side},
        {&result->target, target},   {&result->started, started},
    };
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        if (*fields[i].field == NULL)
            *fields[i].field = pc_text_copy(fields[i].value != NULL ? fields[i].value : "");
        if (*fields[i].field == NULL)
            return PC_NO_MEMORY;
    }
    return PC_OK;
}

struct pc_case_result *pc_result_add_case(struct pc_result *result) {
    struct pc_case_result *cases = pc_grow(result->cases, result->case_count, sizeof *cases);
    if (cases == NULL)
        return NULL;
    result->cases = cases;
    cases[result->case_count] = (struct pc_case_result){0};
    return &cases[result->case_count++];
}

struct pc_stored_exchange *pc_result_add_exchange(struct pc_result *result) {
    struct pc_stored_exchange *exchanges =
        pc_grow(result->exchanges, result->exchange_count, sizeof *exchanges);
    if (exchanges == NULL)
        return NULL;
    result->exchanges = exchanges;
    exchanges[result->exchange_count] = (struct pc_stored_exchange){0};
    return &exchanges[result->exchange_count++];
}

enum pc_status pc_result_add_note(struct pc_result *result, const char *text) {
    return pc_texts_add(&result->notes, &result->note_count, text);
}

enum pc_status pc_case_result_add_exchange(struct pc_case_result *one, size_t index) {
    size_t *exchanges = pc_grow(one->exchanges, one->exchange_count, sizeof *exchanges);
    if (exchanges == NULL)
        return PC_NO_MEMORY;
    one->exchanges = exchanges;
    exchanges[one->exchange_count++] = index;
    return PC_OK;
}

enum pc_status pc_case_result_add_cite(struct pc_case_result *one, const char *cite) {
    return pc_texts_add(&one->cites, &one->cite_count, cite);
}

struct pc_summary pc_result_summary(const struct pc_result *result) {
    struct pc_summary summary = {0};
    for (size_t i = 0; i < result->case_count; i++)
        summary.by_verdict[result->cases[i].verdict]++;
    const size_t *by = summary.by_verdict;
    summary.passed = by[PC_VERDICT_PASS] + by[PC_VERDICT_NOTE] + by[PC_VERDICT_KNOWN];
    summary.failed =
        by[PC_VERDICT_FAIL] + by[PC_VERDICT_STALE] + by[PC_VERDICT_UNTESTABLE] + by[PC_VERDICT_ERROR];
    summary.skipped = by[PC_VERDICT_NA] + by[PC_VERDICT_SKIP];
    if (result->strict)
        summary.failed += by[PC_VERDICT_WARN];
    else
        summary.passed += by[PC_VERDICT_WARN];
    return summary;
}

int pc_result_exit_status(const struct pc_result *result) {
    if (result->interrupted)
        return 130;
    return pc_result_summary(result).failed > 0 ? 1 : 0;
}

/* Replaces an owned text, or NULL, by what may be kept of it. */
static enum pc_status redact_text(char **text, const struct pc_secrets *secrets) {
    if (*text == NULL)
        return PC_OK;
    struct pc_buf out;
    pc_buf_init(&out, SIZE_MAX);
    enum pc_status status = pc_redact(secrets, pc_view_of(*text), &out);
    char *clean = status == PC_OK ? pc_view_copy(pc_buf_view(&out)) : NULL;
    if (clean != NULL) {
        free(*text);
        *text = clean;
    }
    pc_buf_clear(&out);
    return status == PC_OK && clean == NULL ? PC_NO_MEMORY : status;
}

static enum pc_status redact_texts(char **const *texts, size_t count, const struct pc_secrets *secrets) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < count; i++)
        status = redact_text(texts[i], secrets);
    return status;
}

static enum pc_status redact_case(struct pc_case_result *one, const struct pc_secrets *secrets) {
    enum pc_status status = redact_text(&one->reason, secrets);
    for (size_t i = 0; status == PC_OK && i < one->findings.count; i++) {
        struct pc_finding *finding = &one->findings.items[i];
        char **texts[] = {&finding->requirement, &finding->cite, &finding->at, &finding->expected,
                          &finding->seen};
        status = redact_texts(texts, sizeof texts / sizeof texts[0], secrets);
    }
    return status;
}

enum pc_status pc_result_redact(struct pc_result *result, const struct pc_secrets *secrets) {
    enum pc_status status = redact_text(&result->target, secrets);
    for (size_t i = 0; status == PC_OK && i < result->note_count; i++)
        status = redact_text(&result->notes[i], secrets);
    for (size_t i = 0; status == PC_OK && i < result->case_count; i++)
        status = redact_case(&result->cases[i], secrets);
    return status;
}
