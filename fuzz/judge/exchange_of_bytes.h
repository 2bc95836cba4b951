/* An exchange with a server that answered with any bytes. */
#ifndef EXCHANGE_OF_BYTES_H
#define EXCHANGE_OF_BYTES_H

#include "pc_http.h"

#include <stdint.h>

/* A promote with the key, and the bytes as its answer; each byte 1 to 8 of them becomes the key, which a
 * server can send back, in one of its spellings, and three others what an answer begins with. Aborts where
 * the parser reads the bytes one by one otherwise than at once. To be freed with pc_http_exchange_free. */
struct pc_http_exchange *exchange_of_bytes(const uint8_t *data, size_t size, struct pc_view key);

#endif
