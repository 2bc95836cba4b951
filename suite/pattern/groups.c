/* The groups that capture, found in a first pass: a reference may stand before its group. */
#include "translate.h"

/* A group's name is an identifier; of the letters beyond ASCII all are taken. */
bool pc_translate_name(struct pc_translator *translator, struct pc_view *name) {
    size_t from = translator->at;
    for (; !pc_translate_ended(translator); translator->at++) {
        int c = pc_translate_peek(translator, 0);
        bool digit = c >= '0' && c <= '9' && translator->at > from;
        if (!(digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' || c >= 0x80))
            break;
    }
    *name = pc_view_slice(translator->text, from, translator->at);
    return name->size > 0 && pc_translate_take(translator, '>');
}

static void skip_class(struct pc_translator *translator) {
    while (translator->at < translator->text.size && !pc_translate_take(translator, ']'))
        translator->at += pc_translate_peek(translator, 0) == '\\' ? 2 : 1;
}

static enum pc_status add_name(struct pc_translator *translator, struct pc_view name) {
    for (uint32_t i = 0; i < translator->name_count; i++)
        if (pc_view_equal(translator->names[i], name))
            return pc_translate_fail(translator, "two groups have one name");
    translator->names[translator->name_count] = name;
    translator->numbers[translator->name_count++] = translator->group_count;
    return PC_OK;
}

static enum pc_status note_group(struct pc_translator *translator) {
    struct pc_view name;
    bool plain = pc_translate_peek(translator, 0) != '?';
    bool named = pc_translate_peek(translator, 1) == '<' && pc_translate_peek(translator, 2) != '=' &&
                 pc_translate_peek(translator, 2) != '!';
    if (!plain && !named)
        return PC_OK;
    if (translator->group_count == PC_PATTERN_MAX_GROUPS)
        return pc_error_set(translator->err, PC_LIMIT, "the pattern has more than %u groups",
                            PC_PATTERN_MAX_GROUPS);
    translator->group_count++;
    if (plain)
        return PC_OK;
    translator->at += 2;
    if (!pc_translate_name(translator, &name))
        return pc_translate_fail(translator, "a group's name is letters and digits, and ends in `>`");
    return add_name(translator, name);
}

enum pc_status pc_translate_find_groups(struct pc_translator *translator) {
    enum pc_status status = PC_OK;
    translator->at = 0;
    translator->group_count = 0;
    translator->name_count = 0;
    while (status == PC_OK && translator->at < translator->text.size) {
        int byte = pc_translate_peek(translator, 0);
        translator->at += byte == '\\' ? 2 : 1;
        if (byte == '[')
            skip_class(translator);
        else if (byte == '(')
            status = note_group(translator);
    }
    return status;
}
