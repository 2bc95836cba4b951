/* An exchange with a server that answered with any bytes. */
#ifndef EXCHANGE_OF_BYTES_H
#define EXCHANGE_OF_BYTES_H

#include "pc_http.h"

#include <stdint.h>

/* A promote with the key, and what answer_of_bytes makes of the bytes as its answer. Aborts where the parser
 * reads that byte by byte otherwise than at once. To be freed with pc_http_exchange_free. */
struct pc_http_exchange *exchange_of_bytes(const uint8_t *data, size_t size, struct pc_view key);

#endif
