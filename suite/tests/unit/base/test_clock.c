#include "fixture.h"

static void test_rfc3339(void **state) {
    (void)state;
    static const struct {
        int64_t seconds;
        const char *text;
    } rows[] = {
        {0, "1970-01-01T00:00:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {951782400, "2000-02-29T00:00:00Z"},
        {1767323045, "2026-01-02T03:04:05Z"},
        {4107542400, "2100-03-01T00:00:00Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
        {253402300800, "1970-01-01T00:00:00Z"}, /* the year 10000 cannot be said */
        {INT64_MAX, "1970-01-01T00:00:00Z"},
        {INT64_MIN, "1970-01-01T00:00:00Z"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        char text[32];
        pc_time_rfc3339(rows[i].seconds, text);
        assert_string_equal(text, rows[i].text);
    }
}

static void test_the_clock_never_goes_back(void **state) {
    (void)state;
    int64_t before = pc_clock_ms();
    assert_true(before > 0);
    for (int i = 0; i < 1000; i++) {
        int64_t now = pc_clock_ms();
        assert_true(now >= before);
        before = now;
    }
}

int run_clock_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rfc3339),
        cmocka_unit_test(test_the_clock_never_goes_back),
    };
    return cmocka_run_group_tests_name("base: time", tests, NULL, NULL);
}
