#include "shell.h"

#include "redact.h"

#define VARIABLE "PROMOTECHECK_API_KEY"

bool pc_shell_is_plain(struct pc_view bytes) {
    for (size_t i = 0; i < bytes.size; i++) {
        if (bytes.data[i] < 0x20 || bytes.data[i] > 0x7E)
            return false;
    }
    return true;
}

static enum pc_status single_quoted(struct pc_buf *out, struct pc_view bytes) {
    enum pc_status status = pc_buf_append_byte(out, '\'');
    while (status == PC_OK && bytes.size > 0) {
        size_t plain = pc_view_find(bytes, PC_VIEW("'"));
        status = pc_buf_append(out, pc_view_slice(bytes, 0, plain));
        if (status == PC_OK && plain < bytes.size)
            status = pc_buf_append_text(out, "'\\''");
        bytes = pc_view_slice(bytes, plain + 1, bytes.size);
    }
    return status != PC_OK ? status : pc_buf_append_byte(out, '\'');
}

/* The bytes as printf's format. Letters, digits and harmless punctuation stay, so that a person can read it;
 * a hyphen does not where it would begin an option. `!` goes because of the history of interactive shells. */
static enum pc_status printf_format(struct pc_buf *out, struct pc_view bytes) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < bytes.size; i++) {
        unsigned char c = (unsigned char)bytes.data[i];
        bool escaped = c < 0x20 || c > 0x7E || c == '\'' || c == '!' || c == '`' || c == '$' || c == '\\' ||
                       (c == '-' && i == 0);
        if (c == '%')
            status = pc_buf_append_text(out, "%%");
        else
            status = escaped ? pc_buf_appendf(out, "\\%03o", c) : pc_buf_append_byte(out, (char)c);
    }
    return status;
}

static enum pc_status literal(struct pc_buf *out, struct pc_view bytes) {
    if (pc_shell_is_plain(bytes))
        return single_quoted(out, bytes);
    enum pc_status status = pc_buf_append_text(out, "\"$(printf '");
    if (status == PC_OK)
        status = printf_format(out, bytes);
    return status != PC_OK ? status : pc_buf_append_text(out, "')\"");
}

static char swapped(char c) {
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter ? (char)(c ^ 0x20) : c;
}

static bool is_swapped(struct pc_view a, struct pc_view b) {
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++) {
        if (a.data[i] != swapped(b.data[i]))
            return false;
    }
    return true;
}

/* Appends the key, or what a case made of it, as an expression of the variable; nothing for any other secret.
 */
static enum pc_status derive(struct pc_buf *out, struct pc_view bytes, const struct pc_secrets *secrets) {
    if (secrets == NULL || secrets->count == 0)
        return PC_OK;
    struct pc_view key = pc_view_of(secrets->values[0]);
    if (pc_view_equal(bytes, key))
        return pc_buf_append_text(out, "\"$" VARIABLE "\"");
    if (bytes.size + 1 == key.size && pc_view_starts_with(key, bytes))
        return pc_buf_append_text(out, "\"${" VARIABLE "%?}\"");
    if (bytes.size == key.size + 1 && pc_view_starts_with(bytes, key)) {
        enum pc_status status = pc_buf_append_text(out, "\"$" VARIABLE "\"");
        return status != PC_OK ? status : literal(out, pc_view_slice(bytes, key.size, bytes.size));
    }
    if (is_swapped(bytes, key))
        return pc_buf_append_text(out, "\"$(printf %s \"$" VARIABLE "\" | tr A-Za-z a-zA-Z)\"");
    return PC_OK;
}

/* Writes the pieces of a word; what cannot be derived from the key joins the text around it as "[redacted]".
 */
static enum pc_status put_pieces(struct pc_buf *out, struct pc_view bytes, const struct pc_cover *cover,
                                 const struct pc_secrets *secrets) {
    struct pc_buf text;
    pc_buf_init(&text, SIZE_MAX);
    enum pc_status status = PC_OK;
    size_t at = 0;
    int32_t depth = 0;
    while (status == PC_OK && at < bytes.size) {
        bool covered = false;
        struct pc_view piece = pc_cover_next(cover, bytes, &at, &depth, &covered);
        struct pc_buf expression;
        pc_buf_init(&expression, SIZE_MAX);
        if (covered)
            status = derive(&expression, piece, secrets);
        if (status == PC_OK && expression.size == 0)
            status = pc_buf_append(&text, covered ? PC_REDACTED : piece);
        if (status == PC_OK && expression.size > 0 && text.size > 0)
            status = literal(out, pc_buf_view(&text));
        if (expression.size > 0)
            pc_buf_reset(&text);
        if (status == PC_OK)
            status = pc_buf_append(out, pc_buf_view(&expression));
        pc_buf_clear(&expression);
    }
    if (status == PC_OK && text.size > 0)
        status = literal(out, pc_buf_view(&text));
    pc_buf_clear(&text);
    return status;
}

enum pc_status pc_shell_word(struct pc_buf *out, struct pc_view bytes, size_t covered_from,
                             const struct pc_secrets *secrets) {
    if (bytes.size == 0)
        return pc_buf_append_text(out, "''");
    struct pc_cover cover = pc_cover_of(bytes.size);
    enum pc_status status = pc_cover_secrets(&cover, secrets, bytes);
    if (status == PC_OK && covered_from < bytes.size)
        pc_cover_add(&cover, covered_from, bytes.size);
    if (cover.no_memory)
        status = PC_NO_MEMORY;
    if (status == PC_OK)
        status = put_pieces(out, bytes, &cover, secrets);
    pc_cover_clear(&cover);
    return status;
}

enum pc_status pc_shell_printf(struct pc_buf *out, struct pc_view bytes, const struct pc_secrets *secrets) {
    struct pc_buf kept;
    pc_buf_init(&kept, SIZE_MAX);
    enum pc_status status = pc_redact(secrets, bytes, &kept);
    if (status == PC_OK)
        status = pc_buf_append_byte(out, '\'');
    if (status == PC_OK)
        status = printf_format(out, pc_buf_view(&kept));
    if (status == PC_OK)
        status = pc_buf_append_byte(out, '\'');
    pc_buf_clear(&kept);
    return status;
}
