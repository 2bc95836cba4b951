#include "cases_internal.h"

#include <stdlib.h>

#define MAX_TEXT  4096
#define SEEN_SIZE 200

void pc_check_report_member(struct pc_check *check, enum pc_level level, const char *at, const char *expected,
                            struct pc_json_value seen) {
    bool exists = pc_json_exists(seen);
    struct pc_json_place place = pc_json_place(seen);
    struct pc_finding finding = {
        .at = pc_text_copy(at),
        .expected = pc_text_copy(expected),
        .line = exists ? place.line : 0,
        .column = exists ? place.column : 0,
        .seen = exists ? pc_view_copy(pc_view_slice(pc_json_raw(seen), 0, SEEN_SIZE))
                       : pc_text_copy("no such key"),
    };
    if (finding.at == NULL || finding.expected == NULL || finding.seen == NULL)
        check->out_of_memory = true;
    else
        pc_check_finding(check, level, &finding);
    free(finding.at);
    free(finding.expected);
    free(finding.seen);
}

/* Compares the answer's member with the expected JSON value, and reports both as they would stand in the
 * body. */
static void compare(struct pc_check *check, struct pc_json_value seen, struct pc_view expected_json) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    char *expected = pc_view_copy(expected_json);
    if (expected == NULL || reader == NULL || pc_json_read(reader, expected_json, &doc, NULL) != PC_OK)
        check->out_of_memory = true;
    else if (!pc_json_equal(seen, pc_json_root(doc)))
        pc_check_report_member(check, check->one->level, check->one->pointer, expected, seen);
    free(expected);
    pc_json_reader_free(reader);
}

void pc_check_member_is(struct pc_check *check, const char *expected_template) {
    if (!pc_check_has_body(check))
        return;
    struct pc_json_value root = pc_judge_body(check->judge, pc_check_exchange(check));
    struct pc_json_value member = pc_json_pointer_get(root, pc_view_of(check->one->pointer));
    if (!pc_json_exists(member)) {
        pc_check_not_applicable(check, "no %s in this answer", check->one->pointer);
        return;
    }
    struct pc_buf expected;
    pc_buf_init(&expected, MAX_TEXT);
    if (pc_target_expand(check->target, expected_template, PC_IN_BODY, &expected, NULL) == PC_OK)
        compare(check, member, pc_buf_view(&expected));
    else
        pc_check_untestable(check, "the expected value is longer than %d bytes", MAX_TEXT);
    pc_buf_clear(&expected);
}

void pc_check_member_equals(struct pc_check *check) {
    pc_check_member_is(check, check->one->expected);
}
