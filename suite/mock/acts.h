/* What faults of several areas do. */
#ifndef PC_MOCK_ACTS_H
#define PC_MOCK_ACTS_H

#include "call.h"

/* at: JSON Pointer in the reply's body; text: the value, verbatim */
bool pc_mock_set_member(struct pc_mock_call *call, const struct pc_mock_row *row);
/* Each of these is true, so that `return pc_mock_crash(call)` reads well: 500 as a server gives it that did
 * not expect what came; or any other status in place of the right one. */
bool pc_mock_crash(struct pc_mock_call *call);
bool pc_mock_refuse_with(struct pc_mock_call *call, unsigned status);
/* Whether that changed it. */
bool pc_mock_change(bool *flag, bool value);

#endif
