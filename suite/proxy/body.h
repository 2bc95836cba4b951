/* Follows a body from end to end, piece by piece, and keeps nothing of it. */
#ifndef PC_PROXY_BODY_H
#define PC_PROXY_BODY_H

#include "pc_http.h"

/* Passed on at once. What leaves is at most so much longer: a chunk's line for each piece. */
#define PC_PROXY_PIECE_SIZE  ((size_t)16 << 10)
#define PC_PROXY_PIECE_SLACK 64u

enum pc_proxy_progress {
    PC_PROXY_MORE, /* the body goes on */
    PC_PROXY_DONE,
    PC_PROXY_BAD /* its chunks cannot be followed: nothing of it may be passed on any more */
};

enum pc_proxy_chunk_state { PC_PROXY_CHUNK_LINE, PC_PROXY_CHUNK_DATA, PC_PROXY_CHUNK_END, PC_PROXY_TRAILERS };

struct pc_proxy_body {
    enum pc_http_framing framing;
    bool strict;   /* chunk lines must be clean */
    bool chunks;   /* it leaves in chunks; else its bytes alone */
    uint64_t left; /* of the body by its length, or of the chunk */
    enum pc_proxy_chunk_state state;
    size_t trailer_size;
};

/* By the head that was just read. A request's chunks are read strictly: what one recipient takes for the end
 * of a line another may not. A response's are read as the parser reads them. */
void pc_proxy_body_begin(struct pc_proxy_body *body, const struct pc_http_message *message, bool chunks);
/* Takes from the front of `in` what belongs to the body (`taken` bytes), and appends it to `out` as it
 * leaves. Chunks are written anew and their extensions and trailers left out, as RFC 9112 section 7.1.1 and
 * RFC 9110 section 6.5.1 allow: what comes in with two readings leaves with one. Never DONE for
 * PC_HTTP_UNTIL_CLOSE: the caller knows the end. Room in `out`: see PC_PROXY_PIECE_SLACK. */
enum pc_status pc_proxy_body_move(struct pc_proxy_body *body, struct pc_view in, size_t *taken,
                                  struct pc_buf *out, enum pc_proxy_progress *progress);

#endif
