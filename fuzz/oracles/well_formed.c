#include "well_formed.h"

#include <string.h>

#define MAX_DEPTH      64u
#define MAX_ATTRIBUTES 32u /* of an element */

struct word {
    const char *at;
    size_t size;
};

static bool same(struct word a, struct word b) {
    return a.size == b.size && memcmp(a.at, b.at, a.size) == 0;
}

struct xml {
    const char *at, *end;
    bool fits;
};

static bool take(struct xml *xml, const char *word) {
    size_t size = strlen(word);
    if ((size_t)(xml->end - xml->at) < size || memcmp(xml->at, word, size) != 0)
        return false;
    xml->at += size;
    return true;
}

static bool is_name_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_' || byte == ':' || byte == '.';
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static void spaces(struct xml *xml) {
    while (xml->at < xml->end && is_space(*xml->at))
        xml->at++;
}

static size_t name(struct xml *xml) {
    const char *begin = xml->at;
    while (xml->at < xml->end && is_name_byte(*xml->at))
        xml->at++;
    xml->fits = xml->fits && xml->at > begin;
    return (size_t)(xml->at - begin);
}

/* XML 1.0 section 2.2. */
static bool is_character(long code) {
    return code == 0x9 || code == 0xA || code == 0xD || (code >= 0x20 && code <= 0xD7FF) ||
           (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

/* The number of a reference, behind its &#; -1 where it is none, or too large. */
static long reference(struct xml *xml) {
    const char *begin = xml->at;
    long code = 0;
    for (; xml->at < xml->end && *xml->at >= '0' && *xml->at <= '9' && code <= 0x10FFFF; xml->at++)
        code = code * 10 + (*xml->at - '0');
    return xml->at == begin ? -1 : code;
}

/* Of the controls only tab, line feed and carriage return, no U+FFFE and U+FFFF. */
static void character(struct xml *xml) {
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    unsigned char byte = (unsigned char)*xml->at;
    if (byte == '&') {
        for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
            if (take(xml, entities[i]))
                return;
        xml->fits = xml->fits && take(xml, "&#") && is_character(reference(xml)) && take(xml, ";");
        return;
    }
    bool noncharacter = byte == 0xEF && xml->end - xml->at >= 3 && (unsigned char)xml->at[1] == 0xBF &&
                        (unsigned char)xml->at[2] >= 0xBE;
    xml->fits = xml->fits && (byte >= 0x20 || is_space((char)byte)) && byte != '<' && !noncharacter;
    xml->at++;
}

/* Section 3.1: "An attribute name MUST NOT appear more than once". */
static void attributes(struct xml *xml) {
    struct word seen[MAX_ATTRIBUTES];
    size_t count = 0;
    for (spaces(xml); xml->fits && xml->at < xml->end && is_name_byte(*xml->at); spaces(xml)) {
        struct word one = {xml->at, name(xml)};
        for (size_t i = 0; i < count; i++)
            xml->fits = xml->fits && !same(seen[i], one);
        xml->fits = xml->fits && count < MAX_ATTRIBUTES;
        if (xml->fits)
            seen[count++] = one;
        xml->fits = xml->fits && take(xml, "=\"");
        while (xml->fits && xml->at < xml->end && *xml->at != '"')
            character(xml);
        xml->fits = xml->fits && take(xml, "\"");
    }
}

bool xml_is_well_formed(const char *text, size_t size) {
    struct xml xml = {text, text + size, true};
    struct word open[MAX_DEPTH];
    size_t depth = 0, roots = 0;
    if (take(&xml, "<?xml"))
        while (xml.at < xml.end && !take(&xml, "?>"))
            xml.at++;
    for (spaces(&xml); xml.fits && xml.at < xml.end; depth == 0 ? spaces(&xml) : (void)0) {
        if (take(&xml, "</")) {
            struct word closed = {xml.at, name(&xml)};
            spaces(&xml);
            xml.fits = xml.fits && depth > 0 && same(open[depth - 1], closed) && take(&xml, ">");
            depth--;
        } else if (take(&xml, "<")) {
            struct word opened = {xml.at, name(&xml)};
            attributes(&xml);
            roots += depth == 0 ? 1 : 0;
            if (take(&xml, "/>"))
                continue;
            xml.fits = xml.fits && depth < MAX_DEPTH && take(&xml, ">");
            if (xml.fits)
                open[depth++] = opened;
        } else {
            xml.fits = xml.fits && depth > 0;
            character(&xml);
        }
    }
    return xml.fits && depth == 0 && roots == 1;
}

bool text_is_printable(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F)
            return false;
        /* C1 controls (U+0080 to U+009F), and U+202A to U+202E, U+2066 to U+2069, which turn text around */
        if (byte == 0xC2 && i + 1 < size && (unsigned char)text[i + 1] < 0xA0)
            return false;
        if (byte == 0xE2 && i + 2 < size && (unsigned char)text[i + 1] == 0x80 &&
            (unsigned char)text[i + 2] >= 0xAA && (unsigned char)text[i + 2] <= 0xAE)
            return false;
        if (byte == 0xE2 && i + 2 < size && (unsigned char)text[i + 1] == 0x81 &&
            (unsigned char)text[i + 2] >= 0xA6 && (unsigned char)text[i + 2] <= 0xA9)
            return false;
    }
    return true;
}

bool no_line_commands(const char *text, size_t size) {
    struct xml rest = {text, text + size, true};
    while (rest.at < rest.end) {
        spaces(&rest);
        if (take(&rest, "::"))
            return false;
        while (rest.at < rest.end && *rest.at++ != '\n')
            ;
    }
    return true;
}

/* What ends a property or a line, and the percent sign itself, is percent-encoded. */
static bool take_encoded(struct xml *text) {
    return *text->at != '%' || take(text, "%25") || take(text, "%3A") || take(text, "%2C") ||
           take(text, "%0A");
}

/* A title is the tool's own name, or ends with a verdict in brackets: a colon of a peer's that is not encoded
 * ends it before. */
static void workflow_command(struct xml *text) {
    text->fits =
        (take(text, "error") || take(text, "warning") || take(text, "notice")) && take(text, " title=");
    bool closed = take(text, "promotecheck::"), in_title = !closed;
    while (text->fits && text->at < text->end && *text->at != '\n') {
        if (in_title && take(text, "::")) {
            text->fits = closed;
            in_title = false;
            continue;
        }
        closed = *text->at == ')';
        const char *begin = text->at;
        text->fits = !(in_title && (*begin == ':' || *begin == ',')) && take_encoded(text);
        text->at += text->at == begin ? 1 : 0;
    }
    text->fits = text->fits && !in_title && take(text, "\n");
}

bool commands_are_ours(const char *text, size_t size) {
    struct xml rest = {text, text + size, true};
    while (rest.fits && take(&rest, "::"))
        workflow_command(&rest);
    while (rest.fits && rest.at < rest.end) {
        rest.fits = !take(&rest, "::");
        while (rest.at < rest.end && *rest.at++ != '\n')
            ;
    }
    return rest.fits;
}

size_t without_colours(char *text, size_t size) {
    struct xml rest = {text, text + size, true};
    size_t kept = 0;
    while (rest.at < rest.end) {
        if (!take(&rest, "\x1B[")) {
            text[kept++] = *rest.at++;
            continue;
        }
        while (rest.at < rest.end && ((*rest.at >= '0' && *rest.at <= '9') || *rest.at == ';'))
            rest.at++;
        take(&rest, "m");
    }
    return kept;
}

/* A character reference, as CommonMark section 2.5 has them. */
static bool take_reference(struct xml *text) {
    if (!take(text, "&"))
        return false;
    take(text, "#");
    return name(text) > 0 && take(text, ";");
}

bool markup_is_ours(const char *text, size_t size) {
    struct xml rest = {text, text + size, true};
    bool open = false;
    while (rest.fits && rest.at < rest.end) {
        if (take(&rest, open ? "</pre>" : "<pre>"))
            open = !open;
        else if (*rest.at == '&')
            rest.fits = take_reference(&rest);
        else
            rest.fits = *rest.at++ != '<';
    }
    return rest.fits && !open;
}
