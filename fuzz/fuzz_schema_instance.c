/* The schema core on one document in many spellings: the order of members, white space, escapes and the
 * spelling of a number change no verdict, nor does a further member; a required key that goes is missed at
 * that very place; stopping at the first violation says what going on says. */
#include "contract_answer.h"
#include "oracle.h"
#include "support.h"

#include <stdlib.h>

#define MAX_DEPTH 60u /* of documents that are spelled anew: recursion ends there */

enum spelling {
    AS_IT_IS = 0,
    REVERSED = 1,
    ESCAPED = 2,
    SPACED = 4,
    RESPELLED = 8,
    FURTHER = 16,
    SPELLINGS = 32
};

static struct pc_json_reader *reader;
static struct pc_validator *validator;
static struct pc_buf text;

static void put(struct pc_view piece) {
    fuzz_require(pc_buf_append(&text, piece) == PC_OK, "memory for a spelling");
}

static void put_string(struct pc_json_value string, unsigned spelling) {
    struct pc_view raw = pc_json_raw(string);
    if ((spelling & ESCAPED) == 0 || raw.size < 3 || raw.data[1] == '\\' ||
        (unsigned char)raw.data[1] >= 0x80) {
        put(raw);
        return;
    }
    fuzz_require(pc_buf_appendf(&text, "\"\\u%04X", (unsigned)raw.data[1]) == PC_OK, "memory for a spelling");
    put(pc_view_slice(raw, 2, raw.size));
}

static void put_number(struct pc_view raw, unsigned spelling) {
    bool plain = true;
    for (size_t i = 0; i < raw.size; i++)
        plain = plain && raw.data[i] != '.' && raw.data[i] != 'e' && raw.data[i] != 'E';
    put(raw);
    if ((spelling & RESPELLED) != 0)
        put(plain ? PC_VIEW(".000e+0") : PC_VIEW(""));
}

static void put_value(struct pc_json_value value, unsigned spelling, const char *without);

static void put_members(struct pc_json_value value, unsigned spelling, const char *without) {
    bool is_object = pc_json_type(value) == PC_JSON_OBJECT;
    uint32_t count = pc_json_count(value), put_so_far = 0;
    struct pc_json_value *children = calloc(count + 1u, sizeof *children);
    fuzz_require(children != NULL, "memory for a spelling");
    struct pc_json_value child = pc_json_first(value);
    for (uint32_t i = 0; i < count; i++, child = pc_json_next(child))
        children[i] = child;
    for (uint32_t i = 0; i < count; i++) {
        bool backwards = is_object && (spelling & REVERSED) != 0;
        child = children[backwards ? count - 1 - i : i];
        struct pc_json_value key = pc_json_key(child);
        if (is_object && without != NULL && pc_json_string_equal(key, pc_view_of(without)))
            continue;
        put(put_so_far++ > 0 ? PC_VIEW(",") : PC_VIEW(""));
        put((spelling & SPACED) != 0 ? PC_VIEW(" \r\n\t") : PC_VIEW(""));
        if (is_object) {
            put_string(key, spelling);
            put(PC_VIEW(":"));
        }
        put_value(child, spelling & ~(unsigned)FURTHER, NULL);
    }
    if (is_object && (spelling & FURTHER) != 0)
        put(put_so_far > 0 ? PC_VIEW(",\"zz further\":[{}]") : PC_VIEW("\"zz further\":[{}]"));
    free(children);
}

static void put_value(struct pc_json_value value, unsigned spelling, const char *without) {
    enum pc_json_type type = pc_json_type(value);
    if (type == PC_JSON_STRING) {
        put_string(value, spelling);
    } else if (type == PC_JSON_NUMBER) {
        put_number(pc_json_raw(value), spelling);
    } else if (type == PC_JSON_ARRAY || type == PC_JSON_OBJECT) {
        put(type == PC_JSON_ARRAY ? PC_VIEW("[") : PC_VIEW("{"));
        put_members(value, spelling, without);
        put(type == PC_JSON_ARRAY ? PC_VIEW("]") : PC_VIEW("}"));
    } else {
        put(pc_json_raw(value));
    }
}

/* The verdict on what was put; all violations stay in the validator. */
static bool judge(enum codec_message message) {
    const struct pc_json_doc *doc;
    if (reader == NULL)
        reader = pc_json_reader_new(NULL);
    if (validator == NULL)
        validator = pc_validator_new();
    fuzz_require(reader != NULL && validator != NULL &&
                     pc_json_read(reader, pc_buf_view(&text), &doc, NULL) == PC_OK && pc_json_doc_valid(doc),
                 "a document in another spelling is JSON");
    const struct pc_schema *schema = contract_schema(message);
    struct pc_json_value root = pc_json_root(doc);
    fuzz_require(pc_validate(validator, schema, root, PC_VALIDATE_FLAG, NULL) == PC_OK, "a verdict comes");
    bool valid = pc_validation_valid(validator);
    fuzz_require(pc_validate(validator, schema, root, PC_VALIDATE_ALL, NULL) == PC_OK, "a verdict comes");
    fuzz_require(valid == pc_validation_valid(validator), "both modes give one verdict");
    fuzz_require(valid == (pc_validation_count(validator) == 0), "what is invalid has a violation");
    return valid;
}

static void delete_each_required(enum codec_message message, struct pc_json_value root) {
    const struct pc_schema *schema = contract_schema(message);
    for (size_t i = 1; i < pc_schema_member_count(schema); i++) {
        const struct pc_schema_member *member = pc_schema_member(schema, i);
        if (member->required_pointer == NULL || member->parent != 0)
            continue;
        pc_buf_reset(&text);
        put_value(root, AS_IT_IS, member->name);
        fuzz_require(!judge(message) && pc_validation_count(validator) == 1,
                     "a key that is required is missed");
        struct pc_violation violation = pc_validation_get(validator, 0);
        fuzz_require(pc_view_equal_text(violation.detail_name, member->name) &&
                         pc_json_offset(violation.instance) == 0,
                     "at its object, and by its name");
    }
}

static bool is_deep(const uint8_t *data, size_t size) {
    return !oracle_json(data, size, MAX_DEPTH).accepted;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *copy = fuzz_exact_copy(data, size);
    if (text.limit == 0)
        pc_buf_init(&text, SIZE_MAX / 2);
    for (int i = 0; i < 2; i++) {
        enum codec_message message = i == 0 ? CODEC_DEPLOYMENT : CODEC_PROMOTE_REQUEST;
        struct contract_reading reading = contract_read(message, (struct pc_view){copy, size});
        if (!pc_json_doc_valid(reading.doc) || reading.repeats_names || reading.has_lone_surrogates ||
            is_deep(data, size))
            continue;
        struct pc_json_value root = pc_json_root(reading.doc);
        bool valid = pc_validation_valid(reading.violations);
        for (unsigned spelling = 0; spelling < SPELLINGS; spelling += 1 + spelling % 3) {
            pc_buf_reset(&text);
            put_value(root, spelling, NULL);
            fuzz_require(judge(message) == valid, "a document's spelling does not change the verdict");
        }
        if (valid)
            delete_each_required(message, root);
    }
    free(copy);
    return 0;
}
