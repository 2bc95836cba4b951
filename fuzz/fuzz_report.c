/* The result of a run, made of any bytes, through every report: each is well-formed in its own format,
 * whatever the texts say, the reports agree on the counts, and what is read back is reported as what was
 * written. */
#include "report_check.h"
#include "result_of_bytes.h"
#include "support.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct bytes from = {data, data + size};
    struct pc_report_options options;
    struct pc_result result = {0};
    result_of_bytes(&from, &result, &options);
    report_check(&result, &options, PC_VIEW(""));
    report_check_again(&result, &options);
    pc_result_clear(&result);
    return 0;
}
