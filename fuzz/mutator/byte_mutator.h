/* What libFuzzer would do to bytes, in small, for engines that have no LLVMFuzzerMutate to offer: a weak
 * symbol. */
#ifndef BYTE_MUTATOR_H
#define BYTE_MUTATOR_H

#include "json_values.h"

/* Draws from this one from now on; NULL, or without a call: from one of its own. */
void byte_mutator_begin(struct chance *other);

#endif
