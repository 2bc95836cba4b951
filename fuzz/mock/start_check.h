/* What a mock is started with: a state file and the name of a fault, each a good one that is a little wrong.
 */
#ifndef START_CHECK_H
#define START_CHECK_H

#include "bytes.h"

/* The built-in state with some of its bytes replaced, left out or put in: it is refused with a reason, or
 * keeps the invariants, and is the same when it is saved and loaded again. */
void start_check_state(struct bytes *from);
/* A fault's name with one letter changed: it is known as it stands, or refused, and another one is named. */
void start_check_fault(struct bytes *from);

#endif
