/* Which bytes of a text have to go. Ranges are added in any order and may overlap; each costs the same. */
#ifndef PC_RESULT_COVER_H
#define PC_RESULT_COVER_H

#include "decode.h"
#include "matcher.h"

struct pc_cover {
    int32_t *delta; /* at each byte, how many ranges begin there less how many end; NULL: there is none yet */
    size_t size;
    bool no_memory;
};

/* Of a text of `size` bytes. Most texts hold no secret, and need no memory. */
static inline struct pc_cover pc_cover_of(size_t size) {
    return (struct pc_cover){.size = size};
}
void pc_cover_clear(struct pc_cover *cover);

void pc_cover_add(struct pc_cover *cover, size_t from, size_t to);

/* Covers every secret in `text`, in each of the forms that pc_redact names. PC_NO_MEMORY also where an
 * earlier range could not be added. */
enum pc_status pc_cover_secrets(struct pc_cover *cover, const struct pc_secrets *secrets,
                                struct pc_view text);
/* The same and, beyond the known secrets, whatever stands behind the scheme of an Authorization field. With
 * `words` white space may stand anywhere in a secret, as it does where a line was folded and unfolded. */
enum pc_status pc_cover_all(struct pc_cover *cover, const struct pc_secrets *secrets, struct pc_view text,
                            bool words);

/* The next piece of the text from `*at` on: covered or not, all of it the same. Empty at the end. `*depth`
 * starts as 0 and belongs to the walk, like `*at`. */
struct pc_view pc_cover_next(const struct pc_cover *cover, struct pc_view text, size_t *at, int32_t *depth,
                             bool *covered);

/* Secrets in base64 and in hexadecimal. */
enum pc_status pc_cover_coded(struct pc_cover *cover, const struct pc_matcher *matcher,
                              const struct pc_stream *stream);
/* Secrets as they are. */
void pc_cover_plain(struct pc_cover *cover, const struct pc_matcher *matcher, const struct pc_stream *stream);
/* What stands behind "Authorization:" and a scheme, in a header or in a text that quotes one. */
void pc_cover_authorization(struct pc_cover *cover, const struct pc_stream *stream);
/* How many bytes of a field value are its scheme, with the white space behind it; 0 where it is a bare
 * credential. */
size_t pc_authorization_scheme(struct pc_view value);

#endif
