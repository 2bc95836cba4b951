/* What every fuzz target needs. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Writes the sentence to stderr and aborts. */
__attribute__((noreturn)) void fuzz_violated(const char *what);

/* An oracle's sentence, which must hold: else it is written to stderr and the process aborts. A function,
 * lest each sentence be an edge that the engine takes for something new in the code under test. */
void fuzz_require(bool holds, const char *what);
#ifdef __clang_analyzer__ /* which has to see that nothing goes on behind it */
#define fuzz_require(holds, what) ((holds) ? (void)0 : fuzz_violated(what))
#endif

/* The mutator's (json_mutator.h), for targets of one message; NULL where no mutator is linked. */
__attribute__((weak)) void json_mutator_prefer(size_t message);

struct json_member;
/* The same for targets whose inputs have members of their own. */
__attribute__((weak)) void json_mutator_offer(const struct json_member *members, size_t count);

/* A heap copy of exactly `size` bytes with nothing behind them, so that AddressSanitizer sees a read past the
 * end: behind a NUL, or in the engine's own larger buffer, such a read goes unnoticed. Never NULL; free(). */
char *fuzz_exact_copy(const uint8_t *data, size_t size);

/* The number at the head of a text, as JSON spells it: strtod follows the user's locale. */
double fuzz_double(const char *text);

#endif
