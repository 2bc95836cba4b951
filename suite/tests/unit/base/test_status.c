#include "fixture.h"

#include <string.h>

static void test_names_and_sentences(void **state) {
    (void)state;
    assert_string_equal(pc_status_name(PC_OK), "OK");
    assert_string_equal(pc_status_name(PC_NO_MEMORY), "NO_MEMORY");
    assert_string_equal(pc_status_sentence(PC_LIMIT), "a limit was reached");
    assert_string_equal(pc_status_name((enum pc_status)1000), "UNKNOWN");
    assert_string_equal(pc_status_sentence((enum pc_status)1000), "an unknown status");
    for (int status = PC_OK; status <= PC_INTERNAL; status++) {
        assert_true(strlen(pc_status_name((enum pc_status)status)) > 0);
        assert_true(strlen(pc_status_sentence((enum pc_status)status)) > 0);
    }
}

static void test_the_first_error_wins(void **state) {
    (void)state;
    struct pc_error err = {0};
    assert_int_equal(pc_error_set(&err, PC_IO, "cannot read %s", "a"), PC_IO);
    assert_int_equal(pc_error_set(&err, PC_LIMIT, "too large"), PC_LIMIT);
    assert_int_equal(err.status, PC_IO);
    assert_string_equal(err.message, "cannot read a");
    pc_error_clear(&err);
    assert_int_equal(err.status, PC_OK);
    assert_string_equal(err.message, "");
    assert_int_equal(pc_error_set(&err, PC_LIMIT, "too large"), PC_LIMIT);
    assert_string_equal(err.message, "too large");
    assert_int_equal(pc_error_set(NULL, PC_USAGE, "unheard"), PC_USAGE);
    pc_error_clear(NULL);
}

static void test_a_message_is_one_line(void **state) {
    (void)state;
    struct pc_error err = {0};
    pc_error_set(&err, PC_IO, "cannot read %s", "a\r\nb\x1B[31m\x7F\tc\xC3\xA9");
    assert_string_equal(err.message, "cannot read a??b?[31m??c\xC3\xA9");
}

/* Cut at the message's size, never within a character. */
static void test_long_messages(void **state) {
    (void)state;
    static const char *const characters[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < COUNT(characters); i++) {
        for (size_t shift = 0; shift < 4; shift++) {
            char text[2 * PC_ERROR_MESSAGE_SIZE + 8] = "xxx";
            size_t size = shift;
            while (size < sizeof text - 8) {
                memcpy(text + size, characters[i], strlen(characters[i]) + 1);
                size += strlen(characters[i]);
            }
            struct pc_error err = {0};
            pc_error_set(&err, PC_IO, "%s", text);
            size_t length = strlen(err.message);
            size_t width = strlen(characters[i]);
            assert_int_equal(length, shift + (PC_ERROR_MESSAGE_SIZE - 1 - shift) / width * width);
            assert_memory_equal(err.message, text, length);
        }
    }
}

int run_status_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_and_sentences),
        cmocka_unit_test(test_the_first_error_wins),
        cmocka_unit_test(test_a_message_is_one_line),
        cmocka_unit_test(test_long_messages),
    };
    return cmocka_run_group_tests_name("base: statuses and errors", tests, NULL, NULL);
}
