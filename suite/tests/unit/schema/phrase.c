/* What is expected and what was seen, as a person reads it. */
#include "support.h"

#include <string.h>

struct row {
    const char *schema;
    const char *document;
    const char *phrases; /* expected TAB seen */
};

static const struct row rows[] = {
    {"{'type':'integer'}", "'7'", "an integer\tthe string '7'\n"},
    {"{'type':'string'}", "null", "a string\tnull\n"},
    {"{'type':'string'}", "{'a':1}", "a string\tan object\n"},
    {"{'type':'string'}", "[]", "a string\tan array\n"},
    {"{'type':'string'}", "true", "a string\ttrue\n"},
    {"{'type':'integer'}", "1.50", "an integer\tthe number 1.50\n"},
    {"{'type':['null','string']}", "1", "a string or null\tthe number 1\n"},
    {"{'type':['null','number','array']}", "{}", "an array, a number or null\tan object\n"},
    {"{'type':['integer','number']}", "{}", "a number\tan object\n"},
    {"{'enum':['BUILDING','DEPLOYING','c','d','e','f']}", "'building'",
     "one of BUILDING, DEPLOYING, … (6 values)\tthe string 'building'\n"},
    {"{'enum':['red','green']}", "1", "one of red, green\tthe number 1\n"},
    {"{'enum':['red',null,'a b']}", "1", "one of 'red', null, 'a b'\tthe number 1\n"},
    {"{'enum':['','a,b']}", "1", "one of '', 'a,b'\tthe number 1\n"},
    {"{'dependentRequired':{'a':['c'],'b':['d','e']}}", "{'a':1,'b':1,'c':1,'d':1}",
     "the key 'e' beside the key 'b'\tno such key\n"},
    {"{'enum':[5]}", "1", "the number 5\tthe number 1\n"},
    {"{'const':'x'}", "''", "the string 'x'\tthe string ''\n"},
    {"{'required':['name']}", "{}", "the key 'name'\tno such key\n"},
    {"{'dependentRequired':{'x':[],'a':['b']}}", "{'a':1}", "the key 'b' beside the key 'a'\tno such key\n"},
    {"{'additionalProperties':false}", "{'a\\tb':1}", "no further keys\tthe key 'a\\u0009b'\n"},
    {"false", "1", "no value here\tthe number 1\n"},
    {"{'minimum':1.50}", "1", "a number of at least 1.50\tthe number 1\n"},
    {"{'exclusiveMaximum':1}", "1", "a number below 1\tthe number 1\n"},
    {"{'multipleOf':0.01}", "0.001", "a multiple of 0.01\tthe number 0.001\n"},
    {"{'minLength':3}", "'ab'", "a string of at least 3 characters\tthe string 'ab' of 2 characters\n"},
    {"{'maxItems':1}", "[1,2]", "an array of at most 1 element\tan array of 2 elements\n"},
    {"{'minProperties':2}", "{'a':1}", "an object of at least 2 members\tan object of 1 member\n"},
    {"{'uniqueItems':true}", "[1,1]", "an array whose elements all differ\tan array\n"},
    {"{'format':'date-time'}", "'x'", "an RFC 3339 date-time\tthe string 'x'\n"},
    {"{'anyOf':[{'type':'null'},{'type':'object'}]}", "[]", "an object or null\tan array\n"},
    {"{'anyOf':[{'minimum':1},{'maximum':-1}]}", "0",
     "a value that fits at least one of 2 schemas\tthe number 0\n"},
    {"{'oneOf':[{'minimum':1},{'maximum':5},true]}", "3",
     "a value that fits exactly one of 3 schemas\tthe number 3, which fits 3 of them\n"},
    {"{'not':{}}", "3", "a value that does not fit the schema in `not`\tthe number 3\n"},
    {"{'contains':{'type':'null'}}", "[3]",
     "an array with at least 1 element that fits the schema in `contains`\tan array\n"},

    /* whatever stands in the document, the phrase is printable and one line */
    {"{'type':'null'}", "'a\\nb\\u0000\\u001b[31m\\u007f\\u0085'",
     "null\tthe string 'a\\nb\\u0000\\u001b[31m\\u007f\\u0085'\n"},
    {"{'type':'null'}", "'\\u202e\\u2028\\u00ad'", "null\tthe string '\\u202e\\u2028\\u00ad'\n"},
    {"{'type':'null'}", "'\\'\\\\'", "null\tthe string '\\'\\\\'\n"},
    {"{'type':'null'}", "'mod\xC3\xA8le \xF0\x9F\x9A\x80'",
     "null\tthe string 'mod\xC3\xA8le \xF0\x9F\x9A\x80'\n"},
    {"{'type':'null'}", "'0123456789012345678901234567890123456789012345678901234567890123456789'",
     "null\tthe string '012345678901234567890123456789012345678901234567890123456789…'\n"},
    {"{'type':'null'}", "10000000000000000000000000000000000000000000000000000000000000000000000000000000",
     "null\tthe number 100000000000000000000000000000000000000000000000000000000000…\n"},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_row(rows[i].schema, rows[i].document, PHRASES, rows[i].phrases);
}

int run_phrase_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests_name("phrase", tests, NULL, NULL);
}
