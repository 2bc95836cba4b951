#include "cases_internal.h"

#include <stdio.h>
#include <string.h>

/* The answer is judged once, whoever asks first. */
static const struct pc_judgements *judgements(struct pc_check *check) {
    struct pc_sent *sent = check->sent;
    if (!sent->judged) {
        struct pc_error err = {0};
        enum pc_status status =
            pc_judge_response(check->judge, pc_check_exchange(check), &sent->judgements, &err);
        check->out_of_memory |= status == PC_NO_MEMORY;
        sent->judged = true;
    }
    return &sent->judgements;
}

static const struct pc_judgement *find_subject(const struct pc_judgements *all, enum pc_subject subject) {
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].subject == subject)
            return &all->items[i];
    }
    return NULL;
}

/* In this order each makes the later ones unanswerable. */
static const enum pc_subject gates[] = {PC_SUBJECT_ANSWERED, PC_SUBJECT_STATUS, PC_SUBJECT_JSON,
                                        PC_SUBJECT_JSON_UTF8};

static bool passes_gates(struct pc_check *check, enum pc_subject subject) {
    const struct pc_judgements *all = judgements(check);
    for (size_t i = 0; i < COUNT(gates) && gates[i] != subject; i++) {
        if (subject == PC_SUBJECT_CONTENT_TYPE && gates[i] == PC_SUBJECT_JSON)
            break; /* the head can be read whatever the body is */
        if (find_subject(all, gates[i]) == NULL)
            continue;
        pc_check_untestable(check, "server/response/%s failed", pc_subject_word(gates[i]));
        return false;
    }
    return true;
}

bool pc_check_has_body(struct pc_check *check) {
    if (!passes_gates(check, PC_SUBJECT_SCHEMA))
        return false;
    if (judgements(check)->body_is_json)
        return true;
    pc_check_untestable(check, "the answer has no JSON body");
    return false;
}

/* What holds for the bytes on the wire can be seen whatever the status and the body are. */
static bool is_about_the_wire(enum pc_subject subject) {
    switch (subject) {
    case PC_SUBJECT_FRAMING:
    case PC_SUBJECT_FIELDS:
    case PC_SUBJECT_EXCESS:
    case PC_SUBJECT_CODING:
        return true;
    default:
        return false;
    }
}

static bool can_be_asked(struct pc_check *check, enum pc_subject subject) {
    if (!is_about_the_wire(subject))
        return passes_gates(check, subject);
    if (find_subject(judgements(check), PC_SUBJECT_ANSWERED) == NULL)
        return true;
    if (find_subject(judgements(check), subject) != NULL)
        return true;
    pc_check_untestable(check, "server/response/answered failed");
    return false;
}

void pc_check_subject(struct pc_check *check) {
    enum pc_subject subject = check->one->subject;
    const struct pc_judgements *all = judgements(check);
    if (!can_be_asked(check, subject))
        return;
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].subject == subject)
            pc_check_finding(check, all->items[i].level, &all->items[i].finding);
    }
}

static bool same(const char *a, const char *b) {
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool claims(const struct pc_case *one, const struct pc_judgement *judgement) {
    return same(one->schema_pointer, judgement->schema_pointer) &&
           same(one->pointer, judgement->instance_pointer);
}

/* The place a case asks about may not exist in this answer: a member of a null object, the type of a missing
 * key. */
static bool place_exists(struct pc_check *check) {
    const char *pointer = check->one->pointer;
    struct pc_json_value root = pc_judge_body(check->judge, pc_check_exchange(check));
    if (pc_json_exists(pc_json_pointer_get(root, pc_view_of(pointer))))
        return true;
    const char *slash = strrchr(pointer, '/');
    size_t parent_size = slash == NULL ? 0 : (size_t)(slash - pointer);
    struct pc_json_value parent = pc_json_pointer_get(root, (struct pc_view){pointer, parent_size});
    bool asks_for_the_key = strstr(check->one->schema_pointer, "/required/") != NULL;
    if (pc_json_type(parent) == PC_JSON_OBJECT) {
        if (!asks_for_the_key)
            pc_check_not_applicable(check, "no %s in this answer", pointer);
        return asks_for_the_key;
    }
    pc_check_not_applicable(check, "%.*s is no object in this answer",
                            parent_size == 0 ? (int)strlen("the body") : (int)parent_size,
                            parent_size == 0 ? "the body" : pointer);
    return false;
}

void pc_check_schema_place(struct pc_check *check) {
    if (!pc_check_has_body(check))
        return;
    const struct pc_judgements *all = judgements(check);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].subject == PC_SUBJECT_SCHEMA && claims(check->one, &all->items[i]))
            pc_check_finding(check, check->one->level, &all->items[i].finding);
    }
    if (check->findings.count == 0)
        place_exists(check);
}

static bool is_claimed(const struct pc_check *check, const struct pc_judgement *judgement) {
    for (size_t i = 0; i < check->all_count; i++) {
        if (check->all[i]->check == pc_check_schema_place && claims(check->all[i], judgement))
            return true;
    }
    return false;
}

void pc_check_schema_rest(struct pc_check *check) {
    if (!pc_check_has_body(check))
        return;
    const struct pc_judgements *all = judgements(check);
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].subject == PC_SUBJECT_SCHEMA && !is_claimed(check, &all->items[i]))
            pc_check_finding(check, check->one->level, &all->items[i].finding);
    }
}
