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

static void report(struct pc_check *check, enum pc_level level, char *expected) {
    const struct pc_http_exchange *exchange = pc_check_exchange(check);
    char seen[SEEN_SIZE];
    char at[] = "status";
    if (exchange->outcome == PC_HTTP_OUTCOME_ANSWERED)
        snprintf(seen, sizeof seen, "status %u", pc_check_answer(check)->status);
    else
        snprintf(seen, sizeof seen, "%s", pc_http_outcome_sentence(exchange->outcome));
    pc_check_finding(check, level, &(struct pc_finding){.at = at, .expected = expected, .seen = seen});
}

/* Whether the head of an answer with that status came, complete or not. */
static bool answered(const struct pc_check *check) {
    return pc_check_exchange(check)->outcome == PC_HTTP_OUTCOME_ANSWERED;
}

/* "After a refusal nothing may have changed", where the state can be seen. A 2xx has promoted, and says so
 * itself. */
void pc_check_nothing_changed(struct pc_check *check) {
    struct pc_sent *sent = check->sent;
    if (sent->state_after[0] == '\0' || (answered(check) && is_success(pc_check_answer(check)->status)))
        return;
    char at[] = "the state afterwards";
    pc_check_finding(
        check, PC_LEVEL_MUST,
        &(struct pc_finding){.at = at, .expected = sent->state_before, .seen = sent->state_after});
}

void pc_check_refused(struct pc_check *check) {
    pc_check_nothing_changed(check);
    unsigned status = pc_check_answer(check)->status;
    if (answered(check) && contains(check->one->statuses, status))
        return;
    char expected[EXPECTED_SIZE];
    describe_statuses(check->one->statuses, expected);
    report(check, answered(check) && is_success(status) ? check->one->level : PC_LEVEL_SHOULD, expected);
}

void pc_check_accepted(struct pc_check *check) {
    char expected[] = "the promotion succeeds: status 200";
    if (!answered(check) || !is_success(pc_check_answer(check)->status))
        report(check, check->one->level, expected);
}

void pc_check_answered(struct pc_check *check) {
    char expected[] = "an answer below 500";
    if (!answered(check) || pc_check_answer(check)->status >= 500)
        report(check, check->one->level, expected);
}
