#ifndef CODEC_CHECK_H
#define CODEC_CHECK_H

#include "contract_answer.h"

/* Decodes, encodes and decodes again with the codec under test, and aborts where it breaks the contract. It
 * asks nothing that the contract leaves open. */
void codec_check(enum codec_message message, struct pc_view text, const struct contract_reading *reading);

/* Reads an exact copy of the input by the contract, and lets `judge` look at both. */
typedef void codec_judge(enum codec_message message, struct pc_view text,
                         const struct contract_reading *reading);
void codec_check_copy(enum codec_message message, const uint8_t *data, size_t size, codec_judge *judge);

/* The same with the judge of this codec: of any, or of the project's own. */
void codec_check_input(enum codec_message message, const uint8_t *data, size_t size);

/* What codec_check asks, of the project's own codec, and what that keeps beyond it: its two modes, its
 * places, its structs. */
void reference_check(enum codec_message which, struct pc_view text, const struct contract_reading *reading);

#endif
