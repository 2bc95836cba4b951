/* The reader against the naive acceptor: both take a text or both refuse it, at the same byte. What is read
 * must be consistent with itself: places, pointers, names, strings and numbers all lead back to where they
 * came from. The reader takes whole texts: there are no pieces to be held against the whole. */
#include "oracle.h"
#include "rewriting.h"
#include "support.h"
#include "value_check.h"

#include <stdlib.h>

#define LOW_DEPTH   3u  /* a limit that inputs of a few bytes reach */
#define BYTES_TRIED 96u /* every byte of so short a text is asked for its place and pointer */

static struct pc_json_reader *reader;       /* the defaults */
static struct pc_json_reader *low_reader;   /* LOW_DEPTH */
static struct pc_json_reader *other_reader; /* for what was written again */
static struct pc_buf written;

static void set_up_once(void) {
    if (reader != NULL)
        return;
    struct pc_json_limits low = {.max_depth = LOW_DEPTH};
    reader = pc_json_reader_new(NULL);
    low_reader = pc_json_reader_new(&low);
    other_reader = pc_json_reader_new(NULL);
    fuzz_require(reader != NULL && low_reader != NULL && other_reader != NULL, "memory for the readers");
    pc_buf_init(&written, SIZE_MAX / 2);
}

static const struct pc_json_doc *read_text(struct pc_json_reader *by, struct pc_view text) {
    const struct pc_json_doc *doc;
    fuzz_require(pc_json_read(by, text, &doc, NULL) == PC_OK, "memory for the document");
    return doc;
}

static const struct pc_json_doc *read_as_oracle(struct pc_json_reader *by, struct pc_view text,
                                                size_t max_depth) {
    const struct pc_json_doc *doc = read_text(by, text);
    struct oracle_verdict verdict = oracle_json((const uint8_t *)text.data, text.size, max_depth);
    fuzz_require(pc_json_doc_valid(doc) == verdict.accepted, "the reader takes what the oracle takes");
    struct pc_json_fault fault = pc_json_doc_fault(doc);
    fuzz_require(verdict.accepted || fault.offset == verdict.offset,
                 "the fault stands where the oracle stops");
    if (!verdict.accepted)
        place_check(text, pc_json_place_of(text, fault.offset));
    return doc;
}

/* Every byte has a place and, within the root, the pointer of a value. */
static void check_bytes(struct pc_json_value root, const struct value_walk *walk) {
    struct pc_view text = pc_json_doc_text(root.doc);
    uint32_t end = pc_json_offset(root) + (uint32_t)pc_json_raw(root).size;
    for (uint32_t i = 0; i < text.size && text.size <= BYTES_TRIED; i++) {
        place_check(text, pc_json_place_of(text, i));
        if (i >= pc_json_offset(root) && i < end && walk->unique_names && !walk->lone_surrogates)
            offset_check_pointer(root, i);
    }
}

/* What the writer wrote is the same document, unless the writer's C strings or U+FFFD cannot say it. */
static void check_written(const struct pc_json_doc *doc, enum pc_status status) {
    if (status == PC_LIMIT)
        return;
    fuzz_require(status == PC_OK, "a document can be written");
    struct pc_view text = pc_buf_view(&written);
    struct oracle_verdict verdict = oracle_json((const uint8_t *)text.data, text.size, SIZE_MAX);
    fuzz_require(verdict.accepted, "the oracle takes what was written");
    const struct pc_json_doc *again = read_text(other_reader, text);
    bool faithful = !pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE) &&
                    !pc_json_doc_has_remark(doc, PC_JSON_NUL_CHARACTER);
    fuzz_require(!faithful || pc_json_equal(pc_json_root(doc), pc_json_root(again)),
                 "what was written is the same");
}

/* What is legal and suspicious is remarked upon, and nothing else is. */
static void check_remarks(const struct pc_json_doc *doc, const uint8_t *data, size_t size) {
    fuzz_require(pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY) == oracle_has_duplicate_name(data, size),
                 "names that stand twice are remarked upon");
    fuzz_require(pc_json_doc_has_remark(doc, PC_JSON_NUL_CHARACTER) == oracle_has_nul_character(data, size),
                 "U+0000 is remarked upon");
    fuzz_require(pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE) == oracle_has_lone_surrogate(data, size),
                 "lone surrogates are remarked upon");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    set_up_once();
    char *copy = fuzz_exact_copy(data, size);
    struct pc_view text = {copy, size};
    read_as_oracle(low_reader, text, LOW_DEPTH);
    const struct pc_json_doc *doc = read_as_oracle(reader, text, PC_JSON_DEFAULT_MAX_DEPTH);
    struct pc_json_value root = pc_json_root(doc);
    fuzz_require(pc_json_exists(root) == pc_json_doc_valid(doc), "a document has a root where it is valid");
    if (pc_json_exists(root)) {
        fuzz_require(pc_json_equal(root, root), "a document equals itself");
        check_remarks(doc, data, size);
        struct value_walk walk = {.lone_surrogates = pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE),
                                  .unique_names = !pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY)};
        pc_buf_reset(&written);
        check_written(doc, rewrite(root, (unsigned)(size % 3), size % 3 == 1, value_visit, &walk, &written));
        check_bytes(root, &walk);
    }
    free(copy);
    return 0;
}
