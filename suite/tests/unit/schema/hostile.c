/* Schemas and documents that are meant to hurt: each ends, in bounded time and memory, with a clear answer.
 */
#include "support.h"

#include <string.h>

static void add(struct pc_buf *text, const char *piece, size_t times) {
    for (size_t i = 0; i < times; i++)
        assert_int_equal(pc_buf_append_text(text, piece), PC_OK);
}

struct deep_row {
    const char *schema;
    enum pc_status status;
    bool valid;
};

/* A document of arrays within arrays, against each schema. */
static void judge_depth(size_t depth, const struct deep_row *rows, size_t count) {
    struct pc_buf text;
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_validator *validator = pc_validator_new();
    pc_buf_init(&text, 64u << 20);
    add(&text, "[", depth);
    add(&text, "]", depth);
    assert_int_equal(pc_json_read(reader, pc_buf_view(&text), &doc, NULL), PC_OK);
    for (size_t i = 0; i < count; i++) {
        struct pc_schema *schema = compiled(rows[i].schema, "");
        enum pc_status status = pc_validate(validator, schema, pc_json_root(doc), PC_VALIDATE_ALL, NULL);
        bool valid = pc_validation_valid(validator);
        if (status != rows[i].status || valid != rows[i].valid)
            fail_msg("%s at depth %zu: %s, %s", rows[i].schema, depth, pc_status_name(status),
                     valid ? "valid" : "invalid");
        pc_schema_free(schema);
    }
    pc_validator_free(validator);
    pc_json_reader_free(reader);
    pc_buf_clear(&text);
}

static void test_deep_document(void **state) {
    (void)state;
    static const struct deep_row million[] = {
        {"{}", PC_OK, true},
        {"true", PC_OK, true},
        {"false", PC_OK, false},
        {"{'type':'array'}", PC_OK, true},
        {"{'type':'object'}", PC_OK, false},
        {"{'items':{'items':{'type':'object'}}}", PC_OK, false},
        {"{'items':{'$ref':'#'}}", PC_LIMIT, false},
        {"{'not':{'items':{'$ref':'#'}}}", PC_LIMIT, false},
        {"{'anyOf':[{'items':{'$ref':'#'}},{'type':'null'},{'minItems':7}]}", PC_LIMIT, false},
        {"{'contains':{'$ref':'#'}}", PC_LIMIT, false},
        {"{'uniqueItems':true}", PC_OK, true},
        {"{'enum':[[[[]]]]}", PC_OK, false},
        {"{'not':{'enum':[[[[]]]]}}", PC_OK, true},
    };
    static const struct deep_row bearable[] = {
        {"{'items':{'$ref':'#'}}", PC_OK, true},
        {"{'items':{'$ref':'#'},'maxItems':1,'minItems':1}", PC_OK, false},
    };
    judge_depth(1000000, million, sizeof million / sizeof million[0]);
    judge_depth(900, bearable, sizeof bearable / sizeof bearable[0]);
}

/* Twice the same million-deep element: hashing and comparing do not recurse either. */
static void test_deep_elements(void **state) {
    (void)state;
    struct pc_schema *schema = compiled("{'uniqueItems':true}", "");
    struct pc_buf text;
    bool valid;
    pc_buf_init(&text, 64u << 20);
    add(&text, "[", 1);
    add(&text, "[", 300000);
    add(&text, "]", 300000);
    add(&text, ",", 1);
    add(&text, "[", 300000);
    add(&text, "]", 300000);
    add(&text, "]", 1);
    assert_int_equal(verdict_of(schema, pc_buf_view(&text), &valid), PC_OK);
    assert_false(valid);
    pc_buf_clear(&text);
    pc_schema_free(schema);
}

static void test_deep_schema(void **state) {
    (void)state;
    struct pc_buf text;
    struct pc_schema *schema;
    bool valid;
    pc_buf_init(&text, 64u << 20);
    add(&text, "{'items':", 50000);
    add(&text, "{'type':'null'}", 1);
    add(&text, "}", 50000);
    schema = compiled(text.data, "");
    assert_int_equal(verdict_of(schema, PC_VIEW("[[[1]]]"), &valid), PC_OK);
    assert_true(valid);
    pc_schema_free(schema);

    /* `not` within `not` goes deeper than the evaluator may. */
    pc_buf_reset(&text);
    add(&text, "{'not':", 50000);
    add(&text, "{'type':'null'}", 1);
    add(&text, "}", 50000);
    schema = compiled(text.data, "");
    assert_int_equal(verdict_of(schema, PC_VIEW("1"), &valid), PC_LIMIT);
    pc_schema_free(schema);

    pc_buf_reset(&text);
    add(&text, "{'anyOf':[", 400000);
    add(&text, "{}", 1);
    add(&text, "]}", 400000);
    assert_int_equal(compile_text(text.data, "", &schema, NULL), PC_LIMIT);
    assert_null(schema);
    pc_buf_clear(&text);
}

/* A chain of references, each to the next: legal. What fits by its type alone never walks it. */
static void test_long_chain(void **state) {
    (void)state;
    struct pc_buf text;
    bool valid;
    pc_buf_init(&text, 64u << 20);
    add(&text, "{'$ref':'#/$defs/0','$defs':{", 1);
    for (unsigned i = 0; i < 20000; i++)
        assert_int_equal(pc_buf_appendf(&text, "'%u':{'$ref':'#/$defs/%u'},", i, i + 1), PC_OK);
    add(&text, "'20000':{'type':'null'}}}", 1);
    struct pc_schema *schema = compiled(text.data, "");
    assert_int_equal(verdict_of(schema, PC_VIEW("null"), &valid), PC_OK);
    assert_true(valid);
    assert_int_equal(verdict_of(schema, PC_VIEW("1"), &valid), PC_LIMIT);
    pc_schema_free(schema);
    pc_buf_clear(&text);
}

/* 2^60 ways through sixty definitions. */
static void test_exponential(void **state) {
    (void)state;
    static const char *const keywords[] = {"anyOf", "allOf", "oneOf"};
    for (size_t k = 0; k < sizeof keywords / sizeof keywords[0]; k++) {
        struct pc_buf text;
        bool valid;
        pc_buf_init(&text, 1u << 20);
        add(&text, "{'$ref':'#/$defs/0','$defs':{", 1);
        for (unsigned i = 0; i < 60; i++)
            assert_int_equal(pc_buf_appendf(&text,
                                            "'%u':{'%s':[{'$ref':'#/$defs/%u'},{'$ref':'#/$defs/%u'}]},", i,
                                            keywords[k], i + 1, i + 1),
                             PC_OK);
        add(&text, "'60':{'not':{'properties':{'a':{'minimum':1}}}}}}", 1);
        struct pc_schema *schema = compiled(text.data, "");
        enum pc_status status = verdict_of(schema, PC_VIEW("{\"a\":1}"), &valid);
        /* allOf stops at the thousandth violation, the others try on and on. */
        if (status == PC_OK)
            assert_false(valid);
        else
            assert_int_equal(status, PC_LIMIT);
        assert_int_equal(status, strcmp(keywords[k], "allOf") == 0 ? PC_OK : PC_LIMIT);
        pc_schema_free(schema);
        pc_buf_clear(&text);
    }
}

/* Each definition names the next one twice: the list of members must not unfold to 2^30. */
static void test_members_are_bounded(void **state) {
    (void)state;
    struct pc_buf text;
    pc_buf_init(&text, 1u << 20);
    add(&text, "{'$ref':'#/$defs/0','$defs':{", 1);
    for (unsigned i = 0; i < 30; i++)
        assert_int_equal(pc_buf_appendf(&text,
                                        "'%u':{'properties':{'a':{'$ref':'#/$defs/%u'},'b':{'$ref':"
                                        "'#/$defs/%u'}}},",
                                        i, i + 1, i + 1),
                         PC_OK);
    add(&text, "'30':{}}}", 1);
    struct pc_schema *schema = compiled(text.data, "");
    assert_in_range(pc_schema_member_count(schema), 30, 2000);
    pc_schema_free(schema);
    pc_buf_clear(&text);
}

/* 10^5 of everything: properties that are all required, and branches that all have the same ones. */
static void test_many_schemas(void **state) {
    (void)state;
    struct pc_buf text;
    bool valid;
    pc_buf_init(&text, 1u << 24);
    add(&text, "{'properties':{'k':{}", 1);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(pc_buf_appendf(&text, ",'k%u':{'type':'integer'}", i), PC_OK);
    add(&text, "},'required':['k'", 1);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(pc_buf_appendf(&text, ",'k%u'", i), PC_OK);
    add(&text, "]}", 1);
    struct pc_schema *schema = compiled(text.data, "");
    assert_int_equal(verdict_of(schema, PC_VIEW("{\"k\":1}"), &valid), PC_OK);
    assert_false(valid);
    pc_schema_free(schema);

    pc_buf_reset(&text);
    add(&text, "{'anyOf':[true", 1);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(pc_buf_appendf(&text, ",{'properties':{'k':{'const':'%u'}},'required':['k']}", i),
                         PC_OK);
    add(&text, "]}", 1);
    schema = compiled(text.data, "");
    assert_int_equal(verdict_of(schema, PC_VIEW("{\"k\":\"99999\"}"), &valid), PC_OK);
    assert_true(valid);
    pc_schema_free(schema);
    pc_buf_clear(&text);
}

/* Five thousand properties, all required, in reverse order, one of them missing, each key escaped once. */
static void test_wide(void **state) {
    (void)state;
    struct pc_buf text, document, seen;
    pc_buf_init(&text, 4u << 20);
    pc_buf_init(&document, 4u << 20);
    pc_buf_init(&seen, 1u << 16);
    add(&text, "{'properties':{'z':{}", 1);
    for (unsigned i = 0; i < 5000; i++)
        assert_int_equal(pc_buf_appendf(&text, ",'key%u':{'type':'integer'}", i), PC_OK);
    add(&text, "},'additionalProperties':false,'required':['z'", 1);
    for (unsigned i = 0; i < 5000; i++)
        assert_int_equal(pc_buf_appendf(&text, ",'key%u'", i), PC_OK);
    add(&text, "]}", 1);
    add(&document, "{'z':1", 1);
    for (unsigned i = 5000; i-- > 0;)
        if (i != 4321)
            assert_int_equal(pc_buf_appendf(&document, ",'\\u006bey%u':%s", i, i == 77 ? "null" : "1"),
                             PC_OK);
    add(&document, "}", 1);
    turn_quotes(document.data);
    struct pc_schema *schema = compiled(text.data, "");
    violations_of(schema, pc_buf_view(&document), INSTANCE_SCHEMA, &seen);
    assert_string_equal(seen.data, "\t#/required\n/key77\t#/properties/key77/type\n");
    pc_buf_reset(&seen);
    violations_of(schema, pc_buf_view(&document), PHRASES, &seen);
    assert_string_equal(seen.data, "the key \"key4321\"\tno such key\nan integer\tnull\n");
    pc_schema_free(schema);
    pc_buf_clear(&text);
    pc_buf_clear(&document);
    pc_buf_clear(&seen);
}

/* Required keys beyond one machine word, in objects within objects: each has bits of its own. */
static void test_many_required_nested(void **state) {
    (void)state;
    struct pc_buf text, document, seen;
    pc_buf_init(&text, 1u << 20);
    pc_buf_init(&document, 1u << 20);
    pc_buf_init(&seen, 1u << 16);
    add(&text, "{'properties':{'in':{'$ref':'#'}},'required':['k0'", 1);
    for (unsigned i = 1; i < 200; i++)
        assert_int_equal(pc_buf_appendf(&text, ",'k%u'", i), PC_OK);
    add(&text, "]}", 1);
    add(&document, "{'k0':1", 1);
    for (unsigned i = 1; i < 200; i++) {
        if (i == 100)
            add(&document, ",'in':{}", 1);
        if (i != 150)
            assert_int_equal(pc_buf_appendf(&document, ",'k%u':1", i), PC_OK);
    }
    add(&document, "}", 1);
    turn_quotes(document.data);
    struct pc_schema *schema = compiled(text.data, "");
    violations_of(schema, pc_buf_view(&document), INSTANCE_KEYWORD, &seen);
    assert_true(pc_view_starts_with(pc_buf_view(&seen), PC_VIEW("\trequired\n/in\trequired\n")));
    assert_int_equal(seen.size, strlen("\trequired\n") + 200 * strlen("/in\trequired\n"));
    pc_schema_free(schema);
    pc_buf_clear(&text);
    pc_buf_clear(&document);
    pc_buf_clear(&seen);
}

static void test_truncation(void **state) {
    (void)state;
    const struct pc_schema_limits limits = PC_SCHEMA_LIMITS_DEFAULT;
    const size_t counts[] = {limits.max_violations, limits.max_violations + 1};
    struct pc_schema *schema = compiled("{'items':{'type':'null'}}", "");
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_validator *validator = pc_validator_new();
    for (size_t i = 0; i < 2; i++) {
        const struct pc_json_doc *doc;
        struct pc_buf text;
        pc_buf_init(&text, 1u << 20);
        add(&text, "[0", 1);
        add(&text, ",0", counts[i] - 1);
        add(&text, "]", 1);
        assert_int_equal(pc_json_read(reader, pc_buf_view(&text), &doc, NULL), PC_OK);
        assert_int_equal(pc_validate(validator, schema, pc_json_root(doc), PC_VALIDATE_ALL, NULL), PC_OK);
        assert_int_equal(pc_validation_count(validator), limits.max_violations);
        assert_int_equal(pc_validation_truncated(validator), i == 1);
        pc_buf_clear(&text);
    }
    pc_validator_free(validator);
    pc_json_reader_free(reader);
    pc_schema_free(schema);
}

/* Many equal hashes would be quadratic: elements that differ only deep inside must not be. */
static void test_many_elements(void **state) {
    (void)state;
    struct pc_schema *schema = compiled("{'uniqueItems':true}", "");
    struct pc_buf text;
    bool valid;
    pc_buf_init(&text, 16u << 20);
    add(&text, "[0", 1);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(pc_buf_appendf(&text, ",[[{'a':[%u]}]]", i), PC_OK);
    add(&text, "]", 1);
    turn_quotes(text.data);
    assert_int_equal(verdict_of(schema, pc_buf_view(&text), &valid), PC_OK);
    assert_true(valid);
    pc_buf_clear(&text);
    pc_schema_free(schema);
}

int run_hostile_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deep_document),        cmocka_unit_test(test_deep_elements),
        cmocka_unit_test(test_deep_schema),          cmocka_unit_test(test_long_chain),
        cmocka_unit_test(test_exponential),          cmocka_unit_test(test_members_are_bounded),
        cmocka_unit_test(test_many_schemas),         cmocka_unit_test(test_wide),
        cmocka_unit_test(test_many_required_nested), cmocka_unit_test(test_truncation),
        cmocka_unit_test(test_many_elements),
    };
    return cmocka_run_group_tests_name("hostile", tests, NULL, NULL);
}
