/* The invariants of the mock's model, read from the state that it saves. */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "pc_json.h"

/* An environment's current deployment is null or one of its model's that says to be there, and no other one
 * says so; only what is in production is called so; ids stand once. */
void model_check(struct pc_json_value state);

/* Appends what a refusal must leave as it was: all but the status and the replicas, since deployments may
 * come to rest at any request. */
void model_digest(struct pc_json_value state, struct pc_buf *out);

/* A promotion that was answered with a deployment: it is the environment's current one now, and no other
 * environment changed. */
void model_check_promoted(struct pc_json_value before, struct pc_json_value after, struct pc_view environment,
                          struct pc_json_value deployment);

#endif
