/* client, floor 3: a client of the promote endpoint with named faults, as the mock is a server with them. It
 * writes and reads the wire itself, so that it can err there too. Uses codec; never schema, spec or contract:
 * it is the judge's second opinion. */
#ifndef PC_CLIENT_H
#define PC_CLIENT_H

#include "pc_base.h"
#include "pc_codec.h"
#include "pc_http.h"

struct pc_client_fault {
    const char *name;
    const char *words; /* what it does, one line */
    bool legal;        /* an eccentricity: no case may object to it */
};
size_t pc_client_fault_count(void);
const struct pc_client_fault *pc_client_fault(size_t index);

/* What is to be promoted; all borrowed. */
struct pc_promotion {
    const char *base_url;
    const char *key;
    struct pc_view model;
    struct pc_view environment;
    struct pc_promote_request request;
    int64_t timeout_ms;
};

struct pc_client;
/* PC_USAGE with the nearest name for an unknown fault. */
enum pc_status pc_client_new(const char *const *faults, size_t count, struct pc_client **out,
                             struct pc_error *err);
void pc_client_free(struct pc_client *client);
/* Promotes, and appends the members of an adapter's answer behind its `seq`:
 * "outcome":"deployment","deployment":{…}. Faults may end the process. */
enum pc_status pc_client_promote(struct pc_client *client, const struct pc_promotion *promotion,
                                 struct pc_buf *answer);

#endif
