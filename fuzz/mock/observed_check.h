/* What the mock shows of its model, held against the model. */
#ifndef OBSERVED_CHECK_H
#define OBSERVED_CHECK_H

#include "request_of_bytes.h"
#include "state.h"

/* The body of a 200 to a GET: each deployment in it is one by the schema core and by its id the one that is
 * asked for, and none is left out. */
void observed_check(const struct pc_mock_state *state, const struct chosen_request *chosen,
                    struct pc_view body);

#endif
