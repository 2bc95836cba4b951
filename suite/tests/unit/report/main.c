#include "support.h"

int main(void) {
    int failed = 0;
    failed += run_printable_tests() != 0;
    failed += run_text_tests() != 0;
    failed += run_style_tests() != 0;
    failed += run_closing_tests() != 0;
    failed += run_golden_tests() != 0;
    return failed != 0;
}
