/* A codec of other people: what RFC 8259 lets it limit is not held against it. */
#include "codec_check.h"
#include "support.h"

#include <stdlib.h>

void codec_check_input(enum codec_message message, const uint8_t *data, size_t size) {
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view text = {copy, size};
    struct contract_reading reading = contract_read(message, text);
    if (reading.has_extreme_numbers)
        reading.answer = CONTRACT_IS_OPEN;
    codec_check(message, text, &reading);
    free(copy);
}
