/* Takes decisions from the input's bytes; when they are spent every decision is 0. */
#ifndef BYTES_H
#define BYTES_H

#include <stddef.h>
#include <stdint.h>

struct bytes {
    const uint8_t *at, *end;
};

uint8_t bytes_byte(struct bytes *from);
uint32_t bytes_below(struct bytes *from, uint32_t bound); /* 0 up to bound - 1 */
uint64_t bytes_word(struct bytes *from);

/* A number that the whole input decides, for what is done to a sample only. */
uint32_t bytes_hash(const uint8_t *data, size_t size);

#endif
