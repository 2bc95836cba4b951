#ifndef PC_CLIENT_HOLD_H
#define PC_CLIENT_HOLD_H

#include "client.h"

enum client_member_kind { STRING, TIME, STATUS, FLAG, COUNT, SETTINGS };
struct client_member {
    const char *path;
    enum client_member_kind kind;
    bool nullable;
    bool optional;
};

/* The members of the deployment, then those of its settings. */
extern const struct client_member client_members[];
extern const size_t client_member_count;

/* Appends what the client holds for one member; `accepted` false: it refuses the answer. */
enum pc_status client_hold_value(const struct pc_client *client, const struct client_member *member,
                                 struct pc_json_value value, struct pc_buf *out, bool *accepted);

#endif
