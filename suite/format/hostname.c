/* Host names: labels of letters, digits and hyphens (RFC 1123 section 2.1), A-labels that stand for a
 * U-label, and U-labels themselves (RFC 5890 to 5893). libidn2 has the tables and rules of single labels. */
#include "hostname.h"

#include <idn2.h>
#include <string.h>

#define LABEL_BYTES 63u  /* of the A-label (RFC 1035 section 2.3.4) */
#define NAME_BYTES  253u /* with its dots, as text */
#define INPUT_BYTES (4u * LABEL_BYTES)

/* Letters, digits and inner hyphens. */
static bool is_ldh(struct pc_view label) {
    if (label.size == 0 || label.data[0] == '-' || label.data[label.size - 1] == '-')
        return false;
    for (size_t i = 0; i < label.size; i++) {
        unsigned char c = (unsigned char)label.data[i];
        if (!is_letter(c) && !is_digit(c) && c != '-')
            return false;
    }
    return true;
}

static bool is_ascii(struct pc_view text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

static bool starts_with_xn(struct pc_view label) {
    return label.size >= 4 && pc_view_equal_nocase(pc_view_slice(label, 0, 4), PC_VIEW("xn--"));
}

/* Registers the label (RFC 5891 section 4): the strictest reading. Its A-label's size, 0 where it is none. */
static size_t registered(const char *u_label, const char *a_label, char out[LABEL_BYTES + 1]) {
    uint8_t *found = NULL;
    size_t size = 0;
    if (idn2_register_u8((const uint8_t *)u_label, (const uint8_t *)a_label, &found, 0) == IDN2_OK) {
        size = strlen((const char *)found);
        if (size <= LABEL_BYTES)
            memcpy(out, found, size + 1);
        else
            size = 0;
    }
    idn2_free(found);
    return size;
}

static size_t a_label_of(struct pc_view label, char out[LABEL_BYTES + 1]) {
    char text[INPUT_BYTES + 1];
    bool ascii = is_ascii(label);
    if (label.size == 0 || label.size > (ascii ? LABEL_BYTES : INPUT_BYTES) ||
        memchr(label.data, 0, label.size))
        return 0;
    memcpy(text, label.data, label.size);
    text[label.size] = '\0';
    if (!ascii)
        return registered(text, NULL, out);
    if (!is_ldh(label))
        return 0;
    if (!starts_with_xn(label)) {
        memcpy(out, text, label.size + 1);
        return label.size;
    }
    for (size_t i = 0; i < label.size; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            text[i] = (char)(text[i] + ('a' - 'A'));
    return registered(NULL, text, out);
}

static bool is_between(uint32_t scalar, uint32_t first, uint32_t last) {
    return scalar >= first && scalar <= last;
}

/* What the U-label of an A-label has of the rules for names written from right to left (RFC 5893 section 2).
 */
struct direction {
    bool right_to_left;    /* a letter of such a script */
    bool european, arabic; /* digits: rule 4 allows one kind in such a label */
};

static struct direction direction_of(const char *a_label) {
    struct direction found = {false, false, false};
    uint32_t *scalars = NULL;
    if (idn2_to_unicode_8z4z(a_label, &scalars, 0) == IDN2_OK)
        for (const uint32_t *at = scalars; *at != 0; at++) {
            bool arabic = is_between(*at, 0x660, 0x669);
            bool european = is_between(*at, '0', '9') || is_between(*at, 0x6F0, 0x6F9);
            found.arabic = found.arabic || arabic;
            found.european = found.european || european;
            found.right_to_left =
                found.right_to_left ||
                (!european && (is_between(*at, 0x590, 0x8FF) || is_between(*at, 0xFB1D, 0xFDFF) ||
                               is_between(*at, 0xFE70, 0xFEFF) || is_between(*at, 0x10800, 0x10FFF) ||
                               is_between(*at, 0x1E800, 0x1EFFF)));
        }
    idn2_free(scalars);
    return found;
}

/* The length of a separator at the place: a full stop, or for U-labels its kin (RFC 3490 section 3.1). */
static size_t separator_at(struct pc_view text, size_t at, bool international) {
    static const char *const kin[] = {"\xE3\x80\x82", "\xEF\xBC\x8E", "\xEF\xBD\xA1"};
    if (text.data[at] == '.')
        return 1;
    for (size_t i = 0; international && i < 3; i++)
        if (pc_view_starts_with(pc_view_slice(text, at, text.size), pc_view_of(kin[i])))
            return 3;
    return 0;
}

static bool is_hostname(struct pc_view text, bool international) {
    size_t total = 0;
    bool right_to_left = false, digit_first = false;
    for (size_t at = 0;;) {
        size_t end = at, dot = 0;
        while (end < text.size && (dot = separator_at(text, end, international)) == 0)
            end++;
        struct pc_view label = pc_view_slice(text, at, end);
        char a_label[LABEL_BYTES + 1];
        size_t size = international || is_ascii(label) ? a_label_of(label, a_label) : 0;
        total += size + (at > 0);
        if (size == 0 || total > NAME_BYTES)
            return false;
        if (starts_with_xn((struct pc_view){a_label, size})) {
            struct direction direction = direction_of(a_label);
            if (direction.right_to_left && direction.european && direction.arabic)
                return false;
            right_to_left = right_to_left || direction.right_to_left;
        } else
            digit_first = digit_first || is_digit((unsigned char)a_label[0]);
        if (end == text.size)
            break;
        at = end + dot;
    }
    /* In a name with such a label every label begins with a letter (RFC 5893 section 2, rule 1). */
    return !(right_to_left && digit_first);
}

bool pc_format_hostname(struct pc_view text) {
    return is_hostname(text, false);
}

bool pc_format_idn_hostname(struct pc_view text) {
    return is_hostname(text, true);
}

/* RFC 6531 lets a mailbox have any U-label; what is not in normal form is what its writer typed. */
bool pc_is_mail_domain(struct pc_view text) {
    char name[4 * NAME_BYTES + 1];
    uint8_t *found = NULL;
    if (is_ascii(text))
        return is_hostname(text, false);
    if (text.size >= sizeof name || memchr(text.data, 0, text.size))
        return false;
    memcpy(name, text.data, text.size);
    name[text.size] = '\0';
    int result = idn2_lookup_u8((const uint8_t *)name, &found, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
    bool fits = result == IDN2_OK && is_hostname(pc_view_of((const char *)found), false);
    idn2_free(found);
    return fits;
}
