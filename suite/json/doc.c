/* What a document says about itself, and the places in it. */
#include "tape.h"

const char *pc_json_fault_sentence(enum pc_json_fault_kind kind) {
    static const char *const sentences[] = {
#define FAULT_SENTENCE(name, sentence) [PC_JSON_FAULT_##name] = sentence,
        PC_JSON_FAULT_LIST(FAULT_SENTENCE)
#undef FAULT_SENTENCE
    };
    return (size_t)kind < sizeof sentences / sizeof sentences[0] ? sentences[kind] : "an unknown fault";
}

bool pc_json_doc_valid(const struct pc_json_doc *doc) {
    return doc->scan.fault.kind == PC_JSON_FAULT_NONE;
}

struct pc_json_fault pc_json_doc_fault(const struct pc_json_doc *doc) {
    return doc->scan.fault;
}

struct pc_view pc_json_doc_text(const struct pc_json_doc *doc) {
    return (struct pc_view){doc->scan.text, (size_t)(doc->scan.end - doc->scan.text)};
}

size_t pc_json_doc_remark_count(const struct pc_json_doc *doc) {
    return doc->scan.remark_count;
}

struct pc_json_remark pc_json_doc_remark(const struct pc_json_doc *doc, size_t index) {
    return index < doc->scan.remark_count ? doc->scan.remarks[index] : (struct pc_json_remark){0};
}

bool pc_json_doc_has_remark(const struct pc_json_doc *doc, enum pc_json_remark_kind kind) {
    return (size_t)kind < PC_SCAN_REMARK_KINDS && doc->scan.has_remark[kind];
}

/* The first such byte from `at` on; NULL where none stands before `stop`. */
static const char *find(char byte, const char *at, const char *stop) {
    return at == stop ? NULL : memchr(at, byte, (size_t)(stop - at));
}

struct pc_json_place pc_json_place_of(struct pc_view text, uint32_t offset) {
    if (offset > text.size)
        offset = (uint32_t)text.size;
    struct pc_json_place place = {.offset = offset, .line = 1, .column = 1};
    if (offset == 0)
        return place;
    const char *line = text.data;
    const char *stop = line + offset;
    const char *feed = find('\n', line, stop);
    const char *carriage = find('\r', line, stop);
    while (feed != NULL || carriage != NULL) {
        bool is_feed = carriage == NULL || (feed != NULL && feed < carriage);
        const char *behind = (is_feed ? feed : carriage) + 1;
        if (is_feed)
            feed = find('\n', behind, stop);
        else
            carriage = find('\r', behind, stop);
        if (!is_feed && behind < text.data + text.size && *behind == '\n')
            continue; /* the LF of a CR LF still belongs to its line */
        place.line++;
        line = behind;
    }
    place.column = (uint32_t)(stop - line) + 1;
    return place;
}
