/* The reader against the naive acceptor: both take a text or both refuse it, at the same byte. What is read
 * must be consistent with itself: places, pointers, names, strings and numbers all lead back to where they
 * came from. */
#include "oracle.h"
#include "pc_json.h"
#include "support.h"

#include <stdlib.h>

#define LOW_DEPTH      3u   /* a limit that inputs of a few bytes reach */
#define POINTERS_TRIED 200u /* pointers are found by walking: all of them would be quadratic */

static struct pc_json_reader *reader;       /* the defaults */
static struct pc_json_reader *low_reader;   /* LOW_DEPTH */
static struct pc_json_reader *other_reader; /* for what was written again */
static struct pc_buf scratch;
static struct pc_buf written;

static void set_up_once(void) {
    if (reader != NULL)
        return;
    struct pc_json_limits low = {.max_depth = LOW_DEPTH};
    reader = pc_json_reader_new(NULL);
    low_reader = pc_json_reader_new(&low);
    other_reader = pc_json_reader_new(NULL);
    fuzz_require(reader != NULL && low_reader != NULL && other_reader != NULL, "memory for the readers");
    pc_buf_init(&scratch, SIZE_MAX / 2);
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
    fuzz_require(verdict.accepted || pc_json_doc_fault(doc).offset == verdict.offset,
                 "the fault stands where the oracle stops");
    return doc;
}

static bool same_value(struct pc_json_value a, struct pc_json_value b) {
    return a.doc == b.doc && a.node == b.node;
}

static void check_place(struct pc_view text, struct pc_json_value value) {
    uint32_t line = 1, column = 1;
    uint32_t offset = pc_json_offset(value);
    for (uint32_t i = 0; i < offset; i++) {
        bool before_lf = text.data[i] == '\r' && i + 1 < text.size && text.data[i + 1] == '\n';
        bool ends_line = text.data[i] == '\n' || (text.data[i] == '\r' && !before_lf);
        line += ends_line ? 1 : 0;
        column = ends_line ? 1 : column + 1;
    }
    struct pc_json_place place = pc_json_place(value);
    fuzz_require(place.offset == offset && place.line == line && place.column == column,
                 "a value's line and column");
}

static void check_pointer(struct pc_json_value root, struct pc_json_value value) {
    pc_buf_reset(&scratch);
    fuzz_require(pc_json_pointer_of(root, pc_json_offset(value), &scratch) == PC_OK,
                 "each value has a pointer");
    struct pc_json_value found = pc_json_pointer_get(root, pc_buf_view(&scratch));
    fuzz_require(same_value(found, value), "a value's pointer leads back to it");
}

static size_t code_points(struct pc_view utf8) {
    size_t count = 0;
    for (size_t i = 0; i < utf8.size; i++)
        count += ((unsigned char)utf8.data[i] & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

static void check_string(struct pc_json_value string, bool lone_surrogates) {
    pc_buf_reset(&scratch);
    fuzz_require(pc_json_string_decode(string, &scratch) == PC_OK, "a string can be decoded");
    struct pc_view decoded = pc_buf_view(&scratch);
    fuzz_require(pc_utf8_valid(decoded), "a decoded string is UTF-8");
    fuzz_require(pc_json_string_length(string) == code_points(decoded), "a string's length");
    fuzz_require(pc_json_string_has_escapes(string) || pc_view_equal(decoded, pc_json_string_raw(string)),
                 "a string without escapes stands for itself");
    fuzz_require(lone_surrogates || pc_json_string_equal(string, decoded),
                 "a string equals what it decodes to");
    struct pc_view shorter = pc_view_slice(decoded, 0, decoded.size == 0 ? 0 : decoded.size - 1);
    fuzz_require(decoded.size == 0 || !pc_json_string_equal(string, shorter),
                 "a string differs from a part of it");
}

static void check_number(struct pc_json_value number) {
    struct pc_view raw = pc_json_number_raw(number);
    int64_t integer;
    fuzz_require(pc_json_number_compare(raw, raw) == 0, "a number equals itself");
    if (!pc_json_number_int64(number, &integer))
        return;
    pc_buf_reset(&scratch);
    fuzz_require(pc_json_number_is_integer(number), "what fits int64 is an integer");
    fuzz_require(pc_buf_appendf(&scratch, "%lld", (long long)integer) == PC_OK, "memory");
    fuzz_require(pc_json_number_compare(raw, pc_buf_view(&scratch)) == 0,
                 "an integer equals its exact value");
    fuzz_require(integer == INT64_MAX || pc_json_number_compare(raw, PC_VIEW("9223372036854775807")) < 0,
                 "int64's range");
}

static void check_children(struct pc_json_value container) {
    uint32_t count = 0;
    bool is_object = pc_json_type(container) == PC_JSON_OBJECT;
    for (struct pc_json_value child = pc_json_first(container); pc_json_exists(child);
         child = pc_json_next(child)) {
        fuzz_require(pc_json_exists(pc_json_key(child)) == is_object,
                     "members have names, elements have none");
        count++;
    }
    fuzz_require(count == pc_json_count(container), "the count of children");
    if (pc_json_type(container) == PC_JSON_ARRAY && count > 0) {
        fuzz_require(pc_json_exists(pc_json_at(container, count - 1)), "the last element is there");
        fuzz_require(!pc_json_exists(pc_json_at(container, count)), "nothing stands behind the last element");
    }
}

/* The value as one token or text of its own. */
static void check_value(struct pc_json_value value, bool lone_surrogates) {
    struct pc_view text = pc_json_doc_text(value.doc);
    struct pc_view raw = pc_json_raw(value);
    fuzz_require(raw.size > 0 && raw.data >= text.data && raw.data + raw.size <= text.data + text.size &&
                     raw.data == text.data + pc_json_offset(value),
                 "a value lies in the text");
    check_place(text, value);
    check_children(value);
    if (pc_json_type(value) == PC_JSON_STRING)
        check_string(value, lone_surrogates);
    if (pc_json_type(value) == PC_JSON_NUMBER)
        check_number(value);
    if (pc_json_type(value) == PC_JSON_BOOLEAN)
        fuzz_require(pc_view_equal_text(raw, pc_json_boolean(value) ? "true" : "false"), "a boolean's value");
}

static void write_scalar(struct pc_json_writer *writer, struct pc_json_value value) {
    if (pc_json_type(value) != PC_JSON_STRING) {
        pc_json_write_raw(writer, pc_json_raw(value));
        return;
    }
    pc_buf_reset(&scratch);
    fuzz_require(pc_json_string_decode(value, &scratch) == PC_OK, "a string can be decoded");
    pc_json_write_string(writer, pc_buf_view(&scratch));
}

static void write_name(struct pc_json_writer *writer, struct pc_json_value value) {
    struct pc_json_value key = pc_json_key(value);
    if (!pc_json_exists(key))
        return;
    pc_buf_reset(&scratch);
    fuzz_require(pc_json_string_decode(key, &scratch) == PC_OK && pc_buf_append_byte(&scratch, '\0') == PC_OK,
                 "memory");
    pc_json_write_key(writer, scratch.data);
}

static void begin(struct pc_json_writer *writer, enum pc_json_type type) {
    if (type == PC_JSON_OBJECT)
        pc_json_write_object_begin(writer);
    else
        pc_json_write_array_begin(writer);
}

static void end(struct pc_json_writer *writer, enum pc_json_type type) {
    if (type == PC_JSON_OBJECT)
        pc_json_write_object_end(writer);
    else
        pc_json_write_array_end(writer);
}

/* Visits every value, checks it and writes it again. */
static enum pc_status walk(struct pc_json_value root, unsigned indent) {
    const struct pc_json_doc *doc = root.doc;
    bool lone_surrogates = pc_json_doc_has_remark(doc, PC_JSON_LONE_SURROGATE);
    bool unique_names = !pc_json_doc_has_remark(doc, PC_JSON_DUPLICATE_KEY);
    struct pc_json_writer writer;
    pc_buf_reset(&written);
    pc_json_writer_init(&writer, &written, indent);
    writer.ascii = indent == 1;
    struct pc_json_value *open = calloc(pc_json_raw(root).size + 1, sizeof *open);
    fuzz_require(open != NULL, "memory for the walk");
    size_t depth = 0, visited = 0;
    struct pc_json_value value = root;
    while (depth > 0 || visited == 0) {
        if (!pc_json_exists(value)) {
            value = open[--depth];
            end(&writer, pc_json_type(value));
            value = depth > 0 ? pc_json_next(value) : value;
            continue;
        }
        check_value(value, lone_surrogates);
        if (visited++ < POINTERS_TRIED && unique_names && !lone_surrogates)
            check_pointer(root, value);
        write_name(&writer, value);
        enum pc_json_type type = pc_json_type(value);
        if (type == PC_JSON_ARRAY || type == PC_JSON_OBJECT) {
            begin(&writer, type);
            open[depth++] = value;
            value = pc_json_first(value);
        } else {
            write_scalar(&writer, value);
            value = depth > 0 ? pc_json_next(value) : value;
        }
    }
    free(open);
    return pc_json_writer_end(&writer);
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
        check_written(doc, walk(root, (unsigned)(size % 3)));
    }
    free(copy);
    return 0;
}
