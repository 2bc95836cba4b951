#include "support.h"

int main(void) {
    const struct {
        const char *name;
        const struct CMUnitTest *tests;
        size_t count;
    } groups[] = {
        {"sha256", sha256_tests, sha256_test_count},
        {"load", load_tests, load_test_count},
        {"words", words_tests, words_test_count},
        {"requirements", requirements_tests, requirements_test_count},
    };
    int failed = 0;
    for (size_t i = 0; i < COUNT(groups); i++)
        failed += _cmocka_run_group_tests(groups[i].name, groups[i].tests, groups[i].count, NULL, NULL);
    return failed != 0;
}
