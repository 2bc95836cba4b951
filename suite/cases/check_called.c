#include "client_internal.h"

#include <stdio.h>
#include <string.h>

/* A mask may leave the part of the key that names it ("q7Lk2vXe..."). */
#define SHOWN_ENOUGH 16u
#define MAX_SEEN     256

void pc_called_clear(struct pc_called *called) {
    if (called == NULL)
        return;
    for (size_t i = 0; i < called->answer_count; i++)
        pc_adapter_answer_clear(&called->answers[i]);
    for (size_t i = 0; i < called->exchange_count; i++)
        pc_http_exchange_free(called->exchanges[i]);
    pc_http_exchange_free(called->elsewhere);
    pc_judgements_clear(&called->judgements);
    pc_json_reader_free(called->reader);
    *called = (struct pc_called){0};
}

void pc_check_client_finding(struct pc_check *check, enum pc_level level, const char *at,
                             const char *expected, const char *seen) {
    union {
        const char *borrowed;
        char *text;
    } texts[] = {{at}, {expected}, {seen}};
    pc_check_finding(
        check, level,
        &(struct pc_finding){.at = texts[0].text, .expected = texts[1].text, .seen = texts[2].text});
}

const struct pc_adapter_answer *pc_check_client_answer(const struct pc_check *check) {
    return &check->called->answers[check->called->answer_count - 1];
}

const struct pc_http_message *pc_check_client_request(const struct pc_check *check) {
    return check->called->exchange_count == 0 ? NULL : pc_http_exchange_request(check->called->exchanges[0]);
}

const char *pc_check_client_outcome(const struct pc_adapter_answer *answer, char out[64]) {
    static const char *const words[] = {
        [PC_ADAPTER_DEPLOYMENT] = "a deployment", [PC_ADAPTER_ERROR] = "an error",
        [PC_ADAPTER_UNSUPPORTED] = "unsupported", [PC_ADAPTER_CRASHED] = "a crash",
        [PC_ADAPTER_HUNG] = "no answer",          [PC_ADAPTER_BREACH] = "a breach of the protocol"};
    if (answer->outcome != PC_ADAPTER_ERROR)
        return words[answer->outcome];
    if (answer->status != 0)
        snprintf(out, 64, "an error of kind %s, status %u", answer->kind, answer->status);
    else
        snprintf(out, 64, "an error of kind %s", answer->kind);
    return out;
}

/* As much of its end, or of its middle, tells as much as its beginning. */
static bool holds_part_of_key(struct pc_view text) {
    static const struct pc_view key = {PC_CALL_KEY, sizeof PC_CALL_KEY - 1};
    for (size_t i = 0; i + SHOWN_ENOUGH <= key.size; i++) {
        if (pc_view_find(text, pc_view_slice(key, i, i + SHOWN_ENOUGH)) < text.size)
            return true;
    }
    return false;
}

bool pc_check_client_holds_key(struct pc_check *check, struct pc_view text) {
    bool shown = false;
    if (text.size > 0)
        check->out_of_memory |=
            pc_secrets_shown(check->called->secrets, text, SHOWN_ENOUGH, &shown) == PC_NO_MEMORY;
    return shown || holds_part_of_key(text);
}

static bool has_no_end(const struct pc_call *call) {
    const struct pc_script_step *step = call->reply.script == NULL ? NULL : call->reply.script->steps;
    for (; step != NULL && step->act != PC_SCRIPT_END; step++) {
        if (step->act == PC_SCRIPT_REPEAT)
            return true;
    }
    return false;
}

static void check_process(struct pc_check *check, const struct pc_adapter_answer *answer) {
    char seen[MAX_SEEN];
    if (answer->outcome == PC_ADAPTER_CRASHED && answer->signal != 0)
        snprintf(seen, sizeof seen, "it died of signal %d (%s)", answer->signal, strsignal(answer->signal));
    else if (answer->outcome == PC_ADAPTER_CRASHED)
        snprintf(seen, sizeof seen, "it ended with exit status %d", answer->exit_status);
    else if (answer->outcome == PC_ADAPTER_HUNG)
        snprintf(seen, sizeof seen, "no answer within %lld ms: it was killed", (long long)answer->ms);
    else if (answer->earlier_signal != 0)
        snprintf(seen, sizeof seen, "it died of signal %d behind its last answer", answer->earlier_signal);
    else
        return;
    bool slow = answer->outcome == PC_ADAPTER_HUNG && check->called->call->waits;
    /* Who reads on as long as bytes come, and is slow, has not hung. */
    bool reading = slow && has_no_end(check->called->call);
    enum pc_crash crash = check->called->call->crash;
    bool exited = answer->outcome == PC_ADAPTER_CRASHED && answer->signal == 0;
    enum pc_level level = reading || (crash == PC_EXIT_IS_TOLD && exited) ? PC_LEVEL_MAY
                          : slow                                          ? PC_LEVEL_SHOULD
                          : crash == PC_CRASH_BREAKS_MUST                 ? PC_LEVEL_MUST
                                                                          : check->one->level;
    pc_check_client_finding(check, level, "process", "an answer: a deployment or an error", seen);
}

static void check_secrecy(struct pc_check *check, const struct pc_adapter_answer *answer) {
    static const char expected[] = "the API key nowhere but in Authorization";
    if (pc_check_client_holds_key(check, pc_buf_view(&answer->line)))
        pc_check_client_finding(check, PC_LEVEL_MUST, "answer", expected,
                                "the key in the client's own words");
    if (pc_check_client_holds_key(check, pc_buf_view(&answer->noise)))
        pc_check_client_finding(check, PC_LEVEL_MUST, "standard error", expected, "the key");
}

/* Who is reset before a byte of its request is read does not know that none was, unless the reset came before
 * its connect() was over: no server can tell the two apart, so it is told and not held against the client. */
static void check_connections(struct pc_check *check) {
    const struct pc_called *called = check->called;
    const struct pc_script *script = called->call->reply.script;
    const struct pc_called *control = check->called_control;
    unsigned usual = control != NULL && control->connections > 1 ? control->connections : 1;
    char seen[64];
    if (script == NULL || script->moment != PC_SCRIPT_AT_ONCE || called->connections <= usual)
        return;
    snprintf(seen, sizeof seen, "%u connections", called->connections);
    pc_check_client_finding(check, PC_LEVEL_MAY, "wire", "one connection, for one request", seen);
}

/* How many answers the client gave for what a server said. */
static unsigned answers_told(const struct pc_called *called) {
    unsigned told = 0;
    for (size_t i = 0; i < called->answer_count; i++) {
        const struct pc_adapter_answer *answer = &called->answers[i];
        told += answer->outcome == PC_ADAPTER_DEPLOYMENT ||
                (answer->outcome == PC_ADAPTER_ERROR && strcmp(answer->kind, "http") == 0);
    }
    return told;
}

/* "A client must not retry it by itself": each promotion may make a copy. */
static void check_requests(struct pc_check *check) {
    const struct pc_called *called = check->called;
    unsigned wanted = called->call->times > 1 ? called->call->times : 1;
    unsigned told = answers_told(called);
    char expected[64];
    char seen[64];
    if (called->call->in_circles)
        return;
    check_connections(check);
    if (called->requests <= wanted && (wanted == 1 || called->requests >= told))
        return;
    snprintf(expected, sizeof expected, "%u request%s", wanted, wanted == 1 ? "" : "s, one a call");
    snprintf(seen, sizeof seen, "%u requests", called->requests);
    pc_check_client_finding(check, called->requests > wanted ? PC_LEVEL_SHOULD : PC_LEVEL_MUST, "wire",
                            expected, seen);
}

static bool was_called(struct pc_check *check) {
    const struct pc_called *called = check->called;
    if (called->status == PC_OK)
        return true;
    bool left_out = called->status == PC_WITHHELD || called->status == PC_INTERRUPTED;
    pc_check_say(check, left_out ? PC_VERDICT_SKIP : PC_VERDICT_ERROR, called->not_called);
    return false;
}

static bool control_is_good(struct pc_check *check) {
    const struct pc_called *control = check->called_control;
    char words[64];
    if (control == NULL || control == check->called)
        return true;
    if (control->status == PC_OK &&
        control->answers[control->answer_count - 1].outcome == PC_ADAPTER_DEPLOYMENT)
        return true;
    if (control->status == PC_INTERRUPTED) {
        pc_check_say(check, PC_VERDICT_SKIP, control->not_called);
        return false;
    }
    pc_check_untestable(check, "the client does not hold a deployment after a plain promote either: %s",
                        control->status != PC_OK
                            ? control->not_called
                            : pc_check_client_outcome(&control->answers[control->answer_count - 1], words));
    return false;
}

bool pc_check_called(struct pc_check *check) {
    if (!was_called(check) || !control_is_good(check))
        return false;
    bool answered = true;
    for (size_t i = 0; i < check->called->answer_count; i++) {
        const struct pc_adapter_answer *answer = &check->called->answers[i];
        if (answer->outcome == PC_ADAPTER_BREACH) {
            pc_check_say(check, PC_VERDICT_ERROR, answer->breach);
            return false;
        }
        if (answer->outcome == PC_ADAPTER_UNSUPPORTED) {
            pc_check_not_applicable(check, "the adapter says that its client does not support this");
            return false;
        }
        check_process(check, answer);
        check_secrecy(check, answer);
        answered &= answer->outcome == PC_ADAPTER_DEPLOYMENT || answer->outcome == PC_ADAPTER_ERROR;
    }
    check_requests(check);
    if (answered)
        pc_check_client_wire(check);
    return answered;
}

void pc_check_client_any(struct pc_check *check) {
    (void)check;
}
