#include "cases_internal.h"

#include <stdio.h>

#define SEEN_SIZE     200
#define EXPECTED_SIZE 200

static bool is_success(unsigned status) {
    return status >= 200 && status <= 299;
}

static bool contains(const struct pc_statuses *statuses, unsigned status) {
    for (size_t i = 0; i < PC_MAX_STATUSES && statuses->items[i] != 0; i++) {
        if (statuses->items[i] == status)
            return true;
    }
    return false;
}

static void describe_statuses(const struct pc_statuses *statuses, char out[EXPECTED_SIZE]) {
    int used = snprintf(out, EXPECTED_SIZE, "a refusal:");
    for (size_t i = 0; i < PC_MAX_STATUSES && statuses->items[i] != 0 && used < EXPECTED_SIZE; i++) {
        bool last = i > 0 && (i + 1 == PC_MAX_STATUSES || statuses->items[i + 1] == 0);
        used += snprintf(out + used, (size_t)(EXPECTED_SIZE - used), "%s %u",
                         i == 0 ? ""
                         : last ? " or"
                                : ",",
                         statuses->items[i]);
    }
}

void pc_check_report_status(struct pc_check *check, enum pc_level level,
                            const struct pc_http_exchange *exchange, const char *wanted) {
    char expected[EXPECTED_SIZE];
    char seen[SEEN_SIZE];
    char at[] = "status";
    snprintf(expected, sizeof expected, "%s", wanted);
    if (exchange->outcome == PC_HTTP_OUTCOME_ANSWERED)
        snprintf(seen, sizeof seen, "status %u", pc_http_exchange_response(exchange)->status);
    else
        snprintf(seen, sizeof seen, "%s", pc_http_outcome_sentence(exchange->outcome));
    pc_check_finding(check, level, &(struct pc_finding){.at = at, .expected = expected, .seen = seen});
}

static void report(struct pc_check *check, enum pc_level level, const char *wanted) {
    pc_check_report_status(check, level, pc_check_exchange(check), wanted);
}

static bool answered(const struct pc_check *check) {
    return pc_check_exchange(check)->outcome == PC_HTTP_OUTCOME_ANSWERED;
}

bool pc_check_is_answered(const struct pc_http_exchange *exchange) {
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED && pc_http_exchange_response(exchange)->status < 500;
}

bool pc_check_is_accepted(const struct pc_http_exchange *exchange) {
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED &&
           is_success(pc_http_exchange_response(exchange)->status);
}

bool pc_check_is_restricted(const struct pc_http_exchange *exchange) {
    return exchange->outcome == PC_HTTP_OUTCOME_ANSWERED &&
           pc_http_exchange_response(exchange)->status == 403;
}

void pc_check_say_busy(struct pc_check *check, const struct pc_http_exchange *exchange) {
    pc_check_not_applicable(check, "status %u: another promotion is still running",
                            pc_http_exchange_response(exchange)->status);
}

/* "After a refusal nothing may have changed", where the state can be seen. */
void pc_check_nothing_changed(struct pc_check *check) {
    struct pc_sent *sent = check->sent;
    if (sent->state_after[0] == '\0')
        return;
    char at[] = "the state afterwards";
    pc_check_finding(
        check, PC_LEVEL_MUST,
        &(struct pc_finding){.at = at, .expected = sent->state_before, .seen = sent->state_after});
}

void pc_check_refused(struct pc_check *check) {
    unsigned status = pc_check_answer(check)->status;
    if (!answered(check) || !is_success(status)) /* a 2xx has promoted, and says so itself */
        pc_check_nothing_changed(check);
    if (answered(check) && contains(check->one->statuses, status))
        return;
    char expected[EXPECTED_SIZE];
    describe_statuses(check->one->statuses, expected);
    report(check, answered(check) && is_success(status) ? check->one->level : PC_LEVEL_SHOULD, expected);
}

void pc_check_accepted(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    if (pc_target_is_busy(exchange))
        pc_check_say_busy(check, exchange);
    else if (!pc_check_is_accepted(exchange))
        report(check, check->one->level, "the promotion succeeds: status 200");
}

void pc_check_answered(struct pc_check *check) {
    if (!pc_check_is_answered(pc_check_exchange(check)))
        report(check, check->one->level, "an answer below 500");
}

void pc_check_answered_or_closed(struct pc_check *check) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    if (exchange->outcome != PC_HTTP_OUTCOME_CLOSED && exchange->outcome != PC_HTTP_OUTCOME_RESET)
        pc_check_answered(check);
}

/* "At 8 MiB a connection closed while we send counts as 413"; a body of 256 KiB should be answered. */
#define FAR_TOO_LARGE (1u << 20)

static bool refused_by_closing(const struct pc_request *request, const struct pc_http_exchange *exchange) {
    return request->filler_size >= FAR_TOO_LARGE && exchange->send_failed &&
           (exchange->outcome == PC_HTTP_OUTCOME_CLOSED || exchange->outcome == PC_HTTP_OUTCOME_RESET);
}

void pc_check_survived(struct pc_check *check) {
    const struct pc_http_exchange *hostile = check->sent->exchanges[0];
    const struct pc_http_exchange *next = check->sent->exchanges[1];
    if (!pc_check_is_answered(hostile) && !refused_by_closing(&check->sent->probe->requests[0], hostile))
        pc_check_report_status(check, check->one->level, hostile, "an answer below 500");
    if (!pc_check_is_accepted(next) && !pc_target_is_busy(next))
        pc_check_report_status(check, PC_LEVEL_MUST, next, "the plain promote behind it succeeds as ever");
}
