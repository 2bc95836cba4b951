/* The invariants of the mock's model, looked up in its state as it lies in memory: after each request a text
 * of it would have to be written and read again, which took two thirds of the target's time. */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "pc_json.h"
#include "pc_mock.h"
#include "state.h"

/* An environment's current deployment is null or one of its model's that says to be there, and no other one
 * says so; only what is in production is called so; ids stand once. */
void model_check(const struct pc_mock_state *state);

/* What a refusal must leave as it was: all but the status and the replicas, since deployments may come to
 * rest at any request. */
#define MODEL_MAX_ENVIRONMENTS 16u
struct model_digest {
    char *bytes;
    size_t size, capacity;
    /* Where the current deployments of all models' environments stand in it, in order. */
    size_t current[MODEL_MAX_ENVIRONMENTS];
    size_t environments;
};
void model_digest(const struct pc_mock_state *state, struct model_digest *out);
bool model_same(const struct model_digest *a, const struct model_digest *b);
void model_digest_clear(struct model_digest *digest);

/* A promotion that was answered with a deployment: it is the environment's current one now, and no other
 * environment changed. */
void model_check_promoted(const struct model_digest *before, const struct pc_mock_state *after,
                          struct pc_view environment, struct pc_json_value deployment);

/* The mock's state, whose digest is `now`, can be saved, and is the same when it is loaded again. */
void model_check_saved(const struct pc_mock *mock, const struct model_digest *now);

#endif
