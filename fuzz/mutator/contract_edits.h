/* Edits that know the contract: they make of a tree what its messages ask for. */
#ifndef CONTRACT_EDITS_H
#define CONTRACT_EDITS_H

#include "mutation.h"

/* Some member of the message that the tree looks like gets a value of its type. */
void contract_set_member(struct mutation *m);
/* The tree becomes a document that the contract takes: what is required and lacks is added, what is something
 * else replaced, and what might be held against the whole is dropped. */
void contract_complete(struct mutation *m);

#endif
