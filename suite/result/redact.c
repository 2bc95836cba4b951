#include "redact.h"

#include <stdio.h>

/* How many bytes a byte of a secret takes at most, in the worst of the forms that are looked for:
 * \u0025\u0034\u0031 */
#define MAX_EXPANSION 18u
#define EXTRA         64u

/* How far over the edge of a part a secret may reach. */
static size_t margin_of(const struct pc_secrets *secrets) {
    size_t longest = 0;
    for (size_t i = 0; secrets != NULL && i < secrets->count; i++) {
        size_t size = pc_view_of(secrets->values[i]).size;
        longest = size > longest ? size : longest;
    }
    return longest * MAX_EXPANSION + EXTRA;
}

struct part {
    size_t from, to; /* of the text */
    bool words;      /* as with pc_cover_all */
};

static enum pc_status redact_part(const struct pc_secrets *secrets, struct pc_view text,
                                  const struct part *part, struct pc_buf *out) {
    bool whole = part->from == 0 && part->to >= text.size;
    size_t margin = whole ? 0 : margin_of(secrets);
    size_t skipped = part->from > margin ? part->from - margin : 0;
    size_t from = part->from - skipped, to = part->to - skipped;
    text = pc_view_slice(text, skipped, part->to < text.size ? part->to + margin : text.size);
    struct pc_cover cover = pc_cover_of(text.size);
    enum pc_status status = pc_cover_all(&cover, secrets, text, part->words);
    size_t at = 0;
    int32_t depth = 0;
    while (status == PC_OK && at < text.size && at < to) {
        size_t start = at;
        bool covered = false;
        struct pc_view piece = pc_cover_next(&cover, text, &at, &depth, &covered);
        if (at <= from)
            continue;
        struct pc_view shown = pc_view_slice(piece, start < from ? from - start : 0, to - start);
        status = pc_buf_append(out, covered ? PC_REDACTED : shown);
    }
    pc_cover_clear(&cover);
    return status;
}

enum pc_status pc_redact_cut(const struct pc_secrets *secrets, struct pc_view text, size_t cut,
                             struct pc_buf *out) {
    return redact_part(secrets, text, &(struct part){.to = cut}, out);
}

enum pc_status pc_redact_value(const struct pc_secrets *secrets, struct pc_view value, bool folded,
                               struct pc_buf *out) {
    return redact_part(secrets, value, &(struct part){.to = SIZE_MAX, .words = folded}, out);
}

enum pc_status pc_redact_part(const struct pc_secrets *secrets, const struct pc_http_message *request,
                              struct pc_view text, size_t from, size_t size, struct pc_buf *out) {
    struct pc_secrets more = {0};
    enum pc_status status = pc_secrets_with_request(secrets, request, &more);
    if (more.count > 0)
        secrets = &more;
    const struct part part = {.from = from, .to = from + size, .words = true};
    if (status == PC_OK)
        status = redact_part(secrets, text, &part, out);
    pc_secrets_clear(&more);
    return status;
}

enum pc_status pc_redact(const struct pc_secrets *secrets, struct pc_view text, struct pc_buf *out) {
    return pc_redact_cut(secrets, text, SIZE_MAX, out);
}

enum pc_status pc_redact_authorization(struct pc_view value, struct pc_buf *out) {
    size_t scheme = pc_authorization_scheme(value);
    enum pc_status status = pc_buf_append(out, pc_view_slice(value, 0, scheme));
    return status != PC_OK || scheme == value.size ? status : pc_buf_append(out, PC_REDACTED);
}

bool pc_is_authorization(struct pc_view name) {
    return pc_view_equal_nocase(name, PC_VIEW("Authorization")) ||
           pc_view_equal_nocase(name, PC_VIEW("Proxy-Authorization"));
}

void pc_redact_error(const struct pc_secrets *secrets, struct pc_error *err) {
    struct pc_buf clean;
    pc_buf_init(&clean, sizeof err->message);
    enum pc_status redacted = pc_redact(secrets, pc_view_of(err->message), &clean);
    if (redacted != PC_OK)
        snprintf(err->message, sizeof err->message, "%s", pc_status_sentence(err->status));
    else if (clean.size > 0)
        snprintf(err->message, sizeof err->message, "%s", clean.data);
    pc_buf_clear(&clean);
}
