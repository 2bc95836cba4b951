/* A run over a client's cases. */
#ifndef PC_RUN_CLIENT_INTERNAL_H
#define PC_RUN_CLIENT_INTERNAL_H

#include "draw.h"
#include "pc_run.h"

struct client_call {
    struct pc_called called;
    size_t stored[PC_SCRIPTED_MAX_REQUESTS + 1]; /* index in the result's exchanges, plus one; 0: none */
    size_t stored_count;
};

struct client_run {
    const struct pc_spec *spec;
    const struct pc_client_options *client;
    const struct pc_run_options *options;
    struct pc_catalog *catalog;
    enum pc_selection *selected;
    struct client_call *calls;
    size_t call_count;
    struct pc_judge *judge;
    struct pc_secrets secrets;
    struct pc_result *result;
    bool holds_a_deployment; /* after the plain promote of the handshake */
};
/* The plain promote, before anything is judged. */
extern const struct pc_call pc_run_handshake;

/* The servers of a lane's last calls go on listening: a request that a client sends behind its answer still
 * arrives at the one that it answers to. */
#define CLIENT_SCENES 8u
struct stage;
struct client_scenes {
    struct stage *kept[CLIENT_SCENES];
    size_t next;
};
/* Makes one call with the adapter, against servers of its own. PC_OK whatever came of it. What the servers
 * saw is in `called` when they are left: with a later call, or with all of them. */
enum pc_status pc_run_make_call(const struct client_run *run, struct pc_adapter *adapter,
                                struct client_scenes *scenes, struct pc_called *called, struct pc_error *err);
void pc_run_leave_scenes(struct client_scenes *scenes);
/* All of them: those that wait side by side, with adapters of their own. */
enum pc_status pc_run_make_calls(struct client_run *run, struct pc_error *err);

/* A reply as the steps of a script; texts live in it. */
struct staged {
    struct pc_script script;
    struct pc_script_step steps[8];
    struct pc_script_step coded[2];
    struct pc_buf texts[8];
};
enum pc_status pc_run_stage(const struct pc_reply *reply, const char *elsewhere, struct staged *out);
void pc_run_unstage(struct staged *staged);
/* Appends `text` in gzip's format (RFC 1952), stored as it is. */
enum pc_status pc_run_gzip(struct pc_view text, struct pc_buf *out);
/* The body of a reply, in plain. */
struct pc_view pc_run_reply_body(const struct pc_reply *reply);

#endif
