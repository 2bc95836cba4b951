/* Quoting for a POSIX shell: whatever the bytes, what comes out is one line of printable ASCII. */
#ifndef PC_RESULT_SHELL_H
#define PC_RESULT_SHELL_H

#include "pc_result.h"

/* Whether the bytes can stand between single quotes as they are. */
bool pc_shell_is_plain(struct pc_view bytes);
/* Appends `bytes` as (a part of) one word. A secret becomes the expression that makes it from
 * $PROMOTECHECK_API_KEY, or "[redacted]". `covered_from`: what stands behind this offset is a credential,
 * known or not; SIZE_MAX: none is. */
enum pc_status pc_shell_word(struct pc_buf *out, struct pc_view bytes, size_t covered_from,
                             const struct pc_secrets *secrets);
/* Appends the format of a printf command that prints the redacted bytes, quotes included. */
enum pc_status pc_shell_printf(struct pc_buf *out, struct pc_view bytes, const struct pc_secrets *secrets);

#endif
