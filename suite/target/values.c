#include "expand.h"

#include <string.h>

/* Values made from the key: each differs from it in one way, and none can be a valid key by accident. */
static enum pc_status make_wrong_key(struct pc_view key, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < key.size; i++) {
        char c = key.data[i];
        bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        status = pc_buf_append_byte(out, !alphanumeric ? c : c == 'x' ? 'y' : 'x');
    }
    return status;
}

static enum pc_status make_truncated_key(struct pc_view key, struct pc_buf *out) {
    return pc_buf_append(out, pc_view_slice(key, 0, key.size - 1));
}

static enum pc_status make_lengthened_key(struct pc_view key, struct pc_buf *out) {
    enum pc_status status = pc_buf_append(out, key);
    return status != PC_OK ? status : pc_buf_append_byte(out, 'x');
}

static enum pc_status make_swapped_key(struct pc_view key, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < key.size; i++) {
        char c = key.data[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        status = pc_buf_append_byte(out, letter ? (char)(c ^ 0x20) : c);
    }
    return status;
}

#define OPTION(member) offsetof(struct pc_target_options, member)

/* What a client writes that takes the scheme for Basic (RFC 7617). */
static enum pc_status make_basic(struct pc_view key, struct pc_buf *out) {
    struct pc_buf user;
    pc_buf_init(&user, MAX_VALUE_SIZE);
    enum pc_status status = pc_buf_append_text(&user, "api:");
    if (status == PC_OK)
        status = pc_buf_append(&user, key);
    if (status == PC_OK)
        status = pc_base64_encode(pc_buf_view(&user), out);
    pc_buf_clear(&user);
    return status;
}

static const struct variable variables[] = {
    {"model", OPTION(model), "--model", NULL},
    {"environment", OPTION(environment), "--env", NULL},
    {"deployment", OPTION(deployment), "--deployment", NULL},
    {"other_deployment", OPTION(other_deployment), "--other-deployment", NULL},
    {"other_environment", OPTION(other_environment), "--other-env", NULL},
    {"foreign_deployment", OPTION(foreign_deployment), "--foreign-deployment", NULL},
    {"key", OPTION(key), "PROMOTECHECK_API_KEY", NULL},
    {"wrong_key", OPTION(key), "PROMOTECHECK_API_KEY", make_wrong_key},
    {"truncated_key", OPTION(key), "PROMOTECHECK_API_KEY", make_truncated_key},
    {"lengthened_key", OPTION(key), "PROMOTECHECK_API_KEY", make_lengthened_key},
    {"swapped_key", OPTION(key), "PROMOTECHECK_API_KEY", make_swapped_key},
    {"basic", OPTION(key), "PROMOTECHECK_API_KEY", make_basic},
    {"swapped_model", OPTION(model), "--model", make_swapped_key},
    {"swapped_environment", OPTION(environment), "--env", make_swapped_key},
    {"swapped_deployment", OPTION(deployment), "--deployment", make_swapped_key},
};

const struct variable *find_variable(struct pc_view name) {
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        if (pc_view_equal_text(name, variables[i].name))
            return &variables[i];
    }
    return NULL;
}
