/* Bytes become a request to the mock: mostly a promote, of few models, environments and deployments, so that
 * requests of one sequence meet. */
#ifndef REQUEST_OF_BYTES_H
#define REQUEST_OF_BYTES_H

#include "bytes.h"
#include "pc_base.h"

struct chosen_request {
    const char *method, *model, *environment; /* the last two as they stand in the path */
};

/* Appends the request's bytes. */
struct chosen_request request_of_bytes(struct bytes *from, struct pc_buf *out);

#endif
