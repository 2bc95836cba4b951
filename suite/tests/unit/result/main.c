#include "support.h"

int main(void) {
    int failed = 0;
    failed += run_redact_tests() != 0;
    failed += run_cut_tests() != 0;
    failed += run_cover_tests() != 0;
    failed += run_authorization_tests() != 0;
    failed += run_exchange_tests() != 0;
    failed += run_curl_tests() != 0;
    failed += run_summary_tests() != 0;
    failed += run_json_tests() != 0;
    return failed != 0;
}
