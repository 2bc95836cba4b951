#include "cover.h"

#include <string.h>

/* Schemes that are words, not credentials (RFC 9110 section 11.1; `Api-Key`:
 * spec:#/components/securitySchemes). */
static const char *const schemes[] = {"Api-Key", "ApiKey", "Bearer",    "Basic", "Digest",
                                      "Token",   "Key",    "Negotiate", "OAuth", "Api_Key"};

#define FIELD_NAME      PC_VIEW("authorization")
#define MAX_PUNCTUATION 16u /* between the field's name and its value, where a text quotes it */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_one_of(char c, const char *set) {
    while (*set != '\0' && *set != c)
        set++;
    return *set != '\0';
}

static size_t word_end(struct pc_view text, size_t at) {
    while (at < text.size &&
           (text.data[at] == '-' || text.data[at] == '_' || (text.data[at] >= '0' && text.data[at] <= '9') ||
            (text.data[at] >= 'A' && text.data[at] <= 'Z') || (text.data[at] >= 'a' && text.data[at] <= 'z')))
        at++;
    return at;
}

static bool is_scheme(struct pc_view word) {
    for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++) {
        if (pc_view_equal_nocase(word, pc_view_of(schemes[i])))
            return true;
    }
    return false;
}

size_t pc_authorization_scheme(struct pc_view value) {
    size_t end = 0;
    while (end < value.size && !is_blank(value.data[end]))
        end++;
    size_t credential = end;
    while (credential < value.size && is_blank(value.data[credential]))
        credential++;
    return credential < value.size || is_scheme(pc_view_slice(value, 0, end)) ? credential : 0;
}

static void add(struct pc_cover *cover, const struct pc_stream *stream, size_t from, size_t to) {
    if (from < to)
        pc_cover_add(cover, pc_stream_from(stream, from), pc_stream_to(stream, to - 1));
}

/* Whether a header line begins with the name at `at`, which may be the second half of Proxy-Authorization. */
static bool begins_line(struct pc_view text, size_t at) {
    struct pc_view proxy = PC_VIEW("proxy-");
    if (at >= proxy.size && pc_view_equal_nocase(pc_view_slice(text, at - proxy.size, at), proxy))
        at -= proxy.size;
    return at == 0 || text.data[at - 1] == '\n' || text.data[at - 1] == '\r';
}

/* End of the field value that begins at `at`, with the lines folded into it (RFC 9112 section 5.2). */
static size_t field_end(struct pc_view text, size_t at) {
    for (; at < text.size; at++) {
        if (text.data[at] != '\n' && text.data[at] != '\r')
            continue;
        size_t next = at + (text.data[at] == '\r' && at + 1 < text.size && text.data[at + 1] == '\n' ? 2 : 1);
        if (next >= text.size || !is_blank(text.data[next]))
            break;
        at = next;
    }
    return at;
}

/* A field line as HTTP has it. `at` stands behind the name; returns where to search on. */
static size_t cover_line(struct pc_cover *cover, const struct pc_stream *stream, size_t at) {
    struct pc_view text = {stream->bytes, stream->size};
    while (at < text.size && is_blank(text.data[at]))
        at++;
    if (at >= text.size || text.data[at] != ':')
        return at;
    at++;
    while (at < text.size && is_blank(text.data[at]))
        at++;
    size_t end = field_end(text, at);
    add(cover, stream, at + pc_authorization_scheme(pc_view_slice(text, at, end)), end);
    return end;
}

/* The field quoted in JSON, in a log line, in prose: only where a known scheme follows. */
static size_t cover_quoted(struct pc_cover *cover, const struct pc_stream *stream, size_t at) {
    struct pc_view text = {stream->bytes, stream->size};
    size_t limit = at + MAX_PUNCTUATION;
    while (at < text.size && at < limit && is_one_of(text.data[at], " \t\r\n\"'\\:=,>[({"))
        at++;
    size_t end = word_end(text, at);
    if (!is_scheme(pc_view_slice(text, at, end)) || end >= text.size || !is_one_of(text.data[end], " \t:=+"))
        return at;
    size_t from = end + 1;
    while (from < text.size && is_blank(text.data[from]))
        from++;
    end = from;
    while (end < text.size && !is_one_of(text.data[end], "\"'<>\r\n}") && text.data[end] != '\0')
        end++;
    add(cover, stream, from, end);
    return end;
}

void pc_cover_authorization(struct pc_cover *cover, const struct pc_stream *stream) {
    struct pc_view text = {stream->bytes, stream->size};
    struct pc_view name = FIELD_NAME;
    size_t at = 0;
    /* Most texts have no such letter, and are done with sooner. */
    if (text.size == 0 ||
        (memchr(text.data, 'z', text.size) == NULL && memchr(text.data, 'Z', text.size) == NULL))
        return;
    while (at + name.size < text.size) {
        if ((text.data[at] | 0x20) != 'a' ||
            !pc_view_equal_nocase(pc_view_slice(text, at, at + name.size), name)) {
            at++;
            continue;
        }
        size_t behind = at + name.size;
        size_t next = begins_line(text, at) ? cover_line(cover, stream, behind) : behind;
        at = next > behind ? next : cover_quoted(cover, stream, behind);
    }
}
