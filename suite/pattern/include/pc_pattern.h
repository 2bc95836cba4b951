/* pattern, floor 1: regular expressions as JSON Schema means them (ECMA-262 with the flag u), run by PCRE2
 * behind a translator.
 *
 * A pc_pattern is immutable and can be matched from many threads; a pc_pattern_memory is one thread's memory.
 */
#ifndef PC_PATTERN_H
#define PC_PATTERN_H

#include "pc_base.h"

#define PC_PATTERN_MAX_BYTES     65536u /* of an expression */
#define PC_PATTERN_MAX_NESTING   200u   /* groups within groups */
#define PC_PATTERN_MAX_GROUPS    1000u  /* that capture */
#define PC_PATTERN_HEAP_LIMIT_KB 65536u /* of one match */

struct pc_pattern;

/* Compiles an expression in valid UTF-8. PC_MALFORMED where ECMA-262 does not allow it, PC_UNSUPPORTED where
 * PCRE2 cannot run it (a lookbehind without a fixed length, a repetition of more than 65535), PC_LIMIT for
 * one that is too large. Escapes of punctuation that the flag u forbids (`\-`, `\@`) and bare brackets are
 * taken, as most schemas that have them were never read with it. */
enum pc_status pc_pattern_compile(struct pc_view expression, struct pc_pattern **out, struct pc_error *err);
void pc_pattern_free(struct pc_pattern *pattern);

struct pc_pattern_memory;
/* `max_steps`: of one match, PCRE2's measure. NULL when memory is out. */
struct pc_pattern_memory *pc_pattern_memory_new(uint32_t max_steps);
void pc_pattern_memory_free(struct pc_pattern_memory *matcher);
/* Whether the expression matches somewhere in the text, which must be valid UTF-8. PC_LIMIT where the match
 * takes more steps or memory than the limits allow, PC_NO_MEMORY. */
enum pc_status pc_pattern_match(const struct pc_pattern *pattern, struct pc_pattern_memory *matcher,
                                struct pc_view text, bool *matched);

/* Whether the text is an expression by the letter of ECMA-262 with the flag u (the format `regex`). */
bool pc_pattern_valid(struct pc_view expression);

#endif
