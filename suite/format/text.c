/* UUIDs, JSON Pointers, base64. */
#include "cursor.h"

bool pc_format_uuid(struct pc_view view) {
    if (view.size != 36)
        return false;
    for (size_t i = 0; i < view.size; i++) {
        bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        unsigned char c = (unsigned char)view.data[i];
        if (hyphen ? c != '-' : !is_hex(c))
            return false;
    }
    return true;
}

static bool is_pointer(struct cursor text) {
    if (text.at < text.end && peek(&text) != '/')
        return false;
    while (text.at < text.end)
        if (take_byte(&text, '~') ? !take(&text, '0', '1') : (text.at++, false))
            return false;
    return true;
}

bool pc_format_json_pointer(struct pc_view view) {
    return is_pointer(cursor_of(view));
}

bool pc_format_relative_json_pointer(struct pc_view view) {
    struct cursor text = cursor_of(view);
    bool zero = peek(&text) == '0';
    size_t digits = skip_digits(&text);
    if (digits == 0 || (zero && digits > 1))
        return false;
    if (take_byte(&text, '#'))
        return text.at == text.end;
    return is_pointer(text);
}

bool pc_format_byte(struct pc_view view) {
    size_t padding = 0;
    if (view.size % 4 != 0)
        return false;
    while (padding < 2 && padding < view.size && view.data[view.size - 1 - padding] == '=')
        padding++;
    for (size_t i = 0; i < view.size - padding; i++) {
        unsigned char c = (unsigned char)view.data[i];
        if (!is_letter(c) && !is_digit(c) && c != '+' && c != '/')
            return false;
    }
    return true;
}
