/* Each format with texts that are of it and texts that are not. Dates and times have tests of their own in
 * unit/schema. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "pc_format.h"

struct row {
    const char *format;
    const char *valid[12]; /* up to a NULL */
    const char *invalid[16];
};

static const struct row rows[] = {
    {"date-time", {"2026-01-02T03:04:05Z"}, {"", "2026-01-02 03:04:05Z"}},
    {"date", {"2024-02-29", "0000-01-01"}, {"", "2023-02-29", "2024-2-29", "2024-02-29Z", "20240229"}},
    {"time", {"23:59:60Z", "00:29:60-23:30", "01:02:03.5+00:00"}, {"", "01:02:03", "24:00:00Z", "22:59:60Z"}},
    {"duration",
     {"P1Y2M3D", "PT1H", "P3W", "P1DT12H", "P1M2D", "PT0S"},
     {"", "P", "PT", "1D", "P1", "P1D1Y", "P1Y1D", "PT1H1S", "P1W1D", "P1WT1H", "PT1.5S", "P-1D"}},
    {"email",
     {"a@b", "a.b+c@example.com", "\"a b\"@example.com", "\"a\\\"b\"@c.de", "a@[127.0.0.1]", "a@[IPv6:::1]"},
     {"", "a", "@b", "a@", "a..b@c", ".a@b", "a.@b", "a b@c", "a@b_c", "a@[1.2.3]", "a@[IPv6:1]", "a@b@c",
      "\xC3\xA9@example.com", "\"a@b"}},
    {"idn-email",
     {"\xC3\xA9@b\xC3\xBC"
      "cher.de",
      "a@b"},
     {"", "a", "\xC3\xA9@", "a@b c"}},
    {"hostname",
     {"a", "a-b.c1", "1a.B", "xn--bcher-kva.de"},
     {"", ".", "a.", ".a", "-a", "a-", "a_b", "a..b",
      "b\xC3\xBC"
      "cher.de",
      "xn--X", "a b"}},
    {"idn-hostname",
     {"b\xC3\xBC"
      "cher.de",
      "a\xE3\x80\x82"
      "b",
      "xn--bcher-kva.de", "a"},
     {"", ".", "a\xE3\x80\x82", "-\xC3\xBC",
      "B\xC3\x9C"
      "CHER",
      "\xD7\x90"
      "0\xD9\xA0",
      "0a.\xD7\x90"}},
    {"ipv4", {"0.0.0.0", "255.255.255.255"}, {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 "}},
    {"ipv6",
     {"::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7::"},
     {"", ":", "1", ":1", "1:", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "12345::", "g::", "::1%eth0",
      "1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::", ":::"}},
    {"uri",
     {"a:", "http://a", "http://a:80/b?c#d", "urn:a:b", "http://[::1]/", "http://[v1.a:b]/", "http://u:p@h/",
      "mailto:a@b", "a://"},
     {"", "a", "//a", "/a", "1a:b", "http://a b", "http://[::1", "http://a:b/", "http://a/%g1", "http://a/[",
      "http://a/\xC3\xA9", "http://a@b@c/", "http://[v.a]/", "http://a\\b"}},
    {"uri-reference",
     {"", "a", "./a:b", "//a/b", "?a", "#a", "/", "http://a"},
     {"a:b:c d", "1:b", "a\\b", "#a#b", "%"}},
    {"iri",
     {"http://\xC3\xA9/\xC3\xA9?\xEE\x80\x80"},
     {"", "\xC3\xA9", "http://a/\xEE\x80\x80", "http://a/\xC2\x80"}},
    {"iri-reference", {"\xC3\xA9", "#\xC3\xA9", ""}, {"\xEE\x80\x80", "a b"}},
    {"uuid",
     {"2eb8aa08-AA98-11ea-b4aa-73b441d16380"},
     {"", "2eb8aa08aa9811eab4aa73b441d16380", "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
      "2eb8aa08-aa98-11ea-b4aa-73b441d163800"}},
    {"uri-template",
     {"", "a", "{a}", "{+a,b:3,c*}", "{?a.b}", "a%20b{/x}"},
     {"{", "}", "{}", "{a", "{a,}", "{a:0}", "{a:10000}", "{a b}", "a b", "%2", "{.}", "<"}},
    {"json-pointer", {"", "/", "/a~0b~1c"}, {"a", "/~", "/~2", "#/a"}},
    {"relative-json-pointer", {"0", "1/a", "12#"}, {"", "/a", "01", "0##", "0#/a", "-1"}},
    {"regex", {"", "^a$", "(?<=a+)b"}, {"(", "\\Z", "[b-a]"}},
    {"byte", {"", "YQ==", "YWI=", "YWJj"}, {"Y", "YQ", "YQ=", "YQ===", "Y-==", "====", "YW=j"}},
    {"password", {"", "a"}, {0}},
};

static void test_rows(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct pc_format *format = pc_format_find(pc_view_of(rows[i].format));
        assert_non_null(format);
        for (size_t k = 0; k < 12 && rows[i].valid[k]; k++)
            if (!format->check(pc_view_of(rows[i].valid[k])))
                fail_msg("%s: %s is one", rows[i].format, rows[i].valid[k]);
        for (size_t k = 0; k < 16 && rows[i].invalid[k]; k++)
            if (format->check(pc_view_of(rows[i].invalid[k])))
                fail_msg("%s: %s is none", rows[i].format, rows[i].invalid[k]);
    }
}

static void test_unknown(void **state) {
    (void)state;
    assert_null(pc_format_find(PC_VIEW("colour")));
    assert_null(pc_format_find(PC_VIEW("")));
}

/* The list ends, and each of it is found by its name. */
static void test_list(void **state) {
    (void)state;
    size_t count = 0;
    for (const struct pc_format *format; (format = pc_format_at(count)) != NULL; count++) {
        assert_ptr_equal(pc_format_find(pc_view_of(format->name)), format);
    }
    assert_int_equal(count, 21);
}

/* Nothing may run over its end: every prefix of every row, with nothing behind it but another byte. */
static void test_prefixes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct pc_format *format = pc_format_find(pc_view_of(rows[i].format));
        for (size_t k = 0; k < 12 && rows[i].valid[k]; k++) {
            struct pc_view whole = pc_view_of(rows[i].valid[k]);
            for (size_t size = 0; size <= whole.size; size++) {
                struct pc_view prefix = {whole.data,
                                         pc_utf8_valid_prefix((struct pc_view){whole.data, size})};
                char *copy = pc_view_copy(prefix);
                assert_non_null(copy);
                assert_int_equal(format->check(prefix), format->check((struct pc_view){copy, prefix.size}));
                free(copy);
            }
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_list),
        cmocka_unit_test(test_prefixes),
    };
    return cmocka_run_group_tests_name("format", tests, NULL, NULL) != 0;
}
