/* Every way in which a peer may say a key. */
#ifndef PC_TEST_SPELLINGS_H
#define PC_TEST_SPELLINGS_H

#include "pc_base.h"

size_t spelling_count(void);
/* What the way is called; its text is appended to `out`, without control characters. */
const char *spelling_append(size_t index, struct pc_view key, struct pc_buf *out);

#endif
