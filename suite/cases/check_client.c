#include "client_internal.h"

#include <stdio.h>
#include <string.h>

#define MAX_PLACE 256

static const struct pc_schema *response_schema(const struct pc_check *check) {
    return pc_spec_response_schema(check->spec);
}

static void describe(struct pc_json_value value, char out[MAX_PLACE]) {
    struct pc_view raw = pc_json_raw(value);
    if (!pc_json_exists(value))
        snprintf(out, MAX_PLACE, "no value");
    else
        snprintf(out, MAX_PLACE, "%.*s%s", (int)(raw.size < 120 ? raw.size : 120), raw.data,
                 raw.size > 120 ? "…" : "");
}

static void report(struct pc_check *check, enum pc_level level, const char *at, struct pc_json_value sent,
                   struct pc_json_value held) {
    char expected[MAX_PLACE];
    char seen[MAX_PLACE];
    describe(sent, expected);
    describe(held, seen);
    pc_check_client_finding(check, level, at, expected, seen);
}

static bool is_a_deployment(struct pc_check *check) {
    const struct pc_adapter_answer *answer = pc_check_client_answer(check);
    char words[64];
    if (answer->outcome == PC_ADAPTER_DEPLOYMENT)
        return true;
    pc_check_client_finding(check, check->one->level, "answer", "the deployment that was sent",
                            pc_check_client_outcome(answer, words));
    return false;
}

/* What the client gets wrong after a plain promote too is the finding of other cases. */
static bool is_wrong_anyway(const struct pc_check *check, const struct pc_schema_member *member) {
    const struct pc_called *control = check->called_control;
    if (control == NULL || control == check->called || check->one->pointer != NULL)
        return false;
    struct pc_view pointer = pc_view_of(member->instance_pointer);
    enum pc_likeness likeness = pc_compare_values(
        member, pc_json_pointer_get(control->sent, pointer),
        pc_json_pointer_get(control->answers[control->answer_count - 1].deployment, pointer));
    return likeness != PC_SAME;
}

static void check_member(struct pc_check *check, const struct pc_schema_member *member) {
    struct pc_view pointer = pc_view_of(member->instance_pointer);
    struct pc_json_value sent = pc_json_pointer_get(check->called->sent, pointer);
    struct pc_json_value held = pc_json_pointer_get(pc_check_client_answer(check)->deployment, pointer);
    enum pc_level level = check->one->level;
    if (is_wrong_anyway(check, member))
        return;
    switch (pc_compare_values(member, sent, held)) {
    case PC_SAME:
        break;
    case PC_ALIKE:
        report(check, PC_LEVEL_MAY, member->instance_pointer, sent, held);
        break;
    case PC_LOST: /* what is optional need not be in a client's type */
        if (member->required_pointer == NULL && level == PC_LEVEL_MUST)
            level = PC_LEVEL_SHOULD;
        if (pc_json_type(sent) == PC_JSON_NUMBER && level == PC_LEVEL_MAY)
            level = PC_LEVEL_MUST; /* nor null */
        report(check, level, member->instance_pointer, sent, held);
        break;
    case PC_INVENTED: /* what may lose digits may not become zero */
        if (pc_json_type(sent) == PC_JSON_NUMBER)
            level = PC_LEVEL_MUST;
        report(check, level, member->instance_pointer, sent, held);
        break;
    }
}

void pc_check_client_members(struct pc_check *check) {
    const struct pc_schema *schema = response_schema(check);
    if (!is_a_deployment(check))
        return;
    for (size_t i = 1; i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        if (check->one->pointer == NULL || strcmp(check->one->pointer, member->instance_pointer) == 0)
            check_member(check, member);
    }
}

/* A client that follows redirects says in its own words that one leads nowhere. */
static enum pc_level level_of_kind(unsigned status, const struct pc_adapter_answer *answer) {
    bool redirect = status >= 300 && status <= 399 && answer->outcome == PC_ADAPTER_ERROR;
    return redirect ? PC_LEVEL_MAY : PC_LEVEL_SHOULD;
}

/* Of call after call each: what is left of one answer spoils the next, and the one behind that is well again.
 */
void pc_check_client_error(struct pc_check *check) {
    unsigned status = check->called->call->reply.status;
    char expected[64];
    char words[64];
    bool found = false;
    snprintf(expected, sizeof expected, "an error of kind http, status %u", status);
    for (size_t i = 0; !found && i < check->called->answer_count; i++) {
        const struct pc_adapter_answer *answer = &check->called->answers[i];
        bool success = answer->outcome == PC_ADAPTER_DEPLOYMENT;
        found = success || strcmp(answer->kind, "http") != 0 || answer->status != status;
        if (found)
            pc_check_client_finding(check, success ? check->one->level : level_of_kind(status, answer),
                                    "answer", expected,
                                    success ? "a deployment" : pc_check_client_outcome(answer, words));
    }
}

void pc_check_client_failed(struct pc_check *check) {
    if (pc_check_client_answer(check)->outcome == PC_ADAPTER_DEPLOYMENT)
        pc_check_client_finding(check, check->one->level, "answer", "an error: no whole answer came",
                                "a deployment");
}

/* Whether the client holds there what nobody sent it. */
static bool is_invented(struct pc_check *check, const struct pc_schema_member *member,
                        struct pc_json_value known, struct pc_json_value held) {
    struct pc_view pointer = pc_view_of(member->instance_pointer);
    struct pc_json_value sent = pc_json_pointer_get(known, pointer);
    struct pc_json_value there = pc_json_pointer_get(held, pointer);
    /* What stood there may be handed on in any words; a number is none of them. */
    bool unreadable = !pc_json_exists(check->called->sent) && check->one->pointer != NULL &&
                      strcmp(check->one->pointer, member->instance_pointer) == 0 &&
                      pc_json_type(there) != PC_JSON_NUMBER;
    if (unreadable || pc_compare_values(member, sent, there) != PC_INVENTED)
        return false;
    /* Where the contract leaves it open what a body means, so is what a reader makes of it. */
    report(check, check->one->level == PC_LEVEL_MAY ? PC_LEVEL_MAY : PC_LEVEL_MUST, member->instance_pointer,
           sent, there);
    return true;
}

/* "A lenient client that hands on what it got is not accused; one that invents is." */
void pc_check_client_malformed(struct pc_check *check) {
    const struct pc_adapter_answer *answer = pc_check_client_answer(check);
    const struct pc_schema *schema = response_schema(check);
    struct pc_json_reader *reader = NULL;
    struct pc_json_value known = check->called->sent;
    bool invented = false;
    if (answer->outcome != PC_ADAPTER_DEPLOYMENT)
        return;
    if (check->one->expected != NULL) {
        const struct pc_json_doc *doc = NULL;
        reader = pc_json_reader_new(NULL);
        check->out_of_memory |=
            reader == NULL || pc_json_read(reader, pc_view_of(check->one->expected), &doc, NULL) != PC_OK;
        known = doc == NULL ? known : pc_json_root(doc);
    }
    for (size_t i = 1; i < pc_schema_member_count(schema); i++)
        invented |= is_invented(check, pc_schema_member(schema, i), known, answer->deployment);
    /* Nothing came that could be handed on: what is held is the claim that something did. */
    bool nothing = check->one->expected == NULL && check->one->pointer == NULL &&
                   pc_json_type(known) != PC_JSON_OBJECT &&
                   pc_json_type(answer->deployment) == PC_JSON_OBJECT && check->one->level == PC_LEVEL_MUST;
    if (!invented && nothing)
        pc_check_client_finding(check, PC_LEVEL_SHOULD, "answer", "an error: no object came", "a deployment");
    else if (!invented)
        pc_check_client_finding(check, PC_LEVEL_MAY, "answer", "an error, or what was sent handed on",
                                "what was sent, handed on");
    pc_json_reader_free(reader);
}
