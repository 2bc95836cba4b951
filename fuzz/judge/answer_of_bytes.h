/* The bytes of a server's answer, made of an input's. */
#ifndef ANSWER_OF_BYTES_H
#define ANSWER_OF_BYTES_H

#include "pc_base.h"

#include <stdint.h>

/* Mostly the bytes themselves; each byte 1 to 8 becomes the key, which a server can send back, in one of its
 * spellings, and three others what an answer begins with. Behind a first byte of 0x80 and more, with which no
 * answer begins, they choose a status line, fields and the words of a body. */
void answer_of_bytes(const uint8_t *data, size_t size, struct pc_view key, struct pc_buf *out);

#endif
