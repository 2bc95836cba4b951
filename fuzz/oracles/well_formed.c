#include "well_formed.h"

#include <string.h>

#define MAX_DEPTH 64u

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

/* XML 1.0 section 2.2: of the controls only tab, line feed and carriage return, no U+FFFE and U+FFFF. */
static void character(struct xml *xml) {
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    unsigned char byte = (unsigned char)*xml->at;
    if (byte == '&') {
        for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
            if (take(xml, entities[i]))
                return;
        bool numeric = take(xml, "&#");
        while (numeric && xml->at < xml->end && is_name_byte(*xml->at))
            xml->at++;
        xml->fits = xml->fits && numeric && take(xml, ";");
        return;
    }
    bool noncharacter = byte == 0xEF && xml->end - xml->at >= 3 && (unsigned char)xml->at[1] == 0xBF &&
                        (unsigned char)xml->at[2] >= 0xBE;
    xml->fits = xml->fits && (byte >= 0x20 || is_space((char)byte)) && byte != '<' && !noncharacter;
    xml->at++;
}

static void attributes(struct xml *xml) {
    for (spaces(xml); xml->fits && xml->at < xml->end && is_name_byte(*xml->at); spaces(xml)) {
        name(xml);
        xml->fits = xml->fits && take(xml, "=\"");
        while (xml->fits && xml->at < xml->end && *xml->at != '"')
            character(xml);
        xml->fits = xml->fits && take(xml, "\"");
    }
}

bool xml_is_well_formed(const char *text, size_t size) {
    struct xml xml = {text, text + size, true};
    struct {
        const char *name;
        size_t size;
    } open[MAX_DEPTH];
    size_t depth = 0, roots = 0;
    if (take(&xml, "<?xml"))
        while (xml.at < xml.end && !take(&xml, "?>"))
            xml.at++;
    for (spaces(&xml); xml.fits && xml.at < xml.end; depth == 0 ? spaces(&xml) : (void)0) {
        if (take(&xml, "</")) {
            const char *begin = xml.at;
            size_t length = name(&xml);
            spaces(&xml);
            xml.fits = xml.fits && depth > 0 && open[depth - 1].size == length &&
                       memcmp(open[depth - 1].name, begin, length) == 0 && take(&xml, ">");
            depth--;
        } else if (take(&xml, "<")) {
            const char *begin = xml.at;
            size_t length = name(&xml);
            attributes(&xml);
            roots += depth == 0 ? 1 : 0;
            if (take(&xml, "/>"))
                continue;
            xml.fits = xml.fits && depth < MAX_DEPTH && take(&xml, ">");
            if (xml.fits) {
                open[depth].name = begin;
                open[depth++].size = length;
            }
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
