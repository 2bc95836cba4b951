/* SHA-256 (FIPS 180-4), to name the document that a verdict rests on. Written here because no library that we
 * already need exports one (libcurl keeps its own to itself), and one digest at start-up is no reason to
 * depend on OpenSSL. */
#include "sha256.h"

#include <string.h>

#define BLOCK_SIZE 64

/* FIPS 180-4 section 4.2.2 */
static const uint32_t round_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate_right(uint32_t word, unsigned by) {
    return (word >> by) | (word << (32 - by));
}

static void expand(const unsigned char block[BLOCK_SIZE], uint32_t words[64]) {
    for (size_t i = 0; i < 16; i++)
        words[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
                   (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    for (size_t i = 16; i < 64; i++) {
        uint32_t a = words[i - 15];
        uint32_t b = words[i - 2];
        uint32_t sigma0 = rotate_right(a, 7) ^ rotate_right(a, 18) ^ (a >> 3);
        uint32_t sigma1 = rotate_right(b, 17) ^ rotate_right(b, 19) ^ (b >> 10);
        words[i] = words[i - 16] + sigma0 + words[i - 7] + sigma1;
    }
}

static void digest_block(uint32_t state[8], const unsigned char block[BLOCK_SIZE]) {
    uint32_t words[64];
    uint32_t v[8];
    expand(block, words);
    memcpy(v, state, sizeof v);
    for (size_t i = 0; i < 64; i++) {
        uint32_t sum1 = rotate_right(v[4], 6) ^ rotate_right(v[4], 11) ^ rotate_right(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t first = v[7] + sum1 + choice + round_constants[i] + words[i];
        uint32_t sum0 = rotate_right(v[0], 2) ^ rotate_right(v[0], 13) ^ rotate_right(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += first;
        v[0] = first + sum0 + majority;
    }
    for (size_t i = 0; i < 8; i++)
        state[i] += v[i];
}

void pc_sha256_hex(struct pc_view bytes, char out[PC_SHA256_HEX_SIZE]) {
    static const char digits[] = "0123456789abcdef";
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *data = (const unsigned char *)bytes.data;
    size_t left = bytes.size;
    for (; left >= BLOCK_SIZE; left -= BLOCK_SIZE, data += BLOCK_SIZE)
        digest_block(state, data);

    /* Section 5.1.1: a one bit, zeros, the length in bits as 64 bits; one block more where these find no
     * room. */
    unsigned char tail[2 * BLOCK_SIZE] = {0};
    size_t tail_size = left + 9 > BLOCK_SIZE ? 2 * BLOCK_SIZE : BLOCK_SIZE;
    if (left > 0)
        memcpy(tail, data, left);
    tail[left] = 0x80;
    uint64_t bits = (uint64_t)bytes.size * 8;
    for (size_t i = 0; i < 8; i++)
        tail[tail_size - 1 - i] = (unsigned char)(bits >> (8 * i));
    for (size_t at = 0; at < tail_size; at += BLOCK_SIZE)
        digest_block(state, tail + at);

    for (size_t i = 0; i < 64; i++)
        out[i] = digits[state[i / 8] >> (28 - 4 * (i % 8)) & 15];
    out[64] = '\0';
}
