#include "fixture.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[256];

static const char *path_of(const char *name) {
    static char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static int make_folder(void **state) {
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/pc_base_XXXXXX", base == NULL ? "/tmp" : base);
    return mkdtemp(folder) == NULL ? -1 : 0;
}

static int remove_folder(void **state) {
    (void)state;
    remove(path_of("file"));
    return rmdir(folder); /* fails where a test left something else in it */
}

static void test_what_is_written_is_read(void **state) {
    (void)state;
    static const struct pc_view contents[] = {T(""), T("a\0b\n"), T("shorter"), T("\xFF\xFE")};
    struct pc_buf read;
    struct pc_error err = {0};
    pc_buf_init(&read, 1000);
    for (size_t i = 0; i < COUNT(contents); i++) {
        assert_int_equal(pc_file_write(path_of("file"), contents[i], &err), PC_OK);
        pc_buf_reset(&read);
        assert_int_equal(pc_file_read(path_of("file"), &read, &err), PC_OK);
        assert_true(pc_view_equal(pc_buf_view(&read), contents[i]));
    }
    assert_int_equal(pc_file_read(path_of("file"), &read, NULL), PC_OK); /* appends */
    assert_int_equal(read.size, 4);
    assert_int_equal(err.status, PC_OK);
    pc_buf_clear(&read);
}

static void test_large_files_and_limits(void **state) {
    (void)state;
    enum { SIZE = 200001 };
    char *content = malloc(SIZE);
    assert_non_null(content);
    for (size_t i = 0; i < SIZE; i++)
        content[i] = (char)(i % 251);
    assert_int_equal(pc_file_write(path_of("file"), (struct pc_view){content, SIZE}, NULL), PC_OK);
    static const struct {
        size_t limit;
        enum pc_status status;
    } rows[] = {{SIZE, PC_OK},     {SIZE + 1, PC_OK}, {SIZE - 1, PC_LIMIT},
                {65536, PC_LIMIT}, {1, PC_LIMIT},     {0, PC_LIMIT}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct pc_buf read;
        struct pc_error err = {0};
        pc_buf_init(&read, rows[i].limit);
        assert_int_equal(pc_file_read(path_of("file"), &read, &err), rows[i].status);
        assert_int_equal(err.status, rows[i].status);
        if (rows[i].status == PC_OK)
            assert_true(pc_view_equal(pc_buf_view(&read), (struct pc_view){content, SIZE}));
        else
            assert_non_null(strstr(err.message, folder));
        pc_buf_clear(&read);
    }
    free(content);
}

static size_t entries_in_folder(void) {
    size_t count = 0;
    DIR *entries = opendir(folder);
    assert_non_null(entries);
    for (const struct dirent *entry = readdir(entries); entry != NULL; entry = readdir(entries))
        count += entry->d_name[0] != '.' ? 1 : 0;
    closedir(entries);
    return count;
}

static void test_failures_name_the_path_and_the_reason(void **state) {
    (void)state;
    struct pc_buf read;
    struct pc_error err = {0};
    pc_buf_init(&read, 1000);
    assert_int_equal(pc_file_read(path_of("missing"), &read, &err), PC_IO);
    assert_non_null(strstr(err.message, path_of("missing")));
    assert_non_null(strstr(err.message, strerror(ENOENT)));
    pc_error_clear(&err);
    assert_int_equal(pc_file_read(folder, &read, &err), PC_IO);
    assert_non_null(strstr(err.message, strerror(EISDIR)));
    pc_error_clear(&err);
    assert_int_equal(pc_file_write(path_of("missing/file"), PC_VIEW("x"), &err), PC_IO);
    assert_non_null(strstr(err.message, path_of("missing/file")));
    assert_non_null(strstr(err.message, strerror(ENOENT)));
    pc_error_clear(&err);
    /* the target cannot be replaced: nothing is left beside it */
    char target[512];
    snprintf(target, sizeof target, "%s", path_of("folder"));
    assert_int_equal(mkdir(target, 0700), 0);
    size_t before = entries_in_folder();
    assert_int_equal(pc_file_write(target, PC_VIEW("x"), &err), PC_IO);
    assert_int_equal(entries_in_folder(), before);
    assert_int_equal(rmdir(target), 0);
    pc_buf_clear(&read);
}

static void test_standard_input(void **state) {
    (void)state;
    assert_int_equal(pc_file_write(path_of("file"), PC_VIEW("from stdin"), NULL), PC_OK);
    assert_non_null(freopen(path_of("file"), "rb", stdin));
    struct pc_buf read;
    pc_buf_init(&read, 1000);
    assert_int_equal(pc_file_read("-", &read, NULL), PC_OK);
    assert_string_equal(read.data, "from stdin");
    pc_buf_clear(&read);
}

int run_file_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_large_files_and_limits),
        cmocka_unit_test(test_failures_name_the_path_and_the_reason),
        cmocka_unit_test(test_standard_input),
    };
    return cmocka_run_group_tests_name("base: files", tests, make_folder, remove_folder);
}
