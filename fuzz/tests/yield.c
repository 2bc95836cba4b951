/* fuzz_deployment_codec with a count: how many inputs were JSON, how many the contract takes, when the first
 * one of these came, and how many come a second. yield.sh runs it on nothing, and judges. */
#include "codec_check.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static struct { unsigned long runs, json, valid, first_valid; } count;

static void print_counts(void) {
    double seconds = (double)clock() / CLOCKS_PER_SEC;
    printf("runs %lu json %lu valid %lu first %lu cpu_seconds %.2f\n", count.runs, count.json, count.valid,
           count.first_valid, seconds);
}

static void check_and_count(enum codec_message message, struct pc_view text,
                            const struct contract_reading *reading) {
    reference_check(message, text, reading);
    count.json += reading->doc != NULL ? 1 : 0;
    count.valid += reading->answer == CONTRACT_TAKES ? 1 : 0;
    if (reading->answer == CONTRACT_TAKES && count.first_valid == 0)
        count.first_valid = count.runs;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (count.runs++ == 0)
        atexit(print_counts);
    codec_check_copy(CODEC_DEPLOYMENT, data, size, check_and_count);
    return 0;
}
