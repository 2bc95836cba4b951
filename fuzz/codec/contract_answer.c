#include "contract_answer.h"

#include "oracle.h"
#include "support.h"
#include "tell.h"

#include <string.h>

/* The contract's OpenAPI document, embedded by the build. */
extern const unsigned char OPENAPI[];
extern const size_t OPENAPI_SIZE;

static const char *const pointers[] = {
    [CODEC_DEPLOYMENT] = "/components/schemas/DeploymentV1",
    [CODEC_PROMOTE_REQUEST] = "/components/schemas/PromoteToEnvironmentRequestV1",
};
#define MESSAGES (sizeof pointers / sizeof pointers[0])

static struct pc_json_reader *contract_reader; /* keeps the document, for contract_default */
static const struct pc_json_doc *contract;
static struct pc_json_reader *reader;
static struct pc_json_reader *second_reader; /* of what was written, beside what was read */
static struct pc_validator *validator;
static struct pc_schema *schemas[MESSAGES];

/* The schemas' members, kept: asking for them in the instrumented core would cost more than the search. */
static struct {
    struct pc_view name;
    size_t parent;
    unsigned types;
} members[MESSAGES][CONTRACT_MAX_MEMBERS];
static size_t member_counts[MESSAGES];
static struct pc_json_value members_read[CONTRACT_MAX_MEMBERS];

static void keep_members(enum codec_message message) {
    size_t count = pc_schema_member_count(schemas[message]);
    fuzz_require(count <= CONTRACT_MAX_MEMBERS, "room for the contract's members");
    member_counts[message] = count;
    for (size_t i = 0; i < count; i++) {
        const struct pc_schema_member *member = pc_schema_member(schemas[message], i);
        members[message][i].name = pc_view_of(member->name);
        members[message][i].parent = member->parent;
        members[message][i].types = member->types;
    }
}

static void set_up_once(void) {
    struct pc_error err = {0};
    struct pc_view text = {(const char *)OPENAPI, OPENAPI_SIZE};
    if (reader != NULL)
        return;
    contract_reader = pc_json_reader_new(NULL);
    reader = pc_json_reader_new(NULL);
    second_reader = pc_json_reader_new(NULL);
    validator = pc_validator_new();
    fuzz_require(contract_reader != NULL && reader != NULL && second_reader != NULL && validator != NULL,
                 "memory for the contract");
    fuzz_require(pc_json_read(contract_reader, text, &contract, &err) == PC_OK && pc_json_doc_valid(contract),
                 "openapi.json is JSON");
    for (size_t i = 0; i < MESSAGES; i++) {
        enum pc_status status =
            pc_schema_compile(pc_json_root(contract), pc_view_of(pointers[i]), &schemas[i], &err);
        fuzz_require(status == PC_OK, err.message);
        keep_members((enum codec_message)i);
    }
}

const struct pc_schema *contract_schema(enum codec_message message) {
    set_up_once();
    return schemas[message];
}

bool contract_has(struct pc_view pointer) {
    set_up_once();
    return pc_json_exists(pc_json_pointer_get(pc_json_root(contract), pointer));
}

struct pc_json_value contract_default(const struct pc_schema_member *member) {
    set_up_once();
    struct pc_view pointer = pc_view_of(member->schema_pointer + 1); /* behind # */
    return pc_json_get_text(pc_json_pointer_get(pc_json_root(contract), pointer), "default");
}

/* The member of that name and parent; 0 where the contract has none. */
static size_t member_of(enum codec_message message, size_t parent, struct pc_json_value key) {
    struct pc_view raw = pc_json_string_raw(key);
    bool escapes = pc_json_string_has_escapes(key);
    for (size_t i = 1; i < member_counts[message]; i++) {
        struct pc_view name = members[message][i].name;
        if (members[message][i].parent == parent &&
            (escapes ? pc_json_string_equal(key, name)
                     : raw.size == name.size && memcmp(raw.data, name.data, raw.size) == 0))
            return i;
    }
    return 0;
}

void contract_members(enum codec_message message, struct pc_json_value root,
                      struct pc_json_value values[CONTRACT_MAX_MEMBERS]) {
    set_up_once();
    for (size_t i = 0; i < CONTRACT_MAX_MEMBERS; i++)
        values[i] = (struct pc_json_value){0};
    values[0] = root;
    /* A parent stands before its children. */
    for (size_t parent = 0; parent < member_counts[message]; parent++) {
        if (!(members[message][parent].types & PC_TYPE_OBJECT) ||
            pc_json_type(values[parent]) != PC_JSON_OBJECT)
            continue;
        for (struct pc_json_value child = pc_json_first(values[parent]); pc_json_exists(child);
             child = pc_json_next(child)) {
            size_t member = member_of(message, parent, pc_json_key(child));
            if (member != 0)
                values[member] = child;
        }
    }
}

static bool has_integer_beyond_int64(enum codec_message message,
                                     const struct pc_json_value values[CONTRACT_MAX_MEMBERS]) {
    for (size_t i = 0; i < member_counts[message]; i++) {
        if (!(members[message][i].types & PC_TYPE_INTEGER) || pc_json_type(values[i]) != PC_JSON_NUMBER)
            continue;
        struct pc_view raw = pc_json_number_raw(values[i]);
        if (oracle_is_integer_beyond_int64(raw.data, raw.size))
            return true;
    }
    return false;
}

bool contract_look_closer(enum codec_message message, struct contract_reading *reading) {
    struct pc_view text = pc_json_doc_text(reading->doc);
    const uint8_t *bytes = (const uint8_t *)text.data;
    if (reading->members == NULL) {
        contract_members(message, pc_json_root(reading->doc), members_read);
        reading->members = members_read;
        reading->repeats_names = oracle_has_duplicate_name(bytes, text.size);
        reading->has_lone_surrogates = oracle_has_lone_surrogate(bytes, text.size);
        reading->has_nul_characters = oracle_has_nul_character(bytes, text.size);
        reading->has_large_integers = has_integer_beyond_int64(message, reading->members);
    }
    return reading->repeats_names || reading->has_lone_surrogates || reading->has_nul_characters ||
           reading->has_large_integers;
}

static const struct pc_json_doc *read_by(struct pc_json_reader *by, struct pc_view text) {
    const struct pc_json_doc *doc;
    fuzz_require(pc_json_read(by, text, &doc, NULL) == PC_OK, "memory for the reader");
    return doc;
}

const struct pc_json_doc *contract_document(struct pc_view text) {
    set_up_once();
    return read_by(reader, text);
}

/* The naive acceptor first: most inputs of a mutator that knows no JSON are none, and are read by nobody else
 * but the codec. */
struct contract_reading contract_read(enum codec_message message, struct pc_view text) {
    struct contract_reading reading = {.answer = CONTRACT_REFUSES, .violations = validator};
    const uint8_t *bytes = (const uint8_t *)text.data;
    struct pc_error err = {0};
    set_up_once();
    struct oracle_verdict verdict = oracle_json(bytes, text.size, PC_JSON_DEFAULT_MAX_DEPTH);
    reading.fault_offset = verdict.offset;
    if (!verdict.accepted)
        return reading;
    reading.doc = read_by(reader, text);
    fuzz_require(pc_json_doc_valid(reading.doc), "the reader takes what the naive acceptor takes");
    struct pc_json_value root = pc_json_root(reading.doc);
    fuzz_require(pc_validate(validator, schemas[message], root, PC_VALIDATE_ALL, &err) == PC_OK,
                 "the schema core validates every document");
    reading.violations = validator;
    if (pc_validation_valid(validator))
        reading.answer = contract_look_closer(message, &reading) ? CONTRACT_IS_OPEN : CONTRACT_TAKES;
    return reading;
}

const struct pc_json_doc *contract_read_written(enum codec_message message, struct pc_view text, bool fits) {
    struct pc_error err = {0};
    set_up_once();
    const struct pc_json_doc *doc = read_by(second_reader, text);
    if (!oracle_json((const uint8_t *)text.data, text.size, PC_JSON_DEFAULT_MAX_DEPTH).accepted ||
        !pc_json_doc_valid(doc))
        tell_refused("what is encoded is JSON", doc, validator, (struct tell_line){"written", text});
    enum pc_status status =
        pc_validate(validator, schemas[message], pc_json_root(doc), PC_VALIDATE_FLAG, &err);
    fuzz_require(status == PC_OK, "the schema core validates every document");
    if (fits && !pc_validation_valid(validator))
        tell_refused("what is encoded keeps the contract", doc, validator,
                     (struct tell_line){"written", text});
    return doc;
}
