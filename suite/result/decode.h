/* A text with its escapes taken away, each byte knowing where in the first text it stood. */
#ifndef PC_RESULT_DECODE_H
#define PC_RESULT_DECODE_H

#include "pc_base.h"

struct pc_stream {
    const char *bytes;
    size_t size;
    uint32_t *from; /* the byte stands for [from, to) of the first text; NULL: for its own place */
    uint32_t *to;
    char *owned; /* the memory of `bytes`; NULL where they are borrowed */
};

static inline struct pc_stream pc_stream_of(struct pc_view text) {
    return (struct pc_stream){.bytes = text.data, .size = text.size};
}

/* Room for `size` bytes with their places; the stream is empty. PC_NO_MEMORY; PC_LIMIT past 4 GiB. */
enum pc_status pc_stream_init(struct pc_stream *stream, size_t size);
/* Appends a byte; the caller knows that there is room. */
static inline void pc_stream_push(struct pc_stream *stream, char byte, size_t from, size_t to) {
    stream->owned[stream->size] = byte;
    stream->from[stream->size] = (uint32_t)from;
    stream->to[stream->size++] = (uint32_t)to;
}

void pc_stream_clear(struct pc_stream *stream);

static inline size_t pc_stream_from(const struct pc_stream *stream, size_t index) {
    return stream->from == NULL ? index : stream->from[index];
}

static inline size_t pc_stream_to(const struct pc_stream *stream, size_t index) {
    return stream->to == NULL ? index + 1 : stream->to[index];
}

/* Takes one layer of escapes away, whichever kind each is: percent-encoding, the escapes of JSON, JavaScript,
 * JSON Pointer, C and HTML, the zero bytes of UTF-16. `out` is overwritten and owned; it stays empty where
 * nothing `changed`. */
enum pc_status pc_stream_unescape(const struct pc_stream *in, struct pc_stream *out, bool *changed);
/* Whether the text begins with what stands for the rest of one that was cut. */
static inline bool pc_is_ellipsis(struct pc_view text) {
    return pc_view_starts_with(text, PC_VIEW("\xE2\x80\xA6")) || pc_view_starts_with(text, PC_VIEW("..."));
}
/* Takes away the line with a size that stands between two HTTP chunks. */
enum pc_status pc_stream_unchunk(const struct pc_stream *in, struct pc_stream *out, bool *changed);
/* Takes away line ends, with what indents the line behind each. */
enum pc_status pc_stream_join_lines(const struct pc_stream *in, struct pc_stream *out, bool *changed);
/* Takes away the zero bytes of UTF-16 and UTF-32 alone: in front of them may stand what looks like an
 * escape's beginning. */
enum pc_status pc_stream_narrow(const struct pc_stream *in, struct pc_stream *out, bool *changed);
/* Takes away all white space. */
enum pc_status pc_stream_join_words(const struct pc_stream *in, struct pc_stream *out, bool *changed);

#endif
