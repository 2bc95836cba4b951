/* pc_validate_text: what is no JSON, what is remarkable, and where the pass must leave a document to the
 * evaluator. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

enum answer { NOT_JSON, INVALID, VALID };

static const struct {
    const char *schema, *text;
    enum answer answer;
    bool remarkable;
} rows[] = {
    {"{}", "", NOT_JSON, true},
    {"{}", "   ", NOT_JSON, true},
    {"{}", "{", NOT_JSON, true},
    {"{}", "}", NOT_JSON, true},
    {"{}", "]", NOT_JSON, true},
    {"{}", "{'a':1", NOT_JSON, true},
    {"{}", "{'a':1]", NOT_JSON, true},
    {"{}", "[1,]", NOT_JSON, true},
    {"{}", "[,1]", NOT_JSON, true},
    {"{}", "[1 2]", NOT_JSON, true},
    {"{}", "{'a' 1}", NOT_JSON, true},
    {"{}", "{'a':}", NOT_JSON, true},
    {"{}", "{'a'}", NOT_JSON, true},
    {"{}", "{a:1}", NOT_JSON, true},
    {"{}", "{'a':1,}", NOT_JSON, true},
    {"{}", "[01]", NOT_JSON, true},
    {"{}", "[-]", NOT_JSON, true},
    {"{}", "[1.]", NOT_JSON, true},
    {"{}", "[tru]", NOT_JSON, true},
    {"{}", "[truee]", NOT_JSON, true},
    {"{}", "[nul", NOT_JSON, true},
    {"{}", "['a]", NOT_JSON, true},
    {"{}", "['\\q']", NOT_JSON, true},
    {"{}", "['\xFF']", NOT_JSON, true},
    {"{}", "{}{}", NOT_JSON, true},
    {"{}", "[]]", NOT_JSON, true},
    {"{}", "\xEF\xBB\xBF{}", NOT_JSON, true},
    {"{'type':'array'}", "[[[]],{'a':{}}] \r\n\t", VALID, false},
    {"{'type':'array'}", " {}", INVALID, false},
    {"{}", "[0,-0,1.5,10,1e2,true,false,null,'',{'a':0,'b':1}]", VALID, false},
    {"{}", "{'a':1,'a':2}", VALID, true},
    {"{'properties':{'a':{}}}", "{'a':1,'a':2}", VALID, true},
    {"{}", "['\\ud800']", VALID, true},
    {"{}", "['\\u0000']", VALID, true},
    {"{'type':'integer'}", "7", VALID, true}, /* a bare scalar is left to the reader */
    {"{'properties':{'a':{'type':'integer'}}}", "{'\\u0061':'b'}", INVALID, true},
    {"{'properties':{'a':{'type':'integer'}}}", "{ 'a' : 1.0 }", VALID, false},
    {"{'properties':{'a':{'type':'integer'}}}", "{'a':1.5}", INVALID, false},
    {"{'properties':{'a':{'enum':['x','y']}}}", "{'a':'\\u0078'}", VALID, false},
    {"{'properties':{'a':{'enum':['x','y']}}}", "{'a':'z'}", INVALID, false},
    {"{'properties':{'a':{'minLength':2}}}", "{'a':'\\u0078'}", INVALID, false},
    {"{'properties':{'a':{'minimum':2}}}", "{'a':1}", INVALID, false},
    {"{'properties':{'a':{'multipleOf':2}}}", "{'a':14}", VALID, false},
    {"{'properties':{'a':{'pattern':'^x'}}}", "{'a':'yx'}", INVALID, false},
    {"{'properties':{'a':{'format':'date-time'}}}", "{'a':'2024-02-30T00:00:00Z'}", INVALID, false},
    {"{'properties':{'a':{'const':null}}}", "{'a':false}", INVALID, false},
    {"{'properties':{'a':true},'additionalProperties':false}", "{'a':1,'b':[{}]}", INVALID, false},
    {"{'required':['a','b']}", "{'b':1}", INVALID, false},
    {"{'items':{'type':'object','required':['a']}}", "[{'a':1},{}]", INVALID, false},
    {"{'items':{'anyOf':[{'type':'null'},{'type':'array','items':{'type':'null'}}]}}", "[null,[null],[1],2]",
     INVALID, false},
    {"{'uniqueItems':true}", "[1,2,1.0]", INVALID, true},
    {"{'properties':{'a':false}}", "{'a':{}}", INVALID, false},
    {"{'properties':{'a_name_that_is_longer_than_32_bytes':{'type':'null'}}}",
     "{'a_name_that_is_longer_than_32_bytes':1}", INVALID, false},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct pc_schema *schema = compiled(rows[i].schema, "");
        struct pc_validator *validator = pc_validator_new();
        const struct pc_json_doc *doc = NULL;
        size_t size = strlen(rows[i].text);
        char *text = malloc(size == 0 ? 1 : size); /* nothing stands behind it */
        assert_non_null(text);
        assert_non_null(validator);
        for (size_t k = 0; k < size; k++)
            text[k] = rows[i].text[k] == '\'' ? '"' : rows[i].text[k];
        struct pc_view view = {text, size};
        assert_int_equal(pc_validate_text(validator, schema, view, PC_VALIDATE_FLAG, &doc, NULL), PC_OK);
        enum answer answer = doc && !pc_json_doc_valid(doc)   ? NOT_JSON
                             : pc_validation_valid(validator) ? VALID
                                                              : INVALID;
        if (answer != rows[i].answer || (doc != NULL) != rows[i].remarkable)
            fail_msg("%s: %s: %d, %s a tape", rows[i].schema, rows[i].text, (int)answer,
                     doc ? "with" : "without");
        free(text);
        pc_validator_free(validator);
        pc_schema_free(schema);
    }
}

/* Deeper than the pass keeps levels; and more names than it keeps bits. */
static void test_large(void **state) {
    (void)state;
    struct pc_schema *schema = compiled("{'items':{'$ref':'#'},'type':'array'}", "");
    struct pc_validator *validator = pc_validator_new();
    const struct pc_json_doc *doc;
    struct pc_buf text;
    pc_buf_init(&text, 1u << 20);
    for (int i = 0; i < 500; i++)
        assert_int_equal(pc_buf_append_byte(&text, '['), PC_OK);
    for (int i = 0; i < 500; i++)
        assert_int_equal(pc_buf_append_byte(&text, ']'), PC_OK);
    assert_int_equal(pc_validate_text(validator, schema, pc_buf_view(&text), PC_VALIDATE_ALL, &doc, NULL),
                     PC_OK);
    assert_true(pc_validation_valid(validator));
    assert_non_null(doc);
    pc_schema_free(schema);

    pc_buf_reset(&text);
    assert_int_equal(pc_buf_append_text(&text, "{'additionalProperties':false,'properties':{'n':true"),
                     PC_OK);
    for (int i = 0; i < 100; i++)
        assert_int_equal(pc_buf_appendf(&text, ",'n%d':{'type':'null'}", i), PC_OK);
    assert_int_equal(pc_buf_append_text(&text, "}}"), PC_OK);
    schema = compiled(text.data, "");
    assert_int_equal(
        pc_validate_text(validator, schema, PC_VIEW("{\"n99\":1,\"o\":2}"), PC_VALIDATE_ALL, &doc, NULL),
        PC_OK);
    assert_int_equal(pc_validation_count(validator), 2);
    pc_schema_free(schema);
    pc_buf_clear(&text);
    pc_validator_free(validator);
}

int run_pass_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests_name("pass", tests, NULL, NULL);
}
