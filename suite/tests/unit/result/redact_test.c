/* A secret is found in whatever form a peer gives it back, and nothing else is. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text;
    const char *kept;
} forms_table[] = {
    {"", ""},
    {"nothing to hide", "nothing to hide"},
    {KEY, "[redacted]"},
    {"<" KEY ">", "<[redacted]>"},
    {KEY "," KEY, "[redacted],[redacted]"},
    {"ABCD1234.S3CR3T/KE+Y", "[redacted]"},
    {"abcd1234.s3cr3t/ke+y", "[redacted]"},
    {"aBcD1234.S3CR3T/kE+Y", "[redacted]"},
    /* one byte away is another text */
    {"AbCd1234.s3cr3t/Ke+z", "AbCd1234.s3cr3t/Ke+z"},
    {"bCd1234.s3cr3t/Ke+y", "bCd1234.s3cr3t/Ke+y"},
    /* RFC 3986: the reserved bytes alone, in either case of hex; then every byte */
    {"k=AbCd1234.s3cr3t%2FKe%2By&x", "k=[redacted]&x"},
    {"k=AbCd1234.s3cr3t%2fKe%2by&x", "k=[redacted]&x"},
    {"%41%62%43%64%31%32%33%34%2E%73%33%63%72%33%74%2F%4B%65%2B%79", "[redacted]"},
    {"%41bCd12%334.s3cr3t/Ke+%79!", "[redacted]!"},
    {"AbCd1234.s3cr3t%252FKe%252By", "[redacted]"},     /* encoded twice */
    {"AbCd1234.s3cr3t%25252FKe%25252By", "[redacted]"}, /* three times */
    /* JSON */
    {"{\"k\":\"AbCd1234.s3cr3t\\/Ke+y\"}", "{\"k\":\"[redacted]\"}"},
    {"{\"k\":\"\\u0041bCd1234.s3cr3t/Ke\\u002b\\u0079\"}", "{\"k\":\"[redacted]\"}"},
    {"{\"k\":\"\\u0041bCd1234.s3cr3t/Ke\\u002By\"}", "{\"k\":\"[redacted]\"}"},
    {"\"{\\\"k\\\":\\\"AbCd1234.s3cr3t\\\\/Ke+y\\\"}\"", "\"{\\\"k\\\":\\\"[redacted]\\\"}\""},
    {"\\\\\\\\\\\\\\\\u0041bCd1234.s3cr3t/Ke+y", "[redacted]"},
    {"C:\\\\\\u0041\\u0062Cd1234.s3cr3t/Ke+y", "C:[redacted]"},
    {"\\x41bCd1234.s3cr3t/Ke+y \\u{41}bCd1234.s3cr3t/Ke+y", "[redacted] [redacted]"},
    /* a JSON Pointer */
    {"/a/AbCd1234.s3cr3t~1Ke+y/b", "/a/[redacted]/b"},
    {"/a/AbCd1234.s3cr3t~01Ke+y", "/a/[redacted]"},
    {"#/a/AbCd1234.s3cr3t%7E1Ke+y", "#/a/[redacted]"},
    /* HTML */
    {"<b>AbCd1234.s3cr3t&#x2F;Ke&#43;y</b>", "<b>[redacted]</b>"},
    {"<b>AbCd1234.s3cr3t&#X2f;Ke+y</b>", "<b>[redacted]</b>"},
    /* hexadecimal */
    {"41624364313233342e7333637233742f4b652b79", "[redacted]"},
    {"41 62 43 64 31 32 33 34 2e 73 33 63 72 33 74 2f 4b 65 2b 79.", "[redacted]."},
    {"41624364313233342e7333637233742f4b652b78", "41624364313233342e7333637233742f4b652b78"},
    {"0041624364313233342E7333637233742F4B652B79ff", "00[redacted]ff"},
    {"041624364313233342E7333637233742F4B652B79", "0[redacted]"},
    /* a line's end in its middle: bare, folded, as JSON has it, JSON in JSON */
    {"AbCd1\r\n234.s3cr3t/Ke+y", "[redacted]"},
    {"AbCd1234.s3\n  cr3t/K\n\te+y.", "[redacted]."},
    {"AbCd1234.s3cr3t\\n/Ke+y", "[redacted]"},
    {"AbCd1234.s3cr\\\\r\\\\n3t/Ke+y", "[redacted]"},
    {"AbCd1\n234.other", "AbCd1\n234.other"},
    /* a chunk's size between two chunks */
    {"AbCd1\r\n7\r\n234.s3c\r\n1;x=y\r\nr\r\n7\r\n3t/Ke+y\r\n0\r\n", "[redacted]\r\n0\r\n"},
    {"A\n1\nbCd1234.s3cr3t/Ke+\n1\ny", "[redacted]"},
    /* escapes that are none, and the ends of texts */
    {"%", "%"},
    {"%4", "%4"},
    {"%4g\\", "%4g\\"},
    {"\\u00", "\\u00"},
    {"\\uD83D\\u0041", "\\uD83D\\u0041"},
    {"&#;&#x;&amp", "&#;&#x;&amp"},
    {"\\", "\\"},
    {"\r\n", "\r\n"},
    {"\r\nff", "\r\nff"},
};

static void forms(void **state) {
    (void)state;
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    for (size_t i = 0; i < sizeof forms_table / sizeof forms_table[0]; i++) {
        /* a copy of exactly its size: a sanitizer sees every look behind it */
        struct pc_view text = pc_view_of(forms_table[i].text);
        char *copy = text.size == 0 ? NULL : malloc(text.size);
        if (copy != NULL)
            memcpy(copy, text.data, text.size);
        expect(&secrets, (struct pc_view){copy, text.size}, forms_table[i].kept);
        free(copy);
    }
    pc_secrets_clear(&secrets);
}

/* Base64 of the key after 0, 1, 2 and more bytes, in front of 0, 1, 2, in both alphabets, with padding and
 * without. */
static void base64(void **state) {
    (void)state;
    static const char *const before[] = {"", "u", "u:", "us:", "user:", "a longer text of a client: "};
    static const char *const behind[] = {"", "!", "!!", "!!!", "\xFF\xFE and more"};
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    for (size_t i = 0; i < sizeof before / sizeof before[0] * (sizeof behind / sizeof behind[0]) * 4; i++) {
        char plain[128];
        snprintf(plain, sizeof plain, "%s" KEY "%s", before[i / 4 % 6], behind[i / 24]);
        struct pc_buf text;
        struct pc_buf out;
        pc_buf_init(&text, SIZE_MAX);
        pc_buf_init(&out, SIZE_MAX);
        assert_int_equal(pc_buf_append_text(&text, "x "), PC_OK);
        assert_int_equal(pc_base64_encode(pc_view_of(plain), &text), PC_OK);
        for (size_t k = 0; (i & 1) != 0 && k < text.size; k++)
            text.data[k] = text.data[k] == '+' ? '-' : text.data[k] == '/' ? '_' : text.data[k];
        while ((i & 2) != 0 && text.data[text.size - 1] == '=')
            text.size--;
        assert_int_equal(pc_redact(&secrets, pc_buf_view(&text), &out), PC_OK);
        assert_non_null(strstr(out.data, "[redacted]"));
        /* What is left are the digits of the bytes around the key, and those that it has in common with them.
         */
        size_t rest = out.size - strlen("[redacted]") - 2;
        size_t around = strlen(plain) - strlen(KEY);
        assert_true(rest <= (around * 4 + 2) / 3 + 3);
        pc_buf_clear(&text);
        pc_buf_clear(&out);
    }
    /* digits that stand in front shift the alignment; both alphabets (base64 of three >, three ?, three >) */
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(">>>?\?\?>>>")), PC_OK);
    expect(&secrets, PC_VIEW("Pj4+Pz8/Pj4+"), "[redacted]");
    expect(&secrets, PC_VIEW("Pj4-Pz8_Pj4-"), "[redacted]");
    expect(&secrets, PC_VIEW("0Pj4+Pz8/Pj4+"), "0[redacted]");
    expect(&secrets, PC_VIEW("00Pj4+Pz8/Pj4+"), "00[redacted]");
    expect(&secrets, PC_VIEW("000Pj4-Pz8_Pj4-0"), "000[redacted]0");
    expect(&secrets, PC_VIEW("0000Pj4+Pz8/Pj4+"), "0000[redacted]");
    /* from a tool: printf 'user:AbCd1234.s3cr3t/Ke+y' | base64 */
    expect(&secrets, PC_VIEW("dXNlcjpBYkNkMTIzNC5zM2NyM3QvS2UreQ=="), "dXNlcj[redacted]==");
    expect(&secrets, PC_VIEW("dXNlcjpBYkNkMTIz\r\nNC5zM2NyM3QvS2UreQ=="), "dXNlcj[redacted]==");
    /* in JSON, with its slashes escaped: \/ (base64 of "???" and the key) */
    expect(&secrets, PC_VIEW("\"Pz8\\/QWJDZDEyMzQuczNjcjN0L0tlK3k=\""), "\"Pz8\\/[redacted]=\"");
    pc_secrets_clear(&secrets);
}

/* `before`: what stands in front, a byte that UTF-16 does not have there. */
static void expect_utf16(const char *before, const char *key) {
    struct pc_secrets secrets = {0};
    struct pc_buf text, out;
    pc_buf_init(&text, SIZE_MAX);
    pc_buf_init(&out, SIZE_MAX);
    assert_int_equal(pc_secrets_add(&secrets, pc_view_of(key)), PC_OK);
    assert_int_equal(pc_buf_append_text(&text, before), PC_OK);
    for (; *key != '\0'; key++)
        assert_int_equal(pc_buf_append(&text, (struct pc_view){(const char[]){*key, 0}, 2}), PC_OK);
    assert_int_equal(pc_redact(&secrets, pc_buf_view(&text), &out), PC_OK);
    assert_int_equal(out.size, strlen(before) + strlen("[redacted]") + 1); /* and the last zero */
    assert_memory_equal(out.data + strlen(before), "[redacted]", strlen("[redacted]"));
    pc_buf_clear(&text);
    pc_buf_clear(&out);
    pc_secrets_clear(&secrets);
}

static void utf16(void **state) {
    (void)state;
    expect_utf16("", KEY);
    expect_utf16("\\", "first-of-an-escape"); /* \f is one, in a text of bytes */
    expect_utf16("\\", "next-of-an-escape");
    expect_utf16("%e", "first-digit-of-two");
    expect_utf16("\\u00e", "first-digit-of-four");
}

/* What a case makes of a key overlaps it: the longest goes, whichever was added first. */
static void overlapping(void **state) {
    (void)state;
    static const char *const orders[][3] = {{KEY, "AbCd1234.s3cr3t/Ke+", KEY "xx"},
                                            {KEY "xx", "AbCd1234.s3cr3t/Ke+", KEY},
                                            {"AbCd1234.s3cr3t/Ke+", KEY, KEY "xx"}};
    for (size_t i = 0; i < 3; i++) {
        struct pc_secrets secrets = {0};
        for (size_t k = 0; k < 3; k++)
            assert_int_equal(pc_secrets_add(&secrets, pc_view_of(orders[i][k])), PC_OK);
        expect(&secrets, PC_VIEW("1 AbCd1234.s3cr3t/Ke+ 2"), "1 [redacted] 2");
        expect(&secrets, PC_VIEW("1 " KEY " 2"), "1 [redacted] 2");
        expect(&secrets, PC_VIEW("1 " KEY "x 2"), "1 [redacted]x 2");
        expect(&secrets, PC_VIEW("1 " KEY "xx 2"), "1 [redacted] 2");
        pc_secrets_clear(&secrets);
    }
    /* One inside the other, and one that begins where the other has not ended; found in different layers too.
     */
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("middle-part")), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("first-middle-part-last")), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("part-last-and-more")), PC_OK);
    expect(&secrets, PC_VIEW("(first-middle-part-last-and-more)"), "([redacted])");
    expect(&secrets, PC_VIEW("(middle-part-last-and-more)"), "([redacted])");
    expect(&secrets, PC_VIEW("(middle-part-lust)"), "([redacted]-lust)");
    expect(&secrets, PC_VIEW("(first-middle-part-lust)"), "(first-[redacted]-lust)");
    expect(&secrets, PC_VIEW("(first-middle-part%2Dlast-and-more)"), "([redacted])");
    expect(&secrets, PC_VIEW("(first%2Dmiddle-part-last-and-more)"), "([redacted])");
    pc_secrets_clear(&secrets);
}

static void odd_secrets(void **state) {
    (void)state;
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("seven77")), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("")), PC_OK);
    assert_int_equal(secrets.count, 0);
    expect(&secrets, PC_VIEW("seven77"), "seven77");
    expect(NULL, PC_VIEW("seven77"), "seven77");
    /* a key that looks escaped itself, and one beyond ASCII */
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("100%25sure\\n&amp;")), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("schl\xC3\xBCssel\xF0\x9F\x94\x91")), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("schl\xC3\xBCssel\xF0\x9F\x94\x91")), PC_OK);
    assert_int_equal(secrets.count, 2);
    expect(&secrets, PC_VIEW("(100%25sure\\n&amp;)"), "([redacted])");
    expect(&secrets, PC_VIEW("(100%25sure\\\\n&amp;)"), "([redacted])");
    expect(&secrets, PC_VIEW("(100%2525sure%5Cn%26amp;)"), "([redacted])");
    expect(&secrets, PC_VIEW("(schl\\u00FCssel\\ud83d\\uDD11)"), "([redacted])");
    expect(&secrets, PC_VIEW("(schl%c3%bcssel%F0%9F%94%91)"), "([redacted])");
    expect(&secrets, PC_VIEW("(schl&#252;ssel&#128273;)"), "([redacted])");
    pc_secrets_clear(&secrets);
    /* more than anyone's key: refused, and what was there before still works */
    struct pc_buf huge;
    pc_buf_init(&huge, SIZE_MAX);
    assert_int_equal(pc_buf_reserve(&huge, 1u << 20), PC_OK);
    memset(huge.data, 'k', 1u << 20);
    huge.size = 1u << 20;
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW(KEY)), PC_OK);
    assert_int_equal(pc_secrets_add(&secrets, pc_buf_view(&huge)), PC_LIMIT);
    assert_int_equal(secrets.count, 1);
    expect(&secrets, PC_VIEW(KEY), "[redacted]");
    pc_buf_clear(&huge);
    pc_secrets_clear(&secrets);
}

/* A text made to be slow costs no more than four times the time of half of it, with room for a busy machine.
 */
static int64_t time_of(const struct pc_secrets *secrets, const char *unit, size_t size) {
    struct pc_buf text;
    struct pc_buf out;
    pc_buf_init(&text, SIZE_MAX);
    pc_buf_init(&out, SIZE_MAX);
    while (text.size < size)
        assert_int_equal(pc_buf_append_text(&text, unit), PC_OK);
    int64_t start = pc_clock_ms();
    assert_int_equal(pc_redact(secrets, pc_buf_view(&text), &out), PC_OK);
    int64_t took = pc_clock_ms() - start;
    pc_buf_clear(&text);
    pc_buf_clear(&out);
    return took;
}

static void linear(void **state) {
    (void)state;
    static const char *const units[] = {"a",
                                        "aaaaaaaab",
                                        "%61",
                                        "\\u0061",
                                        "\r\n1\r\na",
                                        "\n1;",
                                        "&#97;",
                                        "&#",
                                        "YWFh",
                                        "61",
                                        "Authorization: ",
                                        "authorization: Bearer ",
                                        "\nAuthorization:\r\n ",
                                        "\"authorization\":\"",
                                        "..."};
    char secret[1025];
    memset(secret, 'a', 1024);
    secret[1024] = '\0';
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, pc_view_of(secret)), PC_OK);
    memset(secret + 512, 'b', 512);
    assert_int_equal(pc_secrets_add(&secrets, pc_view_of(secret)), PC_OK);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        int64_t half = time_of(&secrets, units[i], 1u << 17);
        int64_t whole = time_of(&secrets, units[i], 1u << 20);
        if (whole > 8 * 4 * half + 2000)
            fail_msg("%s: %lld ms, and %lld ms for eight times as much", units[i], (long long)half,
                     (long long)whole);
    }
    pc_secrets_clear(&secrets);
}

/* How much of a secret is shown, whatever stands in front of it. */
static void shown(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool shown;
    } rows[] = {
        {"", false},
        {"nothing", false},
        {"Authorization: Api-Key [redacted]", false},
        {"Authorization: Basic another-credential-altogether", false},
        {"the key is abcdefgh...", false},
        {"the key is abcdefgh.ijklmnop...", true},
        {"Authorization: Api-Key abcdefgh.ijklmnopqrstuvw", true},
        {"Authorization: Basic YWJjZGVmZ2guaWprbG1ub3BxcnN0dXZ3", true},
        {"[redacted] 61626364656667682e696a6b6c6d6e6f707172737475767 [redacted]", true},
        {"abcdefgh.ijkl\nmnopqrstuvw", true},
    };
    struct pc_secrets secrets = {0};
    assert_int_equal(pc_secrets_add(&secrets, PC_VIEW("abcdefgh.ijklmnopqrstuvw")), PC_OK);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool seen = !rows[i].shown;
        assert_int_equal(pc_secrets_shown(&secrets, pc_view_of(rows[i].text), 16, &seen), PC_OK);
        if (seen != rows[i].shown)
            fail_msg("%s", rows[i].text);
    }
    pc_secrets_clear(&secrets);
}

int run_redact_tests(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),       cmocka_unit_test(base64),      cmocka_unit_test(utf16),
        cmocka_unit_test(overlapping), cmocka_unit_test(odd_secrets), cmocka_unit_test(linear),
        cmocka_unit_test(shown),
    };
    return cmocka_run_group_tests_name("redact", tests, NULL, NULL);
}
