/* From ECMA-262 (section 22.2.1, with the flag u) to PCRE2's syntax. */
#ifndef PC_TRANSLATE_H
#define PC_TRANSLATE_H

#include "pc_pattern.h"

struct pc_translator {
    struct pc_view text;
    size_t at;
    struct pc_buf *out;
    struct pc_error *err;
    bool strict; /* to the letter: no escapes of punctuation, no bare brackets */
    uint32_t group_count;
    uint32_t name_count;
    struct pc_view names[PC_PATTERN_MAX_GROUPS]; /* of the groups that have one, */
    uint32_t numbers[PC_PATTERN_MAX_GROUPS];     /* and their numbers */
};

/* Appends the PCRE2 expression to `out`. The result means the same with PCRE2_UTF, PCRE2_DOLLAR_ENDONLY and
 * PCRE2_MATCH_UNSET_BACKREF, without PCRE2_UCP. */
enum pc_status pc_translate(struct pc_translator *translator);

/* The error "character N of the pattern: sentence". */
__attribute__((format(printf, 2, 3))) enum pc_status pc_translate_fail(const struct pc_translator *translator,
                                                                       const char *format, ...);

static inline bool pc_translate_ended(const struct pc_translator *translator) {
    return translator->at == translator->text.size;
}

/* The byte `ahead` of the place, -1 behind the end. */
static inline int pc_translate_peek(const struct pc_translator *translator, size_t ahead) {
    size_t at = translator->at + ahead;
    return at < translator->text.size ? (unsigned char)translator->text.data[at] : -1;
}

/* Takes the byte if it stands there. */
static inline bool pc_translate_take(struct pc_translator *translator, char byte) {
    if (pc_translate_peek(translator, 0) != (unsigned char)byte)
        return false;
    translator->at++;
    return true;
}

/* groups.c: counts the groups that capture and finds their names, before anything is translated. */
enum pc_status pc_translate_find_groups(struct pc_translator *translator);
/* Takes a group's name up to its `>`; false where it is none. */
bool pc_translate_name(struct pc_translator *translator, struct pc_view *name);

/* escape.c: what stands behind a backslash; the place is behind it. */
enum pc_escape { PC_ESCAPE_CHARACTER, PC_ESCAPE_SET, PC_ESCAPE_ASSERTION, PC_ESCAPE_REFERENCE };
enum pc_status pc_translate_escape(struct pc_translator *translator, bool in_class, enum pc_escape *kind,
                                   uint32_t *scalar);
/* Appends a character that stands for itself, in a class or outside. */
enum pc_status pc_translate_character(struct pc_translator *translator, uint32_t scalar);
/* Takes one character as it stands. */
uint32_t pc_translate_scalar(struct pc_translator *translator);

/* class.c: from behind the opening bracket to behind the closing one. */
enum pc_status pc_translate_class(struct pc_translator *translator);

/* property.c: appends \p{…} for what stands in the braces; the place is on the opening one. */
enum pc_status pc_translate_property(struct pc_translator *translator, bool negated);

#endif
