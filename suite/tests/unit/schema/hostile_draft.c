/* What is meant to hurt by the means of 2020-12 alone: references to and fro, dynamic scope, patterns, trials
 * of branches, unevaluated members. Each ends, in bounded time and memory, with a clear answer. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

static void add(struct pc_buf *text, const char *piece, size_t times) {
    for (size_t i = 0; i < times; i++)
        assert_int_equal(pc_buf_append_text(text, piece), PC_OK);
}

struct row {
    const char *schema;
    const char *document;
    enum pc_status status;
    const char *message; /* stands in the error, for other statuses than PC_OK */
};

static const struct row rows[] = {
    /* a dynamic reference that leads back to where it stands */
    {"{'$id':'urn:a','$dynamicAnchor':'x','$ref':'urn:b','$defs':{'b':{'$id':'urn:b','$dynamicAnchor':'x',"
     "'$dynamicRef':'#x'}}}",
     "1", PC_LIMIT, "deeper than 2000 schemas"},
    /* and one that multiplies on its way */
    {"{'$id':'urn:a','$dynamicAnchor':'x','properties':{'a':{'$ref':'urn:b'}},'$defs':{'b':{'$id':'urn:b',"
     "'$dynamicAnchor':'x','anyOf':[{'$dynamicRef':'#x'},{'$dynamicRef':'#x'},{'$dynamicRef':'#x'}]}}}",
     "{'a':{'a':{'a':{'a':1}}}}", PC_OK, NULL},
    {"{'pattern':'^(a+)+$'}", "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'", PC_LIMIT,
     "backtracks catastrophically"},
    {"{'patternProperties':{'^(a|a)*$':true},'additionalProperties':false}",
     "{'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab':1}", PC_LIMIT, "backtracks catastrophically"},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_schema *schema = compiled(rows[i].schema, "");
        struct pc_json_reader *reader = pc_json_reader_new(NULL);
        struct pc_validator *validator = pc_validator_new();
        const struct pc_json_doc *doc;
        struct pc_error err = {0};
        char *text = pc_text_copy(rows[i].document);
        turn_quotes(text);
        assert_int_equal(pc_json_read(reader, pc_view_of(text), &doc, NULL), PC_OK);
        enum pc_status status = pc_validate(validator, schema, pc_json_root(doc), PC_VALIDATE_ALL, &err);
        if (status != rows[i].status || (rows[i].message && !strstr(err.message, rows[i].message)))
            fail_msg("%s: %s: %s", rows[i].schema, pc_status_name(status), err.message);
        assert_true(status == PC_OK || !pc_validation_valid(validator));
        pc_validator_free(validator);
        pc_json_reader_free(reader);
        pc_schema_free(schema);
        free(text);
    }
}

/* anyOf within anyOf, in which no branch fits: each is tried aloud, too. */
static void test_nested_branches(void **state) {
    (void)state;
    struct pc_buf schema_text;
    struct pc_validator *validator = pc_validator_new();
    const struct pc_json_doc *doc;
    pc_buf_init(&schema_text, 1u << 24);
    add(&schema_text, "{'anyOf':[{'minimum':5},", 200);
    add(&schema_text, "{'minimum':7},{'minimum':8}", 1);
    add(&schema_text, "]}", 200);
    struct pc_schema *schema = compiled(schema_text.data, "");
    assert_int_equal(pc_validate_text(validator, schema, PC_VIEW("[1]"), PC_VALIDATE_ALL, &doc, NULL), PC_OK);
    assert_int_equal(pc_validate_text(validator, schema, PC_VIEW("1"), PC_VALIDATE_ALL, &doc, NULL), PC_OK);
    assert_int_equal(pc_validation_count(validator), 1);
    pc_schema_free(schema);
    pc_validator_free(validator);
    pc_buf_clear(&schema_text);
}

/* 10^5 keys that nobody evaluated, and as many in a pattern's way: neither is quadratic. */
static void test_many_keys(void **state) {
    (void)state;
    struct pc_buf text;
    struct pc_schema *schemas[] = {
        compiled(
            "{'unevaluatedProperties':{'type':'integer'},'allOf':[{'properties':{'k1':true}},{'anyOf':[true,"
            "{'properties':{'k2':true}}]}]}",
            ""),
        compiled("{'patternProperties':{'^k':{'type':'integer'},'9$':true},'additionalProperties':false}",
                 ""),
        compiled("{'propertyNames':{'pattern':'^k[0-9]+$'},'dependentRequired':{'k1':['k2']}}", ""),
    };
    struct pc_validator *validator = pc_validator_new();
    const struct pc_json_doc *doc;
    pc_buf_init(&text, 1u << 24);
    add(&text, "{", 1);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(pc_buf_appendf(&text, "%s\"k%u\":%u", i > 0 ? "," : "", i, i), PC_OK);
    add(&text, "}", 1);
    for (size_t i = 0; i < sizeof schemas / sizeof schemas[0]; i++) {
        assert_int_equal(
            pc_validate_text(validator, schemas[i], pc_buf_view(&text), PC_VALIDATE_ALL, &doc, NULL), PC_OK);
        assert_true(pc_validation_valid(validator));
        pc_schema_free(schemas[i]);
    }
    pc_validator_free(validator);
    pc_buf_clear(&text);
}

/* A schema of many resources, anchors and references to them. */
static void test_many_resources(void **state) {
    (void)state;
    struct pc_buf text;
    pc_buf_init(&text, 1u << 26);
    add(&text, "{'$id':'http://a/','$defs':{'x':true", 1);
    for (unsigned i = 0; i < 20000; i++)
        assert_int_equal(pc_buf_appendf(&text,
                                        ",'d%u':{'$id':'r%u','$anchor':'a','allOf':[{'$ref':'r%u#a'}],"
                                        "'$defs':{'e':{'$anchor':'b%u'}}}",
                                        i, i, i + 1, i),
                         PC_OK);
    add(&text, ",'last':{'$id':'r20000','$anchor':'a','type':'null'}},'items':{'$ref':'r19990'}}", 1);
    struct pc_schema *schema = compiled(text.data, "");
    bool valid;
    assert_int_equal(verdict_of(schema, PC_VIEW("[null]"), &valid), PC_OK);
    assert_true(valid);
    assert_int_equal(verdict_of(schema, PC_VIEW("[1]"), &valid), PC_OK);
    assert_false(valid);
    pc_schema_free(schema);
    pc_buf_clear(&text);
}

/* Many values that are no strings, looked for among as many: the work allowed is a few steps for each. */
static void judge_enum(struct pc_buf *list) {
    struct pc_buf text;
    struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    struct pc_validator *validator;
    const struct pc_json_doc *doc;
    struct pc_error err = {0};
    limits.max_steps_per_byte = 8;
    pc_buf_init(&text, 1u << 24);
    assert_int_equal(pc_buf_appendf(&text, "{'items':{'enum':%s}}", list->data), PC_OK);
    struct pc_schema *schema = compiled(text.data, "");
    assert_int_equal(pc_validator_new_with(&limits, &validator, NULL), PC_OK);
    if (pc_validate_text(validator, schema, pc_buf_view(list), PC_VALIDATE_ALL, &doc, &err) != PC_OK)
        fail_msg("%s", err.message);
    assert_true(pc_validation_valid(validator));
    pc_schema_free(schema);
    pc_validator_free(validator);
    pc_buf_clear(&text);
}

static void test_many_values(void **state) {
    (void)state;
    struct pc_buf list;
    pc_buf_init(&list, 1u << 23);
    for (unsigned form = 0; form < 3; form++) {
        pc_buf_reset(&list);
        for (unsigned i = 0; i < 100000; i++) {
            const char *before = i == 0 ? "[" : ",";
            assert_int_equal(form == 0   ? pc_buf_appendf(&list, "%s%u", before, i)
                             : form == 1 ? pc_buf_appendf(&list, "%s[%u]", before, i)
                                         : pc_buf_appendf(&list, "%s[[],[[%u]]]", before, i),
                             PC_OK);
        }
        add(&list, "]", 1);
        judge_enum(&list);
    }
    /* the same values in every order: 7! arrays */
    unsigned order[7] = {0};
    pc_buf_reset(&list);
    add(&list, "[", 1);
    for (unsigned i = 0; i < 5040; i++) {
        unsigned taken = 0, rest = i;
        add(&list, i == 0 ? "[" : ",[", 1);
        for (unsigned k = 0; k < 7; k++) {
            order[k] = rest % (7 - k);
            rest /= 7 - k;
            unsigned digit = 0;
            for (unsigned free = 0; (taken & 1u << digit) != 0 || free++ < order[k];)
                digit++;
            taken |= 1u << digit;
            assert_int_equal(pc_buf_appendf(&list, "%s%u", k == 0 ? "" : ",", digit), PC_OK);
        }
        add(&list, "]", 1);
    }
    add(&list, "]", 1);
    judge_enum(&list);
    pc_buf_clear(&list);
}

/* A match that is cut off ends the run: not each of 10^5 strings has its own two million steps. */
static void test_many_catastrophes(void **state) {
    (void)state;
    static const char *const schemas[] = {
        "{'items':{'pattern':'^(a+)+$'}}",
        "{'contains':{'pattern':'^(a+)+$'}}",
        "{'items':{'allOf':[{'pattern':'^(a+)+$'},{'pattern':'^(a|a)+$'}]}}",
        "{'unevaluatedItems':{'pattern':'^(a+)+$'}}",
    };
    struct pc_buf text;
    bool valid;
    pc_buf_init(&text, 1u << 24);
    add(&text, "[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"", 1);
    add(&text, ",\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab\"", 99999);
    add(&text, "]", 1);
    for (size_t i = 0; i < sizeof schemas / sizeof schemas[0]; i++) {
        struct pc_schema *schema = compiled(schemas[i], "");
        assert_int_equal(verdict_of(schema, pc_buf_view(&text), &valid), PC_LIMIT);
        pc_schema_free(schema);
    }
    pc_buf_clear(&text);
}

/* A string of 100 MB, under every keyword for strings. */
static void test_long_string(void **state) {
    (void)state;
    const size_t size = 100u << 20;
    struct pc_schema *schema = compiled("{'items':{'pattern':'b$','minLength':5,'format':'date-time'}}", "");
    struct pc_validator *validator = pc_validator_new();
    const struct pc_json_doc *doc;
    char *text = malloc(size);
    assert_non_null(text);
    memset(text, 'a', size);
    text[0] = '[';
    text[1] = text[size - 2] = '"';
    text[size - 3] = 'b';
    text[size - 1] = ']';
    assert_int_equal(
        pc_validate_text(validator, schema, (struct pc_view){text, size}, PC_VALIDATE_ALL, &doc, NULL),
        PC_OK);
    assert_int_equal(pc_validation_count(validator), 1);
    assert_string_equal(pc_validation_keyword(validator, 0), "format");
    free(text);
    pc_validator_free(validator);
    pc_schema_free(schema);
}

int run_hostile_draft_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),        cmocka_unit_test(test_nested_branches),
        cmocka_unit_test(test_many_keys),   cmocka_unit_test(test_many_resources),
        cmocka_unit_test(test_many_values), cmocka_unit_test(test_many_catastrophes),
        cmocka_unit_test(test_long_string),
    };
    return cmocka_run_group_tests_name("hostile draft", tests, NULL, NULL);
}
