/* URI templates (RFC 6570, section 2, with its errata: an apostrophe is a literal). */
#include "cursor.h"

#include <string.h>

static bool take_varchar(struct cursor *text) {
    int c = peek(text);
    if (is_letter(c) || is_digit(c) || c == '_') {
        text->at++;
        return true;
    }
    return take_percent(text);
}

/* varchar *( ["."] varchar ) */
static bool take_name(struct cursor *text) {
    if (!take_varchar(text))
        return false;
    for (;;) {
        bool dot = take_byte(text, '.');
        if (!take_varchar(text))
            return !dot;
    }
}

/* `*`, or `:` and a number from 1 to 9999. */
static bool take_modifier(struct cursor *text) {
    if (take_byte(text, '*') || !take_byte(text, ':'))
        return true;
    if (peek(text) == '0')
        return false;
    size_t digits = skip_digits(text);
    return digits >= 1 && digits <= 4;
}

/* From behind the brace to behind its other. */
static bool take_expression(struct cursor *text) {
    int c = peek(text);
    if (c > 0 && strchr("+#./;?&=,!@|", c) != NULL)
        text->at++;
    do {
        if (!take_name(text) || !take_modifier(text))
            return false;
    } while (take_byte(text, ','));
    return take_byte(text, '}');
}

bool pc_format_uri_template(struct pc_view view) {
    struct cursor text = cursor_of(view);
    while (text.at < text.end) {
        int c = peek(&text);
        bool fits = true;
        if (c == '%')
            fits = take_percent(&text);
        else if (c >= 0x80)
            fits = take_scalar(&text) >= 0xA0;
        else if (c <= ' ' || c == 0x7F || strchr("\"<>\\^`|}", c) != NULL)
            fits = false;
        else
            text.at++;
        if (c == '{')
            fits = take_expression(&text);
        if (!fits)
            return false;
    }
    return true;
}
