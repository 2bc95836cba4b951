/* Bytes become a request to the mock: mostly a promote, of few models, environments and deployments, so that
 * requests of one sequence meet; else one that observes what promotes made. */
#ifndef REQUEST_OF_BYTES_H
#define REQUEST_OF_BYTES_H

#include "bytes.h"
#include "pc_base.h"

enum chosen_resource { CHOSEN_ENVIRONMENT, CHOSEN_DEPLOYMENTS, CHOSEN_DEPLOYMENT, CHOSEN_OTHER };

struct chosen_request {
    const char *method, *model, *environment; /* what the path means: escapes undone */
    const char *deployment;                   /* of CHOSEN_DEPLOYMENT */
    enum chosen_resource observed;            /* CHOSEN_OTHER: a promote, or what nothing answers */
};

/* Appends the request's bytes. */
struct chosen_request request_of_bytes(struct bytes *from, struct pc_buf *out);

#endif
