/* RFC 3339 date-times, by the codec's own reading. */
#include "date_time.h"
#include "fixture.h"

#include <string.h>

static const char *const date_times[] = {
    "2026-01-02T03:04:05Z",
    "2026-01-02t03:04:05z",
    "2026-01-02T03:04:05.1Z",
    "2026-01-02T03:04:05.123456789+05:30",
    "2026-01-02T03:04:05.00000000000000000000000000000000000000000000001-23:59",
    "2026-01-02T00:00:00-00:00",
    "2026-12-31T23:59:59+23:59",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2024-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
    "0000-02-29T00:00:00Z",
    /* leap seconds: 23:59:60 in UTC, whatever the local time is */
    "1998-12-31T23:59:60Z",
    "1998-12-31T15:59:60.123-08:00",
    "1999-01-01T05:29:60+05:30",
    "1999-01-01T23:58:60+23:59",
    "1998-12-31T00:00:60-23:59",
};

static const char *const no_date_times[] = {
    "",
    "2026-01-02",
    "2026-01-02T",
    "2026-01-02T03:04Z",
    "2026-01-02T03:04:05",
    "2026-01-02 03:04:05Z",
    "2026-01-02T03:04:05 Z",
    " 2026-01-02T03:04:05Z",
    "2026-01-02T03:04:05Z ",
    "2026-01-02T03:04:05Z\n",
    "2026-01-02T03:04:05.Z",
    "2026-01-02T03:04:05,1Z",
    "2026-01-02T03:04:05+0530",
    "2026-01-02T03:04:05+05",
    "2026-01-02T03:04:05+5:30",
    "2026-01-02T03:04:05+24:00",
    "2026-01-02T03:04:05+05:60",
    "2026-01-02T03:04:05+05:30Z",
    "2026-01-02T03:04:05ZZ",
    "2026-00-02T03:04:05Z",
    "2026-13-02T03:04:05Z",
    "2026-01-00T03:04:05Z",
    "2026-01-32T03:04:05Z",
    "2026-04-31T03:04:05Z",
    "2026-02-29T03:04:05Z",
    "1900-02-29T03:04:05Z",
    "2024-02-30T03:04:05Z",
    "2026-01-02T24:00:00Z",
    "2026-01-02T03:60:05Z",
    "2026-01-02T03:04:61Z",
    "2026-01-02T03:04:60Z",
    "1998-12-31T23:58:60Z",
    "1998-12-31T22:59:60Z",
    "1998-12-31T23:59:60+01:00",
    "26-01-02T03:04:05Z",
    "12026-01-02T03:04:05Z",
    "+2026-01-02T03:04:05Z",
    "-026-01-02T03:04:05Z",
    "2026-1-2T03:04:05Z",
    "2026-W01-5T03:04:05Z",
    "2026-002T03:04:05Z",
    "20260102T030405Z",
    "2026-01-02T3:04:05Z",
    "2026-01-02T03:04:05−05:30", /* U+2212 for the minus */
    "２０26-01-02T03:04:05Z",    /* full-width digits */
    "1767323045",
    "Fri, 02 Jan 2026 03:04:05 GMT",
};

static void takes_date_times(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof date_times / sizeof date_times[0]; i++)
        if (!codec_is_date_time(pc_view_of(date_times[i])))
            fail_msg("not taken: %s", date_times[i]);
}

static void takes_nothing_else(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof no_date_times / sizeof no_date_times[0]; i++)
        if (codec_is_date_time(pc_view_of(no_date_times[i])))
            fail_msg("taken: %s", no_date_times[i]);
    assert_false(codec_is_date_time((struct pc_view){NULL, 0}));
    assert_false(codec_is_date_time((struct pc_view){"2026-01-02T03:04:05Z\0", 21}));
}

/* No part of a date-time is one: every cut in the shortest form is seen. */
static void takes_no_beginning(void **state) {
    (void)state;
    for (size_t size = 0; size < strlen(date_times[0]); size++)
        assert_false(codec_is_date_time((struct pc_view){date_times[0], size}));
}

int run_date_time_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_date_times),
        cmocka_unit_test(takes_nothing_else),
        cmocka_unit_test(takes_no_beginning),
    };
    return cmocka_run_group_tests_name("codec/date_time", tests, NULL, NULL);
}
