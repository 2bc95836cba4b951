#ifndef CODEC_CHECK_H
#define CODEC_CHECK_H

#include "contract_answer.h"

/* Decodes, encodes and decodes again with the codec under test, and aborts where it breaks the contract. It
 * asks nothing that the contract leaves open. */
void codec_check(enum codec_message message, struct pc_view text, const struct contract_reading *reading);

/* Reads an exact copy of the input by the contract, lets `further` look at it and at what the contract says,
 * which it may change, and checks the codec under test. */
typedef void codec_further(enum codec_message message, struct pc_view text, struct contract_reading *reading);
void codec_check_copy(enum codec_message message, const uint8_t *data, size_t size, codec_further *further);

/* The same with what there is to ask further of this codec: of any, or of the project's own. */
void codec_check_input(enum codec_message message, const uint8_t *data, size_t size);

/* What the project's own codec keeps beyond that: its two modes, its places, its structs. */
void reference_check(enum codec_message which, struct pc_view text, const struct contract_reading *reading);

#endif
