#include "oracle.h"

#include <stdlib.h>

#define END_OF_TEXT -1
#define NOT_UTF8    -2

/* The text is looked at as code points, one ahead. */
struct reading {
    const uint8_t *data;
    size_t size;
    size_t at;       /* where `next` begins */
    size_t length;   /* its bytes */
    int32_t next;    /* a code point, END_OF_TEXT or NOT_UTF8 */
    uint8_t *nested; /* the brackets that are open, as '[' and '{' */
    size_t depth;
    size_t max_depth;
};

/* Decodes by RFC 3629's table of ranges: a lead byte says how many bytes follow, and what is the least code
 * point that needs so many. */
static void look(struct reading *text) {
    static const struct {
        uint8_t mask, lead;
        int32_t least;
    } forms[] = {{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    text->length = 0;
    text->next = text->at == text->size ? END_OF_TEXT : NOT_UTF8;
    for (size_t i = 0; text->at < text->size && i < sizeof forms / sizeof forms[0]; i++) {
        const uint8_t *byte = text->data + text->at;
        if ((byte[0] & forms[i].mask) != forms[i].lead || text->size - text->at <= i)
            continue;
        int32_t code = byte[0] & ~forms[i].mask & 0xFF;
        for (size_t k = 1; k <= i; k++) {
            if (byte[k] / 64 != 2)
                return;
            code = code * 64 + byte[k] % 64;
        }
        if (code < forms[i].least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            return;
        text->next = code;
        text->length = i + 1;
    }
}

static void step(struct reading *text) {
    text->at += text->length;
    look(text);
}

/* Steps over the code point if it is the one. */
static bool take(struct reading *text, int32_t code) {
    if (text->next != code)
        return false;
    step(text);
    return true;
}

static bool between(int32_t code, char low, char high) {
    return code >= low && code <= high;
}

/* ws = *( %x20 / %x09 / %x0A / %x0D ) */
static void ws(struct reading *text) {
    while (take(text, 0x20) || take(text, 0x09) || take(text, 0x0A) || take(text, 0x0D))
        continue;
}

static bool word(struct reading *text, const char *letters) {
    for (; *letters != '\0'; letters++) {
        if (!take(text, *letters))
            return false;
    }
    return true;
}

static bool some_digits(struct reading *text) {
    if (!between(text->next, '0', '9'))
        return false;
    while (between(text->next, '0', '9'))
        step(text);
    return true;
}

/* number = [ minus ] int [ frac ] [ exp ] */
static bool number(struct reading *text) {
    take(text, '-');
    if (!take(text, '0') && !some_digits(text))
        return false;
    if (take(text, '.') && !some_digits(text))
        return false;
    if (!take(text, 'e') && !take(text, 'E'))
        return true;
    if (!take(text, '+'))
        take(text, '-');
    return some_digits(text);
}

static bool escaped(struct reading *text) {
    for (const char *simple = "\"\\/bfnrt"; *simple != '\0'; simple++) {
        if (take(text, *simple))
            return true;
    }
    if (!take(text, 'u'))
        return false;
    for (int i = 0; i < 4; i++) {
        if (!between(text->next, '0', '9') && !between(text->next, 'a', 'f') &&
            !between(text->next, 'A', 'F'))
            return false;
        step(text);
    }
    return true;
}

/* string = quotation-mark *char quotation-mark */
static bool string(struct reading *text) {
    if (!take(text, '"'))
        return false;
    while (!take(text, '"')) {
        if (text->next < 0x20) /* a control, the end, or not UTF-8 */
            return false;
        if (!take(text, '\\'))
            step(text);
        else if (!escaped(text))
            return false;
    }
    return true;
}

static bool name_and_colon(struct reading *text) {
    ws(text);
    if (!string(text))
        return false;
    ws(text);
    return take(text, ':');
}

static bool scalar(struct reading *text) {
    switch (text->next) {
    case '"':
        return string(text);
    case 't':
        return word(text, "true");
    case 'f':
        return word(text, "false");
    case 'n':
        return word(text, "null");
    default:
        return number(text);
    }
}

/* A value, or the beginning of one; *complete tells which. An opening bracket leads to its first child, if it
 * has one. */
static bool begin_value(struct reading *text, bool *complete) {
    *complete = true;
    ws(text);
    int32_t bracket = text->next;
    if (bracket != '[' && bracket != '{')
        return scalar(text);
    if (text->depth == text->max_depth)
        return false;
    step(text);
    ws(text);
    if (take(text, bracket == '[' ? ']' : '}'))
        return true;
    text->nested[text->depth++] = (uint8_t)bracket;
    *complete = false;
    return bracket == '[' || name_and_colon(text);
}

static bool json_text(struct reading *text) {
    bool complete;
    if (!begin_value(text, &complete))
        return false;
    while (text->depth > 0) {
        bool in_array = text->nested[text->depth - 1] == '[';
        ws(text);
        if (complete && take(text, in_array ? ']' : '}')) {
            text->depth--;
            continue;
        }
        if (complete && (!take(text, ',') || (!in_array && !name_and_colon(text))))
            return false;
        if (!begin_value(text, &complete))
            return false;
    }
    ws(text);
    return text->next == END_OF_TEXT;
}

struct oracle_verdict oracle_json(const uint8_t *data, size_t size, size_t max_depth) {
    struct reading text = {.data = data, .size = size, .max_depth = max_depth};
    text.nested = malloc(size + 1);
    if (text.nested == NULL)
        abort();
    look(&text);
    struct oracle_verdict verdict = {.accepted = json_text(&text)};
    verdict.offset = text.at;
    free(text.nested);
    return verdict;
}
