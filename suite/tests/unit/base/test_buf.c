#include "fixture.h"

#include <stdlib.h>
#include <string.h>

static void test_appending(void **state) {
    (void)state;
    struct pc_buf buf;
    pc_buf_init(&buf, 1000);
    assert_null(buf.data);
    assert_int_equal(pc_buf_view(&buf).size, 0);
    assert_int_equal(pc_buf_append_text(&buf, "ab"), PC_OK);
    assert_int_equal(pc_buf_append(&buf, (struct pc_view){"c\0d", 3}), PC_OK);
    assert_int_equal(pc_buf_append_byte(&buf, 'e'), PC_OK);
    assert_int_equal(pc_buf_appendf(&buf, "%d%s", 12, "f"), PC_OK);
    assert_int_equal(pc_buf_append(&buf, (struct pc_view){0}), PC_OK);
    assert_int_equal(pc_buf_append_text(&buf, NULL), PC_OK);
    assert_int_equal(buf.size, 9);
    assert_memory_equal(buf.data, "abc\0de12f", 10); /* the NUL behind it too */
    assert_true(pc_view_equal(pc_buf_view(&buf), (struct pc_view){"abc\0de12f", 9}));

    char *memory = buf.data;
    pc_buf_reset(&buf);
    assert_int_equal(buf.size, 0);
    assert_string_equal(buf.data, "");
    assert_ptr_equal(buf.data, memory);
    pc_buf_clear(&buf);
    assert_null(buf.data);
    assert_int_equal(buf.limit, 1000);
    assert_int_equal(pc_buf_append_text(&buf, "again"), PC_OK);
    assert_string_equal(buf.data, "again");
    pc_buf_clear(&buf);
    pc_buf_clear(NULL);
    struct pc_buf zero = {0};
    pc_buf_reset(&zero);
    pc_buf_clear(&zero);
}

static void test_the_limit(void **state) {
    (void)state;
    struct pc_buf buf;
    pc_buf_init(&buf, 5);
    assert_int_equal(pc_buf_append_text(&buf, "123456"), PC_LIMIT);
    assert_int_equal(buf.size, 0);
    assert_int_equal(pc_buf_append_text(&buf, "1234"), PC_OK);
    assert_int_equal(pc_buf_append_text(&buf, "56"), PC_LIMIT);
    assert_int_equal(pc_buf_appendf(&buf, "%d", 56), PC_LIMIT);
    assert_int_equal(pc_buf_reserve(&buf, 2), PC_LIMIT);
    assert_int_equal(pc_buf_reserve(&buf, SIZE_MAX), PC_LIMIT);
    assert_string_equal(buf.data, "1234");
    assert_int_equal(pc_buf_append_byte(&buf, '5'), PC_OK);
    assert_int_equal(pc_buf_append_byte(&buf, '6'), PC_LIMIT);
    assert_int_equal(pc_buf_append_text(&buf, ""), PC_OK);
    assert_string_equal(buf.data, "12345");
    pc_buf_clear(&buf);

    pc_buf_init(&buf, 0);
    assert_int_equal(pc_buf_append_text(&buf, ""), PC_OK);
    assert_int_equal(pc_buf_append_byte(&buf, 'x'), PC_LIMIT);
    pc_buf_clear(&buf);

    pc_buf_init(&buf, SIZE_MAX);
    assert_int_equal(pc_buf_append_byte(&buf, 'x'), PC_OK);
    assert_int_equal(pc_buf_reserve(&buf, SIZE_MAX - 1), PC_LIMIT); /* no room for the NUL */
    assert_int_equal(pc_buf_reserve(&buf, SIZE_MAX), PC_LIMIT);
    assert_string_equal(buf.data, "x");
    pc_buf_clear(&buf);
}

static void test_dropping_the_front(void **state) {
    (void)state;
    struct pc_buf buf;
    pc_buf_init(&buf, 100);
    pc_buf_drop_front(&buf, 0);
    pc_buf_drop_front(&buf, 3);
    assert_null(buf.data);
    assert_int_equal(pc_buf_append_text(&buf, "one\ntwo"), PC_OK);
    pc_buf_drop_front(&buf, 0);
    assert_string_equal(buf.data, "one\ntwo");
    pc_buf_drop_front(&buf, 4);
    assert_int_equal(buf.size, 3);
    assert_memory_equal(buf.data, "two", 4); /* the NUL behind it too */
    assert_int_equal(pc_buf_append_text(&buf, "!"), PC_OK);
    assert_string_equal(buf.data, "two!");
    pc_buf_drop_front(&buf, 4);
    assert_int_equal(buf.size, 0);
    assert_string_equal(buf.data, "");
    assert_int_equal(pc_buf_append_text(&buf, "three"), PC_OK);
    pc_buf_drop_front(&buf, SIZE_MAX);
    assert_int_equal(buf.size, 0);
    assert_string_equal(buf.data, "");
    pc_buf_clear(&buf);
}

static void test_growing(void **state) {
    (void)state;
    struct pc_buf buf;
    pc_buf_init(&buf, 1u << 20);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(pc_buf_append_byte(&buf, (char)('a' + i % 26)), PC_OK);
    assert_int_equal(buf.size, 100000);
    for (size_t i = 0; i < 100000; i++)
        assert_int_equal(buf.data[i], 'a' + i % 26);
    assert_int_equal(buf.data[buf.size], '\0');
    size_t capacity = buf.capacity;
    char *data = buf.data;
    assert_int_equal(pc_buf_reserve(&buf, capacity - buf.size - 1), PC_OK);
    assert_ptr_equal(buf.data, data);
    assert_int_equal(pc_buf_reserve(&buf, capacity - buf.size), PC_OK);
    assert_true(buf.capacity > capacity);
    pc_buf_clear(&buf);
}

static void test_copies(void **state) {
    (void)state;
    char *copy = pc_text_copy("abc");
    assert_string_equal(copy, "abc");
    free(copy);
    assert_null(pc_text_copy(NULL));
    copy = pc_view_copy((struct pc_view){"a\0bc", 3});
    assert_memory_equal(copy, "a\0b", 4);
    free(copy);
    copy = pc_view_copy((struct pc_view){0});
    assert_string_equal(copy, "");
    free(copy);
    copy = pc_text_format("%s-%04d", "x", 7);
    assert_string_equal(copy, "x-0007");
    free(copy);
    copy = pc_text_format("%s", "");
    assert_string_equal(copy, "");
    free(copy);
}

int run_buf_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appending),
        cmocka_unit_test(test_the_limit),
        cmocka_unit_test(test_dropping_the_front),
        cmocka_unit_test(test_growing),
        cmocka_unit_test(test_copies),
    };
    return cmocka_run_group_tests_name("base: buffers", tests, NULL, NULL);
}
