/* RFC 3339 section 5.6 and 5.7, sentence by sentence. */
#include "support.h"

#include "pc_format.h"

static const char *const valid[] = {
    "1985-04-12T23:20:50.52Z", /* section 5.8's examples */
    "1996-12-19T16:39:57-08:00",      "1990-12-31T23:59:60Z",
    "1990-12-31T15:59:60-08:00",      "1937-01-01T12:00:27.87+00:20",
    "2026-01-02T03:04:05Z",           "2026-01-02t03:04:05z", /* "T" and "Z" may be lower case */
    "2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.1234567890123456789012345678901234567890Z",
    "2026-01-02T03:04:05.0+05:30",    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999Z",       "2024-02-29T00:00:00Z", /* leap years: by 4, */
    "2000-02-29T00:00:00Z",                                   /* by 400 */
    "2026-01-31T00:00:00Z",           "2026-04-30T00:00:00Z",
    "2026-01-02T03:04:05-00:00", /* section 4.3: offset unknown */
    "2026-01-02T03:04:05+23:59",      "2026-01-02T03:04:05-23:59",
    "1998-12-31T23:59:60.9Z",         "1998-12-31T15:59:60.123-08:00", /* 23:59:60 in UTC */
    "1999-01-01T05:29:60+05:30",                                       /* the next day already */
    "1999-01-01T00:58:60+00:59",
};

static const char *const invalid[] = {
    "",
    "yesterday",
    "2026-01-02",
    "03:04:05Z",
    "2026-01-02T03:04:05",  /* no offset */
    "2026-01-02 03:04:05Z", /* the note of section 5.6 lets applications choose a space, the grammar does not
                             */
    "2026-01-02_03:04:05Z",
    "2026-01-02T03:04Z",
    "2026-01-02T03Z",
    "2026-1-02T03:04:05Z", /* one digit */
    "2026-01-2T03:04:05Z",
    "2026-01-02T3:04:05Z",
    "2026-01-02T03:4:05Z",
    "2026-01-02T03:04:5Z",
    "26-01-02T03:04:05Z",
    "02026-01-02T03:04:05Z",
    "+2026-01-02T03:04:05Z",
    "-2026-01-02T03:04:05Z",
    "2026-00-02T03:04:05Z",
    "2026-13-02T03:04:05Z",
    "2026-01-00T03:04:05Z",
    "2026-01-32T03:04:05Z",
    "2026-02-29T03:04:05Z", /* no leap year */
    "1900-02-29T03:04:05Z", /* by 100 */
    "2100-02-29T03:04:05Z",
    "2024-02-30T03:04:05Z",
    "2026-04-31T03:04:05Z",
    "2026-06-31T03:04:05Z",
    "2026-09-31T03:04:05Z",
    "2026-11-31T03:04:05Z",
    "2026-01-02T24:00:00Z",
    "2026-01-02T25:04:05Z",
    "2026-01-02T03:60:05Z",
    "2026-01-02T03:04:61Z",
    "2026-01-02T03:04:60Z", /* no leap second then */
    "1998-12-31T22:59:60Z",
    "1998-12-31T23:58:60Z",
    "1998-12-31T23:59:60-08:00",
    "1998-12-31T23:59:60+00:01",
    "1998-12-31T23:59:61Z",
    "2026-01-02T03:04:05.Z", /* a point without digits */
    "2026-01-02T03:04:05,5Z",
    "2026-01-02T03:04:05.5.5Z",
    "2026-01-02T03:04:05.-5Z",
    "2026-01-02T03:04:05+0100",
    "2026-01-02T03:04:05+01",
    "2026-01-02T03:04:05+1:00",
    "2026-01-02T03:04:05+24:00",
    "2026-01-02T03:04:05+01:60",
    "2026-01-02T03:04:05+01:00Z",
    "2026-01-02T03:04:05Z+01:00",
    "2026-01-02T03:04:05 Z",
    "2026-01-02T03:04:05ZZ",
    "2026-01-02T03:04:05Z ",
    " 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05Z\n",
    "2026-01-02T03:04:05z0",
    "2026-01-02T03:04:05X",
    "2026-01-02T03:04:05\u221201:00", /* U+2212 is no hyphen-minus */
    "2026-01-0\u0662T03:04:05Z",      /* an Arabic-Indic two */
    "\uFF12026-01-02T03:04:05Z",      /* a full-width two */
    "2026/01/02T03:04:05Z",
    "2026-001T03:04:05Z",
    "2026-W01-1T03:04:05Z",
    "20260102T030405Z",
};

static void test_valid(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++)
        if (!pc_format_date_time(pc_view_of(valid[i])))
            fail_msg("refused: %s", valid[i]);
}

static void test_invalid(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof invalid / sizeof invalid[0]; i++)
        if (pc_format_date_time(pc_view_of(invalid[i])))
            fail_msg("accepted: %s", invalid[i]);
}

/* Nothing behind the view is looked at, and a NUL ends nothing. */
static void test_view(void **state) {
    (void)state;
    const char text[] = "2026-01-02T03:04:05Z";
    const char nul[] = "2026-01-02T03:04:05Z\0";
    assert_true(pc_format_date_time((struct pc_view){text, sizeof text - 1}));
    assert_false(pc_format_date_time((struct pc_view){text, sizeof text - 2}));
    assert_false(pc_format_date_time((struct pc_view){nul, sizeof nul - 1}));
    assert_false(pc_format_date_time((struct pc_view){NULL, 0}));
}

int run_date_time_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),
        cmocka_unit_test(test_invalid),
        cmocka_unit_test(test_view),
    };
    return cmocka_run_group_tests_name("date-time", tests, NULL, NULL);
}
