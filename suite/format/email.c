/* Mailboxes (RFC 5321 section 4.1.2; RFC 6531 section 3.3 for those beyond ASCII). */
#include "hostname.h"

#include <string.h>

#define LOCAL_BYTES 64u /* RFC 5321 section 4.5.3.1.1 */

static bool is_atom(int c, bool international) {
    return is_letter(c) || is_digit(c) || (c > 0 && c < 0x80 && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL) ||
           (international && c >= 0x80);
}

static bool take_quoted(struct cursor *text, bool international) {
    while (text->at < text->end && peek(text) != '"') {
        int c = peek(text);
        if (c == '\\') {
            text->at++;
            c = peek(text);
        }
        bool printable = c >= ' ' && c < 0x7F;
        if (!printable && !(international && c >= 0x80))
            return false;
        text->at++;
    }
    return take_byte(text, '"');
}

static bool take_atoms(struct cursor *text, bool international) {
    do {
        const char *from = text->at;
        while (is_atom(peek(text), international))
            text->at++;
        if (text->at == from)
            return false;
    } while (take_byte(text, '.'));
    return true;
}

static bool is_literal(struct pc_view text) {
    struct pc_view inside = pc_view_slice(text, 1, text.size - 1);
    if (text.data[text.size - 1] != ']')
        return false;
    if (inside.size > 5 && pc_view_equal_nocase(pc_view_slice(inside, 0, 5), PC_VIEW("IPv6:")))
        return pc_format_ipv6(pc_view_slice(inside, 5, inside.size));
    return pc_format_ipv4(inside);
}

static bool is_mailbox(struct pc_view view, bool international) {
    struct cursor text = cursor_of(view);
    bool local = take_byte(&text, '"') ? take_quoted(&text, international) : take_atoms(&text, international);
    size_t size = (size_t)(text.at - (text.end - view.size));
    if (!local || size > LOCAL_BYTES || !take_byte(&text, '@') || text.at == text.end)
        return false;
    struct pc_view domain = {text.at, (size_t)(text.end - text.at)};
    if (domain.data[0] == '[')
        return is_literal(domain);
    return international ? pc_is_mail_domain(domain) : pc_format_hostname(domain);
}

bool pc_format_email(struct pc_view text) {
    return is_mailbox(text, false);
}

bool pc_format_idn_email(struct pc_view text) {
    return is_mailbox(text, true);
}
