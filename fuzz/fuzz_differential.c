/* The reader against Jansson, a parser that others wrote: both take a text or both refuse it, and what is
 * taken has the same values, member by member, byte by byte, bit by bit. What may differ stands in
 * allowed_differences.h. */
#include "allowed_differences.h"
#include "pc_json.h"
#include "support.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static struct pc_json_reader *reader;
static struct pc_buf scratch;

static void set_up_once(void) {
    if (reader != NULL)
        return;
    json_object_seed(1); /* else it is random */
    reader = pc_json_reader_new(NULL);
    fuzz_require(reader != NULL, "memory for the reader");
    pc_buf_init(&scratch, SIZE_MAX / 2);
}

static void compare_number(struct pc_json_value ours, const json_t *theirs) {
    int64_t integer;
    struct pc_view raw = pc_json_number_raw(ours);
    pc_buf_reset(&scratch);
    fuzz_require(pc_buf_append(&scratch, raw) == PC_OK && pc_buf_append_byte(&scratch, '\0') == PC_OK,
                 "memory");
    bool fits = pc_json_number_int64(ours, &integer);
    if (json_is_integer(theirs)) {
        fuzz_require(fits && integer == json_integer_value(theirs),
                     "an integer has the value that Jansson reads");
        return;
    }
    fuzz_require(fuzz_double(scratch.data) == json_real_value(theirs),
                 "a number has the value that Jansson reads");
    fuzz_require(!fits || (double)integer == json_real_value(theirs),
                 "an integer with a fraction or an exponent, too");
}

static void compare_string(struct pc_json_value ours, const char *theirs, size_t size) {
    pc_buf_reset(&scratch);
    fuzz_require(pc_json_string_decode(ours, &scratch) == PC_OK, "memory for a string");
    fuzz_require(pc_view_equal(pc_buf_view(&scratch), (struct pc_view){theirs, size}),
                 "a string has the bytes that Jansson reads");
}

static void compare(struct pc_json_value ours, json_t *theirs);

static void compare_members(struct pc_json_value ours, json_t *theirs) {
    struct pc_json_value member = pc_json_first(ours);
    const char *name;
    json_t *value;
    fuzz_require(pc_json_count(ours) == json_object_size(theirs),
                 "an object has the members that Jansson reads");
    json_object_foreach(theirs, name, value) {
        compare_string(pc_json_key(member), name, strlen(name));
        compare(member, value);
        member = pc_json_next(member);
    }
}

static void compare_elements(struct pc_json_value ours, json_t *theirs) {
    struct pc_json_value element = pc_json_first(ours);
    fuzz_require(pc_json_count(ours) == json_array_size(theirs),
                 "an array has the elements that Jansson reads");
    for (size_t i = 0; i < json_array_size(theirs); i++, element = pc_json_next(element))
        compare(element, json_array_get(theirs, i));
}

/* Recurses as Jansson did, which has a limit. */
static void compare(struct pc_json_value ours, json_t *theirs) {
    static const enum pc_json_type types[] = {
        [JSON_OBJECT] = PC_JSON_OBJECT,  [JSON_ARRAY] = PC_JSON_ARRAY, [JSON_STRING] = PC_JSON_STRING,
        [JSON_INTEGER] = PC_JSON_NUMBER, [JSON_REAL] = PC_JSON_NUMBER, [JSON_TRUE] = PC_JSON_BOOLEAN,
        [JSON_FALSE] = PC_JSON_BOOLEAN,  [JSON_NULL] = PC_JSON_NULL,
    };
    fuzz_require(pc_json_type(ours) == types[json_typeof(theirs)], "a value has the type that Jansson reads");
    if (json_is_object(theirs))
        compare_members(ours, theirs);
    else if (json_is_array(theirs))
        compare_elements(ours, theirs);
    else if (json_is_string(theirs))
        compare_string(ours, json_string_value(theirs), json_string_length(theirs));
    else if (json_is_number(theirs))
        compare_number(ours, theirs);
    else
        fuzz_require(pc_json_boolean(ours) == json_is_true(theirs), "true is true");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    set_up_once();
    char *copy = fuzz_exact_copy(data, size);
    const struct pc_json_doc *doc;
    json_error_t error;
    fuzz_require(pc_json_read(reader, (struct pc_view){copy, size}, &doc, NULL) == PC_OK,
                 "memory for the document");
    json_t *theirs =
        json_loadb(copy, size, JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    if (theirs != NULL && pc_json_doc_valid(doc)) {
        compare(pc_json_root(doc), theirs);
    } else if (theirs != NULL) {
        fuzz_require(jansson_may_take(doc),
                     "the reader takes what Jansson takes, but for the difference that is allowed");
    } else {
        fuzz_require(!pc_json_doc_valid(doc) || reason_to_differ(doc, &error) != NULL,
                     "Jansson takes what the reader takes, but for the differences that are allowed");
    }
    json_decref(theirs);
    free(copy);
    return 0;
}
