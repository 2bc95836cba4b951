/* Redaction for the rest of the room: what may be kept of a text. */
#ifndef PC_RESULT_REDACT_H
#define PC_RESULT_REDACT_H

#include "cover.h"

#define PC_REDACTED PC_VIEW("[redacted]")

/* Redacts `text` up to its byte `cut` (past the end: all of it). A secret that begins in front of the cut
 * goes as a whole: nothing of it is left on either side. */
enum pc_status pc_redact_cut(const struct pc_secrets *secrets, struct pc_view text, size_t cut,
                             struct pc_buf *out);
/* The value of a field: where it was folded, the spaces that stand for its line ends may stand in a secret.
 */
enum pc_status pc_redact_value(const struct pc_secrets *secrets, struct pc_view value, bool folded,
                               struct pc_buf *out);
/* The value of an Authorization field: its scheme stays. */
enum pc_status pc_redact_authorization(struct pc_view value, struct pc_buf *out);
/* Whether a field carries a credential by its name. */
bool pc_is_authorization(struct pc_view name);
/* Where the request carries a credential that is not among `from`, makes the empty `to` a copy of `from` with
 * it added; otherwise leaves `to` empty. */
enum pc_status pc_secrets_with_request(const struct pc_secrets *from, const struct pc_http_message *request,
                                       struct pc_secrets *to);

#endif
