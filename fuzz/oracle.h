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

/* What a strict codec refuses though a schema cannot say it. Of texts that oracle_json accepts. */
bool oracle_has_duplicate_name(const uint8_t *data,
                               size_t size);                     /* compared as they read, escapes resolved */
bool oracle_has_nul_character(const uint8_t *data, size_t size); /* U+0000, which only an escape can say */
bool oracle_has_lone_surrogate(const uint8_t *data, size_t size);
/* Of strings' bytes between their quotes: how many characters there are, and whether both have the same;
 * surrogates that make a pair are one. */
size_t oracle_string_length(const uint8_t *text, size_t size);
bool oracle_same_string(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size);
/* `number` is a number of JSON; false where it is no integer. */
bool oracle_is_integer_beyond_int64(const char *number, size_t size);
/* A number that a parser may refuse or round: RFC 8259 section 6 allows limits on range and precision.
 * Integers of up to 18 digits are none, other spellings of up to 15 digits and exponents of two. */
bool oracle_has_extreme_number(const uint8_t *data, size_t size);

/* RFC 3339 section 5.6, with a calendar's days, and second 60 only where a day ends in UTC. */
bool oracle_date_time(const uint8_t *text, size_t size);

#endif
