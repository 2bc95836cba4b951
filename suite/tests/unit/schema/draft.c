/* What 2020-12 has beyond the keywords of most OpenAPI documents: references of every kind, dynamic scope,
 * unevaluated members, patterns, vocabularies. A clone without the official suite tests the core by these. */
#include "support.h"

#include <string.h>

struct row {
    const char *schema;
    const char *document;
    enum line_form form;
    const char *expected;
};

#define TREE                                                                                                 \
    "{'$id':'https://example.com/"                                                                           \
    "strict','$dynamicAnchor':'node','$ref':'tree','unevaluatedProperties':false,"                           \
    "'$defs':{'tree':{'$id':'tree','$dynamicAnchor':'node','type':'object','properties':{'data':true,"       \
    "'children':{'type':'array','items':{'$dynamicRef':'#node'}}}}}}"

static const struct row rows[] = {
    /* identifiers */
    {"{'$ref':'#a','$defs':{'x':{'$anchor':'a','type':'null'}}}", "1", INSTANCE_SCHEMA, "\t#/$defs/x/type\n"},
    {"{'$id':'http://a/b','$ref':'c#/$defs/d','$defs':{'c':{'$id':'c','$defs':{'d':{'type':'null'}}}}}", "1",
     INSTANCE_SCHEMA, "\t#/$defs/c/$defs/d/type\n"},
    {"{'$id':'http://a/b','$ref':'http://a/b#/$defs/c','$defs':{'c':{'type':'null'}}}", "1", EVALUATION,
     "\t/$ref/type\n"},
    {"{'$id':'urn:example:a','$ref':'#/$defs/c','$defs':{'c':{'type':'null'}}}", "1", EVALUATION,
     "\t/$ref/type\n"},
    {"{'enum':[{'$id':'http://a/b'}],'$ref':'#/$defs/c','$defs':{'c':{'$id':'http://a/b','const':1}}}", "1",
     INSTANCE_SCHEMA, "\t#/enum\n"},
    {"{'x':{'type':'null'},'properties':{'a':{'$ref':'#/x'}}}", "{'a':1}", INSTANCE_SCHEMA, "/a\t#/x/type\n"},
    {"{'$ref':'https://json-schema.org/draft/2020-12/schema'}", "{'type':'strin'}", INSTANCE_SCHEMA,
     "/type\thttps://json-schema.org/draft/2020-12/meta/validation#/$defs/simpleTypes/enum\n"},
    {"{'$ref':'https://json-schema.org/draft/2020-12/schema'}", "{'items':{'minLength':-1}}", EVALUATION,
     "/items/minLength\t/$ref/allOf/1/$ref/properties/items/$dynamicRef/allOf/3/$ref/properties/minLength/"
     "$ref/$ref/minimum\n"},
    {"{'$ref':'https://json-schema.org/draft/2020-12/schema'}", "{'$ref':'#','allOf':[true]}",
     INSTANCE_SCHEMA, ""},

    /* dynamic scope */
    {TREE, "{'children':[{'data':1}]}", INSTANCE_SCHEMA, ""},
    {TREE, "{'children':[{'daat':1}]}", INSTANCE_SCHEMA, "/children/0/daat\t#/unevaluatedProperties\n"},
    {TREE, "{'children':[{'daat':1}]}", EVALUATION,
     "/children/0/daat\t/$ref/properties/children/items/$dynamicRef/unevaluatedProperties\n"},

    /* unevaluated members and elements */
    {"{'properties':{'a':true},'unevaluatedProperties':false}", "{'a':1,'b':2}", INSTANCE_SCHEMA,
     "/b\t#/unevaluatedProperties\n"},
    {"{'unevaluatedProperties':false,'allOf':[{'properties':{'a':true}}]}", "{'a':1}", INSTANCE_SCHEMA, ""},
    {"{'unevaluatedProperties':false,'anyOf':[{'properties':{'a':true}},{'properties':{'b':true}}]}",
     "{'a':1,'b':1}", INSTANCE_SCHEMA, ""},
    {"{'unevaluatedProperties':false,'anyOf':[true,{'properties':{'b':true},'required':['b']}]}", "{'a':1}",
     INSTANCE_SCHEMA, "/a\t#/unevaluatedProperties\n"},
    {"{'unevaluatedProperties':false,'not':{'not':{'properties':{'a':true}}}}", "{'a':1}", INSTANCE_SCHEMA,
     "/a\t#/unevaluatedProperties\n"},
    {"{'unevaluatedProperties':false,'if':{'properties':{'a':{'const':1}},'required':['a']},'else':{'"
     "properties':{'b':true}}}",
     "{'a':1}", INSTANCE_SCHEMA, ""},
    {"{'unevaluatedProperties':false,'if':{'properties':{'a':{'const':1}},'required':['a']},'else':{'"
     "properties':{'b':true}}}",
     "{'a':2,'b':1}", INSTANCE_SCHEMA, "/a\t#/unevaluatedProperties\n"},
    /* it runs behind the others wherever it stands: each violation is still that of its own keyword */
    {"{'unevaluatedProperties':false,'additionalProperties':false,'required':['b'],'items':true}", "{'a':1}",
     INSTANCE_SCHEMA, "\t#/required\n/a\t#/additionalProperties\n"},
    {"{'unevaluatedProperties':{'type':'null'},'patternProperties':{'^a':true}}", "{'ab':1,'b':1}",
     INSTANCE_SCHEMA, "/b\t#/unevaluatedProperties/type\n"},
    {"{'unevaluatedProperties':false,'dependentSchemas':{'a':{'properties':{'a':true,'b':true}}}}", "{'b':1}",
     INSTANCE_SCHEMA, "/b\t#/unevaluatedProperties\n"},
    {"{'unevaluatedItems':false,'prefixItems':[true]}", "[1,2,3]", INSTANCE_SCHEMA,
     "/1\t#/unevaluatedItems\n/2\t#/unevaluatedItems\n"},
    {"{'unevaluatedItems':false,'prefixItems':[true],'contains':{'type':'null'}}", "[1,2,null]",
     INSTANCE_SCHEMA, "/1\t#/unevaluatedItems\n"},
    {"{'unevaluatedItems':false,'allOf':[{'items':true}]}", "[1,2]", INSTANCE_SCHEMA, ""},
    {"{'unevaluatedItems':{'type':'null'}}", "[null,1]", INSTANCE_SCHEMA, "/1\t#/unevaluatedItems/type\n"},
    {"{'properties':{'a':{'unevaluatedItems':false}},'unevaluatedProperties':false}", "{'a':[1],'b':1}",
     INSTANCE_SCHEMA, "/a/0\t#/properties/a/unevaluatedItems\n/b\t#/unevaluatedProperties\n"},

    /* patterns */
    {"{'pattern':'^a$'}", "'b'", INSTANCE_SCHEMA, "\t#/pattern\n"},
    {"{'pattern':'^\\\\p{Letter}$'}", "'\\u00e9'", INSTANCE_SCHEMA, ""},
    {"{'pattern':'a'}", "1", INSTANCE_SCHEMA, ""},
    {"{'patternProperties':{'^a':{'type':'null'},'b$':{'type':'integer'}}}", "{'ab':'x','c':1}",
     INSTANCE_SCHEMA, "/ab\t#/patternProperties/^a/type\n/ab\t#/patternProperties/b$/type\n"},
    {"{'patternProperties':{'^a':true},'properties':{'b':true},'additionalProperties':false}",
     "{'a1':1,'b':1,'c':1}", INSTANCE_SCHEMA, "/c\t#/additionalProperties\n"},

    /* older keywords that the meta-schema still has */
    {"{'dependencies':{'a':['b'],'c':{'required':['d']}}}", "{'a':1,'c':1}", INSTANCE_SCHEMA,
     "\t#/dependencies\n\t#/dependencies/c/required\n"},
    {"{'$ref':'#/definitions/a','definitions':{'a':{'type':'null'}}}", "1", INSTANCE_SCHEMA,
     "\t#/definitions/a/type\n"},

    /* numbers by value */
    {"{'multipleOf':0.1234567890123456789012345}", "1.2345678901234567890123450", INSTANCE_SCHEMA, ""},
    {"{'multipleOf':0.1234567890123456789012345}", "1.2345678901234567890123451", INSTANCE_SCHEMA,
     "\t#/multipleOf\n"},
    {"{'multipleOf':123456789012345678901234567890}", "1e400", INSTANCE_SCHEMA, "\t#/multipleOf\n"},
    {"{'maximum':9007199254740992}", "9007199254740993", INSTANCE_SCHEMA, "\t#/maximum\n"},
    {"{'const':1.0}", "1", INSTANCE_SCHEMA, ""},
    {"{'type':'integer'}", "1e400", INSTANCE_SCHEMA, ""},
    {"{'format':'int32'}", "2147483648", INSTANCE_SCHEMA, "\t#/format\n"},
    {"{'format':'int64'}", "-9223372036854775808", INSTANCE_SCHEMA, ""},
    {"{'format':'int32'}", "1.5", INSTANCE_SCHEMA, "\t#/format\n"},
    {"{'format':'float'}", "1e39", INSTANCE_SCHEMA, "\t#/format\n"},
    {"{'format':'double'}", "1e309", INSTANCE_SCHEMA, "\t#/format\n"},
    {"{'format':'byte'}", "'YQ='", INSTANCE_SCHEMA, "\t#/format\n"},

    /* which branch came nearest, and why not even that */
    {"{'anyOf':[{'type':'null'},{'properties':{'a':{'type':'integer'}},'required':['a']},{'required':['b','c'"
     "]}]}",
     "{'a':'x'}", SENTENCE,
     "\texpected a value that fits at least one of 3 schemas, seen an object; the nearest is anyOf/1, but "
     "there /a: "
     "expected an integer, seen the string 'x'\n"},
    {"{'oneOf':[{'properties':{'kind':{'const':'cat'},'lives':{'type':'integer'}}},"
     "{'properties':{'kind':{'const':'dog'},'legs':{'type':'integer'}}}]}",
     "{'kind':'dog','legs':'four','lives':1}", SENTENCE,
     "\texpected a value that fits exactly one of 2 schemas, seen an object; the nearest is oneOf/1, but "
     "there /legs: "
     "expected an integer, seen the string 'four'\n"},
    {"{'anyOf':[{'anyOf':[{'minimum':5},{'maximum':-5}]},{'multipleOf':7}]}", "1", SENTENCE,
     "\texpected a value that fits at least one of 2 schemas, seen the number 1; the nearest is anyOf/0, but "
     "there "
     "expected a value that fits at least one of 2 schemas, seen the number 1; the nearest is anyOf/0, but "
     "there "
     "expected a number of at least 5, seen the number 1\n"},
    {"{'oneOf':[true,true]}", "1", SENTENCE,
     "\texpected a value that fits exactly one of 2 schemas, seen the number 1, which fits 2 of them\n"},
    {"{'unevaluatedProperties':false}", "{'a':1}", SENTENCE,
     "/a\texpected no keys beyond those that the schema evaluates, seen the key 'a'\n"},
    {"{'pattern':'^a'}", "'b'", SENTENCE,
     "\texpected a string that matches the pattern '^a', seen the string 'b'\n"},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_row(rows[i].schema, rows[i].document, rows[i].form, rows[i].expected);
}

/* Documents of a registry: by their URI, by their `$id`, relative to the one that refers to them. */
static void test_registry(void **state) {
    (void)state;
    struct pc_registry *registry = pc_registry_new();
    const struct pc_schema_options options = {.registry = registry,
                                              .base_uri = PC_VIEW("http://a/main.json#x")};
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_schema *schema;
    struct pc_error err = {0};
    struct pc_buf seen;
    pc_buf_init(&seen, 4096);
    assert_int_equal(pc_registry_add(registry, PC_VIEW("http://a/part.json"),
                                     PC_VIEW("{\"$id\":\"http://b/c\",\"$ref\":\"d\"}"), NULL),
                     PC_OK);
    assert_int_equal(
        pc_registry_add(registry, PC_VIEW("http://b/d"),
                        PC_VIEW("{\"items\":{\"$ref\":\"http://a/main.json\"},\"type\":\"array\"}"), NULL),
        PC_OK);
    assert_int_equal(pc_json_read(reader, PC_VIEW("{\"$ref\":\"part.json\"}"), &doc, NULL), PC_OK);
    if (pc_schema_compile_with(pc_json_root(doc), PC_VIEW(""), &options, &schema, &err) != PC_OK)
        fail_msg("%s", err.message);
    pc_registry_free(registry); /* the schema has what it needs */
    violations_of(schema, PC_VIEW("[[],[1]]"), INSTANCE_SCHEMA, &seen);
    assert_string_equal(seen.data, "/1/0\thttp://b/d#/type\n");
    pc_schema_free(schema);
    pc_buf_clear(&seen);
    pc_json_reader_free(reader);
}

/* A meta-schema of the registry says which keywords mean something. */
static void test_vocabulary(void **state) {
    (void)state;
    struct pc_registry *registry = pc_registry_new();
    const struct pc_schema_options options = {.registry = registry};
    const struct pc_json_doc *doc;
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_schema *schema;
    struct pc_error err = {0};
    bool valid;
    assert_int_equal(pc_registry_add(registry, PC_VIEW("urn:applicator"),
                                     PC_VIEW("{\"$vocabulary\":{\"https://json-schema.org/draft/2020-12/"
                                             "vocab/applicator\":true,\"urn:other\":false}}"),
                                     NULL),
                     PC_OK);
    assert_int_equal(pc_registry_add(registry, PC_VIEW("urn:strange"),
                                     PC_VIEW("{\"$vocabulary\":{\"urn:other\":true}}"), NULL),
                     PC_OK);
    assert_int_equal(
        pc_json_read(
            reader,
            PC_VIEW("{\"$schema\":\"urn:applicator\",\"type\":\"null\",\"properties\":{\"a\":false}}"), &doc,
            NULL),
        PC_OK);
    assert_int_equal(pc_schema_compile_with(pc_json_root(doc), PC_VIEW(""), &options, &schema, NULL), PC_OK);
    assert_int_equal(verdict_of(schema, PC_VIEW("{}"), &valid), PC_OK);
    assert_true(valid);
    assert_int_equal(verdict_of(schema, PC_VIEW("{\"a\":1}"), &valid), PC_OK);
    assert_false(valid);
    pc_schema_free(schema);
    assert_int_equal(pc_json_read(reader, PC_VIEW("{\"$schema\":\"urn:strange\"}"), &doc, NULL), PC_OK);
    assert_int_equal(pc_schema_compile_with(pc_json_root(doc), PC_VIEW(""), &options, &schema, &err),
                     PC_UNSUPPORTED);
    assert_non_null(strstr(err.message, "vocabulary"));
    pc_registry_free(registry);
    pc_json_reader_free(reader);
}

int run_draft_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_registry),
        cmocka_unit_test(test_vocabulary),
    };
    return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
