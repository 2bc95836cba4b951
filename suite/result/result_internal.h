/* What the files of this room share. */
#ifndef PC_RESULT_INTERNAL_H
#define PC_RESULT_INTERNAL_H

#include "pc_result.h"

/* Makes room for one more element behind `count` in an array that was grown by nothing else: the capacity
 * follows from the count. NULL when memory is out; the array stands then as it was. */
void *pc_grow(void *items, size_t count, size_t item_size);
/* Appends a copy of the text. */
enum pc_status pc_texts_add(char ***texts, size_t *count, const char *text);
void pc_texts_clear(char **texts, size_t count);
void pc_finding_clear(struct pc_finding *finding);
/* A heap copy as clean text: what is no UTF-8, and U+0000, becomes U+FFFD. NULL when memory is out. */
char *pc_clean_copy(struct pc_view text);
/* A command line for a POSIX shell that repeats the request; *out stays NULL where curl cannot send these
 * bytes. */
enum pc_status pc_curl_line(const struct pc_http_exchange *exchange, const struct pc_curl_peer *peer,
                            const struct pc_secrets *secrets, char **out);

#endif
