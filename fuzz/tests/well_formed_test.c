/* The checkers of reports: what they take, and what each of their rules refuses. */
#include "expect.h"
#include "report_counts.h"
#include "well_formed.h"

#include <string.h>

#define RULES(list) (sizeof(list) / sizeof((list)[0]))

static const struct {
    const char *text;
    bool fits;
} xml[] = {
    {"<a/>", true},
    {"<?xml version=\"1.0\"?>\n<a b=\"1\" c=\"&lt;&#10;\">x<b></b>&amp;</a>\n", true},
    {"", false},
    {"text", false},
    {"<a>", false},
    {"<a></b>", false},
    {"<a/><b/>", false},
    {"</a>", false},
    {"<a b=1/>", false},
    {"<a b=\"1\" b=\"2\"/>", false},
    {"<a b=\"<\"/>", false},
    {"<a>&nbsp;</a>", false},
    {"<a>&</a>", false},
    {"<a>&#0;</a>", false},
    {"<a>&#11;</a>", false},
    {"<a>&#1114112;</a>", false},
    {"<a>\x01</a>", false},
    {"<a>\xEF\xBF\xBE</a>", false},
};

static const struct {
    const char *text;
    bool fits;
} markup[] = {
    {"", true},
    {"## 1 passed\n\n<pre>\n&lt;b&gt; &#91;\n</pre>\n", true},
    {"<pre>", false},
    {"</pre>", false},
    {"<pre><pre></pre></pre>", false},
    {"<pre class=\"x\"></pre>", false},
    {"<b>", false},
    {"a < b", false},
    {"a & b", false},
    {"&#;", false},
};

static const struct {
    const char *text;
    bool fits;
} printable[] = {
    {"a\nb", true},  {"\xC3\xA9", true},  {"\t", false},           {"\x1B[2J", false},
    {"\x7F", false}, {"\xC2\x9B", false}, {"\xE2\x80\xAE", false}, {"\xE2\x81\xA6", false},
};

static const struct {
    const char *text;
    bool fits;
} commands[] = {
    {"a ::error::\n", true},
    {"::error::", false},
    {"a\n  ::warning::\n", false},
};

static const struct {
    const char *text;
    bool fits;
} workflow[] = {
    {"", true},
    {"::error title=a (x)::b: c, d%0A%25 e%3A::f\n::notice title=promotecheck::g\n1 passed\n", true},
    {"::warning title=a%3A%2C) (x)::\n", true},
    {"1 passed\n::error title=a (x)::b\n", false},
    {"::debug title=a (x)::b\n", false},
    {"::error::b\n", false},
    {"::error title=a:b (x)::c\n", false},
    {"::error title=a::b (x)::c\n", false},
    {"::error title=a,file=b (x)::c\n", false},
    {"::error title=a% (x)::c\n", false},
    {"::error title=a (x)::50% of b\n", false},
    {"::error title=a (x)\n", false},
    {"::error title=a (x)::b", false},
};

/* One passed, two failed, none was skipped. */
static const struct {
    bool (*counts)(const char *text, size_t size, struct report_counts *out);
    const char *text;
    bool fits;
} counts[] = {
    {closing_counts, "text\n1 passed, 2 failed, 0 skipped\n", true},
    {closing_counts, "1 passed, 2 failed, 0 skipped", false},
    {closing_counts, "1 passed, 2 failed, 1 skipped\n", false},
    {tap_counts, "TAP version 14\n1..3\nok 1 - a\n# ok\nnot ok 2 - b\n  ---\nnot ok 3 - c\n", true},
    {tap_counts, "TAP version 14\n1..4\nok 1 - a\nnot ok 2 - b\nnot ok 3 - c\n", false},
    {tap_counts, "TAP version 14\n1..3\nok 1 - a\nnot ok 2 - b\nnot ok 2 - c\n", false},
    {tap_counts, "TAP version 14\n1..3\nok 1 - a # SKIP b\nnot ok 2 - b\nnot ok 3 - c\n", false},
    {junit_counts,
     "<testsuite name=\"x\" tests=\"3\" failures=\"1\" errors=\"1\" skipped=\"0\"><testcase /><testcase "
     "><failure />"
     "</testcase><testcase ><error /></testcase></testsuite>",
     true},
    {junit_counts,
     "<testsuite name=\"x\" tests=\"3\" failures=\"2\" errors=\"0\" skipped=\"0\"><testcase /><testcase "
     "><failure />"
     "</testcase><testcase ></testcase></testsuite>",
     false},
    {junit_counts, "<testsuite name=\"x\" tests=\"1\" failures=\"2\" errors=\"0\" skipped=\"0\">", false},
};

static void test_counts(void) {
    for (size_t i = 0; i < RULES(counts); i++) {
        struct report_counts found = {0};
        bool fits = counts[i].counts(counts[i].text, strlen(counts[i].text), &found) && found.passed == 1 &&
                    found.failed == 2 && found.skipped == 0;
        expect(fits == counts[i].fits, counts[i].text);
    }
}

static void test_colours(void) {
    char text[] = "\x1B[1;31mFAIL\x1B[0m [2m";
    expect(without_colours(text, strlen(text)) == strlen("FAIL [2m") && memcmp(text, "FAIL [2m", 8) == 0,
           text);
}

int main(void) {
    test_counts();
    test_colours();
    for (size_t i = 0; i < RULES(commands); i++)
        expect(no_line_commands(commands[i].text, strlen(commands[i].text)) == commands[i].fits,
               commands[i].text);
    for (size_t i = 0; i < RULES(workflow); i++)
        expect(commands_are_ours(workflow[i].text, strlen(workflow[i].text)) == workflow[i].fits,
               workflow[i].text);
    for (size_t i = 0; i < RULES(xml); i++)
        expect(xml_is_well_formed(xml[i].text, strlen(xml[i].text)) == xml[i].fits, xml[i].text);
    for (size_t i = 0; i < RULES(markup); i++)
        expect(markup_is_ours(markup[i].text, strlen(markup[i].text)) == markup[i].fits, markup[i].text);
    for (size_t i = 0; i < RULES(printable); i++)
        expect(text_is_printable(printable[i].text, strlen(printable[i].text)) == printable[i].fits,
               printable[i].text);
    return expect_exit();
}
