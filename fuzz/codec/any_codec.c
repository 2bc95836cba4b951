/* A codec of other people: what RFC 8259 lets it limit, or leaves to it, is not held against it. */
#include "codec_check.h"
#include "oracle.h"

#define DEEP 100u /* section 9: "An implementation may set limits on the maximum depth of nesting." */

/* Section 4: which of two members of one name counts is not said; section 6: range and precision may be
 * limited. */
static void leave_open(enum codec_message message, struct pc_view text, struct contract_reading *reading) {
    (void)message;
    bool is_open = reading->repeats_names || reading->has_extreme_numbers ||
                   !oracle_json((const uint8_t *)text.data, text.size, DEEP).accepted;
    if (pc_json_doc_valid(reading->doc) && is_open)
        reading->answer = CONTRACT_IS_OPEN;
}

void codec_check_input(enum codec_message message, const uint8_t *data, size_t size) {
    codec_check_copy(message, data, size, leave_open);
}
