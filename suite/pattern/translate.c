#include "translate.h"

#include <stdarg.h>
#include <stdio.h>

enum pc_status pc_translate_fail(const struct pc_translator *translator, const char *format, ...) {
    char sentence[PC_ERROR_MESSAGE_SIZE / 2];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    size_t characters = 1;
    for (size_t i = 0; i < translator->at && i < translator->text.size; i++)
        characters += ((unsigned char)translator->text.data[i] & 0xC0) != 0x80;
    return pc_error_set(translator->err, PC_MALFORMED, "character %zu of the pattern: %s", characters,
                        sentence);
}

/* Whether a quantifier may follow what was translated last. */
enum last { LAST_NOTHING, LAST_ATOM, LAST_ASSERTION };

struct groups {
    bool assertion[PC_PATTERN_MAX_NESTING]; /* what is open: an assertion, or a group */
    unsigned depth;
};

/* Digits of a quantifier; saturated, as PCRE2 refuses large ones itself. */
static bool take_number(struct pc_translator *translator, uint64_t *number) {
    size_t from = translator->at;
    *number = 0;
    for (int c; (c = pc_translate_peek(translator, 0)) >= '0' && c <= '9'; translator->at++)
        if (*number < UINT32_MAX)
            *number = *number * 10 + (uint64_t)(c - '0');
    return translator->at > from;
}

/* {n}, {n,} or {n,m}; false, with the place unmoved, where it is none. */
static bool take_braces(struct pc_translator *translator, bool *in_order) {
    size_t from = translator->at;
    uint64_t least, most;
    bool taken = pc_translate_take(translator, '{') && take_number(translator, &least);
    *in_order = true;
    if (taken && pc_translate_take(translator, ',') && take_number(translator, &most))
        *in_order = least <= most;
    taken = taken && pc_translate_take(translator, '}');
    if (!taken)
        translator->at = from;
    return taken;
}

static enum pc_status quantifier(struct pc_translator *translator, enum last *last) {
    size_t from = translator->at;
    bool in_order = true;
    if (pc_translate_peek(translator, 0) == '{') {
        if (!take_braces(translator, &in_order)) {
            if (translator->strict)
                return pc_translate_fail(translator, "a `{` that is no quantifier must be escaped");
            translator->at++;
            *last = LAST_ATOM;
            return pc_buf_append_text(translator->out, "\\{");
        }
    } else {
        translator->at++;
    }
    if (!in_order)
        return pc_translate_fail(translator, "the numbers of a quantifier are out of order");
    if (*last != LAST_ATOM)
        return pc_translate_fail(translator, "a quantifier with nothing to repeat");
    pc_translate_take(translator, '?');
    *last = LAST_NOTHING;
    return pc_buf_append(translator->out, pc_view_slice(translator->text, from, translator->at));
}

static enum pc_status open_group(struct pc_translator *translator, struct groups *groups) {
    static const struct {
        const char *opening;
        bool assertion;
    } kinds[] = {{"?:", false}, {"?=", true}, {"?!", true}, {"?<=", true}, {"?<!", true}};
    if (groups->depth == PC_PATTERN_MAX_NESTING)
        return pc_error_set(translator->err, PC_LIMIT, "the pattern nests more than %u groups",
                            PC_PATTERN_MAX_NESTING);
    groups->assertion[groups->depth] = false;
    enum pc_status status = pc_buf_append_byte(translator->out, '(');
    if (status == PC_OK && pc_translate_peek(translator, 0) == '?') {
        struct pc_view rest = pc_view_slice(translator->text, translator->at, translator->text.size);
        size_t kind = 0;
        while (kind < sizeof kinds / sizeof kinds[0] &&
               !pc_view_starts_with(rest, pc_view_of(kinds[kind].opening)))
            kind++;
        if (kind < sizeof kinds / sizeof kinds[0]) {
            groups->assertion[groups->depth] = kinds[kind].assertion;
            translator->at += pc_view_of(kinds[kind].opening).size;
            status = pc_buf_append_text(translator->out, kinds[kind].opening);
        } else {
            struct pc_view name;
            translator->at++;
            if (!pc_translate_take(translator, '<') || !pc_translate_name(translator, &name))
                return pc_translate_fail(translator, "ECMA-262 has no such group");
        }
    }
    groups->depth++;
    return status;
}

static enum pc_status escape(struct pc_translator *translator, enum last *last) {
    enum pc_escape kind;
    uint32_t scalar;
    enum pc_status status = pc_translate_escape(translator, false, &kind, &scalar);
    if (status != PC_OK)
        return status;
    *last = kind == PC_ESCAPE_ASSERTION ? LAST_ASSERTION : LAST_ATOM;
    return kind == PC_ESCAPE_CHARACTER ? pc_translate_character(translator, scalar) : PC_OK;
}

static enum pc_status bare_bracket(struct pc_translator *translator, char bracket) {
    if (translator->strict)
        return pc_translate_fail(translator, "a bare `%c` must be escaped", bracket);
    translator->at++;
    return pc_translate_character(translator, (unsigned char)bracket);
}

static enum pc_status term(struct pc_translator *translator, struct groups *groups, enum last *last) {
    int byte = pc_translate_peek(translator, 0);
    switch (byte) {
    case '*':
    case '+':
    case '?':
    case '{':
        return quantifier(translator, last);
    case '(':
        translator->at++;
        *last = LAST_NOTHING;
        return open_group(translator, groups);
    case ')':
        if (groups->depth == 0)
            return pc_translate_fail(translator, "a `)` without its `(`");
        translator->at++;
        groups->depth--;
        *last = groups->assertion[groups->depth] ? LAST_ASSERTION : LAST_ATOM;
        return pc_buf_append_byte(translator->out, ')');
    case '|':
        translator->at++;
        *last = LAST_NOTHING;
        return pc_buf_append_byte(translator->out, '|');
    case '^':
    case '$':
        translator->at++;
        *last = LAST_ASSERTION;
        return pc_buf_append_text(translator->out, byte == '^' ? "\\A" : "\\z");
    case '\\':
        translator->at++;
        return escape(translator, last);
    default:
        break;
    }
    *last = LAST_ATOM;
    if (byte == ']' || byte == '}')
        return bare_bracket(translator, (char)byte);
    if (byte == '[') {
        translator->at++;
        return pc_translate_class(translator);
    }
    if (byte == '.') {
        translator->at++;
        return pc_buf_append_text(translator->out, "[^\\n\\r\\x{2028}\\x{2029}]");
    }
    return pc_translate_character(translator, pc_translate_scalar(translator));
}

enum pc_status pc_translate(struct pc_translator *translator) {
    struct groups groups = {.depth = 0};
    enum last last = LAST_NOTHING;
    enum pc_status status = pc_translate_find_groups(translator);
    translator->at = 0;
    while (status == PC_OK && !pc_translate_ended(translator))
        status = term(translator, &groups, &last);
    if (status == PC_OK && groups.depth > 0)
        status = pc_translate_fail(translator, "a `(` without its `)`");
    return status;
}
