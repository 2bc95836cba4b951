#include "fixture.h"

int main(void) {
    int failed = 0;
    failed += run_state_tests() != 0;
    failed += run_edit_tests() != 0;
    failed += run_model_tests() != 0;
    failed += run_http_tests() != 0;
    failed += run_auth_tests() != 0;
    failed += run_body_tests() != 0;
    failed += run_fault_tests() != 0;
    failed += run_legal_tests() != 0;
    failed += run_serve_tests() != 0;
    return failed != 0;
}
