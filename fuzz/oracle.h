/* A second opinion on what JSON is, for the fuzz targets: naive, slow, and written without the reader's code
 * or types, so that both must make the same mistake before it goes unnoticed. Keep it that way: nothing of
 * suite/ comes in here. */
#ifndef ORACLE_H
#define ORACLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oracle_verdict {
    bool accepted;
    size_t offset; /* refused: the first byte that no JSON text could continue with, or the size */
};

/* RFC 8259, with arrays and objects nested up to max_depth. */
struct oracle_verdict oracle_json(const uint8_t *data, size_t size, size_t max_depth);

#endif
