#include "pc_base.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

enum pc_status pc_base64_encode(struct pc_view bytes, struct pc_buf *out) {
    if (bytes.size > (SIZE_MAX - 4) / 4 * 3)
        return PC_LIMIT;
    enum pc_status status = pc_buf_reserve(out, (bytes.size + 2) / 3 * 4);
    if (status != PC_OK)
        return status;
    const unsigned char *in = (const unsigned char *)bytes.data;
    for (size_t i = 0; i < bytes.size; i += 3) {
        size_t left = bytes.size - i;
        uint32_t word = (uint32_t)in[i] << 16;
        if (left > 1)
            word |= (uint32_t)in[i + 1] << 8;
        if (left > 2)
            word |= in[i + 2];
        out->data[out->size++] = alphabet[word >> 18];
        out->data[out->size++] = alphabet[(word >> 12) & 63];
        out->data[out->size++] = left > 1 ? alphabet[(word >> 6) & 63] : '=';
        out->data[out->size++] = left > 2 ? alphabet[word & 63] : '=';
    }
    out->data[out->size] = '\0';
    return PC_OK;
}

/* A failure takes back what was appended so far. */
static enum pc_status finish(enum pc_status status, struct pc_buf *out, size_t before) {
    if (status != PC_OK && out->data != NULL) {
        out->size = before;
        out->data[before] = '\0';
    }
    return status;
}

static int base64_value(char byte) {
    if (byte >= 'A' && byte <= 'Z')
        return byte - 'A';
    if (byte >= 'a' && byte <= 'z')
        return byte - 'a' + 26;
    if (byte >= '0' && byte <= '9')
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

/* Decodes one group of four; `last` allows padding, whose unused bits must be zero. */
static enum pc_status decode_quad(const char *quad, bool last, struct pc_buf *out) {
    size_t pad = quad[3] != '=' ? 0 : quad[2] != '=' ? 1 : 2;
    if (pad > 0 && !last)
        return PC_MALFORMED;
    uint32_t word = 0;
    for (size_t i = 0; i < 4; i++) {
        int value = i >= 4 - pad ? 0 : base64_value(quad[i]);
        if (value < 0)
            return PC_MALFORMED;
        word = word << 6 | (uint32_t)value;
    }
    if ((pad == 1 && (word & 0xFF) != 0) || (pad == 2 && (word & 0xFFFF) != 0))
        return PC_MALFORMED;
    char bytes[3] = {(char)(word >> 16), (char)(word >> 8 & 0xFF), (char)(word & 0xFF)};
    return pc_buf_append(out, (struct pc_view){bytes, 3 - pad});
}

enum pc_status pc_base64_decode(struct pc_view text, struct pc_buf *out) {
    if (text.size % 4 != 0)
        return PC_MALFORMED;
    size_t before = out->size;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < text.size; i += 4)
        status = decode_quad(text.data + i, i + 4 == text.size, out);
    return finish(status, out, before);
}

bool pc_is_unreserved(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

enum pc_status pc_percent_encode(struct pc_view bytes, struct pc_buf *out) {
    size_t before = out->size;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < bytes.size; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        status = pc_is_unreserved(c) ? pc_buf_append_byte(out, (char)c) : pc_buf_appendf(out, "%%%02X", c);
    }
    return finish(status, out, before);
}

int pc_hex_value(int c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum pc_status pc_percent_decode(struct pc_view text, struct pc_buf *out) {
    size_t before = out->size;
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < text.size; i++) {
        if (text.data[i] != '%') {
            status = pc_buf_append_byte(out, text.data[i]);
            continue;
        }
        int high = text.size - i < 3 ? -1 : pc_hex_value(text.data[i + 1]);
        int low = text.size - i < 3 ? -1 : pc_hex_value(text.data[i + 2]);
        status = high < 0 || low < 0 ? PC_MALFORMED : pc_buf_append_byte(out, (char)(high * 16 + low));
        i += 2;
    }
    return finish(status, out, before);
}
