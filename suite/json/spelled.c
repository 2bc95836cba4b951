#include "spelled.h"

#include "pc_scan.h"

static uint32_t four_hex(const char *at) {
    return (uint32_t)(pc_scan_hex(at[0]) << 12 | pc_scan_hex(at[1]) << 8 | pc_scan_hex(at[2]) << 4 |
                      pc_scan_hex(at[3]));
}

uint32_t pc_spelled_unescape(const char **at, const char *end) {
    const char *escape = *at;
    *at += 2;
    switch (escape[1]) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'u':
        break;
    default:
        return (unsigned char)escape[1];
    }
    *at += 4;
    uint32_t unit = four_hex(escape + 2);
    if (unit < 0xD800 || unit > 0xDBFF || end - *at < 6 || (*at)[0] != '\\' || (*at)[1] != 'u')
        return unit;
    uint32_t low = four_hex(*at + 2);
    if (low < 0xDC00 || low > 0xDFFF)
        return unit;
    *at += 6;
    return 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
}

/* The bytes that a text spells, one at a time. */
struct spelled_bytes {
    const char *at;
    const char *end;
    enum pc_spelling spelling;
    size_t pending; /* how many of `bytes` are still to come, from its end */
    size_t length;
    char bytes[4];
};

static struct spelled_bytes bytes_begin(struct pc_spelled text) {
    const char *at = text.bytes.data == NULL ? "" : text.bytes.data;
    return (struct spelled_bytes){.at = at, .end = at + text.bytes.size, .spelling = text.spelling};
}

/* Surrogates get the three bytes that UTF-8 would give them: so they sort and compare right. */
static size_t encode(uint32_t code, char out[4]) {
    size_t length = pc_utf8_encode(code, out);
    if (length > 0)
        return length;
    out[0] = (char)(0xE0 | (code >> 12));
    out[1] = (char)(0x80 | ((code >> 6) & 0x3F));
    out[2] = (char)(0x80 | (code & 0x3F));
    return 3;
}

/* -1 at the end. */
static int bytes_next(struct spelled_bytes *text) {
    if (text->pending > 0)
        return (unsigned char)text->bytes[text->length - text->pending--];
    if (text->at == text->end)
        return -1;
    char byte = *text->at;
    bool has_escapes = text->spelling == PC_SPELLING_JSON || text->spelling == PC_SPELLING_REPLACED;
    if (has_escapes && byte == '\\') {
        uint32_t code = pc_spelled_unescape(&text->at, text->end);
        if (text->spelling == PC_SPELLING_REPLACED && code >= 0xD800 && code <= 0xDFFF)
            code = PC_REPLACEMENT_CHARACTER;
        text->length = encode(code, text->bytes);
        text->pending = text->length - 1;
        return (unsigned char)text->bytes[0];
    }
    text->at++;
    if (text->spelling == PC_SPELLING_POINTER && byte == '~')
        byte = *text->at++ == '0' ? '~' : '/';
    return (unsigned char)byte;
}

/* How many bytes at the front spell themselves. */
static size_t plain_front(struct pc_spelled text) {
    if (text.spelling == PC_SPELLING_PLAIN || text.bytes.size == 0)
        return text.bytes.size;
    int special = text.spelling == PC_SPELLING_POINTER ? '~' : '\\';
    const char *at = memchr(text.bytes.data, special, text.bytes.size);
    return at == NULL ? text.bytes.size : (size_t)(at - text.bytes.data);
}

int pc_spelled_compare(struct pc_spelled a, struct pc_spelled b) {
    size_t front_a = plain_front(a), front_b = plain_front(b);
    size_t common = front_a < front_b ? front_a : front_b;
    int order = common == 0 ? 0 : memcmp(a.bytes.data, b.bytes.data, common);
    if (order != 0)
        return order;
    if (front_a == a.bytes.size && front_b == b.bytes.size)
        return (front_a > front_b) - (front_a < front_b);
    a.bytes = pc_view_slice(a.bytes, common, a.bytes.size);
    b.bytes = pc_view_slice(b.bytes, common, b.bytes.size);
    struct spelled_bytes left = bytes_begin(a);
    struct spelled_bytes right = bytes_begin(b);
    for (;;) {
        int x = bytes_next(&left);
        int y = bytes_next(&right);
        if (x != y)
            return x - y;
        if (x < 0)
            return 0;
    }
}

size_t pc_spelled_ends(struct pc_spelled text, char ends[PC_SPELLED_ENDS]) {
    const size_t half = PC_SPELLED_ENDS / 2;
    struct spelled_bytes bytes = bytes_begin(text);
    size_t size = 0;
    for (int byte = bytes_next(&bytes); byte >= 0; byte = bytes_next(&bytes), size++) {
        size_t place = size;
        if (size >= PC_SPELLED_ENDS) {
            memmove(ends + half, ends + half + 1, half - 1);
            place = PC_SPELLED_ENDS - 1;
        }
        ends[place] = (char)byte;
    }
    return size;
}

#define HASH_FACTOR 0x9E3779B97F4A7C15u /* 2^64 divided by the golden ratio */
#define HASH_WORD   8

static uint64_t hash_word(uint64_t hash, uint64_t word) {
    hash = (hash ^ word) * HASH_FACTOR;
    return hash ^ hash >> 32;
}

static uint64_t load(const char *at, size_t size) {
    uint64_t word = 0;
    memcpy(&word, at, size);
    return word;
}

/* The last 0 to 7 bytes as one word, the first byte lowest, without a loop: loads that overlap agree. */
static uint64_t load_tail(const unsigned char *at, size_t size) {
    if (size >= 4) {
        uint64_t front = at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 | (uint64_t)at[3] << 24;
        const unsigned char *back = at + size - 4;
        uint64_t last = back[0] | (uint64_t)back[1] << 8 | (uint64_t)back[2] << 16 | (uint64_t)back[3] << 24;
        return front | last << (8 * (size - 4));
    }
    if (size == 0)
        return 0;
    size_t middle = size / 2;
    return at[0] | (uint64_t)at[middle] << (8 * middle) | (uint64_t)at[size - 1] << (8 * (size - 1));
}

static uint32_t hash_end(uint64_t hash, const char *tail, size_t size, size_t total) {
    hash = hash_word(hash, load_tail((const unsigned char *)tail, size));
    return (uint32_t)(hash_word(hash, total) >> 16);
}

uint32_t pc_spelled_hash(struct pc_spelled text) {
    uint64_t hash = 0;
    if (text.spelling == PC_SPELLING_PLAIN) {
        const char *at = text.bytes.data;
        size_t left = text.bytes.size;
        for (; left >= HASH_WORD; left -= HASH_WORD, at += HASH_WORD)
            hash = hash_word(hash, load(at, HASH_WORD));
        return hash_end(hash, at, left, text.bytes.size);
    }
    struct spelled_bytes bytes = bytes_begin(text);
    char word[HASH_WORD];
    size_t total = 0;
    for (int byte = bytes_next(&bytes); byte >= 0; byte = bytes_next(&bytes)) {
        if (total > 0 && total % HASH_WORD == 0)
            hash = hash_word(hash, load(word, HASH_WORD));
        word[total++ % HASH_WORD] = (char)byte;
    }
    size_t rest = total % HASH_WORD;
    if (total > 0 && rest == 0)
        hash = hash_word(hash, load(word, HASH_WORD));
    return hash_end(hash, word, rest, total);
}
