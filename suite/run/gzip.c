/* Who says that it accepts gzip has to read it; stored blocks are as good as compressed ones for that. */
#include "client_internal.h"

#define MAX_BLOCK  65535u
#define POLYNOMIAL 0xEDB88320u

static uint32_t checksum(struct pc_view text) {
    uint32_t sum = UINT32_MAX;
    for (size_t i = 0; i < text.size; i++) {
        sum ^= (unsigned char)text.data[i];
        for (int bit = 0; bit < 8; bit++)
            sum = (sum & 1) != 0 ? (sum >> 1) ^ POLYNOMIAL : sum >> 1;
    }
    return ~sum;
}

static enum pc_status append_number(struct pc_buf *out, uint32_t number, unsigned bytes) {
    enum pc_status status = PC_OK;
    for (unsigned i = 0; status == PC_OK && i < bytes; i++)
        status = pc_buf_append_byte(out, (char)((number >> 8 * i) & 0xFF));
    return status;
}

enum pc_status pc_run_gzip(struct pc_view text, struct pc_buf *out) {
    static const struct pc_view head = {"\037\213\010\0\0\0\0\0\0\377", 10};
    enum pc_status status = pc_buf_append(out, head);
    for (size_t at = 0; status == PC_OK && (at == 0 || at < text.size); at += MAX_BLOCK) {
        struct pc_view block = pc_view_slice(text, at, at + MAX_BLOCK);
        uint32_t size = (uint32_t)block.size;
        status = append_number(out, at + MAX_BLOCK >= text.size, 1);
        if (status == PC_OK)
            status = append_number(out, size | ~size << 16, 4);
        if (status == PC_OK)
            status = pc_buf_append(out, block);
    }
    if (status == PC_OK)
        status = append_number(out, checksum(text), 4);
    return status == PC_OK ? append_number(out, (uint32_t)text.size, 4) : status;
}
