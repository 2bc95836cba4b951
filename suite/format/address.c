/* IP addresses (RFC 2673 section 3.2, RFC 4291 section 2.2). */
#include "address.h"

/* A number up to 255 without leading zeros. */
static bool take_octet(struct cursor *text) {
    const char *from = text->at;
    unsigned value = 0;
    for (; text->at - from < 3 && is_digit(peek(text)); text->at++)
        value = value * 10 + (unsigned)(*text->at - '0');
    return text->at > from && value <= 255 && (*from != '0' || text->at - from == 1);
}

bool pc_take_ipv4(struct cursor *text) {
    for (unsigned i = 0; i < 4; i++)
        if ((i > 0 && !take_byte(text, '.')) || !take_octet(text))
            return false;
    return true;
}

bool pc_format_ipv4(struct pc_view view) {
    struct cursor text = cursor_of(view);
    return pc_take_ipv4(&text) && text.at == text.end;
}

/* Groups of up to four hexadecimal digits; the last two may be an IPv4 address; `::` stands once for at least
 * one group. */
bool pc_format_ipv6(struct pc_view view) {
    struct cursor text = cursor_of(view);
    unsigned groups = 0;
    bool shortened = view.size >= 2 && text.at[0] == ':' && text.at[1] == ':';
    if (shortened)
        text.at += 2;
    while (text.at < text.end && groups < 8) {
        struct cursor address = text;
        if (pc_take_ipv4(&address) && address.at == address.end) {
            groups += 2;
            text = address;
            break;
        }
        const char *from = text.at;
        while (text.at - from < 4 && is_hex(peek(&text)))
            text.at++;
        if (text.at == from)
            return false;
        groups++;
        if (text.at == text.end)
            break;
        if (!take_byte(&text, ':'))
            return false;
        if (take_byte(&text, ':')) {
            if (shortened)
                return false;
            shortened = true;
        } else if (text.at == text.end) {
            return false;
        }
    }
    return text.at == text.end && (shortened ? groups <= 7 : groups == 8);
}
