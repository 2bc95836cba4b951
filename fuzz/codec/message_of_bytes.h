/* Bytes become a legal message: any text of Unicode scalar values, any 64-bit integers, all that may be null
 * or absent so at times. To be cleared. */
#ifndef MESSAGE_OF_BYTES_H
#define MESSAGE_OF_BYTES_H

#include "bytes.h"
#include "pc_codec.h"

void deployment_of_bytes(struct bytes *from, struct pc_deployment *out);
void promote_request_of_bytes(struct bytes *from, struct pc_promote_request *out);

#endif
