#include "support.h"

int main(void) {
    int failed = 0;
    failed += run_date_time_tests() != 0;
    failed += run_compile_tests() != 0;
    failed += run_evaluate_tests() != 0;
    failed += run_pass_tests() != 0;
    failed += run_draft_tests() != 0;
    failed += run_hostile_draft_tests() != 0;
    failed += run_phrase_tests() != 0;
    failed += run_member_tests() != 0;
    failed += run_limit_tests() != 0;
    failed += run_hostile_tests() != 0;
    failed += run_corpus_tests() != 0;
    failed += run_corpus_tree_tests() != 0;
    return failed != 0;
}
