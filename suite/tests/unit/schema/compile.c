/* Schemas that are refused, with the status and the place. */
#include "support.h"

#include <string.h>

struct refusal {
    const char *schema;
    enum pc_status status;
    const char *message; /* stands in it */
};

static const struct refusal refusals[] = {
    {"5", PC_MALFORMED, "#: a schema is an object or a boolean"},
    {"{'properties':{'a':{'type':'strin'}}}", PC_MALFORMED, "#/properties/a/type: "},
    {"{'type':['string',5]}", PC_MALFORMED, "#/type/1: "},
    {"{'type':[]}", PC_MALFORMED, "#/type: "},
    {"{'type':['null','integer','null']}", PC_MALFORMED, "#/type/2: this type stands twice"},
    {"{'$id':'http://a/','$defs':{'a':{'$id':'b'},'b':{'$id':'/b'}}}", PC_MALFORMED,
     "#/$defs/a/$id: another schema has the URI http://a/b already"},
    {"{'$id':'http://a/b','$defs':{'a':{'$id':'b'}}}", PC_MALFORMED, "#/$defs/a/$id: another schema"},
    {"{'$defs':{'a':{'$anchor':'x'},'b':{'$anchor':'x'}}}", PC_MALFORMED,
     "/$anchor: this anchor stands twice"},
    {"{'type':{}}", PC_MALFORMED, "#/type: "},
    {"{'type':'null','type':'string'}", PC_MALFORMED, "the keyword `type` stands twice"},
    {"{'properties':[]}", PC_MALFORMED, "#/properties: "},
    {"{'properties':{'a':1}}", PC_MALFORMED, "#/properties/a: "},
    {"{'properties':{'a':{},'\\u0061':{}}}", PC_MALFORMED, "stands twice"},
    {"{'required':'a'}", PC_MALFORMED, "#/required: "},
    {"{'required':['a',1]}", PC_MALFORMED, "#/required/1: "},
    {"{'required':['a','b','\\u0061']}", PC_MALFORMED, "#/required/2: "},
    {"{'additionalProperties':1}", PC_MALFORMED, "#/additionalProperties: "},
    {"{'enum':1}", PC_MALFORMED, "#/enum: "},
    {"{'anyOf':{}}", PC_MALFORMED, "#/anyOf: "},
    {"{'oneOf':[]}", PC_MALFORMED, "#/oneOf: "},
    {"{'allOf':[{},7]}", PC_MALFORMED, "#/allOf/1: "},
    {"{'not':null}", PC_MALFORMED, "#/not: "},
    {"{'if':true,'then':3}", PC_MALFORMED, "#/then: "},
    {"{'else':3}", PC_MALFORMED, "#/else: "},
    {"{'items':[{}]}", PC_MALFORMED, "#/items: "},
    {"{'prefixItems':{}}", PC_MALFORMED, "#/prefixItems: "},
    {"{'minimum':'1'}", PC_MALFORMED, "#/minimum: "},
    {"{'exclusiveMaximum':true}", PC_MALFORMED, "#/exclusiveMaximum: "},
    {"{'multipleOf':0}", PC_MALFORMED, "#/multipleOf: "},
    {"{'multipleOf':-1}", PC_MALFORMED, "#/multipleOf: "},
    {"{'minLength':-1}", PC_MALFORMED, "#/minLength: "},
    {"{'minLength':1.5}", PC_MALFORMED, "#/minLength: "},
    {"{'maxItems':'1'}", PC_MALFORMED, "#/maxItems: "},
    {"{'uniqueItems':1}", PC_MALFORMED, "#/uniqueItems: "},
    {"{'contains':{},'minContains':-1}", PC_MALFORMED, "#/minContains: "},
    {"{'format':1}", PC_MALFORMED, "#/format: "},
    {"{'dependentRequired':{'a':[1]}}", PC_MALFORMED, "#/dependentRequired/a/0: "},
    {"{'$defs':{'a':{'type':'nul'}}}", PC_MALFORMED, "#/$defs/a/type: "},

    {"{'$ref':'#/nowhere'}", PC_MALFORMED, "#/$ref: "},
    {"{'$ref':'#/%zz'}", PC_MALFORMED, "#/$ref: "},
    {"{'$ref':5}", PC_MALFORMED, "#/$ref: "},
    {"{'$ref':'#/enum/0','enum':[1]}", PC_MALFORMED, "#/enum/0: a schema is"},
    {"{'$ref':'other.json'}", PC_NOT_FOUND,
     "#/$ref: the reference leads to a document that is not here: other.json"},
    {"{'$id':'https://example.com/a/b','$ref':'../c?d#e'}", PC_NOT_FOUND,
     "not here: https://example.com/c?d; "},
    {"{'$ref':'#name'}", PC_MALFORMED, "#/$ref: the reference leads nowhere: #name"},
    {"{'$ref':'https://json-schema.org/draft/2020-12/schema#/nowhere'}", PC_MALFORMED, "#/$ref: "},
    {"{'$id':5}", PC_MALFORMED, "#/$id: "},
    {"{'$id':'https://example.com/a#b'}", PC_MALFORMED, "#/$id: "},
    {"{'properties':{'a':{'$id':'x#y'}}}", PC_MALFORMED, "#/properties/a/$id: "},
    {"{'$anchor':'1a'}", PC_MALFORMED, "#/$anchor: "},
    {"{'$dynamicAnchor':''}", PC_MALFORMED, "#/$dynamicAnchor: "},
    {"{'$dynamicRef':'#a'}", PC_MALFORMED, "#/$dynamicRef: "},
    {"{'$dynamicRef':1}", PC_MALFORMED, "#/$dynamicRef: "},
    {"{'$schema':'http://json-schema.org/draft-07/schema#'}", PC_UNSUPPORTED, "#/$schema: "},

    /* no schema may apply itself to the same value */
    {"{'$ref':'#'}", PC_MALFORMED, "#/$ref: "},
    {"{'properties':{'a':{'$ref':'#/properties/a'}}}", PC_MALFORMED, "#/properties/a/$ref: "},
    {"{'allOf':[{'$ref':'#/$defs/a'}],'$defs':{'a':{'anyOf':[true,{'not':{'$ref':'#'}}]}}}", PC_MALFORMED,
     "for ever"},
    {"{'$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}}", PC_MALFORMED, "#/$defs/b/$ref: "},
    {"{'if':{'$ref':'#'}}", PC_MALFORMED, "#/if/$ref: "},

    {"{'$schema':'https://example.com/meta'}", PC_UNSUPPORTED, "#/$schema: the meta-schema is not known"},
    {"{'pattern':5}", PC_MALFORMED, "#/pattern: "},
    {"{'pattern':'a('}", PC_MALFORMED, "#/pattern: character 3 of the pattern: "},
    {"{'pattern':'(?<=a+)b'}", PC_UNSUPPORTED, "#/pattern: PCRE2 cannot run the pattern: "},
    {"{'patternProperties':[]}", PC_MALFORMED, "#/patternProperties: "},
    {"{'patternProperties':{'[':{}}}", PC_MALFORMED, "#/patternProperties/[: character 2 of the pattern: "},
    {"{'unevaluatedProperties':1}", PC_MALFORMED, "#/unevaluatedProperties: "},
    {"{'dependencies':{'a':'b'}}", PC_MALFORMED, "#/dependencies/a: "},
    {"{'contentSchema':1,'nullable':true}", PC_UNSUPPORTED, "#/nullable: `nullable` means nothing"},

    /* not known, which is an error where that was asked for: with the nearest name */
    {"{'requierd':[]}", PC_UNSUPPORTED,
     "#/requierd: the keyword `requierd` is not known; is `required` meant?"},
    {"{'propertys':{}}", PC_UNSUPPORTED, "is `properties` meant?"},
    {"{'minlength':1}", PC_UNSUPPORTED, "is `minLength` meant?"},
    {"{'anyof':[]}", PC_UNSUPPORTED, "is `anyOf` meant?"},
    {"{'':1}", PC_UNSUPPORTED, "#/: the keyword `` is not known"},
    {"{'a~/b':1}", PC_UNSUPPORTED, "#/a~0~1b: "},
};

static void test_refusals(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        const struct refusal *refusal = &refusals[i];
        struct pc_error err = {0};
        struct pc_schema *schema = NULL;
        enum pc_status status = compile_strictly(refusal->schema, "", &schema, &err);
        if (status != refusal->status || err.status != status || !strstr(err.message, refusal->message))
            fail_msg("%s: %s: %s", refusal->schema, pc_status_name(status), err.message);
        assert_null(schema);
        assert_int_equal(compile_strictly(refusal->schema, "", &schema, NULL), refusal->status);
    }
}

/* Unknown keywords assert nothing (core, section 4.3.1). */
static void test_unknown_keywords(void **state) {
    (void)state;
    static const char *const schemas[] = {"{'requierd':1}", "{'nullable':true}", "{'':1}",
                                          "{'$recursiveRef':'#'}"};
    for (size_t i = 0; i < sizeof schemas / sizeof schemas[0]; i++)
        pc_schema_free(compiled(schemas[i], ""));
}

/* A recursion through a member or an element ends with the document. */
static void test_recursion_is_fine(void **state) {
    (void)state;
    static const char *const schemas[] = {
        "{'properties':{'a':{'$ref':'#'}}}",
        "{'items':{'anyOf':[{'$ref':'#'},{'type':'null'}]}}",
        "{'additionalProperties':{'$ref':'#'}}",
        "{'allOf':[{'$ref':'#/$defs/a'},{'$ref':'#/$defs/a'}],'$defs':{'a':{}}}",
        "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'items':{'$ref':'#/$defs/a'}}}}",
    };
    for (size_t i = 0; i < sizeof schemas / sizeof schemas[0]; i++)
        pc_schema_free(compiled(schemas[i], ""));
}

static void test_accepted(void **state) {
    (void)state;
    static const char *const schemas[] = {
        "{'$schema':'https://json-schema.org/draft/2020-12/schema'}",
        "{'$schema':'https://json-schema.org/draft/2020-12/schema#'}",
        "{'$schema':'https://spec.openapis.org/oas/3.1/dialect/base'}",
        "{'$id':'https://example.com/a','$anchor':'a','$comment':'c'}",
        "{'properties':{'$id':{},'type':{},'pattern':{}}}",
        "{'examples':[1],'example':2,'deprecated':true,'readOnly':true,'writeOnly':true}",
        "{'xml':{},'externalDocs':{},'discriminator':{},'description':'d','title':'t','x-':1}",
    };
    for (size_t i = 0; i < sizeof schemas / sizeof schemas[0]; i++)
        pc_schema_free(compiled(schemas[i], ""));
}

static void test_pointer_to_nowhere(void **state) {
    (void)state;
    struct pc_error err = {0};
    struct pc_schema *schema = NULL;
    assert_int_equal(compile_text("{}", "/a", &schema, &err), PC_NOT_FOUND);
    assert_non_null(strstr(err.message, "#/a"));
    assert_null(schema);
    assert_int_equal(pc_schema_compile((struct pc_json_value){0}, PC_VIEW(""), &schema, NULL), PC_MALFORMED);
    pc_schema_free(NULL);
}

int run_compile_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals),           cmocka_unit_test(test_unknown_keywords),
        cmocka_unit_test(test_recursion_is_fine),  cmocka_unit_test(test_accepted),
        cmocka_unit_test(test_pointer_to_nowhere),
    };
    return cmocka_run_group_tests_name("compile", tests, NULL, NULL);
}
