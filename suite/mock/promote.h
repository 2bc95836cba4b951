/* What promoting does to the model. Sources: the endpoint's specification and the service's public
 * documentation. */
#ifndef PC_MOCK_PROMOTE_H
#define PC_MOCK_PROMOTE_H

#include "state.h"

struct pc_mock_order {
    struct pc_mock_model *model;
    struct pc_mock_environment *environment;
    struct pc_mock_deployment *source; /* a deployment of the model */
    bool scale_down_previous;
    bool preserve_instance_type;
    bool always_copy;     /* a new deployment even where the source could be reused in place */
    bool keep_previous;   /* fault: the previous deployment is not demoted */
    int64_t unix_seconds; /* now: for the name and the creation time of a copy */
};

struct pc_mock_outcome {
    struct pc_mock_deployment *promoted;
    struct pc_mock_deployment *previous; /* demoted; NULL where there was none */
    bool copied;
};

/* Promotes at once. PC_LIMIT where the model holds too many deployments. On any failure nothing has changed.
 */
enum pc_status pc_mock_promote(struct pc_mock_state *state, const struct pc_mock_order *order,
                               struct pc_mock_outcome *out);

/* Time passes from request to request: what a promotion has started is running by the next one. */
void pc_mock_settle(struct pc_mock_state *state);

#endif
