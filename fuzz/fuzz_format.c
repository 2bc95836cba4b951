/* The string formats against the grammars of their RFCs, as a second implementation reads them, and against
 * each other. Each input is tried as it is, and as words of which texts of one format consist. */
#include "bytes.h"
#include "oracle_format.h"
#include "pc_format.h"
#include "pc_pattern.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define MAX_SIZE 300u /* more than a host name may have */
#define WORDS    12u

static const struct {
    const char *name;
    enum oracle_format oracle;
} known[] = {
    {"ipv4", ORACLE_IPV4},
    {"ipv6", ORACLE_IPV6},
    {"uuid", ORACLE_UUID},
    {"duration", ORACLE_DURATION},
    {"json-pointer", ORACLE_JSON_POINTER},
    {"relative-json-pointer", ORACLE_RELATIVE_JSON_POINTER},
    {"byte", ORACLE_BASE64},
    {"uri", ORACLE_URI},
    {"uri-reference", ORACLE_URI_REFERENCE},
};

static const char *const languages[][WORDS] = {
    {"1", ".", "0", "255", "256", "99", "01", "..", "1.2.3.4", "x", "249", "199"},
    {":", "::", "0", "ffff", "12345", "1.2.3.4", "g", ":1:2:3", "1", "256.1.1.1", "A", "::1"},
    {"-", "01234567", "89ab", "cdef0123ABCD", "0", "g", "4567", "-0123", "_", "f", "89abcdef", "-89ab-"},
    {"P", "T", "1", "Y", "M", "D", "H", "S", "W", "20", "T1", "P1"},
    {"/", "~", "~0", "~1", "a", "0", "#", "1", "/~", "10", "\"", "//"},
    {"A", "==", "=", "QUJD", "+/", "-", "Zg", "0", "_", "QQ==", "b", " "},
    {"http:", "//", "/", "a", ":", "@", "?", "#", "%41", "%4", "[::1]", "."},
    {"[", "]", "v1.", "::", "a", ":", "//", "1.2.3.4", "80", "%", "x:", "!"},
    {"a", "-", ".", "Z", "0", "_", "example", "ab-c", "xn--", "1.", "a.b", "-."},
    {"a", "@", ".", "b.c", "\"", "\\", "[127.0.0.1]", "[IPv6:::1]", "+", "..", "\xC3\xA9", " "},
    {"[", "]", "(", ")", "\\", "(?<n>", "\\k<n>", "a-z", "|", "{2,3}", "\\1", "*?"},
    {"\\p{", "L", "}", "Script=", "Greek", "\\P{", "\\u", "00e9", "\\ud83d", "\\ude00", "{1F600}", "\\x"},
};

static bool fits(const char *name, struct pc_view text) {
    const struct pc_format *format = pc_format_find(pc_view_of(name));
    fuzz_require(format != NULL && strcmp(format->name, name) == 0, "a format is found by its name");
    return format->check(text);
}

static void check_grammars(struct pc_view text, const char *ended) {
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        fuzz_require(fits(known[i].name, text) == oracle_format(known[i].oracle, ended),
                     "a format is the grammar of its RFC");
    if (strstr(ended, "--") == NULL)
        fuzz_require(fits("hostname", text) == (text.size <= 253 && oracle_format(ORACLE_HOSTNAME, ended)),
                     "a host name is the grammar of its RFC");
    fuzz_require(fits("iri", text) == fits("uri", text) &&
                     fits("iri-reference", text) == fits("uri-reference", text) &&
                     fits("idn-email", text) == fits("email", text),
                 "in ASCII the internationalized formats are the others");
}

/* What one format takes, a wider one takes. */
static void check_widths(struct pc_view text) {
    static const char *const pairs[][2] = {{"uri", "uri-reference"}, {"iri", "iri-reference"},
                                           {"uri", "iri"},           {"uri-reference", "iri-reference"},
                                           {"email", "idn-email"},   {"hostname", "idn-hostname"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        bool narrow = fits(pairs[i][0], text), wide = fits(pairs[i][1], text);
        fuzz_require(wide || !narrow, "a wider format takes what another takes");
    }
    struct pc_pattern *pattern = NULL;
    bool valid = fits("regex", text);
    fuzz_require(pc_pattern_compile(text, &pattern, NULL) != PC_MALFORMED || !valid,
                 "a regular expression by the letter is one by use");
    pc_pattern_free(pattern);
    fits("uri-template", text);
}

static void check(const char *text, size_t size) {
    char ended[MAX_SIZE + 1];
    bool ascii = true;
    char *copy = fuzz_exact_copy((const uint8_t *)text, size);
    struct pc_view view = {copy, size};
    memcpy(ended, text, size);
    ended[size] = '\0';
    for (size_t i = 0; i < size; i++)
        ascii = ascii && text[i] > 0 && text[i] != 0x7F;
    if (pc_utf8_valid(view))
        check_widths(view);
    if (ascii)
        check_grammars(view, ended);
    free(copy);
}

/* Words of one language; a byte beyond them repeats the last character. */
static size_t words_of_bytes(struct bytes *from, char out[MAX_SIZE]) {
    const char *const *words = languages[bytes_below(from, sizeof languages / sizeof languages[0])];
    size_t size = 0;
    while (from->at != from->end && size < MAX_SIZE) {
        uint8_t byte = bytes_byte(from);
        const char *word = words[byte % WORDS];
        size_t length = byte < 192 ? strlen(word) : byte - 190u;
        for (size_t i = 0; i < length && size < MAX_SIZE; i++, size++)
            out[size] = byte < 192 ? word[i] : size == 0 ? 'a' : out[size - 1];
    }
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char made[MAX_SIZE];
    struct bytes from = {data, data + size};
    if (size > MAX_SIZE)
        return 0;
    check((const char *)data, size);
    check(made, words_of_bytes(&from, made));
    return 0;
}
