#include "client.h"

#include <ctype.h>
#include <string.h>

#define SHORT 63u

/* Which bytes stay as they are. */
static bool stays(const struct pc_client *client, unsigned char byte) {
    if (byte == '\0' || client_on(client, "over-encodes"))
        return false;
    if (client_on(client, "path-raw") || pc_is_unreserved(byte))
        return true;
    if (client_on(client, "path-like-a-url"))
        return strchr("?#[]{}|\\^`/&=+;,:@!$'()*", byte) != NULL;
    return (byte == '/' && client_on(client, "path-slash-raw")) ||
           (byte == '%' && client_on(client, "path-percent-raw"));
}

static enum pc_status encode(const struct pc_client *client, struct pc_view name, struct pc_buf *out) {
    bool lower = client_on(client, "over-encodes");
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < name.size; i++) {
        unsigned char byte = (unsigned char)name.data[i];
        if (byte == ' ' && client_on(client, "path-plus-for-space"))
            status = pc_buf_append_byte(out, '+');
        else if (stays(client, byte))
            status = pc_buf_append_byte(out, (char)byte);
        else
            status = lower ? pc_buf_appendf(out, "%%%02x", byte) : pc_buf_appendf(out, "%%%02X", byte);
    }
    return status;
}

/* U+0080 to U+00FF as one byte. */
static enum pc_status to_latin1(struct pc_view name, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    for (size_t i = 0; status == PC_OK && i < name.size; i++) {
        unsigned char byte = (unsigned char)name.data[i];
        bool pair = (byte == 0xC2 || byte == 0xC3) && i + 1 < name.size;
        unsigned char next = pair ? (unsigned char)name.data[i + 1] : 0;
        status = pc_buf_append_byte(out, (char)(pair ? ((byte & 3) << 6) | (next & 0x3F) : byte));
        i += pair;
    }
    return status;
}

enum pc_status client_compose(struct pc_view text, struct pc_buf *out) {
    static const struct pc_view two = {"e\314\200", 3};
    enum pc_status status = PC_OK;
    while (status == PC_OK && text.size > 0) {
        size_t at = pc_view_find(text, two);
        status = pc_buf_append(out, pc_view_slice(text, 0, at));
        if (status == PC_OK && at < text.size)
            status = pc_buf_append_text(out, "\303\250");
        text = pc_view_slice(text, at + two.size, text.size);
    }
    return status;
}

static struct pc_view without_slashes(struct pc_view name) {
    while (name.size > 0 && name.data[0] == '/')
        name = pc_view_slice(name, 1, name.size);
    while (name.size > 0 && name.data[name.size - 1] == '/')
        name = pc_view_slice(name, 0, name.size - 1);
    return name;
}

static enum pc_status edit(const struct pc_client *client, struct pc_view name, struct pc_buf *out) {
    enum pc_status status = PC_OK;
    if (client_on(client, "path-latin1"))
        return to_latin1(name, out);
    if (client_on(client, "path-composed"))
        return client_compose(name, out);
    if (client_on(client, "path-slashes-trimmed"))
        name = without_slashes(name);
    if (client_on(client, "path-falsy-replaced") &&
        (pc_view_equal_text(name, "0") || pc_view_equal_text(name, "null")))
        name = PC_VIEW("default");
    if (client_on(client, "path-trimmed"))
        name = pc_view_trim(name);
    if (client_on(client, "path-cut"))
        name = pc_view_slice(name, 0, SHORT);
    if (client_on(client, "path-cut-at-semicolon"))
        name = pc_view_slice(name, 0, pc_view_find(name, PC_VIEW(";")));
    for (size_t i = 0; status == PC_OK && i < name.size; i++) {
        char c = name.data[i];
        if (client_on(client, "path-lower-case"))
            c = (char)tolower((unsigned char)c);
        if (c == '+' && client_on(client, "path-plus-decoded"))
            c = ' ';
        if (c == '.' && i + 1 < name.size && name.data[i + 1] == '.' &&
            client_on(client, "path-dots-removed"))
            i++;
        else
            status = pc_buf_append_byte(out, c);
    }
    return status;
}

enum pc_status client_write_segment(const struct pc_client *client, struct pc_view name, struct pc_buf *out) {
    struct pc_buf edited;
    struct pc_buf once;
    pc_buf_init(&edited, CLIENT_MAX_TEXT);
    pc_buf_init(&once, CLIENT_MAX_TEXT);
    enum pc_status status = edit(client, name, &edited);
    if (status == PC_OK && client_on(client, "path-twice")) {
        status = encode(client, pc_buf_view(&edited), &once);
        if (status == PC_OK)
            status = encode(client, pc_buf_view(&once), out);
    } else if (status == PC_OK) {
        status = encode(client, pc_buf_view(&edited), out);
    }
    pc_buf_clear(&edited);
    pc_buf_clear(&once);
    return status;
}
