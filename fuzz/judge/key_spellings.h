/* The spellings of a key that pc_result.h promises to hide: "whichever case its letters have, raw,
 * percent-encoded, JSON- or HTML-escaped (three layers deep), in base64 at any alignment, in hexadecimal, in
 * UTF-16". */
#ifndef KEY_SPELLINGS_H
#define KEY_SPELLINGS_H

#include "pc_result.h"

#define KEY_SPELLINGS 8u

/* Appends the key. */
void key_spell(struct pc_view key, unsigned spelling, struct pc_buf *out);
/* Nothing that is stored of an exchange, and no finding, holds twelve of its bytes in any spelling, but for
 * those that were sent so: `sent` is what the peer says, with the key in its spellings left out. */
void key_check(const struct pc_result *result, struct pc_view key, struct pc_view sent);

#endif
