/* What must hold of the judgements of an answer, by a second opinion on the body: the naive acceptor, and the
 * schema core on the contract as the codec targets read it. */
#ifndef JUDGEMENT_CHECK_H
#define JUDGEMENT_CHECK_H

#include "pc_contract.h"

/* Asks the judge once more for what holds of any answer, and last for the body. */
void judgement_check(struct pc_judge *judge, const struct pc_http_exchange *exchange,
                     const struct pc_judgements *judgements);

#endif
