/* A codec takes a text exactly when the schema does, but for the exceptions of contract_answer.h; what it
 * decodes it can encode, to a text that the contract takes and that says the same; that text decodes again,
 * and encodes to the same bytes. */
#include "codec_check.h"

#include "contract_answer.h"
#include "support.h"
#include "tell.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool same(const struct contract_reading *reading, const struct pc_schema_member *member,
                 struct pc_json_value before, struct pc_json_value after) {
    if (!pc_json_exists(after) || !pc_json_exists(before)) {
        /* Absence and the default say the same. */
        struct pc_json_value there = pc_json_exists(after) ? after : before;
        struct pc_json_value fallback = contract_default(member);
        return !pc_json_exists(there) || (pc_json_exists(fallback) && pc_json_equal(there, fallback));
    }
    if (pc_json_type(before) != pc_json_type(after))
        return false;
    /* A codec may keep a point in time, and write it in another way: the schema sees that it is one. */
    bool may_differ = member->format != NULL ||
                      (pc_json_type(before) == PC_JSON_NUMBER && reading->answer == CONTRACT_IS_OPEN) ||
                      pc_json_type(before) == PC_JSON_OBJECT ||
                      (pc_json_type(before) == PC_JSON_STRING &&
                       (reading->has_lone_surrogates || reading->has_nul_characters));
    return may_differ || pc_json_equal(before, after);
}

static struct pc_view shown(struct pc_json_value value) {
    return pc_json_exists(value) ? pc_json_raw(value) : PC_VIEW("nothing");
}

/* Nothing is lost and nothing invented. Which of two members of one name counts is the codec's choice. */
static void check_members(enum codec_message message, const struct contract_reading *reading,
                          struct pc_view written) {
    const struct pc_schema *schema = contract_schema(message);
    const struct pc_json_doc *doc =
        contract_read_written(message, written, reading->answer == CONTRACT_TAKES);
    struct pc_json_value after[CONTRACT_MAX_MEMBERS];
    contract_members(message, pc_json_root(doc), after);
    for (size_t i = 0; i < pc_schema_member_count(schema) && !reading->repeats_names; i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        char sentence[256];
        if (same(reading, member, reading->members[i], after[i]))
            continue;
        snprintf(sentence, sizeof sentence, "the member %s keeps its value", member->instance_pointer);
        tell_violated(sentence, (struct tell_line){"read", shown(reading->members[i])},
                      (struct tell_line){"written", shown(after[i])});
    }
}

static void check_round_trip(enum codec_message message, const struct contract_reading *reading,
                             const void *value) {
    size_t size = 0, size_again = 0;
    char *text = tested_encode(message, value, &size);
    fuzz_require(text != NULL, "what was decoded can be encoded");
    check_members(message, reading, (struct pc_view){text, size});

    char *exact = fuzz_exact_copy((const uint8_t *)text, size);
    void *second = tested_decode(message, exact, size);
    if (second == NULL)
        tell_violated("what was encoded can be decoded",
                      (struct tell_line){"written", (struct pc_view){text, size}}, (struct tell_line){0});
    free(exact);
    char *again = tested_encode(message, second, &size_again);
    fuzz_require(again != NULL, "what was decoded again can be encoded");
    if (size != size_again || memcmp(text, again, size) != 0)
        tell_unequal("encoding is a fixpoint", (struct tell_line){"written", (struct pc_view){text, size}},
                     (struct tell_line){"written again", (struct pc_view){again, size_again}});
    tested_free_text(again);
    tested_free(message, second);
    tested_free_text(text);
}

void codec_check(enum codec_message message, struct pc_view text, const struct contract_reading *reading) {
    void *value = tested_decode(message, text.data, text.size);
    if (value != NULL && reading->answer == CONTRACT_REFUSES)
        tell_refused("the codec takes only what the contract takes",
                     reading->doc != NULL ? reading->doc : contract_document(text), reading->violations,
                     (struct tell_line){0});
    if (value == NULL && reading->answer == CONTRACT_TAKES)
        tell_violated("the codec takes what the contract takes",
                      (struct tell_line){"refused", pc_json_doc_text(reading->doc)}, (struct tell_line){0});
    if (value != NULL)
        check_round_trip(message, reading, value);
    tested_free(message, value);
}
