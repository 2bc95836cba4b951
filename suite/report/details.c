#include "details.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const enum pc_verdict pc_sections[] = {PC_VERDICT_FAIL, PC_VERDICT_ERROR, PC_VERDICT_STALE,
                                       PC_VERDICT_WARN, PC_VERDICT_KNOWN, PC_VERDICT_NOTE};

const char *pc_run_failure(const struct pc_result *result, const struct pc_report_options *options) {
    if (options->failure != NULL)
        return options->failure;
    if (result->interrupted)
        return PC_WORDS_INTERRUPTED;
    return result->case_count == 0 ? "no case was judged" : NULL;
}

const char *pc_run_next_note(const struct pc_result *result, const struct pc_report_options *options,
                             size_t *at) {
    while (*at < result->note_count) {
        const char *note = result->notes[(*at)++];
        if (options->failure == NULL || strcmp(note, options->failure) != 0)
            return note;
    }
    return NULL;
}

bool pc_same_text(const char *a, const char *b) {
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

enum pc_level pc_case_weight(const struct pc_case_result *one) {
    if (one->verdict == PC_VERDICT_WARN)
        return PC_LEVEL_SHOULD;
    return one->verdict == PC_VERDICT_NOTE ? PC_LEVEL_MAY : one->level;
}

bool pc_case_counts(const struct pc_result *result, const struct pc_case_result *one) {
    switch (one->verdict) {
    case PC_VERDICT_FAIL:
    case PC_VERDICT_STALE:
    case PC_VERDICT_UNTESTABLE:
    case PC_VERDICT_ERROR:
        return true;
    case PC_VERDICT_WARN:
        return result->strict;
    default:
        return false;
    }
}

const char *pc_case_headline(const struct pc_case_result *one) {
    if (one->reason != NULL)
        return one->reason;
    if (one->findings.count > 0 && one->findings.items[0].requirement != NULL)
        return one->findings.items[0].requirement;
    return one->title != NULL ? one->title : pc_verdict_sentence(one->verdict);
}

char *pc_finding_place(const struct pc_finding *finding, enum pc_status *status) {
    if (finding->at == NULL && finding->line == 0)
        return NULL;
    char *place = NULL;
    const char *at = finding->at == NULL ? "" : finding->at[0] == '\0' ? "the whole body" : finding->at;
    if (finding->line == 0)
        place = pc_text_copy(at);
    else if (finding->at == NULL)
        place = pc_text_format("line %u, column %u", finding->line, finding->column);
    else
        place = pc_text_format("%s (line %u, column %u)", at, finding->line, finding->column);
    if (place == NULL && *status == PC_OK)
        *status = PC_NO_MEMORY;
    return place;
}

enum pc_status pc_finding_demand(const struct pc_finding *finding, const struct pc_report_options *options,
                                 struct pc_buf *out) {
    if (finding->requirement != NULL)
        return pc_buf_append_text(out, finding->requirement);
    if (options->words != NULL && finding->cite != NULL)
        return options->words(options->words_context, finding->cite, out);
    return PC_OK;
}

const struct pc_stored_exchange *pc_case_next_request(const struct pc_result *result,
                                                      const struct pc_case_result *one, size_t *at) {
    const struct pc_stored_exchange *before = NULL;
    if (*at > 0 && one->exchanges[*at - 1] < result->exchange_count)
        before = &result->exchanges[one->exchanges[*at - 1]];
    while (*at < one->exchange_count) {
        size_t index = one->exchanges[(*at)++];
        const struct pc_stored_exchange *exchange =
            index < result->exchange_count ? &result->exchanges[index] : NULL;
        if (exchange == NULL)
            continue;
        bool same = before != NULL &&
                    (before->curl == exchange->curl || (before->curl != NULL && exchange->curl != NULL &&
                                                        strcmp(before->curl, exchange->curl) == 0));
        if (!same)
            return exchange;
    }
    return NULL;
}

bool pc_is_of_a_client(const struct pc_result *result) {
    return result->side != NULL && strcmp(result->side, "client") == 0;
}

const char *pc_case_next_repeat(const struct pc_result *result, const struct pc_case_result *one,
                                size_t max_curl, struct pc_repeat *repeat) {
    if (pc_is_of_a_client(result)) {
        if (repeat->count++ > 0 || one->findings.count == 0)
            return NULL;
        snprintf(repeat->again, sizeof repeat->again, "the same command with --run %s", one->id);
        return repeat->again;
    }
    if (repeat->count > PC_MAX_REPEATED)
        return NULL;
    const struct pc_stored_exchange *exchange = pc_case_next_request(result, one, &repeat->at);
    if (exchange == NULL)
        return NULL;
    if (repeat->count++ == PC_MAX_REPEATED)
        return "the further requests in results.json";
    if (exchange->curl == NULL)
        return "a request that curl cannot send: its bytes stand in results.json";
    if (max_curl > 0 && strlen(exchange->curl) > max_curl)
        return "a request whose command line is long: it stands in results.json";
    return exchange->curl;
}

static void put_value(struct pc_writer *writer, const struct pc_details *how, const char *label,
                      const char *value) {
    if (value == NULL)
        return;
    pc_writer_putf(writer, "%s%s: ", how->separator, label);
    pc_writer_escape(writer, how->escapes, how->max_value, value);
}

static void put_finding(struct pc_writer *writer, const struct pc_details *how,
                        const struct pc_report_options *options, const struct pc_case_result *one,
                        const struct pc_finding *finding) {
    struct pc_buf demand;
    pc_buf_init(&demand, SIZE_MAX);
    pc_writer_fail(writer, pc_finding_demand(finding, options, &demand));
    bool is_title = demand.data != NULL && one->title != NULL && strcmp(demand.data, one->title) == 0;
    char *place = pc_finding_place(finding, &writer->status);
    const struct {
        const char *label;
        const char *value;
    } rows[] = {
        {"requirement", is_title ? NULL : demand.data},
        {"cite", finding->cite},
        {"at", place},
        {"expected", finding->expected},
        {"seen", finding->seen},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        put_value(writer, how, rows[i].label, rows[i].value);
    free(place);
    pc_buf_clear(&demand);
}

static void put_repeat(struct pc_writer *writer, const struct pc_details *how, const struct pc_result *result,
                       const struct pc_case_result *one) {
    struct pc_repeat repeat = {0};
    const char *curl;
    while ((curl = pc_case_next_repeat(result, one, how->max_curl, &repeat)) != NULL) {
        pc_writer_putf(writer, "%s%s: ", how->separator, repeat.count == 1 ? "repeat" : "then");
        pc_writer_escape(writer, how->escapes, 0, curl);
    }
}

void pc_case_details(struct pc_writer *writer, const struct pc_details *how, const struct pc_result *result,
                     const struct pc_report_options *options, const struct pc_case_result *one) {
    pc_writer_escape(writer, how->escapes, how->max_value,
                     one->title != NULL ? one->title : pc_verdict_sentence(one->verdict));
    for (size_t i = 0; one->findings.count == 0 && i < one->cite_count; i++)
        put_value(writer, how, "cite", one->cites[i]);
    for (size_t i = 0; i < one->findings.count; i++) {
        if (how->max_findings > 0 && i == how->max_findings) {
            put_value(writer, how, "also", "the further findings in results.json");
            break;
        }
        put_finding(writer, how, options, one, &one->findings.items[i]);
    }
    put_value(writer, how, "reason", one->reason);
    put_repeat(writer, how, result, one);
}
