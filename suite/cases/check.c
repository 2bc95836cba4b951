#include "client_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REASON_SIZE 400

void pc_check_say(struct pc_check *check, enum pc_verdict verdict, const char *reason) {
    if (check->verdict != PC_VERDICT_PASS)
        return;
    check->verdict = verdict;
    check->reason = pc_text_copy(reason);
    check->out_of_memory |= check->reason == NULL;
}

void pc_check_not_applicable(struct pc_check *check, const char *format, ...) {
    char reason[REASON_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    pc_check_say(check, PC_VERDICT_NA, reason);
}

void pc_check_untestable(struct pc_check *check, const char *format, ...) {
    char reason[REASON_SIZE];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    pc_check_say(check, PC_VERDICT_UNTESTABLE, reason);
}

static char *first_word(const char *words) {
    return words == NULL ? NULL : pc_view_copy((struct pc_view){words, strcspn(words, " ")});
}

void pc_check_finding(struct pc_check *check, enum pc_level level, const struct pc_finding *finding) {
    struct pc_finding copy = *finding;
    char *cite = first_word(check->one->cites);
    char title[] = "";
    if (copy.cite == NULL)
        copy.cite = cite;
    char *requirement = pc_text_copy(check->one->title);
    if (copy.requirement == NULL)
        copy.requirement = requirement != NULL ? requirement : title;
    if (check->findings.count == 0 || level < check->worst)
        check->worst = level;
    check->out_of_memory |= pc_findings_add(&check->findings, &copy) == PC_NO_MEMORY;
    free(requirement);
    free(cite);
}

const struct pc_http_exchange *pc_check_exchange(const struct pc_check *check) {
    return check->sent->exchanges[check->sent->probe->request_count - 1];
}

const struct pc_http_message *pc_check_answer(const struct pc_check *check) {
    return pc_http_exchange_response(pc_check_exchange(check));
}

/* What to look at first, where it is the run's own names or key that are refused. */
static const char *ask_back(unsigned status) {
    switch (status) {
    case 401:
    case 403:
        return " (is the key right, and may it promote there?)";
    case 404:
        return " (do the model, the environment and the deployment exist there?)";
    default:
        return "";
    }
}

/* A control is accepted when the peer answered it with a 2xx: what else may be wrong with that answer is the
 * business of the response cases. */
static void check_control(struct pc_check *check) {
    const struct pc_sent *control = check->control;
    size_t last = control->probe->request_count - 1;
    const struct pc_http_exchange *exchange = control->exchanges[last];
    if (control->status == PC_WITHHELD) {
        /* What is only looked at shows itself, also where nothing may be promoted. */
        if (check->sent->probe->effect != PC_EFFECT_READS)
            pc_check_say(check, PC_VERDICT_SKIP, control->not_sent);
    } else if (control->status == PC_INTERRUPTED) {
        pc_check_say(check, PC_VERDICT_SKIP, control->not_sent);
    } else if (exchange == NULL) {
        pc_check_untestable(check, "the same request without the defect was not sent: %s", control->not_sent);
    } else if (exchange->outcome != PC_HTTP_OUTCOME_ANSWERED) {
        pc_check_untestable(check, "the same request without the defect was not answered: %s",
                            pc_http_outcome_sentence(exchange->outcome));
    } else {
        unsigned status = pc_http_exchange_response(exchange)->status;
        if (status < 200 || status > 299)
            pc_check_untestable(check, "the same request without the defect was refused too: status %u%s",
                                status, ask_back(status));
    }
}

static void check_sent(struct pc_check *check) {
    const struct pc_sent *sent = check->sent;
    if (sent->status == PC_OK)
        return;
    switch (sent->status) {
    case PC_NOT_FOUND:
    case PC_UNSUPPORTED:
        pc_check_not_applicable(check, "%s", sent->not_sent);
        break;
    case PC_WITHHELD:
    case PC_INTERRUPTED:
        pc_check_say(check, PC_VERDICT_SKIP, sent->not_sent);
        break;
    case PC_LIMIT:
        pc_check_untestable(check, "%s", sent->not_sent);
        break;
    default:
        pc_check_say(check, PC_VERDICT_ERROR, sent->not_sent);
    }
}

static enum pc_status add_cites(const char *cites, struct pc_case_result *out) {
    enum pc_status status = PC_OK;
    while (status == PC_OK && cites != NULL && *cites != '\0') {
        char *cite = first_word(cites);
        status = cite == NULL ? PC_NO_MEMORY : pc_case_result_add_cite(out, cite);
        cites += cite == NULL ? 0 : strlen(cite);
        cites += strspn(cites, " ");
        free(cite);
    }
    return status;
}

enum pc_status pc_case_judge(struct pc_check *check, bool strict, struct pc_case_result *out) {
    bool answered = true;
    if (check->called != NULL)
        answered = pc_check_called(check);
    else
        check_sent(check);
    if (check->verdict == PC_VERDICT_PASS && check->control != NULL)
        check_control(check);
    if (check->verdict == PC_VERDICT_PASS && answered)
        check->one->check(check);
    if (check->verdict == PC_VERDICT_PASS && check->findings.count > 0)
        check->verdict = pc_verdict_of(check->worst, strict);
    if (check->out_of_memory)
        return PC_NO_MEMORY;
    out->id = pc_text_copy(check->one->id);
    out->title = pc_text_copy(check->one->title);
    if (out->id == NULL || out->title == NULL)
        return PC_NO_MEMORY;
    out->level = check->one->level;
    out->verdict = check->verdict;
    out->reason = check->reason;
    out->findings = check->findings;
    check->reason = NULL;
    check->findings = (struct pc_findings){0};
    return add_cites(check->one->cites, out);
}
