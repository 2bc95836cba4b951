#include "codec_check.h"

#include "support.h"

#include <stdlib.h>

void codec_check_copy(enum codec_message message, const uint8_t *data, size_t size, codec_judge *judge) {
    if (json_mutator_prefer != NULL)
        json_mutator_prefer(message);
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view text = {copy, size};
    struct contract_reading reading = contract_read(message, text);
    judge(message, text, &reading);
    free(copy);
}
