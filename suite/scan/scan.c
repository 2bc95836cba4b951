#include "pc_scan.h"

void pc_scan_begin(struct pc_scan *scan, struct pc_view text) {
    scan->text = text.data == NULL ? "" : text.data;
    scan->end = scan->text + text.size;
    scan->fault = (struct pc_json_fault){PC_JSON_FAULT_NONE, 0};
    scan->remark_count = 0;
    for (size_t i = 0; i < PC_SCAN_REMARK_KINDS; i++)
        scan->has_remark[i] = false;
}

void pc_scan_remark(struct pc_scan *scan, enum pc_json_remark_kind kind, const char *at) {
    scan->has_remark[kind] = true;
    if (scan->remark_count == PC_JSON_MAX_REMARKS)
        return;
    /* Kept in the order of the text, though duplicate keys are noticed when their object closes. */
    uint32_t offset = pc_scan_offset(scan, at);
    size_t place = scan->remark_count++;
    for (; place > 0 && scan->remarks[place - 1].offset > offset; place--)
        scan->remarks[place] = scan->remarks[place - 1];
    scan->remarks[place] = (struct pc_json_remark){kind, offset};
}

const char *pc_scan_fault(struct pc_scan *scan, enum pc_json_fault_kind kind, const char *at) {
    if (scan->fault.kind == PC_JSON_FAULT_NONE)
        scan->fault = (struct pc_json_fault){kind, pc_scan_offset(scan, at)};
    return NULL;
}

/* The bytes from 0x80 up that stand together: a well-formed sequence never reaches beyond them. */
static struct pc_view beyond_ascii(const char *at, const char *end) {
    const char *stop = at;
    while (stop < end && (unsigned char)*stop >= 0x80)
        stop++;
    return (struct pc_view){at, (size_t)(stop - at)};
}

const char *pc_scan_unexpected(struct pc_scan *scan, enum pc_json_fault_kind kind, const char *at) {
    if (at == scan->end)
        return pc_scan_fault(scan, PC_JSON_FAULT_UNTERMINATED, at);
    struct pc_view run = beyond_ascii(at, scan->end);
    if (run.size > 0 && pc_utf8_valid_prefix(run) == 0)
        kind = PC_JSON_FAULT_INVALID_UTF8;
    return pc_scan_fault(scan, kind, at);
}

static const char *const words[] = {"true", "false", "null"};

const char *pc_scan_no_value(struct pc_scan *scan, const char *at) {
    if (at == scan->end)
        return pc_scan_unexpected(scan, PC_JSON_FAULT_EXPECTED_VALUE, at);
    if (*at == ',' || *at == ':' || *at == ']' || *at == '}')
        return pc_scan_fault(scan, PC_JSON_FAULT_EXPECTED_VALUE, at);
    if (*at == '+' || *at == '.')
        return pc_scan_fault(scan, PC_JSON_FAULT_INVALID_NUMBER, at);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (*at != words[i][0])
            continue;
        for (const char *letter = words[i]; at < scan->end && *letter != '\0' && *at == *letter; letter++)
            at++;
        return pc_scan_fault(scan, PC_JSON_FAULT_INVALID_LITERAL, at);
    }
    return pc_scan_unexpected(scan, PC_JSON_FAULT_INVALID_LITERAL, at);
}

bool pc_scan_is_word(char byte) {
    return pc_scan_is_digit(byte) || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '_' || byte == '.' || byte == '+' || byte == '-';
}

int pc_scan_hex(char byte) {
    if (pc_scan_is_digit(byte))
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* 1*DIGIT; NULL with the fault where there is none. */
static const char *digits(struct pc_scan *scan, const char *at) {
    if (at == scan->end || !pc_scan_is_digit(*at))
        return pc_scan_fault(scan, PC_JSON_FAULT_INVALID_NUMBER, at);
    return pc_scan_digits(at, scan->end);
}

/* RFC 8259 section 6: [ minus ] int [ frac ] [ exp ]. */
const char *pc_scan_any_number(struct pc_scan *scan, const char *at) {
    if (*at == '-')
        at++;
    at = at < scan->end && *at == '0' ? at + 1 : digits(scan, at);
    if (at != NULL && at < scan->end && *at == '.')
        at = digits(scan, at + 1);
    if (at != NULL && at < scan->end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < scan->end && (*at == '+' || *at == '-'))
            at++;
        at = digits(scan, at);
    }
    return at;
}

/* Four hexadecimal digits at `at`: their value, or -1 with the fault. */
static int32_t four_hex(struct pc_scan *scan, const char *at) {
    int32_t unit = 0;
    for (int i = 0; i < 4; i++, at++) {
        if (at == scan->end) {
            pc_scan_fault(scan, PC_JSON_FAULT_UNTERMINATED_STRING, at);
            return -1;
        }
        int value = pc_scan_hex(*at);
        if (value < 0) {
            pc_scan_fault(scan, PC_JSON_FAULT_INVALID_ESCAPE, at);
            return -1;
        }
        unit = unit * 16 + value;
    }
    return unit;
}

static bool is_low_surrogate_escape(const char *at, const char *end) {
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u' || (at[2] != 'd' && at[2] != 'D'))
        return false;
    return pc_scan_hex(at[3]) >= 0xC && pc_scan_hex(at[4]) >= 0 && pc_scan_hex(at[5]) >= 0;
}

/* `at` stands on the backslash. */
static const char *escape(struct pc_scan *scan, const char *at) {
    if (scan->end - at < 2)
        return pc_scan_fault(scan, PC_JSON_FAULT_UNTERMINATED_STRING, scan->end);
    switch (at[1]) {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return at + 2;
    case 'u':
        break;
    default:
        return pc_scan_fault(scan, PC_JSON_FAULT_INVALID_ESCAPE, at + 1);
    }
    int32_t unit = four_hex(scan, at + 2);
    if (unit < 0)
        return NULL;
    if (unit >= 0xD800 && unit <= 0xDBFF && is_low_surrogate_escape(at + 6, scan->end))
        return at + 12;
    if (unit >= 0xD800 && unit <= 0xDFFF)
        pc_scan_remark(scan, PC_JSON_LONE_SURROGATE, at);
    if (unit == 0)
        pc_scan_remark(scan, PC_JSON_NUL_CHARACTER, at);
    return at + 6;
}

const char *pc_scan_string_rest(struct pc_scan *scan, const char *at, bool *escapes) {
    for (;;) {
        at = pc_scan_plain(scan, at);
        if (at == scan->end)
            return pc_scan_fault(scan, PC_JSON_FAULT_UNTERMINATED_STRING, at);
        if (*at == '"')
            return at + 1;
        if (*at == '\\') {
            *escapes = true;
            at = escape(scan, at);
            if (at == NULL)
                return NULL;
            continue;
        }
        struct pc_view run = beyond_ascii(at, scan->end);
        if (run.size == 0)
            return pc_scan_fault(scan, PC_JSON_FAULT_CONTROL_CHARACTER, at);
        size_t valid = pc_utf8_valid_prefix(run);
        at += valid;
        if (valid < run.size)
            return pc_scan_fault(scan, PC_JSON_FAULT_INVALID_UTF8, at);
    }
}
