#include "key_spellings.h"

#include "support.h"

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

/* Of base64 the groups that are the key's alone. */
static void spell_alone(struct pc_view key, struct pc_buf spelled[KEY_SPELLINGS],
                        struct pc_view alone[KEY_SPELLINGS]) {
    for (unsigned i = 0; i < KEY_SPELLINGS; i++) {
        pc_buf_init(&spelled[i], SIZE_MAX / 2);
        key_spell(key, i, &spelled[i]);
        size_t shared = i == KEY_SPELLINGS - 1 ? 4 : 0;
        alone[i] = pc_view_slice(pc_buf_view(&spelled[i]), shared, spelled[i].size - shared);
    }
}

/* Not by memcmp, from which the engine learns: it would write groups of base64 that are not all of the key
 * into its inputs, and those nobody promises to hide. */
static bool holds(struct pc_view text, struct pc_view word) {
    for (size_t from = 0; from + word.size <= text.size; from++) {
        size_t same = 0;
        while (same < word.size && text.data[from + same] == word.data[same])
            same++;
        if (same == word.size)
            return true;
    }
    return false;
}

/* Always the same key. */
static void check_bytes(struct pc_view text, struct pc_view key) {
    static struct pc_buf spelled[KEY_SPELLINGS];
    static struct pc_view alone[KEY_SPELLINGS];
    if (spelled[0].size == 0)
        spell_alone(key, spelled, alone);
    for (unsigned i = 0; i < KEY_SPELLINGS; i++)
        fuzz_require(!holds(text, alone[i]), "what is stored hides the key, however it is spelled");
}

static void check_text(const char *text, struct pc_view key) {
    if (text != NULL)
        check_bytes(pc_view_of(text), key);
}

static void check_message(const struct pc_stored_message *message, struct pc_view key) {
    check_bytes(pc_buf_view(&message->body), key);
    check_bytes(pc_buf_view(&message->wire), key);
    for (size_t i = 0; i < message->header_count; i++) {
        check_text(message->headers[i].name, key);
        check_text(message->headers[i].value, key);
    }
}

void key_check(const struct pc_result *result, struct pc_view key) {
    for (size_t i = 0; i < result->exchange_count; i++) {
        check_message(&result->exchanges[i].request, key);
        check_message(&result->exchanges[i].response, key);
        check_text(result->exchanges[i].curl, key);
    }
    for (size_t i = 0; i < result->case_count; i++)
        for (size_t k = 0; k < result->cases[i].findings.count; k++) {
            const struct pc_finding *finding = &result->cases[i].findings.items[k];
            check_text(finding->at, key);
            check_text(finding->expected, key);
            check_text(finding->seen, key);
        }
}
