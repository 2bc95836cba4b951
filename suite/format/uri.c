/* URIs (RFC 3986, appendix A) and IRIs (RFC 3987, section 2.2). */
#include "cursor.h"

#include <string.h>

struct reading {
    struct cursor text;
    bool international;
};

/* ucschar, and in a query iprivate. */
static bool is_beyond_ascii(uint32_t scalar, bool query) {
    bool noncharacter = (scalar & 0xFFFE) == 0xFFFE;
    bool private_use = (scalar >= 0xE000 && scalar <= 0xF8FF) || (scalar >= 0xF0000 && !noncharacter);
    bool letter = (scalar >= 0xA0 && scalar <= 0xD7FF) || (scalar >= 0xF900 && scalar <= 0xFDCF) ||
                  (scalar >= 0xFDF0 && scalar <= 0xFFEF) ||
                  (scalar >= 0x10000 && scalar < 0xE0000 && !noncharacter) ||
                  (scalar >= 0xE1000 && scalar <= 0xEFFFD);
    return letter || (query && private_use);
}

/* Takes unreserved characters, sub-delims, escapes, and the bytes of `more`. */
static void take_run(struct reading *reading, const char *more, bool query) {
    struct cursor *text = &reading->text;
    while (text->at < text->end) {
        int c = peek(text);
        if (c == '%') {
            if (!take_percent(text))
                return;
        } else if (c >= 0x80) {
            struct cursor before = *text;
            if (!reading->international || !is_beyond_ascii(take_scalar(text), query)) {
                *text = before;
                return;
            }
        } else if (is_letter(c) || is_digit(c) ||
                   (c > 0 && (strchr("-._~!$&'()*+,;=", c) || strchr(more, c)))) {
            text->at++;
        } else {
            return;
        }
    }
}

/* [IPv6address] or [vHEX.text]; the place is behind the bracket. */
static bool take_ip_literal(struct reading *reading) {
    struct cursor *text = &reading->text;
    const char *end = memchr(text->at, ']', (size_t)(text->end - text->at));
    if (end == NULL)
        return false;
    struct pc_view inside = {text->at, (size_t)(end - text->at)};
    struct reading future = {cursor_of(inside), false};
    text->at = end + 1;
    if (!take(&future.text, 'V', 'v'))
        return pc_format_ipv6(inside);
    const char *from = future.text.at;
    while (is_hex(peek(&future.text)))
        future.text.at++;
    if (future.text.at == from || !take_byte(&future.text, '.') || future.text.at == future.text.end ||
        memchr(inside.data, '%', inside.size) != NULL)
        return false;
    take_run(&future, ":", false);
    return future.text.at == future.text.end;
}

static bool take_authority(struct reading *reading) {
    struct reading user = *reading;
    take_run(&user, ":", false);
    if (take_byte(&user.text, '@'))
        *reading = user;
    if (take_byte(&reading->text, '[')) {
        if (!take_ip_literal(reading))
            return false;
    } else {
        take_run(reading, "", false);
    }
    if (take_byte(&reading->text, ':'))
        skip_digits(&reading->text);
    return reading->text.at == reading->text.end || strchr("/?#", peek(&reading->text)) != NULL;
}

static bool take_scheme(struct cursor *text) {
    struct cursor at = *text;
    if (!is_letter(peek(&at)))
        return false;
    while (is_letter(peek(&at)) || is_digit(peek(&at)) || peek(&at) == '+' || peek(&at) == '-' ||
           peek(&at) == '.')
        at.at++;
    if (!take_byte(&at, ':'))
        return false;
    *text = at;
    return true;
}

static bool is_reference(struct pc_view view, bool international, bool wants_scheme) {
    struct reading reading = {cursor_of(view), international};
    struct cursor *text = &reading.text;
    bool has_scheme = take_scheme(text);
    if (!has_scheme && wants_scheme)
        return false;
    if (text->end - text->at >= 2 && text->at[0] == '/' && text->at[1] == '/') {
        text->at += 2;
        if (!take_authority(&reading))
            return false;
    } else if (!has_scheme) { /* path-noscheme: no colon in the first segment */
        take_run(&reading, "@", false);
        if (peek(text) == ':')
            return false;
    }
    take_run(&reading, ":@/", false);
    if (take_byte(text, '?'))
        take_run(&reading, ":@/?", true);
    if (take_byte(text, '#'))
        take_run(&reading, ":@/?", false);
    return text->at == text->end;
}

bool pc_format_uri(struct pc_view text) {
    return is_reference(text, false, true);
}

bool pc_format_uri_reference(struct pc_view text) {
    return is_reference(text, false, false);
}

bool pc_format_iri(struct pc_view text) {
    return is_reference(text, true, true);
}

bool pc_format_iri_reference(struct pc_view text) {
    return is_reference(text, true, false);
}
