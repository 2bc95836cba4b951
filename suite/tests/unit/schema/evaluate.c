/* Each keyword: a schema, a document, and every violation as `instance pointer TAB schema pointer`. */
#include "support.h"

#include <string.h>

struct row {
    const char *schema;
    const char *document;
    const char *violations;
};

static const struct row rows[] = {
    /* boolean and empty schemas */
    {"{}", "{'a':[1]}", ""},
    {"true", "null", ""},
    {"false", "null", "\t#\n"},
    {"{'properties':{'a':false}}", "{'b':1}", ""},
    {"{'properties':{'a':false}}", "{'a':1}", "/a\t#/properties/a\n"},
    {"{'x-anything':{'pattern':1},'title':'t','default':3,'format':'int32'}", "'x'", ""},

    /* type */
    {"{'type':'integer'}", "1.0", ""},
    {"{'type':'integer'}", "2e0", ""},
    {"{'type':'integer'}", "1e400", ""},
    {"{'type':'integer'}", "-0", ""},
    {"{'type':'integer'}", "1.5", "\t#/type\n"},
    {"{'type':'integer'}", "15e-1", "\t#/type\n"},
    {"{'type':'integer'}", "1e-400", "\t#/type\n"},
    {"{'type':'integer'}", "'1'", "\t#/type\n"},
    {"{'type':'integer'}", "true", "\t#/type\n"},
    {"{'type':'number'}", "1", ""},
    {"{'type':'number'}", "1.5", ""},
    {"{'type':'number'}", "null", "\t#/type\n"},
    {"{'type':['string','null']}", "null", ""},
    {"{'type':['string','null']}", "0", "\t#/type\n"},
    {"{'type':'array'}", "{}", "\t#/type\n"},
    {"{'type':'object'}", "[]", "\t#/type\n"},
    {"{'type':'boolean'}", "0", "\t#/type\n"},

    /* properties, required, additionalProperties: all violations, in the order of the instance */
    {"{'properties':{'a':{'type':'string'},'b':{'type':'integer'}},'required':['a','b','c']}",
     "{'b':'x','a':1}", "\t#/required\n/b\t#/properties/b/type\n/a\t#/properties/a/type\n"},
    {"{'additionalProperties':{'type':'integer'}}",
     "{'':0,'a':-1,'b':12345678,'c':123456789,'d':1.0,'e':1e2,'f':10E-1,'g':-1234567}", ""},
    {"{'additionalProperties':{'type':'integer'}}", "{'':1.5,'a':0.5,'b':1e-2,'c':12345.67,'d':-1E-1}",
     "/\t#/additionalProperties/type\n/a\t#/additionalProperties/type\n/b\t#/additionalProperties/type\n"
     "/c\t#/additionalProperties/type\n/d\t#/additionalProperties/type\n"},
    {"{'required':['a','b']}", "{}", "\t#/required\n\t#/required\n"},
    {"{'required':['a','b']}", "[]", ""},
    {"{'required':['a']}", "{'\\u0061':null}", ""},
    {"{'required':['\\u0061']}", "{'a':null}", ""},
    {"{'required':['']}", "{'':null}", ""},
    {"{'properties':{'a\\'b':{'type':'null'}}}", "{'a\\u0022b':1}", "/a'b\t#/properties/a'b/type\n"},
    {"{'properties':{'a/b':{'type':'null'},'~':{'type':'null'}}}", "{'a/b':1,'~':1}",
     "/a~1b\t#/properties/a~1b/type\n/~0\t#/properties/~0/type\n"},
    {"{'properties':{'a':{}},'additionalProperties':false}", "{'a':1}", ""},
    {"{'properties':{'a':{}},'additionalProperties':false}", "{'a':1,'b':2,'c':3}",
     "/b\t#/additionalProperties\n/c\t#/additionalProperties\n"},
    {"{'additionalProperties':{'type':'null'}}", "{'b':2,'c':null}", "/b\t#/additionalProperties/type\n"},
    {"{'required':['a'],'additionalProperties':false}", "{'a':1}", "/a\t#/additionalProperties\n"},
    {"{'allOf':[{'properties':{'a':{}}}],'additionalProperties':false}", "{'a':1}",
     "/a\t#/additionalProperties\n"},
    /* each occurrence of a duplicate key */
    {"{'properties':{'a':{'type':'null'}}}", "{'a':1,'a':null,'\\u0061':2}",
     "/a\t#/properties/a/type\n/a\t#/properties/a/type\n"},
    /* the own violations of a value come before those inside it, in the schema's order */
    {"{'properties':{'a':{'type':'null'}},'minProperties':2,'required':['b']}", "{'a':1}",
     "\t#/minProperties\n\t#/required\n/a\t#/properties/a/type\n"},
    {"{'required':['b'],'minProperties':2,'properties':{'a':{'type':'null'}}}", "{'a':1}",
     "\t#/required\n\t#/minProperties\n/a\t#/properties/a/type\n"},

    {"{'propertyNames':{'maxLength':1}}", "{'a':1,'bb':2}", "\t#/propertyNames/maxLength\n"},
    {"{'dependentRequired':{'a':['b','c'],'x':['y']}}", "{'a':1,'c':1}", "\t#/dependentRequired\n"},
    {"{'dependentSchemas':{'a':{'required':['b']}}}", "{'a':1}", "\t#/dependentSchemas/a/required\n"},
    {"{'dependentSchemas':{'a':{'required':['b']}}}", "{'c':1}", ""},

    /* enum and const */
    {"{'enum':['a',1,null,[1],{'k':1.0}]}", "'\\u0061'", ""},
    {"{'enum':['a',1,null,[1],{'k':1.0}]}", "1.0", ""},
    {"{'enum':['a',1,null,[1],{'k':1.0}]}", "{'k':1}", ""},
    {"{'enum':['a',1,null,[1],{'k':1.0}]}", "[1,1]", "\t#/enum\n"},
    {"{'enum':['a',1,null,[1],{'k':1.0}]}", "'A'", "\t#/enum\n"},
    {"{'enum':['\\u00e9']}", "'\xC3\xA9'", ""},
    {"{'enum':[]}", "1", "\t#/enum\n"},
    {"{'enum':[false]}", "0", "\t#/enum\n"},
    {"{'const':9007199254740993}", "9007199254740993.0", ""},
    {"{'const':9007199254740993}", "9007199254740992", "\t#/const\n"},
    {"{'const':null}", "null", ""},

    {"{'enum':['a\\\\b']}", "'a\\\\b'", ""},
    {"{'enum':['a\\\\b']}", "'a\\b'", "\t#/enum\n"},
    {"{'enum':['a\\b']}", "'a\\u0008'", ""},

    /* numbers, exactly */
    {"{'minimum':1.1}", "1.1", ""},
    {"{'minimum':1.1}", "1.09999999999999999999999999", "\t#/minimum\n"},
    {"{'maximum':9223372036854775807}", "9223372036854775808", "\t#/maximum\n"},
    {"{'exclusiveMinimum':0}", "-0.0", "\t#/exclusiveMinimum\n"},
    {"{'exclusiveMinimum':0}", "1e-400", ""},
    {"{'exclusiveMaximum':1e400}", "1e400", "\t#/exclusiveMaximum\n"},
    {"{'exclusiveMaximum':1e400}", "9e399", ""},
    {"{'minimum':5}", "'4'", ""},
    {"{'multipleOf':0.01}", "4.35", ""},
    {"{'multipleOf':0.01}", "4.355", "\t#/multipleOf\n"},
    {"{'multipleOf':0.0001}", "0.0075", ""},
    {"{'multipleOf':3}", "123456789012345678901234567890", ""},
    {"{'multipleOf':3}", "123456789012345678901234567891", "\t#/multipleOf\n"},
    {"{'multipleOf':1e10}", "1e400", ""},
    {"{'multipleOf':1e10}", "12345e6", "\t#/multipleOf\n"},
    {"{'multipleOf':1e10}", "1e9", "\t#/multipleOf\n"},
    {"{'multipleOf':7}", "1e9999999999999999999", "\t#/multipleOf\n"},
    {"{'multipleOf':1e-9999999999999999999}", "1", ""},
    {"{'multipleOf':2.5}", "-10", ""},
    {"{'multipleOf':2.5}", "0", ""},
    {"{'multipleOf':2.5}", "-6", "\t#/multipleOf\n"},

    /* sizes */
    {"{'minLength':2}", "'\xF0\x9F\x9A\x80'", "\t#/minLength\n"},
    {"{'maxLength':1}", "'\\ud83d\\ude80'", ""},
    {"{'maxLength':2.0}", "'abc'", "\t#/maxLength\n"},
    {"{'minItems':1,'maxItems':1}", "[]", "\t#/minItems\n"},
    {"{'minItems':1,'maxItems':1}", "[1,2]", "\t#/maxItems\n"},
    {"{'minProperties':1,'maxProperties':1}", "{}", "\t#/minProperties\n"},
    {"{'minProperties':1,'maxProperties':1}", "{'a':1,'b':2}", "\t#/maxProperties\n"},
    {"{'maxItems':1e400}", "[1]", ""},

    /* arrays */
    {"{'items':{'type':'null'}}", "[null,1,null,[]]", "/1\t#/items/type\n/3\t#/items/type\n"},
    {"{'prefixItems':[{'type':'null'},true],'items':false}", "[1,2]", "/0\t#/prefixItems/0/type\n"},
    {"{'prefixItems':[{'type':'null'}],'items':false}", "[null,2,3]", "/1\t#/items\n/2\t#/items\n"},
    {"{'items':{'items':{'type':'null'}}}", "[[null,1],[[]]]",
     "/0/1\t#/items/items/type\n/1/0\t#/items/items/type\n"},
    {"{'contains':{'type':'null'}}", "[1,null]", ""},
    {"{'contains':{'type':'null'}}", "[1]", "\t#/contains\n"},
    {"{'contains':{'type':'null'},'minContains':0}", "[1]", ""},
    {"{'contains':{'type':'null'},'maxContains':1}", "[null,null]", "\t#/contains\n"},
    {"{'uniqueItems':true}", "[1,2,'1',true,[1],{'a':1},{'a':2},[2,1],[1,2],null,false,0]", ""},
    {"{'uniqueItems':true}", "[1,1.0]", "\t#/uniqueItems\n"},
    {"{'uniqueItems':true}", "[100,1e2]", "\t#/uniqueItems\n"},
    {"{'uniqueItems':true}", "[0,-0.0]", "\t#/uniqueItems\n"},
    {"{'uniqueItems':true}", "['a','\\u0061']", "\t#/uniqueItems\n"},
    {"{'uniqueItems':true}", "[{'a':1,'b':[{'c':2}]},{'b':[{'\\u0063':2e0}],'a':1}]", "\t#/uniqueItems\n"},
    {"{'uniqueItems':false}", "[1,1]", ""},

    /* format */
    {"{'format':'date-time'}", "'2026-01-02T03:04:05Z'", ""},
    {"{'format':'date-time'}", "'2026-01-02T03:04:05\\u005a'", ""},
    {"{'format':'date-time'}", "'2026-01-02T03:04:05'", "\t#/format\n"},
    {"{'format':'date-time'}", "5", ""},
    {"{'format':'uuid'}", "'no uuid'", ""},

    /* logic */
    {"{'allOf':[{'minimum':5},{'maximum':3}]}", "4", "\t#/allOf/0/minimum\n\t#/allOf/1/maximum\n"},
    {"{'anyOf':[{'type':'integer'},{'type':'null'}]}", "'7'", "\t#/anyOf\n"},
    {"{'anyOf':[{'type':'integer'},{'type':'null'}]}", "1.5", "\t#/anyOf\n"},
    {"{'anyOf':[{'type':'integer','minimum':5},{'type':'null'}]}", "3", "\t#/anyOf/0/minimum\n"},
    {"{'anyOf':[{'type':'object','required':['a','b']},{'type':'null'}]}", "{}",
     "\t#/anyOf/0/required\n\t#/anyOf/0/required\n"},
    {"{'anyOf':[{'minimum':5},{'maximum':3}]}", "4", "\t#/anyOf\n"},
    {"{'anyOf':[{'minimum':5},{'maximum':3}]}", "6", ""},
    {"{'anyOf':[false,{'type':'string','minLength':2}]}", "'a'", "\t#/anyOf/1/minLength\n"},
    {"{'oneOf':[{'type':'string','minLength':2},{'type':'null'}]}", "'a'", "\t#/oneOf/0/minLength\n"},
    {"{'oneOf':[{'type':'string'},{'type':'null'}]}", "1", "\t#/oneOf\n"},
    {"{'oneOf':[{'minimum':5},{'maximum':7}]}", "6", "\t#/oneOf\n"},
    {"{'oneOf':[{'minimum':5},{'maximum':7}]}", "8", ""},
    {"{'oneOf':[{'minimum':9},{'maximum':7}]}", "8", "\t#/oneOf\n"},
    {"{'oneOf':[true,true]}", "8", "\t#/oneOf\n"},
    {"{'oneOf':[true,{'type':'null'}]}", "8", ""},
    {"{'not':{'type':'null'}}", "null", "\t#/not\n"},
    {"{'not':{'type':'null'}}", "1", ""},
    {"{'not':{'not':{'required':['a']}}}", "{}", "\t#/not\n"},
    {"{'if':{'type':'string'},'then':{'minLength':2},'else':{'minimum':2}}", "'a'", "\t#/then/minLength\n"},
    {"{'if':{'type':'string'},'then':{'minLength':2},'else':{'minimum':2}}", "1", "\t#/else/minimum\n"},
    {"{'if':{'type':'string'},'else':{'minimum':2}}", "1", "\t#/else/minimum\n"},
    {"{'if':{'type':'string'},'else':{'minimum':2}}", "'a'", ""},
    {"{'if':{'type':'string'},'then':{'minLength':2}}", "1", ""},
    {"{'then':false,'else':false}", "1", ""},

    /* references: pointers are those of the target */
    {"{'properties':{'a':{'$ref':'#/$defs/n','minimum':5}},'$defs':{'n':{'type':'integer'}}}", "{'a':1.5}",
     "/a\t#/$defs/n/type\n/a\t#/properties/a/minimum\n"},
    {"{'$ref':'#/$defs/a~1b%25c','$defs':{'a/b%c':{'type':'null'}}}", "1", "\t#/$defs/a~1b%c/type\n"},
    {"{'$ref':'#/$defs/d%C3%A9','$defs':{'d\xC3\xA9':false}}", "1", "\t#/$defs/d\xC3\xA9\n"},
    {"{'properties':{'next':{'$ref':'#'}},'required':['v']}", "{'v':1,'next':{'next':{'v':1}}}",
     "/next\t#/required\n"},
    {"{'$id':'https://example.com/s','$ref':'https://example.com/s#/$defs/"
     "n','$defs':{'n':{'type':'null'}}}",
     "1", "\t#/$defs/n/type\n"},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_row(rows[i].schema, rows[i].document, INSTANCE_SCHEMA, rows[i].violations);
}

static void test_evaluation_path(void **state) {
    (void)state;
    static const struct row paths[] = {
        {"{'properties':{'a':{'$ref':'#/$defs/n'}},'$defs':{'n':{'type':'integer'}}}", "{'a':true}",
         "/a\t/properties/a/$ref/type\n"},
        {"{'properties':{'a':{'$ref':'#/properties/b'},'b':{'items':{'anyOf':[{'$ref':'#/$defs/n'},"
         "{'type':'null'}]}}},'$defs':{'n':{'required':['k'],'type':'object'}}}",
         "{'a':[null,{}]}", "/a/1\t/properties/a/$ref/items/anyOf/0/$ref/required\n"},
        {"{'additionalProperties':false}", "{'a':1}", "/a\t/additionalProperties\n"},
        {"{'additionalProperties':{'prefixItems':[false]}}", "{'a':[1]}",
         "/a/0\t/additionalProperties/prefixItems/0\n"},
        {"{'if':true,'then':{'not':true}}", "1", "\t/then/not\n"},
    };
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_row(paths[i].schema, paths[i].document, EVALUATION, paths[i].violations);
}

/* The schema may stand anywhere in the document, and the document may be a part of a larger one. */
static void test_at_pointer(void **state) {
    (void)state;
    struct pc_schema *schema =
        compiled("{'info':{'foo':1},'components':{'schemas':{'A':{'properties':{'b':{'$ref':"
                 "'#/components/schemas/B'}}},'B':{'type':'null'}}}}",
                 "/components/schemas/A");
    struct pc_buf seen;
    pc_buf_init(&seen, 1u << 16);
    violations_of(schema, PC_VIEW("{\n  \"b\": 1}"), INSTANCE_SCHEMA, &seen);
    assert_string_equal(seen.data, "/b\t#/components/schemas/B/type\n");
    pc_buf_reset(&seen);
    violations_of(schema, PC_VIEW("{\n  \"b\": 1}"), PLACE, &seen);
    assert_string_equal(seen.data, "2:8\ttype\n");
    pc_buf_clear(&seen);
    pc_schema_free(schema);
}

static void test_details(void **state) {
    (void)state;
    struct pc_schema *schema = compiled("{'required':['a','b\\u00e9'],'additionalProperties':false}", "");
    struct pc_json_reader *reader = pc_json_reader_new(NULL);
    struct pc_validator *validator = pc_validator_new();
    const struct pc_json_doc *doc;
    assert_int_equal(pc_json_read(reader, PC_VIEW("{\"x\":1}"), &doc, NULL), PC_OK);
    assert_int_equal(pc_validate(validator, schema, pc_json_root(doc), PC_VALIDATE_ALL, NULL), PC_OK);
    assert_int_equal(pc_validation_count(validator), 3);
    struct pc_violation second = pc_validation_get(validator, 1);
    assert_string_equal(second.keyword, "required");
    assert_int_equal(second.detail, 1);
    assert_true(pc_view_equal_text(second.detail_name, "b\xC3\xA9"));
    struct pc_violation third = pc_validation_get(validator, 2);
    assert_string_equal(third.keyword, "additionalProperties");
    assert_true(pc_view_equal_text(third.detail_name, "x"));
    assert_int_equal(pc_json_boolean(third.instance), 0);
    assert_int_equal(third.place.column, 6);
    pc_validator_free(validator);
    pc_json_reader_free(reader);
    pc_schema_free(schema);
}

int run_evaluate_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_evaluation_path),
        cmocka_unit_test(test_at_pointer),
        cmocka_unit_test(test_details),
    };
    return cmocka_run_group_tests_name("evaluate", tests, NULL, NULL);
}
