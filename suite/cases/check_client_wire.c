/* What holds for every request of every call: faults need not show in the plain one. */
#include "client_internal.h"

#include <stdio.h>

/* Which subjects the plain promote breaks already: its own cases say so. */
static unsigned long broken_anyway(struct pc_check *check, struct pc_called *control) {
    unsigned long broken = 0;
    pc_check_client_judge(check, control);
    for (size_t i = 0; i < control->judgements.count; i++)
        broken |= 1ul << control->judgements.items[i].subject;
    return broken;
}

/* Whether the case itself says it. */
static bool is_its_own(const struct pc_check *check, size_t index, enum pc_subject subject) {
    const struct pc_call *call = check->called->call;
    if (index == 0 && call == &pc_call_minimal)
        return true;
    if (check->one->check == pc_check_client_subject && subject == check->one->subject)
        return true;
    return subject == PC_SUBJECT_REQUEST_TARGET && (call->model != NULL || call->environment != NULL);
}

static void check_request(struct pc_check *check, size_t index, unsigned long broken) {
    const struct pc_http_message *request = pc_http_exchange_request(check->called->exchanges[index]);
    struct pc_judgements judgements = {0};
    if (pc_judge_request(check->judge, request, &judgements, NULL) != PC_OK)
        check->out_of_memory = true;
    for (size_t i = 0; i < judgements.count; i++) {
        const struct pc_judgement *one = &judgements.items[i];
        if (one->level != PC_LEVEL_MAY && (broken & 1ul << one->subject) == 0 &&
            !is_its_own(check, index, one->subject))
            pc_check_finding(check, one->level, &one->finding);
    }
    pc_judgements_clear(&judgements);
}

static void check_key(struct pc_check *check, const struct pc_http_message *request,
                      const struct pc_http_message *plain) {
    const char *place = pc_check_client_key_place(check, request);
    if (place != NULL && pc_check_client_key_place(check, plain) == NULL)
        pc_check_client_finding(check, PC_LEVEL_MUST, place, "the key in Authorization alone", "the key");
    enum pc_level level = PC_LEVEL_MUST;
    enum pc_level plain_level = PC_LEVEL_MUST;
    if (pc_http_field_count(request, "Authorization") == 1 && pc_check_client_has_key(plain, &plain_level) &&
        !pc_check_client_has_key(request, &level))
        pc_check_client_finding(check, level, "header Authorization",
                                "Api-Key, a space, the key as it was given", "something else");
}

/* What one call sets does not stay set. */
static void check_flags(struct pc_check *check, const struct pc_http_message *request,
                        const struct pc_http_message *plain) {
    if (check->one->check != pc_check_client_flags && !check->called->call->first_alone &&
        pc_check_client_fits_flags(check, &pc_call_minimal, plain) &&
        !pc_check_client_fits_flags(check, check->called->call, request))
        pc_check_client_finding(check, PC_LEVEL_MUST, "body", "the booleans that this call sets, or none",
                                "others");
}

void pc_check_client_wire(struct pc_check *check) {
    struct pc_called *called = check->called;
    struct pc_called *control = check->called_control != NULL ? check->called_control : called;
    const struct pc_reply *reply = &called->call->reply;
    bool is_minimal = called->call == &pc_call_minimal;
    size_t wanted = called->call->times > 1 ? called->call->times : 1;
    /* A script that does not read the whole request cannot judge it. */
    if (reply->script != NULL &&
        (reply->script->moment != PC_SCRIPT_AFTER_REQUEST || reply->script->uninvited))
        return;
    /* Without the plain one to compare with nobody can tell what it breaks anyway. */
    if (control->exchange_count == 0 || control->call != &pc_call_minimal)
        return;
    unsigned long broken = broken_anyway(check, control);
    const struct pc_http_message *plain = pc_http_exchange_request(control->exchanges[0]);
    for (size_t i = is_minimal ? 1 : 0; i < called->exchange_count && i < wanted; i++) {
        check_request(check, i, broken);
        check_key(check, pc_http_exchange_request(called->exchanges[i]), plain);
        check_flags(check, pc_http_exchange_request(called->exchanges[i]), plain);
    }
}
