/* Classes (ECMA-262 section 22.2.1: CharacterClass). */
#include "translate.h"

/* One member of a class: a character, which is not appended yet, or a set, which is. */
static enum pc_status take_member(struct pc_translator *translator, bool *is_set, uint32_t *scalar) {
    enum pc_escape kind = PC_ESCAPE_CHARACTER;
    enum pc_status status = PC_OK;
    if (pc_translate_take(translator, '\\'))
        status = pc_translate_escape(translator, true, &kind, scalar);
    else
        *scalar = pc_translate_scalar(translator);
    *is_set = kind == PC_ESCAPE_SET;
    return status;
}

/* A member, or a range of two. */
static enum pc_status take_range(struct pc_translator *translator) {
    bool first_is_set, second_is_set;
    uint32_t first = 0, second = 0;
    enum pc_status status = take_member(translator, &first_is_set, &first);
    if (status == PC_OK && !first_is_set)
        status = pc_translate_character(translator, first);
    bool range = pc_translate_peek(translator, 0) == '-' && pc_translate_peek(translator, 1) != ']' &&
                 pc_translate_peek(translator, 1) >= 0;
    if (status != PC_OK || !range)
        return status;
    if (first_is_set) {
        if (translator->strict)
            return pc_translate_fail(translator, "a range begins with a set of characters");
        translator->at++;
        return pc_translate_character(translator, '-');
    }
    translator->at++;
    status = take_member(translator, &second_is_set, &second);
    if (status != PC_OK)
        return status;
    if (second_is_set) {
        return pc_translate_fail(translator, "a range ends with a set of characters");
    }
    if (second < first)
        return pc_translate_fail(translator, "the ends of a range are out of order");
    status = pc_buf_append_byte(translator->out, '-');
    return status == PC_OK ? pc_translate_character(translator, second) : status;
}

enum pc_status pc_translate_class(struct pc_translator *translator) {
    bool negated = pc_translate_take(translator, '^');
    if (pc_translate_take(translator, ']')) /* nothing, or anything */
        return pc_buf_append_text(translator->out, negated ? "[\\x{0}-\\x{10ffff}]" : "(?!)");
    enum pc_status status = pc_buf_append_text(translator->out, negated ? "[^" : "[");
    while (status == PC_OK && !pc_translate_take(translator, ']')) {
        if (pc_translate_ended(translator))
            return pc_translate_fail(translator, "a `[` without its `]`");
        status = take_range(translator);
    }
    return status == PC_OK ? pc_buf_append_byte(translator->out, ']') : status;
}
