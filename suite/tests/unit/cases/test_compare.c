/* What counts as the same value, as less exact, as lost, as invented. */
#include "test_compare.h"

#include "client_internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct pc_schema_member plain = {.instance_pointer = "/x"};
static const struct pc_schema_member time_member = {.instance_pointer = "/t", .format = "date-time"};
static const char *const words[] = {"ACTIVE", "FAILED"};
static const struct pc_schema_member word_member = {
    .instance_pointer = "/s", .enum_strings = words, .enum_count = 2};

#define T "\"2026-01-02T03:04:05"

static const struct {
    const struct pc_schema_member *member;
    const char *sent; /* JSON; NULL: no value */
    const char *held;
    enum pc_likeness likeness;
} rows[] = {
    {&plain, "5", "5", PC_SAME},
    {&plain, "5.0", "5", PC_SAME},
    {&plain, "5", "5e0", PC_SAME},
    {&plain, "null", NULL, PC_SAME},
    {&plain, NULL, "null", PC_SAME},
    {&plain, "null", "0", PC_INVENTED},
    {&plain, NULL, "\"\"", PC_INVENTED},
    {&plain, "null", "{}", PC_INVENTED},
    {&plain, "0", "null", PC_LOST},
    {&plain, "0", "false", PC_ALIKE},
    {&plain, "7", "true", PC_ALIKE},
    {&plain, "7", "false", PC_INVENTED},
    {&plain, "\"7\"", "7", PC_ALIKE},
    {&plain, "7", "\"7\"", PC_ALIKE},
    {&plain, "true", "\"true\"", PC_ALIKE},
    {&plain, "true", "false", PC_INVENTED},
    {&plain, "1.5", "1", PC_INVENTED},
    {&plain, "[1]", "0", PC_INVENTED},
    {&plain, "\"007\"", "7", PC_INVENTED},
    {&plain, "\"a\"", "\"A\"", PC_INVENTED},
    {&plain, "9007199254740993", "9007199254740992", PC_ALIKE},
    {&plain, "9007199254740993", "0", PC_INVENTED},
    {&plain, "9007199254740993", "-1", PC_INVENTED},
    {&plain, "1e400", "1.7976931348623157e308", PC_ALIKE},
    {&plain, "2147483648", "2147483647", PC_INVENTED},
    {&word_member, "\"PAUSED\"", "\"PAUSED\"", PC_SAME},
    {&word_member, "\"PAUSED\"", "\"UNKNOWN\"", PC_ALIKE},
    {&word_member, "\"PAUSED\"", "\"ACTIVE\"", PC_INVENTED},
    {&word_member, "\"ACTIVE\"", "\"FAILED\"", PC_INVENTED},
    {&word_member, "\"ACTIVE\"", "\"UNKNOWN\"", PC_INVENTED},
    {&time_member, T ".1Z\"", T ".001Z\"", PC_INVENTED},
    {&time_member, T ".25Z\"", T ".025Z\"", PC_INVENTED},
    {&time_member, T ".987Z\"", T "Z\"", PC_ALIKE},
    {&time_member, T ".987654Z\"", T ".99Z\"", PC_ALIKE},
    {&time_member, T ".987654321Z\"", T ".987Z\"", PC_SAME},
    {&time_member, T ".6Z\"", "\"2026-01-02T03:04:06Z\"", PC_ALIKE},
    {&time_member, T "Z\"", T "Z\"", PC_SAME},
    {&time_member, T "Z\"", T "+00:00\"", PC_SAME},
    {&time_member, T "Z\"", T ".000Z\"", PC_SAME},
    {&time_member, T "Z\"", "\"2026-01-02 03:04:05\"", PC_SAME},
    {&time_member, T "Z\"", "\"2026-01-02T08:34:05+05:30\"", PC_SAME},
    {&time_member, "\"2026-01-01T19:04:05-08:00\"", T "Z\"", PC_SAME},
    {&time_member, T ".123456789Z\"", T ".123Z\"", PC_SAME},
    {&time_member, T ".9999999Z\"", "\"2026-01-02T03:04:06Z\"", PC_SAME},
    {&time_member, T ".5Z\"", T "Z\"", PC_ALIKE},
    {&time_member, T "Z\"", "1767323045", PC_SAME},
    {&time_member, T ".5Z\"", "1767323045500", PC_SAME},
    {&time_member, T "Z\"", "1767323047", PC_INVENTED},
    {&time_member, T "+05:30\"", T "Z\"", PC_INVENTED},
    {&time_member, T "Z\"", "\"2026-01-02T03:04:07Z\"", PC_INVENTED},
    {&time_member, "1.5", "\"1970-01-01T00:00:01.500000+00:00\"", PC_ALIKE},
    {&time_member, "7", "\"1970-01-01T00:00:00.007Z\"", PC_ALIKE},
    {&time_member, "7", "\"1970-01-01T00:00:00Z\"", PC_INVENTED},
    {&time_member, "7", T "Z\"", PC_INVENTED},
    {&time_member, "\"last Tuesday\"", T "Z\"", PC_INVENTED},
    {&time_member, "\"last Tuesday\"", "\"last Tuesday\"", PC_SAME},
    {&time_member, "\"2028-02-29T23:59:59Z\"", "\"2028-03-01T00:59:59+01:00\"", PC_SAME},
};

static struct pc_json_value read_value(struct pc_json_reader *reader, const char *text) {
    const struct pc_json_doc *doc = NULL;
    if (text == NULL)
        return (struct pc_json_value){0};
    assert_int_equal(pc_json_read(reader, pc_view_of(text), &doc, NULL), PC_OK);
    return pc_json_root(doc);
}

static void test_rows(void **state) {
    (void)state;
    struct pc_json_reader *first = pc_json_reader_new(NULL);
    struct pc_json_reader *second = pc_json_reader_new(NULL);
    for (size_t i = 0; i < COUNT(rows); i++) {
        enum pc_likeness seen = pc_compare_values(rows[i].member, read_value(first, rows[i].sent),
                                                  read_value(second, rows[i].held));
        if (seen != rows[i].likeness)
            fail_msg("%s, held as %s: %d, not %d", rows[i].sent != NULL ? rows[i].sent : "nothing",
                     rows[i].held != NULL ? rows[i].held : "nothing", (int)seen, (int)rows[i].likeness);
    }
    pc_json_reader_free(first);
    pc_json_reader_free(second);
}

int run_compare_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows)};
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL) != 0;
}
