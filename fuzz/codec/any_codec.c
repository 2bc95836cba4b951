/* A codec of other people: what RFC 8259 lets it limit, or leaves to it, is not held against it. */
#include "codec_check.h"
#include "oracle.h"
#include "support.h"

#include <stdlib.h>

#define DEEP 100u /* section 9: "An implementation may set limits on the maximum depth of nesting." */

void codec_check_input(enum codec_message message, const uint8_t *data, size_t size) {
    if (json_mutator_prefer != NULL)
        json_mutator_prefer(message);
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view text = {copy, size};
    struct contract_reading reading = contract_read(message, text);
    /* Section 4: which of two members of one name counts is not said; section 6: range and precision may be
     * limited. */
    bool is_open =
        reading.repeats_names || reading.has_extreme_numbers || !oracle_json(data, size, DEEP).accepted;
    if (pc_json_doc_valid(reading.doc) && is_open)
        reading.answer = CONTRACT_IS_OPEN;
    codec_check(message, text, &reading);
    free(copy);
}
