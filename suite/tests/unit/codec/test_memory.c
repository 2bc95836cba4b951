/* Memory that runs out within cJSON, and a locale that writes numbers with a comma. */
#include "fixture.h"

#include <cjson/cJSON.h>
#include <locale.h>
#include <stdlib.h>

static unsigned allocations_left;

static void *failing_malloc(size_t size) {
    if (allocations_left == 0)
        return NULL;
    allocations_left--;
    return malloc(size);
}

static void limit_allocations(unsigned count) {
    cJSON_Hooks hooks = {.malloc_fn = failing_malloc, .free_fn = free};
    allocations_left = count;
    cJSON_InitHooks(&hooks);
}

/* Every one of cJSON's allocations fails once; leaks are the sanitizer's to see. */
static void out_of_memory_is_said_and_leaves_nothing(void **state) {
    (void)state;
    struct variant variant;
    struct pc_deployment got = {0};
    const struct pc_deployment empty = {0};
    enum pc_codec_verdict verdict = PC_REFUSED;
    make_deployment(&variant, "", "");
    unsigned fails = 0;
    for (; verdict == PC_REFUSED; fails++) {
        assert_true(fails < 1000);
        limit_allocations(fails);
        enum pc_status status =
            pc_deployment_decode(pc_view_of(variant.text), PC_CODEC_STRICT, &got, &verdict, NULL);
        assert_int_equal(status, verdict == PC_DECODED ? PC_OK : PC_NO_MEMORY);
        assert_int_equal(verdict == PC_REFUSED, pc_deployment_equal(&got, &empty));
    }
    assert_true(fails > deployment_member_count);
    struct pc_buf out;
    pc_buf_init(&out, 4096);
    enum pc_status status = PC_NO_MEMORY;
    for (fails = 0; status != PC_OK; fails++) {
        assert_true(fails < 1000);
        assert_int_equal(out.size, 0);
        limit_allocations(fails);
        status = pc_deployment_encode(&got, &out);
        assert_true(status == PC_OK || status == PC_NO_MEMORY);
    }
    assert_true(fails > deployment_member_count);
    assert_string_equal(out.data, variant.text);
    cJSON_InitHooks(NULL);
    pc_buf_clear(&out);
    pc_deployment_clear(&got);
}

static void the_locale_changes_nothing(void **state) {
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "de_DE", "fr_FR.UTF-8", "fr_FR.utf8"};
    const char *set = NULL;
    for (size_t i = 0; set == NULL && i < sizeof names / sizeof names[0]; i++)
        set = setlocale(LC_ALL, names[i]);
    if (set == NULL) {
        print_message("skipped: none of the locales with a decimal comma is installed\n");
        skip();
    }
    struct variant variant;
    struct pc_deployment got = {0};
    make_deployment(&variant, "/active_replica_count", "1.50e1");
    expect_deployment(variant.text, PC_CODEC_STRICT, &got);
    assert_true(got.active_replica_count == 15);
    make_deployment(&variant, "/active_replica_count", "15");
    char *text = encoded_deployment(&got);
    assert_string_equal(text, variant.text);
    free(text);
    pc_deployment_clear(&got);
    setlocale(LC_ALL, "C");
}

int run_memory_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(out_of_memory_is_said_and_leaves_nothing),
        cmocka_unit_test(the_locale_changes_nothing),
    };
    return cmocka_run_group_tests_name("codec/memory", tests, NULL, NULL);
}
