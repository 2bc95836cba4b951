#include "key_spellings.h"

#include "support.h"

#include <string.h>

/* What stands in front moves the key's bytes within base64's groups of three. */
#define USER "u:"

static enum pc_status spell_byte(unsigned char byte, unsigned spelling, struct pc_buf *out) {
    switch (spelling) {
    case 0:
        return pc_buf_append_byte(out, (char)byte);
    case 1: /* the other case */
        return pc_buf_append_byte(out,
                                  (char)((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z' ? byte ^ 0x20 : byte));
    case 2:
        return pc_buf_appendf(out, "%%%02x", byte);
    case 3:
        return pc_buf_appendf(out, "\\u%04X", byte);
    case 4:
        return pc_buf_appendf(out, "&#%u;", byte);
    case 5:
        return pc_buf_appendf(out, "%02X", byte);
    default: /* UTF-16, the lower byte first */
        return pc_buf_append(out, (struct pc_view){(const char[]){(char)byte, 0}, 2});
    }
}

void key_spell(struct pc_view key, unsigned spelling, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    if (spelling == KEY_SPELLINGS - 1) {
        struct pc_buf credentials;
        pc_buf_init(&credentials, SIZE_MAX / 2);
        status = pc_buf_appendf(&credentials, USER "%.*s", (int)key.size, key.data);
        if (status == PC_OK)
            status = pc_base64_encode(pc_buf_view(&credentials), out);
        pc_buf_clear(&credentials);
    }
    for (size_t i = 0; spelling < KEY_SPELLINGS - 1 && status == PC_OK && i < key.size; i++)
        status = spell_byte((unsigned char)key.data[i], spelling, out);
    fuzz_require(status == PC_OK, "memory for a key");
}

/* Of a key, pieces that overlap: whatever shows twelve of its bytes shows one of them. */
#define PIECE      8u
#define STEP       4u
#define MAX_PIECES 16u

struct pieces {
    struct pc_buf texts[MAX_PIECES];
    size_t count;
};

static void add_piece(struct pieces *pieces, struct pc_view key, unsigned spelling) {
    struct pc_buf *text = &pieces->texts[pieces->count++];
    fuzz_require(pieces->count <= MAX_PIECES, "room for the pieces of a key");
    pc_buf_init(text, SIZE_MAX / 2);
    if (spelling < KEY_SPELLINGS - 1)
        key_spell(key, spelling, text);
    else
        fuzz_require(pc_buf_append(text, key) == PC_OK, "memory for a piece of a key");
}

/* In base64 a group of four digits is three bytes; the first is not the key's alone. */
static void make_pieces(struct pc_view key, unsigned spelling, struct pieces *pieces) {
    struct pc_buf spelled;
    pc_buf_init(&spelled, SIZE_MAX / 2);
    bool groups = spelling == KEY_SPELLINGS - 1;
    size_t size = groups ? PIECE / STEP * 4 + 4 : PIECE;
    if (groups)
        key_spell(key, spelling, &spelled);
    struct pc_view text = groups ? pc_buf_view(&spelled) : key;
    for (size_t at = groups ? 4 : 0; at + size <= text.size; at += STEP)
        add_piece(pieces, pc_view_slice(text, at, at + size), spelling);
    pc_buf_clear(&spelled);
}

/* Without a call that the engine watches, from which it would learn the pieces. */
static bool holds(struct pc_view text, struct pc_view piece) {
    for (size_t at = 0; at + piece.size <= text.size; at++) {
        const char *hit = memchr(text.data + at, piece.data[0], text.size - at - piece.size + 1);
        size_t same = 0;
        if (hit == NULL)
            return false;
        while (same < piece.size && hit[same] == piece.data[same])
            same++;
        if (same == piece.size)
            return true;
        at = (size_t)(hit - text.data);
    }
    return false;
}

struct search {
    struct pc_view key; /* always the same */
    struct pc_view sent;
};

/* The engine learns pieces of the key by itself: what the peer says in pieces, the report says too. */
static void check_bytes(struct pc_view text, const struct search *search) {
    static struct pieces pieces[KEY_SPELLINGS];
    for (unsigned i = 0; i < KEY_SPELLINGS; i++) {
        if (pieces[i].count == 0)
            make_pieces(search->key, i, &pieces[i]);
        for (size_t k = 0; k < pieces[i].count; k++) {
            struct pc_view piece = pc_buf_view(&pieces[i].texts[k]);
            fuzz_require(!holds(text, piece) || holds(search->sent, piece),
                         "what is stored hides the key, however it is spelled");
        }
    }
}

static void check_text(const char *text, const struct search *search) {
    if (text != NULL)
        check_bytes(pc_view_of(text), search);
}

static void check_message(const struct pc_stored_message *message, const struct search *search) {
    check_bytes(pc_buf_view(&message->body), search);
    check_bytes(pc_buf_view(&message->wire), search);
    for (size_t i = 0; i < message->header_count; i++) {
        check_text(message->headers[i].name, search);
        check_text(message->headers[i].value, search);
    }
}

void key_check(const struct pc_result *result, struct pc_view key, struct pc_view sent) {
    const struct search search = {key, sent};
    for (size_t i = 0; i < result->exchange_count; i++) {
        check_message(&result->exchanges[i].request, &search);
        check_message(&result->exchanges[i].response, &search);
        check_text(result->exchanges[i].curl, &search);
    }
    for (size_t i = 0; i < result->case_count; i++)
        for (size_t k = 0; k < result->cases[i].findings.count; k++) {
            const struct pc_finding *finding = &result->cases[i].findings.items[k];
            check_text(finding->at, &search);
            check_text(finding->expected, &search);
            check_text(finding->seen, &search);
        }
}
