#include "bytes.h"

uint8_t bytes_byte(struct bytes *from) {
    return from->at == from->end ? 0 : *from->at++;
}

uint32_t bytes_below(struct bytes *from, uint32_t bound) {
    return bytes_byte(from) % bound;
}

uint64_t bytes_word(struct bytes *from) {
    uint64_t word = 0;
    for (int i = 0; i < 8; i++)
        word = word << 8 | bytes_byte(from);
    return word;
}

uint32_t bytes_hash(const uint8_t *data, size_t size) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ data[i]) * 16777619u;
    return hash ^ hash >> 15;
}
