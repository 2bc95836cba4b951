/* The checkers of reports: what they take, and what each of their rules refuses. */
#include "expect.h"
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

int main(void) {
    for (size_t i = 0; i < RULES(xml); i++)
        expect(xml_is_well_formed(xml[i].text, strlen(xml[i].text)) == xml[i].fits, xml[i].text);
    for (size_t i = 0; i < RULES(markup); i++)
        expect(markup_is_ours(markup[i].text, strlen(markup[i].text)) == markup[i].fits, markup[i].text);
    for (size_t i = 0; i < RULES(printable); i++)
        expect(text_is_printable(printable[i].text, strlen(printable[i].text)) == printable[i].fits,
               printable[i].text);
    return expect_exit();
}
