/* base, floor 0: statuses, errors, memory, text. Everything above speaks in these types. */
#ifndef PC_BASE_H
#define PC_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Status of a call. "Invalid" is an answer of the reader, validator or judge, never one of these. */
#define PC_STATUS_LIST(X)                                                                                    \
    X(OK, "success")                                                                                         \
    X(NO_MEMORY, "out of memory")                                                                            \
    X(LIMIT, "a limit was reached")                                                                          \
    X(USAGE, "wrong use or configuration")                                                                   \
    X(NOT_FOUND, "not found")                                                                                \
    X(IO, "input or output failed")                                                                          \
    X(MALFORMED, "the input is malformed")                                                                   \
    X(UNSUPPORTED, "not supported")                                                                          \
    X(UNREACHABLE, "the peer cannot be reached")                                                             \
    X(CLOSED, "the peer closed the connection")                                                              \
    X(TIMEOUT, "the time ran out")                                                                           \
    X(INTERRUPTED, "interrupted")                                                                            \
    X(WITHHELD, "not sent: a budget is spent, or the run was stopped")                                       \
    X(INTERNAL, "a fault of promotecheck itself")

enum pc_status {
#define PC_STATUS_ENUM(name, sentence) PC_##name,
    PC_STATUS_LIST(PC_STATUS_ENUM)
#undef PC_STATUS_ENUM
};

/* The constant's name without its prefix ("NO_MEMORY") and its sentence. Static text, never NULL. */
const char *pc_status_name(enum pc_status status);
const char *pc_status_sentence(enum pc_status status);

#define PC_ERROR_MESSAGE_SIZE 512

/* Owned by the caller, initialised with {0}; every function takes NULL for it. The first error wins: a set
 * error is not overwritten until pc_error_clear. The message is one line and says what happened, where, what
 * to do. */
struct pc_error {
    enum pc_status status;
    char message[PC_ERROR_MESSAGE_SIZE];
};

/* Records the error (cut at the message's size) and returns `status`, so that `return pc_error_set(…)` reads
 * well. */
__attribute__((format(printf, 3, 4))) enum pc_status pc_error_set(struct pc_error *err, enum pc_status status,
                                                                  const char *format, ...);
void pc_error_clear(struct pc_error *err);

/* A borrowed piece of text: not NUL-terminated, may hold NUL. {NULL, 0} is the empty view. */
struct pc_view {
    const char *data;
    size_t size;
};

#define PC_VIEW(literal) ((struct pc_view){(literal), sizeof(literal) - 1})

struct pc_view pc_view_of(const char *text);                               /* NULL gives the empty view */
struct pc_view pc_view_slice(struct pc_view view, size_t from, size_t to); /* clamped to the view */
bool pc_view_equal(struct pc_view a, struct pc_view b);
bool pc_view_equal_text(struct pc_view a, const char *text);
bool pc_view_equal_nocase(struct pc_view a, struct pc_view b); /* ASCII only: HTTP tokens */
bool pc_view_starts_with(struct pc_view view, struct pc_view prefix);
/* Offset of the first `needle`, or view.size where it does not occur. */
size_t pc_view_find(struct pc_view view, struct pc_view needle);
struct pc_view
pc_view_trim(struct pc_view view); /* SP and HTAB on both sides: OWS of RFC 9110 section 5.6.3 */

/* An owned byte buffer with a mandatory cap. `data` is NULL or NUL-terminated behind `size`, the NUL not
 * counted. Appending past `limit` fails with PC_LIMIT and leaves the content as it was. */
struct pc_buf {
    char *data;
    size_t size;
    size_t capacity;
    size_t limit;
};

void pc_buf_init(struct pc_buf *buf, size_t limit);
void pc_buf_clear(struct pc_buf *buf); /* releases the memory; NULL and {0} are fine; limit is kept */
void pc_buf_reset(struct pc_buf *buf); /* empties it, memory kept */
void pc_buf_drop_front(struct pc_buf *buf, size_t count);       /* the first `count` bytes, or all it has */
enum pc_status pc_buf_reserve(struct pc_buf *buf, size_t more); /* room for `more` bytes behind size */
enum pc_status pc_buf_append(struct pc_buf *buf, struct pc_view bytes);
enum pc_status pc_buf_append_text(struct pc_buf *buf, const char *text);
enum pc_status pc_buf_append_byte(struct pc_buf *buf, char byte);
__attribute__((format(printf, 2, 3))) enum pc_status pc_buf_appendf(struct pc_buf *buf, const char *format,
                                                                    ...);
struct pc_view pc_buf_view(const struct pc_buf *buf);

/* Heap copies; NULL when memory is out. The result is NUL-terminated and released with free(). */
char *pc_text_copy(const char *text); /* NULL gives NULL */
char *pc_view_copy(struct pc_view view);
__attribute__((format(printf, 1, 2))) char *pc_text_format(const char *format, ...);

/* UTF-8 (RFC 3629: no surrogates, nothing overlong, nothing above U+10FFFF). */
bool pc_utf8_valid(struct pc_view view);
/* Length of the longest valid prefix: view.size where all of it is valid. */
size_t pc_utf8_valid_prefix(struct pc_view view);
/* Writes the encoding of a scalar value to `out` (up to 4 bytes), returns its length; 0 where it is none. */
size_t pc_utf8_encode(uint32_t scalar, char out[4]);

enum pc_status pc_base64_encode(struct pc_view bytes, struct pc_buf *out);
/* PC_MALFORMED where the text is not canonical base64 (RFC 4648 section 4, with padding). */
enum pc_status pc_base64_decode(struct pc_view text, struct pc_buf *out);
/* What a hexadecimal digit means, -1 for any other character. */
int pc_hex_value(int c);
/* RFC 3986 section 2.3. */
bool pc_is_unreserved(int c);
/* Percent-encodes every byte outside RFC 3986's `unreserved`, so the result is one path segment. */
enum pc_status pc_percent_encode(struct pc_view bytes, struct pc_buf *out);
enum pc_status pc_percent_decode(struct pc_view text, struct pc_buf *out); /* PC_MALFORMED at a bad escape */

/* Matches an id `a/b/c` against a pattern: `*` any run within a segment, `**` any run across segments. */
bool pc_glob_match(const char *pattern, const char *id);
/* Whether any of several patterns, separated by spaces and each shorter than PC_PATTERN_SIZE, matches. NULL
 * holds none. */
#define PC_PATTERN_SIZE 256u
bool pc_glob_match_any(const char *patterns, const char *id);

/* Edit distance of two short texts (the first PC_DISTANCE_MAX bytes of each), for "did you mean". */
#define PC_DISTANCE_MAX 128u
size_t pc_text_distance(const char *a, const char *b);

/* Reads a whole file, "-" being standard input. PC_IO with the path and the reason; PC_LIMIT past out->limit.
 */
enum pc_status pc_file_read(const char *path, struct pc_buf *out, struct pc_error *err);
/* Writes beside the target and renames, so that a reader never sees half a file. */
enum pc_status pc_file_write(const char *path, struct pc_view content, struct pc_error *err);

int64_t pc_clock_ms(void); /* monotonic milliseconds: for deadlines and durations only */
/* A point in time as RFC 3339 in UTC with seconds, e.g. 2026-01-02T03:04:05Z; `out` holds at least 32 bytes.
 */
void pc_time_rfc3339(int64_t unix_seconds, char out[32]);

/* Keeps SIGPIPE off this thread for a write to what may have been closed, so that the program's own
 * disposition of the signal stays as it is. Not `needed`: nothing is done, and costs nothing. */
struct pc_pipe_guard {
    bool needed;
    bool pending; /* it was already before */
    bool blocked; /* likewise */
};
void pc_pipe_guard_enter(struct pc_pipe_guard *guard, bool needed);
void pc_pipe_guard_leave(const struct pc_pipe_guard *guard);

#endif
