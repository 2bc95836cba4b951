/* The schema's violations as judgements: one for each place in the body, whatever number of keywords it
 * breaks. */
#include "judge.h"

#include <stdlib.h>
#include <string.h>

struct pc_json_place pc_judge_shift(struct pc_json_place place, uint32_t shift) {
    if (place.line == 1)
        place.column += shift;
    place.offset += shift;
    return place;
}

/* `required` is about the key that is missing: that is the place, so that no other key's judgement folds into
 * it. */
static bool is_about_a_key(const struct pc_violation *violation) {
    return strcmp(violation->keyword, "required") == 0;
}

static enum pc_status fill_texts(struct pc_judge *judge, size_t index, const struct pc_violation *violation,
                                 struct pc_buf *schema_pointer) {
    const struct pc_validator *validator = judge->validator;
    pc_buf_reset(&judge->pointer);
    pc_buf_reset(&judge->expected);
    pc_buf_reset(&judge->seen);
    enum pc_status status = pc_violation_instance_pointer(validator, index, &judge->pointer);
    if (status == PC_OK)
        status = pc_violation_schema_pointer(validator, index, schema_pointer);
    if (status == PC_OK)
        status = pc_violation_expected(validator, index, &judge->expected);
    if (status == PC_OK)
        status = pc_violation_seen(validator, index, &judge->seen);
    if (status != PC_OK || !is_about_a_key(violation))
        return status;
    status = pc_json_pointer_append(&judge->pointer, violation->detail_name);
    if (status == PC_OK)
        status = pc_json_pointer_append_index(schema_pointer, violation->detail);
    if (status == PC_OK)
        status = pc_judge_print(&judge->expected, "the key ");
    if (status == PC_OK)
        status = pc_judge_quote(judge, &judge->expected, violation->detail_name);
    return status == PC_OK ? pc_judge_print(&judge->seen, "no such key") : status;
}

static struct pc_judgement *find_place(const struct pc_judgements *judgements, size_t first,
                                       const char *instance_pointer) {
    for (size_t i = first; i < judgements->count; i++) {
        struct pc_judgement *one = &judgements->items[i];
        if (one->subject == PC_SUBJECT_SCHEMA && strcmp(one->instance_pointer, instance_pointer) == 0)
            return one;
    }
    return NULL;
}

/* One more keyword that the same value breaks: what it wants is mentioned behind the first. */
static enum pc_status mention(struct pc_judgement *judgement, const char *expected) {
    char *old = judgement->finding.expected;
    if (old == NULL || strlen(old) + strlen(expected) > PC_JUDGE_MAX_TEXT)
        return PC_OK;
    char *both = pc_text_format("%s; %s", old, expected);
    if (both == NULL)
        return PC_NO_MEMORY;
    free(old);
    judgement->finding.expected = both;
    return PC_OK;
}

/* A value of the wrong type breaks its other keywords too: the type is the cause, wherever it stands among
 * them. */
static bool is_cause(const struct pc_violation *violation, const struct pc_judgement *known) {
    size_t size = strlen(known->schema_pointer);
    return strcmp(violation->keyword, "type") == 0 &&
           (size < 5 || strcmp(known->schema_pointer + size - 5, "/type") != 0);
}

/* Puts the judgement that was added last in the place of `place`, which it explains. */
static enum pc_status replace(struct pc_judgements *judgements, struct pc_judgement *place) {
    struct pc_judgement consequence = *place;
    *place = judgements->items[--judgements->count];
    enum pc_status status = mention(place, consequence.finding.expected);
    pc_judgement_clear(&consequence);
    return status;
}

static enum pc_status report_violation(struct pc_judge *judge, size_t index, uint32_t shift,
                                       struct pc_judgements *out) {
    struct pc_buf schema_pointer = {.limit = PC_JUDGE_MAX_POINTER};
    struct pc_buf cite = {.limit = PC_JUDGE_MAX_POINTER};
    struct pc_violation violation = pc_validation_get(judge->validator, index);
    enum pc_status status = fill_texts(judge, index, &violation, &schema_pointer);
    if (status == PC_OK)
        status = pc_buf_appendf(&cite, "spec:%s", schema_pointer.data);
    if (status != PC_OK)
        goto cleanup;
    const char *pointer = judge->pointer.data == NULL ? "" : judge->pointer.data;
    struct pc_judgement *known = find_place(out, judge->first, pointer);
    if (known != NULL && !is_cause(&violation, known)) {
        status = mention(known, judge->expected.data);
        goto cleanup;
    }
    bool explains = known != NULL;
    const struct pc_report report = {
        .subject = PC_SUBJECT_SCHEMA,
        .cite = cite.data,
        .schema_pointer = schema_pointer.data,
        .instance_pointer = pointer,
        .at = pointer,
        .place = pc_judge_shift(violation.place, shift),
        .expected = judge->expected.data,
        .seen = judge->seen.data,
    };
    status = pc_judge_report(judge, &report, out);
    if (status == PC_OK && explains)
        status = replace(out, find_place(out, judge->first, pointer));

cleanup:
    pc_buf_clear(&schema_pointer);
    pc_buf_clear(&cite);
    return status;
}

enum pc_status pc_judge_shape(struct pc_judge *judge, struct pc_json_value root,
                              const struct pc_schema *schema, uint32_t shift, struct pc_judgements *out,
                              struct pc_error *err) {
    enum pc_status status = pc_validate(judge->validator, schema, root, PC_VALIDATE_ALL, err);
    for (size_t i = 0; status == PC_OK && i < pc_validation_count(judge->validator); i++)
        status = report_violation(judge, i, shift, out);
    return status;
}
