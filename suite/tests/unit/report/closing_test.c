/* The last two lines, which scripts read. */
#include "support.h"

static void lines(void **state) {
    (void)state;
    static const struct {
        struct pc_summary summary;
        const char *text;
    } table[] = {
        {{.passed = 0}, "no warnings, no notes\n0 passed, 0 failed, 0 skipped\n"},
        {{.by_verdict = {[PC_VERDICT_WARN] = 1, [PC_VERDICT_NOTE] = 1}, .passed = 2},
         "1 warning, 1 note\n2 passed, 0 failed, 0 skipped\n"},
        {{.by_verdict = {[PC_VERDICT_WARN] = 2, [PC_VERDICT_NOTE] = 30},
          .passed = 201,
          .failed = 3,
          .skipped = 9},
         "2 warnings, 30 notes\n201 passed, 3 failed, 9 skipped\n"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct pc_buf out;
        pc_buf_init(&out, SIZE_MAX);
        assert_int_equal(pc_report_closing(&table[i].summary, &out), PC_OK);
        assert_string_equal(out.data, table[i].text);
        pc_buf_clear(&out);
    }
}

int run_closing_tests(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lines)};
    return cmocka_run_group_tests_name("closing", tests, NULL, NULL);
}
