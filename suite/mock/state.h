/* The promote model's data: who may ask, and which models, environments and deployments there are. */
#ifndef PC_MOCK_STATE_H
#define PC_MOCK_STATE_H

#include "pc_base.h"
#include "pc_codec.h"

/* A peer makes copies by promoting, so what it can make grow has a limit. */
#define PC_MOCK_MAX_DEPLOYMENTS  4096u /* in one model */
#define PC_MOCK_MAX_ENVIRONMENTS 1024u /* in one model */
#define PC_MOCK_MAX_MODELS       1024u
#define PC_MOCK_MAX_KEYS         1024u
#define PC_MOCK_MAX_STATE_SIZE   (16u << 20)

#define PC_MOCK_PRODUCTION "production" /* always exists */

struct pc_mock_environment {
    struct pc_string name;
    struct pc_string instance_type; /* data NULL: none chosen yet */
    bool redeploy;                  /* each promotion makes a new deployment */
    bool restricted;                /* promotions are refused */
    struct pc_string current;       /* id of its deployment; data NULL: none */
};

struct pc_mock_deployment {
    struct pc_deployment data;
    bool starting; /* set by a promotion; it is ACTIVE by the next request */
};

struct pc_mock_model {
    struct pc_string id;
    struct pc_mock_environment *environments;
    size_t environment_count;
    struct pc_mock_deployment *deployments;
    size_t deployment_count;
};

struct pc_mock_state {
    struct pc_string *api_keys;
    size_t api_key_count;
    struct pc_mock_model *models;
    size_t model_count;
    uint64_t serial; /* how many ids were made up */
};

/* `out` is {0}. PC_USAGE for a text that is no state, with JSON Pointer and line:column. */
enum pc_status pc_mock_state_load(struct pc_view text, struct pc_mock_state *out, struct pc_error *err);
enum pc_status pc_mock_state_save(const struct pc_mock_state *state, struct pc_buf *out);
void pc_mock_state_clear(struct pc_mock_state *state);
/* `to` is {0}. */
enum pc_status pc_mock_state_copy(struct pc_mock_state *to, const struct pc_mock_state *from);

/* Each gives a zeroed element at the end, or NULL when memory or the limit is out. Earlier elements may move.
 */
struct pc_string *pc_mock_add_key(struct pc_mock_state *state);
struct pc_mock_model *pc_mock_add_model(struct pc_mock_state *state);
struct pc_mock_environment *pc_mock_add_environment(struct pc_mock_model *model);
struct pc_mock_deployment *pc_mock_add_deployment(struct pc_mock_model *model);

/* NULL where there is none. Names are compared byte by byte. */
struct pc_mock_model *pc_mock_find_model(const struct pc_mock_state *state, struct pc_view id);
struct pc_mock_environment *pc_mock_find_environment(const struct pc_mock_model *model, struct pc_view name);
struct pc_mock_deployment *pc_mock_find_deployment(const struct pc_mock_model *model, struct pc_view id);
/* The environment's deployment. */
struct pc_mock_deployment *pc_mock_find_current(const struct pc_mock_model *model,
                                                const struct pc_mock_environment *environment);
/* In whichever model it is. */
struct pc_mock_deployment *pc_mock_find_anywhere(const struct pc_mock_state *state, struct pc_view id);
bool pc_mock_key_known(const struct pc_mock_state *state, struct pc_view key);

/* An id that nothing in the state has, in the style of the service's own ("w604592"). Deterministic. */
enum pc_status pc_mock_make_id(struct pc_mock_state *state, struct pc_string *out);

#endif
