#include "value_check.h"

#include "oracle.h"
#include "support.h"

#define COMPARED_SIZE    300u     /* of a container whose children are compared */
#define POINTERS_TRIED   200u     /* and of the values behind these */
#define FURTHER_TRIED    16u      /* each sixteenth, of other inputs others */
#define MAX_BYTES_WALKED 4000000u /* to places: no text of a few thousand bytes comes near */

static struct pc_buf *empty_scratch(void) {
    static struct pc_buf scratch;
    if (scratch.limit == 0)
        pc_buf_init(&scratch, SIZE_MAX / 2);
    pc_buf_reset(&scratch);
    return &scratch;
}

void place_check(struct pc_view text, struct pc_json_place place) {
    uint32_t line = 1, column = 1;
    for (uint32_t i = 0; i < place.offset; i++) {
        bool before_lf = text.data[i] == '\r' && i + 1 < text.size && text.data[i + 1] == '\n';
        bool ends_line = text.data[i] == '\n' || (text.data[i] == '\r' && !before_lf);
        line += ends_line ? 1 : 0;
        column = ends_line ? 1 : column + 1;
    }
    fuzz_require(place.line == line && place.column == column, "a byte's line and column");
}

static struct pc_json_value pointed_at(struct pc_json_value root, uint32_t offset) {
    struct pc_buf *pointer = empty_scratch();
    fuzz_require(pc_json_pointer_of(root, offset, pointer) == PC_OK, "each byte has a pointer");
    return pc_json_pointer_get(root, pc_buf_view(pointer));
}

void value_check_place(struct pc_json_value value) {
    struct pc_json_place place = pc_json_place(value);
    fuzz_require(place.offset == pc_json_offset(value), "a value's place is where it begins");
    place_check(pc_json_doc_text(value.doc), place);
}

void value_check_pointer(struct pc_json_value root, struct pc_json_value value) {
    struct pc_json_value found = pointed_at(root, pc_json_offset(value));
    fuzz_require(found.doc == value.doc && found.node == value.node, "a value's pointer leads back to it");
}

void offset_check_pointer(struct pc_json_value root, uint32_t offset) {
    struct pc_json_value found = pointed_at(root, offset);
    struct pc_json_value key = pc_json_key(found);
    uint32_t begin = pc_json_offset(pc_json_exists(key) ? key : found);
    bool is_root = found.doc == root.doc && found.node == root.node;
    fuzz_require(pc_json_exists(found), "a byte's pointer leads to a value");
    fuzz_require(is_root || (offset >= begin && offset < pc_json_offset(found) + pc_json_raw(found).size),
                 "which encloses the byte");
}

static size_t code_points(struct pc_view utf8) {
    size_t count = 0;
    for (size_t i = 0; i < utf8.size; i++)
        count += ((unsigned char)utf8.data[i] & 0xC0) != 0x80 ? 1 : 0;
    return count;
}

static void check_string(struct pc_json_value string, bool lone_surrogates) {
    struct pc_buf *scratch = empty_scratch();
    fuzz_require(pc_json_string_decode(string, scratch) == PC_OK, "a string can be decoded");
    struct pc_view decoded = pc_buf_view(scratch);
    fuzz_require(pc_utf8_valid(decoded), "a decoded string is UTF-8");
    fuzz_require(pc_json_string_length(string) == code_points(decoded), "a string's length");
    struct pc_view raw = pc_json_string_raw(string);
    fuzz_require(oracle_string_length((const uint8_t *)raw.data, raw.size) == pc_json_string_length(string),
                 "a string's length, counted once more");
    fuzz_require(pc_json_string_has_escapes(string) || pc_view_equal(decoded, raw),
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
    struct pc_buf *exact = empty_scratch();
    fuzz_require(pc_json_number_is_integer(number), "what fits int64 is an integer");
    fuzz_require(pc_buf_appendf(exact, "%lld", (long long)integer) == PC_OK, "memory");
    fuzz_require(pc_json_number_compare(raw, pc_buf_view(exact)) == 0, "an integer equals its exact value");
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

static bool is_same_string(struct pc_json_value a, struct pc_json_value b) {
    struct pc_view left = pc_json_string_raw(a), right = pc_json_string_raw(b);
    return oracle_same_string((const uint8_t *)left.data, left.size, (const uint8_t *)right.data, right.size);
}

static bool is_same(struct pc_json_value a, struct pc_json_value b);

/* Each child of one has its like in the other: at its place, or under its name. */
static bool has_children_of(struct pc_json_value a, struct pc_json_value b, bool is_object) {
    struct pc_json_value other = pc_json_first(b);
    for (struct pc_json_value child = pc_json_first(a); pc_json_exists(child);
         child = pc_json_next(child), other = pc_json_next(other)) {
        if (is_object)
            for (other = pc_json_first(b);
                 pc_json_exists(other) && !is_same_string(pc_json_key(child), pc_json_key(other));)
                other = pc_json_next(other);
        if (!pc_json_exists(other) || !is_same(child, other))
            return false;
    }
    return true;
}

/* Recurses: of short values only. */
static bool is_same(struct pc_json_value a, struct pc_json_value b) {
    enum pc_json_type type = pc_json_type(a);
    if (type != pc_json_type(b) || pc_json_count(a) != pc_json_count(b))
        return false;
    if (type == PC_JSON_STRING)
        return is_same_string(a, b);
    if (type == PC_JSON_NUMBER)
        return pc_json_number_compare(pc_json_raw(a), pc_json_raw(b)) == 0;
    if (type == PC_JSON_OBJECT || type == PC_JSON_ARRAY)
        return has_children_of(a, b, type == PC_JSON_OBJECT);
    return pc_view_equal(pc_json_raw(a), pc_json_raw(b));
}

/* Of containers in which each name stands once. */
static void check_equality(struct pc_json_value container) {
    struct pc_json_value child = pc_json_first(container);
    if (pc_json_raw(container).size > COMPARED_SIZE ||
        pc_json_doc_has_remark(container.doc, PC_JSON_DUPLICATE_KEY))
        return;
    for (struct pc_json_value next = pc_json_next(child); pc_json_exists(next); next = pc_json_next(next)) {
        fuzz_require(pc_json_equal(child, next) == is_same(child, next),
                     "values that are the same are equal");
        fuzz_require(pc_json_equal(next, child) == is_same(child, next), "whichever comes first");
        child = next;
    }
}

void value_check(struct pc_json_value value, bool lone_surrogates) {
    struct pc_view text = pc_json_doc_text(value.doc);
    struct pc_view raw = pc_json_raw(value);
    fuzz_require(raw.size > 0 && raw.data >= text.data && raw.data + raw.size <= text.data + text.size &&
                     raw.data == text.data + pc_json_offset(value),
                 "a value lies in the text");
    check_children(value);
    check_equality(value);
    if (pc_json_type(value) == PC_JSON_STRING)
        check_string(value, lone_surrogates);
    if (pc_json_type(value) == PC_JSON_NUMBER)
        check_number(value);
    if (pc_json_type(value) == PC_JSON_BOOLEAN)
        fuzz_require(pc_view_equal_text(raw, pc_json_boolean(value) ? "true" : "false"), "a boolean's value");
}

void value_visit(struct pc_json_value root, struct pc_json_value value, void *context) {
    struct value_walk *walk = context;
    size_t number = walk->visited++;
    bool tried = number < POINTERS_TRIED || number % FURTHER_TRIED == pc_json_raw(root).size % FURTHER_TRIED;
    value_check(value, walk->lone_surrogates);
    walk->bytes_walked += pc_json_offset(value);
    if (walk->bytes_walked > MAX_BYTES_WALKED)
        return;
    value_check_place(value);
    if (tried && walk->unique_names && !walk->lone_surrogates)
        value_check_pointer(root, value);
}
