#include "cover.h"

#include <stdlib.h>

/* Base64 and hexadecimal join bytes to groups, and a secret may begin anywhere in a group: so a run of their
 * digits is read from each place of a group. */
struct coding {
    unsigned digit_bits;
    unsigned alignments;
    unsigned step;              /* bits from one alignment to the next */
    unsigned three_bytes;       /* digits that three bytes take */
    unsigned window;            /* digits that the shortest secret takes part in, whatever its alignment */
    size_t min_run;             /* digits that the shortest secret takes */
    const signed char *meaning; /* of each byte: a digit's value, or one of these */
};
enum { NO_DIGIT, JOINS = -1 };

/* Both alphabets of RFC 4648, sections 4 and 5; line breaks may stand between digits (RFC 2045 section 6.8).
 * A value is kept with one added: what the table does not name is no digit. */
static const signed char base64_meaning[256] = {
    ['A'] = 1,  ['B'] = 2,  ['C'] = 3,      ['D'] = 4,     ['E'] = 5,  ['F'] = 6,  ['G'] = 7,  ['H'] = 8,
    ['I'] = 9,  ['J'] = 10, ['K'] = 11,     ['L'] = 12,    ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16,
    ['Q'] = 17, ['R'] = 18, ['S'] = 19,     ['T'] = 20,    ['U'] = 21, ['V'] = 22, ['W'] = 23, ['X'] = 24,
    ['Y'] = 25, ['Z'] = 26, ['a'] = 27,     ['b'] = 28,    ['c'] = 29, ['d'] = 30, ['e'] = 31, ['f'] = 32,
    ['g'] = 33, ['h'] = 34, ['i'] = 35,     ['j'] = 36,    ['k'] = 37, ['l'] = 38, ['m'] = 39, ['n'] = 40,
    ['o'] = 41, ['p'] = 42, ['q'] = 43,     ['r'] = 44,    ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48,
    ['w'] = 49, ['x'] = 50, ['y'] = 51,     ['z'] = 52,    ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56,
    ['4'] = 57, ['5'] = 58, ['6'] = 59,     ['7'] = 60,    ['8'] = 61, ['9'] = 62, ['+'] = 63, ['-'] = 63,
    ['/'] = 64, ['_'] = 64, ['\r'] = JOINS, ['\n'] = JOINS};

/* A dump has spaces or colons between its digits. */
static const signed char hex_meaning[256] = {
    ['0'] = 1,  ['1'] = 2,     ['2'] = 3,     ['3'] = 4,      ['4'] = 5,     ['5'] = 6,  ['6'] = 7,
    ['7'] = 8,  ['8'] = 9,     ['9'] = 10,    ['a'] = 11,     ['b'] = 12,    ['c'] = 13, ['d'] = 14,
    ['e'] = 15, ['f'] = 16,    ['A'] = 11,    ['B'] = 12,     ['C'] = 13,    ['D'] = 14, ['E'] = 15,
    ['F'] = 16, [' '] = JOINS, [':'] = JOINS, ['\r'] = JOINS, ['\n'] = JOINS};

/* Constants of their own, so that compilers make a loop of its own for each. */
static const struct coding base64 = {.digit_bits = 6,
                                     .alignments = 4,
                                     .step = 2,
                                     .three_bytes = 4,
                                     .window = 12,
                                     .min_run = (PC_SECRET_MIN_SIZE * 8 + 5) / 6,
                                     .meaning = base64_meaning};
static const struct coding hex = {.digit_bits = 4,
                                  .alignments = 2,
                                  .step = 4,
                                  .three_bytes = 6,
                                  .window = 17,
                                  .min_run = PC_SECRET_MIN_SIZE * 2,
                                  .meaning = hex_meaning};

static signed char meaning_at(const struct coding *coding, const struct pc_stream *stream, size_t at) {
    return coding->meaning[(unsigned char)stream->bytes[at]];
}

/* Where a run stands in the stream. */
struct span {
    size_t from, to;
    bool joined; /* there is something between its digits */
};

/* Memory for one run: where its digits stand in the stream, and what they mean. */
struct run {
    uint32_t *digits;
    size_t count;
    struct pc_stream decoded;
};

static enum pc_status run_init(struct run *run, size_t size) {
    enum pc_status status = pc_stream_init(&run->decoded, size);
    if (status == PC_OK)
        run->digits = malloc((size + 1) * sizeof *run->digits);
    return status == PC_OK && run->digits == NULL ? PC_NO_MEMORY : status;
}

static void run_clear(struct run *run) {
    free(run->digits);
    pc_stream_clear(&run->decoded);
}

/* A digit of the run [at, to), 0 behind its end. */
static uint32_t digit_at(const struct coding *coding, const struct pc_stream *stream, size_t at, size_t to) {
    return at < to ? (uint32_t)(meaning_at(coding, stream, at) - 1) : 0;
}

static size_t digits_end(const struct coding *coding, const struct pc_stream *stream, size_t at) {
    while (at < stream->size && meaning_at(coding, stream, at) > 0)
        at++;
    return at;
}

/* The next run, from `at` on, with the digits that the shortest secret takes. Each byte of it belongs to it,
 * so that of a text without one only every min_run-th byte is looked at. */
static bool run_find(const struct coding *coding, const struct pc_stream *stream, size_t at,
                     struct span *out) {
    while (at + coding->min_run <= stream->size) {
        size_t to = at + coding->min_run;
        size_t from = to;
        while (from > at && meaning_at(coding, stream, from - 1) != NO_DIGIT)
            from--;
        if (from > at) {
            at = from;
            continue;
        }
        size_t joins = 0;
        to = digits_end(coding, stream, from);
        for (; to < stream->size && meaning_at(coding, stream, to) == JOINS; joins++)
            to = digits_end(coding, stream, to + 1);
        if (to - from >= joins + coding->min_run) {
            *out = (struct span){.from = from, .to = to, .joined = joins > 0};
            return true;
        }
        at = to + 1;
    }
    return false;
}

/* Whether a secret begins at a place of the digit at `at`, at one of those behind it for the last alignments.
 */
static bool begins_in(const struct pc_matcher *matcher, const struct coding *coding,
                      const struct pc_stream *stream, size_t at, size_t to) {
    for (unsigned alignment = 0; alignment < coding->alignments; alignment++) {
        char bytes[PC_SECRET_MIN_SIZE];
        size_t digit = at;
        uint32_t word = 0;
        int bits = -(int)(alignment * coding->step);
        for (size_t i = 0; i < sizeof bytes;) {
            word = word << coding->digit_bits | digit_at(coding, stream, digit++, to);
            bits += (int)coding->digit_bits;
            if (bits >= 8) {
                bits -= 8;
                bytes[i++] = (char)(word >> bits & 0xFF);
            }
        }
        if (pc_matcher_begins(matcher, bytes))
            return true;
    }
    return false;
}

/* Whether the run may hold a secret, without decoding it. Its places are the bits where a byte may begin, one
 * for each alignment; the last two bytes of the shortest secret, read there, tell how far away one is at
 * least. */
static bool run_may_hold(const struct pc_matcher *matcher, const struct coding *coding,
                         const struct pc_stream *stream, const struct span *run) {
    const unsigned start = (PC_SECRET_MIN_SIZE - 2) * coding->three_bytes / 3;
    const unsigned behind = coding->window * coding->digit_bits - PC_SECRET_MIN_SIZE * 8; /* the last bytes */
    for (size_t at = run->from; at + coding->min_run <= run->to;) {
        uint32_t word = 0;
        for (unsigned i = start; i < coding->window; i++)
            word = word << coding->digit_bits | digit_at(coding, stream, at + i, run->to);
        unsigned skip = PC_SECRET_MIN_SIZE;
        for (unsigned i = 0; i < coding->alignments; i++) {
            uint32_t pair = word >> (behind - i * coding->step);
            unsigned far = pc_matcher_skip(matcher, (unsigned char)(pair >> 8), (unsigned char)pair);
            skip = far < skip ? far : skip;
        }
        if (skip == 0 && begins_in(matcher, coding, stream, at, run->to))
            return true;
        at += skip == 0 ? 1 : skip * coding->three_bytes / 3;
    }
    return false;
}

static void run_collect(struct run *run, const struct coding *coding, const struct pc_stream *stream,
                        size_t from, size_t to) {
    run->count = 0;
    for (size_t at = from; at < to; at++) {
        if (meaning_at(coding, stream, at) != JOINS)
            run->digits[run->count++] = (uint32_t)at;
    }
}

/* Reads the run's digits from the `skip`th on into run->decoded. */
static void run_decode(struct run *run, const struct coding *coding, const struct pc_stream *stream,
                       size_t skip) {
    struct pc_stream *decoded = &run->decoded;
    decoded->size = 0;
    uint32_t word = 0;
    unsigned bits = 0;
    for (size_t i = skip; i < run->count; i++) {
        unsigned before = bits;
        word = word << coding->digit_bits | (uint32_t)(meaning_at(coding, stream, run->digits[i]) - 1);
        bits += coding->digit_bits;
        if (bits < 8)
            continue;
        bits -= 8;
        /* The byte began in this digit or, where bits were left over, in the one before. */
        size_t first = before > 0 ? i - 1 : i;
        pc_stream_push(decoded, (char)(word >> bits & 0xFF), pc_stream_from(stream, run->digits[first]),
                       pc_stream_to(stream, run->digits[i]));
        word &= (1u << bits) - 1;
    }
}

/* Looks at every run that is long enough. Most texts have none that holds a secret, and need no memory. */
static enum pc_status cover_runs(struct pc_cover *cover, const struct pc_matcher *matcher,
                                 const struct coding *coding, const struct pc_stream *stream,
                                 struct run *run) {
    struct span span = {0};
    for (size_t at = 0; run_find(coding, stream, at, &span); at = span.to + 1) {
        if (!span.joined && !run_may_hold(matcher, coding, stream, &span))
            continue;
        enum pc_status status = run->digits == NULL ? run_init(run, stream->size) : PC_OK;
        if (status != PC_OK)
            return status;
        run_collect(run, coding, stream, span.from, span.to);
        for (size_t skip = 0; skip < coding->alignments; skip++) {
            run_decode(run, coding, stream, skip);
            pc_cover_plain(cover, matcher, &run->decoded);
        }
    }
    return PC_OK;
}

enum pc_status pc_cover_coded(struct pc_cover *cover, const struct pc_matcher *matcher,
                              const struct pc_stream *stream) {
    struct run run = {0};
    enum pc_status status = cover_runs(cover, matcher, &base64, stream, &run);
    if (status == PC_OK)
        status = cover_runs(cover, matcher, &hex, stream, &run);
    run_clear(&run);
    return status;
}
