#include "redact.h"

#include <stdlib.h>
#include <string.h>

/* A credential longer than this comes from a case that sends absurd ones: its field is cut all the same. */
#define MAX_REQUEST_CREDENTIAL 4096u

static bool holds(const struct pc_secrets *secrets, struct pc_view value) {
    for (size_t i = 0; i < secrets->count; i++) {
        if (pc_view_equal_text(value, secrets->values[i]))
            return true;
    }
    return false;
}

static enum pc_status add_piece(struct pc_secrets *secrets, struct pc_view value) {
    if (value.size < PC_SECRET_MIN_SIZE || holds(secrets, value))
        return PC_OK;
    char **values = realloc(secrets->values, (secrets->count + 1) * sizeof *values);
    if (values == NULL)
        return PC_NO_MEMORY;
    secrets->values = values;
    values[secrets->count] = pc_view_copy(value);
    if (values[secrets->count] == NULL)
        return PC_NO_MEMORY;
    secrets->count++;
    return PC_OK;
}

enum pc_status pc_secrets_add(struct pc_secrets *secrets, struct pc_view value) {
    size_t before = secrets->count;
    enum pc_status status = PC_OK;
    /* Values are kept as C strings: one with a zero byte in it is looked for in pieces. */
    for (size_t from = 0; status == PC_OK && from <= value.size;) {
        struct pc_view rest = pc_view_slice(value, from, value.size);
        size_t length = pc_view_find(rest, (struct pc_view){"", 1});
        status = add_piece(secrets, pc_view_slice(rest, 0, length));
        from += length + 1;
    }
    struct pc_matcher *matcher = NULL;
    if (status == PC_OK && secrets->count > before)
        status = pc_matcher_new(secrets->values, secrets->count, &matcher);
    if (status == PC_OK && matcher != NULL) {
        pc_matcher_free(secrets->matcher);
        secrets->matcher = matcher;
    }
    while (status != PC_OK && secrets->count > before)
        free(secrets->values[--secrets->count]);
    return status;
}

void pc_secrets_clear(struct pc_secrets *secrets) {
    if (secrets == NULL)
        return;
    for (size_t i = 0; i < secrets->count; i++)
        free(secrets->values[i]);
    free(secrets->values);
    pc_matcher_free(secrets->matcher);
    *secrets = (struct pc_secrets){0};
}

/* Whether nothing of `value` would be left by the secrets alone. */
static enum pc_status is_covered(const struct pc_secrets *secrets, struct pc_view value, bool *out) {
    struct pc_cover cover = pc_cover_of(value.size);
    enum pc_status status = pc_cover_secrets(&cover, secrets, value);
    size_t at = 0;
    int32_t depth = 0;
    bool covered = false;
    *out =
        status == PC_OK && pc_cover_next(&cover, value, &at, &depth, &covered).size == value.size && covered;
    pc_cover_clear(&cover);
    return status;
}

enum pc_status pc_secrets_shown(const struct pc_secrets *secrets, struct pc_view text, size_t least,
                                bool *shown) {
    struct pc_cover cover = pc_cover_of(text.size);
    enum pc_status status = pc_cover_secrets(&cover, secrets, text);
    size_t at = 0;
    int32_t depth = 0;
    *shown = false;
    while (status == PC_OK && at < text.size && !*shown) {
        bool covered = false;
        struct pc_view piece = pc_cover_next(&cover, text, &at, &depth, &covered);
        *shown = covered && piece.size >= least;
    }
    pc_cover_clear(&cover);
    return status;
}

enum pc_status pc_secret_check(const char *key, struct pc_error *err) {
    return pc_view_of(key).size >= PC_SECRET_MIN_SIZE
               ? PC_OK
               : pc_error_set(
                     err, PC_USAGE,
                     "the API key is shorter than %u bytes: it could not be redacted from the reports",
                     PC_SECRET_MIN_SIZE);
}

static enum pc_status add_all(struct pc_secrets *to, const struct pc_secrets *from) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; from != NULL && status == PC_OK && i < from->count; i++)
        status = pc_secrets_add(to, pc_view_of(from->values[i]));
    return status;
}

/* What the field carries as a credential that can be looked for; else empty. */
static struct pc_view credential_of(const struct pc_http_field *field) {
    struct pc_view value = field->value;
    if (!pc_is_authorization(field->name))
        return (struct pc_view){NULL, 0};
    value = pc_view_slice(value, pc_authorization_scheme(value), value.size);
    bool good = value.size >= PC_SECRET_MIN_SIZE && value.size <= MAX_REQUEST_CREDENTIAL;
    return good ? value : (struct pc_view){NULL, 0};
}

enum pc_status pc_secrets_learn(struct pc_secrets *secrets, const struct pc_http_message *request,
                                size_t max) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < request->field_count && secrets->count < max; i++) {
        struct pc_view credential = credential_of(&request->fields[i]);
        bool covered = credential.size == 0;
        if (!covered)
            status = is_covered(secrets, credential, &covered);
        if (status == PC_OK && !covered)
            status = pc_secrets_add(secrets, credential);
    }
    return status;
}

enum pc_status pc_secrets_with_request(const struct pc_secrets *from, const struct pc_http_message *request,
                                       struct pc_secrets *to) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; request != NULL && status == PC_OK && i < request->field_count; i++) {
        struct pc_view value = credential_of(&request->fields[i]);
        bool covered = false;
        if (value.size == 0)
            continue;
        status = is_covered(to->count > 0 ? to : from, value, &covered);
        if (status != PC_OK || covered)
            continue;
        if (to->count == 0)
            status = add_all(to, from);
        if (status == PC_OK)
            status = pc_secrets_add(to, value);
    }
    return status;
}
