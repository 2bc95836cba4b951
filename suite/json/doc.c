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

struct pc_json_place pc_json_place_of(struct pc_view text, uint32_t offset) {
    if (offset > text.size)
        offset = (uint32_t)text.size;
    struct pc_json_place place = {.offset = offset, .line = 1};
    uint32_t line_start = 0;
    for (uint32_t i = 0; i < offset; i++) {
        if (text.data[i] != '\n' && text.data[i] != '\r')
            continue;
        if (text.data[i] == '\r' && i + 1 < text.size && text.data[i + 1] == '\n') {
            if (i + 1 == offset)
                break; /* the LF of a CR LF still belongs to its line */
            i++;
        }
        place.line++;
        line_start = i + 1;
    }
    place.column = offset - line_start + 1;
    return place;
}
