#include "oracle.h"

#include <stdlib.h>
#include <string.h>

#define END_OF_TEXT -1
#define NOT_UTF8    -2
#define SHORT_TEXT  4096u /* for whose nesting no memory is asked */

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
    } forms[] = {{0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
    size_t left = text->size - text->at;
    text->length = 0;
    text->next = left == 0 ? END_OF_TEXT : NOT_UTF8;
    if (left == 0)
        return;
    const uint8_t *byte = text->data + text->at;
    if (byte[0] < 0x80) {
        text->next = byte[0];
        text->length = 1;
        return;
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        size_t more = i + 1;
        if ((byte[0] & forms[i].mask) != forms[i].lead || left <= more)
            continue;
        int32_t code = byte[0] & ~forms[i].mask & 0xFF;
        for (size_t k = 1; k <= more; k++) {
            if (byte[k] / 64 != 2)
                return;
            code = code * 64 + byte[k] % 64;
        }
        if (code < forms[i].least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
            return;
        text->next = code;
        text->length = more + 1;
        return;
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
    uint8_t few[SHORT_TEXT];
    uint8_t *many = size > SHORT_TEXT ? malloc(size) : NULL;
    if (size > SHORT_TEXT && many == NULL)
        abort();
    struct reading text = {
        .data = data, .size = size, .nested = many == NULL ? few : many, .max_depth = max_depth};
    look(&text);
    struct oracle_verdict verdict = {.accepted = json_text(&text)};
    verdict.offset = text.at;
    free(many);
    return verdict;
}

/* What follows reads texts that oracle_json accepts: nothing is checked twice. */

static unsigned hexadecimal(const uint8_t *digits) {
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        unsigned digit = digits[i] <= '9' ? digits[i] - (unsigned)'0' : (digits[i] | 0x20u) - 'a' + 10u;
        value = value * 16 + digit;
    }
    return value;
}

/* The character at `at` within a string, *length its bytes there; surrogates that make a pair are one
 * character, one alone stands for itself. */
static int32_t character(const uint8_t *at, size_t *length) {
    static const char simple[] = "b\bf\fn\nr\rt\t";
    if (*at != '\\') {
        struct reading one = {.data = at, .size = 4};
        look(&one);
        *length = one.length == 0 ? 1 : one.length;
        return one.next;
    }
    *length = 2;
    for (size_t i = 0; i + 1 < sizeof simple; i += 2) {
        if (at[1] == (unsigned char)simple[i])
            return simple[i + 1];
    }
    if (at[1] != 'u')
        return at[1];
    *length = 6;
    unsigned high = hexadecimal(at + 2);
    if (high < 0xD800 || high > 0xDBFF || at[6] != '\\' || at[7] != 'u')
        return (int32_t)high;
    unsigned low = hexadecimal(at + 8);
    if (low < 0xDC00 || low > 0xDFFF)
        return (int32_t)high;
    *length = 12;
    return (int32_t)(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00);
}

typedef bool character_test(int32_t code);

static bool any_character(const uint8_t *data, size_t size, character_test *is) {
    bool inside = false;
    if (size == 0 || memchr(data, '\\', size) == NULL)
        return false; /* only an escape can say either of the two */
    for (size_t i = 0, length = 1; i < size; i += length) {
        length = 1;
        bool quote = data[i] == '"';
        if (inside && !quote && is(character(data + i, &length)))
            return true;
        inside = inside != quote;
    }
    return false;
}

static bool is_nul(int32_t code) {
    return code == 0;
}

static bool is_surrogate(int32_t code) {
    return code >= 0xD800 && code <= 0xDFFF;
}

bool oracle_has_nul_character(const uint8_t *data, size_t size) {
    return any_character(data, size, is_nul);
}

bool oracle_has_lone_surrogate(const uint8_t *data, size_t size) {
    return any_character(data, size, is_surrogate);
}

size_t oracle_string_length(const uint8_t *text, size_t size) {
    size_t count = 0;
    for (size_t i = 0, length = 0; i < size; i += length, count++)
        character(text + i, &length);
    return count;
}

bool oracle_same_string(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size) {
    size_t i = 0, k = 0, length;
    while (i < a_size && k < b_size) {
        int32_t left = character(a + i, &length);
        i += length;
        if (left != character(b + k, &length))
            return false;
        k += length;
    }
    return i == a_size && k == b_size;
}

/* A member's name: which object it belongs to, and where its first character stands. */
struct member_name {
    size_t object;
    const uint8_t *text;
};

static int compare_names(const void *a, const void *b) {
    const struct member_name *one = a, *other = b;
    if (one->object != other->object)
        return one->object < other->object ? -1 : 1;
    size_t i = 0, k = 0, length;
    while (one->text[i] != '"' && other->text[k] != '"') {
        int32_t left = character(one->text + i, &length);
        i += length;
        int32_t right = character(other->text + k, &length);
        k += length;
        if (left != right)
            return left < right ? -1 : 1;
    }
    return (other->text[k] == '"') - (one->text[i] == '"');
}

static size_t collect_names(const uint8_t *data, size_t size, struct member_name *names, size_t *open) {
    size_t count = 0, depth = 0, objects = 0;
    bool name_comes = false;
    for (size_t i = 0; i < size; i++) {
        if (data[i] == '{' || data[i] == '[') {
            open[depth++] = data[i] == '{' ? ++objects : 0;
            name_comes = data[i] == '{';
        } else if (data[i] == '}' || data[i] == ']') {
            depth--;
        } else if (data[i] == ',') {
            /* An accepted text closes what it opened. */
            /* NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult) */
            name_comes = open[depth - 1] != 0;
        } else if (data[i] == '"') {
            if (name_comes)
                names[count++] = (struct member_name){open[depth - 1], data + i + 1};
            name_comes = false;
            for (i++; data[i] != '"'; i++)
                i += data[i] == '\\' ? 1 : 0;
        }
    }
    return count;
}

bool oracle_has_duplicate_name(const uint8_t *data, size_t size) {
    size_t colons = 1, brackets = 1; /* never fewer than names and open containers */
    for (size_t i = 0; i < size; i++) {
        colons += data[i] == ':' ? 1 : 0;
        brackets += data[i] == '[' || data[i] == '{' ? 1 : 0;
    }
    struct member_name *names = malloc(colons * sizeof *names);
    size_t *open = malloc(brackets * sizeof *open);
    if (names == NULL || open == NULL)
        abort();
    size_t count = collect_names(data, size, names, open);
    bool found = false;
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count; i++)
        found = found || compare_names(&names[i - 1], &names[i]) == 0;
    free(open);
    free(names);
    return found;
}
