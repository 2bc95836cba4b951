#include "cover.h"

#include <stdlib.h>
#include <string.h>

/* Base64 and hexadecimal join bytes to groups, and a secret may begin anywhere in a group: so a run of their
 * digits is read from each place of a group. */
struct coding {
    unsigned digit_bits;
    unsigned alignments;
    size_t min_run; /* digits that the shortest secret takes */
    int (*value)(char digit);
    const char
        *joins; /* what may stand between digits: line breaks (RFC 2045 section 6.8); a dump's spaces */
};

/* Both alphabets of RFC 4648, sections 4 and 5. */
static int base64_value(char digit) {
    if (digit >= 'A' && digit <= 'Z')
        return digit - 'A';
    if (digit >= 'a' && digit <= 'z')
        return digit - 'a' + 26;
    if (digit >= '0' && digit <= '9')
        return digit - '0' + 52;
    if (digit == '+' || digit == '-')
        return 62;
    return digit == '/' || digit == '_' ? 63 : -1;
}

static int hex_value(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

static const struct coding codings[] = {
    {.digit_bits = 6,
     .alignments = 4,
     .min_run = (PC_SECRET_MIN_SIZE * 8 + 5) / 6,
     .value = base64_value,
     .joins = "\r\n"},
    {.digit_bits = 4,
     .alignments = 2,
     .min_run = PC_SECRET_MIN_SIZE * 2,
     .value = hex_value,
     .joins = " :\r\n"},
};

/* Memory for one run: where its digits stand in the stream, and what they mean. */
struct run {
    uint32_t *digits;
    size_t count;
    struct pc_stream decoded;
};

static enum pc_status run_init(struct run *run, size_t size) {
    *run = (struct run){0};
    enum pc_status status = pc_stream_init(&run->decoded, size);
    if (status == PC_OK)
        run->digits = malloc((size + 1) * sizeof *run->digits);
    return status == PC_OK && run->digits == NULL ? PC_NO_MEMORY : status;
}

static void run_clear(struct run *run) {
    free(run->digits);
    pc_stream_clear(&run->decoded);
}

/* Collects the digits from `at` on; returns where the run ended. */
static size_t run_read(struct run *run, const struct coding *coding, const struct pc_stream *stream,
                       size_t at) {
    run->count = 0;
    for (; at < stream->size; at++) {
        char byte = stream->bytes[at];
        if (coding->value(byte) >= 0)
            run->digits[run->count++] = (uint32_t)at;
        else if (byte == '\0' || strchr(coding->joins, byte) == NULL)
            break;
    }
    return at;
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
        word = word << coding->digit_bits | (uint32_t)coding->value(stream->bytes[run->digits[i]]);
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

enum pc_status pc_cover_coded(struct pc_cover *cover, const struct pc_matcher *matcher,
                              const struct pc_stream *stream) {
    if (stream->size < codings[0].min_run)
        return PC_OK;
    struct run run;
    enum pc_status status = run_init(&run, stream->size);
    for (size_t kind = 0; status == PC_OK && kind < sizeof codings / sizeof codings[0]; kind++) {
        const struct coding *coding = &codings[kind];
        for (size_t at = 0; at < stream->size; at++) {
            at = run_read(&run, coding, stream, at);
            for (size_t skip = 0; run.count >= coding->min_run && skip < coding->alignments; skip++) {
                run_decode(&run, coding, stream, skip);
                pc_cover_plain(cover, matcher, &run.decoded);
            }
        }
    }
    run_clear(&run);
    return status;
}
