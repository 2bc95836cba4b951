#include "cases_internal.h"

#include <stdlib.h>

#define MAX_TEXT 4096

static char *describe(struct pc_json_value value) {
    return pc_json_exists(value) ? pc_view_copy(pc_view_slice(pc_json_raw(value), 0, 200))
                                 : pc_text_copy("no such key");
}

/* Compares the answer's member with the expected JSON value, and reports both as they would stand in the
 * body. */
static void compare(struct pc_check *check, struct pc_json_value seen_value, struct pc_view expected_json) {
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    const struct pc_json_doc *doc = NULL;
    if (reader == NULL || pc_json_read(reader, expected_json, &doc, NULL) != PC_OK) {
        check->out_of_memory = true;
    } else if (!pc_json_equal(seen_value, pc_json_root(doc))) {
        struct pc_json_place place = pc_json_place(seen_value);
        char *at = pc_text_copy(check->one->pointer);
        char *expected = pc_view_copy(expected_json);
        char *seen = describe(seen_value);
        if (at == NULL || expected == NULL || seen == NULL)
            check->out_of_memory = true;
        else
            pc_check_finding(check, check->one->level,
                             &(struct pc_finding){.at = at,
                                                  .expected = expected,
                                                  .seen = seen,
                                                  .line = pc_json_exists(seen_value) ? place.line : 0,
                                                  .column = pc_json_exists(seen_value) ? place.column : 0});
        free(at);
        free(expected);
        free(seen);
    }
    pc_json_reader_free(reader);
}

void pc_check_member_equals(struct pc_check *check) {
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
    if (pc_target_expand(check->target, check->one->expected, PC_IN_BODY, &expected, NULL) == PC_OK)
        compare(check, member, pc_buf_view(&expected));
    else
        pc_check_untestable(check, "the expected value is longer than %d bytes", MAX_TEXT);
    pc_buf_clear(&expected);
}
