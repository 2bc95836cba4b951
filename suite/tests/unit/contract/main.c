#include "support.h"

int main(void) {
    const struct {
        const char *name;
        const struct CMUnitTest *tests;
        size_t count;
    } groups[] = {
        {"legal", legal_tests, legal_test_count},           {"faults", fault_tests, fault_test_count},
        {"members", member_tests, member_test_count},       {"wire", wire_tests, wire_test_count},
        {"documents", document_tests, document_test_count}, {"requests", request_tests, request_test_count},
    };
    int failed = 0;
    for (size_t i = 0; i < COUNT(groups); i++)
        failed += _cmocka_run_group_tests(groups[i].name, groups[i].tests, groups[i].count, bench_setup,
                                          bench_teardown);
    return failed != 0;
}
