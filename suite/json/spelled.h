/* A piece of text in one of three spellings, compared and hashed by what it spells. Private to json. */
#ifndef PC_SPELLED_H
#define PC_SPELLED_H

#include "pc_json.h"

enum pc_spelling {
    PC_SPELLING_PLAIN,    /* the bytes themselves */
    PC_SPELLING_JSON,     /* with the escapes of a JSON string, already checked */
    PC_SPELLING_REPLACED, /* the same, but a lone surrogate spells U+FFFD, as in what was decoded */
    PC_SPELLING_POINTER,  /* with the ~0 and ~1 of a JSON Pointer, already checked */
};

#define PC_REPLACEMENT_CHARACTER 0xFFFDu

struct pc_spelled {
    struct pc_view bytes;
    enum pc_spelling spelling;
};

/* Order by code points: <0, 0, >0. A lone surrogate that is not replaced equals only itself. */
int pc_spelled_compare(struct pc_spelled a, struct pc_spelled b);
uint32_t pc_spelled_hash(struct pc_spelled text);
/* How many bytes it spells; up to PC_SPELLED_ENDS all of them, of more the half of it from the front and the
 * half from the back. */
#define PC_SPELLED_ENDS 8
size_t pc_spelled_ends(struct pc_spelled text, char ends[PC_SPELLED_ENDS]);

/* Reads the escape whose backslash stands at *at and steps behind it; a lone surrogate is left as it is. */
uint32_t pc_spelled_unescape(const char **at, const char *end);

/* Takes back what was appended since `size`: as after any failed append, the content is as it was. */
static inline void pc_json_cut(struct pc_buf *out, size_t size) {
    out->size = size;
    if (out->data != NULL)
        out->data[size] = '\0';
}

#endif
