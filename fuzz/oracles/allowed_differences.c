#include "allowed_differences.h"

#include <string.h>

static bool is_one_of(char byte, const char *bytes) {
    return byte != '\0' && strchr(bytes, byte) != NULL;
}

static bool has_duplicate(const struct pc_json_doc *doc) {
    return pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY);
}

static bool has_lone_surrogate(const struct pc_json_doc *doc) {
    return pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE);
}

static bool has_nul(const struct pc_json_doc *doc) {
    return pc_json_doc_has_remark(doc, PC_JSON_NUL_CHARACTER);
}

/* A number that is long, or has an exponent of three digits: shorter ones fit. */
static bool has_large_number(const struct pc_json_doc *doc) {
    struct pc_view text = pc_json_doc_text(doc);
    size_t digits = 0, exponent = 0;
    for (size_t i = 0; i < text.size; i++) {
        bool digit = text.data[i] >= '0' && text.data[i] <= '9';
        bool sign = text.data[i] == '+' || text.data[i] == '-';
        if (text.data[i] == 'e' || text.data[i] == 'E')
            exponent = 1;
        else if (digit && exponent > 0)
            exponent++;
        else if (!(sign && exponent == 1))
            exponent = 0;
        digits = digit ? digits + 1 : 0;
        if (digits >= 19 || exponent > 3)
            return true;
    }
    return false;
}

static bool is_deep(const struct pc_json_doc *doc) {
    size_t open = 0, text_size = pc_json_doc_text(doc).size;
    for (size_t i = 0; i < text_size; i++)
        open += is_one_of(pc_json_doc_text(doc).data[i], "[{") ? 1 : 0;
    return open >= JSON_PARSER_MAX_DEPTH;
}

static const struct difference {
    enum json_error_code error;
    bool (*stands_in)(const struct pc_json_doc *doc);
    const char *reason;
} differences[] = {
    {json_error_duplicate_key, has_duplicate,
     "a name stands twice: section 4 leaves open what it means; Jansson is told to refuse it"},
    {json_error_invalid_syntax, has_lone_surrogate,
     "an escaped surrogate stands alone: section 8.2 leaves it open; Jansson has no string for it"},
    {json_error_null_byte_in_key, has_nul,
     "a name holds U+0000: legal by section 7; Jansson's names end at a NUL"},
    {json_error_numeric_overflow, has_large_number,
     "a number is beyond 64 bits or a double: section 6 allows limits; our numbers have none"},
    {json_error_stack_overflow, is_deep,
     "nested deeper than 2048: section 9 allows limits; Jansson recurses, we do not"},
};

bool jansson_may_take(const struct pc_json_doc *doc) {
    struct pc_view text = pc_json_doc_text(doc);
    size_t at = pc_json_doc_fault(doc).offset;
    return at > 0 && at < text.size && text.data[at] == '\0' &&
           !is_one_of(text.data[at - 1], "\"{}[],: \t\r\n");
}

const char *reason_to_differ(const struct pc_json_doc *doc, const json_error_t *error) {
    for (size_t i = 0; i < sizeof differences / sizeof *differences; i++)
        if (json_error_code(error) == differences[i].error && differences[i].stands_in(doc))
            return differences[i].reason;
    return NULL;
}
