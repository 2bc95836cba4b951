#ifndef PC_DELIVER_H
#define PC_DELIVER_H

#include "target_internal.h"

/* One way of delivery each; out[] as pc_target_deliver describes it. */
enum pc_status deliver_on_one_connection(struct pc_target *target, const struct pc_request *requests,
                                         size_t count, bool pipelined, struct pc_http_exchange **out,
                                         struct pc_error *err);
enum pc_status deliver_while_half(struct pc_target *target, const struct pc_request *requests, size_t count,
                                  struct pc_http_exchange **out, struct pc_error *err);
/* One after the other; the id that the first returns is $returned for the others. */
enum pc_status deliver_separately(struct pc_target *target, const struct pc_request *requests, size_t count,
                                  struct pc_http_exchange **out, struct pc_error *err);

#endif
