#include "fixture.h"

int main(void) {
    int failed = 0;
    failed += run_parser_tests() != 0;
    failed += run_limit_tests() != 0;
    failed += run_message_tests() != 0;
    failed += run_url_tests() != 0;
    failed += run_server_tests() != 0;
    failed += run_serve_tests() != 0;
    failed += run_wire_tests() != 0;
    failed += run_wire_load_tests() != 0;
    failed += run_client_tests() != 0;
    failed += run_foreign_tests() != 0;
    failed += run_tls_tests() != 0;
    return failed != 0;
}
