#include "fixture.h"

#include <inttypes.h>

static const struct {
    const char *a, *b;
    int order;
} comparisons[] = {
    {"0", "0", 0},
    {"0", "-0", 0},
    {"-0.0", "0e5", 0},
    {"0e999999999999999999999999", "0", 0},
    {"0.000", "0E-99999999999999999999", 0},
    {"1", "1.0", 0},
    {"1", "1.000000000000000000000000000000000000000000000000", 0},
    {"10e-1", "1", 0},
    {"0.1e1", "1", 0},
    {"0.0001e4", "1", 0},
    {"1e0", "1E+0", 0},
    {"1e00000000000000000000000000000000000001", "10", 0},
    {"1e-0", "1", 0},
    {"100", "1e2", 0},
    {"123.456", "1.23456e2", 0},
    {"123.456", "123456e-3", 0},
    {"1200", "12e2", 0},
    {"0.00120", "1.2e-3", 0},
    {"-1.50", "-15e-1", 0},
    {"1e400", "10e399", 0},
    {"1e999999999999", "10e999999999998", 0},
    {"1e1000000000000000000000", "10e999999999999999999999", 0},
    {"0.1e1000000000000000000000", "1e999999999999999999999", 0},
    {"1e-1000000000000000000000", "0.1e-999999999999999999999", 0},
    {"100000e99999999999999999999999999999999999995", "1e100000000000000000000000000000000000000", 0},
    {"0", "1", -1},
    {"-1", "0", -1},
    {"-1", "1", -1},
    {"-2", "-1", -1},
    {"1", "2", -1},
    {"9", "10", -1},
    {"99", "100", -1},
    {"1", "1.0000000000000000000000000000000001", -1},
    {"1.9999999999999999999999999999999999", "2", -1},
    {"9007199254740992", "9007199254740993", -1},
    {"0.30000000000000003", "0.30000000000000004", -1},
    {"9223372036854775807", "9223372036854775808", -1},
    {"12", "123", -1},
    {"1.2", "1.23", -1},
    {"0.1", "0.11", -1},
    {"1e2", "1e3", -1},
    {"9e2", "1e3", -1},
    {"1e-3", "1e-2", -1},
    {"1e-400", "1e400", -1},
    {"0", "1e-99999999999999999999999", -1},
    {"-1e-99999999999999999999999", "0", -1},
    {"-1e400", "-1e399", -1},
    {"1e999999999999", "1e1000000000000", -1},
    {"9.9e999999999999999999999", "1e1000000000000000000000", -1},
    {"9.9e9223372036854775807", "1e9223372036854775808", -1},
    {"1e18446744073709551615", "1e18446744073709551616", -1},
    {"1e-18446744073709551616", "1e-18446744073709551615", -1},
    {"5", "1e99999999999999999999999", -1},
    {"1e-99999999999999999999999", "5", -1},
};

static void test_comparing(void **state) {
    (void)state;
    int failed = 0;
    for (size_t i = 0; i < COUNT(comparisons); i++) {
        struct pc_view a = pc_view_of(comparisons[i].a);
        struct pc_view b = pc_view_of(comparisons[i].b);
        if (pc_json_number_compare(a, b) != comparisons[i].order)
            failed += row_failed(a, "compared with %s: %d", comparisons[i].b, pc_json_number_compare(a, b));
        if (pc_json_number_compare(b, a) != -comparisons[i].order)
            failed += row_failed(b, "compared with %s: %d", comparisons[i].a, pc_json_number_compare(b, a));
        if (pc_json_number_compare(a, a) != 0 || pc_json_number_compare(b, b) != 0)
            failed += row_failed(a, "or %s differs from itself", comparisons[i].b);
    }
    assert_int_equal(failed, 0);
}

/* Exact to the last of a million digits, in the fraction and in the exponent. */
static void test_long_numbers(void **state) {
    (void)state;
    struct pc_buf a, b;
    pc_buf_init(&a, 8u << 20);
    pc_buf_init(&b, 8u << 20);
    static const char *const starts[] = {"1.", "1e"};
    for (size_t i = 0; i < COUNT(starts); i++) {
        pc_buf_reset(&a);
        assert_int_equal(pc_buf_append_text(&a, starts[i]), PC_OK);
        for (size_t digit = 0; digit < 1000000; digit++)
            assert_int_equal(pc_buf_append_byte(&a, (char)('1' + digit % 9)), PC_OK);
        pc_buf_reset(&b);
        assert_int_equal(pc_buf_append(&b, pc_buf_view(&a)), PC_OK);
        assert_int_equal(pc_json_number_compare(pc_buf_view(&a), pc_buf_view(&b)), 0);
        b.data[b.size - 1]++;
        assert_int_equal(pc_json_number_compare(pc_buf_view(&a), pc_buf_view(&b)), -1);
    }
    pc_buf_clear(&a);
    pc_buf_clear(&b);
}

static const struct {
    const char *text;
    bool integer, fits;
    int64_t value;
} integers[] = {
    {"0", true, true, 0},
    {"-0", true, true, 0},
    {"-0.0", true, true, 0},
    {"0e99999999999999999999", true, true, 0},
    {"0.000e-99999999999999999999", true, true, 0},
    {"1", true, true, 1},
    {"-1", true, true, -1},
    {"1.0", true, true, 1},
    {"2e0", true, true, 2},
    {"10e-1", true, true, 1},
    {"100e-2", true, true, 1},
    {"1.5e1", true, true, 15},
    {"0.00012e5", true, true, 12},
    {"-12.3400e2", true, true, -1234},
    {"12e3", true, true, 12000},
    {"1e18", true, true, INT64_C(1000000000000000000)},
    {"9007199254740993", true, true, INT64_C(9007199254740993)},
    {"9223372036854775807", true, true, INT64_MAX},
    {"9223372036854775807.000", true, true, INT64_MAX},
    {"9.223372036854775807e18", true, true, INT64_MAX},
    {"9223372036854775807000e-3", true, true, INT64_MAX},
    {"-9223372036854775808", true, true, INT64_MIN},
    {"-9223372036854775808.0e0", true, true, INT64_MIN},
    {"9223372036854775808", true, false, 0},
    {"-9223372036854775809", true, false, 0},
    {"9999999999999999999", true, false, 0},
    {"10000000000000000000", true, false, 0},
    {"18446744073709551616", true, false, 0},
    {"18446744073709551617", true, false, 0},
    {"1e19", true, false, 0},
    {"1e400", true, false, 0},
    {"-1e99999999999999999999999999", true, false, 0},
    {"1.5e18446744073709551616", true, false, 0},
    {"1.5", false, false, 0},
    {"-0.5", false, false, 0},
    {"1e-1", false, false, 0},
    {"15e-1", false, false, 0},
    {"1.23e1", false, false, 0},
    {"1e-99999999999999999999999", false, false, 0},
    {"9223372036854775807.5", false, false, 0},
    {"1.0000000000000000000000000000000001", false, false, 0},
    {"100e-3", false, false, 0},
};

static void test_integers(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_open(&fixture, NULL);
    int failed = 0;
    for (size_t i = 0; i < COUNT(integers); i++) {
        struct pc_json_value number = fixture_root(&fixture, integers[i].text);
        struct pc_view row = pc_view_of(integers[i].text);
        int64_t value = 0;
        if (pc_json_number_is_integer(number) != integers[i].integer)
            failed += row_failed(row, integers[i].integer ? "is no integer" : "is an integer");
        if (pc_json_number_int64(number, &value) != integers[i].fits || value != integers[i].value)
            failed += row_failed(row, "its value is %" PRId64, value);
        if (!pc_view_equal(pc_json_number_raw(number), row))
            failed += row_failed(row, "its raw text differs");
    }
    int64_t value;
    assert_false(pc_json_number_int64(fixture_root(&fixture, "\"1\""), &value));
    assert_false(pc_json_number_is_integer(fixture_root(&fixture, "[1]")));
    assert_int_equal(pc_json_number_raw(fixture_root(&fixture, "true")).size, 0);
    fixture_close(&fixture);
    assert_int_equal(failed, 0);
}

int run_number_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparing),
        cmocka_unit_test(test_long_numbers),
        cmocka_unit_test(test_integers),
    };
    return cmocka_run_group_tests_name("json: numbers", tests, NULL, NULL);
}
