#include "pc_base.h"

#include <string.h>

struct pc_view pc_view_of(const char *text) {
    return (struct pc_view){text, text == NULL ? 0 : strlen(text)};
}

struct pc_view pc_view_slice(struct pc_view view, size_t from, size_t to) {
    if (to > view.size)
        to = view.size;
    if (from > to)
        from = to;
    if (view.data == NULL)
        return view;
    return (struct pc_view){view.data + from, to - from};
}

bool pc_view_equal(struct pc_view a, struct pc_view b) {
    return a.size == b.size && (a.size == 0 || memcmp(a.data, b.data, a.size) == 0);
}

bool pc_view_equal_text(struct pc_view a, const char *text) {
    return pc_view_equal(a, pc_view_of(text));
}

static unsigned char ascii_lower(char byte) {
    unsigned char c = (unsigned char)byte;
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + ('a' - 'A')) : c;
}

bool pc_view_equal_nocase(struct pc_view a, struct pc_view b) {
    if (a.size != b.size)
        return false;
    for (size_t i = 0; i < a.size; i++) {
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    }
    return true;
}

bool pc_view_starts_with(struct pc_view view, struct pc_view prefix) {
    return view.size >= prefix.size && pc_view_equal(pc_view_slice(view, 0, prefix.size), prefix);
}

size_t pc_view_find(struct pc_view view, struct pc_view needle) {
    if (needle.size == 0)
        return 0;
    size_t from = 0;
    while (from + needle.size <= view.size) {
        const char *hit = memchr(view.data + from, needle.data[0], view.size - from - needle.size + 1);
        if (hit == NULL)
            break;
        if (memcmp(hit, needle.data, needle.size) == 0)
            return (size_t)(hit - view.data);
        from = (size_t)(hit - view.data) + 1;
    }
    return view.size;
}

struct pc_view pc_view_trim(struct pc_view view) {
    while (view.size > 0 && (view.data[0] == ' ' || view.data[0] == '\t')) {
        view.data++;
        view.size--;
    }
    while (view.size > 0 && (view.data[view.size - 1] == ' ' || view.data[view.size - 1] == '\t'))
        view.size--;
    return view;
}
