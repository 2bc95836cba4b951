/* A codec of other people: what RFC 8259 lets it limit, or leaves to it, is not held against it. */
#include "codec_check.h"
#include "oracle.h"

#define DEEP 100u /* section 9: "An implementation may set limits on the maximum depth of nesting." */

/* Section 4: which of two members of one name counts is not said; section 6: range and precision may be
 * limited. */
static void check_leniently(enum codec_message message, struct pc_view text,
                            const struct contract_reading *reading) {
    struct contract_reading mild = *reading;
    const uint8_t *bytes = (const uint8_t *)text.data;
    if (reading->doc != NULL) {
        contract_look_closer(message, &mild);
        if (mild.repeats_names || oracle_has_extreme_number(bytes, text.size) ||
            !oracle_json(bytes, text.size, DEEP).accepted)
            mild.answer = CONTRACT_IS_OPEN;
    }
    codec_check(message, text, &mild);
}

void codec_check_input(enum codec_message message, const uint8_t *data, size_t size) {
    codec_check_copy(message, data, size, check_leniently);
}
