/* Every fault is reachable and changes something; no fault is there twice; what the table says of each holds.
 */
#include "battery.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* These need several connections, or wait: test_serve.c. */
static const char *const served_only[] = {"concurrent-500",    "concurrent-two-current", "slow",
                                          "dripping",          "one-at-a-time",          "drops-every-second",
                                          "pipelined-mixed-up"};

static bool is_served_only(const char *name) {
    for (size_t i = 0; i < sizeof served_only / sizeof served_only[0]; i++)
        if (strcmp(served_only[i], name) == 0)
            return true;
    return false;
}

static void blank_behind(struct pc_buf *text, const char *mark, size_t size) {
    for (size_t at = 0; at < text->size; at += strlen(mark)) {
        struct pc_view rest = pc_view_slice(pc_buf_view(text), at, text->size);
        at += pc_view_find(rest, pc_view_of(mark));
        for (size_t i = at; i < text->size && i < at + size; i++)
            text->data[i] = '#';
    }
}

/* What is different from second to second: the Date, and names and times of copies. */
static void blank(struct pc_buf *text) {
    char today[32];
    pc_time_rfc3339((int64_t)time(NULL), today);
    today[sizeof "2026-01-02" - 1] = '\0';
    blank_behind(text, today, sizeof "2026-01-02T03:04:05" - 1);
    blank_behind(text, "Date: ", sizeof "Date: Sun, 06 Nov 1994 08:49:37 GMT" - 1);
    blank_behind(text, "date: ", sizeof "Date: Sun, 06 Nov 1994 08:49:37 GMT" - 1);
    blank_behind(text, "llama-v7.", sizeof "llama-v7.1768269232" - 1);
    blank_behind(text, "llama-v8.", sizeof "llama-v8.1768269232" - 1);
}

/* All answers and the state at the end, as one text. */
static void transcript(struct pc_mock *mock, struct pc_buf *out) {
    pc_buf_init(out, 64 << 20);
    for (size_t i = 0; i < battery_size; i++) {
        struct answer answer;
        put_question(mock, &battery[i].ask, &answer);
        assert_int_equal(pc_buf_appendf(out, "\n%s: after %d\n", battery[i].what, (int)answer.after), PC_OK);
        assert_int_equal(pc_buf_append(out, pc_buf_view(&answer.bytes)), PC_OK);
        clear_answer(&answer);
    }
    assert_int_equal(pc_mock_save(mock, out), PC_OK);
    blank(out);
}

static void every_fault_is_reached_and_changes_something(void **state) {
    struct pc_mock *clean = new_mock_with(NULL);
    struct pc_buf expected;
    size_t wrong = 0;
    (void)state;
    transcript(clean, &expected);
    for (size_t i = 0; i < pc_mock_fault_count(); i++) {
        const struct pc_mock_fault *fault = pc_mock_fault(i);
        struct pc_mock *mock = new_mock_with(fault->name);
        struct pc_buf seen;
        transcript(mock, &seen);
        bool reached = pc_mock_fault_reached(mock, fault->name);
        bool same = pc_view_equal(pc_buf_view(&expected), pc_buf_view(&seen));
        if ((!reached || same) && !is_served_only(fault->name)) {
            print_error("%s: %s, %s\n", fault->name, reached ? "reached" : "not reached",
                        same ? "changes nothing" : "changes something");
            wrong++;
        }
        pc_buf_clear(&seen);
        pc_mock_free(mock);
    }
    assert_int_equal(wrong, 0);
    pc_buf_clear(&expected);
    pc_mock_free(clean);
}

static void nothing_is_reached_without_faults(void **state) {
    struct pc_mock *mock = new_mock_with(NULL);
    struct pc_buf ignored;
    (void)state;
    transcript(mock, &ignored);
    for (size_t i = 0; i < pc_mock_fault_count(); i++)
        assert_false(pc_mock_fault_reached(mock, pc_mock_fault(i)->name));
    assert_int_equal(pc_mock_request_count(mock), battery_size);
    pc_buf_clear(&ignored);
    pc_mock_free(mock);
}

/* Stable for ever: lower case, digits and _ . - (and the names of keys, statuses and numbers as they are). */
static void names_are_well_formed_and_unique(void **state) {
    (void)state;
    for (size_t i = 0; i < pc_mock_fault_count(); i++) {
        const struct pc_mock_fault *fault = pc_mock_fault(i);
        assert_int_equal(
            strspn(fault->name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"),
            strlen(fault->name));
        assert_true(fault->words[0] != '\0' && strchr(fault->words, '\n') == NULL);
        assert_int_equal(fault->legal, fault->kills == NULL);
        if (fault->kills != NULL)
            assert_int_equal(strncmp(fault->kills, "server/", 7), 0);
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(fault->name, pc_mock_fault(k)->name);
    }
    assert_null(pc_mock_fault(pc_mock_fault_count()));
}

static void an_unknown_name_gets_the_nearest(void **state) {
    const char *const names[] = {"missing-statuss"};
    const struct pc_mock_options options = {.faults = names, .fault_count = 1};
    struct pc_mock *mock = NULL;
    struct pc_error err = {0};
    (void)state;
    assert_int_equal(pc_mock_new(&options, &mock, &err), PC_USAGE);
    assert_null(mock);
    assert_non_null(strstr(err.message, "\"missing-statuss\""));
    assert_non_null(strstr(err.message, "\"missing-status\""));
}

static void several_faults_at_once(void **state) {
    const char *const names[] = {"missing-status", "missing-name", "status-201"};
    struct pc_mock *mock = new_mock(names, 3);
    struct answer answer;
    (void)state;
    put_question(mock, &(struct ask){0}, &answer);
    assert_int_equal(answer.status, 201);
    assert_member(&answer, "/status", "");
    assert_member(&answer, "/name", "");
    assert_member(&answer, "/model_id", PC_MOCK_MODEL);
    clear_answer(&answer);
    pc_mock_free(mock);
}

int run_fault_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_reached_and_changes_something),
        cmocka_unit_test(nothing_is_reached_without_faults),
        cmocka_unit_test(names_are_well_formed_and_unique),
        cmocka_unit_test(an_unknown_name_gets_the_nearest),
        cmocka_unit_test(several_faults_at_once),
    };
    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
